import { availableParallelism } from 'node:os'
import { type Compute, createPool } from '../compute/index.ts'

const MOST_THREADS = 8

/** Runs a command's work with kernels in threads, which end with it or when it is stopped. */
export async function withThreads<T>(signal: AbortSignal, work: (compute: Compute) => Promise<T>): Promise<T> {
  const pool = createPool(Math.min(availableParallelism(), MOST_THREADS))
  const stop = () => void pool.close()
  signal.addEventListener('abort', stop)
  try {
    return await work(pool.compute)
  } finally {
    signal.removeEventListener('abort', stop)
    await pool.close()
  }
}
