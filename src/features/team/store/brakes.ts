/** Counts of attempts, shared by all copies of the workbench. */
import type { PoolClient } from 'pg'
import { DAY } from '../model.ts'
import type { Reader } from './people.ts'

export async function readSalt(db: Reader): Promise<string> {
  const { rows } = await db.query<{ salt: string }>('SELECT salt FROM team_state')
  const [row] = rows
  if (row === undefined) throw new Error('team_state has no row')
  return row.salt
}

/**
 * Counts an attempt and holds the count until the transaction ends, so that attempts at once come one after the other.
 * @returns attempts so far; null where the brake holds
 */
export async function countAttempt(
  client: PoolClient,
  { name, forgetMs }: { name: string; forgetMs: number },
  now: number,
): Promise<number | null> {
  const { rows } = await client.query<{ failures: number }>(
    `INSERT INTO sign_in_brakes AS b (name, failures, failed_at, blocked_until) VALUES ($1, 1, $2, 'epoch')
     ON CONFLICT (name) DO UPDATE SET failed_at = $2, failures = CASE WHEN b.failed_at < $3 THEN 1 ELSE b.failures + 1 END
       WHERE b.blocked_until <= $2
     RETURNING failures`,
    [name, new Date(now), new Date(now - forgetMs)],
  )
  return rows[0]?.failures ?? null
}

export async function saveBlock(client: PoolClient, name: string, until: number): Promise<void> {
  await client.query('UPDATE sign_in_brakes SET blocked_until = $2 WHERE name = $1', [name, new Date(until)])
}

/** UTC milliseconds; null where nothing holds. */
export async function readBlock(client: PoolClient, name: string): Promise<number | null> {
  const { rows } = await client.query<{ blocked_until: Date }>(
    'SELECT blocked_until FROM sign_in_brakes WHERE name = $1',
    [name],
  )
  return rows[0]?.blocked_until.getTime() ?? null
}

/** Takes one attempt back: it was no failure. @param until the wait it began, if it began one; that of another attempt stays */
export async function forgiveAttempt(db: Reader, name: string, until: number | null): Promise<void> {
  await db.query(
    `UPDATE sign_in_brakes SET failures = greatest(0, failures - 1),
       blocked_until = CASE WHEN blocked_until = $2 THEN 'epoch' ELSE blocked_until END
     WHERE name = $1`,
    [name, until === null ? null : new Date(until)],
  )
}

export async function releaseBrake(db: Reader, name: string): Promise<void> {
  await db.query('DELETE FROM sign_in_brakes WHERE name = $1', [name])
}

export async function sweepBrakes(client: PoolClient, now: number): Promise<void> {
  await client.query('DELETE FROM sign_in_brakes WHERE failed_at < $1 AND blocked_until < $2', [
    new Date(now - DAY),
    new Date(now),
  ])
}
