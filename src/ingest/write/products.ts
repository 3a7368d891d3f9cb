/** Products into the state store: what a catalogue says, and what is known only because it was sold. */
import type { PoolClient } from 'pg'
import { sha256 } from '../../core/ids.ts'
import type { OrderRecord, ProductRecord, VariantRecord } from '../records.ts'
import { storableJson } from './copy.ts'
import type { WriteCounts } from './orders.ts'
import { type Fact, priceFact, productFact } from './to-events.ts'

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
  for (const product of products) {
    const written = await writeProduct(client, source, product, product.validFrom ?? now)
    counts[written.outcome]++
    facts.push(...written.facts)
  }
  return facts
}

interface Written {
  readonly outcome: keyof WriteCounts
  readonly facts: readonly Fact[]
}

async function writeProduct(
  client: PoolClient,
  source: string,
  product: ProductRecord,
  validFrom: number,
): Promise<Written> {
  // What changes with each price is kept apart, so that a dated price list read twice changes nothing.
  const { validFrom: _, ...content } = product
  const hash = sha256(JSON.stringify(content))
  const { rows } = await client.query<{ id: number; added: boolean }>(
    `INSERT INTO products (source, external_id, title, description, brand, category, tags, attributes, status, known_from, content_hash, updated_at)
     SELECT $1, r."externalId", r.title, r.description, r.brand, r.category, r.tags, r.attributes, r.status, 'catalogue', $3, $4
     FROM jsonb_to_record($2::jsonb) AS r ("externalId" text, title jsonb, description jsonb, brand text, category text, tags text[], attributes jsonb, status text)
     ON CONFLICT (source, external_id) DO UPDATE SET title = excluded.title, description = excluded.description, brand = excluded.brand,
       category = excluded.category, tags = excluded.tags, attributes = excluded.attributes, status = excluded.status,
       known_from = excluded.known_from, content_hash = excluded.content_hash, updated_at = excluded.updated_at
     WHERE products.content_hash != excluded.content_hash AND products.updated_at <= excluded.updated_at
     RETURNING id, (xmax = 0) AS added`,
    [source, storableJson(content), hash, new Date(validFrom)],
  )
  const id = rows[0]?.id ?? (await findProduct(client, source, product.externalId))
  if (rows[0] !== undefined) await writeVariants(client, id, product.variants)
  const prices = await writePrices(client, { source, productId: id, product, validFrom })
  if (rows[0] === undefined) return { outcome: prices.length > 0 ? 'changed' : 'unchanged', facts: prices }
  const merged = { ...product, variants: await readVariants(client, id) }
  return { outcome: rows[0].added ? 'added' : 'changed', facts: [productFact(source, merged, validFrom), ...prices] }
}

async function findProduct(client: PoolClient, source: string, externalId: string): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    'SELECT id FROM products WHERE source = $1 AND external_id = $2',
    [source, externalId],
  )
  return rows[0]?.id ?? 0
}

/** Adds and updates variants; what the source does not say (null) stays as it was. */
async function writeVariants(client: PoolClient, productId: number, variants: readonly VariantRecord[]): Promise<void> {
  const rows = variants.map((variant, index) => ({ ...variant, position: index + 1 }))
  await client.query(
    `INSERT INTO variants (product_id, position, sku, title, barcode, options, cost_cents, stock)
     SELECT $1, r.position, r.sku, r.title, coalesce(r.barcode, ''), r.options, r."costCents", r.stock
     FROM jsonb_to_recordset($2::jsonb) AS r (position integer, sku text, title text, barcode text, options jsonb, "costCents" bigint, stock bigint)
     ON CONFLICT (product_id, sku) DO UPDATE SET position = excluded.position, title = excluded.title, barcode = excluded.barcode,
       options = excluded.options, cost_cents = coalesce(excluded.cost_cents, variants.cost_cents), stock = coalesce(excluded.stock, variants.stock)`,
    [productId, storableJson(rows)],
  )
  // A catalogue knows better than an order what stands behind a number: the stand-in made from orders goes.
  await client.query(
    `DELETE FROM products WHERE known_from = 'orders' AND id != $1
       AND id IN (SELECT product_id FROM variants WHERE sku = ANY($2))`,
    [productId, variants.map(({ sku }) => sku)],
  )
}

interface PriceWork {
  readonly source: string
  readonly productId: number
  readonly product: ProductRecord
  readonly validFrom: number
}

/** Adds to the ledger where the price differs from the one that held at that time. */
async function writePrices(client: PoolClient, { source, productId, product, validFrom }: PriceWork): Promise<Fact[]> {
  const priced = product.variants.flatMap((variant) =>
    variant.priceCents === null ? [] : [{ ...variant, priceCents: variant.priceCents }],
  )
  if (priced.length === 0) return []
  const { rows } = await client.query<{ sku: string }>(
    `INSERT INTO price_ledger (variant_id, valid_from, price_cents, compare_at_cents, currency)
     SELECT v.id, $3, r."priceCents", r."compareAtCents", $4
     FROM jsonb_to_recordset($2::jsonb) AS r (sku text, "priceCents" bigint, "compareAtCents" bigint)
     JOIN variants AS v ON v.product_id = $1 AND v.sku = r.sku
     LEFT JOIN LATERAL (
       SELECT price_cents, compare_at_cents FROM price_ledger AS l
       WHERE l.variant_id = v.id AND l.valid_from <= $3 ORDER BY l.valid_from DESC LIMIT 1
     ) AS held ON true
     WHERE held.price_cents IS DISTINCT FROM r."priceCents" OR held.compare_at_cents IS DISTINCT FROM r."compareAtCents"
     ON CONFLICT DO NOTHING
     RETURNING (SELECT sku FROM variants WHERE id = variant_id) AS sku`,
    [productId, storableJson(priced), new Date(validFrom), product.currency],
  )
  const added = new Set(rows.map(({ sku }) => sku))
  return priced
    .filter(({ sku }) => added.has(sku))
    .map((variant) => priceFact(source, variant, validFrom, product.currency))
}

interface VariantRow {
  readonly sku: string
  readonly title: string
  readonly barcode: string
  readonly options: Record<string, string>
  readonly cost_cents: number | null
  readonly stock: number | null
  readonly price_cents: number | null
  readonly compare_at_cents: number | null
}

async function readVariants(client: PoolClient, productId: number): Promise<VariantRecord[]> {
  const { rows } = await client.query<VariantRow>(
    `SELECT v.sku, v.title, v.barcode, v.options, v.cost_cents, v.stock, l.price_cents, l.compare_at_cents
     FROM variants AS v
     LEFT JOIN LATERAL (
       SELECT price_cents, compare_at_cents FROM price_ledger WHERE variant_id = v.id ORDER BY valid_from DESC LIMIT 1
     ) AS l ON true
     WHERE v.product_id = $1 ORDER BY v.position, v.id`,
    [productId],
  )
  return rows.map((row) => ({
    sku: row.sku,
    title: row.title,
    barcode: row.barcode,
    options: row.options,
    priceCents: row.price_cents,
    compareAtCents: row.compare_at_cents,
    costCents: row.cost_cents,
    stock: row.stock,
  }))
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
