import { median, quantile } from '../stats/quantile.ts'
import { type Regressor, yearlyWaves } from './calendar-effects.ts'
import type { Backtest } from './conformal.ts'
import {
  etsMember,
  fitEtsWithCalendar,
  type Member,
  RAW,
  type Scale,
  seasonalMedianMember,
  softLog,
  thetaMember,
  withCalendar,
  withoutCalendar,
} from './members.ts'

/** A yearly profile is tried from 13 months of known days on. */
const YEARLY_FROM_DAYS = 396
const YEARLY_WAVES = 6
/** On NN5 a prior of 1 or 2 follows last year too closely (MASE .86 to .89), this one costs nothing (.845). */
const YEARLY_PRIOR = 0.2
/** In local standard deviations: a closed holiday or a strong promotion passes, noise is shrunk. */
const REGRESSOR_PRIOR = 6
/** Days of more refunds than sales may happen without making a series one of both signs. */
export const RARELY = 0.02
/** A backtest beyond this size costs time and tells nothing new. */
const ENOUGH_FORECASTS = 8000
/** How sharply weight falls with error: 8 halves the weight of a member whose error is a tenth larger. */
const SHARPNESS = 8

/**
 * The forecasters that suit the series. Those on a logarithmic scale are left out where more than a quarter of the days
 * are zero or more than a fiftieth is negative, as the middle of a logarithm says too little there.
 * @param open  Float64Array[n], NaN on gaps and closed days
 */
export function allMembers(
  open: Float64Array,
  period: number,
  horizon: number,
  regressors: readonly Float64Array[],
): Member[] {
  const known = open.filter((value) => !Number.isNaN(value))
  const zeros = known.filter((value) => value === 0).length
  const positive = quantile(known, RARELY) >= 0 && zeros * 4 <= known.length
  const given: Regressor[] = regressors.map((values) => ({ values, prior: REGRESSOR_PRIOR }))
  const middle = Math.max(median(known), 1e-9)
  // A holiday or a promotion changes sales by a share, whatever the weekday; so its effect is learnt near the logarithm.
  const calendar =
    given.length > 0 ? fitEtsWithCalendar(open, positive ? softLog(0.25 * middle) : RAW, period, horizon, given) : null
  const clean = calendar === null ? open : withoutCalendar(open, calendar)
  const smooth = (scale: Scale, waves: Regressor[] = []) => fitEtsWithCalendar(clean, scale, period, horizon, waves)
  const members = [etsMember(smooth(RAW), horizon)]
  if (known.length >= YEARLY_FROM_DAYS && period === 7) {
    const waves = yearlyWaves(open.length + horizon, YEARLY_WAVES, YEARLY_PRIOR)
    members.push(etsMember(smooth(RAW, waves), horizon, 'ets-yearly'))
  }
  if (positive) {
    const scale = softLog(middle)
    members.push(
      etsMember(smooth(scale), horizon),
      thetaMember(clean, scale, period),
      seasonalMedianMember(clean, period, 8),
    )
  } else {
    members.push(thetaMember(clean, RAW, period))
  }
  return calendar === null ? members : members.map((member) => withCalendar(member, calendar))
}

/**
 * Every member's forecasts from days since `firstOrigin`, against the days that were to come. Long horizons are tried
 * from fewer days, never only from one weekday.
 */
export function backtestMembers(
  open: Float64Array,
  members: readonly Member[],
  firstOrigin: number,
  horizon: number,
): Backtest[] {
  const n = open.length
  const days = Math.max(0, n - firstOrigin)
  const wanted = Math.ceil((days * horizon) / ENOUGH_FORECASTS)
  const stride = Math.max(1, wanted % 7 === 0 ? wanted + 1 : wanted)
  const origins = Math.ceil(days / stride)
  return members.map((member) => {
    const forecasts = new Float64Array(origins * horizon).fill(Number.NaN)
    for (let o = 0; o < origins; o++) {
      const origin = firstOrigin + o * stride
      const steps = Math.min(horizon, n - origin)
      for (let h = 0; h < steps; h++) {
        // Days without a value are of no use to any reader of a backtest.
        if (!Number.isNaN(open[origin + h])) forecasts[o * horizon + h] = member.at(origin, h)
      }
    }
    return { history: open, firstOrigin, stride, forecasts, horizon }
  })
}

/**
 * Weights summing to 1 that fall with each member's mean absolute error; for series with many zeros, where the least
 * absolute error would always be had by forecasting nothing, with its root mean squared error.
 */
export function errorWeights(tests: readonly Backtest[]): Float64Array {
  const errors = Float64Array.from(tests, meanError)
  const known = errors.filter(Number.isFinite)
  if (known.length === 0) return errors.map(() => 1 / errors.length)
  const best = Math.max(Math.min(...known), 1e-12)
  const weights = errors.map((error) => (Number.isFinite(error) ? (best / Math.max(error, best)) ** SHARPNESS : 0))
  let sum = 0
  for (const weight of weights) sum += weight
  return weights.map((weight) => weight / sum)
}

/** The backtest of the weighted mean of the members. */
export function combineBacktests(tests: readonly Backtest[], weights: Float64Array): Backtest {
  const first = tests[0]
  if (first === undefined) throw new RangeError('tests must not be empty')
  const forecasts = new Float64Array(first.forecasts.length)
  tests.forEach((test, m) => {
    const weight = weights[m] ?? 0
    // A member without weight may have run away to infinity: 0 times that is no number.
    if (weight === 0) return
    // `as number` below: all backtests have the same shape.
    for (let i = 0; i < forecasts.length; i++) {
      forecasts[i] = (forecasts[i] as number) + weight * (test.forecasts[i] as number)
    }
  })
  return { ...first, forecasts }
}

function meanError({ history, firstOrigin, stride, forecasts, horizon }: Backtest): number {
  let absolute = 0
  let squared = 0
  let zeros = 0
  let count = 0
  // `as number` below: every index lies inside the backtest.
  for (let i = 0; i < forecasts.length; i++) {
    const forecast = forecasts[i] as number
    if (Number.isNaN(forecast)) continue
    const actual = history[firstOrigin + Math.floor(i / horizon) * stride + (i % horizon)] as number
    const error = Math.abs(actual - forecast)
    absolute += error
    squared += error * error
    if (actual === 0) zeros++
    count++
  }
  return zeros * 4 > count ? Math.sqrt(squared / count) : absolute / count
}
