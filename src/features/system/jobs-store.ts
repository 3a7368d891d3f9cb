/** The jobs as pg-boss keeps them, in the schema `jobs`; it is there once a workbench ran. */
import type { PoolClient } from 'pg'
import { messageOf } from '../../core/errors.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { DeadLetter } from './schema.ts'

type Pool = Pick<StateStore, 'pool'>

const DEAD = 'dead-letters'

export async function hasJobs({ pool }: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ found: boolean }>("SELECT to_regclass('jobs.job') IS NOT NULL AS found")
  return rows[0]?.found === true
}

/** What was given up after all its attempts, newest first; empty where jobs never ran. */
export async function listDeadLetters(state: Pool, limit: number): Promise<DeadLetter[]> {
  if (!(await hasJobs(state))) return []
  const { rows } = await state.pool.query<{ id: string; data: unknown; created: Date; job: string; output: unknown }>(
    `SELECT id, data, created_on AS created, source_name AS job, source_output AS output
     FROM jobs.job WHERE name = $1 ORDER BY created_on DESC LIMIT $2`,
    [DEAD, limit],
  )
  return rows.map(({ id, data, created, job, output }) => ({
    id,
    job,
    data,
    failedAt: created.toISOString(),
    error: errorOf(output),
  }))
}

export interface RemovedLetter {
  readonly job: string
  readonly data: Record<string, unknown>
}

/** Takes a dead letter out, within a transaction. @returns which job it was; null where it is gone */
export async function removeDeadLetter(client: PoolClient, id: string): Promise<RemovedLetter | null> {
  const { rows } = await client.query<{ job: string; data: Record<string, unknown> | null }>(
    'DELETE FROM jobs.job WHERE name = $1 AND id = $2 RETURNING source_name AS job, data',
    [DEAD, id],
  )
  return rows[0] === undefined ? null : { job: rows[0].job, data: rows[0].data ?? {} }
}

export interface JobRow {
  readonly name: string
  readonly cron: string | null
  readonly waiting: number
  readonly running_since: Date | null
  readonly ended_at: Date | null
  readonly outcome: string | null
  readonly seconds: number | null
  readonly output: unknown
}

/** Each kind of job with what runs, what waits, and how the last one ended. */
export async function listJobs(state: Pool): Promise<JobRow[]> {
  if (!(await hasJobs(state))) return []
  const { rows } = await state.pool.query<JobRow>(
    `WITH ended AS (
       SELECT DISTINCT ON (name) name, state, completed_on, extract(epoch FROM completed_on - started_on)::float8 AS seconds, output
       FROM jobs.job WHERE state IN ('completed', 'failed', 'cancelled') ORDER BY name, completed_on DESC
     ),
     open AS (
       SELECT name, count(*) FILTER (WHERE state IN ('created', 'retry') AND start_after <= now())::int AS waiting,
         min(started_on) FILTER (WHERE state = 'active') AS running_since
       FROM jobs.job WHERE state IN ('created', 'retry', 'active') GROUP BY name
     )
     SELECT q.name, s.cron, coalesce(o.waiting, 0) AS waiting, o.running_since, e.completed_on AS ended_at, e.state::text AS outcome,
       e.seconds, e.output
     FROM jobs.queue AS q
     LEFT JOIN (SELECT name, min(cron) AS cron FROM jobs.schedule GROUP BY name) AS s USING (name)
     LEFT JOIN open AS o USING (name) LEFT JOIN ended AS e USING (name)
     WHERE q.name != $1 AND NOT starts_with(q.name, '__') ORDER BY q.name`,
    [DEAD],
  )
  return rows
}

/** Whether one of these jobs runs or waits. */
export async function isUnderWay(state: Pool, name: string): Promise<{ runs: boolean; waits: boolean }> {
  if (!(await hasJobs(state))) return { runs: false, waits: false }
  const { rows } = await state.pool.query<{ runs: boolean; waits: boolean }>(
    `SELECT coalesce(bool_or(state = 'active'), false) AS runs, coalesce(bool_or(state IN ('created', 'retry')), false) AS waits
     FROM jobs.job WHERE name = $1 AND state IN ('created', 'retry', 'active')`,
    [name],
  )
  return rows[0] ?? { runs: false, waits: false }
}

/** What a job that failed says about it. */
export function errorOf(output: unknown): string {
  if (typeof output === 'object' && output !== null && 'message' in output) return messageOf(output.message)
  return output === null || output === undefined ? 'no reason was kept' : JSON.stringify(output)
}
