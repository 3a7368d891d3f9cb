import { forecastSeries, LEAST_VALUES, type PointForecast } from './forecast-series.ts'
import { autoEts } from './models/auto-ets.ts'
import { prepareSeries } from './models/prepare-series.ts'
import { seasonalNaive } from './seasonal-naive.ts'

export interface SeriesInput {
  /** Float64Array[n], oldest first, NaN where nothing is known; at least one known value. */
  history: Float64Array
  /** Each Float64Array[n + horizon], finite. */
  regressors: readonly Float64Array[]
}

export interface BatchOptions {
  horizon: number
  period: number
  /** Ends in the past from which the series is forecast once more, to learn how far forecasts miss; 1 or more. */
  origins: number
  /** Whether exponential smoothing alone is wanted beside. */
  withEts: boolean
}

/** A forecast, what it is held against, and how its like missed in the past. */
export interface BatchForecast extends Omit<PointForecast, 'members'> {
  naive: Float64Array
  /** Null where it was not wanted. */
  ets: Float64Array | null
  /** A typical size of the series' error, >= 0: the unit of `misses`. */
  scale: number
  /** No interval goes below: 0 where nothing negative was seen. */
  floor: number
  /** Float64Array[origins * horizon], past value minus forecast in scales, NaN where there was none. */
  misses: Float64Array
}

/**
 * Forecasts of many series, as one piece of work for a thread. Intervals are made from all pieces, by `withIntervals`.
 * @throws RangeError  as `forecastSeries`
 */
export function forecastBatch(inputs: readonly SeriesInput[], options: BatchOptions): BatchForecast[] {
  return inputs.map((input) => forecastOne(input, options))
}

function forecastOne({ history, regressors }: SeriesInput, options: BatchOptions): BatchForecast {
  const { horizon, period, withEts } = options
  const { point, method, members, tooLittle } = forecastSeries(history, { horizon, period, regressors })
  const naive = seasonalNaive(history, horizon, period)
  return {
    point,
    method,
    tooLittle,
    naive,
    ets: withEts ? (members.find(({ name }) => name === 'ets')?.forecast ?? etsOr(naive, history, options)) : null,
    scale: method === 'constant' ? 0 : scaleOf(history, period),
    floor: history.some((value) => value < 0) ? Number.NEGATIVE_INFINITY : 0,
    misses: method === 'constant' ? new Float64Array(0) : missesOf({ history, regressors }, options),
  }
}

function etsOr(naive: Float64Array, history: Float64Array, { horizon, period }: BatchOptions): Float64Array {
  const values = prepareSeries(history, period)
  return values.length < 4 ? naive : autoEts(values, period, horizon).forecast
}

/** Forecasts from ends a horizon apart, or less where the series is short, against what came. */
function missesOf({ history, regressors }: SeriesInput, { horizon, period, origins }: BatchOptions): Float64Array {
  const n = history.length
  const least = n - horizon >= 2 * period + 1 ? Math.max(LEAST_VALUES, 2 * period + 1) : LEAST_VALUES
  const misses: number[] = []
  for (let o = 1; o <= origins; o++) {
    const origin = Math.max(n - o * horizon, o === 1 ? Math.min(least, n - 1) : 0)
    const past = history.subarray(0, origin)
    const known = past.reduce((count, value) => (Number.isFinite(value) ? count + 1 : count), 0)
    if (known < (o === 1 ? 1 : least)) break
    const columns = regressors.map((column) => column.subarray(0, past.length + horizon))
    const { point } = forecastSeries(past, { horizon, period, regressors: columns })
    const scale = scaleOf(past, period)
    for (let h = 0; h < horizon; h++) {
      const miss = (history[past.length + h] ?? Number.NaN) - (point[h] ?? 0)
      misses.push(scale > 0 ? miss / scale : Number.NaN)
    }
  }
  return Float64Array.from(misses)
}

/**
 * Mean absolute change from step to step or from season to season, whichever is smaller; of a single value half its
 * size, since one value says nothing of how others differ.
 */
function scaleOf(history: Float64Array, period: number): number {
  const known = prepareSeries(history, period)
  if (known.length === 1) return 0.5 * Math.abs(known[0] ?? 0)
  const byStep = meanChange(known, 1)
  const bySeason = period > 1 ? meanChange(known, period) : Number.NaN
  const scale = Math.min(Number.isNaN(byStep) ? bySeason : byStep, Number.isNaN(bySeason) ? byStep : bySeason)
  return Number.isNaN(scale) ? 0.5 * Math.abs(known[0] ?? 0) : scale
}

function meanChange(values: Float64Array, lag: number): number {
  let sum = 0
  let count = 0
  // `as number` below: t runs to n.
  for (let t = lag; t < values.length; t++) {
    const change = Math.abs((values[t] as number) - (values[t - lag] as number))
    if (Number.isNaN(change)) continue
    sum += change
    count++
  }
  return count === 0 ? Number.NaN : sum / count
}
