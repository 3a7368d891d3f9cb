/** What sold lately, with what is left of it. */
import { z } from 'zod'
import type { Day } from '../../core/time.ts'
import type { Answer, Ask } from '../findings/index.ts'

/** Days that say how fast something sells: long enough to count, short enough to be the pace of now. */
export const PACE_DAYS = 28
/** What sold out longer ago is an old matter, left on purpose. */
const MOST_QUIET_DAYS = 56
/** Fewer orders say nothing about a pace. */
const LEAST_ORDERS = 5
const MOST_ROWS = 20_000

const SALES = "document = 'order' AND kind = 'product' AND is_revenue = 1 AND quantity > 0 AND sku != ''"

/** Orders, pieces and money of `PACE_DAYS` days. */
const pace = z.object({ orders: z.number(), pieces: z.number(), cents: z.number() })

const demandRow = z.object({
  sku: z.string(),
  product: z.string(),
  title_de: z.string(),
  title_en: z.string(),
  variant_title: z.string(),
  brand: z.string(),
  /** Empty: the catalogue does not have it. */
  status: z.string(),
  /** Pieces by the last word of the shop; null: not known. */
  stock: z.number().nullable(),
  recorded_day: z.string(),
  /** Pieces sold after that word. */
  sold_since: z.number(),
  cost_cents: z.number().nullable(),
  first_day: z.string(),
  last_day: z.string(),
  /** Up to the night, and up to the last sale: a product that is sold out had its pace before. */
  now: pace,
  before: pace,
})
export type DemandRow = z.infer<typeof demandRow>

/** Everything that sold often enough to have a pace, most money first. */
export function readDemand(ask: Ask, asOf: Day, timeZone: string): Promise<Answer<DemandRow>> {
  const paceOf = (end: string) => {
    const within = `day <= ${end} AND day > ${end} - ${PACE_DAYS}`
    const columns = `uniqExactIf(order_id, ${within}), sumIf(pieces, ${within}), sumIf(cents, ${within})`
    return `CAST((${columns}), 'Tuple(orders UInt64, pieces Int64, cents Int64)')`
  }
  return ask({
    id: 'demand',
    title: { de: 'Verkauf und Bestand je Artikel', en: 'Sales and stock per article' },
    sql: `
      WITH
        sold AS (
          SELECT sku, if(product_id = '', sku, product_id) AS product, day, order_id, sum(quantity) AS pieces,
            sum(total_cents) AS cents, max(day) OVER (PARTITION BY sku) AS last
          FROM sales_lines
          WHERE ${SALES} AND day <= {asOf:Date} AND day > {asOf:Date} - ${MOST_QUIET_DAYS + PACE_DAYS}
          GROUP BY sku, product, day, order_id
        ),
        since AS (
          SELECT s.sku AS sku, sum(s.quantity) AS pieces
          FROM (
            SELECT sku, at, quantity FROM sales_lines
            WHERE ${SALES} AND day <= {asOf:Date} AND day > {asOf:Date} - ${MOST_QUIET_DAYS + PACE_DAYS}
          ) AS s JOIN products AS p ON s.sku = p.sku
          WHERE s.at > p.recorded_at
          GROUP BY sku
        )
      SELECT d.sku AS sku, d.product AS product, ifNull(p.title_de, '') AS title_de, ifNull(p.title_en, '') AS title_en,
        ifNull(p.variant_title, '') AS variant_title, ifNull(toString(p.brand), '') AS brand,
        ifNull(toString(p.status), '') AS status, p.stock AS stock,
        ifNull(toString(toDate(p.recorded_at, {timeZone:String})), '') AS recorded_day, ifNull(since.pieces, 0) AS sold_since,
        p.cost_cents AS cost_cents, toString(d.first_day) AS first_day, toString(d.last_day) AS last_day, d.now AS now, d.before AS before
      FROM (
        SELECT sku, any(product) AS product, min(day) AS first_day, any(last) AS last_day, ${paceOf('{asOf:Date}')} AS now,
          ${paceOf('last')} AS before
        FROM sold
        GROUP BY sku
        HAVING last_day >= {asOf:Date} - ${MOST_QUIET_DAYS} AND before.orders >= ${LEAST_ORDERS}
      ) AS d
      LEFT ANY JOIN products AS p ON d.sku = p.sku
      LEFT ANY JOIN since ON d.sku = since.sku
      ORDER BY d.before.cents DESC, sku
      LIMIT ${MOST_ROWS}`,
    params: { asOf, timeZone },
    row: demandRow,
  })
}
