import type { Lang, Text } from '../../core/lang.ts'
import { formatMonth } from '../dates.ts'
import { formatRange } from '../format.ts'
import { numberAfter } from '../grammar/article.ts'
import { germanFinite } from '../grammar/verb.ts'
import { formatPercentPoints, isKnown, type Known } from '../numbers.ts'
import {
  bothLangs,
  capitalise,
  type Interval,
  many,
  type Pen,
  pensFor,
  prose,
  type Statement,
  steps,
  zahl,
} from './pen.ts'

/** Customers by recency, frequency and value. */
export const SEGMENT_NAMES = {
  champions: { de: 'Spitzenkunden', en: 'Champions' },
  loyal: { de: 'Treue Kunden', en: 'Loyal customers' },
  'potential-loyalist': { de: 'Mögliche Stammkunden', en: 'Potential loyalists' },
  new: { de: 'Neukunden', en: 'New customers' },
  promising: { de: 'Vielversprechende Kunden', en: 'Promising customers' },
  'needs-attention': { de: 'Kunden, die Aufmerksamkeit brauchen', en: 'Customers needing attention' },
  'about-to-sleep': { de: 'Kunden kurz vor dem Einschlafen', en: 'Customers about to fall asleep' },
  'at-risk': { de: 'Gefährdete Kunden', en: 'Customers at risk' },
  'cannot-lose': { de: 'Unbedingt zu haltende Kunden', en: 'Customers not to lose' },
  hibernating: { de: 'Schlafende Kunden', en: 'Hibernating customers' },
  lost: { de: 'Verlorene Kunden', en: 'Lost customers' },
} as const satisfies Readonly<Record<string, Text>>
export type Segment = keyof typeof SEGMENT_NAMES

/** From the most to the least valuable; a move to a later one is a loss. */
export const SEGMENTS: readonly Segment[] = [
  'champions',
  'loyal',
  'potential-loyalist',
  'new',
  'promising',
  'needs-attention',
  'cannot-lose',
  'at-risk',
  'about-to-sleep',
  'hibernating',
  'lost',
]

function segment(name: Segment, lang: Lang): string {
  return lang === 'de' ? `„${SEGMENT_NAMES[name].de}“` : `“${SEGMENT_NAMES[name].en}”`
}

export interface SegmentMove {
  readonly from: Segment
  readonly to: Segment
  readonly customers: number
  /** What these customers bought in the last `valueDays` days, in cents; null: not known. */
  readonly valueCents: Known
  readonly valueDays: number
  readonly currency: string
}

/** '12 Kunden sind von „Spitzenkunden“ zu „Gefährdete Kunden“ gewechselt. Umsatz der letzten 365 Tage: 4.120 €.' */
export function segmentMove(params: SegmentMove): Statement {
  const { from, to, customers, valueCents, valueDays } = params
  const worse = SEGMENTS.indexOf(to) > SEGMENTS.indexOf(from)
  return {
    title: bothLangs((lang) =>
      lang === 'de'
        ? `${capitalise(zahl(customers, 'Kunde'))}: von ${segment(from, lang)} zu ${segment(to, lang)}`
        : `${capitalise(many(customers, 'customer'))}: from ${segment(from, lang)} to ${segment(to, lang)}`,
    ),
    sentence: bothLangs((lang) => {
      const pen = pensFor(params.currency)[lang]
      const names = [segment(from, lang), segment(to, lang)] as const
      const value = isKnown(valueCents) ? pen.money(valueCents) : null
      if (lang === 'de') {
        const verb = germanFinite('wechseln', 'perfect', numberAfter(customers))
        const subject = zahl(customers, 'Kunde')
        return prose(
          `${capitalise(subject)} ${verb} von ${names[0]} zu ${names[1]} gewechselt.`,
          value === null ? null : `Umsatz der letzten ${zahl(valueDays, 'Tag')}: ${value}.`,
        )
      }
      const subject = many(customers, 'customer')
      return prose(
        `${capitalise(subject)} moved from ${names[0]} to ${names[1]}.`,
        value === null ? null : `Revenue of the last ${many(valueDays, 'day')}: ${value}.`,
      )
    }),
    next: worse
      ? steps(
          ['Diese Kunden ansprechen, bevor sie gehen', 'Talk to these customers before they leave'],
          ['Letzte Bestellungen und Beschwerden ansehen', 'Look at their last orders and complaints'],
        )
      : steps(['Mit einem Vorteil für treue Kunden danken', 'Thank them with a benefit for loyal customers']),
  }
}

export interface RepeatRate {
  /** First-time buyers looked at, and the share of them that bought again within `windowDays` days. */
  readonly customers: number
  readonly rate: Interval & { readonly value: number }
  readonly windowDays: number
  /** The same share among the first-time buyers before them; null: not known. */
  readonly rateBefore: Known
}

/** 'Von 1.204 Erstkäufern kauften 23,4 % (21,1 bis 25,9 %) innerhalb von 90 Tagen erneut, 1,2 Prozentpunkte mehr als davor.' */
export function repeatRate(params: RepeatRate): Statement {
  const { customers, rate, windowDays, rateBefore } = params
  return {
    title: bothLangs((lang) => {
      const percent = pensFor('EUR')[lang].percent(rate.value)
      return lang === 'de' ? `${percent} der Erstkäufer kaufen erneut` : `${percent} of first-time buyers buy again`
    }),
    sentence: bothLangs((lang) => {
      const pen = pensFor('EUR')[lang]
      const percent = `${pen.percent(rate.value)} (${pen.range(rate, 'ratio')})`
      const change = isKnown(rateBefore) ? pointsText(rate.value - rateBefore, pen) : null
      if (lang === 'de') {
        const buyers = zahl(customers, 'Erstkäufer', { case: 'dative', zero: 'digit' })
        const days = zahl(windowDays, 'Tag', { case: 'dative' })
        const than =
          change === null ? '' : `, ${change} ${change === 'genauso viele' ? 'wie' : 'als'} bei den Erstkäufern davor`
        return `Von ${buyers} kauften ${percent} innerhalb von ${days} erneut${than}.`
      }
      const buyers = many(customers, 'first-time buyer', 'digit')
      const than =
        change === null ? '' : `, ${change} ${change === 'as many' ? 'as' : 'than'} of the first-time buyers before`
      return `Of ${buyers}, ${percent} bought again within ${many(windowDays, 'day')}${than}.`
    }),
    next: steps([
      'Nach dem ersten Kauf mit passenden Vorschlägen nachfassen',
      'Follow up on the first purchase with matching suggestions',
    ]),
  }
}

/** '1,2 Prozentpunkte mehr', 'genauso viele'. */
function pointsText(difference: number, pen: Pen): string {
  const german = pen.lang === 'de'
  const points = difference * 100
  if (Math.abs(points) < 0.05) return german ? 'genauso viele' : 'as many'
  const size = formatPercentPoints(Math.abs(points), { lang: pen.lang })
  if (german) return `${size} ${points > 0 ? 'mehr' : 'weniger'}`
  return `${size} ${points > 0 ? 'more' : 'fewer'}`
}

export interface CohortComparison {
  /** Months of the first purchase, 'YYYY-MM'. */
  readonly month: string
  readonly otherMonth: string
  readonly customers: number
  readonly otherCustomers: number
  /** Share that bought again within `windowDays` days. */
  readonly rate: number
  readonly otherRate: number
  readonly windowDays: number
  /** Interval of `rate - otherRate`. */
  readonly difference: Interval
}

/** 'Von den 412 Erstkäufern aus August 2026 kauften 18 % innerhalb von 90 Tagen erneut, von den 389 aus Juli 2026 22 %. …' */
export function cohortComparison(params: CohortComparison): Statement {
  const { rate, otherRate, difference } = params
  const clear = difference.low > 0 || difference.high < 0
  const up = rate >= otherRate
  return {
    title: bothLangs((lang) => {
      const month = formatMonth(params.month, lang)
      if (!clear) {
        return lang === 'de'
          ? `Erstkäufer aus ${month} kommen wie üblich wieder`
          : `First-time buyers of ${month} return as usual`
      }
      if (lang === 'de') return `Erstkäufer aus ${month} kommen ${up ? 'öfter' : 'seltener'} wieder`
      return `First-time buyers of ${month} return ${up ? 'more' : 'less'} often`
    }),
    sentence: bothLangs((lang) => cohortIn(lang, params, clear)),
    next:
      clear && !up
        ? steps([
            'Ansehen, was diese Käufer zuerst kauften und woher sie kamen',
            'Look at what these buyers bought first and where they came from',
          ])
        : [],
  }
}

function cohortIn(lang: Lang, params: CohortComparison, clear: boolean): string {
  const pen = pensFor('EUR')[lang]
  const month = formatMonth(params.month, lang)
  const other = formatMonth(params.otherMonth, lang)
  const points = { low: params.difference.low * 100, high: params.difference.high * 100 }
  const range = formatRange(points.low, points.high, 'percent-points', { lang, currency: 'EUR', sign: 'changes' })
  const rates = [pen.percent(params.rate), pen.percent(params.otherRate)] as const
  const counts = [pen.count(params.customers), pen.count(params.otherCustomers)] as const
  if (lang === 'de') {
    const days = zahl(params.windowDays, 'Tag', { case: 'dative' })
    const first = `Von den ${counts[0]} Erstkäufern aus ${month} kauften ${rates[0]} innerhalb von ${days} erneut, von den ${counts[1]} aus ${other} waren es ${rates[1]}.`
    return prose(first, clear ? `Der Unterschied beträgt ${range}.` : `Der Unterschied kann Zufall sein (${range}).`)
  }
  const days = many(params.windowDays, 'day')
  const first = `Of the ${counts[0]} first-time buyers of ${month}, ${rates[0]} bought again within ${days}; of the ${counts[1]} of ${other} it was ${rates[1]}.`
  return prose(first, clear ? `The difference is ${range}.` : `The difference may be chance (${range}).`)
}

export interface LifetimeValue {
  readonly customers: number
  readonly horizonDays: number
  /** Expected revenue of all customers over the horizon, in cents. */
  readonly totalCents: Known
  readonly interval: Interval | null
  /** The most valuable share of the customers (0.1), and the share of the expected revenue they carry. */
  readonly topShare: number
  readonly topValueShare: number
  readonly currency: string
}

/** '10 % der Kunden tragen 42 % des erwarteten Umsatzes der nächsten 365 Tage. …' */
export function lifetimeValue(params: LifetimeValue): Statement {
  const { customers, horizonDays, totalCents, interval } = params
  return {
    title: bothLangs((lang) => {
      const pen = pensFor(params.currency)[lang]
      const top = pen.share(params.topShare)
      const value = pen.share(params.topValueShare)
      return lang === 'de'
        ? `${top} der Kunden tragen ${value} des erwarteten Umsatzes`
        : `${top} of customers carry ${value} of expected revenue`
    }),
    sentence: bothLangs((lang) => {
      const pen = pensFor(params.currency)[lang]
      const top = pen.share(params.topShare)
      const value = pen.share(params.topValueShare)
      const range = interval === null ? '' : ` (${pen.range(interval, 'cents')})`
      if (lang === 'de') {
        const days = zahl(horizonDays, 'Tag')
        const all = isKnown(totalCents)
          ? `Von ${zahl(customers, 'Kunde', { case: 'dative', zero: 'digit' })} sind in dieser Zeit zusammen ${pen.short(totalCents)} zu erwarten${range}.`
          : null
        return prose(`${top} der Kunden tragen ${value} des erwarteten Umsatzes der nächsten ${days}.`, all)
      }
      const count = many(customers, 'customer', 'digit')
      const all = isKnown(totalCents)
        ? `Together ${count} can be expected to bring ${pen.short(totalCents)} in that time${range}.`
        : null
      return prose(
        `${top} of customers carry ${value} of the revenue expected over the next ${many(horizonDays, 'day')}.`,
        all,
      )
    }),
    next: steps(
      ['Die wertvollsten Kunden als Zielgruppe speichern', 'Save the most valuable customers as an audience'],
      ['Ihnen persönlich danken', 'Thank them in person'],
    ),
  }
}

export interface WinBack {
  readonly customers: number
  /** Revenue they can be expected to bring over the horizon if they come back, in cents. */
  readonly valueCents: Known
  readonly horizonDays: number
  readonly currency: string
}

/** '34 gute Kunden haben ihre übliche Zeit zwischen zwei Bestellungen weit überschritten. …' */
export function winBack(params: WinBack): Statement {
  const { customers, valueCents, horizonDays } = params
  return {
    title: bothLangs((lang) =>
      lang === 'de'
        ? `${zahl(customers, 'Kunde', { adjectives: ['überfällig'], zero: 'digit' })} zurückzugewinnen`
        : `${many(customers, 'customer', 'digit')} overdue and worth winning back`,
    ),
    sentence: bothLangs((lang) => {
      const pen = pensFor(params.currency)[lang]
      const value = isKnown(valueCents) ? pen.short(valueCents) : null
      if (lang === 'de') {
        const subject = zahl(customers, 'Kunde', { adjectives: ['gut'] })
        const verb = germanFinite('haben', 'present', numberAfter(customers))
        return prose(
          `${capitalise(subject)} ${verb} länger nicht bestellt, als es bisher üblich war.`,
          value === null
            ? null
            : `Bei einer Rückkehr sind in ${zahl(horizonDays, 'Tag', { case: 'dative' })} etwa ${value} zu erwarten.`,
        )
      }
      const subject = many(customers, 'good customer')
      const verb = Math.round(customers) === 1 ? 'has' : 'have'
      return prose(
        `${capitalise(subject)} ${verb} not ordered for longer than was usual so far.`,
        value === null ? null : `On a return, about ${value} can be expected in ${many(horizonDays, 'day')}.`,
      )
    }),
    next: steps(
      [
        'Mit einem Anlass anschreiben, der zur letzten Bestellung passt',
        'Write to them with an occasion that fits their last order',
      ],
      ['Eine Gruppe nicht anschreiben, um die Wirkung zu messen', 'Leave one group out to measure the effect'],
    ),
  }
}
