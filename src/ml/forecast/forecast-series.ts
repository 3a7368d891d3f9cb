import { quantile } from '../stats/quantile.ts'
import { forecastDaily } from './forecast-daily.ts'
import { fitEtsWithCalendar, RAW, softLog, withoutCalendar } from './members.ts'
import { regularForecasts } from './models/combination.ts'
import { intermittentForecasts } from './models/intermittent.ts'
import { prepareSeries } from './models/prepare-series.ts'
import { slowSeasons } from './models/stl.ts'
import { seasonalNaive } from './seasonal-naive.ts'

export interface SeriesOptions {
  /** Steps ahead, a whole number >= 1. */
  horizon: number
  /** Steps in a season: 12 for months, 4 for quarters, 7 for days, 52 for weeks, 24 for hours, 1 for none. */
  period: number
  /** Known influences, each Float64Array[n + horizon], finite. */
  regressors?: readonly Float64Array[]
}

export interface PointForecast {
  /** Float64Array[horizon], finite; never negative where the history is not. */
  point: Float64Array
  /** What it was made by. */
  method: 'combination' | 'robust ensemble' | 'intermittent' | 'constant' | 'naive'
  /** The forecasts that were combined, by name. */
  members: { name: string; forecast: Float64Array }[]
  /** Known values the models need, and what there was; null where there was enough. The forecast is the naive one then. */
  tooLittle: { needs: number; has: number } | null
}

/** Fewer values than this tell no model from another. */
export const LEAST_VALUES = 8
/** Seasons of a week (5 to 7 days) and of a day (24 hours and finer) come with outliers and closed days. */
const isShortStep = (period: number): boolean => (period >= 5 && period <= 7) || period >= 24
/** The robust ensemble weighs its members by forecasts from the past, which take this many seasons. */
const SEASONS_FOR_ENSEMBLE = 4
/** Older values say nothing that these do not; they would only cost time. */
const MOST_SEASONS = 60
const MOST_VALUES = 1500

/**
 * Forecast of one series of any frequency without a person choosing a model: a combination of exponential smoothing,
 * three theta models and complex smoothing; for days and hours an ensemble that outliers and closed days do not move;
 * for demand that comes now and then the mean of the models made for it.
 * @param history  Float64Array[n], oldest first, NaN where nothing is known: gaps, and days without stock, on which demand
 *                 is not seen
 * @throws RangeError  nothing is known, or an option is out of range or of the wrong length
 * Source: Petropoulos & Svetunkov (2020), "A simple combination of univariate models". Held against M3 by the bench forecast-m3
 */
export function forecastSeries(history: Float64Array, options: SeriesOptions): PointForecast {
  const { horizon, period } = options
  check(history, options)
  const end = history.findLastIndex(Number.isFinite) + 1
  const late = history.length - end
  if (late > 0) {
    const made = forecastSeries(history.subarray(0, end), { ...options, horizon: horizon + late })
    const members = made.members.map(({ name, forecast }) => ({ name, forecast: forecast.slice(late) }))
    return { ...made, point: made.point.slice(late), members }
  }
  const kept = Math.max(MOST_VALUES, MOST_SEASONS * period)
  const cut = Math.max(0, history.length - kept)
  const recent = history.subarray(cut)
  const regressors = (options.regressors ?? []).map((column) => column.subarray(cut)).filter(varies)
  const values = prepareSeries(recent, period, regressors.length > 0 ? 'keep' : 'pull back')
  const made = route(recent, values, { horizon, period, regressors })
  return { ...made, point: withinReach(made.point, recent, seasonalNaive(recent, horizon, period)) }
}

function route(
  history: Float64Array,
  values: Float64Array,
  { horizon, period, regressors }: Required<SeriesOptions>,
): PointForecast {
  const known = history.reduce((count, value) => (Number.isFinite(value) ? count + 1 : count), 0)
  const bare = { members: [], tooLittle: null }
  if (known < LEAST_VALUES) {
    const point = seasonalNaive(history, horizon, known > period ? period : 1)
    return { ...bare, point, method: 'naive', tooLittle: { needs: LEAST_VALUES, has: known } }
  }
  if (values.every((value) => value === values[0]) && regressors.length === 0) {
    return { ...bare, point: new Float64Array(horizon).fill(values[0] ?? 0), method: 'constant' }
  }
  const rare = intermittentForecasts(values, horizon)
  if (rare !== null) return { ...bare, point: meanOf(rare), members: rare, method: 'intermittent' }
  if (isShortStep(period) && known >= Math.max(28, SEASONS_FOR_ENSEMBLE * period)) {
    const members = robustForecasts(history, values, { horizon, period, regressors })
    return { ...bare, point: meanOf(members), members, method: 'robust ensemble' }
  }
  const calendar = calendarOf(values, regressors, period, horizon)
  const clean = calendar === null ? values : prepareSeries(withoutCalendar(values, calendar), period)
  const members = regularForecasts(clean, period, horizon).map(({ name, forecast }) => ({
    name,
    forecast: calendar === null ? forecast : withCalendarAhead(forecast, calendar, values.length),
  }))
  return { ...bare, point: meanOf(members), members, method: 'combination' }
}

/** The daily ensemble; with hours and a season of the week besides that of the day, together with slow seasons. */
function robustForecasts(
  history: Float64Array,
  values: Float64Array,
  { horizon, period, regressors }: Required<SeriesOptions>,
): PointForecast['members'] {
  const week = 7 * period
  const hasWeek = period >= 24 && period <= 96 && values.length >= SEASONS_FOR_ENSEMBLE * week
  const daily = forecastDaily(history, { horizon, period: hasWeek ? week : period, regressors })
  const members = [{ name: 'robust', forecast: daily.point }]
  if (!hasWeek || regressors.length > 0) return members
  const seasons = slowSeasons(values, [period, week])
  const flat = values.map((value, t) => value - (seasons[0]?.[t] ?? 0) - (seasons[1]?.[t] ?? 0))
  const [theta] = regularForecasts(flat, 1, horizon)
  if (theta === undefined) return members
  const n = values.length
  const back = theta.forecast.map((value, h) => {
    const day = seasons[0]?.[n - period + (h % period)] ?? 0
    return value + day + (seasons[1]?.[n - week + (h % week)] ?? 0)
  })
  return [...members, { name: 'mstl', forecast: back }]
}

function calendarOf(values: Float64Array, regressors: readonly Float64Array[], period: number, horizon: number) {
  if (regressors.length === 0) return null
  const trimmed = regressors.map((column) => column.subarray(column.length - values.length - horizon))
  const positive = values.every((value) => value > 0)
  const scale = positive ? softLog(0.25 * quantile(values, 0.5)) : RAW
  const season = values.length >= 2 * period + 1 && period <= 24 ? period : 1
  return fitEtsWithCalendar(values, scale, season, horizon, trimmed.map(asRegressor))
}

/** A column in standard deviations, so that one prior suits them all. */
function asRegressor(column: Float64Array): { values: Float64Array; prior: number } {
  const n = column.length
  let mean = 0
  for (const value of column) mean += value / n
  let squares = 0
  for (const value of column) squares += (value - mean) ** 2 / n
  const width = Math.sqrt(squares) || 1
  return { values: column.map((value) => (value - mean) / width), prior: 6 }
}

function withCalendarAhead(
  forecast: Float64Array,
  { scale, added }: { scale: typeof RAW; added: Float64Array },
  n: number,
): Float64Array {
  return forecast.map((value, h) => scale.back(scale.forward(value) + (added[n + h] ?? 0)))
}

/** Step by step. */
export function meanOf(members: PointForecast['members']): Float64Array {
  const horizon = members[0]?.forecast.length ?? 0
  return Float64Array.from({ length: horizon }, (_, h) => {
    let sum = 0
    for (const { forecast } of members) sum += forecast[h] ?? 0
    return sum / members.length
  })
}

const varies = (column: Float64Array): boolean => column.some((value) => value !== column[0])

/** No negative forecast where nothing negative was seen; a model that ran away gives way to the naive forecast. */
function withinReach(point: Float64Array, history: Float64Array, naive: Float64Array): Float64Array {
  const known = history.filter(Number.isFinite)
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of known) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  const reach = 10 * Math.max(high - low, Math.abs(high), Math.abs(low))
  return point.map((value, h) => {
    const sane = Number.isFinite(value) && value >= low - reach && value <= high + reach ? value : (naive[h] ?? 0)
    return low >= 0 ? Math.max(0, sane) : sane
  })
}

function check(history: Float64Array, { horizon, period, regressors = [] }: SeriesOptions): void {
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new RangeError(`horizon must be a whole number >= 1, got ${horizon}`)
  if (!Number.isInteger(period) || period < 1) throw new RangeError(`period must be a whole number >= 1, got ${period}`)
  if (!history.some(Number.isFinite)) throw new RangeError('history has no known value')
  const steps = history.length + horizon
  regressors.forEach((column, i) => {
    if (column.length !== steps) throw new RangeError(`regressors[${i}] has ${column.length} steps, expected ${steps}`)
    const bad = column.findIndex((value) => !Number.isFinite(value))
    if (bad >= 0) throw new RangeError(`regressors[${i}][${bad}] must be finite, got ${column[bad]}`)
  })
}
