import type { ProductFacts } from '../text-check/index.ts'
import type { WriteRequest } from './schema.ts'

/** What a text of that kind may tell of a product: a description stands for years, a price for weeks, so it is no part of one. */
export function toldFacts(facts: ProductFacts, { kind }: Pick<WriteRequest, 'kind'>): ProductFacts {
  if (kind !== 'product-description') return facts
  const variants = facts.variants.map((one) => ({ ...one, priceCents: null, compareAtCents: null, stock: null }))
  return { ...facts, variants }
}
