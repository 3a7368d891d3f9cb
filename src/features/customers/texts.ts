/** The sentences of the customer analysis. */
import type { Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { formatDay } from '../../language/dates.ts'
import { formatRange } from '../../language/format.ts'
import { numberAfter } from '../../language/grammar/article.ts'
import { notEnoughData } from '../../language/sentences/data-gaps.ts'
import { bothLangs, many, type Pen, pensFor, prose, type Statement, steps, zahl } from '../../language/sentences/pen.ts'
import type { Interval } from '../findings/index.ts'
import { RETURN_DAYS } from './segments.ts'

export interface Slid {
  readonly customers: number
  readonly yearCents: number
  /** Money of a year that goes with those who do not come back by themselves. */
  readonly lostCents: number
  readonly since: Day
  /** Share of customers at risk who came back, null where too few were seen. */
  readonly returned: { readonly rate: number; readonly interval: Interval; readonly n: number } | null
  readonly currency: string
}

function experience({ returned, lostCents }: Slid, pen: Pen): string {
  const german = pen.lang === 'de'
  if (returned === null) {
    return german
      ? 'Wie viele davon von selbst zurückkommen, lässt sich noch nicht sagen.'
      : 'How many of them come back by themselves cannot be said yet.'
  }
  const range = formatRange(returned.interval.low, returned.interval.high, 'ratio', { lang: pen.lang, currency: 'EUR' })
  const n = pen.count(returned.n)
  return german
    ? `Von ${n} Kunden, die vor ${RETURN_DAYS} Tagen gefährdet waren, haben seither ${pen.share(returned.rate)} wieder gekauft (${range}); kommt der Rest nicht zurück, fehlen ${pen.whole(lostCents)} im Jahr.`
    : `Of ${n} customers at risk ${RETURN_DAYS} days ago, ${pen.share(returned.rate)} have bought again since (${range}); if the rest stay away, ${pen.whole(lostCents)} a year will be missing.`
}

/** Valuable customers who have become customers at risk. */
export function slidStatement(slid: Slid): Statement {
  const pens = pensFor(slid.currency)
  return {
    title: bothLangs((lang) => {
      const pen = pens[lang]
      return lang === 'de'
        ? `${zahl(slid.customers, 'Kunde', { adjectives: ['wertvoll'] })} neu gefährdet: ${pen.whole(slid.yearCents)} Jahresumsatz`
        : `${many(slid.customers, 'valuable customer')} newly at risk: ${pen.whole(slid.yearCents)} a year`
    }),
    sentence: bothLangs((lang) => {
      const pen = pens[lang]
      const since = formatDay(slid.since, 'long', lang)
      const one = numberAfter(slid.customers) === 'singular'
      const first =
        lang === 'de'
          ? `Seit dem ${since} ${one ? 'ist' : 'sind'} ${zahl(slid.customers, 'Kunde', { adjectives: ['wertvoll'] })} so lange ohne Bestellung, dass ${one ? 'er' : 'sie'} als gefährdet ${one ? 'gilt' : 'gelten'}; in den letzten zwölf Monaten ${one ? 'brachte er' : 'brachten sie'} ${pen.whole(slid.yearCents)}.`
          : `Since ${since}, ${many(slid.customers, 'valuable customer')} ${one ? 'has' : 'have'} gone so long without an order that they count as at risk; over the last twelve months they brought ${pen.whole(slid.yearCents)}.`
      return prose(first, experience(slid, pen))
    }),
    next: steps(
      [
        'Die Liste der Rückgewinnung durchgehen, die wertvollsten zuerst',
        'Go through the win-back list, the most valuable first',
      ],
      ['Wer Werbung erlaubt hat, persönlich anschreiben', 'Write personally to those who have agreed to advertising'],
    ),
  }
}

export interface Returned {
  readonly customers: number
  readonly cents: number
  readonly since: Day
  readonly currency: string
}

/** Customers who had been at risk or hibernating and buy again. */
export function returnedStatement({ customers, cents, since, currency }: Returned): Statement {
  const pens = pensFor(currency)
  const one = numberAfter(customers) === 'singular'
  return {
    title: bothLangs((lang) =>
      lang === 'de'
        ? `${zahl(customers, 'Kunde')} zurückgekehrt: ${pens.de.whole(cents)}`
        : `${many(customers, 'customer')} returned: ${pens.en.whole(cents)}`,
    ),
    sentence: bothLangs((lang) => {
      const day = formatDay(since, 'long', lang)
      return lang === 'de'
        ? `Seit dem ${day} ${one ? 'hat' : 'haben'} ${zahl(customers, 'Kunde')} wieder gekauft, ${one ? 'der' : 'die'} als gefährdet oder schlafend ${one ? 'galt' : 'galten'}; das brachte ${pens.de.whole(cents)}.`
        : `Since ${day}, ${many(customers, 'customer')} who counted as at risk or hibernating ${one ? 'has' : 'have'} bought again; that brought ${pens.en.whole(cents)}.`
    }),
    next: steps([
      'Nachsehen, was sie zurückgebracht hat (Aktion, Produkt, Jahreszeit), und es wiederholen',
      'See what brought them back (promotion, product, season) and repeat it',
    ]),
  }
}

export function methodText(asOf: Day, previous: Day): Text {
  return bothLangs((lang) => {
    const now = formatDay(asOf, 'short', lang)
    const before = formatDay(previous, 'short', lang)
    return lang === 'de'
      ? `Kunden mit mindestens einer Bestellung in 24 Monaten, bewertet nach letztem Kauf und Umsatz (Fünftel) und nach Zahl der Bestellungen (1, 2, 3–4, 5–9, ab 10). Die Grenzen sind die vom ${now} und gelten auch für den ${before}: Wer das Segment wechselt, hat es durch sein eigenes Verhalten getan. Wertvoll: Häufigkeit und Umsatz zusammen mindestens 7 von 10 Punkten; gefährdet: wertvoll, aber der letzte Kauf liegt in den beiden ältesten Fünfteln.`
      : `Customers with at least one order in 24 months, scored by last purchase and revenue (fifths) and by number of orders (1, 2, 3–4, 5–9, 10 or more). The cuts are those of ${now} and hold for ${before} too: whoever changes segment did so by their own doing. Valuable: frequency and revenue together at least 7 of 10 points; at risk: valuable, but the last purchase lies in the two oldest fifths.`
  })
}

export function tooFewText(customers: number, needed: number): Text {
  const what = { de: 'die Einteilung der Kunden', en: 'customer segments' }
  return notEnoughData({ what, unit: 'customers', have: customers, need: needed, from: null })
}

/** What the chart shows, as a sentence. */
export function chartTitle(now: number, before: number, previous: Day): Text {
  return bothLangs((lang) => {
    const pen = pensFor('EUR')[lang]
    const day = formatDay(previous, 'short', lang)
    const change = now - before
    if (lang === 'de') {
      const against =
        change === 0 ? 'so viele wie' : `${pen.count(Math.abs(change))} ${change > 0 ? 'mehr' : 'weniger'} als`
      return `${zahl(now, 'Spitzenkunde', { zero: 'digit' })}, ${against} am ${day}`
    }
    const against = change === 0 ? 'as many as' : `${pen.count(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'} than`
    return `${now === 0 ? '0 champions' : many(now, 'champion')}, ${against} on ${day}`
  })
}
