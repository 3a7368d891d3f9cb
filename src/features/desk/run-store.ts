/** Runs of skills that somebody asked for, in the state store. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { StateStore } from '../../stores/state/store.ts'

type Pool = Pick<StateStore, 'pool'>

const iso = z.date().transform((date) => date.toISOString())
const runSchema = z.object({
  id: z.string(),
  skill: z.string(),
  status: z.enum(['waiting', 'running', 'done', 'failed']),
  drafts: z.number(),
  proposed: z.number(),
  error: z.string().nullable(),
  askedAt: iso,
  endedAt: iso.nullable(),
})
export type SkillRun = z.output<typeof runSchema>

const COLUMNS = 'id, skill, status, drafts, proposed, error, asked_at AS "askedAt", ended_at AS "endedAt"'

/** @returns the run; one that waits or goes on already where there is one */
export async function addRun(
  client: PoolClient,
  { id, skill, actor, now }: { id: string; skill: string; actor: string; now: number },
): Promise<{ run: SkillRun; isNew: boolean }> {
  const added = await client.query(
    `INSERT INTO skill_runs (id, skill, asked_by, status, asked_at) VALUES ($1, $2, $3, 'waiting', $4)
     ON CONFLICT (skill) WHERE status IN ('waiting', 'running') DO NOTHING RETURNING ${COLUMNS}`,
    [id, skill, actor, new Date(now)],
  )
  if (added.rows[0] !== undefined) return { run: runSchema.parse(added.rows[0]), isNew: true }
  const { rows } = await client.query(
    `SELECT ${COLUMNS} FROM skill_runs WHERE skill = $1 ORDER BY asked_at DESC LIMIT 1`,
    [skill],
  )
  return { run: runSchema.parse(rows[0]), isNew: false }
}

/** The last run of each skill. */
export async function readLastRuns({ pool }: Pool): Promise<Map<string, SkillRun>> {
  const { rows } = await pool.query(
    `SELECT DISTINCT ON (skill) ${COLUMNS} FROM skill_runs ORDER BY skill, asked_at DESC`,
  )
  return new Map(rows.map((row) => runSchema.parse(row)).map((run) => [run.skill, run]))
}

/** Runs that wait, and those that may have been cut off; the earliest first. */
export async function listOpenRuns({ pool }: Pool): Promise<SkillRun[]> {
  const { rows } = await pool.query(
    `SELECT ${COLUMNS} FROM skill_runs WHERE status IN ('waiting', 'running') ORDER BY asked_at`,
  )
  return rows.map((row) => runSchema.parse(row))
}

export async function updateRun(
  client: PoolClient,
  { id, status, drafts, proposed, error }: Pick<SkillRun, 'id' | 'status' | 'drafts' | 'proposed' | 'error'>,
  now: number,
): Promise<void> {
  await client.query(
    `UPDATE skill_runs SET status = $2, drafts = $3, proposed = $4, error = $5, started_at = coalesce(started_at, $6),
       ended_at = CASE WHEN $2 IN ('done', 'failed') THEN $6 END
     WHERE id = $1`,
    [id, status, drafts, proposed, error, new Date(now)],
  )
}
