/** What an effect rests on, or what is missing for it. */
import type { Lang, Text } from '../../core/lang.ts'
import { formatDecimal } from '../../language/numbers.ts'
import { bothLangs, many, zahl } from '../../language/sentences/pen.ts'

export const NO_PRICES: Text = {
  de: 'Die Daten tragen es nicht: Hier hat sich noch kein Preis so geändert, dass sich seine Wirkung ablesen ließe.',
  en: 'The data do not carry it: no price has changed here in a way that would show its effect.',
}

export const PRICE_UNSURE: Text = {
  de: 'Die Daten tragen es nicht: Die Preise haben sich zu wenig oder zu selten geändert, um ihre Wirkung von Zufall zu unterscheiden.',
  en: 'The data do not carry it: prices have changed too little or too seldom to tell their effect from chance.',
}

const elasticity = (value: number, lang: Lang) => formatDecimal(value, { lang, minDigits: 1, maxDigits: 1 })

export function priceBasis(value: number, products: number): Text {
  return bothLangs((lang) =>
    lang === 'de'
      ? `Preiselastizität ${elasticity(value, lang)}, gelernt aus den Preisen von ${zahl(products, 'Produkt', { case: 'dative' })}`
      : `Price elasticity ${elasticity(value, lang)}, learnt from the prices of ${many(products, 'product')}`,
  )
}

export function promotionBasis(value: number, products: number): Text {
  const price = priceBasis(value, products)
  return {
    de: `${price.de}. Was die Ankündigung selbst bewirkt, sagen die Daten nicht; gerechnet ist mit dem niedrigeren Preis.`,
    en: `${price.en}. The data do not tell what the announcement itself does; reckoned is the lower price.`,
  }
}

export const NO_WEATHER: Text = {
  de: 'Die Daten tragen es nicht: Das Wetter ist nicht eingerichtet oder hat die Vorhersage hier nicht besser gemacht.',
  en: 'The data do not carry it: no weather is set up, or it did not make the forecast better here.',
}

export const NO_RAIN: Text = {
  de: 'Die Daten tragen es nicht: Vom Regen ist hier nichts bekannt.',
  en: 'The data do not carry it: nothing is known of rain here.',
}

export const WEATHER_BASIS: Text = {
  de: 'Vom Tagesmodell mit Wetter noch einmal gerechnet; ein Intervall dafür gibt es nicht.',
  en: 'Reckoned again by the daily model with weather; there is no interval for it.',
}
