import { poissonDeviance } from './deviance.ts'
import { stirlingCorrection } from './log-gamma.ts'
import { logOneMinusExp } from './log-one-minus-exp.ts'

const LOG_TWO_PI = 1.8378770664093456
const MAX_TERMS = 1_000_000

/**
 * Regularised incomplete beta function I_x(a, b): the distribution function of Beta(a, b) at x.
 * @param x  0..1
 * @param a  > 0, up to about 1e10 (the work grows with its square root)
 * @param b  > 0, likewise
 * @returns  0..1; tails below 1e-308 are 0, use the logarithm there
 * @throws RangeError  an argument is out of its range
 * Source: DiDonato & Morris (1992), "Algorithm 708". Golden values: test/golden/special-functions.json
 */
export function regularizedIncompleteBeta(x: number, a: number, b: number): number {
  return Math.exp(logRegularizedIncompleteBeta(x, a, b))
}

/**
 * log I_x(a, b), with full relative accuracy of the probability in both tails (lower: directly; upper: swap a and b).
 * @param x  0..1
 * @param a  > 0
 * @param b  > 0
 * @param complement  1 - x where the caller knows it better than a subtraction would (x next to 1); a fourth parameter
 *                    because it belongs to x and is left out nearly always
 * @returns  <= 0; -Infinity at x = 0
 * @throws RangeError  an argument is out of its range
 * Source: DiDonato & Morris (1992), BFRAC and BPSER; prefix after Loader (2000)
 */
export function logRegularizedIncompleteBeta(x: number, a: number, b: number, complement = 1 - x): number {
  if (!(x >= 0 && x <= 1)) throw new RangeError(`incomplete beta needs x in 0..1, got ${x}`)
  if (!(a > 0 && a < Infinity)) throw new RangeError(`incomplete beta needs a finite a > 0, got ${a}`)
  if (!(b > 0 && b < Infinity)) throw new RangeError(`incomplete beta needs a finite b > 0, got ${b}`)
  if (x === 0) return -Infinity
  if (complement === 0) return 0
  const prefix = logPrefix(x, complement, a, b)
  if (b < 1 && x <= 0.9) {
    return Math.min(0, prefix - b * Math.log(complement) - Math.log(a) + Math.log(series(x, a, b)))
  }
  if (b * x <= a * complement) return Math.min(0, prefix + Math.log(fraction(x, complement, a, b)))
  return logOneMinusExp(Math.min(0, prefix + Math.log(fraction(complement, x, b, a))))
}

/** log of x^a (1-x)^b / B(a, b), formed from deviances so that large a and b do not cancel. */
function logPrefix(x: number, complement: number, a: number, b: number): number {
  const sum = a + b
  return (
    0.5 * (Math.log(a) + Math.log(b / sum) - LOG_TWO_PI) +
    (stirlingCorrection(sum) - stirlingCorrection(a) - stirlingCorrection(b)) -
    poissonDeviance(a, sum * x) -
    poissonDeviance(b, sum * complement)
  )
}

/** 1 + a * sum of (1-b)(2-b)..(n-b) x^n / (n! (a+n)); all terms are positive for b < 1. */
function series(x: number, a: number, b: number): number {
  let term = 1
  let sum = 1
  for (let n = 1; n <= MAX_TERMS; n++) {
    term *= ((n - b) / n) * x
    const next = sum + (a * term) / (a + n)
    if (next === sum) return sum
    sum = next
  }
  throw new RangeError(`incomplete beta did not converge at x ${x}, a ${a}, b ${b}`)
}

/**
 * I_x(a, b) over x^a (1-x)^b / B(a, b), for x at or below the mean a / (a + b). This contracted form of the continued
 * fraction has positive parts only (up to n = b), so it loses no digits for large a and b.
 */
function fraction(x: number, complement: number, a: number, b: number): number {
  const tiny = 1e-300
  const belowMean = a * complement - b * x
  let value = (a / (a + 1)) * (belowMean + 1)
  let c = value
  let d = 0
  for (let n = 1; n <= MAX_TERMS; n++) {
    const odd = a + 2 * n - 1
    const numerator = ((a + n - 1) / odd) * ((a + b + n - 1) / odd) * n * (b - n) * x * x
    const denominator =
      n + (n * (b - n) * x) / odd + ((a + n) / (a + 2 * n + 1)) * (belowMean + 1 + n * (1 + complement))
    d = denominator + numerator * d
    d = 1 / (Math.abs(d) < tiny ? tiny : d)
    c = denominator + numerator / c
    if (Math.abs(c) < tiny) c = tiny
    const step = c * d
    value *= step
    if (Math.abs(step - 1) < 3e-16) return 1 / value
  }
  throw new RangeError(`incomplete beta did not converge at x ${x}, a ${a}, b ${b}`)
}
