/** The questions of the anomalies: the shop and its parts per day. */
import { z } from 'zod'
import type { Day } from '../../core/time.ts'
import { type Answer, type Ask, linesWithStands, NOT_GIVEN_LIST } from '../findings/index.ts'

/** Two years, so that Christmas and Black Friday are known from the year before. */
const HISTORY_DAYS = 731
/** Days that decide which parts have enough volume. */
export const VOLUME_DAYS = 56
/** Orders per day on average below which a part is not judged. */
const LEAST_ORDERS_PER_DAY = 2
/** A part with more of the revenue is the whole shop over again. */
const LARGEST_SHARE = 0.9
const PARTS_PER_DIMENSION = 15

const totalRow = z.object({
  day: z.string(),
  revenue: z.number(),
  /** Order value, before anything is deducted. */
  gross: z.number(),
  orders: z.number(),
  /** Value, number and pieces of the orders that were not taken back as a whole on the day they were placed. */
  standing_cents: z.number(),
  standing_orders: z.number(),
  standing_items: z.number(),
  items: z.number(),
  refunds: z.number(),
  /** Orders called off. */
  cancellations: z.number(),
})
export type TotalRow = z.infer<typeof totalRow>

/** The whole shop on every day with a booking, oldest first. */
export function readTotals(ask: Ask, asOf: Day): Promise<Answer<TotalRow>> {
  return ask({
    id: 'totals',
    title: { de: 'Der ganze Shop je Tag', en: 'The whole shop per day' },
    sql: `
      SELECT toString(s.day) AS day, sumIf(total_cents, is_revenue = 1) AS revenue,
        sumIf(total_cents, is_revenue = 1 AND document = 'order') AS gross,
        uniqExactIf(order_id, is_revenue = 1 AND document = 'order') AS orders,
        sumIf(total_cents, is_revenue = 1 AND document = 'order' AND stands) AS standing_cents,
        uniqExactIf(order_id, is_revenue = 1 AND document = 'order' AND stands) AS standing_orders,
        sumIf(quantity, document = 'order' AND kind = 'product' AND stands) AS standing_items,
        sumIf(quantity, document = 'order' AND kind = 'product') AS items,
        -sumIf(total_cents, document = 'refund') AS refunds,
        uniqExactIf(order_id, is_revenue = 1 AND document = 'cancellation') AS cancellations
      FROM ${linesWithStands(`day <= {asOf:Date} AND day > {asOf:Date} - ${HISTORY_DAYS}`)} AS s
      GROUP BY s.day
      ORDER BY s.day`,
    params: { asOf },
    row: totalRow,
  })
}

const DIMENSIONS = ['country', 'category', 'channel'] as const
export type Dimension = (typeof DIMENSIONS)[number]

const partRow = z.object({
  dimension: z.enum(DIMENSIONS),
  key: z.string(),
  day: z.string(),
  revenue: z.number(),
  gross: z.number(),
  orders: z.number(),
})
export type PartRow = z.infer<typeof partRow>

const PARTS = `[('country', toString(country)), ('channel', toString(channel)),
            ('category', if(kind = 'product', toString(category), ''))]`

/** Countries, categories (product lines) and channels with enough orders, per day with a booking. */
export function readParts(ask: Ask, asOf: Day): Promise<Answer<PartRow>> {
  return ask({
    id: 'parts',
    title: { de: 'Länder, Kategorien und Kanäle je Tag', en: 'Countries, categories and channels per day' },
    sql: `
      WITH
        lines AS (
          SELECT part.1 AS dimension, part.2 AS key, day, order_id, document = 'order' AS is_order, total_cents
          FROM sales_lines ARRAY JOIN arrayFilter(x -> x.2 NOT IN ${NOT_GIVEN_LIST}, ${PARTS}) AS part
          WHERE is_revenue = 1 AND sales_lines.day <= {asOf:Date} AND sales_lines.day > {asOf:Date} - ${HISTORY_DAYS}
        ),
        volumes AS (
          SELECT dimension, key, sum(total_cents) AS cents
          FROM lines
          WHERE day > {asOf:Date} - ${VOLUME_DAYS}
          GROUP BY dimension, key
          HAVING uniqExactIf(order_id, is_order) >= ${LEAST_ORDERS_PER_DAY * VOLUME_DAYS}
        ),
        chosen AS (
          SELECT dimension, key
          FROM volumes
          WHERE cents < ${LARGEST_SHARE} * (
            SELECT sumIf(total_cents, is_revenue = 1) FROM sales_lines
            WHERE day <= {asOf:Date} AND day > {asOf:Date} - ${VOLUME_DAYS}
          )
          ORDER BY dimension, cents DESC, key
          LIMIT ${PARTS_PER_DIMENSION} BY dimension
        )
      SELECT dimension, key, toString(l.day) AS day, sum(total_cents) AS revenue,
        sumIf(total_cents, is_order) AS gross, uniqExactIf(order_id, is_order) AS orders
      FROM lines AS l
      WHERE (dimension, key) IN (SELECT dimension, key FROM chosen)
      GROUP BY dimension, key, l.day
      ORDER BY dimension, key, day`,
    params: { asOf },
    row: partRow,
  })
}

const overlapRow = z.object({
  country: z.string(),
  category: z.string(),
  channel: z.string(),
  cents_now: z.number(),
  cents_usual: z.number(),
})
export type OverlapRow = z.infer<typeof overlapRow>

/** Revenue of a day by country, category and channel at once, beside the mean of the same weekday in eight weeks before. */
export function readOverlap(ask: Ask, day: Day): Promise<Answer<OverlapRow>> {
  return ask({
    id: `overlap-${day}`,
    title: {
      de: `Umsatz am ${day} nach Land, Kategorie und Kanal`,
      en: `Revenue on ${day} by country, category and channel`,
    },
    sql: `
      SELECT toString(country) AS country, if(kind = 'product', toString(category), '') AS category,
        toString(channel) AS channel, sumIf(total_cents, day = {day:Date}) AS cents_now,
        sumIf(total_cents, day < {day:Date}) / 8 AS cents_usual
      FROM sales_lines
      WHERE is_revenue = 1 AND day BETWEEN {day:Date} - 56 AND {day:Date} AND dateDiff('day', day, {day:Date}) % 7 = 0
      GROUP BY country, category, channel
      ORDER BY country, category, channel`,
    params: { day },
    row: overlapRow,
  })
}
