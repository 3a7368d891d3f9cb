/** One customer in the state store: the person, the orders, and what was reckoned about them by night. */

import type { PoolClient } from 'pg'
import { z } from 'zod'
import { cursorOf, readCursor } from '../../api/page.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { ROW, type Row } from './list-store.ts'
import type { Order } from './schema.ts'

type Reader = Pick<StateStore['pool'] | PoolClient, 'query'>

export interface PersonRow extends Row {
  readonly source: string
  readonly external_id: string
  readonly postcode: string
  readonly created_at: Date | null
  readonly first_order_at: Date | null
  readonly traits: Record<string, unknown> | null
  readonly said_at: Date | null
}

/** Null: nobody has this key. */
export async function findPerson(reader: Reader, key: string): Promise<PersonRow | null> {
  const { rows } = await reader.query<PersonRow>(
    `SELECT ${ROW}, source, external_id, postcode, created_at, p.traits, p.said_at,
       (SELECT min(placed_at) FROM orders WHERE customer_key = c.key AND document = 'order' AND cancelled_at IS NULL) AS first_order_at
     FROM customers AS c LEFT JOIN profiles AS p ON p.customer_key = c.key WHERE c.key = $1`,
    [key],
  )
  return rows[0] ?? null
}

interface OrderRow {
  readonly id: number
  readonly source: string
  readonly external_id: string
  readonly document: Order['document']
  readonly placed_at: Date
  readonly cancelled_at: Date | null
  readonly currency: string
  readonly total_cents: number
  readonly channel: string
  readonly country: string
  readonly customer_key: string | null
  readonly lines: unknown
  readonly refunds: unknown
}

const linesSchema = z.array(
  z.object({
    sku: z.string(),
    title: z.string(),
    kind: z.string(),
    quantity: z.number(),
    unitPriceCents: z.number(),
    totalCents: z.number(),
    productId: z.number().int().nullable(),
  }),
)
const refundsSchema = z.array(z.object({ at: z.string(), amountCents: z.number(), reason: z.string() }))

/** Orders with everything that belongs to them, in one statement. */
const ORDERS = `
  SELECT o.id, o.source, o.external_id, o.document, o.placed_at, o.cancelled_at, o.currency, o.total_cents, o.channel, o.country, o.customer_key,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('sku', l.sku, 'title', l.title, 'kind', l.kind, 'quantity', l.quantity,
       'unitPriceCents', l.unit_price_cents, 'totalCents', l.total_cents,
       'productId', (SELECT min(product_id) FROM variants AS v WHERE v.sku = l.sku AND l.kind = 'product')) ORDER BY l.line_no), '[]')
     FROM order_lines AS l WHERE l.order_id = o.id) AS lines,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('at', r.refunded_at, 'amountCents', r.amount_cents, 'reason', r.reason)
       ORDER BY r.refunded_at), '[]')
     FROM refunds AS r WHERE r.order_id = o.id) AS refunds
  FROM orders AS o`

const placeSchema = z.tuple([z.string(), z.number()])

/** The newest first. @throws AppError 'usage.invalid' where `after` is no place in the list */
export async function listOrders(
  reader: Reader,
  key: string,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ items: Order[]; next: string | null }> {
  const place = readCursor(after, placeSchema)
  const { rows } = await reader.query<OrderRow>(
    `${ORDERS} WHERE o.customer_key = $1 AND ($2::timestamptz IS NULL OR (o.placed_at, o.id) < ($2, $3))
     ORDER BY o.placed_at DESC, o.id DESC LIMIT $4`,
    [key, place?.[0] ?? null, place?.[1] ?? 0, limit + 1],
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const next = rows.length > limit && last !== undefined ? cursorOf(last.placed_at.toISOString(), last.id) : null
  return { items: page.map(toOrder), next }
}

export async function findOrder(reader: Reader, id: number): Promise<Order | null> {
  const { rows } = await reader.query<OrderRow>(`${ORDERS} WHERE o.id = $1`, [id])
  return rows[0] === undefined ? null : toOrder(rows[0])
}

export interface FoundOrder {
  readonly id: number
  readonly external_id: string
  readonly placed_at: Date
  readonly total_cents: number
  readonly currency: string
  readonly customer_name: string | null
  readonly exact: boolean
}

/** Orders whose number begins like this; '#' before it makes no difference. */
export async function findOrdersByNumber(reader: Reader, begin: string, limit: number): Promise<FoundOrder[]> {
  const bare = begin.toLowerCase().replace(/^#/, '')
  const pattern = `${bare.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const { rows } = await reader.query<FoundOrder>(
    `SELECT o.id, o.external_id, o.placed_at, o.total_cents, o.currency, c.name AS customer_name,
       lower(o.external_id) IN ($1, '#' || $1) AS exact
     FROM (
       (SELECT * FROM orders WHERE lower(external_id) LIKE $2 ORDER BY lower(external_id) USING ~<~ LIMIT $3)
       UNION ALL (SELECT * FROM orders WHERE lower(external_id) LIKE '#' || $2 ORDER BY lower(external_id) USING ~<~ LIMIT $3)
     ) AS o LEFT JOIN customers AS c ON c.key = o.customer_key
     ORDER BY exact DESC, o.external_id LIMIT $3`,
    [bare, pattern, limit],
  )
  return rows
}

function toOrder(row: OrderRow): Order {
  const refunds = refundsSchema.parse(row.refunds).map((one) => ({ ...one, at: new Date(one.at).toISOString() }))
  return {
    id: row.id,
    key: `${row.source}/${row.external_id}`,
    number: row.external_id,
    document: row.document,
    placedAt: row.placed_at.toISOString(),
    cancelledAt: row.cancelled_at?.toISOString() ?? null,
    currency: row.currency,
    totalCents: row.total_cents,
    refundedCents: refunds.reduce((sum, { amountCents }) => sum + amountCents, 0),
    channel: row.channel,
    country: row.country,
    customerKey: row.customer_key,
    lines: linesSchema.parse(row.lines),
    refunds,
  }
}

const expectedRow = z.array(z.union([z.string(), z.number(), z.null()]))
const tableSchema = z.object({
  columns: z.array(z.object({ key: z.string() })),
  rows: z.array(expectedRow),
})

/** Which night spoke last about the value of customers; null: none has. */
export async function findValueNight(reader: Reader): Promise<{ id: number; asOf: string } | null> {
  const { rows } = await reader.query<{ id: number; as_of: string }>(
    "SELECT id, as_of FROM nights WHERE status = 'done' ORDER BY as_of DESC, id DESC LIMIT 1",
  )
  return rows[0] === undefined ? null : { id: rows[0].id, asOf: rows[0].as_of }
}

/** What that night expects of the customers it names: purchases and revenue of the next 12 months. */
export async function readExpected(
  reader: Reader,
  nightId: number,
): Promise<Map<string, { cents: number; purchases: number }>> {
  const { rows } = await reader.query<{ part: unknown }>(
    `SELECT part FROM night_steps, jsonb_array_elements(contribution -> 'tables') AS part
     WHERE night_id = $1 AND name = 'clv' AND part ->> 'id' = 'clv.top'`,
    [nightId],
  )
  const table = tableSchema.safeParse(rows[0]?.part)
  if (!table.success) return new Map()
  const at = (key: string) => table.data.columns.findIndex((column) => column.key === key)
  const [who, cents, purchases] = [at('customer'), at('cents'), at('expected')]
  return new Map(
    table.data.rows.map((cells) => [
      String(cells[who] ?? ''),
      { cents: Number(cells[cents] ?? 0), purchases: Number(cells[purchases] ?? 0) },
    ]),
  )
}
