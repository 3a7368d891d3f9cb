import type { Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { notEnoughData } from '../../language/sentences/data-gaps.ts'
import { bothLangs, pensFor } from '../../language/sentences/pen.ts'
import { MAX_Q } from './compare.ts'

export const TITLE: Text = { de: 'Steigende und fallende Produkte', en: 'Rising and falling products' }

const LEVEL = MAX_Q * 100

export const METHOD: Text = {
  de: `Gezählt werden die Bestellungen mit dem Produkt in den letzten 28 Tagen gegen die 56 davor und in den letzten 7 gegen die 56 davor, gemessen an allen Bestellungen des Shops in derselben Zeit und, wo ein Vorjahr bekannt ist, an dessen Änderung zur selben Jahreszeit (Produkt und Kategorie, nach ihrer Verlässlichkeit gewichtet). Test: bedingter Test zweier Raten (Beta-Binomial, mid-p), mit der aus früheren Zeiträumen geschätzten Überdispersion. Über alle Produkte und beide Zeiträume zusammen begrenzt das Verfahren von Benjamini und Hochberg den Anteil falscher Meldungen auf ${LEVEL} %. Intervalle zum Niveau 95 %. Was ausverkauft ist oder seit 14 Tagen nicht mehr verkauft wurde, steht bei den Störungen.`,
  en: `Counted are the orders with the product in the last 28 days against the 56 before, and in the last 7 against the 56 before, measured against all orders of the shop in the same time and, where a year before is known, against its change at the same season (product and category, weighted by how reliable each is). Test: conditional test of two rates (beta-binomial, mid-p) with the overdispersion estimated from earlier periods. Over all products and both periods together, the procedure of Benjamini and Hochberg keeps the share of false alerts at ${LEVEL}%. Intervals at the 95% level. What is sold out, or has not been sold for 14 days, is listed among the faults.`,
}

export const NOT_SOLD_BEFORE: Text = {
  de: 'Davor wurde das Produkt nicht bestellt.',
  en: 'The product was not ordered before.',
}

export function tooFewDays(have: number, need: number, from: Day): Text {
  const what = { de: 'den Vergleich der Produkte', en: 'the comparison of products' }
  return notEnoughData({ what, unit: 'days', have, need, from })
}

/** Said where the season moves the expectation by a tenth or more; empty otherwise. */
export function seasonSentence(season: number): Text {
  if (Math.abs(Math.log(season)) < Math.log(1.1)) return { de: '', en: '' }
  return bothLangs((lang) => {
    const factor = pensFor('EUR')[lang].factor(season)
    return lang === 'de'
      ? ` Die Jahreszeit ist eingerechnet: Nach dem Vorjahr wäre es das ${factor.replace('-mal', '-Fache')}.`
      : ` The season is taken into account: by last year it would be ${factor} as many.`
  })
}

/** What a chart of daily orders shows. */
export function chartTitle(name: Text, rising: boolean): Text {
  return {
    de: `„${name.de}“ wird ${rising ? 'öfter' : 'seltener'} bestellt als zu erwarten war`,
    en: `“${name.en}” is ordered ${rising ? 'more' : 'less'} often than was to be expected`,
  }
}
