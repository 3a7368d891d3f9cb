import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { type DispersionEstimate, estimateDispersion } from './estimate-dispersion.ts'
import { rateRatio } from './rate-ratio.ts'

export interface CompareRatesInput {
  /** Float64Array[m], whole numbers >= 0, one per product. */
  before: Float64Array
  after: Float64Array
  /** > 0: days, or the shop's total of each period, which asks whether a product rose against the shop. */
  exposureBefore: number
  exposureAfter: number
  /** Of the intervals; 0.95 by default. */
  level?: number
  /**
   * Overdispersion from `estimateDispersion` over earlier periods as long as these, the better the more there are. By
   * default it is estimated from the two compared periods, and products are taken to differ more in it.
   */
  dispersion?: DispersionEstimate
}

export interface RateComparison {
  /** Each Float64Array[m]; see `RateRatio`. */
  ratio: Float64Array
  low: Float64Array
  high: Float64Array
  p: Float64Array
  /** Benjamini-Hochberg; NaN for products that sold in neither period, which count as not tested. */
  q: Float64Array
  /** The overdispersion each product was tested with. */
  dispersion: Float64Array
}

/**
 * Rising and falling products: tests each product's rate before against after, with a false discovery rate over all.
 * Sales scatter more than Poisson counts even when nothing happens (weather, campaigns, large orders); how much more is
 * learnt from all products together, by their volume, and taken into each test.
 * @throws RangeError  lengths differ, a count or exposure is out of range
 * Source: conditional test of `rateRatio`; Benjamini & Hochberg (1995); dispersion by `estimateDispersion`
 */
export function compareRates(input: CompareRatesInput): RateComparison {
  const { before, after, exposureBefore, exposureAfter, level = 0.95 } = input
  const m = before.length
  if (after.length !== m) throw new RangeError(`after has ${after.length} values, expected ${m} as in before`)
  const { dispersion, spread } = input.dispersion ?? fromBothPeriods(input)
  if (dispersion.length !== m) throw new RangeError(`dispersion has ${dispersion.length} values, expected ${m}`)
  const column = () => new Float64Array(m)
  const result: RateComparison = {
    ratio: column(),
    low: column(),
    high: column(),
    p: column(),
    q: column(),
    dispersion,
  }
  for (let i = 0; i < m; i++) {
    const tested = rateRatio({
      before: before[i] ?? 0,
      after: after[i] ?? 0,
      exposureBefore,
      exposureAfter,
      dispersion: dispersion[i] ?? 0,
      dispersionSpread: spread,
      level,
    })
    result.ratio[i] = tested.ratio
    result.low[i] = tested.low
    result.high[i] = tested.high
    result.p[i] = tested.p
  }
  const tested = result.p.map((p, i) => ((before[i] ?? 0) + (after[i] ?? 0) > 0 ? p : Number.NaN))
  result.q = benjaminiHochberg(tested)
  return result
}

function fromBothPeriods({ before, after, exposureBefore, exposureAfter }: CompareRatesInput): DispersionEstimate {
  const counts = new Float64Array(2 * before.length)
  before.forEach((count, i) => {
    counts[2 * i] = count
    counts[2 * i + 1] = after[i] ?? 0
  })
  return estimateDispersion({ counts, periods: 2, exposures: Float64Array.of(exposureBefore, exposureAfter) })
}
