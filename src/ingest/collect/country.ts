/** Which country a visitor is in, from what the browser says: two capital letters, or empty. */
import { type JsonObject, objectAt, textAt } from './json.ts'

/** Time zones that lie in one country. The capital's zone of a country stands for the country. */
const ZONES: ReadonlyMap<string, string> = new Map(
  `AD Andorra|AL Tirane|AT Vienna|BA Sarajevo|BE Brussels|BG Sofia|BY Minsk|CH Zurich|CZ Prague|DE Berlin|DE Busingen|DK Copenhagen
   EE Tallinn|ES Madrid|FI Helsinki|FR Paris|GB London|GI Gibraltar|GR Athens|HR Zagreb|HU Budapest|IE Dublin|IT Rome|LI Vaduz
   LT Vilnius|LU Luxembourg|LV Riga|MC Monaco|MD Chisinau|ME Podgorica|MK Skopje|MT Malta|NL Amsterdam|NO Oslo|PL Warsaw|PT Lisbon
   RO Bucharest|RS Belgrade|RU Moscow|SE Stockholm|SI Ljubljana|SK Bratislava|SM San_Marino|TR Istanbul|UA Kyiv|UA Kiev|VA Vatican`
    .split(/\s*[|\n]\s*/)
    .map((entry): [string, string] => [`Europe/${entry.slice(3)}`, entry.slice(0, 2)])
    .concat([
      ['Atlantic/Canary', 'ES'],
      ['Atlantic/Madeira', 'PT'],
      ['Atlantic/Azores', 'PT'],
      ['Atlantic/Reykjavik', 'IS'],
      ['Asia/Nicosia', 'CY'],
      ['America/New_York', 'US'],
      ['America/Chicago', 'US'],
      ['America/Denver', 'US'],
      ['America/Phoenix', 'US'],
      ['America/Los_Angeles', 'US'],
      ['America/Toronto', 'CA'],
      ['America/Vancouver', 'CA'],
      ['America/Mexico_City', 'MX'],
      ['America/Sao_Paulo', 'BR'],
      ['America/Argentina/Buenos_Aires', 'AR'],
      ['Asia/Tokyo', 'JP'],
      ['Asia/Seoul', 'KR'],
      ['Asia/Shanghai', 'CN'],
      ['Asia/Hong_Kong', 'HK'],
      ['Asia/Singapore', 'SG'],
      ['Asia/Kolkata', 'IN'],
      ['Asia/Calcutta', 'IN'],
      ['Asia/Dubai', 'AE'],
      ['Asia/Jerusalem', 'IL'],
      ['Australia/Sydney', 'AU'],
      ['Australia/Melbourne', 'AU'],
      ['Australia/Brisbane', 'AU'],
      ['Australia/Perth', 'AU'],
      ['Pacific/Auckland', 'NZ'],
      ['Africa/Johannesburg', 'ZA'],
      ['Africa/Cairo', 'EG'],
    ]),
)

/**
 * What the shop says, then what the proxy in front says, then the time zone of the browser, then the region of its language:
 * many people in Berlin have an American browser, few have an American clock.
 * @param header  country by the proxy in front; empty: there is none, or it is not trusted
 */
export function countryOf(context: JsonObject, header: string): string {
  return (
    code(textAt(objectAt(context, 'location'), 'country')) ||
    code(header) ||
    (ZONES.get(textAt(context, 'timezone')) ?? '') ||
    regionOf(textAt(context, 'locale'))
  )
}

/** Codes that proxies use for 'not known' and for Tor. */
const NOWHERE: ReadonlySet<string> = new Set(['XX', 'T1', 'ZZ'])

function code(text: string): string {
  if (!/^[A-Za-z]{2}$/.test(text)) return ''
  const upper = text.toUpperCase()
  if (upper === 'UK') return 'GB'
  return NOWHERE.has(upper) ? '' : upper
}

function regionOf(locale: string): string {
  return locale.length > 35 ? '' : code(/[-_]([A-Za-z]{2})(?:$|[-_.@])/.exec(locale)?.[1] ?? '')
}
