/** Writing to the log: blocks of events, each id stored once however often it is delivered. */
import { z } from 'zod'
import type { EventStore } from './store.ts'
import { tabSeparated } from './tab-separated.ts'

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
  /** 'person', 'bot' or 'scanner'; empty: not classified. */
  readonly agent: string
  readonly user_agent: string
  readonly os: string
  /** Cut to its network: IPv4 /24, IPv6 /48. */
  readonly ip: string
  /** 'granted' or 'denied'; empty: not said. */
  readonly consent: string
  /** Host of the page that led here. */
  readonly referrer: string
  readonly utm_source: string
  readonly utm_medium: string
  readonly utm_campaign: string
}

/** What an event is found by. */
export type EventKey = Pick<LogEvent, 'event_id' | 'type' | 'time'>

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
  agent: '',
  user_agent: '',
  os: '',
  ip: '',
  consent: '',
  referrer: '',
  utm_source: '',
  utm_medium: '',
  utm_campaign: '',
} as const

/**
 * An event with all its columns, empty where nothing is said. Each is named: an object that is spread over another one costs
 * many times as much, and everything that is done with it afterwards, too.
 */
export function fullEvent(said: Partial<LogEvent>): LogEvent {
  return {
    event_id: said.event_id ?? '',
    type: said.type ?? '',
    time: said.time ?? 0,
    version: said.version ?? 0,
    source: said.source ?? '',
    anonymous_id: said.anonymous_id ?? '',
    customer_id: said.customer_id ?? '',
    order_id: said.order_id ?? '',
    sku: said.sku ?? '',
    device: said.device ?? '',
    browser: said.browser ?? '',
    country: said.country ?? '',
    channel: said.channel ?? '',
    path: said.path ?? '',
    value_cents: said.value_cents ?? 0,
    currency: said.currency ?? '',
    properties: said.properties ?? '{}',
    agent: said.agent ?? '',
    user_agent: said.user_agent ?? '',
    os: said.os ?? '',
    ip: said.ip ?? '',
    consent: said.consent ?? '',
    referrer: said.referrer ?? '',
    utm_source: said.utm_source ?? '',
    utm_medium: said.utm_medium ?? '',
    utm_campaign: said.utm_campaign ?? '',
  }
}

/** Facts come from the state store alone: a type that ends like this is refused from outside. */
export const FACT_SUFFIX = ' Recorded'

/** What came in and could not be taken. */
export interface DeadLetter {
  readonly source: string
  /** Where it came in: 'v1', 'posthog', 'shopify', ... */
  readonly way: string
  readonly reason: string
  /** As it came, cut to 32 KB. */
  readonly body: string
}

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
  await store.insertLines('events', LOG_COLUMNS, lines.join('\n'))
  return unique.size
}

/** Columns of the log in the order of its lines; the last one is never empty. */
export const LOG_COLUMNS = [
  'event_id',
  'type',
  'time',
  'received_at',
  'version',
  'source',
  'anonymous_id',
  'customer_id',
  'order_id',
  'sku',
  'device',
  'browser',
  'country',
  'channel',
  'path',
  'value_cents',
  'currency',
  'agent',
  'user_agent',
  'os',
  'ip',
  'consent',
  'referrer',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'properties',
] as const

/** One line of the log. */
export function lineOf(event: LogEvent, received: string): string {
  return tabSeparated([
    event.event_id,
    event.type,
    toTimestamp(event.time),
    received,
    event.version,
    event.source,
    event.anonymous_id,
    event.customer_id,
    event.order_id,
    event.sku,
    event.device,
    event.browser,
    event.country,
    event.channel,
    event.path,
    event.value_cents,
    event.currency,
    event.agent,
    event.user_agent,
    event.os,
    event.ip,
    event.consent,
    event.referrer,
    event.utm_source,
    event.utm_medium,
    event.utm_campaign,
    event.properties,
  ])
}

/** Ids one question asks for: servers take at most 131,072 characters of one parameter, and an id is 39. */
const ASKED_AT_ONCE = 3_000

/**
 * Ids of a block that the log has.
 * @param slackMs how far the time of an event may lie from the time it was stored with
 */
export async function findKnown(store: EventStore, events: readonly EventKey[], slackMs = 0): Promise<string[]> {
  const found: string[] = []
  for (let first = 0; first < events.length; first += ASKED_AT_ONCE)
    found.push(...(await findSome(store, events.slice(first, first + ASKED_AT_ONCE), slackMs)))
  return found
}

async function findSome(store: EventStore, events: readonly EventKey[], slackMs: number): Promise<string[]> {
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
      first: first - slackMs,
      last: last + slackMs,
      ids: events.map((event) => event.event_id),
    },
    knownRow,
  )
  return rows.map(({ id }) => id)
}

/** '2026-11-22 01:00:00.000' in UTC. */
export function toTimestamp(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').slice(0, 23)
}

/** Whether the log has anything. */
export async function hasEvents(store: EventStore): Promise<boolean> {
  const rows = await store.query('SELECT 1 FROM events LIMIT 1', {}, z.unknown())
  return rows.length > 0
}

/** Whether the log has an order. */
export async function hasOrders(store: EventStore): Promise<boolean> {
  const rows = await store.query("SELECT 1 FROM events WHERE type = 'Order Recorded' LIMIT 1", {}, z.unknown())
  return rows.length > 0
}
