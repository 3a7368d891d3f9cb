/** Durable jobs: schedules in the shop's time zone, retries with backoff, and a list of what was given up. */
import { PgBoss } from 'pg-boss'
import { AppError } from '../core/errors.ts'
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
  /** Calls off what waits and stops what runs, in whichever process. @returns how many jobs that were */
  interrupt(name: string): Promise<number>
  /** Sets when a job runs, cron in the shop's time zone. */
  schedule(name: string, cron: string): Promise<void>
  stop(): Promise<void>
}

const DEAD = 'dead-letters'
const SCHEMA = 'jobs'
const BACKOFF_SECONDS = 30
/** How often a job that runs looks whether it was called off. */
const WATCH_MS = 2_000

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
    // 'short': one waiting job of a kind and with the same data is enough (see `ask`).
    await boss.createQueue(kind.name, { ...queue, policy: 'short' })
    await boss.updateQueue(kind.name, queue)
    await boss.work<Record<string, unknown>>(kind.name, { pollingIntervalSeconds: 2 }, async ([job]) => {
      if (job === undefined) return
      const calledOff = watch(state, job.id, options.log)
      try {
        await kind.run(job.data ?? {}, AbortSignal.any([stopping.signal, calledOff.signal]))
      } catch (error) {
        const stopped = calledOff.signal.aborted || (error instanceof AppError && error.code === 'work.stopped')
        if (!stopped) options.log.error({ job: kind.name, id: job.id, err: error }, 'job failed')
        throw error
      } finally {
        calledOff.end()
      }
    })
    if (kind.cron === null) await boss.unschedule(kind.name)
    else await boss.schedule(kind.name, kind.cron, {}, { tz: options.timeZone })
  }
  return {
    async ask(name, data) {
      // A schedule's jobs have no data and no key: nobody needs one of these beside another.
      const key = Object.keys(data).length === 0 ? {} : { singletonKey: JSON.stringify(sorted(data)) }
      await boss.send(name, data, key)
    },
    async interrupt(name) {
      const { rows } = await state.pool.query<{ id: string }>(
        `SELECT id FROM ${SCHEMA}.job WHERE name = $1 AND state IN ('created', 'retry', 'active')`,
        [name],
      )
      if (rows.length > 0)
        await boss.cancel(
          name,
          rows.map(({ id }) => id),
        )
      return rows.length
    },
    async schedule(name, cron) {
      await boss.schedule(name, cron, {}, { tz: options.timeZone })
    },
    async stop() {
      stopping.abort()
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

function sorted(data: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))
}

async function open(state: StateStore): Promise<PgBoss> {
  const boss = new PgBoss({
    schema: SCHEMA,
    db: { executeSql: (text: string, values?: unknown[]) => state.pool.query(text, values) },
  })
  await boss.start()
  return boss
}

/** A signal that is raised when the job was called off, by this process or another one. */
function watch(state: StateStore, id: string, log: Log): { signal: AbortSignal; end(): void } {
  const controller = new AbortController()
  const look = async () => {
    const { rows } = await state.pool.query<{ state: string }>(`SELECT state FROM ${SCHEMA}.job WHERE id = $1`, [id])
    if (rows[0]?.state === 'cancelled') controller.abort()
  }
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn({ err: error, id }, 'a job could not be looked at'))
  }, WATCH_MS)
  return { signal: controller.signal, end: () => clearInterval(timer) }
}
