/**
 * Writes what was ordered, one product after the other. Cut off anywhere it goes on where it was: a product whose proposal is on
 * the desk and not noted yet is proposed again, and the desk takes the same origin but once.
 */

import { isTemporary } from '../../channels/fault.ts'
import { AppError, faultText, messageOf } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { notifyLive } from '../../stores/state/live.ts'
import { describeProduct } from '../content/index.ts'
import type { BulkDeps } from './service.ts'
import {
  type BulkItem,
  type BulkRun,
  endItem,
  findBulk,
  findProposed,
  type ItemState,
  listWorking,
  moveBulk,
  nextItem,
  noteError,
  originOf,
} from './store.ts'
import { GONE, REASON } from './texts.ts'

type WorkDeps = Pick<BulkDeps, 'state' | 'clock' | 'shop' | 'writer' | 'put'> & { readonly log: Log }

/** How often progress is told, in products. */
const TELL_EVERY = 5

export async function workBulks(deps: WorkDeps, signal: AbortSignal): Promise<void> {
  for (const run of await listWorking(deps.state)) {
    try {
      await workBulk(deps, run, signal)
    } catch (error) {
      if (signal.aborted) throw error
      deps.log.warn({ bulk: run.id, err: error }, 'an order of many texts cannot go on for the moment')
      await noteError(deps.state, run.id, messageOf(error))
    }
  }
}

async function workBulk(deps: WorkDeps, { id }: BulkRun, signal: AbortSignal): Promise<void> {
  for (let count = 1; ; count++) {
    signal.throwIfAborted()
    // Somebody may have stopped it since.
    const run = await findBulk(deps.state, id)
    if (run === null || (run.status !== 'sample' && run.status !== 'rest')) return
    const item = await nextItem(deps.state, id, run.status === 'sample' ? run.sample : null)
    if (item === null) return end(deps, run)
    await endItem(deps.state, id, item.place, await work(deps, run, item))
    // It goes on: what was said of the last attempt holds no longer.
    if (count === 1) await noteError(deps.state, id, null)
    if (count % TELL_EVERY === 0) await tell(deps, id)
  }
}

/** After the sample people look; where it was all there is, nothing is left to write. */
async function end(deps: WorkDeps, { id, status }: BulkRun): Promise<void> {
  const isAll = (await nextItem(deps.state, id, null)) === null
  const to = status === 'sample' && !isAll ? 'review' : 'done'
  await moveBulk(deps.state.pool, id, { from: [status], to, now: deps.clock.now() })
  await tell(deps, id)
}

const tell = ({ state }: WorkDeps, id: string) => state.transaction((client) => notifyLive(client, 'bulk-texts', id))

type Outcome = Parameters<typeof endItem>[3]

const outcome = (status: ItemState, proposalId: string | null = null, note: Outcome['note'] = null): Outcome => ({
  status,
  proposalId,
  note,
})

/** @throws what may come right by itself: the shop or a store is away */
async function work(deps: WorkDeps, { id, request }: BulkRun, { productId }: BulkItem): Promise<Outcome> {
  try {
    const described = await describeProduct(deps, productId, {
      request,
      because: () => ({ reason: REASON, evidence: [] }),
    })
    if (described.kind === 'gone') return outcome('gone', null, GONE)
    if (described.kind === 'too-little') return outcome('too-little', null, described.missing)
    const { proposal } = described
    const before = await findProposed(deps.state, id, proposal.subject.key)
    if (before !== null) return outcome('proposed', before)
    const put = await deps.put(proposal, originOf(id))
    if (put.kind === 'proposed' && put.id !== undefined) return outcome('proposed', put.id)
    return outcome(put.kind === 'refused' ? 'refused' : 'already')
  } catch (error) {
    if (!(error instanceof AppError) || isTemporary(error)) throw error
    return outcome('failed', null, faultText(error))
  }
}
