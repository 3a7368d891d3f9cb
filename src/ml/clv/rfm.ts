/** The eleven segments, by id; the position is the number `rfmSegments` gives. Their names and texts are kept elsewhere. */
export const RFM_SEGMENTS = [
  'champions',
  'loyal',
  'potential-loyalist',
  'new',
  'promising',
  'needs-attention',
  'about-to-sleep',
  'at-risk',
  'cannot-lose',
  'hibernating',
  'lost',
] as const
type RfmSegment = (typeof RFM_SEGMENTS)[number]

/** Stands for 'no customer at that time' in segmentMoves. */
export const NO_SEGMENT = RFM_SEGMENTS.length

/** Segment by recency score 1..5 (row) and frequency-value score 1..5 (column). */
const GRID: readonly (readonly RfmSegment[])[] = [
  ['lost', 'lost', 'at-risk', 'at-risk', 'cannot-lose'],
  ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cannot-lose'],
  ['about-to-sleep', 'about-to-sleep', 'needs-attention', 'loyal', 'loyal'],
  ['promising', 'potential-loyalist', 'potential-loyalist', 'loyal', 'loyal'],
  ['new', 'potential-loyalist', 'potential-loyalist', 'champions', 'champions'],
]
const NUMBER_OF = Uint8Array.from(GRID.flat(), (segment) => RFM_SEGMENTS.indexOf(segment))

export interface RfmScores {
  /** Uint8Array[n] each, 1 (worst fifth) .. 5 (best fifth). */
  readonly recency: Uint8Array
  readonly frequency: Uint8Array
  readonly value: Uint8Array
}

/**
 * Scores customers into fifths by how lately, how often and for how much they bought.
 *
 * A score depends on the value alone, never on the order of the rows: equal values share the score of the middle of their
 * ranks. So with many equal values (half of the customers bought once) some scores do not occur, and a single customer
 * or all-equal ones score 3.
 * @param sinceLast  Float64Array[n], time since the last purchase; less is better
 * @param frequency  Float64Array[n], purchases; more is better
 * @param value      Float64Array[n], money spent; more is better
 * @throws RangeError  lengths differ or a value is NaN
 * Source: Hughes (1994), "Strategic database marketing"
 */
export function rfmScores(sinceLast: Float64Array, frequency: Float64Array, value: Float64Array): RfmScores {
  const n = sinceLast.length
  if (frequency.length !== n || value.length !== n) {
    throw new RangeError(`sinceLast, frequency and value differ in length: ${n}, ${frequency.length}, ${value.length}`)
  }
  return {
    recency: fifths(
      sinceLast.map((since) => -since),
      'sinceLast',
    ),
    frequency: fifths(frequency, 'frequency'),
    value: fifths(value, 'value'),
  }
}

/**
 * The segment of each customer from recency score and the mean of frequency and value score (half rounded up), by the
 * five-by-five grid usual in shops.
 * @returns  Uint8Array[n], positions in RFM_SEGMENTS
 * @throws RangeError  lengths differ or a score is not 1..5
 */
export function rfmSegments({ recency, frequency, value }: RfmScores): Uint8Array {
  if (frequency.length !== recency.length || value.length !== recency.length) {
    throw new RangeError(`scores differ in length: ${recency.length}, ${frequency.length}, ${value.length}`)
  }
  return recency.map((r, i) => {
    const f = frequency[i] as number // same length
    const m = value[i] as number
    for (const score of [r, f, m])
      if (!(score >= 1 && score <= 5)) throw new RangeError(`score must be 1..5, got ${score}`)
    return NUMBER_OF[(r - 1) * 5 + Math.floor((f + m + 1) / 2) - 1] as number // within the grid as all scores are 1..5
  })
}

/**
 * How many customers moved from which segment to which.
 * @param before  Uint8Array[n], positions in RFM_SEGMENTS, or NO_SEGMENT for who was no customer yet
 * @param after   Uint8Array[n], the same customers later, or NO_SEGMENT for who is none any more
 * @returns       12 rows (before) of 12 counts (after); the last row and column are NO_SEGMENT
 * @throws RangeError  lengths differ or a number is above NO_SEGMENT
 */
export function segmentMoves(before: Uint8Array, after: Uint8Array): number[][] {
  if (before.length !== after.length) {
    throw new RangeError(`before and after differ in length: ${before.length}, ${after.length}`)
  }
  const size = NO_SEGMENT + 1
  const counts = new Float64Array(size * size)
  for (let i = 0; i < before.length; i++) {
    const from = before[i] as number // i < n
    const to = after[i] as number
    if (from > NO_SEGMENT) throw new RangeError(`before[${i}] must be at most ${NO_SEGMENT}, got ${from}`)
    if (to > NO_SEGMENT) throw new RangeError(`after[${i}] must be at most ${NO_SEGMENT}, got ${to}`)
    counts[from * size + to] = (counts[from * size + to] as number) + 1
  }
  return Array.from({ length: size }, (_, row) => [...counts.subarray(row * size, (row + 1) * size)])
}

/** Score 1..5 by the share of customers below, ties counted half. */
function fifths(values: Float64Array, name: string): Uint8Array {
  const n = values.length
  const wrong = values.findIndex(Number.isNaN)
  if (wrong >= 0) throw new RangeError(`${name}[${wrong}] must be a number, got NaN`)
  const sorted = values.slice().sort()
  const scoreOf = new Map<number, number>()
  for (let begin = 0; begin < n; ) {
    const value = sorted[begin] as number // begin < n
    let end = begin + 1
    while (end < n && sorted[end] === value) end += 1
    scoreOf.set(value, 1 + Math.floor((5 * (begin + end)) / (2 * n)))
    begin = end
  }
  return Uint8Array.from(values, (value) => scoreOf.get(value) ?? 0)
}
