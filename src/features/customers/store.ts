/** The questions of the customer analysis. */
import { z } from 'zod'
import { addDays, type Day } from '../../core/time.ts'
import type { Answer, Ask } from '../findings/index.ts'
import { MEASURED, RATED, RETURN_DAYS, SEGMENTS } from './segments.ts'

export interface Days {
  readonly asOf: Day
  readonly previous: Day
}

function daysOf({ asOf, previous }: Days) {
  return { asOf, previous, earlier: addDays(asOf, -RETURN_DAYS) }
}

const cutsRow = z.object({
  recency1: z.number(),
  recency2: z.number(),
  recency3: z.number(),
  recency4: z.number(),
  value1: z.number(),
  value2: z.number(),
  value3: z.number(),
  value4: z.number(),
})
/** What lies between the fifths of the customers, by days since the last order and by value. */
export type Cuts = z.infer<typeof cutsRow>

export function askCuts(ask: Ask, days: Days): Promise<Answer<Cuts>> {
  const columns = [1, 2, 3, 4].flatMap((step) => [
    `recency[${step}] AS recency${step}`,
    `value[${step}] AS value${step}`,
  ])
  return ask({
    id: 'cuts',
    title: { de: 'Grenzen zwischen den Fünfteln', en: 'Cuts between the fifths' },
    sql: `${MEASURED}
    SELECT ${columns.join(', ')}
    FROM (
      SELECT quantilesExact(0.2, 0.4, 0.6, 0.8)(recency_now) AS recency, quantilesExact(0.2, 0.4, 0.6, 0.8)(value_now) AS value
      FROM measured
      WHERE orders_now > 0
    )`,
    params: daysOf(days),
    row: cutsRow,
  })
}

/** The days and the cuts by which customers are put into segments. */
export interface Rating extends Days {
  readonly cuts: Cuts
}

function paramsOf({ cuts, ...days }: Rating) {
  return { ...daysOf(days), ...cuts }
}

const segment = z.enum([...SEGMENTS, 'none'])
const moveRow = z.object({
  segment_before: segment,
  segment_now: segment,
  customers: z.number(),
  /** Net revenue of the 365 days up to `asOf`. */
  year_cents: z.number(),
  /** Net revenue after `previous`. */
  since_cents: z.number(),
  /** How many of them were at risk `RETURN_DAYS` ago, and how many of these have bought since. */
  earlier_at_risk: z.number(),
  returned: z.number(),
})
export type Move = z.infer<typeof moveRow>

/** How many customers went from which segment to which, with their revenue. */
export function askMoves(ask: Ask, rating: Rating): Promise<Answer<Move>> {
  return ask({
    id: 'moves',
    title: { de: 'Kunden nach Segment, damals und heute', en: 'Customers by segment, then and now' },
    sql: `${RATED}
    SELECT segment_before, segment_now, count() AS customers, sum(year_now) AS year_cents, sum(since_before) AS since_cents,
      countIf(segment_earlier = 'at-risk') AS earlier_at_risk,
      countIf(segment_earlier = 'at-risk' AND bought_since_earlier) AS returned
    FROM rated
    WHERE segment_before != 'none' OR segment_now != 'none' OR segment_earlier = 'at-risk'
    GROUP BY segment_before, segment_now
    ORDER BY segment_before, segment_now`,
    params: paramsOf(rating),
    row: moveRow,
  })
}

const candidateRow = z.object({
  customer_id: z.string(),
  last_day: z.string(),
  recency_now: z.number(),
  orders_now: z.number(),
  value_now: z.number(),
  year_now: z.number(),
  segment_before: segment,
  /** Null: known from orders alone. */
  accepts_marketing: z.number().nullable(),
  total: z.number(),
})
export type Candidate = z.infer<typeof candidateRow>

/** Customers at risk, the most valuable first. `total` is how many there are in all. */
export function askCandidates(ask: Ask, rating: Rating, limit: number): Promise<Answer<Candidate>> {
  return ask({
    id: 'win-back',
    title: { de: 'Gefährdete Kunden nach Wert', en: 'Customers at risk by value' },
    sql: `${RATED}
    SELECT r.customer_id AS customer_id, toString({asOf:Date} - recency_now) AS last_day, recency_now, orders_now, value_now,
      year_now, segment_before, if(c.customer_id = '', NULL, c.accepts_marketing) AS accepts_marketing, count() OVER () AS total
    FROM rated AS r
    LEFT ANY JOIN customers AS c ON r.customer_id = c.customer_id
    WHERE segment_now = 'at-risk'
    ORDER BY value_now DESC, customer_id
    LIMIT {limit:UInt32}`,
    params: { ...paramsOf(rating), limit },
    row: candidateRow,
  })
}

const baseRow = z.object({
  known_cents: z.number(),
  all_cents: z.number(),
  guest_orders: z.number(),
  orders: z.number(),
})

/** How much of the year's revenue comes from customers that are known by name at all. */
export function askKnown(ask: Ask, days: Days): Promise<Answer<z.infer<typeof baseRow>>> {
  return ask({
    id: 'known',
    title: { de: 'Umsatz bekannter Kunden', en: 'Revenue of known customers' },
    sql: `
    SELECT sumIf(total_cents, customer_id != '') AS known_cents, sum(total_cents) AS all_cents,
      uniqExactIf(order_id, customer_id = '' AND document = 'order') AS guest_orders,
      uniqExactIf(order_id, document = 'order') AS orders
    FROM sales_lines
    WHERE is_revenue AND day > {asOf:Date} - 365 AND day <= {asOf:Date}`,
    params: { asOf: days.asOf },
    row: baseRow,
  })
}
