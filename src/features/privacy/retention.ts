/** What has been kept for its days goes: every night, counted, and noted in the audit log. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, type Day, dayOf, startOfDay } from '../../core/time.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import {
  clearAddresses,
  clearDeadLetters,
  clearDocuments,
  clearJobs,
  clearProfiles,
  clearRejections,
  clearVisits,
  readDays,
  saveDays,
} from './retention-store.ts'
import {
  type Counts,
  type PrivacyDeps,
  RETENTION_DAYS,
  RETENTION_KINDS,
  type Retention,
  type RetentionChange,
  type RetentionKind,
} from './schema.ts'

export interface RetentionDeps extends PrivacyDeps {
  readonly exportFolder: string
}

/** The days as they hold. */
export async function readRetention({ state }: Pick<PrivacyDeps, 'state'>): Promise<Retention> {
  const set = await readDays(state)
  return Object.fromEntries(
    RETENTION_KINDS.map((kind) => [kind, set.has(kind) ? (set.get(kind) ?? null) : RETENTION_DAYS[kind]]),
  ) as Retention // one entry for each kind
}

/** Sets days; kinds that are left out stay as they are. */
export async function changeRetention(deps: PrivacyDeps, change: RetentionChange, actor: string): Promise<Retention> {
  const days = Object.entries(change).filter(([, value]) => value !== undefined) as [RetentionKind, number | null][] // keys of the schema
  await deps.state.transaction(async (client) => {
    await saveDays(client, days)
    const details = Object.fromEntries(days)
    await appendAudit(client, {
      at: deps.clock.now(),
      actor,
      action: 'retention.changed',
      subject: 'retention',
      details,
    })
  })
  return readRetention(deps)
}

/**
 * Takes away what is over its days. Days are the shop's; the day they end on is still kept.
 * @returns rows (addresses: emptied ones; exports: files) by kind
 */
export async function applyRetention(deps: RetentionDeps, signal?: AbortSignal): Promise<Counts> {
  const { state, events, clock, timeZone, exportFolder } = deps
  const retention = await readRetention(deps)
  const today = dayOf(clock.now(), timeZone)
  const clear: Readonly<Record<RetentionKind, (before: Day, at: number) => Promise<number>>> = {
    visits: (before, at) => clearVisits(events, before, at),
    addresses: (_before, at) => clearAddresses(events, at),
    'dead-letters': (_before, at) => clearDeadLetters(events, at),
    profiles: (_before, at) => clearProfiles(state, at),
    rejections: (_before, at) => clearRejections(state, at),
    nights: async (before, at) => (await clearDocuments(state, before)) + (await clearJobs(state, at)),
    exports: async (_before, at) => clearFiles(exportFolder, at),
  }
  const counts: Record<string, number> = {}
  for (const kind of RETENTION_KINDS) {
    const days = retention[kind]
    if (days === null) continue
    signal?.throwIfAborted()
    const before = addDays(today, -days)
    counts[kind] = await clear[kind](before, startOfDay(before, timeZone))
  }
  const entry = { at: clock.now(), actor: 'system', action: 'retention.applied', subject: 'retention', details: counts }
  await state.transaction((client) => appendAudit(client, entry))
  return counts
}

function clearFiles(folder: string, at: number): number {
  if (!existsSync(folder)) return 0
  const old = readdirSync(folder).filter((name) => {
    const isOurs = /^request-\d+\.json(\.part)?$/.test(name)
    return isOurs && statSync(join(folder, name)).mtimeMs < at
  })
  for (const name of old) rmSync(join(folder, name), { force: true })
  return old.length
}
