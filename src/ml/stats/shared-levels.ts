import { trimmedRatio } from './trimmed-ratio.ts'

export interface SharedLevelsInput {
  /** Counts of `periods` periods, Float64Array[m * periods], product by product, the latest period first. */
  readonly counts: Float64Array
  readonly periods: number
}

/**
 * How high each period was for all products alike, against the first one: what a usual product's counts grow with.
 * @returns Float64Array[periods], 1 for the first; 0 where a period, or the first one, has no counts at all
 * @throws RangeError  counts do not fill products x periods, fewer than one period, or a count is not valid
 * Source: `trimmedRatio`
 */
export function sharedLevels({ counts, periods }: SharedLevelsInput): Float64Array {
  if (!(Number.isInteger(periods) && periods >= 1))
    throw new RangeError(`periods must be whole and >= 1, got ${periods}`)
  const m = counts.length / periods
  if (!Number.isInteger(m))
    throw new RangeError(`counts has ${counts.length} values, no multiple of ${periods} periods`)
  // `as number`: the index lies within m * periods.
  const column = (k: number) => Float64Array.from({ length: m }, (_, i) => counts[i * periods + k] as number)
  const first = column(0)
  return Float64Array.from({ length: periods }, (_, k) =>
    k === 0 ? 1 : (trimmedRatio({ before: first, after: column(k) }) ?? 0),
  )
}
