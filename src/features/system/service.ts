/** The house-keeping of the workbench: looked at, asked for, called off. */
import { statfs } from 'node:fs/promises'
import { z } from 'zod'
import { cursorOf, readCursor } from '../../api/page.ts'
import type { Config } from '../../config.ts'
import { keepBriefly } from '../../core/briefly.ts'
import { AppError } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'
import { type Clock, dayOf, parseDay } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { checkSettings, checkStores } from './checks.ts'
import {
  errorOf,
  hasJobs,
  isUnderWay,
  type JobRow,
  listDeadLetters,
  listJobs,
  type RemovedLetter,
  removeDeadLetter,
} from './jobs-store.ts'
import { nextRun } from './model.ts'
import type { Check, Import, Job, Night, System } from './schema.ts'
import { findNight, listImports, listNights, measureEvents, measureState, type NightRow, stepRows } from './store.ts'

export interface SystemDeps {
  readonly state: StateStore
  readonly events: EventStore
  readonly clock: Clock
  /** The settings as they hold now. */
  config(): Promise<Config>
  readonly version: string
  /** The steps of a night in their order. */
  readonly steps: readonly { readonly name: string; readonly title: Text }[]
  readonly jobs: JobDesk
}

interface JobDesk {
  ask(job: string, data?: Record<string, unknown>): Promise<void>
  /** Calls off what waits and stops what runs. @returns how many jobs that were */
  interrupt(job: string): Promise<number>
}

const NIGHT = 'night'
const MOST_LETTERS = 100
const KEPT_MS = 2_000
/** Other machines are asked: not for each look at the page. */
const CHECKS_MS = 15_000
const OUTCOMES: Readonly<Record<string, NonNullable<Job['last']>['outcome']>> = {
  completed: 'done',
  failed: 'failed',
  cancelled: 'called-off',
}

const placeSchema = z.tuple([z.number()])

export function openSystem(deps: SystemDeps) {
  const { state, events, clock, jobs } = deps
  const startedAt = new Date(clock.now() - process.uptime() * 1_000).toISOString()
  const systems = keepBriefly<System>(clock, { ms: KEPT_MS, most: 1 })
  const lists = keepBriefly<{ items: Job[] }>(clock, { ms: KEPT_MS, most: 1 })
  const checks = keepBriefly<{ items: Check[] }>(clock, { ms: CHECKS_MS, most: 1 })
  const titles = new Map(deps.steps.map(({ name, title }) => [name, title]))

  const note = (action: string, subject: string, actor: string, details: Record<string, string | null> = {}) =>
    state.transaction(async (client) => {
      await appendAudit(client, { at: clock.now(), actor, action, subject, details })
      await notifyLive(client, action.startsWith('night') ? 'nights' : 'jobs', subject)
    })

  /** @returns rows up to the limit, and the place after them */
  const piece = <R extends { id: number }>(rows: R[], limit: number) => {
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return { page, next: rows.length > limit && last !== undefined ? cursorOf(last.id) : null }
  }

  return {
    show: () =>
      systems('all', async () => {
        const config = await deps.config()
        const [inState, inEvents, freeBytes] = await Promise.all([
          measureState(state),
          measureEvents(events),
          freeRoom(config.dataDir),
        ])
        return {
          version: deps.version,
          node: process.versions.node,
          startedAt,
          memoryBytes: process.memoryUsage().rss,
          freeBytes,
          dataDir: config.dataDir,
          state: { version: state.version, embedded: state.embedded, bytes: inState.bytes },
          events: {
            version: events.version,
            embedded: config.clickhouseUrl === null,
            bytes: inEvents.bytes,
            logBytes: inEvents.log_bytes,
            logRows: inEvents.log_rows,
          },
          outbox: inState.outbox,
        }
      }),

    checks: () =>
      checks('all', async () => {
        const config = await deps.config()
        return { items: [...(await checkSettings(config)), ...(await checkStores(config, { state, events }))] }
      }),

    jobs: () =>
      lists('all', async () => {
        const { timeZone } = await deps.config()
        return { items: (await listJobs(state)).map((row) => toJob(row, clock.now(), timeZone)) }
      }),

    deadLetters: async () => ({ items: await listDeadLetters(state, MOST_LETTERS) }),

    /** Asks for the job again. @throws AppError 'input.not-found' where the letter is gone */
    async retry(id: string, actor: string): Promise<void> {
      // Within the transaction: a letter whose job cannot be asked for stays.
      await takeOut(id, 'dead-letter.retried', actor, ({ job, data }) => jobs.ask(job, data))
    },

    async discard(id: string, actor: string): Promise<void> {
      await takeOut(id, 'dead-letter.discarded', actor)
    },

    async nights(query: {
      limit: number
      after?: string | undefined
    }): Promise<{ items: Night[]; next: string | null }> {
      const before = readCursor(query.after, placeSchema)?.[0] ?? null
      const [rows, { runs }] = await Promise.all([listNights(state, before, query.limit + 1), isUnderWay(state, NIGHT)])
      const { page, next } = piece(rows, query.limit)
      return { items: page.map((row) => toNight(row, runs)), next }
    },

    /** @throws AppError 'input.not-found' */
    async night(id: number): Promise<Night> {
      const [row, { runs }] = await Promise.all([findNight(state, id), isUnderWay(state, NIGHT)])
      if (row === null) throw new AppError('input.not-found', `There is no night ${id}.`)
      return toNight(row, runs)
    },

    /** @throws AppError 'input.conflict' where one runs or waits, 'usage.invalid' for a day that is still to come */
    async runNight(asOf: string | undefined, actor: string): Promise<{ asked: boolean }> {
      if (asOf !== undefined) {
        const { timeZone } = await deps.config()
        const today = dayOf(clock.now(), timeZone)
        if (parseDay(asOf, 'asOf') > today)
          throw new AppError('usage.invalid', `asOf: ${asOf} is still to come; in the shop it is ${today}.`)
      }
      const { runs, waits } = await isUnderWay(state, NIGHT)
      if (runs || waits)
        throw new AppError('input.conflict', 'A night shift is under way already. Wait for it, or stop it first.')
      await jobs.ask(NIGHT, { byHand: true, ...(asOf === undefined ? {} : { asOf }) })
      await note('night.asked', 'night', actor, { asOf: asOf ?? null })
      return { asked: true }
    },

    /** @throws AppError 'input.conflict' where none is under way */
    async stopNight(actor: string): Promise<void> {
      if ((await jobs.interrupt(NIGHT)) === 0) throw new AppError('input.conflict', 'No night shift is under way.')
      await note('night.stopped', 'night', actor)
    },

    async imports(query: {
      limit: number
      after?: string | undefined
    }): Promise<{ items: Import[]; next: string | null }> {
      const before = readCursor(query.after, placeSchema)?.[0] ?? null
      const { page, next } = piece(await listImports(state, before, query.limit + 1), query.limit)
      return { items: page, next }
    },
  }

  async function takeOut(id: string, action: string, actor: string, then?: (letter: RemovedLetter) => Promise<void>) {
    // Before jobs ever ran there is nothing to take out, and no table to take it from.
    const isThere = await hasJobs(state)
    return state.transaction(async (client) => {
      const letter = isThere ? await removeDeadLetter(client, id) : null
      if (letter === null) throw new AppError('input.not-found', `There is no job ${id} that was given up.`)
      await appendAudit(client, { at: clock.now(), actor, action, subject: letter.job, details: { id } })
      await notifyLive(client, 'jobs', id)
      await then?.(letter)
    })
  }

  function toNight(row: NightRow, runs: boolean): Night {
    const isOpen = row.status === 'running'
    const steps = stepRows.parse(row.steps)
    const running = isOpen && runs ? steps.findIndex(({ status }) => status === 'waiting') : -1
    return {
      id: row.id,
      asOf: row.as_of,
      status: isOpen ? (runs ? 'running' : 'stopped') : 'done',
      startedAt: row.started_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
      mailedAt: row.mailed_at?.toISOString() ?? null,
      steps: steps.map((step, index) => ({
        ...step,
        title: titles.get(step.name) ?? { de: step.name, en: step.name },
        status: index === running ? 'running' : step.status,
      })),
    }
  }
}

function toJob(row: JobRow, now: number, timeZone: string): Job {
  const outcome = OUTCOMES[row.outcome ?? '']
  const next = row.cron === null ? null : nextRun(row.cron, now, timeZone)
  return {
    name: row.name,
    cron: row.cron,
    running: row.running_since === null ? null : { since: row.running_since.toISOString() },
    waiting: row.waiting,
    last:
      row.ended_at === null || outcome === undefined
        ? null
        : {
            at: row.ended_at.toISOString(),
            outcome,
            seconds: row.seconds,
            error: outcome === 'failed' ? errorOf(row.output) : null,
          },
    nextAt: next === null ? null : new Date(next).toISOString(),
  }
}

async function freeRoom(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    // Some file systems do not tell.
    return null
  }
}
