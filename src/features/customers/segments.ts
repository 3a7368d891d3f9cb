/** The customer segments: their names and the rule that puts a customer into one, as SQL shared by all questions. */
import type { Text } from '../../core/lang.ts'
import { SEGMENT_NAMES as NAMES } from '../../language/sentences/customers.ts'

/** Purchases further back than this say nothing about a customer any more. */
const WINDOW_DAYS = 730
/** How long a customer at risk is given to come back by itself when the return rate is measured. */
export const RETURN_DAYS = 90

/** From the best to the lost; 'none': no purchase within the window. */
export const SEGMENTS = ['champions', 'loyal', 'promising', 'new', 'at-risk', 'needs-attention', 'hibernating'] as const
export type Segment = (typeof SEGMENTS)[number]
export type SegmentOrNone = Segment | 'none'

export const SEGMENT_NAMES: Readonly<Record<SegmentOrNone, Text>> = {
  ...NAMES,
  none: { de: 'Ohne Kauf', en: 'No purchase' },
}

/** The three days a customer is looked at: tonight, at the last report, and far enough back to see who returned. */
const VIEWS = [
  { suffix: 'now', day: 'asOf' },
  { suffix: 'before', day: 'previous' },
  { suffix: 'earlier', day: 'earlier' },
] as const

function measuresOf({ suffix, day }: (typeof VIEWS)[number]): string {
  const inWindow = `day > {${day}:Date} - ${WINDOW_DAYS} AND day <= {${day}:Date}`
  return `
      countIf(bought AND ${inWindow}) AS orders_${suffix},
      {${day}:Date} - maxIf(day, bought AND ${inWindow}) AS recency_${suffix},
      sumIf(cents, ${inWindow}) AS value_${suffix}`
}

function scoresOf(suffix: string): string {
  const steps = [1, 2, 3, 4]
  return `
      5 - ${steps.map((step) => `(recency_${suffix} > {recency${step}:Int64})`).join(' - ')} AS r_${suffix},
      1 + ${[1, 2, 4, 9].map((most) => `(orders_${suffix} > ${most})`).join(' + ')} AS f_${suffix},
      1 + ${steps.map((step) => `(value_${suffix} >= {value${step}:Int64})`).join(' + ')} AS m_${suffix}`
}

function segmentOf({ suffix, day }: (typeof VIEWS)[number]): string {
  const valuable = `f_${suffix} + m_${suffix} >= 7`
  return `
      multiIf(orders_${suffix} = 0, 'none',
        ${valuable} AND r_${suffix} >= 4, 'champions',
        ${valuable} AND r_${suffix} = 3, 'loyal',
        ${valuable}, 'at-risk',
        r_${suffix} >= 4 AND orders_${suffix} = 1 AND first_day > {${day}:Date} - ${WINDOW_DAYS}, 'new',
        r_${suffix} >= 4, 'promising',
        r_${suffix} = 3, 'needs-attention',
        'hibernating') AS segment_${suffix}`
}

/**
 * `WITH` clause that ends in the relation `measured`: one row per customer with orders, days since the last one and value
 * on each of the three days. Parameters: asOf, previous, earlier (Date).
 */
export const MEASURED = `
  WITH
    documents AS (
      SELECT customer_id, order_id, day, document = 'order' AS bought, any(customer_first_day) AS first_day,
        sum(total_cents) AS cents
      FROM sales_lines
      WHERE is_revenue AND customer_id != '' AND day <= {asOf:Date} AND day > least({earlier:Date}, {previous:Date}) - ${WINDOW_DAYS}
      GROUP BY customer_id, order_id, day, bought
    ),
    measured AS (
      SELECT customer_id, any(first_day) AS first_day,
        sumIf(cents, day > {asOf:Date} - 365) AS year_now,
        sumIf(cents, day > {previous:Date}) AS since_before,
        countIf(bought AND day > {earlier:Date}) > 0 AS bought_since_earlier,${VIEWS.map(measuresOf).join(',')}
      FROM documents
      GROUP BY customer_id
    )`

/**
 * `WITH` clause that ends in the relation `rated`: `measured` with scores and segment on each of the three days. The cuts
 * are the same for all of them, so that a customer moves only by what it did or did not do, never because others changed.
 * Parameters: those of `measured`; recency1 to recency4 and value1 to value4, the cuts between fifths.
 */
export const RATED = `${MEASURED},
    scored AS (
      SELECT *,${VIEWS.map(({ suffix }) => scoresOf(suffix)).join(',')}
      FROM measured
    ),
    rated AS (
      SELECT *,${VIEWS.map(segmentOf).join(',')}
      FROM scored
    )`
