/** Names of people and keys by actor. */
import { z } from 'zod'
import type { Reader } from './people.ts'

const rowSchema = z.object({ actor: z.string(), name: z.string() })

export async function namesOfActors(db: Reader, actors: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query(
    `SELECT actor, name FROM (
       SELECT 'person:' || id AS actor, name FROM people WHERE name IS NOT NULL
       UNION ALL SELECT 'key:' || id, name FROM api_keys
     ) AS known WHERE actor = ANY($1)`,
    [actors],
  )
  return new Map(rows.map((row) => rowSchema.parse(row)).map(({ actor, name }) => [actor, name]))
}
