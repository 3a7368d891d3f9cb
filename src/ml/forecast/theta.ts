import { classicalSeason, hasSeason, withoutSeason, withSeason } from './models/season.ts'
import { nelderMead } from './nelder-mead.ts'

export interface ThetaOptions {
  /** Steps ahead, a whole number >= 1. */
  horizon: number
  /** Length of the season in steps, 1 for none; it is only taken out where a test at 90 % finds it. */
  period: number
}

/**
 * Theta forecast: the mean of the straight line through the series and of simple exponential smoothing of the series
 * with its curvature doubled, after taking out the season.
 * @param values  Float64Array[n], n >= 1, without gaps
 * @returns       Float64Array[horizon]
 * @throws RangeError  a value is not finite, the series is empty, horizon or period is no whole number >= 1
 * Source: Assimakopoulos & Nikolopoulos (2000), "The theta model". Golden values: test/golden/forecast.json
 */
export function theta(values: Float64Array, options: ThetaOptions): Float64Array {
  const { horizon, period } = options
  const n = values.length
  if (n === 0) throw new RangeError('values must not be empty')
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new RangeError(`values[${bad}] must be finite, got ${values[bad]}`)
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new RangeError(`horizon must be a whole number >= 1, got ${horizon}`)
  if (!Number.isInteger(period) || period < 1) throw new RangeError(`period must be a whole number >= 1, got ${period}`)
  const multiplicative = values.every((value) => value > 0)
  const season = hasSeason(values, period) ? classicalSeason(values, period, multiplicative) : null
  const flat = season === null ? values : withoutSeason(values, season)
  const { intercept, slope } = line(flat)
  const bent = flat.map((value, t) => 2 * value - intercept - slope * t)
  const level = smoothed(bent)
  const ahead = Float64Array.from({ length: horizon }, (_, h) => 0.5 * (intercept + slope * (n + h)) + 0.5 * level)
  return season === null ? ahead : withSeason(ahead, season, n)
}

/** Least squares line through the values at 0, 1, 2, ...; flat for a single value. */
function line(values: Float64Array): { intercept: number; slope: number } {
  const n = values.length
  const middle = (n - 1) / 2
  let mean = 0
  for (const value of values) mean += value / n
  let above = 0
  let below = 0
  values.forEach((value, t) => {
    above += (t - middle) * (value - mean)
    below += (t - middle) ** 2
  })
  const slope = below > 0 ? above / below : 0
  return { intercept: mean - slope * middle, slope }
}

/** Last level of simple exponential smoothing with weight and first level of least squared one-step error. */
function smoothed(values: Float64Array): number {
  const first = values[0] ?? Number.NaN
  if (values.length < 3) return values[values.length - 1] ?? first
  let spread = 0
  for (const value of values) spread = Math.max(spread, Math.abs(value - first))
  if (spread === 0) return first
  const pass = (alpha: number, from: number) => {
    let level = from
    let loss = 0
    for (const value of values) {
      const error = value - level
      loss += error * error
      level += alpha * error
    }
    return { level, loss }
  }
  const alphaOf = (x: number) => 1 / (1 + Math.exp(-x))
  let best = { level: first, loss: Number.POSITIVE_INFINITY }
  for (const seed of [-2, 1]) {
    const { point } = nelderMead(
      (x) => pass(alphaOf(x[0] ?? 0), first + spread * (x[1] ?? 0)).loss,
      Float64Array.of(seed, 0),
      { step: 0.3, maxEvaluations: 200, tolerance: 1e-9 },
    )
    const found = pass(alphaOf(point[0] ?? 0), first + spread * (point[1] ?? 0))
    if (found.loss < best.loss) best = found
  }
  return best.level
}
