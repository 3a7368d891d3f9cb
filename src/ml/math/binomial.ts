import { logRegularizedIncompleteBeta } from './incomplete-beta.ts'

/**
 * log P(X > count) for the number X of successes in `trials` trials; for 'at least k' ask with k - 1.
 * @param count        any number; 2.7 counts as 2
 * @param trials       whole number >= 0
 * @param probability  of success, 0..1
 * @throws RangeError  an argument is out of its range
 * Source: Abramowitz & Stegun 26.5.24. Golden values: test/golden/special-functions.json
 */
export function binomialLogSurvival(count: number, trials: number, probability: number): number {
  const k = wholeCount(count, trials, probability)
  if (k < 0) return 0
  return k >= trials ? -Infinity : logRegularizedIncompleteBeta(probability, k + 1, trials - k)
}

/** log P(X <= count) for the number X of successes in `trials` trials. Arguments and errors as binomialLogSurvival. */
export function binomialLogCdf(count: number, trials: number, probability: number): number {
  const k = wholeCount(count, trials, probability)
  if (k < 0) return -Infinity
  return k >= trials ? 0 : logRegularizedIncompleteBeta(1 - probability, trials - k, k + 1, probability)
}

function wholeCount(count: number, trials: number, probability: number): number {
  if (Number.isNaN(count)) throw new RangeError('binomial needs a count, got NaN')
  if (!(Number.isInteger(trials) && trials >= 0))
    throw new RangeError(`binomial needs whole trials >= 0, got ${trials}`)
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`binomial needs a probability in 0..1, got ${probability}`)
  }
  return Math.floor(count)
}
