/** How the work on visits is cut, so that neither memory nor the time of one statement grows with the log. */

/** What the log's column of times can hold. */
const FIRST_INSTANT = Date.UTC(1900, 0, 1)
const LAST_INSTANT = Date.UTC(2300, 0, 1) - 1
/** Visitor ids are 64-bit digests. */
const IDS = 2n ** 64n

/** From an instant to another, both included, UTC milliseconds. */
export interface Slice {
  readonly from: number
  readonly to: number
}

/** From a visitor id to another, both included. */
export interface VisitorRange {
  readonly first: string
  readonly last: string
}

/**
 * Runs of whole days with at most `hitsPerSlice` hits, or one day where it has more; together they cover all of time.
 * @param days start of each day that has hits, in order
 */
export function slicesOf(
  days: readonly { readonly from: number; readonly hits: number }[],
  hitsPerSlice: number,
): Slice[] {
  const starts = [FIRST_INSTANT]
  let hits = 0
  for (const day of days) {
    if (hits > 0 && hits + day.hits > hitsPerSlice) {
      starts.push(day.from)
      hits = 0
    }
    hits += day.hits
  }
  return starts.map((from, place) => ({ from, to: (starts[place + 1] ?? LAST_INSTANT + 1) - 1 }))
}

/** Equal stretches of the visitor ids: of digests, equal stretches hold about equally many hits. None where there are no hits. */
export function rangesOf(hits: number, hitsPerRange: number): VisitorRange[] {
  const count = BigInt(Math.ceil(hits / hitsPerRange))
  const ranges: VisitorRange[] = []
  for (let place = 0n; place < count; place++)
    ranges.push({ first: String((IDS * place) / count), last: String((IDS * (place + 1n)) / count - 1n) })
  return ranges
}
