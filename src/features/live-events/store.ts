/** The newest rows of the log. It is ordered by type and time, so each question says how far back in time it looks. */
import { z } from 'zod'
import { FACT_SUFFIX } from '../../stores/events/log.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { RecentQuery } from './schema.ts'

const MS = (column: string) => `toUnixTimestamp64Milli(${column})`
const SINCE = 'time >= fromUnixTimestamp64Milli({since:Int64})'
const IS_FACT = `endsWith(type, '${FACT_SUFFIX}')`

const eventRow = z.object({
  id: z.string(),
  type: z.string(),
  at: z.number(),
  received: z.number(),
  source: z.string(),
  anonymous_id: z.string(),
  customer_id: z.string(),
  order_id: z.string(),
  sku: z.string(),
  path: z.string(),
  device: z.string(),
  browser: z.string(),
  country: z.string(),
  channel: z.string(),
  consent: z.string(),
  agent: z.string(),
  value_cents: z.number(),
  currency: z.string(),
  properties: z.string(),
})
export type EventRow = z.infer<typeof eventRow>

/** Came in before this one; of one instant the one that happened later comes first, then by id. */
export interface Place {
  readonly received: number
  readonly at: number
  readonly id: string
}

/**
 * What came in last, of what happened since `since`.
 * @param since UTC milliseconds
 */
export function readRecent(
  events: EventStore,
  { kind, type, source, limit }: Pick<RecentQuery, 'kind' | 'type' | 'source' | 'limit'>,
  { since, before }: { since: number; before: Place | null },
): Promise<EventRow[]> {
  const conditions = [
    SINCE,
    ...(kind === undefined ? [] : [kind === 'facts' ? IS_FACT : `NOT ${IS_FACT}`]),
    ...(type === undefined ? [] : ['type = {type:String}']),
    ...(source === undefined ? [] : ['source = {source:String}']),
    ...(before === null
      ? []
      : [`(${MS('received_at')}, ${MS('time')}, event_id) < ({received:Int64}, {at:Int64}, {id:UUID})`]),
  ]
  // Which rows first, by narrow columns; the wide ones are read of those alone.
  return events.query(
    `SELECT toString(event_id) AS id, toString(type) AS type, ${MS('time')} AS at, ${MS('received_at')} AS received, toString(source) AS source,
       anonymous_id, customer_id, order_id, sku, path, toString(device) AS device, toString(browser) AS browser, toString(country) AS country,
       toString(channel) AS channel, toString(consent) AS consent, toString(agent) AS agent, value_cents, toString(currency) AS currency, properties
     FROM events
     WHERE ${SINCE} AND (type, time, event_id) IN (
       SELECT type, time, event_id FROM events WHERE ${conditions.join(' AND ')}
       ORDER BY received_at DESC, time DESC, event_id DESC LIMIT {limit:UInt32}
     )
     ORDER BY received DESC, at DESC, event_id DESC LIMIT {limit:UInt32}`,
    {
      since,
      limit,
      ...(type === undefined ? {} : { type }),
      ...(source === undefined ? {} : { source }),
      ...(before === null ? {} : { ...before }),
    },
    eventRow,
  )
}

const minuteRow = z.object({ minute: z.number(), visitors: z.number(), facts: z.number() })
const typeRow = z.object({ type: z.string(), events: z.number() })
const CAME = 'received_at >= fromUnixTimestamp64Milli({came:Int64})'

/** What came in since `came`, by minute (UTC milliseconds of its beginning). */
export function countMinutes(events: EventStore, span: { since: number; came: number }) {
  return events.query(
    `SELECT toInt64(toUnixTimestamp(toStartOfMinute(received_at))) * 1000 AS minute, toInt64(countIf(NOT ${IS_FACT})) AS visitors,
       toInt64(countIf(${IS_FACT})) AS facts
     FROM events WHERE ${SINCE} AND ${CAME} GROUP BY minute`,
    { ...span },
    minuteRow,
  )
}

export function countTypes(events: EventStore, span: { since: number; came: number }, limit: number) {
  return events.query(
    `SELECT toString(type) AS type, toInt64(count()) AS events FROM events WHERE ${SINCE} AND ${CAME}
     GROUP BY type ORDER BY events DESC, type LIMIT {limit:UInt32}`,
    { ...span, limit },
    typeRow,
  )
}

const sourceRow = z.object({ source: z.string(), last: z.number(), events: z.number() })

/** What each source has sent since `came`. */
export function countSources(events: EventStore, span: { since: number; came: number }) {
  return events.query(
    `SELECT toString(source) AS source, ${MS('max(received_at)')} AS last, toInt64(count()) AS events
     FROM events WHERE ${SINCE} AND ${CAME} GROUP BY source`,
    { ...span },
    sourceRow,
  )
}

const refusedRow = z.object({
  id: z.string(),
  received: z.number(),
  source: z.string(),
  way: z.string(),
  reason: z.string(),
  body: z.string(),
})

/** What could not be taken, the latest first. A row has no id of its own; its digest serves. */
export function readRefused(
  events: EventStore,
  { source, limit }: { source?: string | undefined; limit: number },
  before: { received: number; id: string } | null,
) {
  const id = `lower(hex(sipHash128(received_at, source, way, reason, body)))`
  return events.query(
    `SELECT * FROM (
       SELECT ${id} AS id, ${MS('received_at')} AS received, toString(source) AS source, toString(way) AS way, reason, body
       FROM dead_letters ${before === null ? '' : 'WHERE received_at <= fromUnixTimestamp64Milli({received:Int64})'}
     )
     WHERE ${source === undefined ? '1' : 'source = {source:String}'} ${before === null ? '' : 'AND (received, id) < ({received:Int64}, {id:String})'}
     ORDER BY received DESC, id DESC LIMIT {limit:UInt32}`,
    { limit, ...(source === undefined ? {} : { source }), ...(before === null ? {} : { ...before }) },
    refusedRow,
  )
}
