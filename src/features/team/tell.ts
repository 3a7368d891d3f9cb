/** A change is told where it is made: to the audit log for good, and to the pages that are open. */
import type { PoolClient } from 'pg'
import { type AuditEntry, appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import type { TeamContext } from './context.ts'

export interface Told {
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly details?: AuditEntry['details']
}

/** Within the transaction of the change. */
export async function tell(
  { clock }: Pick<TeamContext, 'clock'>,
  client: PoolClient,
  { actor, action, subject, details = {} }: Told,
): Promise<void> {
  await appendAudit(client, { at: clock.now(), actor, action, subject, details })
  await notifyLive(client, action.startsWith('key.') ? 'keys' : 'team', subject)
}

/** As it stands in the audit log. */
export const personActor = (id: number) => `person:${id}`
