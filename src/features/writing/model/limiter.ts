/** Keeps questions to a model within a number at once and a number a minute; who waits is served in order. */
import { setTimeout as sleep } from 'node:timers/promises'

export interface Limiter {
  /** @throws the signal's reason when it is raised while waiting */
  run<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T>
}

const MINUTE_MS = 60_000

export function createLimiter({ concurrency, perMinute }: { concurrency: number; perMinute: number }): Limiter {
  let running = 0
  const waiting: (() => void)[] = []
  /** Beginnings within the last minute, by the process's own clock. */
  const begun: number[] = []

  const enter = (): Promise<void> => {
    if (running < concurrency) {
      running++
      return Promise.resolve()
    }
    // Whoever leaves hands its place on, so that `running` stays as it is.
    return new Promise((resolve) => waiting.push(resolve))
  }
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) running--
    else next()
  }
  const pace = async (signal: AbortSignal | undefined): Promise<void> => {
    for (;;) {
      const now = performance.now()
      while (begun[0] !== undefined && begun[0] <= now - MINUTE_MS) begun.shift()
      if (begun.length < perMinute) {
        begun.push(now)
        return
      }
      await sleep((begun[0] ?? now) + MINUTE_MS - now, undefined, signal === undefined ? {} : { signal })
    }
  }
  return {
    async run(signal, work) {
      await enter()
      try {
        signal?.throwIfAborted()
        await pace(signal)
        return await work()
      } finally {
        leave()
      }
    },
  }
}
