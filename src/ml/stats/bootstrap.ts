import { normalCdf, normalQuantile } from '../math/normal.ts'
import { quantileSorted } from './quantile.ts'

/**
 * Interval of a mean by resampling, corrected for bias and skew (BCa): for baskets and revenues, whose few large values
 * make the symmetric interval wrong.
 * @param values  Float64Array[n], finite; from n about 20 on
 * @param rng     0 <= rng() < 1
 * @returns       the mean and its interval; with one value or equal values both ends are the mean
 * @throws RangeError  no value, a value that is not finite, resamples < 100, level out of range
 * Source: Efron (1987), "Better bootstrap confidence intervals"
 */
export function bootstrapMean(
  values: Float64Array,
  options: { rng: () => number; resamples?: number; level?: number },
): { mean: number; low: number; high: number } {
  const { rng, resamples = 2000, level = 0.95 } = options
  const n = values.length
  if (n === 0) throw new RangeError('values must not be empty')
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new RangeError(`values[${bad}] must be finite, got ${values[bad]}`)
  if (!(resamples >= 100)) throw new RangeError(`resamples must be at least 100, got ${resamples}`)
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, got ${level}`)
  let mean = 0
  for (const value of values) mean += value / n
  if (values.every((value) => value === values[0])) return { mean, low: mean, high: mean }
  const means = new Float64Array(resamples)
  let below = 0
  for (let r = 0; r < resamples; r++) {
    let sum = 0
    // `as number`: floor(rng * n) lies inside the array.
    for (let i = 0; i < n; i++) sum += values[Math.floor(rng() * n)] as number
    means[r] = sum / n
    if (sum / n < mean) below++
    else if (sum / n === mean) below += 0.5
  }
  means.sort()
  const share = Math.min(Math.max(below / resamples, 1 / resamples), 1 - 1 / resamples)
  const bias = normalQuantile(share)
  const skew = acceleration(values, mean)
  const corrected = (p: number) => {
    const z = bias + normalQuantile(p)
    return quantileSorted(means, normalCdf(bias + z / (1 - skew * z)))
  }
  return { mean, low: corrected((1 - level) / 2), high: corrected((1 + level) / 2) }
}

/** A sixth of the skewness of the jackknife means. */
function acceleration(values: Float64Array, mean: number): number {
  let squares = 0
  let cubes = 0
  for (const value of values) {
    const distance = value - mean
    squares += distance * distance
    cubes += distance * distance * distance
  }
  return cubes / (6 * squares ** 1.5)
}
