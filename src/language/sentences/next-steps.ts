/** What to look at first where a key figure fell short or ran ahead. */
import type { Text } from '../../core/lang.ts'
import { type Metric, moreIsGood } from './metric.ts'
import { steps } from './pen.ts'
import type { Scope } from './scope.ts'

const MARGIN_STEPS = steps(
  ['Preise und Rabatte prüfen', 'Check prices and discounts'],
  ['Einkaufspreise prüfen', 'Check the purchase costs'],
)
const BASKET_STEPS = steps(
  ['Rabatte und Grenze für kostenlosen Versand ansehen', 'Look at discounts and the limit for free shipping'],
  ['Passende Produkte im Warenkorb vorschlagen', 'Suggest matching products in the cart'],
)
const RETURN_STEPS = steps(
  ['Gründe der Rückgaben und Stornierungen ansehen', 'Look at the reasons for returns and cancellations'],
  ['Betroffene Produkte und Lieferzeiten prüfen', 'Check the products concerned and delivery times'],
)
const NEW_CUSTOMER_STEPS = steps([
  'Kampagnen ansehen, die neue Kunden bringen',
  'Look at the campaigns that bring new customers',
])

const FELL: Readonly<Record<Scope['kind'], readonly Text[]>> = {
  total: steps(
    ['Bezahlvorgang und Zahlarten prüfen', 'Check the checkout and the payment methods'],
    ['Laufende Kampagnen und Besuche ansehen', 'Look at running campaigns and visits'],
  ),
  country: steps(
    ['Versandarten und Zahlarten dieses Landes prüfen', 'Check shipping and payment methods of this country'],
    ['Kampagnen in diesem Land ansehen', 'Look at the campaigns in this country'],
  ),
  category: steps(
    ['Bestand und Preise der Kategorie prüfen', 'Check stock and prices of the category'],
    ['Platz der Kategorie im Shop ansehen', 'Look at where the category stands in the shop'],
  ),
  channel: steps(['Kampagnen und Ausgaben dieses Kanals prüfen', 'Check campaigns and spending of this channel']),
  product: steps(['Bestand, Preis und Produktseite prüfen', 'Check stock, price and product page']),
}

const ROSE: Readonly<Record<Scope['kind'], readonly Text[]>> = {
  total: steps(
    ['Bestand der meistgekauften Produkte prüfen', 'Check the stock of the products bought most'],
    ['Versand vorwarnen', 'Warn the shipping team'],
  ),
  country: steps(['Kampagnen in diesem Land ausbauen', 'Extend the campaigns in this country']),
  category: steps(['Bestand der Kategorie prüfen', 'Check the stock of the category']),
  channel: steps([
    'Prüfen, ob sich mehr Budget für diesen Kanal lohnt',
    'Check whether this channel deserves more budget',
  ]),
  product: steps(['Bestand prüfen und nachbestellen', 'Check the stock and reorder']),
}

/** Steps for a metric that went up or down, the most useful first; none where good news ask for nothing. */
export function nextSteps(metric: Metric, scope: Scope, up: boolean): readonly Text[] {
  const bad = up !== moreIsGood(metric)
  switch (metric) {
    case 'marginCents':
    case 'marginRatio':
      return bad ? MARGIN_STEPS : []
    case 'averageOrderCents':
      return bad ? BASKET_STEPS : []
    case 'refundCents':
    case 'cancellations':
      return bad ? RETURN_STEPS : []
    case 'newCustomers':
      return bad ? NEW_CUSTOMER_STEPS : ROSE[scope.kind]
    default:
      return (bad ? FELL : ROSE)[scope.kind]
  }
}
