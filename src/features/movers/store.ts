/** The questions of the movers. Variants of one product are one; a product missing in the catalogue is its SKU. */
import { z } from 'zod'
import type { Day } from '../../core/time.ts'
import type { Answer, Ask } from '../findings/index.ts'

export const MONTH = 28
export const WEEK = 7
/** Successive stretches counted back from `asOf`: of 28 and of 7 days, and the same 364 days earlier. */
export const STRETCHES = { month: 6, week: 9, monthYear: 3, weekYear: 9 } as const
type StretchName = keyof typeof STRETCHES

const YEAR = 364
const LAYOUT: Readonly<Record<StretchName, { readonly days: number; readonly shift: number }>> = {
  month: { days: MONTH, shift: 0 },
  week: { days: WEEK, shift: 0 },
  monthYear: { days: MONTH, shift: YEAR },
  weekYear: { days: WEEK, shift: YEAR },
}

/** First and last day of a stretch, in days before `asOf`. */
export function stretchOf(name: StretchName, k: number): { readonly first: number; readonly last: number } {
  const { days, shift } = LAYOUT[name]
  return { first: shift + (k + 1) * days - 1, last: shift + k * days }
}

const counts = z.array(z.number())
/** Of the 28 and of the 56 days before. */
const pair = z.tuple([z.number(), z.number()])
const productRow = z.object({
  product: z.string(),
  category: z.string(),
  first_day: z.string(),
  last_day: z.string(),
  /** Orders with the product in each stretch, the latest first. */
  month: counts,
  week: counts,
  monthYear: counts,
  weekYear: counts,
  /** Net revenue of the latest stretch of 28 and of 7 days. */
  month_cents: z.number(),
  month_cents_before: pair,
  week_cents: z.number(),
  week_cents_before: pair,
})
export type ProductRow = z.infer<typeof productRow>

function countsOf(name: StretchName): string {
  const each = Array.from({ length: STRETCHES[name] }, (_, k) => {
    const { first, last } = stretchOf(name, k)
    return `countIf(is_order AND back BETWEEN ${last} AND ${first})`
  })
  return `[${each.join(', ')}] AS ${name}`
}

const cents = (last: number, first: number) => `sumIf(cents, back BETWEEN ${last} AND ${first})`

/** How often every product was ordered in each stretch, of those ordered in the last 84 days. */
export function readProducts(ask: Ask, asOf: Day): Promise<Answer<ProductRow>> {
  return ask({
    id: 'products',
    title: { de: 'Bestellungen je Produkt und Zeitraum', en: 'Orders per product and period' },
    sql: `
      WITH
        bought AS (
          SELECT if(product_id = '', sku, product_id) AS product, order_id, document = 'order' AS is_order,
            any(category) AS category, toInt32(dateDiff('day', max(day), {asOf:Date})) AS back, sum(total_cents) AS cents
          FROM sales_lines
          WHERE kind = 'product' AND is_revenue = 1 AND document IN ('order', 'cancellation') AND sku != ''
            AND (day BETWEEN {asOf:Date} - ${STRETCHES.month * MONTH - 1} AND {asOf:Date}
              OR day BETWEEN {asOf:Date} - ${YEAR + STRETCHES.monthYear * MONTH - 1} AND {asOf:Date} - ${YEAR})
          GROUP BY product, order_id, is_order
          HAVING NOT is_order OR sum(quantity) > 0
        ),
        lives AS (
          SELECT if(product_id = '', sku, product_id) AS product, min(day) AS first_day, max(day) AS last_day
          FROM sales_lines
          WHERE kind = 'product' AND is_revenue = 1 AND document = 'order' AND sku != '' AND quantity > 0
            AND day <= {asOf:Date}
          GROUP BY product
        ),
        counted AS (
          SELECT product, anyLast(toString(category)) AS category, ${countsOf('month')},
            ${countsOf('week')},
            ${countsOf('monthYear')},
            ${countsOf('weekYear')},
            ${cents(0, 27)} AS month_cents, [${cents(28, 55)}, ${cents(28, 83)}] AS month_cents_before,
            ${cents(0, 6)} AS week_cents, [${cents(7, 34)}, ${cents(7, 62)}] AS week_cents_before
          FROM bought
          GROUP BY product
          HAVING month[1] + month[2] + month[3] > 0
        )
      SELECT c.*, toString(l.first_day) AS first_day, toString(l.last_day) AS last_day
      FROM counted AS c JOIN lives AS l ON c.product = l.product
      ORDER BY product`,
    params: { asOf },
    row: productRow,
  })
}

const dayRow = z.object({ product: z.string(), day: z.string(), orders: z.number(), cents: z.number() })
export type ProductDay = z.infer<typeof dayRow>

export const CHART_DAYS = 84

/** Orders and net revenue of these products on each of the last 84 days with any. */
export function readProductDays(ask: Ask, asOf: Day, products: readonly string[]): Promise<Answer<ProductDay>> {
  return ask({
    id: 'product-days',
    title: { de: 'Bestellungen und Umsatz je Tag', en: 'Orders and revenue per day' },
    sql: `
      SELECT if(product_id = '', sku, product_id) AS product, toString(s.day) AS day,
        uniqExactIf(order_id, document = 'order' AND quantity > 0) AS orders, sum(total_cents) AS cents
      FROM sales_lines AS s
      WHERE kind = 'product' AND is_revenue = 1 AND s.day BETWEEN {asOf:Date} - ${CHART_DAYS - 1} AND {asOf:Date}
        AND has(JSONExtract({products:String}, 'Array(String)'), product)
      GROUP BY product, s.day
      ORDER BY product, day`,
    params: { asOf, products: JSON.stringify(products) },
    row: dayRow,
  })
}
