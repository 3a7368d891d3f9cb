/** Tells everybody who looks at the workbench that something has changed. */
import type { PoolClient } from 'pg'

const LIVE_CHANNEL = 'dirigent_live'

/** Told when the transaction commits, and only then. @param topic first segment after `/api/v1`: 'proposals' */
export async function notifyLive(client: PoolClient, topic: string, id: string): Promise<void> {
  await client.query('SELECT pg_notify($1, $2)', [LIVE_CHANNEL, JSON.stringify({ topic, id })])
}
