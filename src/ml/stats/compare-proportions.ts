import { normalLogSurvival } from '../math/normal.ts'
import { wilsonInterval } from './wilson.ts'

export interface Proportion {
  /** Whole numbers, 0 <= hits <= of. */
  readonly hits: number
  readonly of: number
}

export interface TwoProportions {
  /** Second share less the first. */
  readonly difference: number
  readonly low: number
  readonly high: number
  /** Standard score of the difference under equal shares. */
  readonly z: number
  /** Two-sided. */
  readonly p: number
}

/** Fewer expected hits or misses in either group, and the normal approximation does not hold. */
const LEAST_EXPECTED = 5

/**
 * Whether two shares differ: z-test with the pooled share, interval of the difference from Wilson's two.
 * @param level  probability the interval is to cover, between 0 and 1
 * @returns      null where a group is too small for the test
 * @throws RangeError  hits are more than there are, or the level is out of range
 * Source: Newcombe (1998), "Interval estimation for the difference between independent proportions", method 10
 */
export function compareProportions(first: Proportion, second: Proportion, level: number): TwoProportions | null {
  const pooled = (first.hits + second.hits) / (first.of + second.of)
  const least = Math.min(first.of, second.of) * Math.min(pooled, 1 - pooled)
  const [was, is] = [wilsonInterval(first.hits, first.of, level), wilsonInterval(second.hits, second.of, level)]
  if (was === null || is === null || !(least >= LEAST_EXPECTED)) return null
  const [p0, p1] = [first.hits / first.of, second.hits / second.of]
  const difference = p1 - p0
  const z = difference / Math.sqrt(pooled * (1 - pooled) * (1 / first.of + 1 / second.of))
  return {
    difference,
    low: difference - Math.hypot(p1 - is.low, was.high - p0),
    high: difference + Math.hypot(is.high - p1, p0 - was.low),
    z,
    p: Math.min(1, 2 * Math.exp(normalLogSurvival(Math.abs(z)))),
  }
}
