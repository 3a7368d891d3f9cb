/** What a variant costs in the workbench's own catalogue, and the change of it: ledger, facts and product in one transaction. */
import type { PoolClient } from 'pg'
import type { VariantRecord } from '../records.ts'
import { readStoredProduct } from '../webhooks/read-back.ts'
import { lockCatalogue } from './catalogue-store.ts'
import { enqueueFacts } from './outbox.ts'
import { writeProducts } from './products.ts'

type Db = Pick<PoolClient, 'query'>

/** A variant; `productId` ('shopify/jacket') tells which one where two sources have the same number. */
export interface VariantRef {
  readonly sku: string
  readonly productId: string
}

export interface HeldPrice {
  readonly source: string
  readonly externalId: string
  readonly costCents: number | null
  readonly stock: number | null
  /** Null: no price was ever heard of. */
  readonly priceCents: number | null
  readonly compareAtCents: number | null
  readonly currency: string
}

interface Row {
  readonly product: number
  readonly source: string
  readonly external_id: string
  readonly known_from: 'catalogue' | 'orders'
  readonly updated_at: Date
  readonly cost_cents: number | null
  readonly stock: number | null
  readonly price_cents: number | null
  readonly compare_at_cents: number | null
  readonly currency: string
  readonly valid_from: Date | null
}

/** Null: the catalogue has no such variant. */
export async function readHeldPrice(db: Db, ref: VariantRef): Promise<HeldPrice | null> {
  const row = await findRow(db, ref)
  if (row === null) return null
  return {
    source: row.source,
    externalId: row.external_id,
    costCents: row.cost_cents,
    stock: row.stock,
    priceCents: row.price_cents,
    compareAtCents: row.compare_at_cents,
    currency: row.currency,
  }
}

async function findRow(db: Db, { sku, productId }: VariantRef): Promise<Row | null> {
  const { rows } = await db.query<Row>(
    `SELECT p.id AS product, p.source, p.external_id, p.known_from, p.updated_at, v.cost_cents, v.stock, l.price_cents,
       l.compare_at_cents, l.valid_from, coalesce(l.currency, shop.currency, 'EUR') AS currency
     FROM variants AS v JOIN products AS p ON p.id = v.product_id CROSS JOIN shop
     LEFT JOIN LATERAL (
       SELECT * FROM price_ledger WHERE variant_id = v.id ORDER BY valid_from DESC LIMIT 1
     ) AS l ON true
     WHERE v.sku = $1
     ORDER BY p.source || '/' || p.external_id = $2 DESC, p.known_from = 'catalogue' DESC, p.updated_at DESC, p.id
     LIMIT 1`,
    [sku, productId],
  )
  return rows[0] ?? null
}

/** Until the end of the transaction nobody else changes a price. */
export const lockPrices = lockCatalogue

/**
 * Writes the price that holds from `at` on, with its facts.
 * @returns whether there is such a variant
 */
export async function recordPrice(
  client: PoolClient,
  ref: VariantRef,
  price: { readonly priceCents: number; readonly compareAtCents: number | null; readonly at: number },
): Promise<boolean> {
  await lockCatalogue(client)
  const row = await findRow(client, ref)
  if (row === null) return false
  const { priceCents, compareAtCents, at } = price
  if (row.price_cents === priceCents && row.compare_at_cents === compareAtCents) return true
  const { source, external_id: externalId, currency } = row
  const stored = await readStoredProduct(client, { source, externalId, currency })
  if (stored === null) return false
  const variants = stored.variants.map(
    (variant): VariantRecord => (variant.sku === ref.sku ? { ...variant, priceCents, compareAtCents } : variant),
  )
  // Never before what is known already: the ledger has one price an instant, and an older list changes no product.
  const validFrom = Math.max(at, row.updated_at.getTime(), (row.valid_from?.getTime() ?? 0) + 1)
  const counts = { added: 0, changed: 0, unchanged: 0 }
  const products = [{ ...stored, variants, validFrom }]
  await enqueueFacts(client, await writeProducts(client, { source, products, counts, now: at }))
  // A price makes no catalogue product of one that is known only because it was sold.
  if (row.known_from === 'orders')
    await client.query("UPDATE products SET known_from = 'orders' WHERE id = $1", [row.product])
  return true
}

export interface SiblingPrice {
  readonly sku: string
  readonly priceCents: number
  /** What it cost before that. */
  readonly beforeCents: number | null
}

/** The other variants of its product, with their last two prices as the ledger has them. */
export async function readSiblings(db: Db, ref: VariantRef): Promise<SiblingPrice[]> {
  const row = await findRow(db, ref)
  if (row === null) return []
  const { rows } = await db.query<SiblingPrice>(
    `SELECT v.sku, l.prices[1] AS "priceCents", l.prices[2] AS "beforeCents"
     FROM variants AS v CROSS JOIN LATERAL (
       SELECT array_agg(price_cents ORDER BY valid_from DESC)::float8[] AS prices FROM (
         SELECT price_cents, valid_from FROM price_ledger WHERE variant_id = v.id ORDER BY valid_from DESC LIMIT 2
       ) AS latest
     ) AS l
     WHERE v.product_id = $1 AND v.sku != $2 AND l.prices IS NOT NULL
     ORDER BY v.position, v.id`,
    [row.product, ref.sku],
  )
  return rows
}
