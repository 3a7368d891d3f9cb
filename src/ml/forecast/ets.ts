import { NORMAL_CONSISTENCY } from '../stats/median-absolute-deviation.ts'
import { median, quantileSorted, sortFinite } from '../stats/quantile.ts'
import { nelderMead } from './nelder-mead.ts'

/** Smoothing weights of additive exponential smoothing; `phi` 0 means there is no trend. */
export interface EtsParameters {
  alpha: number
  beta: number
  phi: number
  gamma: number
}

/** A fitted model and its states: row t holds level, slope and the season's `period` values before step t. */
export interface EtsRun {
  parameters: EtsParameters
  period: number
  /** Float64Array[(n + 1) * (2 + period)]; the last row is the state after the history. */
  states: Float64Array
  /** Float64Array[n], one step ahead, NaN in gaps. */
  residuals: Float64Array
}

/** One-step errors beyond this many local standard deviations are pulled in before they move the states. */
const CLAMP = 2.5
const BLOCK = 56

/**
 * Standard deviation of the one-step noise around each day, from differences of a season apart, in blocks of eight weeks.
 * It is known before any model is fitted, so that an outlier cannot widen its own tolerance.
 * @returns Float64Array[n], > 0
 */
export function localScale(values: Float64Array, period: number): Float64Array {
  const n = values.length
  const distances = new Float64Array(n).fill(Number.NaN)
  for (let t = period; t < n; t++) {
    distances[t] = Math.abs((values[t] ?? Number.NaN) - (values[t - period] ?? Number.NaN))
  }
  const overall = spread(distances)
  const blocks = Math.max(1, Math.round(n / BLOCK))
  const centres = Float64Array.from({ length: blocks }, (_, b) => ((b + 0.5) * n) / blocks)
  const widths = centres.map((_, b) => {
    const from = Math.max(0, Math.floor(((b - 0.5) * n) / blocks))
    const part = distances.subarray(from, Math.ceil(((b + 1.5) * n) / blocks))
    const width = spread(part)
    return Number.isNaN(width) ? overall : Math.max(width, 0.2 * overall)
  })
  return Float64Array.from({ length: n }, (_, t) => {
    const position = Math.min(Math.max((t * blocks) / n - 0.5, 0), blocks - 1)
    const b = Math.floor(position)
    const here = widths[b] ?? overall
    const next = widths[Math.min(b + 1, blocks - 1)] ?? overall
    const width = here + (next - here) * (position - b)
    return width > 0 ? width : 1e-9
  })
}

/**
 * Standard deviation of one value from distances between two: by their median, or by their 90 % point where that says
 * more, as with skewed counts. A twentieth of wild days cannot move it, since each makes two wild distances.
 */
function spread(distances: Float64Array): number {
  const sorted = sortFinite(distances)
  const byMedian = NORMAL_CONSISTENCY * quantileSorted(sorted, 0.5)
  const byTail = quantileSorted(sorted, 0.9) / 1.645
  const width = Math.max(byMedian, byTail) / Math.SQRT2
  if (width > 0 || sorted.length === 0) return width
  let squares = 0
  for (const distance of sorted) squares += distance * distance
  return Math.sqrt(squares / sorted.length / 2)
}

/** Level and season before the first step, by medians over the first ten seasons; the slope starts at 0. */
export function initialState(values: Float64Array, period: number): Float64Array {
  const state = new Float64Array(2 + period)
  const seasons = Math.max(1, Math.min(10, Math.floor(values.length / period)))
  const centres = Array.from({ length: seasons }, (_, s) => median(values.subarray(s * period, (s + 1) * period)))
  let sum = 0
  for (let place = 0; place < period; place++) {
    const offsets = centres.map((centre, s) => (values[s * period + place] ?? Number.NaN) - centre)
    const offset = period > 1 ? median(offsets) : 0
    state[2 + place] = Number.isNaN(offset) ? 0 : offset
    sum += state[2 + place] ?? 0
  }
  for (let place = 0; place < period; place++) state[2 + place] = (state[2 + place] ?? 0) - sum / period
  const early = values.subarray(0, 2 * period + 7).map((value, t) => value - (state[2 + (t % period)] ?? 0))
  const level = median(early)
  state[0] = Number.isNaN(level) ? median(values) : level
  return state
}

/**
 * Runs additive, damped, seasonal exponential smoothing over a series with gaps; wild values move the states only a little.
 * @param values  Float64Array[n], NaN where nothing is known
 * @param scale   Float64Array[n], local standard deviation (see `localScale`)
 * @param start   Float64Array[2 + period], level, slope, season
 * Source: Hyndman, Koehler, Ord & Snyder (2008), "Forecasting with exponential smoothing", ETS(A,Ad,A); clamped errors
 * after Gelper, Fried & Croux (2010), "Robust forecasting with exponential and Holt-Winters smoothing".
 */
export function runEts(
  values: Float64Array,
  scale: Float64Array,
  start: Float64Array,
  parameters: EtsParameters,
  clamp = CLAMP,
): EtsRun {
  const n = values.length
  const width = start.length
  const period = width - 2
  const { alpha, beta, phi, gamma } = parameters
  const states = new Float64Array((n + 1) * width)
  const residuals = new Float64Array(n)
  states.set(start)
  // `as number` below: t runs to n, places inside a row of `width`.
  for (let t = 0; t < n; t++) {
    const row = t * width
    const next = row + width
    for (let i = 2; i < width; i++) states[next + i] = states[row + i] as number
    const place = 2 + (t % period)
    const slope = phi * (states[row + 1] as number)
    const level = (states[row] as number) + slope
    const season = states[row + place] as number
    const error = (values[t] as number) - level - season
    residuals[t] = error
    if (Number.isNaN(error)) {
      states[next] = level
      states[next + 1] = slope
      continue
    }
    const limit = clamp * (scale[t] as number)
    const felt = error > limit ? limit : error < -limit ? -limit : error
    states[next] = level + alpha * felt
    states[next + 1] = slope + beta * felt
    states[next + place] = season + gamma * felt
  }
  return { parameters, period, states, residuals }
}

/** Huber's loss of the one-step errors in local standard deviations, without keeping any state. */
function etsLoss(values: Float64Array, scale: Float64Array, start: Float64Array, p: EtsParameters): number {
  const n = values.length
  const period = start.length - 2
  const { alpha, beta, phi, gamma } = p
  const season = start.slice(2)
  let level = start[0] as number
  let slope = start[1] as number
  let place = 0
  let loss = 0
  // `as number` below: t runs to n, place to period.
  for (let t = 0; t < n; t++) {
    slope *= phi
    level += slope
    const error = (values[t] as number) - level - (season[place] as number)
    if (!Number.isNaN(error)) {
      const unit = scale[t] as number
      const limit = CLAMP * unit
      const felt = error > limit ? limit : error < -limit ? -limit : error
      loss += (felt * (2 * error - felt)) / (unit * unit)
      level += alpha * felt
      slope += beta * felt
      season[place] = (season[place] as number) + gamma * felt
    }
    place = place + 1 === period ? 0 : place + 1
  }
  return loss
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x))

function parametersAt(point: Float64Array, trend: boolean, period: number): EtsParameters {
  const alpha = 0.0001 + 0.9998 * logistic(point[0] ?? 0)
  const gamma = period > 1 ? (1 - alpha) * logistic(point[1] ?? 0) : 0
  if (!trend) return { alpha, beta: 0, phi: 0, gamma }
  return { alpha, beta: alpha * logistic(point[2] ?? 0), phi: 0.8 + 0.19 * logistic(point[3] ?? 0), gamma }
}

/**
 * Fits the smoothing weights by the smallest robust one-step error.
 * @param values  Float64Array[n], n >= 2 * period, NaN in gaps
 * @returns       weights and the corrected Akaike criterion, comparable between fits of the same values and scale
 */
export function fitEts(
  values: Float64Array,
  scale: Float64Array,
  start: Float64Array,
  trend: boolean,
): { parameters: EtsParameters; aicc: number } {
  const period = start.length - 2
  const seed = trend ? [-2.2, -2.5, -3, 0.5] : period > 1 ? [-2.2, -2.5] : [-2.2]
  const objective = (point: Float64Array) => etsLoss(values, scale, start, parametersAt(point, trend, period))
  const best = nelderMead(objective, Float64Array.from(seed), {
    step: 1,
    maxEvaluations: trend ? 140 : 70,
    tolerance: 1e-4,
  })
  let n = 0
  for (const value of values) if (!Number.isNaN(value)) n++
  const count = seed.length + 1 + period + (trend ? 1 : 0)
  const correction = n > count + 1 ? (2 * count * (count + 1)) / (n - count - 1) : Number.POSITIVE_INFINITY
  return {
    parameters: parametersAt(best.point, trend, period),
    aicc: n * Math.log(Math.max(best.value, 1e-12) / n) + 2 * count + correction,
  }
}

/**
 * One step of the model: moves `state` (level, slope, season) over the value at season place `place`; NaN only lets time
 * pass. The error is clamped as in `runEts`.
 */
export function stepEts(state: Float64Array, value: number, place: number, scale: number, p: EtsParameters): void {
  const slope = p.phi * (state[1] ?? 0)
  const level = (state[0] ?? 0) + slope
  const season = state[2 + place] ?? 0
  const error = value - level - season
  const felt = Number.isNaN(error) ? 0 : Math.min(CLAMP * scale, Math.max(-CLAMP * scale, error))
  state[0] = level + p.alpha * felt
  state[1] = slope + p.beta * felt
  state[2 + place] = season + p.gamma * felt
}

/**
 * The forecast from the state before step `origin`, `ahead` steps on (0 is step `origin` itself).
 * Level and season only; effects of the calendar are added by the caller.
 */
export function forecastEts(run: EtsRun, origin: number, ahead: number, damping: Float64Array): number {
  const row = origin * (2 + run.period)
  // `as number`: origin runs to n, which has a row of its own.
  const level = run.states[row] as number
  const slope = run.states[row + 1] as number
  const season = run.states[row + 2 + ((origin + ahead) % run.period)] as number
  return level + slope * (damping[ahead] ?? 0) + season
}

/** phi + phi^2 + ... for each step of the horizon. */
export function dampingSums(phi: number, horizon: number): Float64Array {
  const sums = new Float64Array(horizon)
  let sum = 0
  let power = 1
  for (let h = 0; h < horizon; h++) {
    power *= phi
    sum += power
    sums[h] = sum
  }
  return sums
}
