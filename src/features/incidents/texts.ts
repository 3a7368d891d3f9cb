/** The sentences about faults that the text engine does not have. */
import type { Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { joinList } from '../../language/numbers.ts'
import { notEnoughData } from '../../language/sentences/data-gaps.ts'
import { bothLangs, many, pensFor, prose, type Statement, steps, zahl } from '../../language/sentences/pen.ts'

export const TITLE: Text = { de: 'Störungen, die Geld kosten', en: 'Faults that cost money' }

export const METHOD: Text = {
  de: 'Ausverkauft: Produkte und Varianten, deren Verkauf so lange aussetzt, dass es bei ihrem üblichen Verkauf (56 Tage bis zum letzten, gemessen an allen Bestellungen des Shops oder, wo sie stärker fiel, der Kategorie, mit geschätzter Überdispersion) unwahrscheinlich wäre (Beta-Binomial-Test, Anteil falscher Meldungen nach Benjamini und Hochberg höchstens 5 %), oder deren Bestand 0 ist. Der entgangene Umsatz ist der übliche; was Käufer stattdessen nehmen, ist nicht abgezogen. Falsche Preise: bezahlte Stückpreise der letzten 7 Tage, die mindestens das Doppelte oder weniger als die Hälfte des Medians der 90 Tage davor sind (als Reduzierung angekündigt: ein Viertel; unter Einkaufspreis: ein Fünftel weniger), mehr als sechs robuste Standardabweichungen und außerhalb der mittleren 96 % liegen und durch keine Preisbewegung der Kategorie oder des Shops erklärt sind; sind mehr als fünf Produkte zugleich so viel billiger, gilt es als Aktion.',
  en: 'Sold out: products and variants whose sales have stopped for so long that it would be improbable at their usual rate (56 days up to the last sale, measured against all orders of the shop or, where it fell further, of the category, with estimated overdispersion; beta-binomial test, share of false alerts after Benjamini and Hochberg at most 5%), or whose stock is 0. The revenue lost is the usual one; what buyers take instead is not deducted. Wrong prices: prices paid in the last 7 days that are at least twice or less than half the median of the 90 days before (announced as a reduction: a quarter; below cost: a fifth less), more than six robust standard deviations away and outside of the middle 96%, and explained by no price movement of the category or the shop; more than five products that much cheaper at once count as a sale.',
}

export function stoppedChart(name: Text): Text {
  return bothLangs((lang) => {
    const quoted = quoteName(name, lang)
    return lang === 'de' ? `Der Verkauf von ${quoted} hat aufgehört` : `Sales of ${quoted} have stopped`
  })
}

export function priceChart(name: Text): Text {
  return bothLangs((lang) => {
    const quoted = quoteName(name, lang)
    return lang === 'de' ? `${quoted}: Stückpreis je Tag` : `${quoted}: price per day`
  })
}

/** ' Die Produktseite wurde seither 310-mal aufgerufen.' */
export function viewsSentence(views: number): Text {
  return bothLangs((lang) => {
    const count = pensFor('EUR')[lang].count(views)
    if (lang === 'de') return ` Die Produktseite wurde seither ${count}-mal aufgerufen.`
    return ` The product page has been viewed ${views === 1 ? 'once' : `${count} times`} since.`
  })
}

export interface ShortCover {
  /** The most important ones. */
  readonly products: readonly { readonly name: Text; readonly days: number }[]
  readonly count: number
  readonly withinDays: number
  /** What all of them bring per day. */
  readonly centsPerDay: number
  readonly currency: string
}

/** Products that will be sold out soon. */
export function coverStatement({ products, count, withinDays, centsPerDay, currency }: ShortCover): Statement {
  return {
    title: bothLangs((lang) => {
      if (lang === 'de') {
        return `${zahl(count, 'Produkt')} ${count === 1 ? 'reicht' : 'reichen'} keine ${withinDays} Tage mehr`
      }
      return `${many(count, 'product')} will not last ${withinDays} days`
    }),
    sentence: bothLangs((lang) => {
      const pen = pensFor(currency)[lang]
      const list = joinList(
        products.map(({ name, days }) => {
          const whole = Math.max(1, Math.round(days))
          return `${quoteName(name, lang)} (${lang === 'de' ? zahl(whole, 'Tag', { zero: 'digit' }) : many(whole, 'day', 'digit')})`
        }),
        lang,
      )
      const money = pen.short(centsPerDay)
      if (lang === 'de') {
        return prose(
          `Beim Verkauf der letzten 28 Tage ${count === 1 ? 'ist' : 'sind'} bald ausverkauft: ${list}${count > products.length ? ' und weitere' : ''}.`,
          `${count === 1 ? 'Es bringt' : 'Zusammen bringen sie'} ${money} am Tag.`,
        )
      }
      return prose(
        `At the pace of the last 28 days, soon sold out: ${list}${count > products.length ? ' and others' : ''}.`,
        `${count === 1 ? 'It brings' : 'Together they bring'} ${money} a day.`,
      )
    }),
    next: steps(
      ['Nachbestellen', 'Reorder'],
      ['Lieferzeit der Nachbestellung prüfen', 'Check the delivery time of the reorder'],
    ),
  }
}

export function tooFewDays(have: number, need: number, from: Day): Text {
  const what = { de: 'die Suche nach Störungen', en: 'the search for faults' }
  return notEnoughData({ what, unit: 'days', have, need, from })
}
