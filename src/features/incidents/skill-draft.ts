/** What is proposed about a wrong price, and what the skill needs for it. */
import { z } from 'zod'
import type { ShopChannel } from '../../channels/shop/index.ts'

/** A product with more variants at once is one for a person and the shop's own tools. */
const MOST_SKUS = 100

const cents = z.number().int().min(0).max(100_000_000)
export const priceDraftSchema = z.strictObject({
  /** 'shopify/jacket' */
  productId: z.string().min(1).max(500),
  title: z.strictObject({ de: z.string(), en: z.string() }),
  /** Its variants that have the wrong price. */
  skus: z.array(z.string().min(1).max(500)).min(1).max(MOST_SKUS),
  /** What is live; null: not known. */
  fromCents: cents.nullable(),
  /** What was paid last. */
  paidCents: cents,
  toCents: cents.min(1),
  currency: z.string().regex(/^[A-Z]{3}$/),
})
export type PriceDraft = z.infer<typeof priceDraftSchema>

/** A variant as the workbench's catalogue knows it. */
interface CatalogueVariant {
  readonly costCents: number | null
}

interface Sibling {
  readonly sku: string
  readonly priceCents: number
  readonly beforeCents: number | null
}

export interface PriceSkillDeps {
  readonly shop: ShopChannel
  readonly catalogue: {
    find(ref: { sku: string; productId: string }): Promise<CatalogueVariant | null>
    /** The other variants of its product, with their last two prices. */
    siblings(ref: { sku: string; productId: string }): Promise<readonly Sibling[]>
  }
  /** VAT contained in the prices, in percent. */
  taxPercent(): Promise<number>
}
