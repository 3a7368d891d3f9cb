/** Takes proposals off the desk without a person: what they rest on is gone. */
import type { PoolClient } from 'pg'
import { endAction, findLiveAction } from './action-store.ts'
import { transition } from './model.ts'
import type { Happening } from './record.ts'
import { lockState, updateProposal } from './store.ts'

/**
 * Withdraws the proposal whatever its draft looks like. What is being carried out right now ends as it ends; with a draft
 * that is not the approved one any more it is not tried again.
 * @returns what to `record` when the transaction has written all else; null: there was nothing to withdraw
 */
export async function takeOffDesk(client: PoolClient, id: string, now: number): Promise<Happening | null> {
  const proposal = await lockState(client, id)
  const state = proposal === null ? null : transition(proposal.state, 'withdraw', 'system')
  if (proposal === null || state === null) return null
  const action = await findLiveAction(client, id)
  if (action?.status === 'acting') return null
  if (action !== null)
    await endAction(client, action.id, { status: 'cancelled', error: null, doubtful: action.doubtful, now })
  await updateProposal(client, id, { state, actsAt: null, endedAt: now })
  return { proposal: { id, skill: proposal.skill }, at: now, actor: 'system', action: 'withdrawn' }
}
