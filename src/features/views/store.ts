/** Saved views in the state store. */
import type { PoolClient } from 'pg'
import type { NewView } from './schema.ts'

type Asker = Pick<PoolClient, 'query'>

export interface ViewRow {
  readonly id: string
  readonly page: string
  readonly title: string
  readonly query: string
  readonly owner: string
  readonly is_shared: boolean
}

const COLUMNS = 'id, page, title, query, owner, is_shared'

/** Somebody's own and the shared ones of a page, by their title. */
export async function listViews(db: Asker, page: string, owner: string): Promise<ViewRow[]> {
  const { rows } = await db.query<ViewRow>(
    `SELECT ${COLUMNS} FROM views WHERE page = $1 AND (owner = $2 OR is_shared) ORDER BY lower(title), id`,
    [page, owner],
  )
  return rows
}

export async function countViews(db: Asker, owner: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*)::int AS count FROM views WHERE owner = $1', [
    owner,
  ])
  return rows[0]?.count ?? 0
}

/** Under a title that its owner uses on this page already, it takes the place of the other. */
export async function saveView(db: Asker, view: NewView, owner: string, now: number): Promise<ViewRow | null> {
  const { rows } = await db.query<ViewRow>(
    `INSERT INTO views (page, title, query, owner, is_shared, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (owner, page, title) DO UPDATE SET query = excluded.query, is_shared = excluded.is_shared
     RETURNING ${COLUMNS}`,
    [view.page, view.title, view.query, owner, view.shared, new Date(now)],
  )
  return rows[0] ?? null
}

/** @param owner only of this one, or shared where `alsoShared`; @returns whether there was one */
export async function deleteView(
  db: Asker,
  id: string,
  { owner, alsoShared }: { readonly owner: string; readonly alsoShared: boolean },
): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM views WHERE id = $1 AND (owner = $2 OR ($3 AND is_shared))', [
    id,
    owner,
    alsoShared,
  ])
  return rowCount === 1
}
