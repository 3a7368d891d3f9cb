/** Segment's HTTP tracking API, which RudderStack speaks as well. */
import { CALL_KINDS, type Call, type CallKind } from './call.ts'
import { idAt, isObject, type JsonObject, NOTHING, objectAt, Refused, textAt } from './json.ts'

const KINDS: ReadonlySet<unknown> = new Set(CALL_KINDS)

/** What a path posts: one call of a kind, a batch, or the client's figures about itself. */
export const SEGMENT_PATHS: ReadonlyMap<string, CallKind | 'batch' | 'metrics'> = new Map([
  ['/v1/track', 'track'],
  ['/v1/t', 'track'],
  ['/v1/identify', 'identify'],
  ['/v1/i', 'identify'],
  ['/v1/page', 'page'],
  ['/v1/p', 'page'],
  ['/v1/screen', 'screen'],
  ['/v1/s', 'screen'],
  ['/v1/group', 'group'],
  ['/v1/g', 'group'],
  ['/v1/alias', 'alias'],
  ['/v1/a', 'alias'],
  ['/v1/batch', 'batch'],
  ['/v1/b', 'batch'],
  ['/v1/import', 'batch'],
  ['/v1/m', 'metrics'],
] as const)

/**
 * A call of Segment's protocol.
 * @param kind  what the path says; null: the call says it itself, in a batch
 * @throws Refused where it is no such call
 */
export function readSegment(item: unknown, kind: CallKind | null): Call {
  if (!isObject(item)) throw new Refused('an event must be a JSON object')
  const said = kind ?? item.type
  if (!isKind(said)) throw new Refused(`type must be one of ${CALL_KINDS.join(', ')}`)
  return {
    kind: said,
    name: nameOf(item, said),
    messageId: idAt(item, 'messageId'),
    userId: idAt(item, 'userId'),
    anonymousId: idAt(item, 'anonymousId'),
    previousId: said === 'alias' ? idAt(item, 'previousId') : '',
    groupId: said === 'group' ? idAt(item, 'groupId') : '',
    timestamp: item.timestamp ?? item.originalTimestamp,
    sentAt: item.sentAt,
    properties: propertiesOf(item, said),
    traits: said === 'identify' ? objectAt(item, 'traits') : NOTHING,
    context: objectAt(item, 'context'),
    raw: item,
  }
}

function isKind(value: unknown): value is CallKind {
  return KINDS.has(value)
}

function nameOf(item: JsonObject, kind: CallKind): string {
  if (kind !== 'track') return textAt(item, 'name')
  if (typeof item.event !== 'string' || item.event.trim() === '')
    throw new Refused('event must be a text that names it')
  return item.event.trim()
}

function propertiesOf(item: JsonObject, kind: CallKind): JsonObject {
  const { properties } = item
  if (properties !== undefined && properties !== null && !isObject(properties)) {
    throw new Refused('properties must be a JSON object')
  }
  const own = objectAt(item, 'properties')
  const category = textAt(item, 'category')
  if (kind !== 'page' || category === '' || own.category !== undefined) return own
  return { ...own, category }
}
