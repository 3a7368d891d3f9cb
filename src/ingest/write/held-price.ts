/** What a variant costs in the workbench's own catalogue, and the change of it: ledger, facts and product in one transaction. */
import type { PoolClient } from 'pg'
import type { VariantRecord } from '../records.ts'
import { lockCatalogue } from './catalogue-store.ts'
import { type HeldProduct, rewriteProduct } from './rewrite.ts'

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

interface Row extends HeldProduct {
  readonly cost_cents: number | null
  readonly stock: number | null
  readonly price_cents: number | null
  readonly compare_at_cents: number | null
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
    `SELECT p.id AS product, p.source, p.external_id, p.known_from, v.cost_cents, v.stock, l.price_cents,
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
  return rewriteProduct(
    client,
    row,
    (stored) => ({
      ...stored,
      variants: stored.variants.map(
        (variant): VariantRecord => (variant.sku === ref.sku ? { ...variant, priceCents, compareAtCents } : variant),
      ),
      // Never before what is known already: the ledger has one price an instant, and an older list changes no product.
      validFrom: Math.max(at, stored.validFrom, (row.valid_from?.getTime() ?? 0) + 1),
    }),
    at,
  )
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
