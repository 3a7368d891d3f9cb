/** The catalogue's rows: what is stored of a slice of products, and what a plan adds and changes, each by whole sets. */
import type { PoolClient } from 'pg'
import type { CataloguePlan, PlannedProduct, PlannedVariant, Reading, StoredPrice, StoredProduct } from './catalogue.ts'
import { CopyBuffer, storableJson } from './copy.ts'

/** Any number of ours: what is read of the catalogue must still hold when it is written. */
const LOCK = 4_747_021

/** Until the end of the transaction nobody else writes products. */
export async function lockCatalogue(client: PoolClient): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
}

interface ProductRow {
  readonly id: number
  readonly source: string
  readonly external_id: string
  readonly content_hash: string
  readonly updated_at: Date
  readonly known_from: 'catalogue' | 'orders'
  readonly variant_id: number | null
  readonly sku: string
  readonly position: number
  readonly title: string
  readonly cost_cents: number | null
  readonly stock: number | null
}

/** The products of these keys, and the stand-ins that have one of their SKUs; variants in the order they were added. */
export async function readProducts(
  client: PoolClient,
  source: string,
  readings: readonly Reading[],
): Promise<StoredProduct[]> {
  const { rows } = await client.query<ProductRow>(
    `WITH concerned AS (
       SELECT id FROM products WHERE source = $1 AND external_id = ANY($2)
       UNION
       SELECT p.id FROM variants AS v JOIN products AS p ON p.id = v.product_id
       WHERE v.sku = ANY($3) AND p.known_from = 'orders'
     )
     SELECT p.id, p.source, p.external_id, p.content_hash, p.updated_at, p.known_from,
       v.id AS variant_id, v.sku, v.position, v.title, v.cost_cents, v.stock
     FROM concerned JOIN products AS p ON p.id = concerned.id LEFT JOIN variants AS v ON v.product_id = p.id
     ORDER BY p.id, v.id`,
    [
      source,
      [...new Set(readings.map(({ externalId }) => externalId))],
      [...new Set(readings.flatMap(({ variants }) => [...variants.keys()]))],
    ],
  )
  const products: (StoredProduct & { readonly variants: StoredProduct['variants'][number][] })[] = []
  for (const row of rows) {
    let product = products.at(-1)
    if (product?.id !== row.id) {
      product = {
        id: row.id,
        source: row.source,
        externalId: row.external_id,
        hash: row.content_hash,
        updatedAt: row.updated_at.getTime(),
        isStandIn: row.known_from === 'orders',
        variants: [],
      }
      products.push(product)
    }
    if (row.variant_id === null) continue
    const { variant_id: id, sku, position, title, cost_cents: costCents, stock } = row
    product.variants.push({ id, sku, position, title, costCents, stock })
  }
  return products
}

/** Of each variant of these products the last price, and for each reading the one that held at its time; oldest first. */
export async function readPrices(
  client: PoolClient,
  source: string,
  readings: readonly Reading[],
  products: readonly StoredProduct[],
): Promise<StoredPrice[]> {
  const byKey = new Map(
    products.filter((product) => product.source === source).map((product) => [product.externalId, product]),
  )
  const times = new Map<number, Set<string>>()
  for (const { externalId, validFrom } of readings) {
    const at = new Date(validFrom).toISOString()
    for (const { id } of byKey.get(externalId)?.variants ?? []) {
      times.set(id, (times.get(id) ?? new Set(['infinity'])).add(at))
    }
  }
  if (times.size === 0) return []
  const asked = [...times].flatMap(([id, ats]) => [...ats].map((at) => ({ id, at })))
  const { rows } = await client.query<{ id: number; at: Date; price: number; compare_at: number | null }>(
    `SELECT DISTINCT asked.id, held.valid_from AS at, held.price_cents AS price, held.compare_at_cents AS compare_at
     FROM unnest($1::bigint[], $2::timestamptz[]) AS asked (id, at)
     CROSS JOIN LATERAL (
       SELECT valid_from, price_cents, compare_at_cents FROM price_ledger AS l
       WHERE l.variant_id = asked.id AND l.valid_from <= asked.at ORDER BY l.valid_from DESC LIMIT 1
     ) AS held
     ORDER BY asked.id, held.valid_from`,
    [asked.map(({ id }) => id), asked.map(({ at }) => at)],
  )
  return rows.map(({ id, at, price, compare_at }) => ({
    variantId: id,
    validFrom: at.getTime(),
    priceCents: price,
    compareAtCents: compare_at,
  }))
}

/** Stores what was planned. */
export async function savePlan(client: PoolClient, source: string, plan: CataloguePlan): Promise<void> {
  // A stand-in may have the key or the number that a product is about to take.
  if (plan.removedIds.length > 0) await client.query('DELETE FROM products WHERE id = ANY($1)', [plan.removedIds])
  const productIds = await numbersFor(client, 'products', plan.products)
  await saveProducts(client, source, plan.products, productIds)
  const variantIds = await numbersFor(client, 'variants', plan.variants)
  await saveVariants(client, plan.variants, variantIds, productIds)
  const ledger = new CopyBuffer('price_ledger (variant_id, valid_from, price_cents, compare_at_cents, currency)')
  for (const { variant, validFrom, priceCents, compareAtCents, currency } of plan.prices) {
    const id = variant.id ?? variantIds.get(variant) ?? 0
    ledger.add(id, new Date(validFrom).toISOString(), priceCents, compareAtCents, currency)
  }
  await ledger.send(client)
}

/** The id of each row, a fresh one where it has none; fresh ones rise in the order of the rows. */
async function numbersFor<Row extends { readonly id: number | null }>(
  client: PoolClient,
  table: 'products' | 'variants',
  rows: readonly Row[],
): Promise<Map<Row, number>> {
  const fresh = rows.filter(({ id }) => id === null)
  const { rows: drawn } =
    fresh.length === 0
      ? { rows: [] }
      : await client.query<{ id: number }>(
          "SELECT nextval(pg_get_serial_sequence($1, 'id')) AS id FROM generate_series(1, $2)",
          [table, fresh.length],
        )
  let next = 0
  return new Map(rows.map((row) => [row, row.id ?? drawn[next++]?.id ?? 0]))
}

async function saveProducts(
  client: PoolClient,
  source: string,
  products: readonly PlannedProduct[],
  ids: ReadonlyMap<PlannedProduct, number>,
): Promise<void> {
  if (products.length === 0) return
  const rows = products.map((product) => {
    const { title, description, brand, category, tags, attributes, status } = product.record ?? {}
    const { externalId, hash } = product
    const content = { title, description, brand, category, tags, attributes, status }
    return { id: ids.get(product), externalId, ...content, hash, updatedAt: new Date(product.updatedAt).toISOString() }
  })
  await client.query(
    `INSERT INTO products (id, source, external_id, title, description, brand, category, tags, attributes, status, known_from, content_hash, updated_at)
     SELECT r.id, $1, r."externalId", r.title, r.description, r.brand, r.category, r.tags, r.attributes, r.status, 'catalogue', r.hash, r."updatedAt"
     FROM jsonb_to_recordset($2::jsonb) AS r (id bigint, "externalId" text, title jsonb, description jsonb, brand text, category text,
       tags text[], attributes jsonb, status text, hash text, "updatedAt" timestamptz)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, description = excluded.description, brand = excluded.brand,
       category = excluded.category, tags = excluded.tags, attributes = excluded.attributes, status = excluded.status,
       known_from = excluded.known_from, content_hash = excluded.content_hash, updated_at = excluded.updated_at`,
    [source, storableJson(rows)],
  )
}

async function saveVariants(
  client: PoolClient,
  variants: readonly PlannedVariant[],
  ids: ReadonlyMap<PlannedVariant, number>,
  productIds: ReadonlyMap<PlannedProduct, number>,
): Promise<void> {
  if (variants.length === 0) return
  const rows = variants.map((variant) => {
    const { product, sku, position, title, costCents, stock, record } = variant
    return {
      id: ids.get(variant),
      productId: productIds.get(product),
      position,
      sku,
      title,
      barcode: record?.barcode ?? '',
      options: record?.options,
      costCents,
      stock,
    }
  })
  await client.query(
    `INSERT INTO variants (id, product_id, position, sku, title, barcode, options, cost_cents, stock)
     SELECT r.id, r."productId", r.position, r.sku, r.title, r.barcode, r.options, r."costCents", r.stock
     FROM jsonb_to_recordset($1::jsonb) AS r (id bigint, "productId" bigint, position integer, sku text, title text, barcode text,
       options jsonb, "costCents" bigint, stock bigint)
     ON CONFLICT (id) DO UPDATE SET position = excluded.position, title = excluded.title, barcode = excluded.barcode,
       options = excluded.options, cost_cents = excluded.cost_cents, stock = excluded.stock`,
    [storableJson(rows)],
  )
}
