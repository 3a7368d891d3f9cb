/** What the facts of orders say beyond their columns, read back from the state store. */
import type { PoolClient } from 'pg'
import type { OrderLineRecord, OrderRecord, RefundRecord } from '../records.ts'

export type OrderBody = Pick<OrderRecord, 'document' | 'cancelledAt'> & {
  readonly lines: OrderLineRecord[]
  readonly refunds: RefundRecord[]
}

/** By number; an order that is not there has no entry. */
export async function readOrderBodies(client: PoolClient, ids: readonly number[]): Promise<Map<number, OrderBody>> {
  const bodies = new Map<number, OrderBody>()
  if (ids.length === 0) return bodies
  const heads = await client.query<{ id: number; document: OrderRecord['document']; cancelled_at: Date | null }>(
    'SELECT id, document, cancelled_at FROM orders WHERE id = ANY($1)',
    [ids],
  )
  for (const { id, document, cancelled_at } of heads.rows)
    bodies.set(id, { document, cancelledAt: cancelled_at?.getTime() ?? null, lines: [], refunds: [] })
  const lines = await client.query<{ order_id: number } & OrderLineRecord>(
    `SELECT order_id, sku, title, kind, quantity, unit_price_cents AS "unitPriceCents", total_cents AS "totalCents"
     FROM order_lines WHERE order_id = ANY($1) ORDER BY order_id, line_no`,
    [ids],
  )
  for (const { order_id, ...line } of lines.rows) bodies.get(order_id)?.lines.push(line)
  const refunds = await client.query<{ order_id: number; refunded_at: Date } & Omit<RefundRecord, 'refundedAt'>>(
    `SELECT order_id, external_id AS "externalId", refunded_at, amount_cents AS "amountCents", reason
     FROM refunds WHERE order_id = ANY($1) ORDER BY order_id, external_id`,
    [ids],
  )
  for (const { order_id, refunded_at, ...refund } of refunds.rows)
    bodies.get(order_id)?.refunds.push({ ...refund, refundedAt: refunded_at.getTime() })
  return bodies
}
