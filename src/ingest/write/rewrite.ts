/** A product of the catalogue that the workbench itself changes, written as if its source had said so. */
import type { PoolClient } from 'pg'
import type { ProductRecord } from '../records.ts'
import { readStoredProduct } from '../webhooks/read-back.ts'
import { lockCatalogue } from './catalogue-store.ts'
import { enqueueFacts } from './outbox.ts'
import { writeProducts } from './products.ts'

export interface HeldProduct {
  readonly product: number
  readonly source: string
  readonly external_id: string
  readonly known_from: 'catalogue' | 'orders'
  readonly currency: string
}

/**
 * Writes the product that `change` makes of the stored one, with its ledger and facts.
 * @param now UTC milliseconds
 * @returns whether there is such a product
 */
export async function rewriteProduct(
  client: PoolClient,
  { product, source, external_id: externalId, known_from: knownFrom, currency }: HeldProduct,
  change: (stored: ProductRecord & { readonly validFrom: number }) => ProductRecord,
  now: number,
): Promise<boolean> {
  await lockCatalogue(client)
  const stored = await readStoredProduct(client, { source, externalId, currency })
  if (stored === null) return false
  const counts = { added: 0, changed: 0, unchanged: 0 }
  await enqueueFacts(client, await writeProducts(client, { source, products: [change(stored)], counts, now }))
  // What the workbench changes makes no catalogue product of one that is known only because it was sold.
  if (knownFrom === 'orders') await client.query("UPDATE products SET known_from = 'orders' WHERE id = $1", [product])
  return true
}
