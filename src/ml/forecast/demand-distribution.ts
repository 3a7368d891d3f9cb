import { negativeBinomialLogCdf, negativeBinomialLogSurvival } from '../math/negative-binomial.ts'
import { poissonLogCdf, poissonLogSurvival } from '../math/poisson.ts'

/** How much may be asked for over some span of time, such as until a delivery is there. */
export interface DemandDistribution {
  readonly mean: number
  /** P(demand <= units). */
  atMost(units: number): number
  /** Units that are expected to be missing where so many are there, >= 0. */
  shortage(units: number): number
}

/** Variance beside the mean up to which counts are Poisson: beyond, the second parameter would be infinite in all but name. */
const POISSON_UP_TO = 1 + 1e-6

/**
 * Counts of a mean and a variance: Poisson where they are equal, negative binomial where demand scatters more. Less scatter than
 * Poisson's is not believed.
 * @param mean      units over the whole span, >= 0
 * @param variance  units^2 over the whole span, >= 0
 * @throws RangeError  an argument is negative or not finite
 */
export function demandByMoments(mean: number, variance: number): DemandDistribution {
  if (!(mean >= 0 && mean < Infinity)) throw new RangeError(`mean must be finite and >= 0, got ${mean}`)
  if (!(variance >= 0 && variance < Infinity)) throw new RangeError(`variance must be finite and >= 0, got ${variance}`)
  if (mean === 0 || variance <= mean * POISSON_UP_TO) {
    const above = (count: number) => Math.exp(poissonLogSurvival(count, mean))
    return {
      mean,
      atMost: (units) => Math.exp(poissonLogCdf(units, mean)),
      shortage: (units) => shortageOf(mean, units, above, above),
    }
  }
  const size = (mean * mean) / (variance - mean)
  // The demand of a unit picked by chance has one more of `size`.
  const pickedMean = (mean * (size + 1)) / size
  const above = (count: number) => Math.exp(negativeBinomialLogSurvival(count, mean, size))
  const pickedAbove = (count: number) => Math.exp(negativeBinomialLogSurvival(count, pickedMean, size + 1))
  return {
    mean,
    atMost: (units) => Math.exp(negativeBinomialLogCdf(units, mean, size)),
    shortage: (units) => shortageOf(mean, units, above, pickedAbove),
  }
}

/** E(D - s)+ = E(D; D > s) - s P(D > s), the first part by the distribution of the unit picked by chance. */
function shortageOf(
  mean: number,
  units: number,
  above: (count: number) => number,
  pickedAbove: (count: number) => number,
): number {
  if (units <= 0) return mean - units
  return Math.max(0, mean * pickedAbove(Math.floor(units) - 1) - units * above(units))
}

/**
 * Demand as a forecast's quantiles tell it: straight between neighbours, nothing beyond the ends.
 * @param probabilities  Float64Array[k], k >= 2, ascending within 0..1
 * @param values         Float64Array[k], units at or below which demand stays with that probability, >= 0, not falling
 * @throws RangeError  lengths differ, or an order is broken
 */
export function demandByQuantiles(probabilities: Float64Array, values: Float64Array): DemandDistribution {
  const k = values.length
  if (k < 2 || probabilities.length !== k)
    throw new RangeError(
      `quantiles need two values or more and as many probabilities, got ${k} and ${probabilities.length}`,
    )
  for (let i = 0; i < k; i++) {
    const [p, value] = [probabilities[i] as number, values[i] as number] // i < k
    if (!(p >= (i === 0 ? 0 : (probabilities[i - 1] as number)) && p <= 1))
      throw new RangeError(`probabilities[${i}] must rise within 0..1, got ${p}`)
    if (!(value >= (i === 0 ? 0 : (values[i - 1] as number)) && value < Infinity))
      throw new RangeError(`values[${i}] must be finite, >= 0 and not below the one before, got ${value}`)
  }
  /** Pieces of the quantile function, the ends included: share of probability, and values from and to. */
  const pieces = Array.from({ length: k + 1 }, (_, i) => ({
    share: (probabilities[i] ?? 1) - (probabilities[i - 1] ?? 0),
    from: values[Math.max(0, i - 1)] ?? 0,
    to: values[Math.min(k - 1, i)] ?? 0,
  }))
  const sumOver = (of: (from: number, to: number) => number) =>
    pieces.reduce((sum, { share, from, to }) => sum + share * of(from, to), 0)
  return {
    mean: sumOver((from, to) => (from + to) / 2),
    atMost: (units) => sumOver((from, to) => (units >= to ? 1 : units < from ? 0 : (units - from) / (to - from))),
    shortage: (units) =>
      sumOver((from, to) => {
        if (units >= to) return 0
        return units <= from ? (from + to) / 2 - units : (to - units) ** 2 / (2 * (to - from))
      }),
  }
}

/**
 * Demand as equally likely sums: simulated ones, or what came in past spans of that length.
 * @param samples  Float64Array[n], n >= 1, units, >= 0
 * @throws RangeError  there is none, or one is negative or not finite
 */
export function demandBySamples(samples: Float64Array): DemandDistribution {
  const n = samples.length
  if (n === 0) throw new RangeError('samples must not be empty')
  const bad = samples.findIndex((value) => !(value >= 0 && value < Infinity))
  if (bad >= 0) throw new RangeError(`samples[${bad}] must be finite and >= 0, got ${samples[bad]}`)
  const meanOf = (of: (value: number) => number) => samples.reduce((sum, value) => sum + of(value), 0) / n
  return {
    mean: meanOf((value) => value),
    atMost: (units) => meanOf((value) => (value <= units ? 1 : 0)),
    shortage: (units) => meanOf((value) => Math.max(0, value - units)),
  }
}
