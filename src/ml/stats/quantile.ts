/**
 * The quantile of ascending values by linear interpolation between neighbours (type 7, numpy's default).
 * @param sorted  ascending, without NaN
 * @param p       0..1
 * @returns       NaN when there are no values
 * @throws RangeError  p is outside 0..1
 * Source: Hyndman & Fan (1996), "Sample quantiles in statistical packages", definition 7.
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must lie in 0..1, got ${p}`)
  const n = sorted.length
  if (n === 0) return Number.NaN
  const position = (n - 1) * p
  const below = Math.floor(position)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[Math.min(below + 1, n - 1)] ?? Number.NaN
  return low + (high - low) * (position - below)
}

/** The finite values in ascending order, as a new array. */
export function sortFinite(values: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(values.length)
  let n = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value !== undefined && Number.isFinite(value)) kept[n++] = value
  }
  return kept.subarray(0, n).sort()
}

/**
 * The quantile of values in any order; what is not finite is left out (see `quantileSorted`).
 * @returns NaN when no finite value is left
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantileSorted(sortFinite(values), p)
}

/** The middle of the finite values; NaN when there is none. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5)
}
