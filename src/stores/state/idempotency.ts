/** Writes that are done once however often they are sent: who works on which, and what was answered. */
import { randomUUID } from 'node:crypto'
import type { WorkClaim } from './claims.ts'
import type { StateStore } from './store.ts'

export interface KeptAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type Claim =
  /** Nobody did it: it is to be done now, under this claim. */
  | { readonly status: 'ours'; readonly claim: string }
  | { readonly status: 'answered'; readonly answer: KeptAnswer }
  /** It was done, and its answer was lost with whoever did it. */
  | { readonly status: 'done' }
  | { readonly status: 'in-flight' }
  /** The key was used for something else. */
  | { readonly status: 'other-body' }

/** Answers are kept so long. */
export const KEPT_MS = 24 * 3_600_000
/** Longer than any request works; who has not answered by then died at it. */
export const DEAD_AFTER_MS = 120_000

interface Row {
  readonly body_hash: string
  readonly status: number | null
  readonly done: boolean
  readonly headers: Readonly<Record<string, string>> | null
  readonly body: string | null
}

/**
 * Takes a key for the one who asks, or says what became of it.
 * @param id   of who asks, what for, and the key (`idOf`)
 * @param now  UTC milliseconds
 */
export async function claimKey(
  { pool }: Pick<StateStore, 'pool'>,
  { id, bodyHash, now }: { readonly id: string; readonly bodyHash: string; readonly now: number },
): Promise<Claim> {
  const claim = randomUUID()
  const taken = await pool.query(
    `INSERT INTO idempotency_keys AS k (id, body_hash, claim, claimed_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET body_hash = $2, claim = $3, claimed_at = $4,
       answered_at = NULL, status = NULL, headers = NULL, body = NULL, done_at = NULL
     WHERE k.claimed_at < $6
       OR (k.answered_at IS NULL AND k.done_at IS NULL AND k.body_hash = $2 AND k.claimed_at < $5)`,
    [id, bodyHash, claim, new Date(now), new Date(now - DEAD_AFTER_MS), new Date(now - KEPT_MS)],
  )
  if (taken.rowCount === 1) return { status: 'ours', claim }
  const { rows } = await pool.query<Row>(
    'SELECT body_hash, status, done_at IS NOT NULL AS done, headers, body FROM idempotency_keys WHERE id = $1',
    [id],
  )
  const [row] = rows
  // Gone in between: the other one did not succeed, and whoever asks again may try.
  if (row === undefined) return { status: 'in-flight' }
  if (row.body_hash !== bodyHash) return { status: 'other-body' }
  if (row.status === null) return { status: row.done ? 'done' : 'in-flight' }
  return { status: 'answered', answer: { status: row.status, headers: row.headers ?? {}, body: row.body ?? '' } }
}

/** Keeps what was answered; nothing where somebody else took over in the meantime. */
export async function keepAnswer(
  { pool }: Pick<StateStore, 'pool'>,
  { id, claim, now }: { readonly id: string; readonly claim: string; readonly now: number },
  { status, headers, body }: KeptAnswer,
): Promise<void> {
  await pool.query(
    `UPDATE idempotency_keys SET answered_at = $3, status = $4, headers = $5, body = $6
     WHERE id = $1 AND claim = $2`,
    [id, claim, new Date(now), status, headers, body],
  )
}

/** Gives a key back. @param unlessDone keeps it where something was done under it, and only the answer failed */
export async function releaseKey(
  { pool }: Pick<StateStore, 'pool'>,
  { id, claim }: WorkClaim,
  { unlessDone }: { readonly unlessDone: boolean },
): Promise<void> {
  const done = unlessDone ? ' AND done_at IS NULL' : ''
  await pool.query(`DELETE FROM idempotency_keys WHERE id = $1 AND claim = $2${done}`, [id, claim])
}

/** Forgets what has been kept long enough. @returns how many */
export async function pruneKeys({ pool }: Pick<StateStore, 'pool'>, now: number): Promise<number> {
  const { rowCount } = await pool.query('DELETE FROM idempotency_keys WHERE claimed_at < $1', [new Date(now - KEPT_MS)])
  return rowCount ?? 0
}
