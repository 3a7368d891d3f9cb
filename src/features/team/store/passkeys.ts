/** Passkeys and the challenges they sign. */
import type { PoolClient } from 'pg'
import type { Reader } from './people.ts'

export interface Passkey {
  /** base64url, as the authenticator named it. */
  readonly id: string
  readonly personId: number
  readonly label: string
  /** COSE key. */
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly counter: number
  readonly transports: readonly string[]
  /** Host it was made for. */
  readonly rpId: string
  readonly synced: boolean
  /** UTC milliseconds, like the other. */
  readonly createdAt: number
  readonly usedAt: number | null
}

interface Row {
  readonly id: string
  readonly person_id: number
  readonly label: string
  readonly public_key: Buffer
  readonly counter: number
  readonly transports: string[]
  readonly rp_id: string
  readonly synced: boolean
  readonly created_at: Date
  readonly used_at: Date | null
}

const toPasskey = (row: Row): Passkey => ({
  id: row.id,
  personId: row.person_id,
  label: row.label,
  publicKey: new Uint8Array(row.public_key),
  counter: row.counter,
  transports: row.transports,
  rpId: row.rp_id,
  synced: row.synced,
  createdAt: row.created_at.getTime(),
  usedAt: row.used_at?.getTime() ?? null,
})

/** @returns false where the authenticator's name for it is taken */
export async function insertPasskey(client: PoolClient, passkey: Omit<Passkey, 'usedAt'>): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO passkeys (id, person_id, label, public_key, counter, transports, rp_id, synced, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
    [
      passkey.id,
      passkey.personId,
      passkey.label,
      Buffer.from(passkey.publicKey),
      passkey.counter,
      [...passkey.transports],
      passkey.rpId,
      passkey.synced,
      new Date(passkey.createdAt),
    ],
  )
  return rowCount === 1
}

export async function findPasskey(db: Reader, id: string): Promise<Passkey | null> {
  const { rows } = await db.query<Row>('SELECT * FROM passkeys WHERE id = $1', [id])
  return rows[0] === undefined ? null : toPasskey(rows[0])
}

export async function listPasskeys(db: Reader, personId: number): Promise<Passkey[]> {
  const { rows } = await db.query<Row>('SELECT * FROM passkeys WHERE person_id = $1 ORDER BY created_at, id', [
    personId,
  ])
  return rows.map(toPasskey)
}

export async function deletePasskey(client: PoolClient, personId: number, id: string): Promise<boolean> {
  const { rowCount } = await client.query('DELETE FROM passkeys WHERE id = $2 AND person_id = $1', [personId, id])
  return rowCount === 1
}

/** @returns false where another use was quicker, so that this one counts no further */
export async function savePasskeyUse(
  client: PoolClient,
  id: string,
  { counter, synced, at }: { counter: number; synced: boolean; at: number },
): Promise<boolean> {
  const { rowCount } = await client.query(
    // Authenticators that do not count say 0 each time.
    'UPDATE passkeys SET counter = $2, synced = $3, used_at = $4 WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))',
    [id, counter, synced, new Date(at)],
  )
  return rowCount === 1
}

export async function insertChallenge(
  db: Reader,
  { challenge, personId, expiresAt }: { challenge: string; personId: number | null; expiresAt: number },
  now: number,
): Promise<void> {
  await db.query('DELETE FROM passkey_challenges WHERE expires_at <= $1', [new Date(now)])
  await db.query('INSERT INTO passkey_challenges (challenge, person_id, expires_at) VALUES ($1, $2, $3)', [
    challenge,
    personId,
    new Date(expiresAt),
  ])
}

/** @param personId null: a challenge to sign in */
export async function takeChallenge(
  db: Reader,
  { challenge, personId }: { challenge: string; personId: number | null },
  now: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'DELETE FROM passkey_challenges WHERE challenge = $1 AND person_id IS NOT DISTINCT FROM $2::bigint AND expires_at > $3',
    [challenge, personId, new Date(now)],
  )
  return rowCount === 1
}
