import { solveSymmetric } from '../forecast/solve-symmetric.ts'
import { studentTwoSidedP } from '../math/student.ts'
import { benjaminiHochberg } from '../stats/benjamini-hochberg.ts'
import type { CrossEffect } from './assortment.ts'
import { fitCounts } from './fit-counts.ts'
import { type PriceHistory, usualPrice } from './own-elasticity.ts'
import { type Estimate, shrinkElasticities } from './shrink-elasticities.ts'

/** A product's history with the period of each row, by which its prices are laid beside those of others. */
export interface CrossHistory extends PriceHistory {
  /** Int32Array[n]. */
  readonly period: Int32Array
}

export interface CrossElasticity extends CrossEffect {
  readonly low: number
  readonly high: number
  /** Expected share of false ones among all that are as sure. */
  readonly q: number
}

export interface CrossOptions {
  /** Int32Array[n], the group of each product: only products of one group are looked at beside each other. */
  readonly groups: Int32Array
  /** Largest share of false ones among those returned, such as 0.1. */
  readonly falseDiscoveryRate: number
}

/** Rows beyond the coefficients that a pair needs. */
const LEAST_DEGREES = 8
const CONTROL_PRIOR = 0.5

interface Pair {
  readonly of: number
  readonly on: number
  readonly estimate: NonNullable<Estimate>
}

/**
 * What a product's price does to the demand of others of its group, where the data carry it: each pair by one step from the fit without
 * the other's price, all of them held to a share of false discoveries, those found drawn towards their mean, so that
 * the luckiest are not believed whole.
 * @returns  pairs with q at most the rate asked; none where prices never moved apart
 * @throws RangeError  lengths differ; as `ownElasticity`
 * Source: score test, Rao (1948); Benjamini & Hochberg (1995); shrinkage as `shrinkElasticities`
 */
export function crossElasticities(
  products: readonly CrossHistory[],
  { groups, falseDiscoveryRate }: CrossOptions,
): readonly CrossElasticity[] {
  if (groups.length !== products.length)
    throw new RangeError(`groups has ${groups.length} entries for ${products.length} products`)
  const prices = products.map(logPrices)
  const members = new Map<number, number[]>()
  groups.forEach((group, i) => {
    members.set(group, [...(members.get(group) ?? []), i])
  })
  const pairs = products.flatMap((history, on) => {
    const others = (members.get(groups[on] ?? 0) ?? []).filter((of) => of !== on && (prices[of]?.size ?? 0) > 0)
    return others.length === 0 ? [] : stepsOf(history, others, prices).map(({ of, estimate }) => ({ of, on, estimate }))
  })
  return discoveries(pairs, falseDiscoveryRate)
}

function discoveries(pairs: readonly Pair[], rate: number): readonly CrossElasticity[] {
  const pValues = Float64Array.from(pairs, ({ estimate }) =>
    studentTwoSidedP(estimate.elasticity / estimate.error, estimate.degrees),
  )
  const q = benjaminiHochberg(pValues)
  const found = pairs.flatMap((pair, i) => ((q[i] ?? 1) <= rate ? [{ ...pair, q: q[i] ?? 1 }] : []))
  // Among themselves: most pairs have nothing to do with each other, and their mean of 0 would take away what is there.
  const shrunk = shrinkElasticities(
    found.map(({ estimate }) => estimate),
    new Int32Array(found.length),
  )
  return found.flatMap(({ of, on, q: share }, i) => {
    const own = shrunk?.products[i]
    return own === undefined ? [] : [{ of, on, elasticity: own.elasticity, low: own.low, high: own.high, q: share }]
  })
}

/** Logarithm of price over the usual one by period, the mean of its rows; empty where the price never moved or nothing was sold. */
function logPrices({ period, price, units }: CrossHistory): ReadonlyMap<number, number> {
  const usual = usualPrice({ price, units })
  if (usual === null || price.every((value) => value === price[0])) return new Map()
  const sums = new Map<number, { sum: number; rows: number }>()
  period.forEach((at, row) => {
    const own = sums.get(at) ?? { sum: 0, rows: 0 }
    sums.set(at, { sum: own.sum + Math.log((price[row] ?? usual) / usual), rows: own.rows + 1 })
  })
  return new Map([...sums].map(([at, { sum, rows }]) => [at, sum / rows]))
}

/** One step of Newton's for each other product's price, from the fit without it. */
function stepsOf(history: CrossHistory, others: readonly number[], prices: readonly ReadonlyMap<number, number>[]) {
  const { period, price, units, controls, level } = history
  if (period.length !== units.length) throw new RangeError(`period must have the ${units.length} rows that units has`)
  const degrees = units.length - controls.length - 3
  const usual = usualPrice(history)
  if (degrees < LEAST_DEGREES || usual === null) return []
  const own = price.map((value) => Math.log(value / usual))
  const hasOwn = own.some((value) => value !== own[0])
  const design = [new Float64Array(units.length).fill(1), ...(hasOwn ? [own] : []), ...controls]
  const priors = design.map((_column, k) => (k === 0 || (hasOwn && k === 1) ? Infinity : CONTROL_PRIOR))
  const { means, dispersion } = fitCounts({ units, design, priors, offset: level })
  const curvature = new Float64Array(design.length ** 2)
  design.forEach((left, a) => {
    design.forEach((right, b) => {
      curvature[a * design.length + b] = weightedProduct(left, right, means) + (a === b ? (priors[a] ?? 1) ** -2 : 0)
    })
  })
  return others.flatMap((of) => {
    const column = Float64Array.from(period, (at) => prices[of]?.get(at) ?? 0)
    const along = solveSymmetric(
      curvature,
      Float64Array.from(design, (left) => weightedProduct(left, column, means)),
    )
    // What is left of the other's price beside everything that is in the fit already.
    const apart = column.map((value, i) => design.reduce((sum, one, k) => sum - (along[k] ?? 0) * (one[i] ?? 0), value))
    const information = weightedProduct(apart, apart, means)
    if (!(information > 1e-6 * weightedProduct(column, column, means))) return []
    let score = 0
    let robust = 0
    units.forEach((count, i) => {
      const step = (apart[i] ?? 0) * (count - (means[i] ?? 0))
      score += step
      robust += step * step
    })
    const error = Math.sqrt(Math.max(dispersion * information, robust)) / information
    return [{ of, estimate: { elasticity: score / information, error, degrees } }]
  })
}

function weightedProduct(one: Float64Array, other: Float64Array, weights: Float64Array): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += (weights[i] as number) * (one[i] as number) * (other[i] as number) // equal lengths
  return sum
}
