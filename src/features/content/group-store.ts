/** The products a text about several is written from. */
import type { StateStore } from '../../stores/state/store.ts'

/** Active products of a category and of those below it, those that earned most first; at most `limit`. */
export async function listOfCategory(
  { pool }: Pick<StateStore, 'pool'>,
  path: string,
  limit: number,
): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `SELECT id FROM products
     WHERE status = 'active' AND known_from = 'catalogue' AND (category = $1 OR starts_with(category, $1 || ' > '))
     ORDER BY revenue_30_cents DESC, id LIMIT $2`,
    [path, limit],
  )
  return rows.map(({ id }) => id)
}
