/** Work that must not run twice at once, in this process or in another one over the same stores. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { StateStore } from './store.ts'

/** Projections are rebuilt in tables of fixed names. */
export const REBUILD_LOCK = 4_747_004

const AGAIN_MS = 250

/**
 * Waits for the lock, works, and gives it back; the database gives it back where this process dies.
 * @throws the signal's reason when it is raised while waiting
 */
export async function withLock<T>(
  state: StateStore,
  { lock, signal }: { lock: number; signal?: AbortSignal | undefined },
  work: () => Promise<T>,
): Promise<T> {
  const client = await state.pool.connect()
  try {
    for (;;) {
      signal?.throwIfAborted()
      const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [lock])
      if (rows[0]?.taken === true) break
      await sleep(AGAIN_MS)
    }
    try {
      return await work()
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [lock])
    }
  } finally {
    client.release()
  }
}
