/** What happened with a person: from the state store what was bought and paid back, from the log what was looked at. */
import { z } from 'zod'
import type { EventStore } from '../../stores/events/store.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { TimelineEntry } from './schema.ts'

/** Entries before this one, in order of time and id, both falling. */
export interface Place {
  /** UTC milliseconds. */
  readonly at: number
  readonly id: string
}

export interface Piece {
  readonly key: string
  readonly before: Place | null
  readonly kinds: readonly TimelineEntry['kind'][]
  readonly limit: number
}

/** An entry whose product is not named yet. */
export interface RawEntry extends Omit<TimelineEntry, 'at' | 'name' | 'subject' | 'href'> {
  readonly at: number
  readonly name: string
  readonly subject: string
  readonly sku: string
  readonly orderId: number | null
}

const NOTHING = { pages: null, seconds: null, device: '', sku: '' }

interface BookedRow {
  readonly at: Date
  readonly kind: 'order' | 'cancelled' | 'refund'
  readonly id: string
  readonly order_id: number
  readonly number: string
  readonly channel: string
  readonly cents: number
}

/** Orders, orders called off, and refunds. */
export async function readBooked({ pool }: Pick<StateStore, 'pool'>, piece: Piece): Promise<RawEntry[]> {
  const { rows } = await pool.query<BookedRow>(
    `SELECT * FROM (
       SELECT placed_at AS at, 'order' AS kind, 'order:' || id AS id, id AS order_id, external_id AS number, channel, total_cents AS cents
       FROM orders WHERE customer_key = $1
       UNION ALL
       SELECT cancelled_at, 'cancelled', 'cancelled:' || id, id, external_id, channel, -total_cents
       FROM orders WHERE customer_key = $1 AND cancelled_at IS NOT NULL
       UNION ALL
       SELECT r.refunded_at, 'refund', 'refund:' || o.id || ':' || r.external_id, o.id, o.external_id, o.channel, -r.amount_cents
       FROM orders AS o JOIN refunds AS r ON r.order_id = o.id WHERE o.customer_key = $1
     ) AS booked
     WHERE kind = ANY($2) AND ($3::timestamptz IS NULL OR at < $3 OR (at = $3 AND id COLLATE "C" < $4))
     ORDER BY at DESC, id COLLATE "C" DESC LIMIT $5`,
    [
      piece.key,
      piece.kinds,
      piece.before === null ? null : new Date(piece.before.at),
      piece.before?.id ?? '',
      piece.limit,
    ],
  )
  return rows.map((row) => ({
    ...NOTHING,
    at: row.at.getTime(),
    kind: row.kind,
    id: row.id,
    name: row.channel,
    subject: row.number,
    cents: row.cents,
    orderId: row.order_id,
  }))
}

const visitRow = z.object({
  at: z.number(),
  id: z.string(),
  kind: z.enum(['visit', 'event']),
  name: z.string(),
  subject: z.string(),
  sku: z.string(),
  pages: z.number().nullable(),
  seconds: z.number().nullable(),
  device: z.string(),
})

/** The visitor behind a customer key, as the projection of visits reckons it: the first column of its tables' order. */
const OF_CUSTOMER = `visitor_id = sipHash64(concat('c:', {key:String}))`
/** Orders are told by the state store; that a page was left says nothing. */
const TOLD_ELSEWHERE = `('Order Completed', 'Order Updated', 'Order Refunded', 'Order Cancelled', 'Page Left')`

/** Visits and what was done in them, on all devices that were theirs. */
export async function readVisited(events: EventStore, piece: Piece): Promise<RawEntry[]> {
  if (!piece.kinds.some((kind) => kind === 'visit' || kind === 'event')) return []
  const rows = await events.query(
    `SELECT * FROM (
       SELECT toUnixTimestamp64Milli(started_at) AS at, concat('visit:', toString(session_id)) AS id, 'visit' AS kind,
         toString(channel) AS name, landing_path AS subject, '' AS sku, toInt64(pages) AS pages,
         toFloat64(dateDiff('second', started_at, ended_at)) AS seconds, toString(device) AS device
       FROM sessions WHERE ${OF_CUSTOMER} AND agent = 'person'
       UNION ALL
       SELECT toUnixTimestamp64Milli(time), concat('event:', toString(event_id)), 'event', toString(type),
         multiIf(query != '', query, path), sku, NULL, NULL, toString(device)
       FROM hits WHERE ${OF_CUSTOMER} AND type NOT IN ${TOLD_ELSEWHERE}
     )
     WHERE kind IN {kinds:Array(String)} AND (at, id) < ({before:Int64}, {id:String})
     ORDER BY at DESC, id DESC LIMIT {limit:UInt32}`,
    {
      key: piece.key,
      kinds: piece.kinds,
      before: piece.before?.at ?? Number.MAX_SAFE_INTEGER,
      id: piece.before?.id ?? '',
      limit: piece.limit,
    },
    visitRow,
  )
  return rows.map((row) => ({ ...row, cents: null, orderId: null }))
}

export interface NamedProduct {
  readonly id: number
  readonly title: { readonly de: string; readonly en: string }
}

/** Products by the number they are sold under. */
export async function nameProducts(
  { pool }: Pick<StateStore, 'pool'>,
  skus: readonly string[],
): Promise<Map<string, NamedProduct>> {
  if (skus.length === 0) return new Map()
  const { rows } = await pool.query<{ sku: string; id: number; de: string; en: string }>(
    `SELECT DISTINCT ON (v.sku) v.sku, p.id, coalesce(p.title ->> 'de', p.title ->> 'en', p.external_id) AS de,
       coalesce(p.title ->> 'en', p.title ->> 'de', p.external_id) AS en
     FROM variants AS v JOIN products AS p ON p.id = v.product_id WHERE v.sku = ANY($1) ORDER BY v.sku, p.id`,
    [skus],
  )
  return new Map(rows.map(({ sku, id, de, en }) => [sku, { id, title: { de, en } }]))
}
