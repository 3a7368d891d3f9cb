import type { Lang, Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { formatDay } from '../dates.ts'
import { type Name, quoteName } from '../grammar/quote.ts'
import { isKnown, type Known } from '../numbers.ts'
import { bothLangs, type Interval, many, pensFor, prose, type Statement, steps, zahl } from './pen.ts'

export interface StockOut {
  readonly product: Name
  readonly lastSaleDay: Day
  /** Days without a sale up to last night, at least 1. */
  readonly quietDays: number
  /** Pieces to be expected per day. */
  readonly usualPerDay: number
  /** Pieces in stock; null: not known. */
  readonly stock: number | null
  /** Revenue lost per day in cents, with its interval; null: not to be said. */
  readonly lostPerDay: (Interval & { readonly value: number }) | null
  readonly currency: string
}

function stockLine(stock: number | null, lang: Lang): string {
  const german = lang === 'de'
  if (stock === null) return german ? 'Der Bestand ist nicht bekannt.' : 'The stock is not known.'
  if (stock <= 0) return german ? 'Der Bestand ist 0.' : 'The stock is 0.'
  const one = Math.round(stock) === 1
  if (german) {
    return `Laut Bestand ${one ? 'ist' : 'sind'} noch ${zahl(stock, 'Stück')} da; vielleicht ist das Produkt im Shop nicht zu sehen.`
  }
  return `The stock says ${many(stock, 'piece')} ${one ? 'is' : 'are'} left; the product may not be visible in the shop.`
}

function lossLine(params: StockOut, lang: Lang): string | null {
  const { lostPerDay } = params
  if (lostPerDay === null) return null
  const pen = pensFor(params.currency)[lang]
  const range = pen.range(lostPerDay, 'cents')
  if (lang === 'de') return `Geschätzter Ausfall: ${pen.short(lostPerDay.value)} am Tag (${range}).`
  return `Estimated loss: ${pen.short(lostPerDay.value)} a day (${range}).`
}

/** Sales of a product stopped: '„X“: seit 4 Tagen kein Verkauf, der letzte am 18. November 2026; üblich sind 12 Stück am Tag.' */
export function stockOut(params: StockOut): Statement {
  const { product, quietDays, usualPerDay, stock } = params
  const shown = stock !== null && stock > 0
  return {
    title: bothLangs((lang) => {
      const name = quoteName(product, lang)
      if (shown) return lang === 'de' ? `${name} verkauft sich nicht mehr` : `${name} has stopped selling`
      if (stock === null)
        return lang === 'de' ? `${name} ist wahrscheinlich ausverkauft` : `${name} is probably sold out`
      return lang === 'de' ? `${name} ist ausverkauft` : `${name} is sold out`
    }),
    sentence: bothLangs((lang) => {
      const usual = pensFor(params.currency)[lang].mean(usualPerDay)
      const last = formatDay(params.lastSaleDay, 'long', lang)
      const name = quoteName(product, lang)
      const first =
        lang === 'de'
          ? `${name}: seit ${zahl(quietDays, 'Tag', { case: 'dative' })} kein Verkauf, der letzte am ${last}; üblich ${usual === '1' ? 'ist' : 'sind'} ${usual} Stück am Tag.`
          : `${name}: no sale for ${many(quietDays, 'day')}, the last on ${last}; usual ${usual === '1' ? 'is 1 piece' : `are ${usual} pieces`} a day.`
      return prose(first, stockLine(stock, lang), lossLine(params, lang))
    }),
    next: stockSteps(stock),
  }
}

function stockSteps(stock: number | null): readonly Text[] {
  if (stock !== null && stock > 0) {
    return steps(
      ['Produktseite und Verfügbarkeit im Shop prüfen', 'Check product page and availability in the shop'],
      ['Bestand zählen', 'Count the stock'],
    )
  }
  return steps(
    ['Nachbestellen', 'Reorder'],
    ['Ein ähnliches Produkt auf der Produktseite zeigen', 'Show a similar product on the product page'],
    ['Anzeigen für dieses Produkt anhalten', 'Pause the ads for this product'],
  )
}

export interface WrongPrice {
  readonly product: Name
  readonly soldAtCents: number
  /** What it usually sells at. */
  readonly usualCents: number
  readonly units: number
  readonly orders: number
  readonly since: Day
  /** Difference to the usual price over all units, in cents; negative: less came in. */
  readonly differenceCents: number
  /** What a piece costs the shop; null: not known. */
  readonly costCents: Known
  readonly currency: string
}

/** 'Seit dem 20. November 2026 wurde „X“ zu 4,99 € statt 49,90 € verkauft (34 Stück in 30 Bestellungen). …' */
export function wrongPrice(params: WrongPrice): Statement {
  const low = params.soldAtCents < params.usualCents
  return {
    title: bothLangs((lang) => {
      const pen = pensFor(params.currency)[lang]
      const name = quoteName(params.product, lang)
      const sold = pen.price(params.soldAtCents)
      const usual = pen.price(params.usualCents)
      if (lang === 'de') return `${name} hat wahrscheinlich einen falschen Preis: ${sold} statt ${usual}`
      return `${name} probably has a wrong price: ${sold} instead of ${usual}`
    }),
    sentence: bothLangs((lang) => wrongPriceIn(lang, params)),
    next: steps(
      ['Preis im Shop prüfen und berichtigen', 'Check and correct the price in the shop'],
      low
        ? ['Offene Bestellungen anhalten, bis der Preis geklärt ist', 'Hold open orders until the price is settled']
        : ['Käufern die Differenz erstatten', 'Refund the difference to the buyers'],
    ),
  }
}

function wrongPriceIn(lang: Lang, params: WrongPrice): string {
  const pen = pensFor(params.currency)[lang]
  const name = quoteName(params.product, lang)
  const since = formatDay(params.since, 'long', lang)
  const sold = pen.price(params.soldAtCents)
  const usual = pen.price(params.usualCents)
  const difference = pen.money(Math.abs(params.differenceCents))
  const less = params.differenceCents < 0
  const { costCents } = params
  const below = isKnown(costCents) && params.soldAtCents < costCents
  if (lang === 'de') {
    const units = zahl(params.units, 'Stück', { zero: 'digit' })
    const orders = zahl(params.orders, 'Bestellung', { case: 'dative', zero: 'digit' })
    return prose(
      `Seit dem ${since} wurde ${name} zu ${sold} statt ${usual} verkauft (${units} in ${orders}).`,
      `Das sind ${difference} ${less ? 'weniger' : 'mehr'} als zum üblichen Preis.`,
      below ? `Der Einkauf kostet ${pen.price(costCents)} je Stück.` : null,
    )
  }
  const units = many(params.units, 'piece', 'digit')
  const orders = many(params.orders, 'order', 'digit')
  return prose(
    `Since ${since} ${name} has sold at ${sold} instead of ${usual} (${units} in ${orders}).`,
    `That is ${difference} ${less ? 'less' : 'more'} than at the usual price.`,
    below ? `It costs ${pen.price(costCents)} a piece to buy.` : null,
  )
}
