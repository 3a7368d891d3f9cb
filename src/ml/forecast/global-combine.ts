import { type BatchForecast, scaleOf } from './forecast-batch.ts'

export interface GlobalForecasts {
  /** From the end of the histories, and from a horizon before it by a model that knew no more: Float64Array[horizon] or null. */
  readonly ahead: readonly (Float64Array | null)[]
  readonly past: readonly (Float64Array | null)[]
}

export interface Combined {
  readonly forecasts: BatchForecast[]
  /** Share of the global forecast, 0..0.5, by the method it is combined with. */
  readonly shares: Readonly<Record<string, number>>
}

/** Fewer series of a method say too little of its share; they take that of all. */
const LEAST_SERIES = 30
/** Scales beyond which a miss says nothing more: one wild series may not decide for all. */
const WILD = 5
/** One end in the past is one draw: what was best then is believed by half. */
const BELIEVED = 0.5
/** What these say is exact or all there is to say. */
const LEFT_ALONE: ReadonlySet<BatchForecast['method']> = new Set(['constant', 'clear members'])

/**
 * Series' own forecasts and those of one model for all, mixed in half the share that would have missed least a horizon ago: one for each
 * method, by least squares over all its series. The misses are mixed alike, so that `withIntervals` makes intervals of the mixture.
 * @param made       of the same histories, with one origin or more
 * @param histories  Float64Array[n] each
 * @throws RangeError  lengths differ
 * Source: Bates & Granger (1969), "The combination of forecasts"; shrinkage of the share after Diebold & Pauly (1990)
 */
export function withGlobal(
  made: readonly BatchForecast[],
  { ahead, past }: GlobalForecasts,
  histories: readonly Float64Array[],
  { horizon, period }: { horizon: number; period: number },
): Combined {
  if (ahead.length !== made.length || past.length !== made.length || histories.length !== made.length)
    throw new RangeError(
      `${made.length} forecasts need as many histories (${histories.length}) and global forecasts (${ahead.length}, ${past.length})`,
    )
  const misses = made.map((one, i) =>
    globalMisses(one, past[i] ?? null, histories[i] ?? new Float64Array(0), { horizon, period }),
  )
  const shares = sharesOf(made, misses, horizon)
  const forecasts = made.map((one, i) => {
    const [global, missed] = [ahead[i] ?? null, misses[i] ?? null]
    const share = shares[one.method] ?? 0
    if (global === null || share === 0) return one
    const point = one.point.map((value, h) => (1 - share) * value + share * (global[h] ?? 0))
    // Origins before the first have no global forecast: their misses are not those of this mixture.
    const mixed = one.misses.map((own, j) => {
      if (missed === null) return own
      return j < horizon ? (1 - share) * own + share * (missed[j] ?? Number.NaN) : Number.NaN
    })
    return { ...one, point, misses: mixed }
  })
  return { forecasts, shares }
}

/** What the global model missed at the first origin, in scales as `BatchForecast` has them; null where nothing is to be compared. */
function globalMisses(
  { misses }: BatchForecast,
  past: Float64Array | null,
  history: Float64Array,
  { horizon, period }: { horizon: number; period: number },
): Float64Array | null {
  const origin = history.length - horizon
  if (past === null || misses.length < horizon || origin < 1) return null
  const scale = scaleOf(history.subarray(0, origin), period)
  if (!(scale > 0)) return null
  return past.map((value, h) => ((history[origin + h] ?? Number.NaN) - value) / scale)
}

function sharesOf(
  made: readonly BatchForecast[],
  misses: readonly (Float64Array | null)[],
  horizon: number,
): Record<string, number> {
  const sums = new Map<string, { above: number; below: number; series: number }>()
  const all = { above: 0, below: 0, series: 0 }
  made.forEach(({ method, misses: own }, i) => {
    const global = misses[i] ?? null
    if (global === null || LEFT_ALONE.has(method)) return
    const sum = sums.get(method) ?? { above: 0, below: 0, series: 0 }
    sums.set(method, sum)
    for (const into of [sum, all]) into.series++
    for (let h = 0; h < horizon; h++) {
      const [a, b] = [tame(own[h] ?? Number.NaN), tame(global[h] ?? Number.NaN)]
      if (Number.isNaN(a) || Number.isNaN(b)) continue
      for (const into of [sum, all]) {
        into.above += a * (a - b)
        into.below += (a - b) ** 2
      }
    }
  })
  const shareOf = ({ above, below }: typeof all) => (below > 0 ? BELIEVED * Math.min(1, Math.max(0, above / below)) : 0)
  const shares: Record<string, number> = {}
  for (const { method } of made) {
    const own = sums.get(method)
    shares[method] = LEFT_ALONE.has(method) ? 0 : shareOf(own !== undefined && own.series >= LEAST_SERIES ? own : all)
  }
  return shares
}

const tame = (miss: number): number => Math.max(-WILD, Math.min(WILD, miss))
