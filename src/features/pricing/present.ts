/** Plans as the price desk shows them: a row, and a product with its curve and guardrails. Pure. */

import type { Text } from '../../core/lang.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import type { FigureChange, Plan, PlanRow } from './schema.ts'
import { guardrailText, reasonText } from './texts.ts'

export function rowOf(id: number, plan: Plan): PlanRow {
  const { unit, title, category, currency, outcome, toCents, position } = plan
  return {
    id,
    unit,
    title,
    category,
    currency,
    outcome,
    toCents,
    fromCents: position.fromCents,
    gain: gainFigure(plan),
    why: whyText(plan),
  }
}

function gainFigure({ effect }: Plan): FigureChange | null {
  return effect === null ? null : (effect.margin ?? effect.revenue)
}

/** Why a price is to change, or is not. */
function whyText(plan: Plan): Text {
  const { outcome, demand, guardrails, position, currency } = plan
  switch (outcome) {
    case 'change':
      return reasonText(plan)
    case 'later':
      return join(
        {
          de: 'Lohnt sich, ist aber mehr, als der Shop in einer Woche ändert.',
          en: 'Worth it, but more than the shop changes in a week.',
        },
        reasonText(plan),
      )
    case 'held-out':
      return {
        de: 'Bleibt unverändert, damit sich messen lässt, was die Änderungen der anderen bringen.',
        en: 'Stays as it is, so that what the changes of the others bring can be measured.',
      }
    case 'too-little-data':
      return tooLittle(demand)
    case 'no-stock':
      return { de: 'Nichts auf Lager.', en: 'Nothing in stock.' }
    case 'no-room':
      return join(
        { de: 'Die Leitplanken lassen keinen Preis zu.', en: 'The guardrails leave no price.' },
        ...guardrails.map((one) => guardrailText(one, { boundCents: null, position, currency })),
      )
    case 'blocked':
      return join(...guardrails.map((one) => guardrailText(one, { boundCents: null, position, currency })))
    case 'keep':
      return {
        de: 'Kein anderer Preis innerhalb der Leitplanken brächte genug mehr.',
        en: 'No other price within the guardrails would bring enough more.',
      }
  }
}

function join(...texts: readonly Text[]): Text {
  return bothLangs((lang) => texts.map((text) => text[lang]).join(' '))
}

function tooLittle(demand: Plan['demand']): Text {
  if (demand.ok) return { de: 'Zu wenig Daten.', en: 'Too little data.' }
  const { reason, needs, has } = demand
  const [de, en] = reason === 'rows' ? ['Wochen', 'weeks'] : ['verkaufte Stücke', 'pieces sold']
  return {
    de: `Zu wenig Daten: braucht ${needs} ${de}, hat ${has}.`,
    en: `Too little data: needs ${needs} ${en}, has ${has}.`,
  }
}
