/** Tells a change in the proposal's history, in the audit log and to whoever looks, in the transaction of the change. */
import type { PoolClient } from 'pg'
import { type AuditEntry, appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import type { Change } from './model.ts'
import type { HistoryAction } from './schema.ts'
import { addHistory } from './store.ts'

export interface Happening {
  readonly proposal: { readonly id: string; readonly skill: string }
  readonly at: number
  /** 'person:7', 'autonomy', 'system' */
  readonly actor: string
  readonly action: HistoryAction
  readonly note?: string | null
  readonly changes?: readonly Change[]
  /** For the audit log: keys and counts, no names. */
  readonly details?: AuditEntry['details']
}

/** After the writes of its transaction: the audit log's lock is the last one taken, so that nothing waits in a circle. */
export async function record(client: PoolClient, happening: Happening): Promise<void> {
  const { proposal, at, actor, action, note = null, changes = [], details = {} } = happening
  await addHistory(client, proposal.id, { at, actor, action, note, changes })
  await appendAudit(client, {
    at,
    actor,
    action: `proposal.${action}`,
    subject: proposal.id,
    details: { skill: proposal.skill, ...details },
  })
  await notifyLive(client, 'proposals', proposal.id)
}
