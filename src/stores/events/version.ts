/** Whether what is computed from the log is still the same: a text that changes with any of its tables. */
import { z } from 'zod'
import type { Clock } from '../../core/time.ts'
import type { EventStore } from './store.ts'

/** So long it is not looked at again. */
const FRESH_MS = 1_000
/** So long the last look is good enough while the engine is busy with somebody's question. */
const GOOD_MS = 10_000

/** Tables that grow with every event and are not asked by anybody who needs the same answer twice, and those that are being filled. */
const IS_ASKED = `table NOT IN ('events', 'dead_letters', 'dirigent_migrations', 'visits_stage', 'erasing') AND NOT endsWith(replaceOne(table, '_local', ''), '_next')`

const row = z.object({ version: z.string() })

async function readVersion(events: EventStore): Promise<string> {
  const [found] = await events.query(
    `SELECT toString(groupBitXor(cityHash64(table, name, toString(modification_time), rows))) AS version
     FROM system.parts WHERE database = currentDatabase() AND active AND ${IS_ASKED}`,
    {},
    row,
  )
  return found?.version ?? ''
}

/**
 * The version as it was at most ten seconds ago, usually one. Asked thousands of times a second, it looks once.
 * @returns a function that gives it
 */
export function watchVersion(events: EventStore, clock: Clock): () => Promise<string> {
  let known: { readonly version: string; readonly at: number } | null = null
  let looking: Promise<string> | null = null
  const look = (): Promise<string> => {
    looking ??= readVersion(events)
      .then((version) => {
        known = { version, at: clock.now() }
        return version
      })
      .finally(() => {
        looking = null
      })
    return looking
  }
  return async () => {
    const age = known === null ? Number.POSITIVE_INFINITY : clock.now() - known.at
    if (known === null || age > GOOD_MS) return look()
    // Whoever asks does not wait for a look; one that fails is made again by the next.
    if (age > FRESH_MS) look().catch(() => undefined)
    return known.version
  }
}
