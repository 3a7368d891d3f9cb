/** Products into the state store: what a catalogue says, and what is known only because it was sold. */
import type { PoolClient } from 'pg'
import type { OrderRecord, ProductRecord } from '../records.ts'
import { planCatalogue, type Reading, toReading } from './catalogue.ts'
import { lockCatalogue, readPrices, readProducts, savePlan } from './catalogue-store.ts'
import { storableJson } from './copy.ts'
import type { WriteCounts } from './orders.ts'
import { type Fact, productFact } from './to-events.ts'

/** Bounds of what is read, decided and written at once: statements stay far below what PostgreSQL takes. */
const SLICE = 2_000
const SLICE_CHARACTERS = 16_000_000

/** @returns the facts of products and prices that are new or changed */
export async function writeProducts(
  client: PoolClient,
  {
    source,
    products,
    counts,
    now,
  }: { source: string; products: readonly ProductRecord[]; counts: WriteCounts; now: number },
): Promise<Fact[]> {
  const facts: Fact[] = []
  if (products.length > 0) await lockCatalogue(client)
  for (const readings of slices(products, now)) {
    const stored = await readProducts(client, source, readings)
    const plan = planCatalogue(source, readings, stored, await readPrices(client, source, readings, stored))
    await savePlan(client, source, plan)
    for (const outcome of plan.outcomes) counts[outcome]++
    for (const fact of plan.facts) facts.push(fact)
  }
  return facts
}

function* slices(products: readonly ProductRecord[], now: number): Generator<Reading[]> {
  let slice: Reading[] = []
  let characters = 0
  for (const product of products) {
    const reading = toReading(product, now)
    slice.push(reading)
    characters += reading.size
    if (slice.length < SLICE && characters < SLICE_CHARACTERS) continue
    yield slice
    slice = []
    characters = 0
  }
  if (slice.length > 0) yield slice
}

/** Makes a stand-in for what was sold and stands in no catalogue; `known` holds numbers seen before in this import. */
export async function writeSoldProducts(
  client: PoolClient,
  { source, orders, known }: { source: string; orders: readonly OrderRecord[]; known: Set<string> },
): Promise<Fact[]> {
  const fresh = new Map<string, { sku: string; title: string; currency: string; at: number }>()
  for (const order of orders) {
    for (const { sku, title, kind, unitPriceCents } of order.lines) {
      // What was given away or written off bears notes ('damaged', 'mailout') where a sale bears the product's name.
      if ((kind !== 'product' && kind !== 'voucher') || unitPriceCents <= 0) continue
      if (sku === '' || title === '' || known.has(sku) || fresh.has(sku)) continue
      fresh.set(sku, { sku, title, currency: order.currency, at: order.placedAt })
    }
  }
  if (fresh.size === 0) return []
  await lockCatalogue(client)
  const { rows } = await client.query<{ sku: string }>(
    `WITH sold AS (
       SELECT r.sku, r.title, r.at FROM jsonb_to_recordset($2::jsonb) AS r (sku text, title text, at bigint)
       WHERE NOT EXISTS (SELECT FROM variants WHERE variants.sku = r.sku)
     ), made AS (
       INSERT INTO products (source, external_id, title, description, brand, category, tags, attributes, status, known_from, content_hash, updated_at)
       SELECT $1, sku, jsonb_build_object('en', title), '{}', '', '', '{}', '{}', 'active', 'orders', '', to_timestamp(at / 1000.0) FROM sold
       ON CONFLICT DO NOTHING
       RETURNING id, external_id
     )
     INSERT INTO variants (product_id, position, sku, title, barcode, options)
     SELECT id, 1, external_id, '', '', '{}' FROM made RETURNING sku`,
    [source, storableJson([...fresh.values()])],
  )
  for (const sku of fresh.keys()) known.add(sku)
  return rows.flatMap(({ sku }) => {
    const sold = fresh.get(sku)
    if (sold === undefined) return []
    return [productFact(source, standIn(sold), sold.at)]
  })
}

function standIn({ sku, title, currency }: { sku: string; title: string; currency: string }): ProductRecord {
  return {
    type: 'product',
    externalId: sku,
    title: { en: title },
    description: {},
    brand: '',
    category: '',
    tags: [],
    attributes: {},
    status: 'active',
    variants: [{ sku, title: '', options: {}, priceCents: null, compareAtCents: null, costCents: null, stock: null }],
    currency,
    validFrom: null,
  }
}
