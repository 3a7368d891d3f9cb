export interface TrimmedRatioInput {
  /** Float64Array[m], counts >= 0, one per product. */
  readonly before: Float64Array
  readonly after: Float64Array
}

/** Products with fewer in both periods together say too little about how much all of them changed. */
const ENOUGH = 10
/** Share of products left out at either end, those that fell and rose most. */
const TRIM = 0.3
/** What rates scatter beyond Poisson, so that the few largest products do not decide alone. */
const SCATTER = 0.05
/** Below so many products the totals say it as well. */
const LEAST_PRODUCTS = 10

/**
 * By which factor a usual product changed from one period to another: the weighted mean of the logarithms of the products' own
 * ratios, without the 30 % that changed most in either direction. Unlike the ratio of the totals it does not move when one product
 * draws a crowd, and so the others do not seem to fall.
 * @returns > 0; the ratio of the totals where fewer than ten products have ten counts; null where a total is 0
 * @throws RangeError  lengths differ, or a count is negative or not finite
 * Source: Robinson & Oshlack (2010), "A scaling normalization method for differential expression analysis of RNA-seq data"
 */
export function trimmedRatio({ before, after }: TrimmedRatioInput): number | null {
  if (before.length !== after.length)
    throw new RangeError(`after has ${after.length} values, expected ${before.length} as in before`)
  const [was, is] = [totalOf(before, 'before'), totalOf(after, 'after')]
  if (was === 0 || is === 0) return null
  const change: number[] = []
  const weight: number[] = []
  for (let i = 0; i < before.length; i++) {
    // `as number` below: i lies within both arrays.
    const [b, a] = [before[i] as number, after[i] as number]
    if (a + b < ENOUGH) continue
    change.push(Math.log((a + 0.5) / (b + 0.5)))
    weight.push(1 / (1 / (a + 0.5) + 1 / (b + 0.5) + 2 * SCATTER))
  }
  if (change.length < LEAST_PRODUCTS) return is / was
  const order = Uint32Array.from(change.keys()).sort((x, y) => (change[x] as number) - (change[y] as number))
  const cut = Math.floor(TRIM * order.length)
  let sum = 0
  let weights = 0
  for (const i of order.subarray(cut, order.length - cut)) {
    sum += (change[i] as number) * (weight[i] as number)
    weights += weight[i] as number
  }
  return Math.exp(sum / weights)
}

function totalOf(counts: Float64Array, name: string): number {
  let sum = 0
  counts.forEach((count, i) => {
    if (!(count >= 0 && count < Infinity)) throw new RangeError(`${name}[${i}] must be a count >= 0, got ${count}`)
    sum += count
  })
  return sum
}
