/** What was published, each once by the key of the decision behind it. */
import type { StateStore } from '../../stores/state/store.ts'
import type { Intent, Live, Place } from './outlet.ts'

type Pool = Pick<StateStore, 'pool'>

export interface Note extends Intent {
  readonly place: Place
  /** Null: it was begun, and nobody has heard yet what became of it. */
  readonly live: Live | null
  readonly isTakenDown: boolean
}

const COLUMNS = `key, place, begun_at AS "begunAt", remote_id AS "remoteId", url, taken_down_at AS "takenDownAt"`

interface Row {
  readonly key: string
  readonly place: Place
  readonly begunAt: Date
  readonly remoteId: string | null
  readonly url: string | null
  readonly takenDownAt: Date | null
}

const noteOf = ({ key, place, begunAt, remoteId, url, takenDownAt }: Row): Note => ({
  key,
  place,
  begunAt: begunAt.getTime(),
  live: remoteId === null ? null : { id: remoteId, url: url ?? '' },
  isTakenDown: takenDownAt !== null,
})

export async function findNote({ pool }: Pool, key: string): Promise<Note | null> {
  const { rows } = await pool.query<Row>(`SELECT ${COLUMNS} FROM published_pieces WHERE key = $1`, [key])
  return rows[0] === undefined ? null : noteOf(rows[0])
}

/** Stores the intent where there is none yet. @returns whether it is new */
export async function beginNote({ pool }: Pool, key: string, place: Place, now: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    'INSERT INTO published_pieces (key, place, begun_at) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING',
    [key, place, new Date(now)],
  )
  return (rowCount ?? 0) > 0
}

export async function endNote({ pool }: Pool, key: string, { id, url }: Live, now: number): Promise<void> {
  await pool.query(
    'UPDATE published_pieces SET remote_id = $2, url = $3, published_at = $4 WHERE key = $1 AND remote_id IS NULL',
    [key, id, url, new Date(now)],
  )
}

export async function takeDownNote({ pool }: Pool, key: string, now: number): Promise<void> {
  await pool.query('UPDATE published_pieces SET taken_down_at = $2 WHERE key = $1 AND taken_down_at IS NULL', [
    key,
    new Date(now),
  ])
}
