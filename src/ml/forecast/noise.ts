import { logGamma } from '../math/log-gamma.ts'
import { negativeBinomialLogCdf, negativeBinomialLogSurvival } from '../math/negative-binomial.ts'
import { smallestCount } from '../math/smallest-count.ts'
import { studentLogTwoSidedP, studentQuantile } from '../math/student.ts'
import { NORMAL_CONSISTENCY } from '../stats/median-absolute-deviation.ts'
import { median, quantile } from '../stats/quantile.ts'
import type { Scale } from './members.ts'

/** How a day scatters around what is expected of it. */
export interface Noise {
  /** log of the two-sided p-value of a value where `expected` was expected, <= 0. */
  logP(value: number, expected: number): number
  /** The range that holds all but `alpha` of the days. */
  interval(expected: number, alpha: number): { low: number; high: number }
}

/** Below this middle, whole numbers are counts whose scatter follows from the expectation itself. */
const COUNTS_BELOW = 25
const LEAST_MEAN = 0.02
/** At most this share of the past days is set aside as anomalies themselves; what is wild more often is the shop's way. */
const SET_ASIDE = 0.02
const SET_ASIDE_BEYOND = 4
const DEGREES = [3, 4, 5, 7, 10, 15, 30]

/** Whether a history is one of small counts. */
export function isSmallCount(known: Float64Array): boolean {
  return known.every((value) => value >= 0 && Number.isInteger(value)) && median(known) < COUNTS_BELOW
}

/**
 * Negative binomial scatter; the excess over Poisson comes from the squared errors, the wildest hundredth pulled in.
 * @param values    Float64Array[n], known days
 * @param expected  Float64Array[n], what was expected one day ahead
 * @param inflation  factor for what was learnt from few days, >= 1
 */
export function countNoise(values: Float64Array, expected: Float64Array, inflation: number): Noise {
  // Relative to the expectation, so that busy days do not count as wild; but a weekday on which next to nothing was
  // expected by chance must not make a single sale there a sign of overdispersion.
  const floor = Math.max(LEAST_MEAN, 0.5 * meanOf(values))
  const means = expected.map((mean) => Math.max(mean, floor))
  const ratios = values.map((value, i) => (value - (expected[i] ?? 0)) ** 2 / (means[i] ?? floor))
  const limit = Math.max(quantile(ratios, 0.99), 4)
  let excess = 0
  let squares = 0
  ratios.forEach((ratio, i) => {
    const mean = means[i] ?? floor
    excess += mean * (Math.min(ratio, limit) * inflation * inflation - 1)
    squares += mean * mean
  })
  const size = Math.min(1e6, squares / Math.max(excess, squares * 1e-6))
  // An expectation of nothing at all would make a single sale impossible.
  const logBelow = (value: number, mean: number) => negativeBinomialLogCdf(value, Math.max(mean, LEAST_MEAN), size)
  const logAbove = (value: number, mean: number) =>
    negativeBinomialLogSurvival(Math.ceil(value) - 1, Math.max(mean, LEAST_MEAN), size)
  return {
    logP: (value, mean) => Math.min(0, Math.LN2 + Math.min(logBelow(value, mean), logAbove(value, mean))),
    interval: (mean, alpha) => {
      const tail = Math.log(alpha / 2)
      return {
        low: smallestCount((count) => logBelow(count, mean) > tail),
        high: smallestCount((count) => logAbove(count + 1, mean) <= tail),
      }
    },
  }
}

/**
 * Student-distributed scatter. Degrees of freedom and width by weighted maximum likelihood, so that wild days make the
 * tails heavier instead of the middle wider; the very few wildest are set aside, or one past anomaly would excuse the next.
 * @param errors      Float64Array[n], errors in units
 * @param weights     Float64Array[n], > 0
 * @param inflation   factor for what was learnt from few days, >= 1
 * @param unit        of the error at an expectation
 * Source: Lange, Little & Taylor (1989), "Robust statistical modeling using the t distribution" (EM).
 */
export function studentNoise(
  errors: Float64Array,
  weights: Float64Array,
  inflation: number,
  unit: (expected: number) => number,
): Noise {
  const kept = setAside(errors, weights)
  let best = { df: 30, width: 1, likelihood: Number.NEGATIVE_INFINITY }
  const first = Math.max(quantile(errors.map(Math.abs), 0.683), 1e-12)
  for (const df of DEGREES) {
    let variance = first * first
    let likelihood = 0
    for (let round = 0; round < 12; round++) {
      let sum = 0
      let total = 0
      likelihood = 0
      // `as number` below: both arrays have n values.
      for (let i = 0; i < errors.length; i++) {
        const square = (errors[i] as number) ** 2
        const weight = kept[i] as number
        sum += (weight * square * (df + 1)) / (df + square / variance)
        total += weight
        likelihood -= weight * (0.5 * Math.log(variance) + 0.5 * (df + 1) * Math.log1p(square / variance / df))
      }
      likelihood += total * logStudentPeak(df)
      variance = Math.max(sum / total, 1e-24)
    }
    if (likelihood > best.likelihood) best = { df, width: Math.sqrt(variance) * inflation, likelihood }
  }
  const { df, width } = best
  return {
    logP: (value, expected) => studentLogTwoSidedP((value - expected) / (width * unit(expected)), df),
    interval: (expected, alpha) => {
      const reach = studentQuantile(1 - alpha / 2, df) * width * unit(expected)
      return { low: expected - reach, high: expected + reach }
    },
  }
}

/** Scatter learnt on a bent scale, asked with plain values. */
export function noiseOnScale(noise: Noise, scale: Scale): Noise {
  return {
    logP: (value, expected) => noise.logP(scale.forward(value), scale.forward(expected)),
    interval: (expected, alpha) => {
      const { low, high } = noise.interval(scale.forward(expected), alpha)
      return { low: scale.back(low), high: scale.back(high) }
    },
  }
}

/** The weights, with 0 for the few errors that are anomalies by a wide margin. */
function setAside(errors: Float64Array, weights: Float64Array): Float64Array {
  const sizes = errors.map(Math.abs)
  const limit = SET_ASIDE_BEYOND * NORMAL_CONSISTENCY * median(sizes)
  const wild = Array.from(sizes.keys()).filter((i) => (sizes[i] ?? 0) > limit)
  wild.sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0))
  const kept = weights.slice()
  for (const i of wild.slice(0, Math.ceil(SET_ASIDE * errors.length))) kept[i] = 0
  return kept
}

function meanOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return values.length === 0 ? 0 : sum / values.length
}

/** log density of Student's distribution at 0. */
function logStudentPeak(df: number): number {
  return logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI)
}
