import { logRegularizedGammaQ } from './incomplete-gamma.ts'

/**
 * log of the probability that a chi-square variable exceeds x: the log p-value of a chi-square statistic.
 * @param x   >= 0
 * @param df  degrees of freedom, > 0
 * @throws RangeError  x is negative or df is not positive
 * Source: Abramowitz & Stegun 26.4.19. Golden values: test/golden/special-functions.json
 */
export function chiSquareLogSurvival(x: number, df: number): number {
  if (!(x >= 0)) throw new RangeError(`chi-square needs x >= 0, got ${x}`)
  if (!(df > 0 && df < Infinity)) throw new RangeError(`chi-square needs a finite df > 0, got ${df}`)
  return logRegularizedGammaQ(0.5 * df, 0.5 * x)
}
