/** Which computation of a projection is in use: each rebuild swaps in another table, which lies in a place of its own. */
import { z } from 'zod'
import type { ProjectionName } from './schema.ts'
import type { EventStore } from './store.ts'

const row = z.object({ id: z.string() })

/** The same as long as the projection is; what was read from it holds as long. */
export async function readProjectionState(events: EventStore, name: ProjectionName): Promise<string> {
  const [found] = await events.query(
    // On a cluster the rows stand in the table behind the distributed one. The embedded engine tells no id of its tables, but where they lie.
    `SELECT lower(hex(sipHash128(arraySort(groupArray(data_paths))))) AS id FROM system.tables
     WHERE database = currentDatabase() AND name IN ({name:String}, concat({name:String}, '_local'))`,
    { name },
    row,
  )
  return found?.id ?? ''
}
