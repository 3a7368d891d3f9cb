import { tameSpikes } from '../stats/tame-spikes.ts'
import { forecastSeries, LEAST_VALUES, meanOf, type PointForecast } from './forecast-series.ts'
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
export interface BatchForecast extends Omit<PointForecast, 'members' | 'method'> {
  /** 'clear members': those of the combination that missed far less than its mean before. */
  method: PointForecast['method'] | 'clear members'
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
  return inputs.map(({ history, regressors }) => {
    // Behind a spike may be something known; where nothing is, neither a model nor its band is to be moved by it.
    const isBare = regressors.length === 0
    return forecastOne({ history: isBare ? tameSpikes(history) : history, regressors }, options)
  })
}

function forecastOne({ history, regressors }: SeriesInput, options: BatchOptions): BatchForecast {
  const { horizon, period, withEts } = options
  const made = forecastSeries(history, { horizon, period, regressors })
  const { method, members, tooLittle } = made
  const naive = seasonalNaive(history, horizon, period)
  const past = method === 'constant' ? [] : pastForecasts({ history, regressors }, options)
  const clear = method === 'combination' ? clearlyBetter(past) : null
  const isNegative = history.some((value) => value < 0)
  const pointOf = (one: PointForecast, itsNaive: Float64Array) => {
    const members = [...one.members, { name: NAIVE, forecast: itsNaive }]
    const point = clear === null ? one.point : meanOf(heardOf(clear, members))
    return isNegative ? point : point.map((value) => Math.max(0, value))
  }
  return {
    point: pointOf(made, naive),
    method: clear === null ? method : 'clear members',
    tooLittle,
    naive,
    ets: withEts ? (members.find(({ name }) => name === 'ets')?.forecast ?? etsOr(naive, history, options)) : null,
    scale: method === 'constant' ? 0 : scaleOf(history, period),
    floor: isNegative ? Number.NEGATIVE_INFINITY : 0,
    misses: Float64Array.from(
      past.flatMap(({ actual, scale, ...one }) => {
        const point = pointOf(one.made, one.naive)
        return Array.from(actual, (value, h) => (scale > 0 ? (value - (point[h] ?? 0)) / scale : Number.NaN))
      }),
    ),
  }
}

function etsOr(naive: Float64Array, history: Float64Array, { horizon, period }: BatchOptions): Float64Array {
  const values = prepareSeries(history, period)
  return values.length < 4 ? naive : autoEts(values, period, horizon).forecast
}

/** What was forecast from an end in the past, and what came. */
interface PastForecast {
  readonly made: PointForecast
  readonly naive: Float64Array
  /** Float64Array[horizon], NaN where nothing is known. */
  readonly actual: Float64Array
  readonly scale: number
}

/** From ends a horizon apart, or less where the series is short. */
function pastForecasts(
  { history, regressors }: SeriesInput,
  { horizon, period, origins }: BatchOptions,
): PastForecast[] {
  const n = history.length
  const least = n - horizon >= 2 * period + 1 ? Math.max(LEAST_VALUES, 2 * period + 1) : LEAST_VALUES
  const found: PastForecast[] = []
  for (let o = 1; o <= origins; o++) {
    const origin = Math.max(n - o * horizon, o === 1 ? Math.min(least, n - 1) : 0)
    const past = history.subarray(0, origin)
    const known = past.reduce((count, value) => (Number.isFinite(value) ? count + 1 : count), 0)
    if (known < (o === 1 ? 1 : least)) break
    const columns = regressors.map((column) => column.subarray(0, past.length + horizon))
    found.push({
      made: forecastSeries(past, { horizon, period, regressors: columns }),
      naive: seasonalNaive(past, horizon, period),
      actual: Float64Array.from({ length: horizon }, (_, h) => history[past.length + h] ?? Number.NaN),
      scale: scaleOf(past, period),
    })
  }
  return found
}

const NAIVE = 'seasonal naive'
/** A member this many times as near as the mean of all is no luck: the series follows a rule that this member knows. */
const CLEARLY = 5
const AS_GOOD = 2

/**
 * Members of a combination that missed so much less than its mean at the past ends that they alone are to be heard: series
 * that hardly err, such as a calendar's. The seasonal naive forecast is one of those who may. Null: there are none such.
 */
function clearlyBetter(past: readonly PastForecast[]): ReadonlySet<string> | null {
  if (past.length === 0 || past.some(({ made }) => made.method !== 'combination')) return null
  const missOf = (forecastOf: (one: PastForecast) => Float64Array | undefined): number => {
    let [sum, count] = [0, 0]
    for (const one of past) {
      const forecast = forecastOf(one)
      one.actual.forEach((value, h) => {
        if (Number.isNaN(value)) return
        sum += Math.abs(value - (forecast?.[h] ?? Number.NaN))
        count++
      })
    }
    return count === 0 || Number.isNaN(sum) ? Number.POSITIVE_INFINITY : sum / count
  }
  const names = past[0]?.made.members.map(({ name }) => name) ?? []
  const misses = [
    ...names.map((name) => ({
      name,
      miss: missOf(({ made }) => made.members.find((member) => member.name === name)?.forecast),
    })),
    { name: NAIVE, miss: missOf(({ naive }) => naive) },
  ]
  const least = Math.min(...misses.map(({ miss }) => miss))
  const combined = missOf(({ made }) => made.point)
  if (!(least * CLEARLY < combined)) return null
  return new Set(misses.filter(({ miss }) => miss <= AS_GOOD * least).map(({ name }) => name))
}

/** Those of these names; all of them where none is there. */
function heardOf(names: ReadonlySet<string>, members: PointForecast['members']): PointForecast['members'] {
  const heard = members.filter(({ name }) => names.has(name))
  return heard.length > 0 ? heard : members
}

/**
 * Mean absolute change from step to step or from season to season, whichever is smaller; of a single value half its
 * size, since one value says nothing of how others differ.
 */
export function scaleOf(history: Float64Array, period: number): number {
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
