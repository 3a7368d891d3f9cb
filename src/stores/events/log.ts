/** Writing to the log: blocks of events, each id stored once however often it is delivered. */
import { z } from 'zod'
import type { EventStore } from './store.ts'

export interface LogEvent {
  readonly event_id: string
  readonly type: string
  /** UTC milliseconds since 1970. */
  readonly time: number
  readonly version: number
  readonly source: string
  readonly anonymous_id: string
  readonly customer_id: string
  readonly order_id: string
  readonly sku: string
  readonly device: string
  readonly browser: string
  readonly country: string
  readonly channel: string
  readonly path: string
  readonly value_cents: number
  readonly currency: string
  /** JSON text. */
  readonly properties: string
}

/** An event with nothing in it but what every event has. */
export const EMPTY_EVENT = {
  version: 0,
  anonymous_id: '',
  customer_id: '',
  order_id: '',
  sku: '',
  device: '',
  browser: '',
  country: '',
  channel: '',
  path: '',
  value_cents: 0,
  currency: '',
  properties: '{}',
} as const

const knownRow = z.object({ id: z.string() })

/**
 * Appends a block. Ids that the log has already, and repetitions inside the block, are left out.
 * @returns how many events were new
 */
export async function appendEvents(
  store: EventStore,
  events: readonly LogEvent[],
  receivedAt: number,
): Promise<number> {
  const unique = new Map(events.map((event) => [event.event_id, event]))
  if (unique.size === 0) return 0
  for (const id of await findKnown(store, [...unique.values()])) unique.delete(id)
  const received = toTimestamp(receivedAt)
  const lines: string[] = []
  for (const event of unique.values()) {
    lines.push(lineOf(event, received))
  }
  await store.insertLines('events', lines.join('\n'))
  return unique.size
}

/** What is empty is left out: the table's defaults say the same, and most columns of most events are. */
function lineOf(event: LogEvent, received: string): string {
  const line: Record<string, string | number> = { time: toTimestamp(event.time), received_at: received }
  for (const [column, value] of Object.entries(event)) {
    if (column !== 'time' && value !== '' && value !== 0) line[column] = value
  }
  return JSON.stringify(line)
}

async function findKnown(store: EventStore, events: readonly LogEvent[]): Promise<string[]> {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const { time } of events) {
    first = Math.min(first, time)
    last = Math.max(last, time)
  }
  // Types and times come first in the table's order, so that only the parts this block could be in are read.
  const rows = await store.query(
    `SELECT toString(event_id) AS id FROM events
     WHERE type IN {types:Array(String)}
       AND time BETWEEN fromUnixTimestamp64Milli({first:Int64}) AND fromUnixTimestamp64Milli({last:Int64})
       AND event_id IN {ids:Array(UUID)}`,
    {
      types: [...new Set(events.map((event) => event.type))],
      first,
      last,
      ids: events.map((event) => event.event_id),
    },
    knownRow,
  )
  return rows.map(({ id }) => id)
}

/** '2026-11-22 01:00:00.000' in UTC. */
function toTimestamp(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').slice(0, 23)
}

/** Whether the log has an order. */
export async function hasOrders(store: EventStore): Promise<boolean> {
  const rows = await store.query("SELECT 1 FROM events WHERE type = 'Order Recorded' LIMIT 1", {}, z.unknown())
  return rows.length > 0
}
