/** Second factors: the authenticator app's secret, the last code that was taken, recovery codes. */
import type { PoolClient } from 'pg'
import type { Reader } from './people.ts'

export async function savePendingTotp(client: PoolClient, personId: number, sealed: string): Promise<void> {
  await client.query('UPDATE people SET totp_pending = $2 WHERE id = $1', [personId, sealed])
}

/** The pending secret holds from now on. @param step whose code has shown that it works */
export async function startTotp(client: PoolClient, personId: number, step: number): Promise<void> {
  await client.query(
    'UPDATE people SET totp_secret = totp_pending, totp_pending = NULL, totp_step = $2, version = version + 1 WHERE id = $1',
    [personId, step],
  )
}

export async function deleteTotp(client: PoolClient, personId: number): Promise<void> {
  await client.query('UPDATE people SET totp_secret = NULL, totp_pending = NULL, version = version + 1 WHERE id = $1', [
    personId,
  ])
  await client.query('DELETE FROM recovery_codes WHERE person_id = $1', [personId])
}

/** @returns false where this code, or a later one, was taken already */
export async function takeStep(db: Reader, personId: number, step: number): Promise<boolean> {
  const { rowCount } = await db.query('UPDATE people SET totp_step = $2 WHERE id = $1 AND totp_step < $2', [
    personId,
    step,
  ])
  return rowCount === 1
}

/** In place of those before. */
export async function saveRecoveryCodes(
  client: PoolClient,
  personId: number,
  hashes: readonly string[],
): Promise<void> {
  await client.query('DELETE FROM recovery_codes WHERE person_id = $1', [personId])
  await client.query('INSERT INTO recovery_codes (person_id, hash) SELECT $1, unnest($2::text[])', [personId, hashes])
}

/** @returns false where there is no such code, or it was used */
export async function takeRecoveryCode(
  db: Reader,
  personId: number,
  { hash, now }: { hash: string; now: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE recovery_codes SET used_at = $3 WHERE person_id = $1 AND hash = $2 AND used_at IS NULL',
    [personId, hash, new Date(now)],
  )
  return rowCount === 1
}

export async function countRecoveryCodes(db: Reader, personId: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*) AS count FROM recovery_codes WHERE person_id = $1 AND used_at IS NULL',
    [personId],
  )
  return rows[0]?.count ?? 0
}
