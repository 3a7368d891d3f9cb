import type { Lang, Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { formatDay } from '../dates.ts'
import { numberAfter } from '../grammar/article.ts'
import { germanFinite } from '../grammar/verb.ts'
import { isKnown, type Known } from '../numbers.ts'
import { bothLangs, capitalise, many, pensFor, prose, type Statement, steps, zahl } from './pen.ts'

/** Counts in data gaps are facts about rows, so none is written as a word and starts the sentence as one. */
function germanCount(n: number, word: string): string {
  return capitalise(zahl(n, word))
}

export interface CostGap {
  readonly products: number
  /** Share of the revenue that these products made; null: not known. */
  readonly revenueShare: Known
}

/** 'Bei 212 Produkten fehlt der Einkaufspreis; sie machen 18 % des Umsatzes aus. Die Marge gilt nur für den Rest.' */
export function costUnknown(params: CostGap): Statement {
  const { products, revenueShare } = params
  const share = (lang: Lang): string | null => (isKnown(revenueShare) ? pensFor('EUR')[lang].share(revenueShare) : null)
  return {
    title: bothLangs((lang) =>
      lang === 'de'
        ? `Einkaufspreis fehlt bei ${zahl(products, 'Produkt', { case: 'dative' })}`
        : `Purchase cost missing for ${many(products, 'product')}`,
    ),
    sentence: bothLangs((lang) => {
      const part = share(lang)
      if (lang === 'de') {
        const where = zahl(products, 'Produkt', { case: 'dative' })
        return prose(
          `Bei ${where} fehlt der Einkaufspreis${part === null ? '' : `; betroffen sind ${part} des Umsatzes`}.`,
          'Die Marge gilt nur für den Rest.',
        )
      }
      return prose(
        `The purchase cost is missing for ${many(products, 'product')}${part === null ? '' : `; ${part} of revenue is affected`}.`,
        'The margin holds only for the rest.',
      )
    }),
    next: steps(['Einkaufspreise nachtragen oder einlesen', 'Add or import the purchase costs']),
  }
}

export interface StaleData {
  /** The last day with data; null: there never were any. */
  readonly lastDay: Day | null
  /** Days since then, at the report's day. */
  readonly days: number
}

function sinceText(params: StaleData, lang: Lang): string {
  const german = lang === 'de'
  const { lastDay, days } = params
  if (lastDay === null) return ''
  const last = formatDay(lastDay, 'long', lang)
  return german
    ? ` seit dem ${last} (${zahl(days, 'Tag', { zero: 'digit' })})`
    : ` since ${last} (${many(days, 'day', 'digit')})`
}

/** 'Keine Bestellungen seit dem 9. Dezember 2011 (3 Tage). Was danach kommt, fehlt in diesem Bericht.' */
export function staleOrders(params: StaleData): Statement {
  return {
    title: { de: 'Die Bestellungen sind nicht auf dem neuesten Stand', en: 'The orders are not up to date' },
    sentence: bothLangs((lang) => {
      const since = sinceText(params, lang)
      if (lang === 'de') {
        return params.lastDay === null
          ? 'Es sind noch keine Bestellungen eingelesen.'
          : prose(`Keine Bestellungen${since}.`, 'Was danach kam, fehlt in diesem Bericht.')
      }
      return params.lastDay === null
        ? 'No orders have been imported yet.'
        : prose(`No orders${since}.`, 'What came after is missing from this report.')
    }),
    next: steps([
      'Neue Bestellungen einlesen oder die Verbindung zum Shop prüfen',
      'Import new orders or check the connection to the shop',
    ]),
  }
}

/** 'Keine Ereignisse aus dem Shop seit dem 20. November 2026 (3 Tage). Besuche und Abbrüche sind deshalb unbekannt.' */
export function noEvents(params: StaleData): Statement {
  return {
    title: { de: 'Keine Ereignisse aus dem Shop', en: 'No events from the shop' },
    sentence: bothLangs((lang) => {
      const since = sinceText(params, lang)
      if (lang === 'de') {
        return prose(
          params.lastDay === null
            ? 'Aus dem Shop kamen noch keine Ereignisse.'
            : `Keine Ereignisse aus dem Shop${since}.`,
          'Besuche und Abbrüche sind deshalb nicht bekannt.',
        )
      }
      return prose(
        params.lastDay === null ? 'No events have come from the shop yet.' : `No events from the shop${since}.`,
        'Visits and drop-offs are therefore not known.',
      )
    }),
    next: steps(['Messung im Shop einbauen oder prüfen', 'Install or check the tracking in the shop']),
  }
}

export interface OrderGap {
  readonly orders: number
  /** Share of all orders. */
  readonly share: number
}

function orderGap(params: OrderGap, lack: Text, effect: Text, title: Text, next: readonly Text[]): Statement {
  return {
    title,
    sentence: bothLangs((lang) => {
      const share = pensFor('EUR')[lang].percent(params.share)
      if (lang === 'de') {
        const verb = germanFinite('haben', 'present', numberAfter(params.orders))
        return prose(`${germanCount(params.orders, 'Bestellung')} (${share}) ${verb} ${lack.de}.`, effect.de)
      }
      const verb = Math.round(params.orders) === 1 ? 'has' : 'have'
      return prose(`${capitalise(many(params.orders, 'order'))} (${share}) ${verb} ${lack.en}.`, effect.en)
    }),
    next,
  }
}

/** '1.454 Bestellungen (24,9 %) haben keinen Kunden. Sie fehlen in den Auswertungen nach Kunden.' */
export function customersMissing(params: OrderGap): Statement {
  return orderGap(
    params,
    { de: 'keine Angabe zum Kunden', en: 'no customer' },
    {
      de: 'In den Auswertungen nach Kunden fehlt dieser Anteil.',
      en: 'That share is missing from the analyses by customer.',
    },
    { de: 'Bestellungen ohne Kunden', en: 'Orders without a customer' },
    steps(['Kundennummer oder E-Mail-Adresse mit einlesen', 'Import the customer number or e-mail address too']),
  )
}

/** '446 Bestellungen (0,1 %) haben kein Land.' */
export function countryMissing(params: OrderGap): Statement {
  return orderGap(
    params,
    { de: 'keine Angabe zum Land', en: 'no country' },
    {
      de: 'In den Auswertungen nach Ländern erscheint dieser Anteil als „ohne Angabe“.',
      en: 'In the analyses by country that share appears as “not given”.',
    },
    { de: 'Bestellungen ohne Land', en: 'Orders without a country' },
    steps(['Lieferland mit einlesen', 'Import the country of delivery too']),
  )
}

/** 'Bei 40 Produkten ist der Bestand nicht bekannt. Ob sie ausverkauft sind, zeigt sich nur an den Verkäufen.' */
export function stockUnknown(params: { readonly products: number }): Statement {
  const { products } = params
  return {
    title: bothLangs((lang) =>
      lang === 'de'
        ? `Bestand bei ${zahl(products, 'Produkt', { case: 'dative' })} nicht bekannt`
        : `Stock not known for ${many(products, 'product')}`,
    ),
    sentence: bothLangs((lang) =>
      lang === 'de'
        ? prose(
            `Bei ${zahl(products, 'Produkt', { case: 'dative' })} ist der Bestand nicht bekannt.`,
            'Ob etwas ausverkauft ist, zeigt sich dort nur an den Verkäufen.',
          )
        : prose(
            `The stock is not known for ${many(products, 'product')}.`,
            'Whether something is sold out shows there only in the sales.',
          ),
    ),
    next: steps(['Bestände einlesen', 'Import the stock levels']),
  }
}

/** What an analysis counts, in words of both languages. */
const NEEDS = {
  days: { de: 'Tag', en: 'day' },
  weeks: { de: 'Woche', en: 'week' },
  orders: { de: 'Bestellung', en: 'order' },
  customers: { de: 'Kunde', en: 'customer' },
  products: { de: 'Produkt', en: 'product' },
} as const satisfies Readonly<Record<string, Text>>

export interface NotEnough {
  /** What cannot be said yet, with its article, as the object of 'für': 'die Prognose' / 'the forecast'. */
  readonly what: Text
  readonly unit: keyof typeof NEEDS
  readonly have: number
  readonly need: number
  /** Day from which it will be possible, where that can be told. */
  readonly from: Day | null
}

/** 'Für die Prognose sind noch nicht genug Daten da: 12 von 28 nötigen Tagen. Möglich ab dem 9. Dezember 2026.' */
export function notEnoughData(params: NotEnough): Text {
  const words = NEEDS[params.unit]
  return bothLangs((lang) => {
    const pen = pensFor('EUR')[lang]
    const have = pen.count(params.have)
    const from = params.from === null ? null : formatDay(params.from, 'long', lang)
    if (lang === 'de') {
      const need = zahl(params.need, words.de, { case: 'dative', adjectives: ['nötig'] })
      return prose(
        `Für ${params.what.de} sind noch nicht genug Daten da: ${have} von ${need}.`,
        from === null ? null : `Möglich ist das voraussichtlich ab dem ${from}.`,
      )
    }
    return prose(
      `There is not enough data yet for ${params.what.en}: ${have} of ${many(params.need, words.en)} needed.`,
      from === null ? null : `It should be possible from ${from}.`,
    )
  })
}
