/** Nights and their steps in the state store. */
import type { PoolClient } from 'pg'
import type { Day } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type Contribution, contributionSchema } from '../findings/index.ts'
import type { StepStatus } from './model.ts'

export interface Night {
  readonly id: number
  readonly asOf: Day
  readonly startedAt: Date
}

export interface StepRow {
  readonly name: string
  readonly status: StepStatus
  readonly attempts: number
  readonly seconds: number | null
  readonly rows: number | null
  readonly proposals: number | null
  readonly error: string | null
}

interface NightRow {
  readonly id: number
  readonly as_of: string
  readonly started_at: Date
}

const toNight = ({ id, as_of, started_at }: NightRow): Night => ({ id, asOf: as_of, startedAt: started_at })

/** The night that was cut off, or null. */
export async function findRunningNight(state: StateStore): Promise<Night | null> {
  const { rows } = await state.pool.query<NightRow>("SELECT id, as_of, started_at FROM nights WHERE status = 'running'")
  return rows[0] === undefined ? null : toNight(rows[0])
}

export async function beginNight(state: StateStore, asOf: Day, steps: readonly string[], now: number): Promise<Night> {
  return state.transaction(async (client) => {
    const { rows } = await client.query<NightRow>(
      "INSERT INTO nights (as_of, status, started_at) VALUES ($1, 'running', $2) RETURNING id, as_of, started_at",
      [asOf, new Date(now)],
    )
    const [row] = rows
    if (row === undefined) throw new Error('No night was begun.')
    await addSteps(client, row.id, steps)
    return toNight(row)
  })
}

/** Adds the steps a night does not have yet: a newer program may know more than the one that was cut off. */
export async function completeSteps(state: StateStore, nightId: number, steps: readonly string[]): Promise<void> {
  await state.transaction((client) => addSteps(client, nightId, steps))
}

async function addSteps(client: PoolClient, nightId: number, steps: readonly string[]): Promise<void> {
  await client.query(
    `INSERT INTO night_steps (night_id, position, name, status)
     SELECT $1, ordinality, name, 'waiting' FROM unnest($2::text[]) WITH ORDINALITY AS s (name, ordinality)
     ON CONFLICT (night_id, name) DO NOTHING`,
    [nightId, steps],
  )
}

export async function readSteps(state: StateStore, nightId: number): Promise<StepRow[]> {
  const { rows } = await state.pool.query<StepRow>(
    'SELECT name, status, attempts, seconds, row_count AS rows, proposals, error FROM night_steps WHERE night_id = $1 ORDER BY position',
    [nightId],
  )
  return rows
}

export async function readContributions(
  state: StateStore,
  nightId: number,
): Promise<{ step: string; contribution: Contribution }[]> {
  const { rows } = await state.pool.query<{ name: string; contribution: unknown }>(
    'SELECT name, contribution FROM night_steps WHERE night_id = $1 AND contribution IS NOT NULL ORDER BY position',
    [nightId],
  )
  return rows.map(({ name, contribution }) => ({ step: name, contribution: contributionSchema.parse(contribution) }))
}

/** Keeps what a step brought and that it is done, both or neither. */
export async function finishStep(
  state: StateStore,
  nightId: number,
  name: string,
  result: { seconds: number; rows: number; proposals: number | null; contribution: Contribution | null },
): Promise<void> {
  const { seconds, rows, proposals, contribution } = result
  await state.pool.query(
    `UPDATE night_steps SET status = 'done', attempts = attempts + 1, seconds = $3, row_count = $4, contribution = $5,
       proposals = $6, error = NULL
     WHERE night_id = $1 AND name = $2`,
    [nightId, name, seconds, rows, contribution === null ? null : toJson(contribution), proposals],
  )
}

export async function failStep(
  state: StateStore,
  nightId: number,
  name: string,
  result: { status: 'failed' | 'skipped' | 'waiting'; seconds: number | null; error: string },
): Promise<void> {
  await state.pool.query(
    `UPDATE night_steps SET status = $3, attempts = attempts + 1, seconds = $4, error = $5 WHERE night_id = $1 AND name = $2`,
    [nightId, name, result.status, result.seconds, result.error],
  )
}

/** The last day before `asOf` that a finished night reported on. */
export async function findPreviousAsOf(state: StateStore, asOf: Day): Promise<Day | null> {
  const { rows } = await state.pool.query<{ as_of: string | null }>(
    "SELECT max(as_of) AS as_of FROM nights WHERE status = 'done' AND as_of < $1",
    [asOf],
  )
  return rows[0]?.as_of ?? null
}

/** The last night that was finished. */
export async function findLastNight(state: StateStore): Promise<Night | null> {
  const { rows } = await state.pool.query<NightRow>(
    "SELECT id, as_of, started_at FROM nights WHERE status = 'done' ORDER BY as_of DESC, id DESC LIMIT 1",
  )
  return rows[0] === undefined ? null : toNight(rows[0])
}

export async function closeNight(client: PoolClient, nightId: number, now: number): Promise<void> {
  await client.query("UPDATE nights SET status = 'done', finished_at = $2 WHERE id = $1", [nightId, new Date(now)])
}

/** PostgreSQL's JSON knows no character of code 0. */
function toJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('\\u0000', '')
}
