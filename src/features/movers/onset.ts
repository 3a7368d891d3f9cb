/** Since when a product sells differently, and how much more than before. */
import { negativeBinomialLogCdf } from '../../ml/math/negative-binomial.ts'

/** A change is looked for in so many last days; the days before them say what is usual. */
export const RECENT_DAYS = 21

export interface Onset {
  /** Days since the change, counted to the last day of the series, at least 1. */
  readonly days: number
  readonly orders: number
  /** What the earlier rate leads one to expect of these days, with the interval of such a count. */
  readonly expected: { readonly mean: number; readonly low: number; readonly high: number }
}

export interface OnsetInput {
  /** Orders with the product per day, Float64Array[n], the last day last. */
  readonly orders: Float64Array
  /** What the counts grow with (all orders of the shop), Float64Array[n]. */
  readonly exposure: Float64Array
  /** First place at which the product was on sale. */
  readonly from: number
  /** Squared coefficient of variation of the rate beyond Poisson. */
  readonly dispersion: number
  readonly level: number
}

/**
 * The stretch at the end whose rate differs most from the rate before the last three weeks (likelihood ratio of Poisson
 * counts). Null: too few days before, or no orders of the shop.
 */
export function findOnset({ orders, exposure, from, dispersion, level }: OnsetInput): Onset | null {
  const n = orders.length
  const split = n - RECENT_DAYS
  if (split - from < RECENT_DAYS) return null
  const sum = (values: Float64Array, first: number, end: number) =>
    values.subarray(first, end).reduce((total, value) => total + value, 0)
  const base = sum(orders, from, split)
  const shown = sum(exposure, from, split)
  if (shown === 0) return null
  // Half an order keeps a product that was hardly ever bought from having been impossible.
  const rate = Math.max(base, 0.5) / shown
  let best = { days: 0, gain: 0, orders: 0, mean: 0 }
  for (let days = 1; days <= RECENT_DAYS; days++) {
    const count = sum(orders, n - days, n)
    const mean = rate * sum(exposure, n - days, n)
    if (mean === 0) continue
    const gain = (count === 0 ? 0 : count * Math.log(count / mean)) - (count - mean)
    if (gain > best.gain) best = { days, gain, orders: count, mean }
  }
  if (best.days === 0) return null
  const size = 1 / (dispersion + 1 / Math.max(base, 0.5))
  return { days: best.days, orders: best.orders, expected: { mean: best.mean, ...countRange(best.mean, size, level) } }
}

/** The counts a negative binomial variable lies between with the given probability. */
function countRange(mean: number, size: number, level: number): { low: number; high: number } {
  const quantile = (p: number) => {
    const goal = Math.log(p)
    let high = 1
    while (negativeBinomialLogCdf(high, mean, size) < goal) high *= 2
    let low = -1
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (negativeBinomialLogCdf(middle, mean, size) < goal) low = middle
      else high = middle
    }
    return high
  }
  return { low: quantile((1 - level) / 2), high: quantile((1 + level) / 2) }
}
