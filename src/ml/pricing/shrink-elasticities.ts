import { normalQuantile } from '../math/normal.ts'
import { studentQuantile } from '../math/student.ts'

/** One product's own estimate; null where its data give none. */
export type Estimate = { readonly elasticity: number; readonly error: number; readonly degrees: number } | null

export interface Shrunk {
  readonly elasticity: number
  readonly low: number
  readonly high: number
  /** Standard deviation of what is believed of the elasticity. */
  readonly error: number
}

export interface Pool {
  readonly mean: number
  readonly error: number
  /** Standard deviation of the true elasticities about the mean. */
  readonly spread: number
  readonly products: number
}

/** What is taken for the spread before anything is seen, and the number of products it counts for. */
const PRIOR_SPREAD = 0.5
const PRIOR_PRODUCTS = 4

/**
 * Draws each product's elasticity towards its group's, the groups' towards all, each as far as its own data are weak.
 * @param groups  Int32Array[n], the group of each product (a category); all 0 for one group
 * @param level   of the intervals, 0..1 exclusive
 * @returns       one for each product; a product without an estimate of its own gets its group's. Null everywhere where no product has one
 * @throws RangeError  lengths differ, an error is not positive, level out of range
 * Source: empirical Bayes, Morris (1983), "Parametric empirical Bayes inference"; spread by Paule & Mandel (1982)
 */
export function shrinkElasticities(
  estimates: readonly Estimate[],
  groups: Int32Array,
  level = 0.9,
): { readonly products: readonly Shrunk[]; readonly pool: Pool } | null {
  if (groups.length !== estimates.length)
    throw new RangeError(`groups has ${groups.length} entries, estimates has ${estimates.length}`)
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, got ${level}`)
  const bad = estimates.findIndex((own) => own !== null && !(own.error > 0 && Number.isFinite(own.elasticity)))
  if (bad >= 0) throw new RangeError(`estimates[${bad}] needs a finite elasticity with an error > 0`)
  const pool = poolOf(estimates.filter((own) => own !== null).map(widened))
  if (pool === null) return null
  const byGroup = new Map([...new Set(groups)].map((group) => [group, groupPool(estimates, groups, group, pool)]))
  const z = -normalQuantile(0.5 * (1 - level))
  const products = estimates.map((own, i): Shrunk => {
    const { mean, error, spread } = byGroup.get(groups[i] ?? 0) ?? pool
    const { elasticity, variance } =
      own === null ? { elasticity: mean, variance: spread ** 2 + error ** 2 } : blend(widened(own), mean, spread, error)
    const deviation = Math.sqrt(variance)
    return { elasticity, error: deviation, low: elasticity - z * deviation, high: elasticity + z * deviation }
  })
  return { products, pool }
}

interface Normal {
  readonly value: number
  readonly variance: number
}

/** A t-distributed estimate as a normal one of the same 90 % interval. */
function widened(own: NonNullable<Estimate>): Normal {
  const wider = studentQuantile(0.95, own.degrees) / -normalQuantile(0.05)
  return { value: own.elasticity, variance: (own.error * wider) ** 2 }
}

/** Posterior of one value under a normal prior whose mean is itself uncertain. */
function blend({ value, variance }: Normal, mean: number, spread: number, error: number) {
  const prior = spread ** 2
  const pull = variance / (variance + prior)
  return { elasticity: value + pull * (mean - value), variance: variance * (1 - pull) + (pull * error) ** 2 }
}

function groupPool(estimates: readonly Estimate[], groups: Int32Array, group: number, pool: Pool): Pool {
  const members = estimates.filter((_own, i) => groups[i] === group).filter((own) => own !== null)
  const own = poolOf(members.map(widened))
  if (own === null) return pool
  const { elasticity, variance } = blend(
    { value: own.mean, variance: own.error ** 2 },
    pool.mean,
    pool.spread,
    pool.error,
  )
  return { ...own, mean: elasticity, error: Math.sqrt(variance) }
}

/** Mean and spread of the true values behind noisy ones; null where there is none. */
function poolOf(values: readonly Normal[]): Pool | null {
  if (values.length === 0) return null
  const n = values.length
  const found = pauleMandel(values)
  const variance = ((n - 1) * found + PRIOR_PRODUCTS * PRIOR_SPREAD ** 2) / (n - 1 + PRIOR_PRODUCTS)
  const { mean, weight } = weightedMean(values, variance)
  return { mean, error: 1 / Math.sqrt(weight), spread: Math.sqrt(variance), products: n }
}

function weightedMean(values: readonly Normal[], between: number) {
  let weight = 0
  let sum = 0
  for (const { value, variance } of values) {
    weight += 1 / (variance + between)
    sum += value / (variance + between)
  }
  return { mean: sum / weight, weight }
}

/** The variance between at which the standardised distances from the mean have variance 1. */
function pauleMandel(values: readonly Normal[]): number {
  const excess = (between: number) => {
    const { mean } = weightedMean(values, between)
    const chi = values.reduce((sum, { value, variance }) => sum + (value - mean) ** 2 / (variance + between), 0)
    return chi - (values.length - 1)
  }
  if (values.length < 2 || excess(0) <= 0) return 0
  let [low, high] = [0, 1]
  while (excess(high) > 0 && high < 1e6) high *= 2
  for (let round = 0; round < 50; round++) {
    const middle = 0.5 * (low + high)
    if (excess(middle) > 0) low = middle
    else high = middle
  }
  return 0.5 * (low + high)
}
