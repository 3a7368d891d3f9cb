import { median } from '../stats/quantile.ts'
import { calendarEffects, type Regressor, sumEffects } from './calendar-effects.ts'
import { dampingSums, type EtsRun, fitEts, forecastEts, initialState, localScale, runEts } from './ets.ts'

/** A fitted forecaster that can be asked from any day of the history, having seen only the days before it. */
export interface Member {
  name: string
  /** Forecast for day origin + ahead from the days before `origin`, on the scale of the history. */
  at(origin: number, ahead: number): number
}

/** A scale on which effects add up. */
export interface Scale {
  name: string
  forward(value: number): number
  back(value: number): number
  /** Derivative of `forward` at a value. */
  slope(value: number): number
}

export const RAW: Scale = { name: 'additive', forward: (value) => value, back: (value) => value, slope: () => 1 }

/** Logarithm softened near zero, so that a day without sales is a low day and not minus infinity. */
export function softLog(offset: number): Scale {
  return {
    name: 'multiplicative',
    forward: (value) => Math.log1p(Math.max(0, value) / offset),
    // Beyond 40 the forecast has run away; the ensemble's error weights throw it out.
    back: (value) => offset * Math.expm1(Math.min(value, 40)),
    slope: (value) => 1 / (offset + Math.max(0, value)),
  }
}

/** Exponential smoothing with calendar effects, fitted and run over a history, on a scale. */
export interface FittedEts {
  scale: Scale
  run: EtsRun
  /** Float64Array[n], local standard deviation on the scale. */
  width: Float64Array
  /** Float64Array[n + horizon], what the calendar adds on the scale. */
  added: Float64Array
}

/**
 * Fits exponential smoothing beside calendar effects; a damped trend only where Akaike's criterion asks for it.
 * @param history     Float64Array[n], NaN in gaps
 * @param regressors  each with n + horizon values
 */
export function fitEtsWithCalendar(
  history: Float64Array,
  scale: Scale,
  period: number,
  horizon: number,
  regressors: readonly Regressor[],
): FittedEts {
  const n = history.length
  const values = history.map(scale.forward)
  const width = localScale(values, period)
  const first = initialState(values, period)
  let clean = values
  let added: Float64Array = new Float64Array(n + horizon)
  const without = (effects: Float64Array) => {
    added = sumEffects(regressors, effects, n + horizon)
    clean = values.map((value, t) => value - (added[t] ?? 0))
  }
  if (regressors.length > 0) {
    const cautious = { alpha: 0.08, beta: 0, phi: 0, gamma: 0.05 }
    without(calendarEffects(values, width, first, cautious, regressors))
  }
  const start = initialState(clean, period)
  const plain = fitEts(clean, width, start, false)
  const damped = fitEts(clean, width, start, true)
  const { parameters } = damped.aicc < plain.aicc ? damped : plain
  if (regressors.length > 0) without(calendarEffects(values, width, start, parameters, regressors))
  return { scale, run: runEts(clean, width, start, parameters), width, added }
}

/** `fitEtsWithCalendar` as a member of an ensemble. */
export function etsMember({ run, scale, added }: FittedEts, horizon: number, name = `ets-${scale.name}`): Member {
  const damping = dampingSums(run.parameters.phi, horizon)
  return {
    name,
    at: (origin, ahead) => scale.back(forecastEts(run, origin, ahead, damping) + (added[origin + ahead] ?? 0)),
  }
}

/** The history without what the calendar brought, on its own scale. */
export function withoutCalendar(history: Float64Array, { scale, added }: FittedEts): Float64Array {
  return history.map((value, t) => shifted(scale, value, -(added[t] ?? 0)))
}

/** A member fitted to a history without the calendar, its forecasts given the calendar back. */
export function withCalendar({ name, at }: Member, { scale, added }: FittedEts): Member {
  return { name, at: (origin, ahead) => shifted(scale, at(origin, ahead), added[origin + ahead] ?? 0) }
}

function shifted({ forward, back }: Scale, value: number, by: number): number {
  return by === 0 ? value : back(forward(value) + by)
}

/**
 * The theta forecast with a fixed season: smoothing plus half the slope of the straight line through the days so far.
 * Source: Hyndman & Billah (2003), "Unmasking the Theta method"
 */
export function thetaMember(history: Float64Array, scale: Scale, period: number): Member {
  const n = history.length
  const values = history.map(scale.forward)
  const season = seasonOffsets(values, period)
  const flat = values.map((value, t) => value - (season[t % period] ?? 0))
  const width = localScale(values, period)
  const start = initialState(flat, 1)
  const { parameters } = fitEts(flat, width, start, false)
  const { states } = runEts(flat, width, start, parameters)
  const slopes = slopesSoFar(flat, width)
  return {
    name: `theta-${scale.name}`,
    at: (origin, ahead) => {
      const level = (states[origin * 3] ?? 0) + 0.5 * (slopes[Math.min(origin, n)] ?? 0) * (ahead + 1)
      return scale.back(level + (season[(origin + ahead) % period] ?? 0))
    },
  }
}

/** The median of the last `seasons` values of the same place in the season: slow, but nothing wild moves it. */
export function seasonalMedianMember(history: Float64Array, period: number, seasons: number): Member {
  const n = history.length
  const recent: number[][] = Array.from({ length: period }, () => [])
  const medians = new Float64Array((n + 1) * period).fill(Number.NaN)
  for (let t = 0; t < n; t++) {
    const value = history[t] ?? Number.NaN
    medians.copyWithin((t + 1) * period, t * period, (t + 1) * period)
    if (Number.isNaN(value)) continue
    const own = recent[t % period] ?? []
    own.push(value)
    if (own.length > seasons) own.shift()
    medians[(t + 1) * period + (t % period)] = median(own)
  }
  return {
    name: 'seasonal-median',
    at: (origin, ahead) => medians[origin * period + ((origin + ahead) % period)] ?? Number.NaN,
  }
}

/** Median distance of each place of the season from the median of its own season, summing to 0. */
export function seasonOffsets(values: Float64Array, period: number): Float64Array {
  const seasons = Math.floor(values.length / period)
  const distances = Array.from({ length: period }, () => new Float64Array(seasons))
  for (let s = 0; s < seasons; s++) {
    const centre = median(values.subarray(s * period, (s + 1) * period))
    distances.forEach((own, place) => {
      own[s] = (values[s * period + place] ?? Number.NaN) - centre
    })
  }
  const offsets = Float64Array.from(distances, (own) => {
    const offset = median(own)
    return Number.isNaN(offset) ? 0 : offset
  })
  let mean = 0
  for (const offset of offsets) mean += offset / period
  return offsets.map((offset) => offset - mean)
}

/** Slope of the straight line through the values before each step; wild values are pulled in to the running mean. */
function slopesSoFar(values: Float64Array, width: Float64Array): Float64Array {
  const n = values.length
  const slopes = new Float64Array(n + 1)
  let count = 0
  let meanT = 0
  let meanY = 0
  let crossed = 0
  let squared = 0
  // `as number` below: t runs to n.
  for (let t = 0; t < n; t++) {
    slopes[t] = squared > 0 && count > 14 ? crossed / squared : 0
    const value = values[t] as number
    if (Number.isNaN(value)) continue
    const limit = 6 * (width[t] as number)
    const y = count < 14 ? value : Math.min(meanY + limit, Math.max(meanY - limit, value))
    count++
    const step = t - meanT
    meanT += step / count
    meanY += (y - meanY) / count
    crossed += step * (y - meanY)
    squared += step * (t - meanT)
  }
  slopes[n] = squared > 0 && count > 14 ? crossed / squared : 0
  return slopes
}
