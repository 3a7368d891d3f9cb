/** Forecasts of one daily series, and how forecasts made the same way on past days have fared. */
import type { Compute } from '../../compute/index.ts'
import { mase } from '../../ml/forecast/mase.ts'
import { studentQuantile } from '../../ml/math/student.ts'
import { type CalendarColumn, learnable } from './holidays.ts'

export const HORIZON_DAYS = 28
export const LEVEL = 0.8
/** With fewer known days nothing is claimed. */
export const LEAST_DAYS = 14
const SEASON = 7
const ACCURACY_WEEKS = 8
/** Weekly origins whose sums of days teach how far the sum of a forecast misses. */
const ORIGINS = 30
/** Days an origin must have before it. */
const ORIGIN_HISTORY = 42
/** Days from which the last weeks can be forecast from before them. */
export const ACCURACY_DAYS = ORIGIN_HISTORY + ACCURACY_WEEKS * SEASON

/** What is to be expected; the ends of the interval are whole, as cents and orders are. */
export interface Expected {
  readonly value: number
  readonly low: number
  readonly high: number
  /** What the seasonal-naive forecast says. */
  readonly naive: number
}

/** A forecast day by day, from the day after the history on. */
export interface DayForecasts {
  readonly days: readonly Expected[]
  readonly method: string
}

/** One-day to one-week forecasts of the last weeks, each made without knowing what came. */
export interface Accuracy {
  readonly days: number
  readonly inBand: number
  readonly mase: number | null
  readonly naiveMase: number | null
}

export interface Outlook extends DayForecasts {
  readonly next7: Expected
  readonly next28: Expected
  /** Null: the history is too short to forecast its last weeks. */
  readonly accuracy: Accuracy | null
}

/** How many days of a series are known. */
export function knownDays(values: Float64Array): number {
  return values.reduce((n, value) => (Number.isNaN(value) ? n : n + 1), 0)
}

/**
 * Forecasts the days after the first `origin` days, having seen only those.
 * @param columns  the calendar of at least origin + HORIZON_DAYS days
 */
export async function forecastFrom(
  compute: Compute,
  values: Float64Array,
  columns: readonly CalendarColumn[],
  origin = values.length,
): Promise<DayForecasts> {
  const made = await compute('forecastDaily', values.slice(0, origin), {
    horizon: HORIZON_DAYS,
    level: LEVEL,
    period: SEASON,
    regressors: learnable(columns, origin, origin + HORIZON_DAYS),
  })
  const days = Array.from(made.point, (value, h) => ({
    value,
    low: Math.round(made.low[h] ?? value),
    high: Math.round(made.high[h] ?? value),
    naive: made.naive[h] ?? value,
  }))
  return { days, method: made.method }
}

/** What is to be expected of a series in the next four weeks. `values` has at least one known day. */
export async function lookAhead(
  compute: Compute,
  values: Float64Array,
  columns: readonly CalendarColumn[],
): Promise<Outlook> {
  const origins = pastOrigins(values)
  const [now, ...past] = await Promise.all(
    [values.length, ...origins].map((origin) => forecastFrom(compute, values, columns, origin)),
  )
  if (now === undefined) throw new RangeError('no forecast was made')
  const tests = past.map((forecast, i) => ({ origin: origins[i] ?? 0, days: forecast.days }))
  return {
    ...now,
    next7: sumOf(now.days, 7, values, tests),
    next28: sumOf(now.days, HORIZON_DAYS, values, tests),
    accuracy: accuracyOf(values, tests.slice(0, ACCURACY_WEEKS)),
  }
}

interface PastForecast {
  readonly origin: number
  readonly days: readonly Expected[]
}

/** Starts of the past weeks, the latest first. */
function pastOrigins(values: Float64Array): number[] {
  const first = values.findIndex((value) => !Number.isNaN(value) && value !== 0)
  return Array.from({ length: ORIGINS }, (_, k) => values.length - SEASON * (k + 1)).filter(
    (origin) => first >= 0 && origin - first >= ORIGIN_HISTORY,
  )
}

/**
 * The sum of the first `days` days. Its interval comes from how far past sums missed, relative to their size (Student t,
 * with the weeks that overlap counted once); with less than four such sums the days' own intervals are added up, as if all
 * of them missed on the same side: too wide rather than too narrow.
 */
function sumOf(
  forecast: readonly Expected[],
  days: number,
  values: Float64Array,
  tests: readonly PastForecast[],
): Expected {
  const sum = add(forecast.slice(0, days))
  const errors = tests.flatMap(({ origin, days: past }) => {
    const came = values.subarray(origin, origin + days)
    const said = add(past.slice(0, days)).value
    const missed = (came.reduce((total, value) => total + value, 0) - said) / said
    return came.length === days && Number.isFinite(missed) ? [missed] : []
  })
  const apart = Math.floor((errors.length * SEASON) / days)
  if (apart < 4) return sum
  const spread = Math.sqrt(errors.reduce((total, error) => total + error * error, 0) / errors.length)
  const reach = studentQuantile(0.5 + LEVEL / 2, apart) * spread * Math.abs(sum.value)
  const floor = values.some((value) => value < 0) ? Number.NEGATIVE_INFINITY : 0
  return { ...sum, low: Math.round(Math.max(floor, sum.value - reach)), high: Math.round(sum.value + reach) }
}

function add(days: readonly Expected[]): Expected {
  return days.reduce(
    (sum, day) => ({
      value: sum.value + day.value,
      low: sum.low + day.low,
      high: sum.high + day.high,
      naive: sum.naive + day.naive,
    }),
    { value: 0, low: 0, high: 0, naive: 0 },
  )
}

function accuracyOf(values: Float64Array, tests: readonly PastForecast[]): Accuracy | null {
  const last = tests.at(-1)
  if (last === undefined || tests.length < ACCURACY_WEEKS) return null
  const said = tests.flatMap(({ origin, days }) =>
    days.slice(0, SEASON).map((expected, h) => ({ expected, came: values[origin + h] ?? Number.NaN })),
  )
  const known = said.filter(({ came }) => !Number.isNaN(came))
  if (known.length === 0) return null
  const history = values.subarray(0, last.origin)
  const came = Float64Array.from(known, (one) => one.came)
  const scaled = (forecasts: Float64Array) => {
    const value = mase(came, forecasts, history, SEASON)
    return Number.isNaN(value) ? null : value
  }
  return {
    days: known.length,
    inBand: known.filter(({ came: value, expected }) => value >= expected.low && value <= expected.high).length,
    mase: scaled(Float64Array.from(known, ({ expected }) => expected.value)),
    naiveMase: scaled(Float64Array.from(known, ({ expected }) => expected.naive)),
  }
}
