/** Orders into the state store, with their facts for the log. The same run of rows is taken once. */
import type { PoolClient } from 'pg'
import { sha256 } from '../../core/ids.ts'
import type { OrderLineRecord, OrderRecord, RefundRecord } from '../records.ts'
import { CopyBuffer, storable } from './copy.ts'
import { buyerKeyOf, type Fact, orderFact } from './to-events.ts'

export interface WriteCounts {
  added: number
  changed: number
  unchanged: number
}

interface StoredOrder {
  readonly id: number
  readonly external_id: string
  /** '<hash>:<number of lines>' for each run of rows the order was read from. */
  readonly part_hashes: string[]
  readonly parts_seen: number
}

/**
 * Writes orders of one import.
 * An order whose rows do not stand together in the file arrives in several parts; each is told apart by its place among
 * the parts of that order, so that a second import of the same file finds them all known.
 * @returns the facts of what was added or changed
 */
export async function writeOrders(
  client: PoolClient,
  {
    source,
    importId,
    orders,
    counts,
  }: { source: string; importId: number; orders: readonly OrderRecord[]; counts: WriteCounts },
): Promise<Fact[]> {
  const facts: Fact[] = []
  for (const round of uniqueRounds(orders)) {
    const stored = await findStored(client, source, importId, [...round.keys()])
    const fresh = [...round.values()].filter((order) => !stored.has(order.externalId))
    await insertOrders(client, source, importId, fresh)
    counts.added += fresh.length
    for (const order of fresh) facts.push(orderFact(source, order))
    for (const [externalId, existing] of stored) {
      const part = round.get(externalId)
      if (part === undefined) continue
      const fact = await mergePart(client, source, existing, part)
      if (fact === null) counts.unchanged++
      else {
        counts.changed++
        facts.push(fact)
      }
    }
  }
  return facts
}

/** The orders in rounds in which no key stands twice, each round in file order. */
function uniqueRounds(orders: readonly OrderRecord[]): Map<string, OrderRecord>[] {
  const rounds: Map<string, OrderRecord>[] = []
  for (const order of orders) {
    let round = rounds.find((candidate) => !candidate.has(order.externalId))
    if (round === undefined) {
      round = new Map()
      rounds.push(round)
    }
    round.set(order.externalId, order)
  }
  return rounds
}

/** What is stored of these orders; counts the part that is being seen. */
async function findStored(
  client: PoolClient,
  source: string,
  importId: number,
  keys: readonly string[],
): Promise<Map<string, StoredOrder>> {
  const { rows } = await client.query<StoredOrder>(
    `UPDATE orders SET parts_seen = CASE WHEN last_import_id = $2 THEN parts_seen + 1 ELSE 1 END, last_import_id = $2
     WHERE source = $1 AND external_id = ANY($3)
     RETURNING id, external_id, part_hashes, parts_seen`,
    [source, importId, keys.map(storable)],
  )
  return new Map(rows.map((row) => [row.external_id, row]))
}

function partHash(order: OrderRecord): string {
  return `${sha256(JSON.stringify(order))}:${order.lines.length}`
}

async function insertOrders(
  client: PoolClient,
  source: string,
  importId: number,
  orders: readonly OrderRecord[],
): Promise<void> {
  if (orders.length === 0) return
  const ids = await client.query<{ id: number }>(
    "SELECT nextval(pg_get_serial_sequence('orders', 'id')) AS id FROM generate_series(1, $1)",
    [orders.length],
  )
  const heads = new CopyBuffer(
    'orders (id, source, external_id, document, placed_at, currency, customer_key, country, channel, cancelled_at, total_cents, part_hashes, parts_seen, last_import_id)',
  )
  const lines = new CopyBuffer(LINE_COLUMNS)
  const refunds = new CopyBuffer(REFUND_COLUMNS)
  for (const [index, order] of orders.entries()) {
    const id = ids.rows[index]?.id ?? 0
    heads.add(
      id,
      source,
      order.externalId,
      order.document,
      toTimestamp(order.placedAt),
      order.currency,
      customerOf(source, order),
      order.country,
      order.channel,
      order.cancelledAt === null ? null : toTimestamp(order.cancelledAt),
      totalOf(order.lines),
      [partHash(order)],
      1,
      importId,
    )
    addLines(lines, id, 0, order.lines)
    addRefunds(refunds, id, order.refunds)
  }
  await heads.send(client)
  await lines.send(client)
  await refunds.send(client)
}

const LINE_COLUMNS = 'order_lines (order_id, line_no, sku, title, kind, quantity, unit_price_cents, total_cents)'
const REFUND_COLUMNS = 'refunds (order_id, external_id, refunded_at, amount_cents, reason)'

function addLines(buffer: CopyBuffer, orderId: number, offset: number, lines: readonly OrderLineRecord[]): void {
  for (const [index, line] of lines.entries()) {
    buffer.add(
      orderId,
      offset + index + 1,
      line.sku,
      line.title,
      line.kind,
      line.quantity,
      line.unitPriceCents,
      line.totalCents,
    )
  }
}

function addRefunds(buffer: CopyBuffer, orderId: number, refunds: readonly RefundRecord[]): void {
  for (const refund of refunds) {
    buffer.add(orderId, refund.externalId, toTimestamp(refund.refundedAt), refund.amountCents, refund.reason)
  }
}

/**
 * Puts a part in its place: the parts before it stay, what followed them is replaced.
 * @returns the fact of the order as it is now; null where the part was known
 */
async function mergePart(
  client: PoolClient,
  source: string,
  stored: StoredOrder,
  part: OrderRecord,
): Promise<Fact | null> {
  const place = Math.min(stored.parts_seen - 1, stored.part_hashes.length)
  const hash = partHash(part)
  if (stored.part_hashes[place] === hash) return null
  const kept = stored.part_hashes.slice(0, place)
  const offset = kept.reduce((sum, known) => sum + Number(known.split(':')[1]), 0)
  await client.query('DELETE FROM order_lines WHERE order_id = $1 AND line_no > $2', [stored.id, offset])
  const lines = new CopyBuffer(LINE_COLUMNS)
  addLines(lines, stored.id, offset, part.lines)
  await lines.send(client)
  if (place === 0) {
    await client.query(
      `UPDATE orders SET document = $2, placed_at = $3, currency = $4, customer_key = $5, country = $6, channel = $7, cancelled_at = $8
       WHERE id = $1`,
      [
        stored.id,
        part.document,
        toTimestamp(part.placedAt),
        part.currency,
        customerOf(source, part),
        storable(part.country),
        storable(part.channel),
        part.cancelledAt === null ? null : toTimestamp(part.cancelledAt),
      ],
    )
    await client.query('DELETE FROM refunds WHERE order_id = $1', [stored.id])
    const refunds = new CopyBuffer(REFUND_COLUMNS)
    addRefunds(refunds, stored.id, part.refunds)
    await refunds.send(client)
  }
  await client.query(
    `UPDATE orders SET part_hashes = $2,
       total_cents = (SELECT coalesce(sum(total_cents), 0) FROM order_lines WHERE order_id = $1)
     WHERE id = $1`,
    [stored.id, [...kept, hash]],
  )
  return place === 0 ? orderFact(source, part) : orderFact(source, await readOrder(client, stored.id, part))
}

interface HeadRow {
  readonly document: OrderRecord['document']
  readonly placed_at: Date
  readonly country: string
  readonly channel: string
  readonly cancelled_at: Date | null
}

interface LineRow {
  readonly sku: string
  readonly title: string
  readonly kind: OrderLineRecord['kind']
  readonly quantity: number
  readonly unit_price_cents: number
  readonly total_cents: number
}

/** The whole order as stored; what is not stored (the customer's key in the source) comes from the part at hand. */
async function readOrder(client: PoolClient, id: number, part: OrderRecord): Promise<OrderRecord> {
  const heads = await client.query<HeadRow>(
    'SELECT document, placed_at, country, channel, cancelled_at FROM orders WHERE id = $1',
    [id],
  )
  const lines = await client.query<LineRow>(
    'SELECT sku, title, kind, quantity, unit_price_cents, total_cents FROM order_lines WHERE order_id = $1 ORDER BY line_no',
    [id],
  )
  const refunds = await client.query<{ external_id: string; refunded_at: Date; amount_cents: number; reason: string }>(
    'SELECT external_id, refunded_at, amount_cents, reason FROM refunds WHERE order_id = $1 ORDER BY external_id',
    [id],
  )
  const head = heads.rows[0]
  return {
    ...part,
    document: head?.document ?? part.document,
    placedAt: head?.placed_at.getTime() ?? part.placedAt,
    country: head?.country ?? part.country,
    channel: head?.channel ?? part.channel,
    cancelledAt: head?.cancelled_at?.getTime() ?? null,
    lines: lines.rows.map((row) => ({
      sku: row.sku,
      title: row.title,
      kind: row.kind,
      quantity: row.quantity,
      unitPriceCents: row.unit_price_cents,
      totalCents: row.total_cents,
    })),
    refunds: refunds.rows.map((row) => ({
      externalId: row.external_id,
      refundedAt: row.refunded_at.getTime(),
      amountCents: row.amount_cents,
      reason: row.reason,
    })),
  }
}

function customerOf(source: string, order: OrderRecord): string | null {
  const key = buyerKeyOf(source, order)
  return key === '' ? null : key
}

function totalOf(lines: readonly OrderLineRecord[]): number {
  return lines.reduce((sum, line) => sum + line.totalCents, 0)
}

function toTimestamp(at: number): string {
  return new Date(at).toISOString()
}
