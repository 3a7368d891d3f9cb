import { median } from './quantile.ts'

/** Makes the median absolute deviation an estimate of the standard deviation where the values are normal. */
export const NORMAL_CONSISTENCY = 1.482602218505602

/**
 * The median of the distances from the median, a spread that a minority of wild values cannot move.
 * @param values  any order; what is not finite is left out
 * @param factor  1 for the bare deviation; `NORMAL_CONSISTENCY` for an estimate of the standard deviation
 * @returns       NaN when no finite value is left
 * Source: Rousseeuw & Croux (1993), "Alternatives to the median absolute deviation". Golden values: test/golden/stats.json
 */
export function medianAbsoluteDeviation(values: ArrayLike<number>, factor = 1): number {
  const centre = median(values)
  const distances = new Float64Array(values.length)
  for (let i = 0; i < distances.length; i++) distances[i] = Math.abs((values[i] ?? Number.NaN) - centre)
  return factor * median(distances)
}
