/** A weekday counts as closed when its last six known days were all zero while most other weekdays sold. */
const CLOSED_AFTER = 6
/** Zeros at the start are taken as 'not on sale yet' from this length on. */
const NOT_YET_DAYS = 28

/**
 * Days on which nothing can be sold: those known to be closed, and weekdays that have been empty for weeks.
 * @param days   n + horizon
 * @param given  1 where the shop is known to be closed, Uint8Array[days]
 * @returns      Uint8Array[days], 1 where closed
 */
export function closedDays(history: Float64Array, period: number, days: number, given?: Uint8Array): Uint8Array {
  const shut = given === undefined ? new Uint8Array(days) : given.slice()
  const n = history.length
  const emptyFor = new Float64Array(period)
  for (let t = 0; t < n; t++) {
    const value = history[t] ?? Number.NaN
    if (Number.isNaN(value) || shut[t] === 1) continue
    const place = t % period
    emptyFor[place] = value === 0 ? (emptyFor[place] ?? 0) + 1 : 0
  }
  // A weekday is only closed when the rest of the week sells: rare sales leave long empty runs everywhere.
  let busy = 0
  for (const run of emptyFor) if (run < 2) busy++
  if (busy * 2 < period) return shut
  for (let t = 0; t < days; t++) {
    if ((emptyFor[t % period] ?? 0) < CLOSED_AFTER) continue
    if (t >= n || history[t] === 0) shut[t] = 1
  }
  return shut
}

/** The history with a long run of zeros before the first sale turned into gaps, as a new array. */
export function withoutLeadingZeros(history: Float64Array): Float64Array {
  const first = history.findIndex((value) => value !== 0 && !Number.isNaN(value))
  const copy = history.slice()
  if (first >= NOT_YET_DAYS) copy.fill(Number.NaN, 0, first)
  return copy
}
