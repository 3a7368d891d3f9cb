/** Settings of autonomy, each version of them, and the stop, in the state store. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { type AutonomySettings, autonomySettingsSchema } from './schema.ts'

type Asker = Pick<PoolClient, 'query'>

export interface StoredSettings {
  readonly skill: string
  readonly version: number
  readonly settings: AutonomySettings
}

const settingsRow = z.object({ skill: z.string(), version: z.number(), settings: autonomySettingsSchema })

/** The settings that hold, by skill; skills that nobody has set are not among them. */
export async function readSettings(client: Asker): Promise<Map<string, StoredSettings>> {
  const { rows } = await client.query(
    'SELECT DISTINCT ON (skill) skill, version, settings FROM autonomy_settings ORDER BY skill, version DESC',
  )
  return new Map(rows.map((row) => settingsRow.parse(row)).map((stored) => [stored.skill, stored]))
}

export async function findSettings(client: Asker, skill: string): Promise<StoredSettings | null> {
  const { rows } = await client.query(
    'SELECT skill, version, settings FROM autonomy_settings WHERE skill = $1 ORDER BY version DESC LIMIT 1',
    [skill],
  )
  return rows[0] === undefined ? null : settingsRow.parse(rows[0])
}

/** @returns whether it was added; another one of the same version was quicker otherwise */
export async function addSettings(
  client: Asker,
  { skill, version, settings }: StoredSettings,
  { actor, now }: { actor: string; now: number },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO autonomy_settings (skill, version, settings, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (skill, version) DO NOTHING`,
    [skill, version, JSON.stringify(settings), new Date(now), actor],
  )
  return (rowCount ?? 0) > 0
}

/** First number of our advisory locks for a skill's budget. */
const BUDGET_LOCK = 4_747_013

/** Until the transaction ends nobody else spends of the skill's budget. */
export async function lockBudget(client: Asker, skill: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [BUDGET_LOCK, skill])
}

export interface StoredStop {
  readonly active: boolean
  readonly since: number | null
  readonly by: string | null
  readonly reason: string | null
}

const stopRow = z.object({
  active: z.boolean(),
  since: z.date().nullable(),
  by: z.string().nullable(),
  reason: z.string().nullable(),
})

/** @param hold 'share': nobody presses or releases until the transaction ends; 'update': this one is about to */
export async function readStop(client: Asker, hold: 'share' | 'update' | 'no'): Promise<StoredStop> {
  const locking = { share: ' FOR SHARE', update: ' FOR UPDATE', no: '' }[hold]
  const { rows } = await client.query(`SELECT active, since, by, reason FROM autonomy_stop${locking}`)
  const { since, ...stop } = stopRow.parse(rows[0])
  return { ...stop, since: since?.getTime() ?? null }
}

export async function writeStop(client: Asker, { active, since, by, reason }: StoredStop): Promise<void> {
  await client.query('UPDATE autonomy_stop SET active = $1, since = $2, by = $3, reason = $4', [
    active,
    since === null ? null : new Date(since),
    by,
    reason,
  ])
}
