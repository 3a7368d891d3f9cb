/**
 * Looks every second for what is to be done and does it. Several of them, in one process or many, share the work. A queue of
 * its own and no job of the worker's: the row that says what was decided is the one that says what became of it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '../../core/errors.ts'
import { actOn } from './act.ts'
import { listDueActions } from './action-store.ts'
import { decideByRule } from './by-rule.ts'
import type { DeskDeps } from './deps.ts'
import { listDue } from './list-store.ts'
import { workRuns } from './runs.ts'
import type { SkillNight } from './skill.ts'

const LOOK_MS = 1_000
/** Actions at once; each holds up to two connections of the pool. */
const AT_ONCE = 3
/** How long the end waits for what is under way; cut off afterwards, it is settled at the next start. */
const END_MS = 10_000

export interface DeskWorker {
  stop(): Promise<void>
}

/** Does everything that is due. @returns how many proposals and actions were looked at */
export async function actOnDue(deps: DeskDeps, signal?: AbortSignal): Promise<number> {
  const now = deps.clock.now()
  const isStopped = await deps.state.transaction((client) => deps.rule.isStopped(client))
  const due = isStopped ? [] : await listDue(deps.state, 'acts_at', now)
  for (const id of due) {
    if (signal?.aborted === true) return 0
    await guarded(deps, { proposal: id }, () => decideByRule(deps, id))
  }
  // Everything is stopped, but what was done can be taken back.
  const actions = await listDueActions(deps.state, deps.clock.now(), isStopped ? 'undo' : null)
  const queue = [...actions]
  const lane = async () => {
    for (let id = queue.shift(); id !== undefined && signal?.aborted !== true; id = queue.shift()) {
      const actionId = id
      await guarded(deps, { action: actionId }, () => actOn(deps, actionId))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return due.length + actions.length
}

/** One that fails in a way nobody foresaw is logged and does not keep the others from their turn. */
async function guarded(deps: DeskDeps, what: object, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    deps.log.error({ ...what, err: error }, `the desk could not act: ${messageOf(error)}`)
  }
}

/** @param context what a skill works with that is asked to work now */
export function startDeskWorker(deps: DeskDeps, context: (signal: AbortSignal) => Promise<SkillNight>): DeskWorker {
  const stopping = new AbortController()
  const { signal } = stopping
  const again = async (work: () => Promise<unknown>) => {
    while (!signal.aborted) {
      await guarded(deps, {}, async () => void (await work()))
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined)
    }
  }
  // Runs of skills take their time; what was decided does not wait for them.
  const running = Promise.all([again(() => actOnDue(deps, signal)), again(() => workRuns(deps, () => context(signal)))])
  return {
    async stop() {
      stopping.abort()
      await Promise.race([running, sleep(END_MS, undefined, { ref: false })])
    },
  }
}
