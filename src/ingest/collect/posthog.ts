/** PostHog's capture API: `$` properties are its own, everything else is the shop's. */
import type { Call, CallKind } from './call.ts'
import { firstText, idAt, isObject, type JsonObject, NOTHING, objectAt, Refused, textAt } from './json.ts'

const KINDS: ReadonlyMap<string, CallKind> = new Map([
  ['$pageview', 'page'],
  ['$screen', 'screen'],
  ['$identify', 'identify'],
  ['$set', 'identify'],
  ['$create_alias', 'alias'],
  ['$groupidentify', 'group'],
] as const)

/** Where PostHog's clients post, one event or many. */
export const POSTHOG_PATHS = ['/i/v0/e', '/e', '/capture', '/batch'] as const

/** What PostHog puts among the properties that is not about the event. */
const WIRE: ReadonlySet<string> = new Set(['token', 'distinct_id', 'alias', 'dirigentConsent'])

/** The project's key, wherever the many versions of the client put it; empty where it is nowhere. */
export function posthogKeyOf(body: unknown): string {
  const first: unknown = Array.isArray(body) ? body[0] : body
  if (!isObject(first)) return ''
  const own = firstText(first, ['api_key', 'token', '$token'])
  return own === '' ? textAt(objectAt(first, 'properties'), 'token') : own
}

/**
 * An event of PostHog's protocol.
 * @throws Refused where it is none
 */
export function readPosthog(item: unknown, receivedAt: number): Call {
  if (!isObject(item)) throw new Refused('an event must be a JSON object')
  const event = textAt(item, 'event').trim()
  if (event === '') throw new Refused('event must be a text that names it')
  const properties = objectAt(item, 'properties')
  const kind = KINDS.get(event) ?? 'track'
  return {
    kind,
    name: nameOf(event, kind, properties),
    messageId: idAt(item, 'uuid') || idAt(properties, '$insert_id'),
    ...idsOf(item, properties, kind),
    groupId: kind === 'group' ? idAt(properties, '$group_key') : '',
    timestamp: timestampOf(item, receivedAt),
    sentAt: item.sent_at,
    properties: kind === 'identify' ? NOTHING : shopProperties(event, properties),
    traits: kind === 'identify' ? traitsOf(item, properties) : NOTHING,
    context: contextOf(properties),
    raw: item,
  }
}

function nameOf(event: string, kind: CallKind, properties: JsonObject): string {
  if (kind === 'track') return event === '$pageleave' ? 'Page Left' : event
  return kind === 'screen' ? textAt(properties, '$screen_name') : ''
}

/** Some clients say how long ago it was instead of when. */
function timestampOf(item: JsonObject, receivedAt: number): unknown {
  if (item.timestamp !== undefined || typeof item.offset !== 'number') return item.timestamp
  return receivedAt - item.offset
}

function idsOf(
  item: JsonObject,
  properties: JsonObject,
  kind: CallKind,
): Pick<Call, 'userId' | 'anonymousId' | 'previousId'> {
  const distinct = idAt(item, 'distinct_id') || idAt(item, '$distinct_id') || idAt(properties, 'distinct_id')
  const device = idAt(properties, '$device_id')
  if (kind === 'alias') {
    return { userId: distinct, anonymousId: '', previousId: idAt(properties, 'alias') }
  }
  const before = idAt(properties, '$anon_distinct_id')
  if (before !== '') return { userId: distinct, anonymousId: before, previousId: '' }
  // A browser's id is the device's own until somebody is identified; a server knows whom it speaks of.
  const isStranger =
    distinct === device ||
    (properties.$is_identified === false && device !== '') ||
    properties.$process_person_profile === false
  if (isStranger) return { userId: idAt(properties, '$user_id'), anonymousId: distinct, previousId: '' }
  return { userId: distinct, anonymousId: device, previousId: '' }
}

function traitsOf(item: JsonObject, properties: JsonObject): JsonObject {
  return {
    ...objectAt(properties, '$set_once'),
    ...objectAt(item, '$set_once'),
    ...objectAt(properties, '$set'),
    ...objectAt(item, '$set'),
  }
}

function shopProperties(event: string, properties: JsonObject): JsonObject {
  const own: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(properties)) {
    if (key.charCodeAt(0) !== 36 && !WIRE.has(key) && key !== '__proto__') own[key] = value
  }
  if (event === '$pageleave') {
    const { $prev_pageview_duration: seconds, $prev_pageview_max_scroll_percentage: scrolled } = properties
    if (typeof seconds === 'number') own.dwellSeconds = seconds
    if (typeof scrolled === 'number') own.scrollPercent = Math.round(scrolled * 100)
  }
  return own
}

/** PostHog's `$` properties, in Segment's words. */
function contextOf(properties: JsonObject): JsonObject {
  return {
    page: { url: properties.$current_url, path: properties.$pathname, referrer: properties.$referrer },
    campaign: { source: properties.utm_source, medium: properties.utm_medium, name: properties.utm_campaign },
    location: { country: properties.$geoip_country_code },
    timezone: properties.$timezone,
    locale: properties.$browser_language ?? properties.$locale,
    userAgent: properties.$raw_user_agent,
    ip: properties.$ip,
    dirigentConsent: properties.dirigentConsent,
  }
}
