import { autoEts, LONGEST_SMOOTHED_SEASON } from './auto-ets.ts'
import { complexSmoothing } from './complex-smoothing.ts'
import { optimisedTheta } from './optimised-theta.ts'
import { classicalSeason, hasSeason, withoutSeason, withSeason } from './season.ts'
import { slowSeasons } from './stl.ts'

/** Fewer aggregated values than this are no series. */
const LEAST_AGGREGATED = 5

/**
 * The forecasts that are combined for a series without gaps; their mean is the forecast. Which ones was decided on the
 * M3 series without their hold-outs, see docs/decisions/forecast-combination.md.
 * @param values  Float64Array[n], n >= 8, finite, not constant
 * @returns       'ets', 'theta', 'complex-smoothing', 'theta-aggregated' and, for positive series, 'theta-log'
 */
export function regularForecasts(
  values: Float64Array,
  period: number,
  horizon: number,
): { name: string; forecast: Float64Array }[] {
  const { flat, back, isSlow } = deseasonalised(values, period)
  const members = [
    { name: 'theta', forecast: back(optimisedTheta(flat, horizon)) },
    { name: 'complex-smoothing', forecast: back(complexSmoothing(flat, horizon)) },
    { name: 'theta-aggregated', forecast: back(aggregatedTheta(flat, period, horizon)) },
    {
      name: 'ets',
      forecast: isSlow ? back(autoEts(flat, 1, horizon).forecast) : autoEts(values, period, horizon).forecast,
    },
  ]
  if (flat.every((value) => value > 0)) {
    const bent = optimisedTheta(flat.map(Math.log), horizon)
    members.push({ name: 'theta-log', forecast: back(bent.map(Math.exp)) })
  }
  return members
}

/** The series without its season and the way back; long seasons move slowly, short ones are fixed and only there where a test finds them. */
function deseasonalised(
  values: Float64Array,
  period: number,
): { flat: Float64Array; back: (ahead: Float64Array) => Float64Array; isSlow: boolean } {
  const n = values.length
  const same = { flat: values, back: (ahead: Float64Array) => ahead, isSlow: false }
  if (period > LONGEST_SMOOTHED_SEASON && n >= 2 * period + 1) {
    const season = slowSeasons(values, [period])[0] ?? new Float64Array(n)
    const flat = values.map((value, t) => value - (season[t] ?? 0))
    const back = (ahead: Float64Array) => ahead.map((value, h) => value + (season[n - period + (h % period)] ?? 0))
    return { flat, back, isSlow: true }
  }
  if (!hasSeason(values, period)) return same
  const season = classicalSeason(
    values,
    period,
    values.every((value) => value > 0),
  )
  return { flat: withoutSeason(values, season), back: (ahead) => withSeason(ahead, season, n), isSlow: false }
}

/**
 * Theta on means over 2, 3, ... steps, as far as they divide the season: what is noise in single steps is trend there.
 * Source: Kourentzes, Petropoulos & Trapero (2014), "Improving forecasting by estimating time series structural
 * components across multiple frequencies".
 */
function aggregatedTheta(flat: Float64Array, period: number, horizon: number): Float64Array {
  const sum = new Float64Array(horizon)
  let count = 0
  for (const width of bucketWidths(period)) {
    const buckets = Math.floor(flat.length / width)
    if (buckets < LEAST_AGGREGATED) continue
    const from = flat.length - buckets * width
    const means = Float64Array.from({ length: buckets }, (_, b) => {
      let total = 0
      for (let t = from + b * width; t < from + (b + 1) * width; t++) total += flat[t] ?? 0
      return total / width
    })
    const ahead = optimisedTheta(means, Math.ceil(horizon / width))
    for (let h = 0; h < horizon; h++) sum[h] = (sum[h] ?? 0) + (ahead[Math.floor(h / width)] ?? 0)
    count++
  }
  return count === 0 ? optimisedTheta(flat, horizon) : sum.map((total) => total / count)
}

function bucketWidths(period: number): number[] {
  const widths: number[] = []
  for (let width = 2; width <= Math.min(period, 12); width++) if (period % width === 0) widths.push(width)
  return widths.length === 0 ? [2] : widths
}
