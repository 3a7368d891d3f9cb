/** Answers kept for a moment: many who ask the same within it make one question. */
import type { Clock } from './time.ts'

interface Kept<T> {
  readonly until: number
  readonly answer: Promise<T>
}

/**
 * @param options.ms how long an answer is good; `most` answers are kept, the oldest goes first
 * @returns asks by key; what failed is not kept
 */
export function keepBriefly<T>(
  clock: Clock,
  { ms, most }: { ms: number; most: number },
): (key: string, ask: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Kept<T>>()
  return (key, ask) => {
    const found = kept.get(key)
    if (found !== undefined && clock.now() < found.until) return found.answer
    const answer = ask()
    kept.delete(key)
    kept.set(key, { until: clock.now() + ms, answer })
    answer.catch(() => {
      if (kept.get(key)?.answer === answer) kept.delete(key)
    })
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break
      kept.delete(oldest)
    }
    return answer
  }
}
