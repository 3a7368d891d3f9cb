import { studentQuantile, studentTwoSidedP } from '../math/student.ts'

export interface WelchResult {
  /** mean(a) - mean(b). */
  difference: number
  low: number
  high: number
  t: number
  /** Degrees of freedom after Satterthwaite. */
  df: number
  /** Two-sided. */
  p: number
}

/**
 * Whether two groups differ in their mean, without taking their spread to be equal.
 * @param a      Float64Array[n], n >= 2, finite
 * @param b      Float64Array[m], m >= 2, finite
 * @param level  of the interval, 0..1 exclusive
 * @returns      where neither group varies: p 1 for equal means and 0 otherwise, the interval shrunk to the difference
 * @throws RangeError  a group has fewer than two values, a value is not finite, level out of range
 * Source: Welch (1947), "The generalization of Student's problem". Golden values: test/golden/stats.json
 */
export function welchTest(a: Float64Array, b: Float64Array, level = 0.95): WelchResult {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, got ${level}`)
  const first = moments(a, 'a')
  const second = moments(b, 'b')
  const difference = first.mean - second.mean
  const errorA = first.variance / a.length
  const errorB = second.variance / b.length
  const error = Math.sqrt(errorA + errorB)
  if (error === 0) {
    const df = a.length + b.length - 2
    const t = difference === 0 ? 0 : Math.sign(difference) * Number.POSITIVE_INFINITY
    return { difference, low: difference, high: difference, t, df, p: difference === 0 ? 1 : 0 }
  }
  const df = (errorA + errorB) ** 2 / (errorA ** 2 / (a.length - 1) + errorB ** 2 / (b.length - 1))
  const t = difference / error
  const reach = studentQuantile(0.5 + level / 2, df) * error
  return { difference, low: difference - reach, high: difference + reach, t, df, p: studentTwoSidedP(t, df) }
}

function moments(values: Float64Array, name: string): { mean: number; variance: number } {
  const n = values.length
  if (n < 2) throw new RangeError(`${name} needs at least 2 values, got ${n}`)
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new RangeError(`${name}[${bad}] must be finite, got ${values[bad]}`)
  let mean = 0
  for (const value of values) mean += value / n
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return { mean, variance: squares / (n - 1) }
}
