/** What was said about days to come. */
import type { PoolClient } from 'pg'
import { addDays, type Day } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type Claim, claimSchema } from '../findings/index.ts'

/** Nights back to which claims are held against what came. */
const REMEMBERED_DAYS = 28

/** The first word counts: a second night for the same day does not rewrite what was said. */
export async function saveClaims(
  client: PoolClient,
  nightId: number,
  saidOn: Day,
  claims: readonly Claim[],
): Promise<void> {
  for (const claim of claims) {
    await client.query(
      'INSERT INTO claims (metric, day, said_on, night_id, claim) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
      [claim.metric, claim.day, saidOn, nightId, JSON.stringify(claim)],
    )
  }
}

/** For each of the last days and each metric the latest word before that day, oldest day first. */
export async function readDueClaims(state: StateStore, asOf: Day): Promise<Claim[]> {
  const { rows } = await state.pool.query<{ claim: unknown }>(
    `SELECT claim FROM (
       SELECT DISTINCT ON (metric, day) metric, day, claim FROM claims
       WHERE day BETWEEN $1 AND $2 AND said_on < day
       ORDER BY metric, day, said_on DESC
     ) AS latest ORDER BY day, metric DESC`,
    [addDays(asOf, 1 - REMEMBERED_DAYS), asOf],
  )
  return rows.map(({ claim }) => claimSchema.parse(claim))
}
