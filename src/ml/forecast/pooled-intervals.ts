import { quantile } from '../stats/quantile.ts'
import { growthByStep } from './conformal.ts'
import type { BatchForecast } from './forecast-batch.ts'

export interface Interval {
  /** Float64Array[horizon] each, low <= point <= high. */
  low: Float64Array
  high: Float64Array
}

/** How many past ends a series' own errors must count to weigh as much as those of all series. */
const OWN_ENDS = 12
/** Times the upper quartile of all. */
const WILD = 10
/** Of a normal distribution, where nothing at all was forecast before. */
const UNKNOWN_SPREAD = 1.2533

/**
 * Conformal intervals of forecasts of one frequency, made together: the shape of the errors and their growth with the
 * steps ahead are learnt from all series, their size from each series as far as it has a past.
 * @param level  share of steps the interval is meant to hold, 0..1 exclusive
 * @returns      one for each forecast; never below 0 where the forecasts and everything known is not
 * Source: Vovk, Gammerman & Shafer (2005), "Algorithmic learning in a random world"; pooling after Romano, Patterson &
 * Candes (2019), "Conformalized quantile regression", whose scores are scaled by a local spread.
 */
export function withIntervals(
  forecasts: readonly BatchForecast[],
  { horizon, level }: { horizon: number; level: number },
): Interval[] {
  const tamed = tame(forecasts)
  const all = Float64Array.from(tamed.flatMap((misses) => Array.from(misses)))
  const known = all.some((miss) => !Number.isNaN(miss))
  const growth = known ? growthByStep(all, horizon) : new Float64Array(horizon).fill(UNKNOWN_SPREAD)
  const sizes = tamed.map((misses) => ownSize(misses, growth))
  const scores: number[] = []
  tamed.forEach((misses, i) => {
    misses.forEach((miss, j) => {
      if (!Number.isNaN(miss)) scores.push(miss / ((growth[j % horizon] ?? 1) * (sizes[i] ?? 1)))
    })
  })
  const sorted = Float64Array.from(scores).sort()
  const tail = (1 - level) / 2
  const below = known ? lowerQuantile(sorted, tail) : -UNKNOWN_SPREAD * 1.3
  const above = known ? -lowerQuantile(sorted.map((score) => -score).sort(), tail) : UNKNOWN_SPREAD * 1.3
  return forecasts.map(({ point, scale, floor }, i) => {
    const unit = scale * (sizes[i] ?? 1)
    const end = (h: number, score: number) => (point[h] ?? 0) + score * unit * (growth[h] ?? 0)
    return {
      low: point.map((value, h) => Math.max(floor, Math.min(value, end(h, below)))),
      high: point.map((value, h) => Math.max(value, end(h, above))),
    }
  })
}

/** The misses with the wildest pulled in: beyond the tails of any interval their size would only widen those of others. */
function tame(forecasts: readonly BatchForecast[]): Float64Array[] {
  const sizes = Float64Array.from(forecasts.flatMap(({ misses }) => Array.from(misses, Math.abs)))
  const limit = WILD * quantile(sizes, 0.75)
  return forecasts.map(({ misses }) =>
    limit > 0 ? misses.map((miss) => Math.max(-limit, Math.min(limit, miss))) : misses,
  )
}

/** Mean size of a series' own errors beside those of all (1), drawn to 1 the fewer there are. */
function ownSize(misses: Float64Array, growth: Float64Array): number {
  const horizon = growth.length
  let sum = 0
  let count = 0
  misses.forEach((miss, j) => {
    if (Number.isNaN(miss)) return
    sum += Math.abs(miss) / (growth[j % horizon] ?? 1)
    count++
  })
  if (count === 0) return 1
  // Errors from one end go together: they count little more than one.
  const ends = Math.sqrt(horizon) * (count / horizon)
  return (sum * (ends / count) + OWN_ENDS) / (ends + OWN_ENDS)
}

/** The score below which a new one falls with at most chance p, with the correction for few scores. */
function lowerQuantile(sorted: Float64Array, p: number): number {
  const n = sorted.length
  const rank = Math.max(1, Math.floor(p * (n + 1)))
  return sorted[rank - 1] ?? 0
}
