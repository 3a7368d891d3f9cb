/** Erasures that are under way, so that one which was cut off goes on, and requests of shops. */
import type { PoolClient } from 'pg'
import type { StateStore } from '../../stores/state/store.ts'
import { addCounts, type Counts, countsSchema, type Subject, subjectSchema } from './schema.ts'

type Pool = Pick<StateStore, 'pool'>

export interface Erasure {
  readonly id: number
  readonly actor: string
  readonly requestId: number | null
  readonly subject: Subject
  readonly stepsDone: readonly string[]
}

export async function beginErasure(
  { pool }: Pool,
  erasure: { actor: string; requestId: number | null; subject: Subject; now: number },
): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    'INSERT INTO erasures (actor, request_id, begun_at, subject) VALUES ($1, $2, $3, $4) RETURNING id',
    [erasure.actor, erasure.requestId, new Date(erasure.now), JSON.stringify(erasure.subject)],
  )
  return rows[0]?.id ?? 0
}

/** How far an erasure is; whose it was is kept only until it is done, and never told. */
export interface ErasureProgress {
  readonly id: number
  readonly stepsDone: readonly string[]
  readonly isDone: boolean
  readonly counts: Counts
}

export async function findErasure({ pool }: Pool, id: number): Promise<ErasureProgress | null> {
  const { rows } = await pool.query<{ steps_done: string[]; is_done: boolean; counts: unknown }>(
    'SELECT steps_done, done_at IS NOT NULL AS is_done, counts FROM erasures WHERE id = $1',
    [id],
  )
  const [row] = rows
  if (row === undefined) return null
  return { id, stepsDone: row.steps_done, isDone: row.is_done, counts: countsSchema.parse(row.counts) }
}

/** The oldest one that is not done; null: all are. */
export async function findOpenErasure({ pool }: Pool): Promise<Erasure | null> {
  const { rows } = await pool.query<{
    id: number
    actor: string
    request_id: number | null
    subject: unknown
    steps_done: string[]
  }>('SELECT id, actor, request_id, subject, steps_done FROM erasures WHERE done_at IS NULL ORDER BY id LIMIT 1')
  const [row] = rows
  if (row === undefined) return null
  const { id, actor, request_id: requestId, subject, steps_done: stepsDone } = row
  return { id, actor, requestId, subject: subjectSchema.parse(subject), stepsDone }
}

/** Notes a step with what it did, within a transaction of its own or of the step. */
export async function markStep(client: PoolClient, id: number, step: string, counts: Counts): Promise<void> {
  const { rows } = await client.query<{ counts: unknown }>('SELECT counts FROM erasures WHERE id = $1 FOR UPDATE', [id])
  const sum = addCounts(countsSchema.parse(rows[0]?.counts ?? {}), counts)
  await client.query(
    'UPDATE erasures SET counts = $3, steps_done = array_append(array_remove(steps_done, $2), $2) WHERE id = $1',
    [id, step, JSON.stringify(sum)],
  )
}

/** Forgets whom the erasure was about. @returns what it counted */
export async function endErasure(client: PoolClient, id: number, now: number): Promise<Counts> {
  const { rows } = await client.query<{ counts: unknown }>(
    'UPDATE erasures SET done_at = $2, subject = NULL WHERE id = $1 RETURNING counts',
    [id, new Date(now)],
  )
  return countsSchema.parse(rows[0]?.counts ?? {})
}

export interface PrivacyRequest {
  readonly id: number
  readonly source: string
  readonly keys: readonly string[]
  readonly orders: readonly string[]
  readonly kind: 'export' | 'erase' | 'erase-shop'
}

export async function findOpenRequest({ pool }: Pool, after: number): Promise<PrivacyRequest | null> {
  const { rows } = await pool.query<{
    id: number
    source: string
    customer_key: string
    other_keys: string[]
    order_keys: string[]
    kind: PrivacyRequest['kind']
  }>(
    `SELECT id, source, customer_key, other_keys, order_keys, kind FROM privacy_requests
     WHERE done_at IS NULL AND id > $1 ORDER BY id LIMIT 1`,
    [after],
  )
  const [row] = rows
  if (row === undefined) return null
  const keys = [row.customer_key, ...row.other_keys].filter((key) => key !== '')
  return { id: row.id, source: row.source, keys, orders: row.order_keys, kind: row.kind }
}

/** Notes that a request was answered and forgets whom it was about. */
export async function endRequest(client: PoolClient, id: number, now: number): Promise<void> {
  await client.query(
    `UPDATE privacy_requests SET done_at = $2, customer_key = '', other_keys = '{}', order_keys = '{}' WHERE id = $1`,
    [id, new Date(now)],
  )
}
