import { NORMAL_CONSISTENCY } from '../../stats/median-absolute-deviation.ts'
import { median, quantileSorted } from '../../stats/quantile.ts'
import { seasonOffsets } from '../members.ts'

/** Beyond this many standard deviations from its neighbours of both sides a value is taken for an error. */
const WILD = 10
const NEIGHBOURS = 3

/**
 * A series that the models can read: without unknown steps at its start, gaps filled along the line between their
 * neighbours with the season on top, and single values far from everything around pulled back.
 * @param history  Float64Array[n], NaN where nothing is known; not changed
 * @param spikes   'keep' where something known, such as a promotion, may be behind them
 * @returns        Float64Array[<= n], ending where the history ends at its last known value; empty where nothing is known
 */
export function prepareSeries(
  history: Float64Array,
  period: number,
  spikes: 'keep' | 'pull back' = 'pull back',
): Float64Array {
  const isKnown = (value: number) => Number.isFinite(value)
  const first = history.findIndex(isKnown)
  if (first < 0) return new Float64Array(0)
  const values = history.slice(first, history.findLastIndex(isKnown) + 1)
  const offsets = period > 1 && values.length >= 3 * period ? seasonOffsets(values, period) : new Float64Array(1)
  const flat = values.map((value, t) => value - (offsets[t % offsets.length] ?? 0))
  fillGaps(flat)
  if (spikes === 'pull back') pullBack(flat)
  return flat.map((value, t) => value + (offsets[t % offsets.length] ?? 0))
}

function fillGaps(values: Float64Array): void {
  let before = 0
  // Both ends are known; `as number` below: t runs to n.
  for (let t = 1; t < values.length; t++) {
    if (!Number.isFinite(values[t])) continue
    const [from, to] = [values[before] as number, values[t] as number]
    for (let gap = before + 1; gap < t; gap++) values[gap] = from + ((to - from) * (gap - before)) / (t - before)
    before = t
  }
}

/** In place. A level that moves stays: its values are near to those of one side. */
function pullBack(values: Float64Array): void {
  const n = values.length
  if (n < 2 * NEIGHBOURS + 2) return
  const around = new Float64Array(2 * NEIGHBOURS + 1)
  const distances = values.map(
    (value, t) => value - middleOf(values, Math.max(0, t - NEIGHBOURS), Math.min(n, t + NEIGHBOURS + 1), around),
  )
  // Where most values are the same, their size is all there is to go by; where most are 0, nothing is.
  const width = NORMAL_CONSISTENCY * median(distances.map(Math.abs)) || 0.5 * Math.abs(median(values))
  if (!(width > 0)) return
  const original = values.slice()
  distances.forEach((distance, t) => {
    const isLast = t === n - 1
    if (Math.abs(distance) > (isLast ? 2 : 1) * WILD * width) values[t] = (original[t] ?? 0) - distance
  })
}

/** The median of a handful of neighbours, sorted one by one into a place that is used again: asked once for each step of each series. */
function middleOf(values: Float64Array, from: number, to: number, sorted: Float64Array): number {
  // `as number` below: both run within their arrays.
  for (let t = from; t < to; t++) {
    const value = values[t] as number
    let place = t - from
    for (; place > 0 && (sorted[place - 1] as number) > value; place--) sorted[place] = sorted[place - 1] as number
    sorted[place] = value
  }
  return quantileSorted(sorted.subarray(0, to - from), 0.5)
}
