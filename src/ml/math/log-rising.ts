import { digamma } from './digamma.ts'
import { logGamma } from './log-gamma.ts'

const DIRECT = 16

/** log of the rising factorial z (z+1) .. (z+n-1) = gamma(z+n) / gamma(z), for z > 0 and whole n >= 0, exact also for huge z. */
export function logRising(z: number, n: number): number {
  if (n > DIRECT) return logGamma(z + n) - logGamma(z)
  let sum = 0
  for (let i = 0; i < n; i++) sum += Math.log(z + i)
  return sum
}

/** Derivative of logRising in z: 1/z + 1/(z+1) + .. + 1/(z+n-1). */
export function logRisingSlope(z: number, n: number): number {
  if (n > DIRECT) return digamma(z + n) - digamma(z)
  let sum = 0
  for (let i = 0; i < n; i++) sum += 1 / (z + i)
  return sum
}
