import { normalLogSurvival } from '../../ml/math/normal.ts'
import { wilsonInterval } from '../../ml/stats/wilson.ts'

export interface Proportion {
  readonly hits: number
  readonly of: number
}

export interface TwoProportions {
  /** Share now less share before. */
  readonly difference: number
  readonly low: number
  readonly high: number
  /** Two-sided. */
  readonly p: number
}

/** Fewer expected hits or misses in either group, and the normal approximation does not hold. */
const LEAST_EXPECTED = 5

/**
 * Whether two shares differ: z-test with the pooled share, interval from Wilson's two.
 * @returns null where a group is too small for the test
 * Source: Newcombe (1998), "Interval estimation for the difference between independent proportions", method 10
 */
export function compareProportions(before: Proportion, now: Proportion, level: number): TwoProportions | null {
  const pooled = (before.hits + now.hits) / (before.of + now.of)
  const least = Math.min(before.of, now.of) * Math.min(pooled, 1 - pooled)
  const [was, is] = [wilsonInterval(before.hits, before.of, level), wilsonInterval(now.hits, now.of, level)]
  if (was === null || is === null || !(least >= LEAST_EXPECTED)) return null
  const [p0, p1] = [before.hits / before.of, now.hits / now.of]
  const difference = p1 - p0
  const z = difference / Math.sqrt(pooled * (1 - pooled) * (1 / before.of + 1 / now.of))
  return {
    difference,
    low: difference - Math.hypot(p1 - is.low, was.high - p0),
    high: difference + Math.hypot(is.high - p1, p0 - was.low),
    p: Math.min(1, 2 * Math.exp(normalLogSurvival(Math.abs(z)))),
  }
}
