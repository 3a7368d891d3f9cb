import { logRegularizedIncompleteBeta } from './incomplete-beta.ts'

/**
 * log P(X > count) for a negative binomial count: Poisson with a gamma-distributed mean, variance mean + mean^2 / size.
 * For 'at least k' ask with k - 1.
 * @param count  any number; 2.7 counts as 2
 * @param mean   >= 0
 * @param size   > 0; the smaller, the more the counts scatter
 * @throws RangeError  an argument is out of its range
 * Source: Abramowitz & Stegun 26.5.26. Golden values: test/golden/special-functions.json
 */
export function negativeBinomialLogSurvival(count: number, mean: number, size: number): number {
  const { k, more, less } = reduce(count, mean, size)
  if (k < 0) return 0
  return k === Infinity ? -Infinity : logRegularizedIncompleteBeta(more, k + 1, size, less)
}

/** log P(X <= count) for a negative binomial count. Arguments and errors as negativeBinomialLogSurvival. */
export function negativeBinomialLogCdf(count: number, mean: number, size: number): number {
  const { k, more, less } = reduce(count, mean, size)
  if (k < 0) return -Infinity
  return k === Infinity ? 0 : logRegularizedIncompleteBeta(less, size, k + 1, more)
}

function reduce(count: number, mean: number, size: number): { k: number; more: number; less: number } {
  if (Number.isNaN(count)) throw new RangeError('negative binomial needs a count, got NaN')
  if (!(mean >= 0 && mean < Infinity)) throw new RangeError(`negative binomial needs a finite mean >= 0, got ${mean}`)
  if (!(size > 0 && size < Infinity)) throw new RangeError(`negative binomial needs a finite size > 0, got ${size}`)
  return { k: Math.floor(count), more: mean / (size + mean), less: size / (size + mean) }
}
