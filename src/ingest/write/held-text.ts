/** What the workbench's own catalogue says of a product, and the change of it: product and facts in one transaction. */
import type { PoolClient } from 'pg'
import type { Lang } from '../../core/lang.ts'
import type { ProductRecord } from '../records.ts'
import { lockCatalogue } from './catalogue-store.ts'
import { type HeldProduct, rewriteProduct } from './rewrite.ts'

type Db = Pick<PoolClient, 'query'>

interface ProductRef {
  readonly source: string
  readonly externalId: string
}

interface Row extends HeldProduct {
  readonly description: ProductRecord['description']
}

/** The words of its description, a line for each paragraph. Empty: none in this language; null: there is no such product. */
export async function readHeldText(db: Db, ref: ProductRef, lang: Lang): Promise<string | null> {
  const row = await findRow(db, ref)
  return row === null ? null : (row.description[lang] ?? '')
}

async function findRow(db: Db, { source, externalId }: ProductRef): Promise<Row | null> {
  const { rows } = await db.query<Row>(
    `SELECT p.id AS product, p.source, p.external_id, p.known_from, p.description, coalesce(l.currency, shop.currency, 'EUR') AS currency
     FROM products AS p CROSS JOIN shop
     LEFT JOIN LATERAL (
       SELECT currency FROM variants AS v JOIN price_ledger ON variant_id = v.id WHERE v.product_id = p.id
       ORDER BY valid_from DESC LIMIT 1
     ) AS l ON true
     WHERE p.source = $1 AND p.external_id = $2`,
    [source, externalId],
  )
  return rows[0] ?? null
}

/** Until the end of the transaction nobody else changes a text. */
export const lockTexts = lockCatalogue

/**
 * Writes the words that hold from `at` on, with the product's facts.
 * @returns whether there is such a product
 */
export async function recordText(
  client: PoolClient,
  ref: ProductRef,
  { lang, words, at }: { readonly lang: Lang; readonly words: string; readonly at: number },
): Promise<boolean> {
  await lockCatalogue(client)
  const row = await findRow(client, ref)
  if (row === null) return false
  if ((row.description[lang] ?? '') === words) return true
  const { [lang]: _before, ...others } = row.description
  const description = words === '' ? others : { ...others, [lang]: words }
  // Never before what is known already: an older list changes no product.
  return rewriteProduct(
    client,
    row,
    (stored) => ({ ...stored, description, validFrom: Math.max(at, stored.validFrom) }),
    at,
  )
}
