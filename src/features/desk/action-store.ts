/** The queue of what was decided, and runs of skills on request, in the state store. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'

type Pool = Pick<StateStore, 'pool'>
/** A pool, or the connection of a transaction. */
type Asker = Pick<PoolClient, 'query'>

const at = z.date().transform((date) => date.getTime())

const actionSchema = z
  .object({
    id: z.number(),
    proposal_id: z.string(),
    kind: z.enum(['apply', 'undo']),
    decided_by: z.string(),
    status: z.enum(['waiting', 'acting', 'done', 'failed', 'cancelled']),
    doubtful: z.boolean(),
    due_at: at,
    attempts: z.number(),
    rule_day: z.string().nullable(),
    error: z.object({ de: z.string(), en: z.string() }).nullable(),
  })
  .transform((row) => ({
    id: row.id,
    proposalId: row.proposal_id,
    kind: row.kind,
    decidedBy: row.decided_by,
    status: row.status,
    doubtful: row.doubtful,
    dueAt: row.due_at,
    attempts: row.attempts,
    ruleDay: row.rule_day,
    error: row.error,
  }))
export type Action = z.output<typeof actionSchema>

const COLUMNS = 'id, proposal_id, kind, decided_by, status, doubtful, due_at, attempts, rule_day, error'

export interface NewAction {
  readonly proposalId: string
  readonly kind: 'apply' | 'undo'
  readonly skill: string
  readonly decidedBy: string
  readonly dueAt: number
  readonly now: number
  /** Where no person decided: the shop day and the money that count against the budget. */
  readonly rule: { readonly day: Day; readonly cents: number | null } | null
}

/** An attempt of an earlier decision that may have come through makes the new one doubtful. */
export async function insertAction(client: Asker, action: NewAction): Promise<void> {
  await client.query(
    `INSERT INTO proposal_actions (proposal_id, kind, skill, decided_by, status, doubtful, due_at, rule_day, rule_cents, created_at)
     VALUES ($1, $2, $3, $4, 'waiting',
       EXISTS (SELECT FROM proposal_actions WHERE proposal_id = $1 AND kind = $2 AND status = 'failed' AND doubtful),
       $5, $6, $7, $8)`,
    [
      action.proposalId,
      action.kind,
      action.skill,
      action.decidedBy,
      new Date(action.dueAt),
      action.rule?.day ?? null,
      action.rule?.cents ?? null,
      new Date(action.now),
    ],
  )
}

/** What is to be done now, the earliest first. @param kind only undoing, while everything else is stopped */
export async function listDueActions({ pool }: Pool, now: number, kind: 'undo' | null): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `SELECT id FROM proposal_actions
     WHERE status IN ('waiting', 'acting') AND due_at <= $1 AND ($2::text IS NULL OR kind = $2)
     ORDER BY due_at, id LIMIT 100`,
    [new Date(now), kind],
  )
  return rows.map(({ id }) => id)
}

export async function findAction(client: Asker, id: number): Promise<Action | null> {
  const { rows } = await client.query(`SELECT ${COLUMNS} FROM proposal_actions WHERE id = $1`, [id])
  return rows[0] === undefined ? null : actionSchema.parse(rows[0])
}

/** The action of a proposal that is waiting or under way; null: none. */
export async function findLiveAction(client: Asker, proposalId: string): Promise<Action | null> {
  const { rows } = await client.query(
    `SELECT ${COLUMNS} FROM proposal_actions WHERE proposal_id = $1 AND status IN ('waiting', 'acting')`,
    [proposalId],
  )
  return rows[0] === undefined ? null : actionSchema.parse(rows[0])
}

/** Stores the intent: from here on the other side may have been reached. */
export async function beginActing(client: Asker, id: number): Promise<void> {
  await client.query("UPDATE proposal_actions SET status = 'acting', attempts = attempts + 1 WHERE id = $1", [id])
}

export async function endAction(
  client: Asker,
  id: number,
  end: { status: 'done' | 'failed' | 'cancelled'; error: Text | null; doubtful: boolean; now: number },
): Promise<void> {
  await client.query(
    `UPDATE proposal_actions SET status = $2, error = $3, doubtful = $4, ended_at = $5,
       attempts = attempts + ($2 = 'done' AND status = 'waiting')::int
     WHERE id = $1`,
    [id, end.status, end.error === null ? null : JSON.stringify(end.error), end.doubtful, new Date(end.now)],
  )
}

/** @param next.counts whether this was an attempt that is not counted yet */
export async function postponeAction(
  { pool }: Pool,
  id: number,
  next: { dueAt: number; error: Text; counts: boolean },
): Promise<void> {
  await pool.query(
    `UPDATE proposal_actions SET due_at = $2, error = $3, attempts = attempts + $4
     WHERE id = $1 AND status IN ('waiting', 'acting')`,
    [id, new Date(next.dueAt), JSON.stringify(next.error), next.counts ? 1 : 0],
  )
}

/** First number of our advisory locks for an action or a run. */
const WORK_LOCK = 4_747_012

/**
 * Works while nobody else, here or in another process, works on the same thing. The lock goes with the connection: where
 * nobody holds it nobody is at work, so that an intent without a receipt was cut off.
 * @returns whether the lock was to be had
 */
export async function withTried({ pool }: Pool, id: string, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken', [
      WORK_LOCK,
      id,
    ])
    if (rows[0]?.taken !== true) return false
    try {
      await work()
    } finally {
      await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [WORK_LOCK, id])
    }
    return true
  } catch (error) {
    // Given back to the pool it might still hold the lock; closed it does not.
    broken = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.release(broken)
  }
}

/** Does `skill` by rule on that day so far; what failed for certain does not count. */
export async function readRuleSpend(
  client: Asker,
  skill: string,
  day: Day,
): Promise<{ actions: number; cents: number }> {
  const { rows } = await client.query<{ actions: number; cents: string }>(
    `SELECT count(*) AS actions, coalesce(sum(rule_cents), 0)::text AS cents FROM proposal_actions
     WHERE skill = $1 AND rule_day = $2 AND kind = 'apply'
       AND (status IN ('waiting', 'acting', 'done') OR (status = 'failed' AND doubtful))`,
    [skill, day],
  )
  return { actions: rows[0]?.actions ?? 0, cents: Number(rows[0]?.cents ?? 0) }
}

/** What waits while everything is stopped: decided, or open and due by itself. */
export async function countHeld({ pool }: Pool, now: number): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM proposal_actions WHERE status = 'waiting' AND kind = 'apply')
          + (SELECT count(*) FROM proposals WHERE state = 'open' AND acts_at <= $1) AS count`,
    [new Date(now)],
  )
  return rows[0]?.count ?? 0
}

/** While everything was stopped the clocks of open proposals stood still: each goes on with the time it had left. */
export async function shiftClocks(client: Asker, { since, now }: { since: number; now: number }): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE proposals SET acts_at = acts_at + ($2::timestamptz - greatest($1::timestamptz, created_at)), version = version + 1
     WHERE state = 'open' AND acts_at > $1`,
    [new Date(since), new Date(now)],
  )
  return rowCount ?? 0
}

/** Where people decide again, what was to act by itself waits for them. */
export async function stopClocks(client: Asker, skill: string): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE proposals SET acts_at = NULL, version = version + 1 WHERE state = 'open' AND skill = $1 AND acts_at IS NOT NULL`,
    [skill],
  )
  return rowCount ?? 0
}

/** Asks autonomy again later. */
export async function postponeClock({ pool }: Pool, id: string, at: number): Promise<void> {
  await pool.query("UPDATE proposals SET acts_at = $2 WHERE id = $1 AND state = 'open' AND acts_at < $2", [
    id,
    new Date(at),
  ])
}
