import { z } from 'zod'

/** The sums every table of sales is made of; cents are integers, cancellations and refunds positive. */
const sums = {
  revenue: z.number(),
  gross: z.number(),
  cancellations: z.number(),
  refunds: z.number(),
  orders: z.number(),
  /** Order value and number of the orders that were not taken back as a whole on the day they were placed. */
  standing_cents: z.number(),
  standing_orders: z.number(),
  items: z.number(),
  /** Revenue of product lines, net of cancellations, and the part of it whose cost is known. */
  product_revenue: z.number(),
  costed: z.number(),
  cost: z.number(),
}
const sumsSchema = z.object(sums)
export type Sums = z.infer<typeof sumsSchema>

const PERIODS = [
  'day',
  'day.previous',
  'day.week-before',
  'day.weekdays',
  'day.days364',
  'day.year-before',
  'days7',
  'days7.previous',
  'days7.days364',
  'days28',
  'days28.previous',
  'days28.days364',
  'month',
  'month.previous',
  'month.year-before',
] as const
export type PeriodName = (typeof PERIODS)[number]

/** Sums of one period; averages per day where the period is the last four same weekdays. */
export const periodRow = z.object({
  period: z.enum(PERIODS),
  from_day: z.string(),
  to_day: z.string(),
  ...sums,
  /** Orders whose customer is known. */
  known_orders: z.number(),
  new_customers: z.number(),
  returning_customers: z.number(),
})
export type PeriodRow = z.infer<typeof periodRow>

/** Sums of one day, week or month; `start` is its first day, or 'YYYY-MM'. */
export const spanRow = z.object({ start: z.string(), ...sums })
export type SpanRow = z.infer<typeof spanRow>

/** Sums of a country, channel, category or product over 28 days, with its revenue 28 and 364 days earlier. */
export const groupRow = z.object({
  key: z.string(),
  title_de: z.string(),
  title_en: z.string(),
  ...sums,
  revenue_before: z.number(),
  revenue_year: z.number(),
  /** How many keys there are. */
  keys: z.number(),
})
export type GroupRow = z.infer<typeof groupRow>

/** Seven days; `block` 0 ends with the day of the report. */
export const blockRow = z.object({
  block: z.number(),
  ends: z.string(),
  gross: z.number(),
  orders: z.number(),
  standing_cents: z.number(),
  standing_orders: z.number(),
  cancellations: z.number(),
  refunds: z.number(),
  largest_standing: z.number(),
  largest_order: z.number(),
  largest_cancellation: z.number(),
  largest_refund: z.number(),
})
export type BlockRow = z.infer<typeof blockRow>

/** The whole stock of what was analysed. */
export const totalsSchema = z.object({
  invoices: z.number().int(),
  customers: z.number().int(),
  countries: z.number().int(),
  cancelledLines: z.number().int(),
  lineTotalCents: z.number().int(),
})
export type ShopTotals = z.infer<typeof totalsSchema>
