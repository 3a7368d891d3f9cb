/** What lists are ordered by is computed from the log now and then; here stands from which state of it. */
import type { Day } from '../../core/time.ts'
import type { StateStore } from './store.ts'

export type StandingName = 'customers' | 'products'

export interface Standing {
  /** See `readProjectionState`. */
  readonly projection: string
  /** Last shop day that counts. */
  readonly asOf: Day
  readonly countedAt: Date
}

/** Null: never computed. */
export async function readStanding({ pool }: Pick<StateStore, 'pool'>, name: StandingName): Promise<Standing | null> {
  const { rows } = await pool.query<{ projection: string; as_of: Day; counted_at: Date }>(
    'SELECT projection, as_of, counted_at FROM standings WHERE name = $1',
    [name],
  )
  const [row] = rows
  return row === undefined ? null : { projection: row.projection, asOf: row.as_of, countedAt: row.counted_at }
}

export async function saveStanding(
  { pool }: Pick<StateStore, 'pool'>,
  name: StandingName,
  { projection, asOf, countedAt }: Standing,
): Promise<void> {
  await pool.query(
    `INSERT INTO standings (name, projection, as_of, counted_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (name) DO UPDATE SET projection = excluded.projection, as_of = excluded.as_of, counted_at = excluded.counted_at`,
    [name, projection, asOf, countedAt],
  )
}

/** The last day that a night has reported on; null: none has. */
export async function readLastNight({ pool }: Pick<StateStore, 'pool'>): Promise<Day | null> {
  const { rows } = await pool.query<{ as_of: Day | null }>(
    "SELECT max(as_of) AS as_of FROM nights WHERE status = 'done'",
  )
  return rows[0]?.as_of ?? null
}
