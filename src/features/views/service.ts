/** Saved views: somebody's own, and those shared with everybody. */
import { actorOf, type Principal } from '../../api/principal.ts'
import { AppError } from '../../core/errors.ts'
import type { Clock } from '../../core/time.ts'
import { notifyLive } from '../../stores/state/live.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { NewView, View } from './schema.ts'
import { countViews, deleteView, listViews, saveView, type ViewRow } from './store.ts'

export interface ViewDeps {
  readonly state: StateStore
  readonly clock: Clock
}

const MOST_VIEWS = 200

/** Whoever manages the team clears up what somebody shared and left. */
const mayClear = (principal: Principal): boolean => principal.rights.has('team.manage')

export async function showViews({ state }: ViewDeps, page: string, principal: Principal): Promise<View[]> {
  const rows = await listViews(state.pool, page, actorOf(principal))
  return rows.map((row) => toView(row, principal))
}

/** @throws AppError 'input.conflict' where somebody has too many */
export async function addView({ state, clock }: ViewDeps, view: NewView, principal: Principal): Promise<View> {
  const owner = actorOf(principal)
  return state.transaction(async (client) => {
    if ((await countViews(client, owner)) >= MOST_VIEWS)
      throw new AppError(
        'input.conflict',
        `There are ${MOST_VIEWS} saved views already. Delete one that is not needed.`,
      )
    const row = await saveView(client, view, owner, clock.now())
    if (row === null) throw new Error('No view was saved.')
    await notifyLive(client, 'views')
    return toView(row, principal)
  })
}

/** @throws AppError 'input.not-found' also where it is somebody else's own */
export async function removeView({ state }: ViewDeps, id: string, principal: Principal): Promise<void> {
  await state.transaction(async (client) => {
    const found = await deleteView(client, id, { owner: actorOf(principal), alsoShared: mayClear(principal) })
    if (!found) throw new AppError('input.not-found', 'There is no such saved view of yours.')
    await notifyLive(client, 'views')
  })
}

function toView({ id, page, title, query, owner, is_shared }: ViewRow, principal: Principal): View {
  const mine = owner === actorOf(principal)
  return { id, page, title, query, shared: is_shared, mine, mayDelete: mine || mayClear(principal) }
}
