import { poissonDeviance } from './deviance.ts'
import { stirlingCorrection } from './log-gamma.ts'
import { logOneMinusExp } from './log-one-minus-exp.ts'

const LOG_TWO_PI = 1.8378770664093456
const MAX_TERMS = 1_000_000

/**
 * Regularised lower incomplete gamma function P(a, x): the distribution function of Gamma(shape a, rate 1) at x.
 * @param a  > 0, up to about 1e10 (the work grows with its square root)
 * @param x  >= 0
 * @throws RangeError  an argument is out of its range
 * Source: Abramowitz & Stegun 6.5.29. Golden values: test/golden/special-functions.json
 */
export function regularizedGammaP(a: number, x: number): number {
  return Math.exp(logRegularizedGammaP(a, x))
}

/**
 * Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x).
 * @param a  > 0
 * @param x  >= 0
 * @throws RangeError  an argument is out of its range
 * Source: Abramowitz & Stegun 6.5.31
 */
export function regularizedGammaQ(a: number, x: number): number {
  return Math.exp(logRegularizedGammaQ(a, x))
}

/** log P(a, x), accurate far below 1e-308; a > 0, x >= 0, otherwise RangeError. */
export function logRegularizedGammaP(a: number, x: number): number {
  requireRange(a, x)
  if (x === 0) return -Infinity
  if (x === Infinity) return 0
  return x < a + 1 ? Math.min(0, logSeries(a, x)) : logOneMinusExp(Math.min(0, logFraction(a, x)))
}

/** log Q(a, x), accurate far below 1e-308; a > 0, x >= 0, otherwise RangeError. */
export function logRegularizedGammaQ(a: number, x: number): number {
  requireRange(a, x)
  if (x === 0) return 0
  if (x === Infinity) return -Infinity
  return x < a + 1 ? logOneMinusExp(Math.min(0, logSeries(a, x))) : Math.min(0, logFraction(a, x))
}

function requireRange(a: number, x: number): void {
  if (!(a > 0 && a < Infinity)) throw new RangeError(`incomplete gamma needs a finite a > 0, got ${a}`)
  if (!(x >= 0)) throw new RangeError(`incomplete gamma needs x >= 0, got ${x}`)
}

/** log of x^a e^-x / gamma(a), formed from a deviance so that a large a does not cancel. */
function logPrefix(a: number, x: number): number {
  return 0.5 * (Math.log(a) - LOG_TWO_PI) - stirlingCorrection(a) - poissonDeviance(a, x)
}

function logSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n <= MAX_TERMS; n++) {
    term *= x / (a + n)
    const next = sum + term
    if (next === sum) return logPrefix(a, x) + Math.log(sum)
    sum = next
  }
  throw new RangeError(`incomplete gamma did not converge at a ${a}, x ${x}`)
}

/** Lentz's method on the even part of the continued fraction of Q. */
function logFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let value = d
  for (let n = 1; n <= MAX_TERMS; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = numerator * d + b
    d = 1 / (Math.abs(d) < tiny ? tiny : d)
    c = b + numerator / c
    if (Math.abs(c) < tiny) c = tiny
    const step = d * c
    value *= step
    if (Math.abs(step - 1) < 3e-16) return logPrefix(a, x) + Math.log(value)
  }
  throw new RangeError(`incomplete gamma did not converge at a ${a}, x ${x}`)
}
