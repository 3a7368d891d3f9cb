import type { Lang, Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { formatDay } from '../dates.ts'
import { inTheLast } from '../grammar/preposition.ts'
import { type Name, quoteName } from '../grammar/quote.ts'
import { formatCount, isKnown, type Known } from '../numbers.ts'
import { bothLangs, type Interval, many, type Pen, pensFor, prose, type Statement, steps, zahl } from './pen.ts'
import { type Period, when } from './period.ts'

/** The level a q-value or p-value below which is not written out. */
const SMALLEST_RATE = 0.001

/** 'Von den mindestens so deutlichen Meldungen dürften höchstens 0,3 % Zufall sein (3.412 Produkte geprüft).' */
function falseAlarms(qValue: number, tested: number, pen: Pen): string {
  const tiny = qValue < SMALLEST_RATE
  const rate = pen.percent(tiny ? SMALLEST_RATE : qValue)
  if (pen.lang === 'de') {
    const bound = `${tiny ? 'weniger als' : 'höchstens'} ${rate}`
    return `Von den mindestens so deutlichen Meldungen dürften ${bound} Zufall sein (${zahl(tested, 'Produkt')} geprüft).`
  }
  const bound = `${tiny ? 'less than' : 'at most'} ${rate}`
  return `Of the alerts at least this clear, ${bound} are likely to be chance (${many(tested, 'product')} tested).`
}

/** The last `days` days: 'in den letzten 7 Tagen' / 'in the last 7 days'. */
function recentDays(days: number, lang: Lang): string {
  const count = formatCount(days, { lang })
  if (lang === 'de') return inTheLast(days, 'Tag', count)
  return days === 1 ? 'on the last day' : `in the last ${count} days`
}

function daysBefore(days: number, lang: Lang): string {
  const count = formatCount(days, { lang })
  if (lang === 'de') return days === 1 ? 'am Tag davor' : `in den ${count} Tagen davor`
  return days === 1 ? 'the day before' : `in the ${count} days before`
}

export interface ProductMove {
  readonly product: Name
  readonly ordersBefore: number
  readonly ordersAfter: number
  /** Lengths of the two windows, the later one ending last night. */
  readonly beforeDays: number
  readonly afterDays: number
  /** Orders per day after to before, with its interval; null: there were none before. */
  readonly ratio: (Interval & { readonly value: number }) | null
  /** Whether the ratio is set against all orders of the shop, so that a busy week makes nothing rise. */
  readonly againstShop: boolean
  /** Expected share of false alarms among all reported at this level (Benjamini-Hochberg). */
  readonly qValue: number
  /** How many products were tested. */
  readonly tested: number
  /** Change of revenue per day in cents; null: not known. */
  readonly centsPerDay: Known
  readonly currency: string
}

function ordersText(params: ProductMove, lang: Lang): string {
  const { beforeDays, afterDays } = params
  const name = quoteName(params.product, lang)
  const same = beforeDays === afterDays
  const now = recentDays(afterDays, lang)
  const before = formatCount(params.ordersBefore, { lang })
  if (lang === 'de') {
    const orders = zahl(params.ordersAfter, 'Bestellung')
    return `${name}: ${orders} ${now}, ${same ? '' : 'nach '}${before} ${daysBefore(beforeDays, lang)}`
  }
  return `${name}: ${many(params.ordersAfter, 'order')} ${now}, ${same ? '' : 'after '}${before} ${daysBefore(beforeDays, lang)}`
}

/** 'Das ist das 4,1-Fache (3,2 bis 5,0).' for a rise, 'Das ist ein Rückgang um 71 % (52,0 bis 84,0 %).' for a fall. */
function ratioSentence(params: ProductMove, pen: Pen): string | null {
  const { ratio } = params
  if (ratio === null) return null
  const german = pen.lang === 'de'
  const same = params.beforeDays === params.afterDays
  const start = german ? (same ? 'Das ist' : 'Je Tag gerechnet ist es') : same ? 'That is' : 'Per day it is'
  const relative = german ? ', gemessen an allen Bestellungen' : ', measured against all orders'
  const end = `${params.againstShop ? relative : ''}.`
  if (ratio.value >= 1) {
    const factor = pen.factor(ratio.value)
    const text = german ? `das ${factor.replace('-mal', '-Fache')}` : `${factor} as many`
    return `${start} ${text} (${pen.range(ratio, 'factor')})${end}`
  }
  const range = pen.range({ low: 1 - ratio.high, high: 1 - ratio.low }, 'ratio')
  return `${start} ${german ? 'ein Rückgang um' : 'a fall of'} ${pen.share(1 - ratio.value)} (${range})${end}`
}

function moveSentence(params: ProductMove, lang: Lang): string {
  const pen = pensFor(params.currency)[lang]
  const { centsPerDay } = params
  const money = isKnown(centsPerDay) && Math.round(centsPerDay) !== 0 ? pen.moneyChange(centsPerDay) : null
  return prose(
    `${ordersText(params, lang)}.`,
    ratioSentence(params, pen),
    money === null ? null : `${lang === 'de' ? 'Umsatz am Tag' : 'Revenue a day'}: ${money}.`,
    falseAlarms(params.qValue, params.tested, pen),
  )
}

const RISING_STEPS = steps(
  ['Bestand prüfen und nachbestellen', 'Check the stock and reorder'],
  ['Auf der Startseite und im Newsletter zeigen', 'Show it on the home page and in the newsletter'],
)
const FALLING_STEPS = steps(
  ['Preis, Bestand und Produktseite prüfen', 'Check price, stock and product page'],
  ['Mit dem Wettbewerb vergleichen', 'Compare with competitors'],
)

/** A product ordered much more or much less often, by a test that controls false alarms over all products. */
export function productMove(params: ProductMove): Statement {
  const rising = params.ratio === null ? params.ordersAfter >= params.ordersBefore : params.ratio.value >= 1
  return {
    title: bothLangs((lang) => {
      const name = quoteName(params.product, lang)
      const pen = pensFor(params.currency)[lang]
      const { ratio } = params
      if (lang === 'de') {
        if (ratio === null) return `${name} zieht an`
        return rising
          ? `${name} zieht an: ${pen.factor(ratio.value)} so oft bestellt`
          : `${name} fällt um ${pen.share(1 - ratio.value)}`
      }
      if (ratio === null) return `${name} is picking up`
      return rising
        ? `${name} is picking up: ordered ${pen.factor(ratio.value)} as often`
        : `${name} is down ${pen.share(1 - ratio.value)}`
    }),
    sentence: bothLangs((lang) => moveSentence(params, lang)),
    next: rising ? RISING_STEPS : FALLING_STEPS,
  }
}

export interface NewBestseller {
  readonly product: Name
  /** Its place now, and before; null: it was not sold before. */
  readonly rank: number
  readonly rankBefore: number | null
  /** How long the list is: 'unter den 10 meistbestellten'. */
  readonly top: number
  readonly orders: number
  readonly days: number
  /** First day it was sold; null: not to be said. */
  readonly since: Day | null
}

/** '„Regenjacke Fjell“ ist neu unter den 10 meistbestellten Produkten: Platz 3 mit 120 Bestellungen …' */
export function newBestseller(params: NewBestseller): Statement {
  const { product, rank, rankBefore, top, orders, days, since } = params
  return {
    title: bothLangs((lang) => {
      const name = quoteName(product, lang)
      return lang === 'de' ? `${name} ist neu auf Platz ${rank}` : `${name} is new at number ${rank}`
    }),
    sentence: bothLangs((lang) => {
      const name = quoteName(product, lang)
      const pen = pensFor('EUR')[lang]
      const recent = recentDays(days, lang)
      const first = since === null ? null : formatDay(since, 'long', lang)
      if (lang === 'de') {
        const among =
          top === 1
            ? 'an der Spitze der meistbestellten Produkte'
            : `unter den ${pen.count(top)} meistbestellten Produkten`
        const before = rankBefore === null ? 'davor nicht verkauft' : `davor Platz ${formatCount(rankBefore, { lang })}`
        return prose(
          `${name} ist neu ${among}: Platz ${rank} mit ${zahl(orders, 'Bestellung', { case: 'dative' })} ${recent}, ${before}.`,
          first === null ? null : `Das Produkt wird seit dem ${first} verkauft.`,
        )
      }
      const among =
        top === 1 ? 'at the top of the products ordered most' : `among the ${pen.count(top)} products ordered most`
      const before = rankBefore === null ? 'not sold before' : `before that number ${formatCount(rankBefore, { lang })}`
      return prose(
        `${name} is new ${among}: number ${rank} with ${many(orders, 'order')} ${recent}, ${before}.`,
        first === null ? null : `The product has been sold since ${first}.`,
      )
    }),
    next: RISING_STEPS,
  }
}

export interface ViralProduct {
  readonly product: Name
  readonly period: Period
  readonly orders: number
  readonly expected: Interval & { readonly mean: number }
  /** Pieces in stock and how many days they last at this pace; null: not known. */
  readonly stock: number | null
  readonly stockDays: number | null
}

/** '„Regenjacke Fjell“ trendet: gestern 318 Bestellungen, 4,1-mal so viele wie erwartet (66 bis 92).' */
export function viralProduct(params: ViralProduct): Statement {
  const { product, period, orders, expected, stock, stockDays } = params
  const ratio = expected.mean > 0 ? orders / expected.mean : null
  return {
    title: bothLangs((lang) => {
      const factor = ratio === null ? null : pensFor('EUR')[lang].factor(ratio)
      if (lang === 'de')
        return `${quoteName(product, lang)} trendet${factor === null ? '' : `: ${factor} so viel wie erwartet`}`
      return `${quoteName(product, lang)} is trending${factor === null ? '' : `: ${factor} what was expected`}`
    }),
    sentence: bothLangs((lang) => {
      const pen = pensFor('EUR')[lang]
      const range = pen.range(expected, 'count')
      const name = quoteName(product, lang)
      const day = when(period, lang)
      if (lang === 'de') {
        const times =
          ratio === null ? `erwartet waren ${range}` : `${pen.factor(ratio)} so viele wie erwartet (${range})`
        const count = zahl(orders, 'Bestellung')
        // A date ends on its year, which must not run into the count.
        const amount = /\d$/.test(day) ? `${count} ${day}` : `${day} ${count}`
        return prose(`${name} trendet: ${amount}, ${times}.`, stockSentence(stock, stockDays, pen))
      }
      const times = ratio === null ? `${range} were expected` : `${pen.factor(ratio)} as many as expected (${range})`
      return prose(
        `${name} is trending: ${many(orders, 'order')} ${day}, ${times}.`,
        stockSentence(stock, stockDays, pen),
      )
    }),
    next: viralSteps,
  }
}

const viralSteps: readonly Text[] = steps(
  ['Nachbestellen', 'Reorder'],
  ['Beitrag dazu schreiben', 'Write a post about it'],
  ['Passendes Zubehör auf der Produktseite zeigen', 'Show matching accessories on the product page'],
)

function stockSentence(stock: number | null, stockDays: number | null, pen: Pen): string | null {
  if (stock === null) return null
  const german = pen.lang === 'de'
  if (stock <= 0) return german ? 'Es ist nichts mehr auf Lager.' : 'Nothing is left in stock.'
  const pieces = german ? zahl(stock, 'Stück') : many(stock, 'piece')
  const days = stockDays === null ? null : Math.max(1, Math.round(stockDays))
  if (german) {
    const start = Math.round(stock) === 1 ? 'Auf Lager ist' : 'Auf Lager sind'
    return `${start} ${pieces}${days === null ? '' : `, genug für etwa ${zahl(days, 'Tag')}`}.`
  }
  return `There ${Math.round(stock) === 1 ? 'is' : 'are'} ${pieces} in stock${days === null ? '' : `, enough for about ${many(days, 'day')}`}.`
}
