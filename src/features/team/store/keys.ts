/** API keys, by the digest of their secret. */
import type { PoolClient } from 'pg'
import { RIGHTS, type Right } from '../../../core/rights.ts'
import type { Reader } from './people.ts'

export interface ApiKey {
  readonly id: number
  readonly name: string
  readonly secretHash: string
  readonly personId: number
  readonly scopes: readonly Right[]
  /** UTC milliseconds, like the others. */
  readonly createdAt: number
  readonly expiresAt: number
  readonly usedAt: number | null
}

interface Row {
  readonly id: number
  readonly name: string
  readonly secret_hash: string
  readonly person_id: number
  readonly scopes: string[]
  readonly created_at: Date
  readonly expires_at: Date
  readonly used_at: Date | null
}

const toKey = (row: Row): ApiKey => ({
  id: row.id,
  name: row.name,
  secretHash: row.secret_hash,
  personId: row.person_id,
  // A right that a later program does not know any more gives nothing.
  scopes: RIGHTS.filter((right) => row.scopes.includes(right)),
  createdAt: row.created_at.getTime(),
  expiresAt: row.expires_at.getTime(),
  usedAt: row.used_at?.getTime() ?? null,
})

export async function insertKey(client: PoolClient, key: Omit<ApiKey, 'id' | 'usedAt'>): Promise<ApiKey> {
  const { rows } = await client.query<Row>(
    `INSERT INTO api_keys (name, secret_hash, person_id, scopes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING *`,
    [key.name, key.secretHash, key.personId, [...key.scopes], new Date(key.createdAt), new Date(key.expiresAt)],
  )
  const [row] = rows
  if (row === undefined) throw new Error('INSERT of a key returned nothing')
  return toKey(row)
}

/** A key that is neither revoked nor too old. */
export async function findKey(db: Reader, id: number, now: number): Promise<ApiKey | null> {
  const { rows } = await db.query<Row>(
    'SELECT * FROM api_keys WHERE id = $1 AND revoked_at IS NULL AND expires_at > $2',
    [id, new Date(now)],
  )
  return rows[0] === undefined ? null : toKey(rows[0])
}

export async function saveKeyUsed(db: Reader, id: number, now: number): Promise<void> {
  await db.query('UPDATE api_keys SET used_at = greatest(used_at, $2) WHERE id = $1', [id, new Date(now)])
}

/** Those that are not revoked, also such as are too old: whoever looks for why a program stopped finds it here. */
export async function listKeys(db: Reader, { after, limit }: { after: number; limit: number }): Promise<ApiKey[]> {
  const { rows } = await db.query<Row>(
    'SELECT * FROM api_keys WHERE revoked_at IS NULL AND id > $1 ORDER BY id LIMIT $2',
    [after, limit],
  )
  return rows.map(toKey)
}

export async function revokeKey(client: PoolClient, id: number, now: number): Promise<boolean> {
  const { rowCount } = await client.query('UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [
    id,
    new Date(now),
  ])
  return rowCount === 1
}

export async function revokeKeysOf(client: PoolClient, personId: number, now: number): Promise<number> {
  const { rowCount } = await client.query(
    'UPDATE api_keys SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL',
    [personId, new Date(now)],
  )
  return rowCount ?? 0
}

export async function readKeyNames(db: Reader): Promise<{ id: number; name: string }[]> {
  const { rows } = await db.query<{ id: number; name: string }>('SELECT id, name FROM api_keys ORDER BY id')
  return rows
}
