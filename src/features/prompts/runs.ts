/** Versions tried on the saved cases: begun, stopped, shown with their sums. */
import { randomUUID } from 'node:crypto'
import { AppError, textFault } from '../../core/errors.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import { listCases } from './case-store.ts'
import { nameOf, type PromptDeps } from './library.ts'
import { shareOf } from './model.ts'
import { endRun, insertRun, type NewItem, readRuns } from './run-store.ts'
import type { ItemResult, PromptKey, PromptRun, RunRow, RunSum } from './schema.ts'
import { readStanding } from './store.ts'
import { NO_CASES, NOT_RUNNING, noVersion, tooManyItems } from './texts.ts'

/** More would take a model the better part of an hour. */
const MOST_ITEMS = 200
const SHOWN = 10

export interface RunDeps extends Pick<PromptDeps, 'state' | 'clock'> {
  /** Has the waiting ones written soon. */
  wake(): Promise<void>
}

/** @throws AppError 'input.conflict' without cases, 'input.not-found' without such a version, 'input.invalid' where it is too much */
export async function beginRun(
  deps: RunDeps,
  key: PromptKey,
  versions: readonly number[],
  actor: string,
): Promise<{ id: string }> {
  const { state, clock } = deps
  const [cases, { newest }] = await Promise.all([listCases(state, key), readStanding(state.pool, key)])
  const unknown = versions.find((version) => version > newest)
  if (unknown !== undefined) throw textFault('input.not-found', noVersion(unknown))
  if (cases.length === 0) throw textFault('input.conflict', NO_CASES)
  // Versions of the same case one after the other: what is stopped half-way can still be compared.
  const items = cases.flatMap(({ id, products }) =>
    products.flatMap((product) => versions.map((version): NewItem => ({ caseId: id, productId: product.id, version }))),
  )
  if (items.length > MOST_ITEMS) throw textFault('input.invalid', tooManyItems(items.length, MOST_ITEMS))
  const [id, at] = [randomUUID(), clock.now()]
  await state.transaction(async (client) => {
    await insertRun(client, { ...key, id, versions, by: actor, at, items })
    const details = { run: id, versions: versions.join(','), texts: items.length }
    await appendAudit(client, { at, actor, action: 'prompt.run-begun', subject: nameOf(key), details })
    await notifyLive(client, 'prompts', nameOf(key))
  })
  await deps.wake()
  return { id }
}

/** @throws AppError 'input.not-found', 'input.conflict' where it is over */
export async function stopRun(deps: RunDeps, key: PromptKey, id: string, actor: string): Promise<void> {
  await showRun(deps, key, id)
  const at = deps.clock.now()
  await deps.state.transaction(async (client) => {
    if (!(await endRun(client, id, { status: 'stopped', at }))) throw textFault('input.conflict', NOT_RUNNING)
    const details = { run: id }
    await appendAudit(client, { at, actor, action: 'prompt.run-stopped', subject: nameOf(key), details })
    await notifyLive(client, 'prompts', nameOf(key))
  })
}

export async function listRuns({ state }: Pick<RunDeps, 'state'>, key: PromptKey): Promise<{ items: RunRow[] }> {
  const runs = await readRuns(state, key, { id: null, limit: SHOWN })
  return { items: runs.map((run) => ({ ...run, sums: sumsOf(run) })) }
}

/** @throws AppError 'input.not-found' */
export async function showRun({ state }: Pick<RunDeps, 'state'>, key: PromptKey, id: string): Promise<PromptRun> {
  const [run] = await readRuns(state, key, { id, limit: 1 })
  if (run === undefined) throw new AppError('input.not-found', `There is no run ${id}.`)
  return { ...run, sums: sumsOf(run) }
}

/** What a run says of each of its versions. What the built-in writer wrote in the model's place says nothing of one. */
function sumsOf({ versions, items }: Pick<PromptRun, 'versions' | 'items'>): RunSum[] {
  return versions.map((version) => {
    const own = items.filter((item) => item.version === version)
    const results = own.flatMap(({ result }) => result ?? [])
    const written = own.flatMap(({ status, result }) => (status === 'written' && result !== null ? [result] : []))
    const sum = (of: readonly ItemResult[], value: (result: ItemResult) => number) =>
      of.reduce((total, result) => total + value(result), 0)
    const distances = written.flatMap(({ distance }) => distance ?? [])
    return {
      version,
      items: own.length,
      done: own.filter(({ status }) => status !== 'waiting').length,
      clean: shareOf(
        sum(written, ({ clean }) => clean),
        sum(written, ({ asked }) => asked),
      ),
      distance:
        distances.length === 0
          ? null
          : { mean: distances.reduce((total, one) => total + one, 0) / distances.length, n: distances.length },
      costMicros: sum(results, ({ costMicros }) => costMicros),
      tokens: sum(results, ({ inputTokens, outputTokens }) => inputTokens + outputTokens),
      seconds: sum(results, ({ seconds }) => seconds),
    }
  })
}
