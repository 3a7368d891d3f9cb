/** The people of the team. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { LANGS } from '../../../core/lang.ts'
import { ROLES, type Role } from '../../../core/rights.ts'
import type { StateStore } from '../../../stores/state/store.ts'
import { THEMES, type Theme } from '../schema.ts'

type Lang = (typeof LANGS)[number]
export type Reader = Pick<StateStore['pool'], 'query'> | Pick<PoolClient, 'query'>

const time = z.date().transform((date) => date.getTime())

const rowSchema = z.object({
  id: z.number(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  language: z.enum(LANGS),
  theme: z.enum(THEMES),
  handle: z.string(),
  password_hash: z.string().nullable(),
  totp_secret: z.string().nullable(),
  totp_pending: z.string().nullable(),
  version: z.number(),
  created_at: time,
  seen_at: time.nullable(),
  disabled_at: time.nullable(),
})

/** Somebody who works here, now or again later. Times are UTC milliseconds. */
export interface Person {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly language: Lang
  readonly theme: Theme
  readonly handle: string
  readonly passwordHash: string | null
  /** Sealed; null: no second factor. */
  readonly totpSecret: string | null
  readonly totpPending: string | null
  readonly version: number
  readonly createdAt: number
  readonly seenAt: number | null
  readonly disabledAt: number | null
}

function toPerson(value: unknown): Person {
  const row = rowSchema.parse(value)
  const { id, name, email, role, language, theme, handle, version } = row
  return {
    id,
    name,
    email,
    role,
    language,
    theme,
    handle,
    version,
    passwordHash: row.password_hash,
    totpSecret: row.totp_secret,
    totpPending: row.totp_pending,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    disabledAt: row.disabled_at,
  }
}

export async function findPerson(db: Reader, id: number): Promise<Person | null> {
  const { rows } = await db.query('SELECT * FROM people WHERE id = $1 AND removed_at IS NULL', [id])
  return rows[0] === undefined ? null : toPerson(rows[0])
}

/** Locked until the end of the transaction. */
export async function takePerson(client: PoolClient, id: number): Promise<Person | null> {
  const { rows } = await client.query('SELECT * FROM people WHERE id = $1 AND removed_at IS NULL FOR UPDATE', [id])
  return rows[0] === undefined ? null : toPerson(rows[0])
}

export async function findPersonByEmail(db: Reader, email: string): Promise<Person | null> {
  const { rows } = await db.query('SELECT * FROM people WHERE lower(email) = lower($1)', [email])
  return rows[0] === undefined ? null : toPerson(rows[0])
}

export async function listPeople(db: Reader, { after, limit }: { after: number; limit: number }): Promise<Person[]> {
  const { rows } = await db.query('SELECT * FROM people WHERE removed_at IS NULL AND id > $1 ORDER BY id LIMIT $2', [
    after,
    limit,
  ])
  return rows.map(toPerson)
}

/** Who has a passkey, of these. */
export async function holdersOfPasskeys(db: Reader, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await db.query<{ person_id: number }>(
    'SELECT DISTINCT person_id FROM passkeys WHERE person_id = ANY($1)',
    [ids],
  )
  return new Set(rows.map((row) => row.person_id))
}

export async function hasPeople(db: Reader): Promise<boolean> {
  const { rows } = await db.query('SELECT 1 FROM people WHERE removed_at IS NULL LIMIT 1')
  return rows.length > 0
}

/** Nobody joins until the transaction ends: of two who want to be the first, one is. */
export async function holdPeople(client: PoolClient): Promise<void> {
  await client.query('LOCK TABLE people IN SHARE ROW EXCLUSIVE MODE')
}

/** Owners that can sign in, locked: of two that take each other's role away, the second finds themselves the last. */
export async function takeOwners(client: PoolClient): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    "SELECT id FROM people WHERE role = 'owner' AND disabled_at IS NULL AND removed_at IS NULL ORDER BY id FOR UPDATE",
  )
  return rows.map((row) => row.id)
}

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly language: Lang
  readonly passwordHash: string
  readonly createdAt: number
}

/** @returns null where the mail address is somebody's already */
export async function insertPerson(client: PoolClient, person: NewPerson): Promise<Person | null> {
  const { name, email, role, language, passwordHash, createdAt } = person
  const { rows } = await client.query(
    `INSERT INTO people (name, email, role, language, password_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT ((lower(email))) DO NOTHING RETURNING *`,
    [name, email, role, language, passwordHash, new Date(createdAt)],
  )
  return rows[0] === undefined ? null : toPerson(rows[0])
}

export async function saveProfile(
  client: PoolClient,
  id: number,
  { name, language, theme }: { name?: string | undefined; language?: Lang | undefined; theme?: Theme | undefined },
): Promise<void> {
  await client.query(
    `UPDATE people SET name = coalesce($2, name), language = coalesce($3, language), theme = coalesce($4, theme),
       version = version + 1 WHERE id = $1`,
    [id, name ?? null, language ?? null, theme ?? null],
  )
}

export async function savePassword(db: Reader, id: number, passwordHash: string): Promise<void> {
  await db.query('UPDATE people SET password_hash = $2 WHERE id = $1', [id, passwordHash])
}

export async function savePersonSeen(client: PoolClient, id: number, at: number): Promise<void> {
  await client.query('UPDATE people SET seen_at = $2 WHERE id = $1', [id, new Date(at)])
}

export async function saveRole(client: PoolClient, id: number, role: Role): Promise<void> {
  await client.query('UPDATE people SET role = $2, version = version + 1 WHERE id = $1', [id, role])
}

/** @param at null: may sign in again */
export async function saveDisabled(client: PoolClient, id: number, at: number | null): Promise<void> {
  await client.query('UPDATE people SET disabled_at = $2, version = version + 1 WHERE id = $1', [
    id,
    at === null ? null : new Date(at),
  ])
}

/** Leaves the row without anything that says who it was. */
export async function saveRemoved(client: PoolClient, id: number, at: number): Promise<void> {
  await client.query(
    `UPDATE people SET name = NULL, email = NULL, password_hash = NULL, totp_secret = NULL, totp_pending = NULL,
       handle = gen_random_uuid(), seen_at = NULL, disabled_at = coalesce(disabled_at, $2), removed_at = $2, version = version + 1
     WHERE id = $1`,
    [id, new Date(at)],
  )
  await client.query('DELETE FROM recovery_codes WHERE person_id = $1', [id])
  await client.query('DELETE FROM passkeys WHERE person_id = $1', [id])
}

/** Names of all who were ever here; null: removed. */
export async function readNames(db: Reader): Promise<{ id: number; name: string | null }[]> {
  const { rows } = await db.query<{ id: number; name: string | null }>('SELECT id, name FROM people ORDER BY id')
  return rows
}
