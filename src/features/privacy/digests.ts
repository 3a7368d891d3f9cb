/** Who was erased is remembered as salted digests: enough to know them again, too little to know who they were. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { sha256 } from '../../core/ids.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { Subject } from './schema.ts'

type Reader = Pick<StateStore['pool'], 'query'> | PoolClient

/** Ids of one look. */
const PAGE = 20_000

/** The same as `digest` below, within PostgreSQL. @param id expression for 'key:<customer key>' */
const digestSql = (id: string) => `encode(sha256(convert_to(s.salt || '/' || ${id}, 'UTF8')), 'hex')`

async function readSalt(reader: Reader): Promise<string> {
  const { rows } = await reader.query<{ salt: string }>('SELECT salt FROM privacy_state')
  const salt = rows[0]?.salt
  if (salt === undefined) throw new Error('The table privacy_state is empty; restore a backup.')
  return salt
}

const digest = (salt: string, id: string) => sha256(`${salt}/${id}`)

function namesOf({ keys, emails, devices }: Pick<Subject, 'keys' | 'emails' | 'devices'>): string[] {
  return [
    ...keys.map((key) => `key:${key}`),
    ...emails.map((email) => `mail:${email.toLowerCase()}`),
    ...devices.map((device) => `visitor:${device}`),
  ]
}

export async function rememberErased(client: PoolClient, subject: Subject, now: number): Promise<void> {
  const salt = await readSalt(client)
  await client.query(
    `INSERT INTO erased_people (digest, erased_at) SELECT unnest($1::text[]), $2 ON CONFLICT (digest) DO NOTHING`,
    [namesOf(subject).map((name) => digest(salt, name)), new Date(now)],
  )
}

/** @returns how many names are no longer held against anybody */
export async function forgetErased(client: PoolClient, subject: Subject): Promise<number> {
  const salt = await readSalt(client)
  const { rowCount } = await client.query('DELETE FROM erased_people WHERE digest = ANY($1)', [
    namesOf(subject).map((name) => digest(salt, name)),
  ])
  return rowCount ?? 0
}

/**
 * Which of these customer keys were erased. For writers: what is about one of them must not be stored as a person's.
 * @param reader the pool, or the client of the transaction that writes
 */
export async function findErased(reader: Reader, keys: readonly string[]): Promise<Set<string>> {
  return findNames(reader, keys, 'key')
}

async function findNames(
  reader: Reader,
  ids: readonly string[],
  kind: 'key' | 'mail' | 'visitor',
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const salt = await readSalt(reader)
  const byDigest = new Map(ids.map((id) => [digest(salt, `${kind}:${id}`), id]))
  const { rows } = await reader.query<{ digest: string }>('SELECT digest FROM erased_people WHERE digest = ANY($1)', [
    [...byDigest.keys()],
  ])
  return new Set(rows.flatMap(({ digest: known }) => byDigest.get(known) ?? []))
}

/** Customer keys in the state store that were erased before, by key or by mail address. */
export async function findReturnedKeys({ pool }: Pick<StateStore, 'pool'>): Promise<string[]> {
  const { rows } = await pool.query<{ key: string }>(
    `SELECT DISTINCT said.key FROM privacy_state AS s, LATERAL (
       SELECT key, ${digestSql("'key:' || key")} AS digest FROM customers
       UNION ALL SELECT key, ${digestSql("'mail:' || lower(email)")} FROM customers WHERE email != ''
       UNION ALL SELECT customer_key, ${digestSql("'key:' || customer_key")} FROM profiles
       UNION ALL SELECT customer_key, ${digestSql("'mail:' || lower(traits ->> 'email')")} FROM profiles WHERE traits ->> 'email' != ''
       UNION ALL SELECT customer_key, ${digestSql("'key:' || customer_key")}
         FROM (SELECT DISTINCT customer_key FROM orders WHERE customer_key IS NOT NULL) AS buyers
     ) AS said
     JOIN erased_people USING (digest) ORDER BY 1`,
  )
  return rows.map(({ key }) => key)
}

const idRow = z.object({ id: z.string() })

/** Customer keys, or anonymous ids, of events that came in since `from` and whose people were erased before. */
export async function findReturnedIds(
  { state, events }: { state: Pick<StateStore, 'pool'>; events: EventStore },
  column: 'customer_id' | 'anonymous_id',
  from: number,
): Promise<string[]> {
  const found: string[] = []
  for (let after = ''; ; ) {
    const rows = await events.query(
      `SELECT DISTINCT ${column} AS id FROM events
       WHERE received_at >= fromUnixTimestamp64Milli({from:Int64}) AND ${column} > {after:String}
       ORDER BY id LIMIT {limit:UInt32}`,
      { from, after, limit: PAGE },
      idRow,
    )
    const ids = rows.map(({ id }) => id)
    found.push(...(await findNames(state.pool, ids, column === 'customer_id' ? 'key' : 'visitor')))
    if (ids.length < PAGE) return found
    after = ids.at(-1) ?? ''
  }
}

/** Up to when what came in was held against the erased; 0: never. */
export async function readLookedUntil({ pool }: Pick<StateStore, 'pool'>): Promise<number> {
  const { rows } = await pool.query<{ until: Date | null }>('SELECT looked_until AS until FROM privacy_state')
  return rows[0]?.until?.getTime() ?? 0
}

export async function saveLookedUntil({ pool }: Pick<StateStore, 'pool'>, until: number): Promise<void> {
  await pool.query('UPDATE privacy_state SET looked_until = $1', [new Date(until)])
}
