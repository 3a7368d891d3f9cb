/** Which computation of a projection is in use: each rebuild swaps in another table, which has an id of its own. */
import { z } from 'zod'
import type { ProjectionName } from './schema.ts'
import type { EventStore } from './store.ts'

const row = z.object({ id: z.string() })

/** The same as long as the projection is; what was read from it holds as long. */
export async function readProjectionState(events: EventStore, name: ProjectionName): Promise<string> {
  const [found] = await events.query(
    'SELECT toString(uuid) AS id FROM system.tables WHERE database = currentDatabase() AND name = {name:String}',
    { name },
    row,
  )
  return found?.id ?? ''
}
