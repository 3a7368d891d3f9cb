import type { Pool, PoolClient } from 'pg'

/** Numbers of rows to come, in order; what is not used leaves a gap. */
export async function reserveIds(db: Pool | PoolClient, table: 'orders' | 'outbox', count: number): Promise<number[]> {
  if (count === 0) return []
  const { rows } = await db.query<{ id: number }>(
    "SELECT nextval(pg_get_serial_sequence($1, 'id')) AS id FROM generate_series(1, $2)",
    [table, count],
  )
  return rows.map(({ id }) => id)
}
