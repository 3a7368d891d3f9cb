import { logRegularizedIncompleteBeta } from './incomplete-beta.ts'
import { logBeta } from './log-beta.ts'
import { normalQuantile } from './normal.ts'

/**
 * Two-sided p-value of a t statistic: the probability that |T| is at least |t|.
 * @param t   the statistic
 * @param df  degrees of freedom, > 0, need not be whole
 * @throws RangeError  t is NaN or df is not positive
 * Source: Abramowitz & Stegun 26.7.1. Golden values: test/golden/special-functions.json
 */
export function studentTwoSidedP(t: number, df: number): number {
  return Math.exp(studentLogTwoSidedP(t, df))
}

/** log of the two-sided p-value of a t statistic; for p-values below 1e-308. Errors as studentTwoSidedP. */
export function studentLogTwoSidedP(t: number, df: number): number {
  const { tail, central } = beyond(t, df)
  return logRegularizedIncompleteBeta(tail, 0.5 * df, 0.5, central)
}

/**
 * The value a t variable stays below with probability p.
 * @param p   0..1, exclusive
 * @param df  degrees of freedom, > 0
 * @throws RangeError  p or df out of range
 * Source: safeguarded Newton steps on the log of the tail. Golden values: test/golden/special-functions.json
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`studentQuantile needs p between 0 and 1, got ${p}`)
  if (!(df > 0 && df < Infinity)) throw new RangeError(`studentQuantile needs a finite df > 0, got ${df}`)
  if (p === 0.5) return 0
  if (p > 0.5) return -studentQuantile(1 - p, df)
  // Near the middle the tail says little about t, the central probability says it exactly.
  const inMiddle = p > 0.25
  const target = Math.log(inMiddle ? 1 - 2 * p : 2 * p)
  const logDensityAtZero = -0.5 * Math.log(df) - logBeta(0.5, 0.5 * df)
  let low = 0
  let high = Infinity
  let t = -normalQuantile(p)
  for (let step = 0; step < 400; step++) {
    const { tail, central } = beyond(t, df)
    const reached = inMiddle
      ? logRegularizedIncompleteBeta(central, 0.5, 0.5 * df, tail)
      : logRegularizedIncompleteBeta(tail, 0.5 * df, 0.5, central)
    const excess = inMiddle ? reached - target : target - reached
    if (excess > 0) high = t
    else low = t
    // Slope in log t, where heavy tails are straight lines.
    const logDensity = logDensityAtZero - 0.5 * (df + 1) * Math.log1p((t / df) * t)
    const slope = 2 * t * Math.exp(logDensity - reached)
    let next = t * Math.exp(-excess / slope)
    if (!(next > low && next < high)) next = high === Infinity ? 4 * t : 0.5 * (low + high)
    if (Math.abs(next - t) <= 4e-16 * t) return -next
    t = next
  }
  return -t
}

/** df / (df + t^2) and its complement, each without a subtraction. */
function beyond(t: number, df: number): { tail: number; central: number } {
  if (Number.isNaN(t)) throw new RangeError('Student needs a number t, got NaN')
  if (!(df > 0 && df < Infinity)) throw new RangeError(`Student needs a finite df > 0, got ${df}`)
  const ratio = (t / df) * t
  return { tail: 1 / (1 + ratio), central: ratio === Infinity ? 1 : ratio / (1 + ratio) }
}
