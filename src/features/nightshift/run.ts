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
import type { SkillNight, SkillStep } from '../desk/index.ts'
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
  findLastNight,
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
  /** What the skills prepare, after the analyses. */
  readonly skillSteps: readonly SkillStep[]
  readonly shop: Pick<StepContext, 'timeZone' | 'currency' | 'taxPercent' | 'holidays'>
}

export interface StepProgress {
  readonly name: string
  readonly title: Text
  readonly status: StepStatus | 'running'
  readonly seconds: number | null
  readonly rows: number | null
  /** Proposals that a skill's step made; null: it is no skill's, or did not end well. */
  readonly proposals: number | null
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

/** The steps as they are listed: first the data, then the analyses in order of need, then the skills. */
export function listSteps({
  steps,
  skillSteps,
}: {
  steps: NightDeps['steps']
  skillSteps: readonly Pick<SkillStep, 'name' | 'title'>[]
}): { name: string; title: Text; needs: readonly string[] }[] {
  return [
    { name: PREPARE, title: PREPARE_TITLE, needs: [] },
    ...orderSteps(steps),
    ...skillSteps.map(({ name, title }) => ({ name, title, needs: [] })),
  ]
}

/**
 * Runs the steps of one night, or what is left of the night that was cut off.
 * The night stays open until its report is bound (see `bindNight` of the caller).
 * @throws AppError 'work.stopped' when `signal` is raised; the night goes on with the next run
 */
export async function runSteps(deps: NightDeps, options: NightOptions): Promise<NightResult> {
  const { state, clock } = deps
  const list = listSteps(deps)
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
        ? {
            name,
            title,
            status: row.status,
            seconds: row.seconds,
            rows: row.rows,
            proposals: row.proposals,
            error: null,
          }
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
    return { name, title, status: 'skipped', seconds: null, rows: null, proposals: null, error }
  }
  options.onProgress?.({ name, title, status: 'running', seconds: null, rows: null, proposals: null, error: null })
  const started = performance.now()
  const elapsed = () => Math.round(performance.now() - started) / 1000
  for (let attempt = 0; ; attempt++) {
    try {
      const brought = await work(deps, options.signal, step)
      const seconds = elapsed()
      await finishStep(state, night.id, name, { seconds, ...brought })
      const { rows, proposals } = brought
      log.info({ night: night.id, step: name, seconds, rows, proposals }, 'step done')
      return { name, title, status: 'done', seconds, rows, proposals, error: null }
    } catch (error) {
      stopIfAsked(options.signal)
      stopWithoutStore(state.explain(error), title)
      log.warn({ night: night.id, step: name, attempt, err: error }, 'step failed')
      const wait = RETRY_MS[attempt]
      if (wait === undefined) {
        const seconds = elapsed()
        await failStep(state, night.id, name, { status: 'failed', seconds, error: messageOf(error) })
        return { name, title, status: 'failed', seconds, rows: null, proposals: null, error: messageOf(error) }
      }
      await sleep(wait)
    }
  }
}

interface Brought {
  readonly contribution: Contribution | null
  readonly rows: number
  readonly proposals: number | null
}

async function work(deps: NightDeps, signal: AbortSignal, { night, previousAsOf, name }: StepRun): Promise<Brought> {
  if (name === PREPARE) {
    await relayOutbox(deps, signal)
    const counts = await withLock(deps.state, { lock: REBUILD_LOCK, signal }, () =>
      rebuildProjections(deps.events, deps.shop.timeZone, signal),
    )
    return { contribution: null, rows: counts.reduce((sum, { rows }) => sum + rows, 0), proposals: null }
  }
  const counted = countRows(deps.events)
  const context = await contextOf({ ...deps, events: counted.events }, { asOf: night.asOf, previousAsOf, name, signal })
  const skillStep = deps.skillSteps.find((candidate) => candidate.name === name)
  if (skillStep !== undefined) {
    const contributions = byStep(await readContributions(deps.state, night.id))
    const proposals = await skillStep.run({ ...context, contributions }, `night:${night.id}`)
    return { contribution: null, rows: counted.rows(), proposals }
  }
  const step = deps.steps.find((candidate) => candidate.name === name)
  if (step === undefined) throw new AppError('internal', `There is no step '${name}'.`)
  const contribution = await step.run(context)
  return { contribution: contributionSchema.parse(contribution), rows: counted.rows(), proposals: null }
}

async function contextOf(
  deps: NightDeps,
  { asOf, previousAsOf, name, signal }: Pick<StepContext, 'asOf' | 'previousAsOf' | 'signal'> & { name: string },
): Promise<StepContext> {
  return {
    dueClaims: await readDueClaims(deps.state, asOf),
    ...deps.shop,
    asOf,
    previousAsOf,
    ask: createAsk(deps.events, name),
    events: deps.events,
    compute: deps.compute,
    log: deps.log,
    signal,
  }
}

const byStep = (brought: NightResult['contributions']): SkillNight['contributions'] =>
  new Map(brought.map(({ step, contribution }) => [step, contribution]))

/** What a skill works with that is asked to work by day: the last day that is over, and what the last night brought. */
export async function skillContext(
  deps: NightDeps,
  { asOf, signal }: { asOf: Day; signal: AbortSignal },
): Promise<SkillNight> {
  const last = await findLastNight(deps.state)
  const context = await contextOf(deps, { asOf, previousAsOf: last?.asOf ?? null, name: 'skill', signal })
  return { ...context, contributions: byStep(last === null ? [] : await readContributions(deps.state, last.id)) }
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
