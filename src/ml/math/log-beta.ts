import { logGamma, stirlingCorrection } from './log-gamma.ts'

const HALF_LOG_TWO_PI = 0.9189385332046728

/**
 * Natural logarithm of the beta function, without cancellation where one or both arguments are large.
 * @param a  > 0
 * @param b  > 0
 * @throws RangeError  an argument is not positive
 * Source: DiDonato & Morris (1992), "Algorithm 708", section on ln B. Golden values: test/golden/special-functions.json
 */
export function logBeta(a: number, b: number): number {
  if (!(a > 0)) throw new RangeError(`logBeta needs a > 0, got ${a}`)
  if (!(b > 0)) throw new RangeError(`logBeta needs b > 0, got ${b}`)
  const small = Math.min(a, b)
  const large = Math.max(a, b)
  const sum = small + large
  if (large < 10) return logGamma(small) + logGamma(large) - logGamma(sum)
  const correction = stirlingCorrection(large) - stirlingCorrection(sum)
  if (small < 10) {
    return logGamma(small) + correction - (large - 0.5) * Math.log1p(small / large) + small - small * Math.log(sum)
  }
  return (
    HALF_LOG_TWO_PI -
    0.5 * Math.log(large) +
    stirlingCorrection(small) +
    correction +
    (small - 0.5) * Math.log(small / sum) -
    large * Math.log1p(small / large)
  )
}
