import { normalQuantile } from '../math/normal.ts'
import { median, quantileSorted, sortFinite } from './quantile.ts'

export interface DispersionInput {
  /** Counts of `periods` successive periods of equal kind, Float64Array[m * periods], product by product. */
  counts: Float64Array
  periods: number
  /** > 0, Float64Array[periods]. */
  exposures: Float64Array
}

export interface DispersionEstimate {
  /** Float64Array[m], squared coefficient of variation of each product's rate per period, >= 0. */
  dispersion: Float64Array
  /** How far a product's own may lie from it, as standard deviation of the logarithm. */
  spread: number
}

/** Products of which fewer sales were to be expected in one of two periods say nothing about overdispersion. */
const ENOUGH_SALES = 5
const BIN_SIZE = 200
/** Weight of the first guess, in products; and of the common value within a bin. */
const PRIOR_PRODUCTS = 20
const PRIOR_DISPERSION = 0.1
const COMMON_PRODUCTS = 60
/** The share of changes, counted from the least, that is taken to show how much a rate scatters by itself. */
const UNCHANGED = 0.6
/**
 * What products of like volume say about one of them, in degrees of freedom: five let its own dispersion lie about a
 * factor two apart.
 */
const LIKE_DEGREES = 5

/**
 * Overdispersion of products' rates from how far successive periods lie apart: beyond Poisson, by volume over all products
 * and, with more than two periods, shrunk from each product's own. The moment equation 'standardised log ratios spread
 * by 1' is solved with the 60 % point in place of the variance, so that real changes move it little and to the careful side.
 * @throws RangeError  counts do not fill products x periods, fewer than two periods, an exposure that is not positive
 * Source: Paule & Mandel (1982), "Consensus values and weighting factors", with an order statistic for the variance;
 * shrinkage after Smyth (2004), "Linear models and empirical Bayes methods"; degrees of freedom after von Neumann (1941)
 */
export function estimateDispersion({ counts, periods, exposures }: DispersionInput): DispersionEstimate {
  const m = counts.length / periods
  if (!(periods >= 2)) throw new RangeError(`periods must be at least 2, got ${periods}`)
  if (!Number.isInteger(m))
    throw new RangeError(`counts has ${counts.length} values, no multiple of ${periods} periods`)
  if (exposures.length !== periods)
    throw new RangeError(`exposures has ${exposures.length} values, expected ${periods}`)
  const bad = exposures.findIndex((exposure) => !(exposure > 0))
  if (bad >= 0) throw new RangeError(`exposures[${bad}] must be positive, got ${exposures[bad]}`)
  const pairs = changes(counts, m, periods, exposures)
  const volume = new Float64Array(m)
  for (let i = 0; i < counts.length; i++)
    volume[Math.floor(i / periods)] = (volume[Math.floor(i / periods)] ?? 0) + (counts[i] ?? 0)
  const usable = Uint32Array.from(volume.keys()).filter((i) => pairs.count[i] !== 0)
  const common =
    (usable.length * solve(usable, pairs) + PRIOR_PRODUCTS * PRIOR_DISPERSION) / (usable.length + PRIOR_PRODUCTS)
  const dispersion = new Float64Array(m).fill(common)
  usable.sort((a, b) => (volume[a] ?? 0) - (volume[b] ?? 0))
  const bins = Math.max(1, Math.round(usable.length / BIN_SIZE))
  for (let b = 0; b < bins; b++) {
    const members = usable.slice(Math.floor((b * usable.length) / bins), Math.floor(((b + 1) * usable.length) / bins))
    const like =
      (members.length * solve(members, pairs) + COMMON_PRODUCTS * common) / (members.length + COMMON_PRODUCTS)
    for (const i of members) {
      const own = periods > 2 ? degrees(pairs.count[i] ?? 0) : 0
      dispersion[i] = (own * ownDispersion(i, pairs) + LIKE_DEGREES * like) / (own + LIKE_DEGREES)
    }
  }
  const known = periods > 2 ? degrees(periods - 1) : 0
  return { dispersion, spread: Math.sqrt(2 / (known + LIKE_DEGREES)) }
}

/** Degrees of freedom of a mean of squared differences of neighbours, each pair sharing a period with the next. */
function degrees(pairs: number): number {
  return pairs === 0 ? 0 : (2 * pairs * pairs) / (3 * pairs - 1)
}

/** Log ratios of successive periods about the shop's own change, with their Poisson variance; row by product. */
interface Changes {
  width: number
  shift: Float64Array
  noise: Float64Array
  /** Float64Array[m], usable pairs of each product. */
  count: Float64Array
}

function changes(counts: Float64Array, m: number, periods: number, exposures: Float64Array): Changes {
  const width = periods - 1
  const shift = new Float64Array(m * width).fill(Number.NaN)
  const noise = new Float64Array(m * width)
  const count = new Float64Array(m)
  for (let k = 0; k < width; k++) {
    const odds = (exposures[k + 1] ?? 1) / (exposures[k] ?? 1)
    const usable: number[] = []
    for (let i = 0; i < m; i++) {
      const before = counts[i * periods + k] ?? 0
      const after = counts[i * periods + k + 1] ?? 0
      if (((before + after) * Math.min(odds, 1)) / (1 + odds) < ENOUGH_SALES) continue
      shift[i * width + k] = Math.log((after + 0.5) / (before + 0.5) / odds)
      noise[i * width + k] = 1 / (before + 0.5) + 1 / (after + 0.5)
      count[i] = (count[i] ?? 0) + 1
      usable.push(i * width + k)
    }
    const centre = median(usable.map((at) => shift[at] ?? 0))
    for (const at of usable) shift[at] = (shift[at] ?? 0) - centre
  }
  return { width, shift, noise, count }
}

/** Half the mean excess of the squared changes over their Poisson variance. */
function ownDispersion(product: number, { width, shift, noise }: Changes): number {
  let sum = 0
  let n = 0
  for (let at = product * width; at < (product + 1) * width; at++) {
    const change = shift[at] ?? Number.NaN
    if (Number.isNaN(change)) continue
    sum += change * change - (noise[at] ?? 0)
    n++
  }
  return n === 0 ? 0 : Math.max(0, sum / n / 2)
}

function solve(members: Uint32Array, { width, shift, noise }: Changes): number {
  const used: number[] = []
  for (const i of members) {
    for (let at = i * width; at < (i + 1) * width; at++) if (!Number.isNaN(shift[at])) used.push(at)
  }
  if (used.length === 0) return 0
  const target = normalQuantile(0.5 + UNCHANGED / 2)
  const spread = (dispersion: number) => {
    const z = used.map((at) => Math.abs(shift[at] ?? 0) / Math.sqrt((noise[at] ?? 1) + 2 * dispersion))
    return quantileSorted(sortFinite(z), UNCHANGED)
  }
  if (spread(0) <= target) return 0
  let low = 0
  let high = 0.1
  while (spread(high) > target && high < 100) high *= 2
  for (let round = 0; round < 20; round++) {
    const middle = 0.5 * (low + high)
    if (spread(middle) > target) low = middle
    else high = middle
  }
  return 0.5 * (low + high)
}
