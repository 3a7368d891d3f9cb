/** Writes what runs ask for, one text after the other. Cut off anywhere it goes on with the text it was at. */

import { faultText } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'
import type { Log } from '../../core/log.ts'
import { wordDistance } from '../../ml/text/word-distance.ts'
import { notifyLive } from '../../stores/state/live.ts'
import { readFacts } from '../content/index.ts'
import type { Writer } from '../writing/index.ts'
import type { PromptDeps } from './library.ts'
import { endItem, endRun, type ItemState, listRunning, nextItem, type WaitingItem } from './run-store.ts'
import type { ItemResult } from './schema.ts'
import { BUDGET_STOP, CASE_GONE } from './texts.ts'

export interface RunWorkDeps extends Pick<PromptDeps, 'state' | 'clock'> {
  readonly writer: Writer
  readonly log: Log
}

export async function workRuns(deps: RunWorkDeps, signal: AbortSignal): Promise<void> {
  for (const id of await listRunning(deps.state)) await workRun(deps, id, signal)
}

async function workRun(deps: RunWorkDeps, id: string, signal: AbortSignal): Promise<void> {
  const { state, clock } = deps
  for (;;) {
    signal.throwIfAborted()
    const item = await nextItem(state, id)
    if (item === null) break
    const tried = await tryCase(deps, item, signal)
    if (tried === 'budget') {
      await endRun(state.pool, id, { status: 'stopped', error: BUDGET_STOP, at: clock.now() })
      break
    }
    await endItem(state, id, item.place, tried)
    await tell(deps, id)
  }
  // One that somebody stopped stays as it is.
  await endRun(state.pool, id, { status: 'done', at: clock.now() })
  await tell(deps, id)
}

const tell = ({ state }: RunWorkDeps, id: string) => state.transaction((client) => notifyLive(client, 'prompts', id))

interface Tried {
  readonly status: ItemState
  readonly result: ItemResult
}

async function tryCase(deps: RunWorkDeps, item: WaitingItem, signal: AbortSignal): Promise<Tried | 'budget'> {
  const { request, approved, productId, version } = item
  const { versions: asked } = request
  try {
    const known = await readFacts(deps.state, productId, deps.clock.now())
    if (known === null) return { status: 'gone', result: nothing(asked, CASE_GONE) }
    const answer = await deps.writer.write(request, known.facts, { promptVersion: version, signal })
    const { versions, missing, author, notes, usage, standIn } = answer
    if (standIn === 'budget' || standIn === 'no-prices') return 'budget'
    const texts = versions.map(({ text }) => text)
    const warnings = versions.map(({ findings }) => findings.filter(({ level }) => level === 'warning').length)
    const result: ItemResult = {
      texts,
      asked,
      clean: warnings.filter((count) => count === 0).length,
      warnings: warnings.reduce((sum, count) => sum + count, 0),
      distance:
        approved === null || texts.length === 0 ? null : Math.min(...texts.map((text) => wordDistance(text, approved))),
      costMicros: usage?.costMicros ?? 0,
      inputTokens: usage?.inputTokens ?? 0,
      outputTokens: usage?.outputTokens ?? 0,
      seconds: usage?.seconds ?? 0,
      author: `${author.name} ${author.version}`,
      notes: missing === null ? [...notes] : [missing, ...notes],
    }
    return { status: standIn !== undefined ? 'stood-in' : missing === null ? 'written' : 'too-little', result }
  } catch (error) {
    if (signal.aborted) throw error
    deps.log.warn({ err: error, productId, version }, 'a case could not be tried')
    return { status: 'failed', result: nothing(asked, faultText(error)) }
  }
}

function nothing(asked: number, note: Text): ItemResult {
  const none = { clean: 0, warnings: 0, costMicros: 0, inputTokens: 0, outputTokens: 0, seconds: 0 }
  return { texts: [], asked, distance: null, author: '', notes: [note], ...none }
}
