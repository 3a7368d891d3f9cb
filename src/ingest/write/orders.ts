/** Orders into the state store, with their facts for the log. The same run of rows is taken once. */
import type { Pool, PoolClient } from 'pg'
import { idOf } from '../../core/ids.ts'
import type { OrderLineRecord, OrderRecord, RefundRecord } from '../records.ts'
import { CopyBuffer, storable } from './copy.ts'
import { readOrderBodies } from './order-bodies.ts'
import { reserveIds } from './reserve-ids.ts'
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

/** Orders of one import as they will be written, made while the ones before them are on their way. */
export interface PreparedOrders {
  readonly source: string
  readonly importId: number
  /** Parts in which no order stands twice, each round in file order; all but seldom there is one. */
  readonly rounds: readonly ReadonlyMap<string, Part>[]
  /** Of the first round, should none of its orders be stored yet. */
  readonly rows: OrderRows
}

/**
 * Does all of the work on orders that needs nothing of what is stored.
 * An order whose rows do not stand together in the file arrives in several parts; each is told apart by its place among
 * the parts of that order, so that a second import of the same file finds them all known.
 */
export async function prepareOrders(
  pool: Pool | PoolClient,
  { source, importId, orders }: { source: string; importId: number; orders: readonly OrderRecord[] },
): Promise<PreparedOrders> {
  const ids = await reserveIds(pool, 'orders', orders.length)
  const parts = orders.map((order, index) => partOf(source, order, ids[index] ?? 0))
  const rounds = uniqueRounds(parts)
  return { source, importId, rounds, rows: toRows(source, importId, rounds[0]?.values() ?? []) }
}

/** @returns the facts of what was added or changed */
export async function writeOrders(
  client: PoolClient,
  { source, importId, rounds, rows }: PreparedOrders,
  counts: WriteCounts,
): Promise<Fact[]> {
  const facts: Fact[] = []
  for (const round of rounds) {
    const stored = await findStored(client, source, importId, [...round.keys()])
    const fresh = [...round.values()].filter(({ order }) => !stored.has(order.externalId))
    const ready = stored.size === 0 && round === rounds[0] ? rows : toRows(source, importId, fresh)
    for (const buffer of Object.values(ready)) await buffer.send(client)
    counts.added += fresh.length
    for (const { fact } of fresh) facts.push(fact)
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

/** A run of rows of one order, with what is made of it. */
interface Part {
  readonly order: OrderRecord
  /** Where it is new. */
  readonly id: number
  /** Of an order that has no other part. */
  readonly fact: Fact
  readonly hash: string
}

/** The fact's id stands for all that the fact says; what is stored besides is hashed with it. */
function partOf(source: string, order: OrderRecord, id: number): Part {
  const fact = orderFact(source, order, id)
  const refunds = order.refunds.flatMap(({ externalId, reason }) => [externalId, reason])
  const hash = idOf(fact.event_id, order.currency, ...order.lines.map(({ title }) => title), ...refunds)
  return { order, id, fact, hash: `${hash}:${order.lines.length}` }
}

function uniqueRounds(parts: readonly Part[]): Map<string, Part>[] {
  const rounds: Map<string, Part>[] = []
  for (const part of parts) {
    const { externalId } = part.order
    let round = rounds.find((candidate) => !candidate.has(externalId))
    if (round === undefined) {
      round = new Map()
      rounds.push(round)
    }
    round.set(externalId, part)
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

interface OrderRows {
  readonly heads: CopyBuffer
  readonly lines: CopyBuffer
  readonly refunds: CopyBuffer
}

function toRows(source: string, importId: number, parts: Iterable<Part>): OrderRows {
  const heads = new CopyBuffer(
    'orders (id, source, external_id, document, placed_at, currency, customer_key, country, channel, cancelled_at, total_cents, part_hashes, parts_seen, last_import_id)',
  )
  const lines = new CopyBuffer(LINE_COLUMNS)
  const refunds = new CopyBuffer(REFUND_COLUMNS)
  for (const { order, id, hash } of parts) {
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
      [hash],
      1,
      importId,
    )
    addLines(lines, id, 0, order.lines)
    addRefunds(refunds, id, order.refunds)
  }
  return { heads, lines, refunds }
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
  { order: part, fact, hash }: Part,
): Promise<Fact | null> {
  const place = Math.min(stored.parts_seen - 1, stored.part_hashes.length)
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
  return place === 0
    ? { ...fact, stored: stored.id }
    : orderFact(source, await readOrder(client, stored.id, part), stored.id)
}

/** The whole order as stored; what is not stored (the customer's key in the source) comes from the part at hand. */
async function readOrder(client: PoolClient, id: number, part: OrderRecord): Promise<OrderRecord> {
  const { rows } = await client.query<{ placed_at: Date; country: string; channel: string }>(
    'SELECT placed_at, country, channel FROM orders WHERE id = $1',
    [id],
  )
  const body = (await readOrderBodies(client, [id])).get(id)
  const head = rows[0]
  return {
    ...part,
    ...body,
    placedAt: head?.placed_at.getTime() ?? part.placedAt,
    country: head?.country ?? part.country,
    channel: head?.channel ?? part.channel,
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
