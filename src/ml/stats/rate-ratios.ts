import { rateRatio } from './rate-ratio.ts'

export interface RateRatiosInput {
  /** Float64Array[m], whole numbers >= 0. */
  readonly before: Float64Array
  readonly after: Float64Array
  /** Float64Array[m], > 0: what `after` was to be expected per count of `before`. */
  readonly odds: Float64Array
  /** Float64Array[m] and its uncertainty, as `rateRatio` takes them. */
  readonly dispersion: Float64Array
  readonly dispersionSpread: number
  /** Of the intervals, 0..1 exclusive. */
  readonly level: number
}

export interface RateRatios {
  /** Each Float64Array[m]; see `RateRatio`. */
  readonly ratio: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly p: Float64Array
}

/**
 * `rateRatio` for many pairs of counts, each with an expectation of its own.
 * @throws RangeError  lengths differ, or a value is out of its range
 */
export function rateRatios({ before, after, odds, dispersion, dispersionSpread, level }: RateRatiosInput): RateRatios {
  const m = before.length
  for (const [name, values] of Object.entries({ after, odds, dispersion }))
    if (values.length !== m) throw new RangeError(`${name} has ${values.length} values, expected ${m} as in before`)
  const column = () => new Float64Array(m)
  const result = { ratio: column(), low: column(), high: column(), p: column() }
  for (let i = 0; i < m; i++) {
    const tested = rateRatio({
      before: before[i] ?? 0,
      after: after[i] ?? 0,
      exposureBefore: 1,
      exposureAfter: odds[i] ?? 0,
      dispersion: dispersion[i] ?? 0,
      dispersionSpread,
      level,
    })
    result.ratio[i] = tested.ratio
    result.low[i] = tested.low
    result.high[i] = tested.high
    result.p[i] = tested.p
  }
  return result
}
