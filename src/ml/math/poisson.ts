import { logRegularizedGammaP, logRegularizedGammaQ } from './incomplete-gamma.ts'

/**
 * log P(X > count) for a Poisson variable X; for 'at least k' ask with k - 1.
 * @param count  any number; 2.7 counts as 2, below 0 the answer is 0
 * @param mean   >= 0
 * @throws RangeError  mean is negative, an argument is NaN
 * Source: Abramowitz & Stegun 26.4.21. Golden values: test/golden/special-functions.json
 */
export function poissonLogSurvival(count: number, mean: number): number {
  const k = wholeCount(count, mean)
  if (k < 0) return 0
  return k === Infinity ? -Infinity : logRegularizedGammaP(k + 1, mean)
}

/** log P(X <= count) for a Poisson variable X. Arguments and errors as poissonLogSurvival. */
export function poissonLogCdf(count: number, mean: number): number {
  const k = wholeCount(count, mean)
  if (k < 0) return -Infinity
  return k === Infinity ? 0 : logRegularizedGammaQ(k + 1, mean)
}

function wholeCount(count: number, mean: number): number {
  if (Number.isNaN(count)) throw new RangeError('Poisson needs a count, got NaN')
  if (!(mean >= 0 && mean < Infinity)) throw new RangeError(`Poisson needs a finite mean >= 0, got ${mean}`)
  return Math.floor(count)
}
