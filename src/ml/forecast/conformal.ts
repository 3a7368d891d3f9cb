import { quantileSorted, sortFinite } from '../stats/quantile.ts'

/** Forecasts made from past days with what came after them. */
export interface Backtest {
  history: Float64Array
  /** First day a forecast was made for (its step 0); the others follow every `stride` days. */
  firstOrigin: number
  stride: number
  /** Float64Array[origins * horizon], row by origin; NaN where no forecast was made. */
  forecasts: Float64Array
  horizon: number
}

/** How past errors spread: relative to the size of the forecast and to the step ahead. */
export interface ErrorSpread {
  /** Unit of the error at each forecast size: (|f| + offset) ** power. */
  power: number
  offset: number
  /** Float64Array[horizon], mean absolute error in units, never falling with the step ahead. */
  growth: Float64Array
  /** Errors in units and growth, ascending, and the share of weight up to and with each. */
  sorted: Float64Array
  cumulative: Float64Array
  /** Minus log likelihood of the errors, to compare forecasters of the same days; lower is better. */
  cost: number
  /** Widens the interval for what was learnt from few days, >= 1. */
  inflation: number
}

const POWERS = [0, 0.5, 1]
const HALF_LIFE_DAYS = 90

/**
 * Learns from a backtest how far forecasts miss. Whether errors grow with the forecast not at all, as its root (counts)
 * or in proportion is decided by the likelihood of Laplace-distributed errors.
 * @returns null with fewer than `least` errors
 */
export function learnSpread(backtest: Backtest, least = 20): ErrorSpread | null {
  const { forecasts, horizon } = backtest
  const errors = backtestErrors(backtest)
  const known = sortFinite(errors).length
  if (known < least) return null
  const sizes = sortFinite(forecasts.map(Math.abs))
  const offset = Math.max(0.1 * quantileSorted(sizes, 0.5), 1e-9)
  let best = { power: 0, cost: Number.POSITIVE_INFINITY }
  for (const power of POWERS) {
    let sum = 0
    let logs = 0
    // `as number` below: i runs over arrays of equal length.
    for (let i = 0; i < errors.length; i++) {
      const error = errors[i] as number
      if (Number.isNaN(error)) continue
      const unit = (Math.abs(forecasts[i] as number) + offset) ** power
      sum += Math.abs(error) / unit
      logs += Math.log(unit)
    }
    const next = known * Math.log(Math.max(sum, 1e-300) / known) + logs
    if (next < best.cost - 1e-9) best = { power, cost: next }
  }
  const { power, cost } = best
  const scaled = errors.map((error, i) => error / (Math.abs(forecasts[i] as number) + offset) ** power)
  const growth = growthByStep(scaled, horizon)
  return { power, offset, growth, ...weighted(scaled, growth, backtest.stride), cost, inflation: 1 }
}

/**
 * Interval around a forecast such that the share `level` of past forecasts was hit (split conformal, both tails apart).
 * @param step  steps ahead, 0 is the first
 * Source: Vovk, Gammerman & Shafer (2005); per-horizon use as in Stankeviciute, Alaa & van der Schaar (2021).
 */
export function conformalInterval(
  spread: ErrorSpread,
  forecast: number,
  step: number,
  level: number,
): { low: number; high: number } {
  const unit = (Math.abs(forecast) + spread.offset) ** spread.power * (spread.growth[step] ?? 0) * spread.inflation
  const tail = (1 - level) / 2
  return {
    low: forecast + Math.min(0, unit * weightedQuantile(spread, tail)),
    high: forecast + Math.max(0, unit * weightedQuantile(spread, 1 - tail)),
  }
}

/** Errors in ascending order; those made longer ago weigh less, so that the interval follows a shop that changes. */
function weighted(scaled: Float64Array, growth: Float64Array, stride: number) {
  const horizon = growth.length
  const origins = scaled.length / horizon
  const kept: number[] = []
  for (let i = 0; i < scaled.length; i++) if (!Number.isNaN(scaled[i])) kept.push(i)
  const errors = scaled.map((error, i) => error / (growth[i % horizon] as number))
  const order = Uint32Array.from(kept).sort((a, b) => (errors[a] as number) - (errors[b] as number))
  const cumulative = new Float64Array(order.length)
  let sum = 0
  for (let rank = 0; rank < order.length; rank++) {
    const i = order[rank] as number
    sum += 0.5 ** (((origins - Math.floor(i / horizon)) * stride) / HALF_LIFE_DAYS)
    cumulative[rank] = sum
  }
  const sorted = Float64Array.from(order, (i) => errors[i] as number)
  return { sorted, cumulative: cumulative.map((part) => part / sum) }
}

/** The smallest error whose cumulative weight reaches p. */
function weightedQuantile({ sorted, cumulative }: ErrorSpread, p: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cumulative[middle] as number) < p) low = middle + 1
    else high = middle
  }
  return sorted[low] as number
}

function backtestErrors({ history, firstOrigin, stride, forecasts, horizon }: Backtest): Float64Array {
  return forecasts.map((forecast, i) => {
    const day = firstOrigin + Math.floor(i / horizon) * stride + (i % horizon)
    return (history[day] ?? Number.NaN) - forecast
  })
}

/** Mean absolute error per step ahead, made non-falling by pooling neighbours (isotonic regression). */
export function growthByStep(scaled: Float64Array, horizon: number): Float64Array {
  const sums = new Float64Array(horizon)
  const counts = new Float64Array(horizon)
  scaled.forEach((error, i) => {
    if (Number.isNaN(error)) return
    const step = i % horizon
    sums[step] = (sums[step] ?? 0) + Math.abs(error)
    counts[step] = (counts[step] ?? 0) + 1
  })
  const pools: { sum: number; count: number; steps: number }[] = []
  for (let h = 0; h < horizon; h++) {
    let pool = { sum: sums[h] ?? 0, count: counts[h] ?? 0, steps: 1 }
    for (let before = pools.at(-1); before !== undefined; before = pools.at(-1)) {
      const falls = pool.count === 0 || before.count === 0 || pool.sum * before.count <= before.sum * pool.count
      if (!falls) break
      pools.pop()
      pool = { sum: pool.sum + before.sum, count: pool.count + before.count, steps: pool.steps + before.steps }
    }
    pools.push(pool)
  }
  const growth = new Float64Array(horizon)
  let h = 0
  for (const { sum, count, steps } of pools) {
    growth.fill(count > 0 && sum > 0 ? sum / count : 1e-12, h, h + steps)
    h += steps
  }
  return growth
}
