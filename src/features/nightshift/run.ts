/**
 * The night shift: the log is brought up to date, the steps run one after the other, the report is bound.
 * Each step's work and the word that it is done are kept together, so that a night cut off anywhere goes on where it stood.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Compute } from '../../compute/index.ts'
import { AppError, isDiskFull, messageOf } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'
import type { Log } from '../../core/log.ts'
import type { Clock, Day } from '../../core/time.ts'
import { relayOutbox } from '../../ingest/write/outbox.ts'
import { rebuildProjections } from '../../stores/events/project.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { REBUILD_LOCK, withLock } from '../../stores/state/lock.ts'
import type { StateStore } from '../../stores/state/store.ts'
import {
  type Contribution,
  contributionSchema,
  createAsk,
  type NightStep,
  type StepContext,
} from '../findings/index.ts'
import { readDueClaims } from './claims-store.ts'
import { missingNeed, orderSteps, type StepStatus } from './model.ts'
import {
  beginNight,
  completeSteps,
  failStep,
  findPreviousAsOf,
  findRunningNight,
  finishStep,
  type Night,
  readContributions,
  readSteps,
} from './store.ts'

/** Waits before a failed step is tried again. */
const RETRY_MS = [500, 2_000]
const PREPARE = 'prepare'
const PREPARE_TITLE: Text = { de: 'Daten ordnen', en: 'Put the data in order' }

export interface NightDeps {
  readonly state: StateStore
  readonly events: EventStore
  readonly compute: Compute
  readonly clock: Clock
  readonly log: Log
  readonly steps: readonly NightStep[]
  readonly shop: Pick<StepContext, 'timeZone' | 'currency' | 'taxPercent' | 'holidays'>
}

export interface StepProgress {
  readonly name: string
  readonly title: Text
  readonly status: StepStatus | 'running'
  readonly seconds: number | null
  readonly rows: number | null
  readonly error: string | null
}

export interface NightOptions {
  readonly asOf: Day
  readonly signal: AbortSignal
  readonly onProgress?: (step: StepProgress) => void
}

interface StepResult extends StepProgress {
  readonly status: StepStatus
}

export interface NightResult {
  readonly night: Night
  readonly steps: readonly StepResult[]
  readonly contributions: readonly { readonly step: string; readonly contribution: Contribution }[]
}

/** The steps as they are listed: first the data, then the analyses in order of need. */
export function listSteps(steps: readonly NightStep[]): { name: string; title: Text; needs: readonly string[] }[] {
  return [{ name: PREPARE, title: PREPARE_TITLE, needs: [] }, ...orderSteps(steps)]
}

/**
 * Runs the steps of one night, or what is left of the night that was cut off.
 * The night stays open until its report is bound (see `bindNight` of the caller).
 * @throws AppError 'work.stopped' when `signal` is raised; the night goes on with the next run
 */
export async function runSteps(deps: NightDeps, options: NightOptions): Promise<NightResult> {
  const { state, clock } = deps
  const list = listSteps(deps.steps)
  const names = list.map(({ name }) => name)
  const open = await findRunningNight(state)
  const night = open ?? (await beginNight(state, options.asOf, names, clock.now()))
  if (open !== null) await completeSteps(state, night.id, names)
  const previousAsOf = await findPreviousAsOf(state, night.asOf)
  const known = new Map((await readSteps(state, night.id)).map((row) => [row.name, row]))
  const results = new Map<string, StepResult>()
  for (const { name, title, needs } of list) {
    const row = known.get(name)
    const before =
      row?.status === 'done'
        ? { name, title, status: row.status, seconds: row.seconds, rows: row.rows, error: null }
        : null
    const result =
      before ??
      (await runStep(
        deps,
        options,
        { night, previousAsOf, name, title, needs: name === PREPARE ? [] : [PREPARE, ...needs] },
        results,
      ))
    results.set(name, result)
    options.onProgress?.(result)
  }
  return { night, steps: [...results.values()], contributions: await readContributions(state, night.id) }
}

interface StepRun {
  readonly night: Night
  readonly previousAsOf: Day | null
  readonly name: string
  readonly title: Text
  readonly needs: readonly string[]
}

async function runStep(
  deps: NightDeps,
  options: NightOptions,
  step: StepRun,
  results: ReadonlyMap<string, StepResult>,
): Promise<StepResult> {
  const { state, log } = deps
  const { night, name, title } = step
  stopIfAsked(options.signal)
  const missing = missingNeed(step.needs, (need) => results.get(need)?.status)
  if (missing !== null) {
    const error = `'${missing}' did not end well, and this step needs it.`
    await failStep(state, night.id, name, { status: 'skipped', seconds: null, error })
    return { name, title, status: 'skipped', seconds: null, rows: null, error }
  }
  options.onProgress?.({ name, title, status: 'running', seconds: null, rows: null, error: null })
  const started = performance.now()
  const elapsed = () => Math.round(performance.now() - started) / 1000
  for (let attempt = 0; ; attempt++) {
    try {
      const { contribution, rows } = await work(deps, options.signal, step)
      const seconds = elapsed()
      await finishStep(state, night.id, name, { seconds, rows, contribution })
      log.info({ night: night.id, step: name, seconds, rows }, 'step done')
      return { name, title, status: 'done', seconds, rows, error: null }
    } catch (error) {
      stopIfAsked(options.signal)
      stopWithoutStore(state.explain(error), title)
      log.warn({ night: night.id, step: name, attempt, err: error }, 'step failed')
      const wait = RETRY_MS[attempt]
      if (wait === undefined) {
        const seconds = elapsed()
        await failStep(state, night.id, name, { status: 'failed', seconds, error: messageOf(error) })
        return { name, title, status: 'failed', seconds, rows: null, error: messageOf(error) }
      }
      await sleep(wait)
    }
  }
}

async function work(
  deps: NightDeps,
  signal: AbortSignal,
  { night, previousAsOf, name }: StepRun,
): Promise<{ contribution: Contribution | null; rows: number }> {
  if (name === PREPARE) {
    await relayOutbox(deps, signal)
    const counts = await withLock(deps.state, { lock: REBUILD_LOCK, signal }, () =>
      rebuildProjections(deps.events, deps.shop.timeZone, signal),
    )
    return { contribution: null, rows: counts.reduce((sum, { rows }) => sum + rows, 0) }
  }
  const step = deps.steps.find((candidate) => candidate.name === name)
  if (step === undefined) throw new AppError('internal', `There is no step '${name}'.`)
  const counted = countRows(deps.events)
  const contribution = await step.run({
    dueClaims: await readDueClaims(deps.state, night.asOf),
    ...deps.shop,
    asOf: night.asOf,
    previousAsOf,
    ask: createAsk(counted.events, name),
    events: counted.events,
    compute: deps.compute,
    log: deps.log,
    signal,
  })
  return { contribution: contributionSchema.parse(contribution), rows: counted.rows() }
}

/** The store, counting the rows it gave. */
function countRows(events: EventStore): { events: EventStore; rows: () => number } {
  let count = 0
  return {
    rows: () => count,
    events: {
      ...events,
      async query(sql, params, row) {
        const rows = await events.query(sql, params, row)
        count += rows.length
        return rows
      },
      async columns(sql, params, names) {
        const columns = await events.columns(sql, params, names)
        count += names[0] === undefined ? 0 : columns[names[0]].length
        return columns
      },
    },
  }
}

function stopIfAsked(signal: AbortSignal): void {
  if (signal.aborted)
    throw new AppError('work.stopped', 'The night shift was stopped. What is done is kept; run it again to go on.')
}

/** Where a store has no room or is gone no step can do better: an empty report is worth less than yesterday's. */
function stopWithoutStore(error: unknown, title: Text): void {
  if (error instanceof AppError && error.code === 'store.unusable') throw error
  if (!isDiskFull(error)) return
  throw new AppError(
    'store.unusable',
    `The disk is full: there was no room for the step '${title.en}'. What is done is kept. Free some room and run the night again; it goes on there.`,
    {},
    { cause: error },
  )
}
