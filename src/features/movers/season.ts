/** How much a product's share of all orders usually changes at this time of the year, learnt from last year's orders. */

export interface SeasonInput {
  /** Per product: orders of the same two periods a year ago, and its category. */
  readonly before: Float64Array
  readonly after: Float64Array
  readonly category: readonly string[]
  /** All orders of the shop in these periods, > 0. */
  readonly shopBefore: number
  readonly shopAfter: number
  /** Per product: squared coefficient of variation of its rate beyond Poisson. */
  readonly dispersion: Float64Array
  /** Per product: the change of this year as a logarithm, NaN where it says nothing; decides how far last year is trusted. */
  readonly now: Float64Array
  readonly nowVariance: Float64Array
}

export interface Season {
  /** Per product: logarithm of the change to be expected; 0 where last year says nothing. */
  readonly shift: Float64Array
  readonly variance: Float64Array
  /** How far this year follows the last, 0..1. */
  readonly trust: number
}

const LEAST_ORDERS = 5

/**
 * Change of each product a year ago, shrunk to that of its category and this to none, by how well each is known and how
 * much they differ among each other (empirical Bayes); then scaled by how well it foretells this year's changes over all
 * products, so that a shop without a yearly pattern gets none.
 */
export function learnSeason(input: SeasonInput): Season {
  const { before, after, category, dispersion } = input
  const odds = input.shopAfter / input.shopBefore
  const log = (a: number, b: number) => Math.log((a + 0.5) / (b + 0.5) / odds)
  const noise = (a: number, b: number) => 1 / (a + 0.5) + 1 / (b + 0.5)
  const groups = new Map<string, { before: number; after: number; scatter: number; orders: number }>()
  category.forEach((name, i) => {
    const group = groups.get(name) ?? { before: 0, after: 0, scatter: 0, orders: 0 }
    groups.set(name, group)
    const orders = (before[i] ?? 0) + (after[i] ?? 0)
    group.before += before[i] ?? 0
    group.after += after[i] ?? 0
    group.orders += orders
    group.scatter += orders * orders * (dispersion[i] ?? 0)
  })
  const names = [...groups.keys()]
  const known = names.filter((name) => (groups.get(name)?.orders ?? 0) >= LEAST_ORDERS)
  const ofCategory = shrink(
    known.map((name) => {
      const group = groups.get(name) ?? { before: 0, after: 0, scatter: 0, orders: 1 }
      return {
        value: log(group.after, group.before),
        variance: noise(group.after, group.before) + (2 * group.scatter) / group.orders ** 2,
      }
    }),
  )
  const centre = new Map(known.map((name, i) => [name, ofCategory[i] ?? NONE]))
  const places = Array.from(before.keys()).filter((i) => (before[i] ?? 0) + (after[i] ?? 0) >= LEAST_ORDERS)
  const ofProduct = shrink(
    places.map((i) => ({
      value: log(after[i] ?? 0, before[i] ?? 0) - (centre.get(category[i] ?? '')?.value ?? 0),
      variance: noise(after[i] ?? 0, before[i] ?? 0) + 2 * (dispersion[i] ?? 0),
    })),
  )
  const shift = Float64Array.from(before, (_, i) => centre.get(category[i] ?? '')?.value ?? 0)
  const variance = Float64Array.from(before, (_, i) => centre.get(category[i] ?? '')?.variance ?? 0)
  places.forEach((i, at) => {
    shift[i] = (shift[i] ?? 0) + (ofProduct[at]?.value ?? 0)
    variance[i] = (variance[i] ?? 0) + (ofProduct[at]?.variance ?? 0)
  })
  const trust = trustIn(shift, input)
  return { shift: shift.map((x) => trust * x), variance: variance.map((v) => trust * trust * v), trust }
}

interface Estimate {
  readonly value: number
  readonly variance: number
}
const NONE: Estimate = { value: 0, variance: 0 }

/** Estimates pulled to 0 by the part of their spread that their own variance explains (DerSimonian & Laird's moments). */
function shrink(estimates: readonly Estimate[]): Estimate[] {
  const weights = estimates.map(({ variance }) => 1 / variance)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0)
  const excess = estimates.reduce((sum, { value }, i) => sum + (weights[i] ?? 0) * value * value - 1, 0)
  // Without any spread beyond noise, or too few to tell, there is no pattern.
  const spread = estimates.length < 3 ? 0 : Math.max(0, excess / Math.max(total - squares / total, 1e-12))
  return estimates.map(({ value, variance }) => {
    const kept = spread / (spread + variance)
    return { value: kept * value, variance: kept * variance }
  })
}

/** Slope of this year's changes on last year's, weighted and with wild changes pulled in, between 0 and 1. */
function trustIn(shift: Float64Array, { now, nowVariance }: SeasonInput): number {
  let slope = 1
  for (let round = 0; round < 10; round++) {
    let up = 0
    let down = 0
    shift.forEach((x, i) => {
      const y = now[i] ?? Number.NaN
      const variance = nowVariance[i] ?? 0
      if (Number.isNaN(y) || x === 0 || !(variance > 0)) return
      const off = Math.abs(y - slope * x) / Math.sqrt(variance)
      const weight = (off > 2 ? 2 / off : 1) / variance
      up += weight * x * y
      down += weight * x * x
    })
    if (down === 0) return 0
    slope = up / down
  }
  return Math.min(1, Math.max(0, slope))
}
