/** Audiences in the state store. */
import type { PoolClient } from 'pg'
import type { StateStore } from '../../stores/state/store.ts'
import { type Audience, type Definition, definitionSchema, type NewAudience, type Size } from './schema.ts'

type Pool = Pick<StateStore, 'pool'>

/** Sizes that are kept of one audience: three years of nights. */
const MOST_SIZES = 1_100

interface Row {
  readonly id: number
  readonly name: string
  readonly definition: unknown
  readonly revision: number
  readonly created_at: Date
  readonly updated_at: Date
  readonly fault: string | null
  readonly evaluated_at: Date | null
  readonly as_of: string | null
  readonly known: number | null
  readonly anonymous: number | null
}

const SELECT = `
  SELECT a.id, a.name, a.definition, a.revision, a.created_at, a.updated_at, a.fault, s.evaluated_at, s.as_of, s.known, s.anonymous
  FROM audiences AS a
  LEFT JOIN LATERAL (
    SELECT * FROM audience_sizes WHERE audience_id = a.id AND revision = a.revision ORDER BY evaluated_at DESC LIMIT 1
  ) AS s ON true`

export interface StoredAudience extends Audience {
  readonly revision: number
}

export async function listAudiences({ pool }: Pool): Promise<StoredAudience[]> {
  const { rows } = await pool.query<Row>(`${SELECT} ORDER BY a.name, a.id`)
  return rows.map(toAudience)
}

export async function findAudience({ pool }: Pool, id: number): Promise<StoredAudience | null> {
  const { rows } = await pool.query<Row>(`${SELECT} WHERE a.id = $1`, [id])
  return rows[0] === undefined ? null : toAudience(rows[0])
}

function toAudience(row: Row): StoredAudience {
  const { id, name, revision, fault, evaluated_at, as_of, known, anonymous } = row
  return {
    id,
    name,
    revision,
    definition: definitionSchema.parse(row.definition),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    size:
      evaluated_at === null || as_of === null || known === null || anonymous === null
        ? null
        : { evaluatedAt: evaluated_at.toISOString(), asOf: as_of, known, anonymous },
    fault,
  }
}

/** @returns the number of the new audience; null where the name is taken */
export async function insertAudience(
  db: Pick<PoolClient, 'query'>,
  { name, definition }: NewAudience,
  now: number,
): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO audiences (name, definition, created_at, updated_at) VALUES ($1, $2, $3, $3)
     ON CONFLICT (name) DO NOTHING RETURNING id`,
    [name, toJson(definition), new Date(now)],
  )
  return rows[0]?.id ?? null
}

/**
 * Another definition is another revision: sizes of the one before are not its own.
 * @param was  `updatedAt` of what is changed; 'gone' where it is another by now
 */
export async function updateAudience(
  { pool }: Pool,
  id: number,
  { name, definition }: NewAudience,
  { was, now }: { readonly was: string; readonly now: number },
): Promise<'changed' | 'gone' | 'taken'> {
  const taken = await pool.query('SELECT 1 FROM audiences WHERE name = $2 AND id != $1', [id, name])
  if (taken.rows.length > 0) return 'taken'
  const { rowCount } = await pool.query(
    `UPDATE audiences SET name = $2, definition = $3, updated_at = $4, fault = NULL,
       revision = revision + (definition != $3)::int
     WHERE id = $1 AND updated_at = $5`,
    [id, name, toJson(definition), new Date(now), was],
  )
  return rowCount === 0 ? 'gone' : 'changed'
}

export async function deleteAudience({ pool }: Pool, id: number): Promise<boolean> {
  const { rowCount } = await pool.query('DELETE FROM audiences WHERE id = $1', [id])
  return (rowCount ?? 0) > 0
}

/** Takes an audience away that is still as it was made; false where somebody has changed or removed it. */
export async function deleteUnchanged(
  client: PoolClient,
  id: number,
  { name, definition }: NewAudience,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'DELETE FROM audiences WHERE id = $1 AND name = $2 AND definition = $3::jsonb',
    [id, name, toJson(definition)],
  )
  return (rowCount ?? 0) > 0
}

/** Those that have this name, or mean the same people. */
export async function findSame({ pool }: Pool, { name, definition }: NewAudience): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    'SELECT name FROM audiences WHERE name = $1 OR definition = $2::jsonb ORDER BY name = $1 DESC, id',
    [name, toJson(definition)],
  )
  return rows.map((row) => row.name)
}

export async function saveSize(
  state: Pick<StateStore, 'transaction'>,
  { id, revision }: Pick<StoredAudience, 'id' | 'revision'>,
  size: { at: number; asOf: string; known: number; anonymous: number },
): Promise<void> {
  await state.transaction(async (client) => {
    // Deleted in between, it has no size any more.
    const { rowCount } = await client.query('UPDATE audiences SET fault = NULL WHERE id = $1', [id])
    if (rowCount === 0) return
    await client.query(
      `INSERT INTO audience_sizes (audience_id, evaluated_at, revision, as_of, known, anonymous) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (audience_id, evaluated_at) DO UPDATE
         SET revision = excluded.revision, as_of = excluded.as_of, known = excluded.known, anonymous = excluded.anonymous`,
      [id, new Date(size.at), revision, size.asOf, size.known, size.anonymous],
    )
    await client.query(
      `DELETE FROM audience_sizes WHERE audience_id = $1 AND evaluated_at < (
         SELECT evaluated_at FROM audience_sizes WHERE audience_id = $1 ORDER BY evaluated_at DESC OFFSET $2 LIMIT 1)`,
      [id, MOST_SIZES - 1],
    )
  })
}

export async function saveFault({ pool }: Pool, id: number, fault: string): Promise<void> {
  await pool.query('UPDATE audiences SET fault = $2 WHERE id = $1', [id, fault])
}

/** Sizes of the definition as it is now, the newest first. */
export async function readHistory({ pool }: Pool, { id, revision }: StoredAudience): Promise<Size[]> {
  const { rows } = await pool.query<{ evaluated_at: Date; as_of: string; known: number; anonymous: number }>(
    `SELECT evaluated_at, as_of, known, anonymous FROM audience_sizes WHERE audience_id = $1 AND revision = $2
     ORDER BY evaluated_at DESC`,
    [id, revision],
  )
  return rows.map(({ evaluated_at, as_of, known, anonymous }) => ({
    evaluatedAt: evaluated_at.toISOString(),
    asOf: as_of,
    known,
    anonymous,
  }))
}

const TREND_SIZES = 30

/** How many known people each audience had, as its rule is now, the oldest size first. */
export async function readTrends({ pool }: Pool): Promise<ReadonlyMap<number, readonly number[]>> {
  const { rows } = await pool.query<{ id: number; known: number[] }>(
    `SELECT a.id, array_agg(s.known ORDER BY s.evaluated_at) AS known FROM audiences AS a CROSS JOIN LATERAL (
       SELECT known::int, evaluated_at FROM audience_sizes WHERE audience_id = a.id AND revision = a.revision
       ORDER BY evaluated_at DESC LIMIT ${TREND_SIZES}) AS s
     GROUP BY a.id`,
  )
  return new Map(rows.map(({ id, known }) => [id, known]))
}

/** PostgreSQL's JSON knows no character of code 0. */
function toJson(definition: Definition): string {
  return JSON.stringify(definition).replaceAll('\\u0000', '')
}
