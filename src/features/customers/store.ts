/** The questions of the customer analysis. */
import { z } from 'zod'
import { addDays, type Day } from '../../core/time.ts'
import type { Answer, Ask } from '../findings/index.ts'
import { RATED, RETURN_DAYS, SEGMENTS } from './segments.ts'

export interface Days {
  readonly asOf: Day
  readonly previous: Day
}

function paramsOf({ asOf, previous }: Days) {
  return { asOf, previous, earlier: addDays(asOf, -RETURN_DAYS) }
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
})
export type Move = z.infer<typeof moveRow>

/** How many customers went from which segment to which, with their revenue. */
export function askMoves(ask: Ask, days: Days): Promise<Answer<Move>> {
  return ask({
    id: 'moves',
    title: { de: 'Kunden nach Segment, damals und heute', en: 'Customers by segment, then and now' },
    sql: `${RATED}
    SELECT segment_before, segment_now, count() AS customers, sum(year_now) AS year_cents, sum(since_before) AS since_cents
    FROM rated
    WHERE segment_before != 'none' OR segment_now != 'none'
    GROUP BY segment_before, segment_now
    ORDER BY segment_before, segment_now`,
    params: paramsOf(days),
    row: moveRow,
  })
}

const returnRow = z.object({ at_risk: z.number(), returned: z.number() })

/** Of the customers at risk `RETURN_DAYS` ago, how many have bought since. */
export function askReturns(ask: Ask, days: Days): Promise<Answer<z.infer<typeof returnRow>>> {
  return ask({
    id: 'returns',
    title: {
      de: `Vor ${RETURN_DAYS} Tagen gefährdete Kunden, die seither gekauft haben`,
      en: `Customers at risk ${RETURN_DAYS} days ago who have bought since`,
    },
    sql: `${RATED}
    SELECT count() AS at_risk, countIf(bought_since_earlier) AS returned
    FROM rated
    WHERE segment_earlier = 'at-risk'`,
    params: paramsOf(days),
    row: returnRow,
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
  /** Null: no record of the customer. */
  accepts_marketing: z.number().nullable(),
  total: z.number(),
})
export type Candidate = z.infer<typeof candidateRow>

/** Customers at risk, the most valuable first. `total` is how many there are in all. */
export function askCandidates(ask: Ask, days: Days, limit: number): Promise<Answer<Candidate>> {
  return ask({
    id: 'win-back',
    title: { de: 'Gefährdete Kunden nach Wert', en: 'Customers at risk by value' },
    sql: `${RATED}
    SELECT r.customer_id AS customer_id, toString({asOf:Date} - recency_now) AS last_day, recency_now, orders_now, value_now,
      year_now, segment_before, c.accepts_marketing AS accepts_marketing, count() OVER () AS total
    FROM rated AS r
    LEFT ANY JOIN customers AS c ON r.customer_id = c.customer_id
    WHERE segment_now = 'at-risk'
    ORDER BY value_now DESC, customer_id
    LIMIT {limit:UInt32}`,
    params: { ...paramsOf(days), limit },
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
