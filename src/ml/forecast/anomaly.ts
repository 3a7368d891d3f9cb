import { benjaminiHochberg } from '../stats/benjamini-hochberg.ts'
import { median, quantile } from '../stats/quantile.ts'
import type { Regressor } from './calendar-effects.ts'
import { learnSpread } from './conformal.ts'
import { stepEts } from './ets.ts'
import { type FittedEts, fitEtsWithCalendar, RAW, type Scale, softLog } from './members.ts'
import { countNoise, isSmallCount, noiseOnScale, studentNoise } from './noise.ts'
import { closedDays, withoutLeadingZeros } from './open-days.ts'

export interface AnomalyOptions {
  /** How many of the last days are judged; 7 by default. */
  days?: number
  /** Probability of a false alarm on a single day, 0..1 exclusive; 0.001 by default. */
  alpha?: number
  /** Days of the short season; 7 by default. */
  period?: number
  /** Known influences, each Float64Array[n], finite. */
  regressors?: readonly Float64Array[]
  /** 1 where the shop is known to be closed, Uint8Array[n]. */
  closed?: Uint8Array
}

export interface AnomalyReport {
  status: 'judged'
  /** One entry per judged day, oldest first. NaN on gaps and closed days, where nothing was to be judged. */
  expected: Float64Array
  low: Float64Array
  high: Float64Array
  /** log of the two-sided p-value, <= 0. */
  logP: Float64Array
  /** 1 where the p-value is below alpha. */
  flag: Uint8Array
}

/** Not judged, because the season cannot be known from so few days before the judged ones. */
export interface TooLittleHistory {
  status: 'too-little-history'
  knownDays: number
  neededDays: number
}

const NEEDED_DAYS = 42
const LEARNING_DAYS = 365
const HALF_LIFE_DAYS = 120
/** Level, season and smoothing weights; with counts, whose season hardly moves, fewer do. */
const FITTED = 11
const FITTED_TO_COUNTS = 7

/**
 * Judges the last days of a series, each against what was to be expected of it one day ahead from a level and season
 * learnt before the judged days. A day that raises the alarm is not learnt from, and wild days of the past move level and
 * season by at most two and a half standard deviations, so neither hides a later one.
 * @param series  Float64Array[n], NaN where nothing is known
 * @throws RangeError  an option is out of range or of the wrong length
 * Source: ETS(A,Ad,A) of Hyndman et al. (2008), clamped after Gelper et al. (2010); Student or negative binomial scatter
 */
export function detectAnomalies(series: Float64Array, options: AnomalyOptions = {}): AnomalyReport | TooLittleHistory {
  const { days = 7, alpha = 0.001, period = 7, regressors = [] } = options
  check(series, options, days, alpha, period)
  const n = series.length
  const from = n - days
  const shut = closedDays(series.subarray(0, from), period, n, options.closed)
  const past = withoutLeadingZeros(series.subarray(0, from).map((value, t) => (shut[t] === 1 ? Number.NaN : value)))
  const known = past.filter((value) => !Number.isNaN(value))
  const neededDays = Math.max(NEEDED_DAYS, 4 * period)
  if (known.length < neededDays) return { status: 'too-little-history', knownDays: known.length, neededDays }
  const effects = regressors.map((values) => ({ values, prior: 6 }))
  const { fit, noise } = learn(past, known, period, days, effects)
  const { parameters, states } = fit.run
  const state = states.slice(from * (2 + period))
  const width = fit.width[from - 1] ?? 1
  const empty = () => new Float64Array(days).fill(Number.NaN)
  const report = { expected: empty(), low: empty(), high: empty(), logP: empty(), flag: new Uint8Array(days) }
  const floor = quantile(known, 0.02) < 0 ? Number.NEGATIVE_INFINITY : 0
  for (let d = 0; d < days; d++) {
    const t = from + d
    const place = t % period
    const value = shut[t] === 1 ? Number.NaN : (series[t] ?? Number.NaN)
    const inner = (state[0] ?? 0) + parameters.phi * (state[1] ?? 0) + (state[2 + place] ?? 0) + (fit.added[t] ?? 0)
    let learnt = Number.NaN
    if (!Number.isNaN(value)) {
      const expected = Math.max(floor, fit.scale.back(inner))
      const { low, high } = noise.interval(expected, alpha)
      const logP = noise.logP(value, expected)
      report.expected[d] = expected
      report.low[d] = Math.max(floor, low)
      report.high[d] = high
      report.logP[d] = logP
      if (logP < Math.log(alpha)) report.flag[d] = 1
      else learnt = fit.scale.forward(value) - (fit.added[t] ?? 0)
    }
    stepEts(state, learnt, place, width, parameters)
  }
  return { status: 'judged', ...report }
}

/**
 * Which days stand out over many series at once, such that of all days named at most the share q is expected to be chance.
 * @param logP  per series, Float64Array[days] of log p-values; NaN is left out
 * @returns     per series, Uint8Array[days] with 1 where a day stands out
 * @throws RangeError  q is not between 0 and 1, or a log p-value is above 0
 * Source: Benjamini & Hochberg (1995)
 */
export function flagAcrossSeries(logP: readonly Float64Array[], q: number): Uint8Array[] {
  if (!(q > 0 && q < 1)) throw new RangeError(`q must lie between 0 and 1, got ${q}`)
  const all = new Float64Array(logP.reduce((sum, own) => sum + own.length, 0))
  let at = 0
  for (const own of logP) {
    all.set(own.map(Math.exp), at)
    at += own.length
  }
  const adjusted = benjaminiHochberg(all)
  at = 0
  return logP.map((own) => {
    const flags = Uint8Array.from(own, (_, d) => ((adjusted[at + d] ?? 1) <= q ? 1 : 0))
    at += own.length
    return flags
  })
}

function check(series: Float64Array, options: AnomalyOptions, days: number, alpha: number, period: number): void {
  const n = series.length
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`days must be a whole number >= 1, got ${days}`)
  if (days > n) throw new RangeError(`days must be at most the ${n} days of the series, got ${days}`)
  if (!Number.isInteger(period) || period < 1) throw new RangeError(`period must be a whole number >= 1, got ${period}`)
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie between 0 and 1, got ${alpha}`)
  const bad = series.findIndex((value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
  if (bad >= 0) throw new RangeError(`series[${bad}] is ${series[bad]}; mark gaps with NaN`)
  options.regressors?.forEach((column, i) => {
    if (column.length !== n) throw new RangeError(`regressors[${i}] has ${column.length} days, expected ${n}`)
  })
  if (options.closed !== undefined && options.closed.length !== n) {
    throw new RangeError(`closed has ${options.closed.length} days, expected ${n}`)
  }
}

/** Fits on the scale on which one-day errors were likeliest, and learns how they scattered there. */
function learn(past: Float64Array, known: Float64Array, period: number, days: number, effects: readonly Regressor[]) {
  const from = Math.max(2 * period, past.length - LEARNING_DAYS)
  const plain = fitEtsWithCalendar(past, RAW, period, days, effects)
  const expected = oneDayAhead(past, plain)
  const learning = Uint32Array.from({ length: past.length - from }, (_, i) => from + i).filter(
    (t) => !Number.isNaN(past[t] ?? Number.NaN),
  )
  const inflation = inflationOf(learning.length, FITTED)
  const at = (values: Float64Array) => Float64Array.from(learning, (t) => values[t] ?? Number.NaN)
  if (isSmallCount(known))
    return { fit: plain, noise: countNoise(at(past), at(expected), inflationOf(learning.length, FITTED_TO_COUNTS)) }
  const weights = Float64Array.from(learning, (t) => 0.5 ** ((past.length - t) / HALF_LIFE_DAYS))
  const spread = learnSpread({
    history: past,
    firstOrigin: from,
    stride: 1,
    forecasts: expected.subarray(from),
    horizon: 1,
  })
  const scale = softLog(0.25 * median(known))
  const bent = quantile(known, 0.02) > 0 ? fitEtsWithCalendar(past, scale, period, days, effects) : null
  if (bent !== null && (spread === null || costOfBent(at(past), at(bent.run.residuals), scale) < spread.cost)) {
    const noise = studentNoise(at(bent.run.residuals), weights, inflation, () => 1)
    return { fit: bent, noise: noiseOnScale(noise, scale) }
  }
  const unit = (size: number) => (Math.abs(size) + (spread?.offset ?? 1)) ** (spread?.power ?? 0)
  const means = at(expected)
  const errors = at(past).map((value, i) => (value - (means[i] ?? 0)) / unit(means[i] ?? 0))
  return { fit: plain, noise: studentNoise(errors, weights, inflation, unit) }
}

/** Minus log likelihood of Laplace errors on a bent scale, brought back to the values' own unit by the scale's slope. */
function costOfBent(values: Float64Array, errors: Float64Array, scale: Scale): number {
  let sum = 0
  let logs = 0
  values.forEach((value, i) => {
    sum += Math.abs(errors[i] ?? 0)
    logs -= Math.log(scale.slope(value))
  })
  return values.length * Math.log(Math.max(sum, 1e-300) / values.length) + logs
}

/** What was fitted on the days it is judged by misses a new day by more. */
function inflationOf(days: number, fitted: number): number {
  return Math.sqrt((days + fitted) / Math.max(1, days - fitted))
}

/** Expectations of the history itself, made one day before each; only for a fit on the values' own scale. */
function oneDayAhead(past: Float64Array, { run }: FittedEts): Float64Array {
  return past.map((value, t) => value - (run.residuals[t] ?? Number.NaN))
}
