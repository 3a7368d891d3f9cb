/** Sessions, by the digest of their token. */
import type { PoolClient } from 'pg'
import { SESSION_IDLE_MS, SESSION_MS } from '../model.ts'
import type { Reader } from './people.ts'

export interface Session {
  readonly id: number
  readonly personId: number
  readonly device: string
  readonly network: string
  /** UTC milliseconds, like the others. */
  readonly createdAt: number
  readonly seenAt: number
  readonly confirmedAt: number
}

interface Row {
  readonly id: number
  readonly person_id: number
  readonly device: string
  readonly network: string
  readonly created_at: Date
  readonly seen_at: Date
  readonly confirmed_at: Date
}

const toSession = (row: Row): Session => ({
  id: row.id,
  personId: row.person_id,
  device: row.device,
  network: row.network,
  createdAt: row.created_at.getTime(),
  seenAt: row.seen_at.getTime(),
  confirmedAt: row.confirmed_at.getTime(),
})

export async function insertSession(
  client: PoolClient,
  { tokenHash, personId, device, network }: { tokenHash: string; personId: number; device: string; network: string },
  now: number,
): Promise<Session> {
  const { rows } = await client.query<Row>(
    `INSERT INTO sessions (token_hash, person_id, device, network, created_at, seen_at, confirmed_at)
     VALUES ($1, $2, $3, $4, $5, $5, $5) RETURNING *`,
    [tokenHash, personId, device, network, new Date(now)],
  )
  const [row] = rows
  if (row === undefined) throw new Error('INSERT of a session returned nothing')
  return toSession(row)
}

/** Whether it is over is for the caller to say. */
export async function findSession(db: Reader, tokenHash: string): Promise<Session | null> {
  const { rows } = await db.query<Row>('SELECT * FROM sessions WHERE token_hash = $1', [tokenHash])
  return rows[0] === undefined ? null : toSession(rows[0])
}

export async function saveSeen(db: Reader, id: number, now: number): Promise<void> {
  await db.query('UPDATE sessions SET seen_at = greatest(seen_at, $2) WHERE id = $1', [id, new Date(now)])
}

/** The same session under another token; `confirmed` where the person has just shown that it is them. */
export async function renewSession(
  client: PoolClient,
  id: number,
  { tokenHash, confirmedAt }: { tokenHash: string; confirmedAt: number | null },
): Promise<void> {
  await client.query('UPDATE sessions SET token_hash = $2, confirmed_at = coalesce($3, confirmed_at) WHERE id = $1', [
    id,
    tokenHash,
    confirmedAt === null ? null : new Date(confirmedAt),
  ])
}

export async function listSessions(db: Reader, personId: number, now: number): Promise<Session[]> {
  const { rows } = await db.query<Row>(
    'SELECT * FROM sessions WHERE person_id = $1 AND seen_at > $2 AND created_at > $3 ORDER BY seen_at DESC, id DESC',
    [personId, new Date(now - SESSION_IDLE_MS), new Date(now - SESSION_MS)],
  )
  return rows.map(toSession)
}

export async function deleteSession(client: PoolClient, personId: number, id: number): Promise<boolean> {
  const { rowCount } = await client.query('DELETE FROM sessions WHERE id = $2 AND person_id = $1', [personId, id])
  return rowCount === 1
}

export async function deleteSessionOf(client: PoolClient, tokenHash: string): Promise<void> {
  await client.query('DELETE FROM sessions WHERE token_hash = $1', [tokenHash])
}

/** @param except null: all of them */
export async function deleteSessions(client: PoolClient, personId: number, except: number | null): Promise<number> {
  const { rowCount } = await client.query(
    'DELETE FROM sessions WHERE person_id = $1 AND ($2::bigint IS NULL OR id <> $2)',
    [personId, except],
  )
  return rowCount ?? 0
}

/** Those that are over. */
export async function sweepSessions(client: PoolClient, now: number): Promise<void> {
  await client.query('DELETE FROM sessions WHERE seen_at <= $1 OR created_at <= $2', [
    new Date(now - SESSION_IDLE_MS),
    new Date(now - SESSION_MS),
  ])
}
