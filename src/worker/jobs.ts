/** Durable jobs: schedules in the shop's time zone, retries with backoff, and a list of what was given up. */
import { PgBoss } from 'pg-boss'
import { z } from 'zod'
import { AppError, messageOf } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import type { StateStore } from '../stores/state/store.ts'

/** Work done for a job; a rejection counts as a failed attempt. */
export interface JobKind {
  readonly name: string
  /** Cron in the shop's time zone; null: runs when asked for. */
  readonly cron: string | null
  readonly retries: number
  /** Seconds after which an attempt that says nothing counts as failed. */
  readonly timeoutSeconds: number
  run(data: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<void>
}

export interface Jobs {
  /** Asks for a job; nothing happens where the same one is waiting. */
  ask(name: string, data: Record<string, unknown>): Promise<void>
  stop(): Promise<void>
}

const deadLetterSchema = z.object({
  id: z.string(),
  job: z.string(),
  data: z.unknown(),
  failedAt: z.string(),
  error: z.string(),
})
export type DeadLetter = z.infer<typeof deadLetterSchema>

/** The list as the API gives it. */
export const deadLetterListSchema = z.object({ items: z.array(deadLetterSchema) })

const DEAD = 'dead-letters'
const SCHEMA = 'jobs'
const BACKOFF_SECONDS = 30

export async function startJobs(
  state: StateStore,
  kinds: readonly JobKind[],
  options: { timeZone: string; log: Log },
): Promise<Jobs> {
  const boss = await open(state)
  boss.on('error', (error) => options.log.error({ err: error }, 'jobs'))
  const stopping = new AbortController()
  await boss.createQueue(DEAD)
  for (const kind of kinds) {
    const queue = {
      retryLimit: kind.retries,
      retryDelay: BACKOFF_SECONDS,
      retryBackoff: true,
      expireInSeconds: kind.timeoutSeconds,
      deadLetter: DEAD,
    }
    // 'short': one waiting job of a kind is enough.
    await boss.createQueue(kind.name, { ...queue, policy: 'short' })
    await boss.updateQueue(kind.name, queue)
    await boss.work<Record<string, unknown>>(kind.name, { pollingIntervalSeconds: 2 }, async ([job]) => {
      if (job === undefined) return
      try {
        await kind.run(job.data ?? {}, stopping.signal)
      } catch (error) {
        const stopped = error instanceof AppError && error.code === 'work.stopped'
        if (!stopped) options.log.error({ job: kind.name, id: job.id, err: error }, 'job failed')
        throw error
      }
    })
    if (kind.cron === null) await boss.unschedule(kind.name)
    else await boss.schedule(kind.name, kind.cron, {}, { tz: options.timeZone })
  }
  return {
    async ask(name, data) {
      await boss.send(name, data)
    },
    async stop() {
      stopping.abort()
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

async function open(state: StateStore): Promise<PgBoss> {
  const boss = new PgBoss({
    schema: SCHEMA,
    db: { executeSql: (text: string, values?: unknown[]) => state.pool.query(text, values) },
  })
  await boss.start()
  return boss
}

/** What was given up after all its attempts, newest first; empty where jobs never ran. */
export async function listDeadLetters(state: StateStore, limit: number): Promise<DeadLetter[]> {
  const there = await state.pool.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
    `${SCHEMA}.job`,
  ])
  if (there.rows[0]?.found !== true) return []
  const { rows } = await state.pool.query<{ id: string; data: unknown; created: Date; job: string; output: unknown }>(
    `SELECT id, data, created_on AS created, source_name AS job, source_output AS output
     FROM ${SCHEMA}.job WHERE name = $1 ORDER BY created_on DESC LIMIT $2`,
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

function errorOf(output: unknown): string {
  if (typeof output === 'object' && output !== null && 'message' in output) return messageOf(output.message)
  return output === null || output === undefined ? 'no reason was kept' : JSON.stringify(output)
}
