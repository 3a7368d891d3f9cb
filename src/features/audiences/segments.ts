/** The RFM segments of one day as a set of people; a test holds them against those of the morning report. */
import type { Day } from '../../core/time.ts'
import type { Fragment } from '../visits/index.ts'
import type { SegmentName } from './schema.ts'

/** Purchases further back than this say nothing about a customer any more. */
const WINDOW_DAYS = 730
const ORDER_STEPS = [1, 2, 4, 9]
const FIFTHS = [1, 2, 3, 4]

/** @param visitor expression for the visitor of `customer_id` */
export function segmentSql(segments: readonly SegmentName[], asOf: Day, visitor: string): Fragment {
  const recent = `5 - ${FIFTHS.map((fifth) => `(recency > cuts.1[${fifth}])`).join(' - ')}`
  const frequent = `1 + ${ORDER_STEPS.map((most) => `(orders > ${most})`).join(' + ')}`
  const valuable = `1 + ${FIFTHS.map((fifth) => `(cents >= cuts.2[${fifth}])`).join(' + ')}`
  return {
    sql: `
      WITH
        measured AS (
          SELECT customer_id, any(first_day) AS first_day, countIf(bought) AS orders, {asOf:Date} - maxIf(day, bought) AS recency,
            sum(cents) AS cents
          FROM (
            SELECT customer_id, order_id, day, document = 'order' AS bought, any(customer_first_day) AS first_day,
              sum(total_cents) AS cents
            FROM sales_lines
            WHERE is_revenue AND customer_id != '' AND day <= {asOf:Date} AND day > {asOf:Date} - ${WINDOW_DAYS}
            GROUP BY customer_id, order_id, day, bought
          )
          GROUP BY customer_id HAVING orders > 0
        ),
        (SELECT (quantilesExact(0.2, 0.4, 0.6, 0.8)(recency), quantilesExact(0.2, 0.4, 0.6, 0.8)(cents)) FROM measured) AS cuts
      SELECT ${visitor} AS visitor_id
      FROM (SELECT *, ${recent} AS r, ${frequent} + ${valuable} AS fm FROM measured)
      WHERE multiIf(fm >= 7 AND r >= 4, 'champions', fm >= 7 AND r = 3, 'loyal', fm >= 7, 'at-risk',
        r >= 4 AND orders = 1 AND first_day > {asOf:Date} - ${WINDOW_DAYS}, 'new', r >= 4, 'promising', r = 3, 'needs-attention',
        'hibernating') IN {segments:Array(String)}`,
    params: { asOf, segments },
  }
}
