/** What people set, as one document with a version. */
import type { PoolClient } from 'pg'
import type { StateStore } from '../../stores/state/store.ts'
import { type Said, saidSchema } from './schema.ts'

export interface StoredSettings {
  readonly version: number
  readonly said: Said
}

interface Row {
  readonly version: number
  readonly said: unknown
}

function toStored(row: Row | undefined): StoredSettings {
  // Names that a newer program knows are left alone by this one, and do not stop it.
  return { version: row?.version ?? 1, said: saidSchema.strip().parse(row?.said ?? {}) }
}

export async function readSettings({ pool }: Pick<StateStore, 'pool'>): Promise<StoredSettings> {
  const { rows } = await pool.query<Row>('SELECT version, said FROM settings')
  return toStored(rows[0])
}

/** Held until the end of the transaction, so that two changes of one version cannot both succeed. */
export async function lockSettings(client: PoolClient): Promise<StoredSettings> {
  const { rows } = await client.query<Row>('SELECT version, said FROM settings FOR UPDATE')
  return toStored(rows[0])
}

export async function saveSettings(client: PoolClient, said: Said, now: number): Promise<void> {
  await client.query('UPDATE settings SET version = version + 1, said = $1, changed_at = $2', [
    JSON.stringify(said),
    new Date(now),
  ])
}

/** What a draft of each skill takes a person by hand, in minutes: as the team has set it, else as the skill says. */
export async function readRoutineMinutes(
  state: Pick<StateStore, 'pool'>,
  skills: readonly { readonly name: string; readonly routineMinutes: number }[],
): Promise<ReadonlyMap<string, number>> {
  const { said } = await readSettings(state)
  return new Map(skills.map(({ name, routineMinutes }) => [name, said.routineMinutes?.[name] ?? routineMinutes]))
}
