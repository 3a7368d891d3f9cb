/** The catalogue as the workbench shows it: products with variants, prices over time, stock, cost and sales. */
import { z } from 'zod'
import { pageOf, pageQuery } from '../../api/page.ts'

const text = z.object({ de: z.string(), en: z.string() })
const instant = z.iso.datetime({ offset: true })
const day = z.string()

/** Fewer pieces than this are few. */
export const LOW_STOCK = 5
/** Days before a reduction whose lowest price counts (PAngV, section 11). */
export const LOW_PRICE_DAYS = 30
export const PRICE_DAYS = 180
export const SALES_DAYS = 90

const SORTS = ['revenue', 'rising', 'falling', 'title'] as const
const STOCKS = ['out', 'low', 'enough', 'unknown'] as const
export const productListQuery = pageQuery.extend({
  /** 'revenue': of the last 30 days, the greatest first; 'rising' and 'falling': by its change to the 30 days before. */
  sort: z.enum(SORTS).default('revenue'),
  status: z.enum(['active', 'draft', 'archived']).optional(),
  /** A category stands for those below it too. */
  category: z.string().max(300).optional(),
  brand: z.string().max(300).optional(),
  stock: z.enum(STOCKS).optional(),
  /** Words in title, brand, category or number. */
  text: z.string().max(200).optional(),
})
export type ProductListQuery = z.infer<typeof productListQuery>

const salesShape = {
  /** Pieces sold less pieces taken back, and their net revenue, over the last days that are counted. */
  sold30: z.number(),
  revenue30Cents: z.number(),
  sold90: z.number(),
  revenue90Cents: z.number(),
  /** Of the 30 days before the last 30. */
  revenueBeforeCents: z.number(),
}

const productRowSchema = z.object({
  id: z.number().int(),
  externalId: z.string(),
  title: text,
  brand: z.string(),
  category: z.string(),
  status: z.enum(['active', 'draft', 'archived']),
  variants: z.number().int(),
  currency: z.string().nullable(),
  /** Lowest and highest price of its variants now, cents; null: none is known. */
  priceFromCents: z.number().nullable(),
  priceToCents: z.number().nullable(),
  /** Pieces of all variants; null: not known of any. */
  stock: z.number().nullable(),
  /** Share of the net price that is left after cost, of the variant with the least; null: price or cost is not known. */
  margin: z.number().nullable(),
  ...salesShape,
})
export type ProductRow = z.infer<typeof productRowSchema>
export const productListSchema = pageOf(productRowSchema)

/** GET /api/v1/products-summary: what the list can be filtered by. */
export const catalogueSummarySchema = z.object({
  products: z.number().int(),
  categories: z.array(z.object({ category: z.string(), products: z.number().int() })),
  brands: z.array(z.object({ brand: z.string(), products: z.number().int() })),
  /** Last shop day whose sales are counted; null: not counted yet. */
  asOf: day.nullable(),
  /** VAT contained in prices, percent. */
  taxPercent: z.number(),
})
export type CatalogueSummary = z.infer<typeof catalogueSummarySchema>

const variantSchema = z.object({
  id: z.number().int(),
  sku: z.string(),
  title: z.string(),
  barcode: z.string(),
  options: z.record(z.string(), z.string()),
  priceCents: z.number().nullable(),
  compareAtCents: z.number().nullable(),
  /** Since when this price holds. */
  priceSince: instant.nullable(),
  /** Lowest price of the 30 days before the present one; null: it has had no other within them, or is younger. */
  lowestBeforeCents: z.number().nullable(),
  costCents: z.number().nullable(),
  stock: z.number().nullable(),
  margin: z.number().nullable(),
})
export type Variant = z.infer<typeof variantSchema>

export const productSchema = productRowSchema.omit({ variants: true }).extend({
  source: z.string(),
  description: text,
  tags: z.array(z.string()),
  attributes: z.array(z.object({ name: z.string(), value: text })),
  /** 'orders': known only because it was sold. */
  knownFrom: z.enum(['catalogue', 'orders']),
  updatedAt: instant,
  variants: z.array(variantSchema),
  salesAsOf: day.nullable(),
})
export type Product = z.infer<typeof productSchema>

export const priceQuery = z.object({ variant: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })
/** What a variant cost on each of the last days, the oldest first. */
export const pricesSchema = z.object({
  currency: z.string().nullable(),
  days: z.array(
    z.object({
      day,
      /** Lowest price of the day; null: it had none yet. */
      priceCents: z.number().nullable(),
      compareAtCents: z.number().nullable(),
      /** Lowest price of the 30 days before that day. */
      lowestBeforeCents: z.number().nullable(),
    }),
  ),
})
export type Prices = z.infer<typeof pricesSchema>

/** Sales of a product by day, the oldest first; days without any stand with 0. */
export const productSalesSchema = z.object({
  asOf: day,
  days: z.array(z.object({ day, quantity: z.number(), revenueCents: z.number() })),
})
export type ProductSales = z.infer<typeof productSalesSchema>
