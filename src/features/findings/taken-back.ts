/**
 * Query for the orders, as (day, order_id), that were taken back as a whole on the day they were placed: called off
 * themselves, or by a cancellation with a number of its own from the same customer over the same amount.
 * @param when  condition on `day`
 */
const takenBack = (when: string) => `
  SELECT day, order_id
  FROM sales_lines
  WHERE is_revenue = 1 AND ${when}
    AND order_id IN (SELECT order_id FROM sales_lines WHERE document = 'cancellation' AND ${when})
  GROUP BY day, order_id
  HAVING countIf(document = 'order') > 0 AND countIf(document = 'cancellation') > 0
    AND sumIf(total_cents, document IN ('order', 'cancellation')) = 0
  UNION ALL
  SELECT day, arrayJoin(arraySlice(
    arraySort(groupArrayIf(order_id, is_order)), 1, countIf(NOT is_order)
  )) AS taken
  FROM (
    SELECT day, customer_id, order_id, min(document = 'order') AS is_order, sum(total_cents) AS cents
    FROM sales_lines
    WHERE is_revenue = 1 AND customer_id != '' AND document IN ('order', 'cancellation') AND ${when}
      AND (day, customer_id) IN (SELECT day, customer_id FROM sales_lines WHERE document = 'cancellation' AND ${when})
    GROUP BY day, customer_id, order_id
    HAVING uniqExact(document) = 1 AND if(is_order, cents, -cents) > 0
  )
  WHERE is_order OR order_id NOT IN (
    SELECT order_id FROM sales_lines
    WHERE document = 'order' AND order_id IN (SELECT order_id FROM sales_lines WHERE document = 'cancellation')
  )
  GROUP BY day, customer_id, abs(cents)`

/**
 * Relation for `FROM`: the lines of sales with `stands`, which is 0 for those of an order that was taken back as a whole on
 * the day it was placed. Such an order, often a mistyped one, came in but says nothing about what customers spend.
 * @param when  condition on `day`
 */
export const linesWithStands = (when: string): string =>
  `(SELECT *, document != 'order' OR (day, order_id) NOT IN (${takenBack(when)}) AS stands FROM sales_lines WHERE ${when})`
