/** The words of the skill that corrects prices. */
import type { Text } from '../../core/lang.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { bothLangs, pensFor } from '../../language/sentences/pen.ts'

export const TITLE: Text = { de: 'Falsche Preise berichtigen', en: 'Correct wrong prices' }

export const ABOUT: Text = {
  de: 'Findet Produkte, die nachts noch zu einem wahrscheinlich falschen Preis verkauft wurden, und schlägt den üblichen Preis vor (Median der 90 Tage davor). Freigegeben, wird der Preis im Shop gesetzt, wenn dort noch der falsche steht, und nachgesehen, ob er gilt. Ist kein Shop angebunden, ändert sich der Katalog der Werkbank, und die Änderung steht zum Übernehmen in der Liste der Preisänderungen.',
  en: 'Finds products that were still sold at a probably wrong price and proposes the usual one (median of the 90 days before). Approved, the price is set in the shop if the wrong one is still there, and looked at again. Where no shop is connected, the workbench’s catalogue changes, and the list of price changes says what the shop has to take over.',
}

export const LABELS = {
  skus: { de: 'Artikelnummern', en: 'Article numbers' },
  toCents: { de: 'Neuer Preis', en: 'New price' },
} as const satisfies Readonly<Record<string, Text>>

export const BASIS: Text = {
  de: 'Was seit Beginn gegenüber dem üblichen Preis fehlt oder zu viel kam; die Spanne kommt daher, wie weit die üblichen Preise auseinanderliegen.',
  en: 'What has been missing or too much since it began, against the usual price; the interval comes from how far usual prices lie apart.',
}

export const NO_SHOP_NOTE: Text = {
  de: 'Es ist kein Shop angebunden: Geändert wird der Katalog der Werkbank. Im Shop selbst muss der Preis von Hand oder aus der Liste der Preisänderungen übernommen werden.',
  en: 'No shop is connected: what changes is the workbench’s catalogue. In the shop itself the price has to be taken over by hand or from the list of price changes.',
}

export const UNKNOWN_PRICE: Text = {
  de: 'Welcher Preis heute gilt, ist nicht bekannt; genommen ist der zuletzt bezahlte.',
  en: 'Which price holds today is not known; the one paid last is taken.',
}

/** 'Preis von „Fjell“ berichtigen: 1,29 € → 12,90 €' */
export function proposalTitle(name: Text, change: { fromCents: number; toCents: number; currency: string }): Text {
  return bothLangs((lang) => {
    const pen = pensFor(change.currency)[lang]
    const way = `${pen.price(change.fromCents)} → ${pen.price(change.toCents)}`
    const quoted = quoteName(name, lang)
    return lang === 'de' ? `Preis von ${quoted} berichtigen: ${way}` : `Correct the price of ${quoted}: ${way}`
  })
}

export function belowCost(toCents: number, netCents: number, costCents: number, currency: string): Text {
  return bothLangs((lang) => {
    const pen = pensFor(currency)[lang]
    const [price, net, cost] = [pen.price(toCents), pen.price(netCents), pen.price(costCents)]
    if (lang === 'de') return `${price} sind ohne Steuer ${net}; der Einkauf kostet ${cost}.`
    return `${price} are ${net} without tax; it costs ${cost} to buy.`
  })
}

export function largeChange(ratio: number): Text {
  return bothLangs((lang) => {
    const change = pensFor('EUR')[lang].percentChange(ratio)
    return lang === 'de' ? `Der Preis ändert sich um ${change}.` : `The price changes by ${change}.`
  })
}

/** PAngV section 11: what a reduction is announced against. */
export function strikePrice(
  compareAtCents: number,
  change: { readonly fromCents: number; readonly toCents: number; readonly currency: string },
): Text {
  const stays = compareAtCents > change.toCents
  return bothLangs((lang) => {
    const pen = pensFor(change.currency)[lang]
    const [strike, low] = [pen.price(compareAtCents), pen.price(Math.min(change.fromCents, change.toCents))]
    if (lang === 'de') {
      return stays
        ? `Der Streichpreis ${strike} bleibt stehen. Wer mit einer Ermäßigung wirbt, muss den niedrigsten Preis der 30 Tage davor nennen (§ 11 PAngV); ${low} zählt mit, auch wenn der Preis ein Versehen war.`
        : `Der Streichpreis ${strike} liegt nicht über dem neuen Preis und entfällt. Für Ermäßigungen der nächsten 30 Tage zählt ${low} als niedrigster Preis mit (§ 11 PAngV).`
    }
    return stays
      ? `The strike price ${strike} stays. Whoever announces a reduction must name the lowest price of the 30 days before (section 11 PAngV); ${low} counts, even where the price was a mistake.`
      : `The strike price ${strike} is not above the new price and goes. For reductions of the next 30 days ${low} counts as lowest price (section 11 PAngV).`
  })
}

export function receiptText(skus: number, toCents: number, currency: string, isConnected: boolean): Text {
  return bothLangs((lang) => {
    const price = pensFor(currency)[lang].price(toCents)
    if (lang === 'de') {
      const what = skus === 1 ? `Der Preis ist jetzt ${price}` : `Die Preise von ${skus} Artikeln sind jetzt ${price}`
      return isConnected
        ? `${what}, im Shop nachgesehen.`
        : `${what}, im Katalog der Werkbank. Der Shop muss ${skus === 1 ? 'ihn' : 'sie'} übernehmen: „dirigent shop changes“.`
    }
    const what = skus === 1 ? `The price is ${price} now` : `The prices of ${skus} articles are ${price} now`
    return isConnected
      ? `${what}, as seen in the shop.`
      : `${what}, in the workbench’s catalogue. The shop has to take ${skus === 1 ? 'it' : 'them'} over: “dirigent shop changes”.`
  })
}
