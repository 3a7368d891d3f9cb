/** What the list of customers is ordered by, computed. Rows that an import holds are left for the next time: nobody waits for a lock here, so nobody is locked out by it. */
import type { StateStore } from '../../stores/state/store.ts'

type Pool = Pick<StateStore, 'pool'>

/**
 * Counts orders and what they add up to, as the state store has them now.
 * @returns customers whose row was changed
 */
export async function countOrders({ pool }: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `WITH sums AS (
       SELECT o.customer_key AS key, (count(*) FILTER (WHERE document = 'order'))::int AS orders,
         sum(o.total_cents - coalesce(r.cents, 0))::bigint AS cents, max(placed_at) FILTER (WHERE document = 'order') AS last_at
       FROM orders AS o
       LEFT JOIN (SELECT order_id, sum(amount_cents) AS cents FROM refunds GROUP BY order_id) AS r ON r.order_id = o.id
       WHERE o.customer_key IS NOT NULL AND o.cancelled_at IS NULL AND o.document != 'adjustment'
       GROUP BY o.customer_key
     ),
     wrong AS (
       SELECT c.key, coalesce(s.orders, 0) AS orders, coalesce(s.cents, 0) AS cents, s.last_at
       FROM customers AS c LEFT JOIN sums AS s ON s.key = c.key
       WHERE (c.order_count, c.spent_cents, c.last_order_at) IS DISTINCT FROM (coalesce(s.orders, 0), coalesce(s.cents, 0), s.last_at)
     ),
     free AS (SELECT key FROM customers WHERE key IN (SELECT key FROM wrong) FOR UPDATE SKIP LOCKED)
     UPDATE customers AS c SET order_count = wrong.orders, spent_cents = wrong.cents, last_order_at = wrong.last_at
     FROM wrong JOIN free USING (key) WHERE c.key = wrong.key`,
  )
  return rowCount ?? 0
}

/** Gives these customers a segment. */
export async function saveSegment({ pool }: Pool, segment: string, keys: readonly string[]): Promise<void> {
  await pool.query(
    `UPDATE customers SET segment = $1
     WHERE key IN (SELECT key FROM customers WHERE key = ANY($2) AND segment != $1 FOR UPDATE SKIP LOCKED)`,
    [segment, keys],
  )
}

/** Takes the segment from whoever has it and is not among its people any more. */
export async function clearSegment({ pool }: Pool, segment: string, keys: readonly string[]): Promise<void> {
  await pool.query(
    `UPDATE customers SET segment = 'none'
     WHERE key IN (
       SELECT c.key FROM customers AS c LEFT JOIN unnest($2::text[]) AS stays (key) USING (key)
       WHERE c.segment = $1 AND stays.key IS NULL FOR UPDATE OF c SKIP LOCKED
     )`,
    [segment, keys],
  )
}
