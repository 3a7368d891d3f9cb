import { normalQuantile } from '../math/normal.ts'
import { studentQuantile } from '../math/student.ts'
import { quantileSorted, sortFinite } from '../stats/quantile.ts'
import { conformalInterval, learnSpread } from './conformal.ts'
import { allMembers, backtestMembers, combineBacktests, errorWeights, RARELY } from './ensemble.ts'
import { seasonalMedianMember } from './members.ts'
import { closedDays, withoutLeadingZeros } from './open-days.ts'
import { seasonalNaive } from './seasonal-naive.ts'

export interface DailyForecastOptions {
  /** Days ahead, a whole number >= 1. */
  horizon: number
  /** Share of days the interval is meant to hold, 0..1 exclusive; 0.8 by default. */
  level?: number
  /** Days of the short season; 7 by default. */
  period?: number
  /** Known influences (holiday, promotion, price index): each Float64Array[n + horizon], finite. */
  regressors?: readonly Float64Array[]
  /** 1 where the shop is known to be closed: Uint8Array[n + horizon]. Left out of the fit; the forecast is 0. */
  closed?: Uint8Array
}

export interface DailyForecast {
  /** Float64Array[horizon], near the median of what may come. */
  point: Float64Array
  low: Float64Array
  high: Float64Array
  level: number
  /** What it was made by: 'ensemble', or with little history 'seasonal-median', 'mean' or 'constant'. */
  method: string
  /** Share of each member in the ensemble, in order of weight. */
  members: { name: string; weight: number }[]
  /** The seasonal naive forecast of the same days, to be shown beside. */
  naive: Float64Array
}

const ENSEMBLE_FROM_DAYS = 28
const BACKTEST_DAYS = 365

/**
 * Forecast of a daily shop series (revenue, orders, items) with a conformal interval from forecasts made on past days.
 * An ensemble of exponential smoothing (additive, multiplicative, with a yearly profile from 13 months on), theta and a
 * seasonal median, weighted by how well each forecast the past year. Gaps, outliers, closed weekdays and small counts
 * are allowed; where negative days are rare, the forecast has none.
 * @param history  Float64Array[n], oldest first, NaN where nothing is known; at least one known day
 * @throws RangeError  nothing is known, an infinite value, an option out of range or of the wrong length
 * Source: Hyndman et al. (2008); Assimakopoulos & Nikolopoulos (2000); Gelper et al. (2010). Held against NN5 in competitions.test.ts
 */
export function forecastDaily(history: Float64Array, options: DailyForecastOptions): DailyForecast {
  const { horizon, level = 0.8, period = 7, regressors = [] } = options
  check(history, options, level, period)
  const n = history.length
  const shut = closedDays(history, period, n + horizon, options.closed)
  const open = withoutLeadingZeros(history.map((value, t) => (shut[t] === 1 ? Number.NaN : value)))
  const naive = seasonalNaive(
    history.map((value, t) => (shut[t] === 1 ? 0 : value)),
    horizon,
    period,
  )
  const known = sortFinite(open)
  const base = { level, naive, members: [] as { name: string; weight: number }[] }
  const finish = (made: Pick<DailyForecast, 'point' | 'low' | 'high' | 'method'>): DailyForecast => {
    const floor = known.length > 0 && quantileSorted(known, RARELY) < 0 ? Number.NEGATIVE_INFINITY : 0
    for (let h = 0; h < horizon; h++) {
      for (const line of [made.point, made.low, made.high]) {
        line[h] = shut[n + h] === 1 ? 0 : Math.max(floor, line[h] ?? 0)
      }
    }
    return { ...base, ...made }
  }
  if (known.length === 0 || known[0] === known.at(-1)) {
    const all = () => new Float64Array(horizon).fill(known[0] ?? 0)
    return finish({ point: all(), low: all(), high: all(), method: 'constant' })
  }
  if (known.length < 2 * period) return finish(fromMean(known, horizon, level))
  const ensemble = known.length >= Math.max(ENSEMBLE_FROM_DAYS, 4 * period)
  const members = ensemble ? allMembers(open, period, horizon, regressors) : [seasonalMedianMember(open, period, 8)]
  const firstKnown = open.findIndex((value) => !Number.isNaN(value))
  const firstOrigin = Math.max(firstKnown + (ensemble ? ENSEMBLE_FROM_DAYS : period), n - BACKTEST_DAYS)
  const tests = backtestMembers(open, members, firstOrigin, horizon)
  const weights = errorWeights(tests)
  const point = new Float64Array(horizon)
  members.forEach((member, i) => {
    for (let h = 0; h < horizon; h++) point[h] = (point[h] ?? 0) + (weights[i] ?? 0) * member.at(n, h)
  })
  const spread = learnSpread(combineBacktests(tests, weights))
  if (spread === null) return finish({ ...fromMean(known, horizon, level), point, method: 'seasonal-median' })
  spread.inflation = inflationFor(known.length, ensemble ? period + 4 : period, level)
  const low = new Float64Array(horizon)
  const high = new Float64Array(horizon)
  for (let h = 0; h < horizon; h++) {
    const interval = conformalInterval(spread, point[h] ?? 0, h, level)
    low[h] = interval.low
    high[h] = interval.high
  }
  base.members = members.map(({ name }, i) => ({ name, weight: weights[i] ?? 0 })).sort((a, b) => b.weight - a.weight)
  return finish({ point, low, high, method: ensemble ? 'ensemble' : 'seasonal-median' })
}

function check(history: Float64Array, options: DailyForecastOptions, level: number, period: number): void {
  const { horizon, regressors = [], closed } = options
  const days = history.length + horizon
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new RangeError(`horizon must be a whole number >= 1, got ${horizon}`)
  if (!Number.isInteger(period) || period < 1) throw new RangeError(`period must be a whole number >= 1, got ${period}`)
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, got ${level}`)
  const infinite = history.findIndex(
    (value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY,
  )
  if (infinite >= 0) throw new RangeError(`history[${infinite}] is ${history[infinite]}; mark gaps with NaN`)
  if (!history.some((value) => !Number.isNaN(value))) throw new RangeError('history has no known day')
  regressors.forEach((column, i) => {
    if (column.length !== days) throw new RangeError(`regressors[${i}] has ${column.length} days, expected ${days}`)
    const bad = column.findIndex((value) => !Number.isFinite(value))
    if (bad >= 0) throw new RangeError(`regressors[${i}][${bad}] must be finite, got ${column[bad]}`)
  })
  if (closed !== undefined && closed.length !== days) {
    throw new RangeError(`closed has ${closed.length} days, expected ${days}`)
  }
}

/** Too little history for a season: the mean, and the interval of one more day of the same kind. */
function fromMean(known: Float64Array, horizon: number, level: number) {
  const n = known.length
  let mean = 0
  for (const value of known) mean += value / n
  let squares = 0
  for (const value of known) squares += (value - mean) ** 2
  const deviation = Math.sqrt(squares / Math.max(1, n - 1))
  const reach = studentQuantile(0.5 + level / 2, Math.max(1, n - 1)) * deviation * Math.sqrt(1 + 1 / n)
  const line = (value: number) => new Float64Array(horizon).fill(value)
  return { point: line(mean), low: line(mean - reach), high: line(mean + reach), method: 'mean' }
}

/**
 * The backtest forecasts with what was fitted on all days, so its errors are a little too small: by the share that
 * `count` fitted numbers take of n days, and by the tails of few days.
 */
function inflationFor(n: number, count: number, level: number): number {
  const free = Math.max(1, n - count)
  const tails = studentQuantile(0.5 + level / 2, free) / normalQuantile(0.5 + level / 2)
  return Math.sqrt((n + count) / free) * tails
}
