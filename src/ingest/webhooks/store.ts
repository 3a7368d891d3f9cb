/** What is kept of deliveries, in the transaction that stores what they brought. */
import type { PoolClient } from 'pg'
import type { RefundRecord } from '../records.ts'
import { storable } from '../write/copy.ts'
import type { PrivacyChange, StockItem, UntoldChange } from './reading.ts'

/**
 * Books a delivery under all its names. Of several at the same time one gets through; the others wait for its end.
 * @returns the delivery's number; null where one of the names is known
 */
export async function bookDelivery(
  client: PoolClient,
  delivery: { source: string; keys: readonly string[]; topic: string; receivedAt: number },
): Promise<number | null> {
  // In one order everywhere, so that two deliveries with the same names do not wait for each other.
  const keys = [...new Set(delivery.keys.map(storable))].toSorted()
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO webhook_deliveries (source, key, topic, received_at)
     SELECT $1, key, $3, $4 FROM unnest($2::text[]) AS key ON CONFLICT (source, key) DO NOTHING RETURNING id`,
    [delivery.source, keys, storable(delivery.topic), new Date(delivery.receivedAt)],
  )
  return rows.length < keys.length ? null : (rows[0]?.id ?? null)
}

/** Forgets deliveries that no shop would repeat any more. */
export async function forgetDeliveries(client: PoolClient, before: number): Promise<void> {
  await client.query('DELETE FROM webhook_deliveries WHERE received_at < $1', [new Date(before)])
}

export type ObjectKind = 'order' | 'product' | 'customer'

export interface ObjectState {
  readonly source: string
  readonly kind: ObjectKind
  readonly foreignId: string
  readonly externalId: string
  readonly at: number
  readonly sentAt: number
  readonly restored: boolean
}

/** Takes note of a state. @returns false where a newer one, or the object's end, is known */
export async function takeState(client: PoolClient, state: ObjectState): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO webhook_objects AS known (source, kind, foreign_id, external_id, updated_at, sent_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (source, kind, foreign_id) DO UPDATE
       SET external_id = excluded.external_id, updated_at = excluded.updated_at, sent_at = excluded.sent_at, gone = false
     WHERE CASE WHEN known.gone THEN $7 OR known.updated_at < excluded.updated_at
       ELSE (known.updated_at, known.sent_at) <= (excluded.updated_at, excluded.sent_at) END`,
    [
      state.source,
      state.kind,
      state.foreignId,
      state.externalId,
      new Date(state.at),
      new Date(state.sentAt),
      state.restored,
    ],
  )
  return rowCount === 1
}

/** Marks an object as gone. @returns its key with us; empty where it was never heard of */
export async function markGone(
  client: PoolClient,
  { source, kind, foreignId, now }: { source: string; kind: ObjectKind; foreignId: string; now: number },
): Promise<string> {
  const { rows } = await client.query<{ external_id: string }>(
    `INSERT INTO webhook_objects (source, kind, foreign_id, external_id, updated_at, sent_at, gone)
     VALUES ($1, $2, $3, '', $4, 'epoch', true)
     ON CONFLICT (source, kind, foreign_id) DO UPDATE SET gone = true RETURNING external_id`,
    [source, kind, foreignId, new Date(now)],
  )
  return rows[0]?.external_id ?? ''
}

/** Our keys of objects by the shop's numbers; locked until the transaction ends. */
export async function findObjects(
  client: PoolClient,
  source: string,
  kind: ObjectKind,
  foreignIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ foreign_id: string; external_id: string }>(
    `SELECT foreign_id, external_id FROM webhook_objects
     WHERE source = $1 AND kind = $2 AND foreign_id = ANY($3) AND external_id != '' ORDER BY foreign_id FOR UPDATE`,
    [source, kind, foreignIds],
  )
  return new Map(rows.map((row) => [row.foreign_id, row.external_id]))
}

/** Keeps refunds; an amount that is told anew holds, the date first heard of stays where `heard`. */
export async function keepRefunds(
  client: PoolClient,
  order: { source: string; orderId: string; heard: boolean },
  refunds: readonly RefundRecord[],
): Promise<void> {
  for (const { externalId, refundedAt, amountCents } of refunds) {
    await client.query(
      `INSERT INTO webhook_refunds AS known (source, order_id, external_id, refunded_at, amount_cents)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (source, order_id, external_id) DO UPDATE SET amount_cents = excluded.amount_cents,
         refunded_at = CASE WHEN $6 THEN known.refunded_at ELSE excluded.refunded_at END`,
      [order.source, order.orderId, externalId, new Date(refundedAt), amountCents, order.heard],
    )
  }
}

export async function readRefunds(client: PoolClient, source: string, orderId: string): Promise<RefundRecord[]> {
  const { rows } = await client.query<{ external_id: string; refunded_at: Date; amount_cents: number }>(
    `SELECT external_id, refunded_at, amount_cents FROM webhook_refunds WHERE source = $1 AND order_id = $2
     ORDER BY external_id`,
    [source, orderId],
  )
  return rows.map((row) => ({
    externalId: row.external_id,
    refundedAt: row.refunded_at.getTime(),
    amountCents: row.amount_cents,
    reason: '',
  }))
}

/** Notes by which number the stock of each variant comes. */
export async function keepStockItems(
  client: PoolClient,
  source: string,
  productId: string,
  items: readonly StockItem[],
): Promise<void> {
  await client.query(
    `INSERT INTO webhook_stock_items AS known (source, item_id, product_id, sku, stock)
     SELECT DISTINCT ON ("itemId") $1, "itemId", $2, sku, stock
     FROM jsonb_to_recordset($3::jsonb) AS r ("itemId" text, sku text, stock bigint) ORDER BY "itemId"
     ON CONFLICT (source, item_id) DO UPDATE SET product_id = excluded.product_id, sku = excluded.sku, stock = excluded.stock,
       complete = known.complete OR excluded.stock =
         (SELECT sum(available) FROM webhook_stock_levels AS l WHERE l.source = known.source AND l.item_id = known.item_id)`,
    [source, productId, JSON.stringify(items)],
  )
}

/**
 * Keeps the stock of one place.
 * @returns the variant's stock over all places; null where they are not all known, or nothing is new
 */
export async function keepStockLevel(
  client: PoolClient,
  level: { source: string; itemId: string; locationId: string; available: number; at: number },
): Promise<{ productId: string; sku: string; stock: number } | null> {
  const { rowCount } = await client.query(
    `INSERT INTO webhook_stock_levels AS known (source, item_id, location_id, available, updated_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (source, item_id, location_id) DO UPDATE SET available = excluded.available, updated_at = excluded.updated_at
     WHERE known.updated_at <= excluded.updated_at`,
    [level.source, level.itemId, level.locationId, level.available, new Date(level.at)],
  )
  if (rowCount !== 1) return null
  const { rows } = await client.query<{ product_id: string; sku: string; stock: number }>(
    `UPDATE webhook_stock_items AS item SET complete = true, stock = total.stock
     FROM (SELECT sum(available)::bigint AS stock FROM webhook_stock_levels WHERE source = $1 AND item_id = $2) AS total
     WHERE item.source = $1 AND item.item_id = $2 AND (item.complete OR item.stock = total.stock)
     RETURNING item.product_id, item.sku, item.stock`,
    [level.source, level.itemId],
  )
  const [row] = rows
  return row === undefined ? null : { productId: row.product_id, sku: row.sku, stock: row.stock }
}

export async function keepPrivacyRequest(
  client: PoolClient,
  request: {
    source: string
    kind: PrivacyChange['kind']
    customerKeys: readonly string[]
    orderKeys: readonly string[]
    receivedAt: number
  },
): Promise<void> {
  const [customerKey = '', ...others] = request.customerKeys
  await client.query(
    `INSERT INTO privacy_requests (source, customer_key, other_keys, order_keys, kind, received_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [request.source, customerKey, others, request.orderKeys, request.kind, new Date(request.receivedAt)],
  )
}

/** Notes that something changed of which nothing more is told; the last word counts. */
export async function keepUntold(client: PoolClient, source: string, change: UntoldChange): Promise<void> {
  await client.query(
    `INSERT INTO shopware_changes AS known (source, entity, foreign_id, operation, fields, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (source, entity, foreign_id) DO UPDATE
       SET operation = excluded.operation, fields = excluded.fields, changed_at = excluded.changed_at
     WHERE known.changed_at <= excluded.changed_at`,
    [source, change.entity, change.foreignId, change.operation, change.fields.map(storable), new Date(change.at)],
  )
}
