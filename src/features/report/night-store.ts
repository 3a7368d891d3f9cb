/** The newest night shift, as every page shows it at its head. */
import { z } from 'zod'
import type { StateStore } from '../../stores/state/store.ts'
import type { NightNow } from './schema.ts'

const rowSchema = z.object({
  as_of: z.string(),
  started_at: z.date(),
  finished_at: z.date().nullable(),
  steps: z.number().int(),
  ended: z.number().int(),
  failed: z.number().int(),
})

export async function readNightNow(state: StateStore): Promise<NightNow['night']> {
  const { rows } = await state.pool.query(
    `SELECT as_of, started_at, finished_at,
       (SELECT count(*)::int FROM night_steps WHERE night_id = n.id) AS steps,
       (SELECT count(*)::int FROM night_steps WHERE night_id = n.id AND status <> 'waiting') AS ended,
       (SELECT count(*)::int FROM night_steps WHERE night_id = n.id AND status IN ('failed', 'skipped')) AS failed
     FROM nights n ORDER BY id DESC LIMIT 1`,
  )
  if (rows[0] === undefined) return null
  const { as_of, started_at, finished_at, ...counts } = rowSchema.parse(rows[0])
  return {
    asOf: as_of,
    startedAt: started_at.toISOString(),
    finishedAt: finished_at?.toISOString() ?? null,
    ...counts,
  }
}
