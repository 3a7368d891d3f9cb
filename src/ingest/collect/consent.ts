/** What a visitor said about being measured. */
import { isObject, type JsonObject, objectAt } from './json.ts'

export type Consent = 'granted' | 'denied' | ''

/** Categories that are about measuring; 'C0002' is OneTrust's name for it. */
const MEASURING = /analytic|statisti|performance|measure|messung|^C0002$/i

/**
 * `context.dirigentConsent`, else Segment's `context.consent.categoryPreferences`: the category of measuring decides. Where no
 * category is named like that, only a yes to all of them is a yes.
 */
export function consentOf(context: JsonObject): Consent {
  const own = context.dirigentConsent
  // Our tracker says it of every event; whoever was not asked yet has not agreed.
  if (typeof own === 'string') return own === 'granted' ? 'granted' : 'denied'
  const preferences = objectAt(context, 'consent').categoryPreferences
  if (!isObject(preferences)) return ''
  const said = Object.entries(preferences)
  if (said.length === 0) return ''
  const measuring = said.filter(([category]) => MEASURING.test(category))
  return (measuring.length === 0 ? said : measuring).every(([, yes]) => yes === true) ? 'granted' : 'denied'
}
