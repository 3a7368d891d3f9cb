import { z } from 'zod'
import type { Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'

/** Two stretches of days of the same length, both ends inclusive. */
export interface Comparison {
  readonly id: 'days7' | 'days28' | 'year'
  readonly title: Text
  readonly days: number
  readonly nowFrom: Day
  readonly nowTo: Day
  readonly beforeFrom: Day
  readonly beforeTo: Day
}

/** What revenue is made of: products as they were ordered, and what was booked beside and after them. */
const SOURCES = ['product', 'shipping', 'voucher', 'discount', 'cancellation', 'refund'] as const

/** Revenue of one product, or of one other source, in both stretches. */
export const sourceRow = z.object({
  source: z.enum(SOURCES),
  sku: z.string(),
  title_de: z.string(),
  title_en: z.string(),
  pieces_before: z.number(),
  cents_before: z.number(),
  pieces_now: z.number(),
  cents_now: z.number(),
  /** 1: first ordered after the stretch before. */
  is_new: z.number(),
  /** 1: ordered regularly in the stretch before and no more. */
  is_dropped: z.number(),
})
export type SourceRow = z.infer<typeof sourceRow>

/** Revenue, orders and chance: the sum of the squared changes of each customer. */
export const totalRow = z.object({
  cents_before: z.number(),
  cents_now: z.number(),
  orders_before: z.number(),
  orders_now: z.number(),
  squares: z.number(),
})
export type TotalRow = z.infer<typeof totalRow>

export const DIMENSIONS = ['country', 'category', 'product', 'channel', 'customers'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** Revenue of one country, category, product, channel or kind of customer in both stretches. */
export const shareRow = z.object({
  dimension: z.enum(DIMENSIONS),
  key: z.string(),
  /** 1: a product or category; 0: what belongs to none (shipping, vouchers, discounts, refunds). */
  is_product: z.number(),
  title_de: z.string(),
  title_en: z.string(),
  cents_before: z.number(),
  cents_now: z.number(),
  /** How many keys the dimension has. */
  keys: z.number(),
})
export type ShareRow = z.infer<typeof shareRow>

/** Where the change of revenue came from; the parts are whole cents and add up to it. */
export const PARTS = [
  'price',
  'volume',
  'mix',
  'new',
  'dropped',
  'occasional',
  'shipping',
  'voucher',
  'discount',
  'cancellation',
  'refund',
] as const
export type PartName = (typeof PARTS)[number]
export type Parts = Readonly<Record<PartName, number>>
