/**
 * Work under an `Idempotency-Key`: the transaction that does it notes that it was done, so that neither is there without the other
 * however the process ends. The claim goes with the request through whatever it calls.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { PoolClient } from 'pg'
import { AppError } from '../../core/errors.ts'

export interface WorkClaim {
  readonly id: string
  readonly claim: string
}

const current = new AsyncLocalStorage<WorkClaim>()

/** Every transaction within `work` belongs to the claim. */
export function underClaim<T>(claim: WorkClaim, work: () => T): T {
  return current.run(claim, work)
}

/**
 * The last thing a transaction does before it is committed.
 * @throws AppError 'input.conflict' where the claim has gone to somebody else, who took this one for dead
 */
export async function noteDone(client: Pick<PoolClient, 'query'>): Promise<void> {
  const claim = current.getStore()
  if (claim === undefined) return
  const { rowCount } = await client.query(
    'UPDATE idempotency_keys SET done_at = coalesce(done_at, clock_timestamp()) WHERE id = $1 AND claim = $2',
    [claim.id, claim.claim],
  )
  if (rowCount === 0)
    throw new AppError('input.conflict', 'This took too long and was begun anew under the same Idempotency-Key.')
}
