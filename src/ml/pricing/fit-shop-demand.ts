import { tameSpikes } from '../stats/tame-spikes.ts'
import { type CrossElasticity, type CrossHistory, crossElasticities } from './cross-elasticity.ts'
import { type DemandHistory, type FittedDemand, fitDemand } from './fit-demand.ts'
import { levelsOfOthers, type OthersLevel } from './levels-of-others.ts'
import type { Pool } from './shrink-elasticities.ts'
import { trendAndSeason } from './trend-and-season.ts'

/** What was sold of one product in each period, in any order. Rows with a price of 0, units below 0 or nothing in stock are left out. */
export interface SalesRows {
  /** Int32Array[n], counted from one start for all products. */
  readonly period: Int32Array
  /** Float64Array[n], what customers paid for a unit. */
  readonly price: Float64Array
  readonly units: Float64Array
  /** Uint8Array[n], 1 where the product was promoted. */
  readonly promotion: Uint8Array
  /** Float64Array[n], share of the period in which it was in stock, 0..1: demand that could not be served counts as not seen. */
  readonly inStock: Float64Array
}

export interface ShopDemandOptions {
  /** Int32Array[n], the group of each product (a category). */
  readonly groups: Int32Array
  /** The period demand is wanted for, without promotion. */
  readonly periodAhead: number
  /** Periods of a year, such as 365.25 / 7. */
  readonly yearPeriods: number
  /** Whether cross effects within groups are looked for too. */
  readonly withCross?: boolean
}

export interface ShopDemand {
  /** As `fitDemand`. */
  readonly products: readonly FittedDemand[]
  readonly pool: Pool | null
  /** What prices do to others of their group, as far as the data carry it. */
  readonly cross: readonly CrossElasticity[]
}

/** Products of a group that earn most: pairs grow with the square, and those of small ones could not be told from chance. */
const MOST_CROSSED = 20
/** Largest share of false ones among the cross effects. */
const FALSE_DISCOVERIES = 0.1

/** Periods whose level stands for that of the period ahead. */
const RECENT = 2

/**
 * Demand of a shop's products in a period to come, from what was sold at which price.
 * @throws RangeError  lengths differ
 */
export function fitShopDemand(products: readonly SalesRows[], options: ShopDemandOptions): ShopDemand {
  const { groups, withCross = false } = options
  if (groups.length !== products.length)
    throw new RangeError(`groups has ${groups.length} entries for ${products.length} products`)
  const kept = products.map(usableRows)
  const levels = levelsOfOthers(kept.map(atFullStock), groups)
  const histories = kept.map((rows, i) => ({ ...historyOf(rows, levels[i], options), period: rows.period }))
  return { ...fitDemand(histories, groups), cross: withCross ? crossOf(histories, groups) : [] }
}

function crossOf(histories: readonly CrossHistory[], groups: Int32Array): readonly CrossElasticity[] {
  const earned = histories.map(({ price, units }) =>
    price.reduce((sum, cents, row) => sum + cents * (units[row] ?? 0), 0),
  )
  const taken = new Map<number, number>()
  const places = [...histories.keys()]
    .sort((a, b) => (earned[b] ?? 0) - (earned[a] ?? 0))
    .filter((place) => {
      const group = groups[place] ?? 0
      taken.set(group, (taken.get(group) ?? 0) + 1)
      return (taken.get(group) ?? 0) <= MOST_CROSSED
    })
  const found = crossElasticities(
    places.flatMap((place) => histories[place] ?? []),
    { groups: Int32Array.from(places, (place) => groups[place] ?? 0), falseDiscoveryRate: FALSE_DISCOVERIES },
  )
  return found.flatMap(({ of, on, ...effect }) => {
    const [cause, hit] = [places[of], places[on]]
    // What may as well go the other way is nothing to choose prices by.
    if (cause === undefined || hit === undefined || effect.low * effect.high <= 0) return []
    return [{ ...effect, of: cause, on: hit }]
  })
}

function usableRows({ period, price, units, promotion, inStock }: SalesRows): SalesRows {
  const n = units.length
  if ([period, price, promotion, inStock].some(({ length }) => length !== n))
    throw new RangeError(`period, price, promotion and inStock must have the ${n} rows that units has`)
  const usable = (row: number) => (price[row] ?? 0) > 0 && (units[row] ?? -1) >= 0 && (inStock[row] ?? 0) > 0
  const rows = Array.from(units.keys()).filter(usable)
  return {
    period: Int32Array.from(rows, (row) => period[row] ?? 0),
    price: Float64Array.from(rows, (row) => price[row] ?? 0),
    // One bulk order says nothing of what a price does.
    units: tameSpikes(Float64Array.from(rows, (row) => units[row] ?? 0)),
    promotion: Uint8Array.from(rows, (row) => promotion[row] ?? 0),
    inStock: Float64Array.from(rows, (row) => Math.min(1, inStock[row] ?? 0)),
  }
}

/** Units as they would have been with full stock, so that an empty shelf is not taken for a bad week of all. */
function atFullStock(rows: SalesRows): SalesRows {
  return { ...rows, units: rows.units.map((count, row) => count / (rows.inStock[row] ?? 1)) }
}

function historyOf(rows: SalesRows, others: OthersLevel | undefined, options: ShopDemandOptions): DemandHistory {
  const { period, price, units, promotion, inStock } = rows
  const { periodAhead, yearPeriods } = options
  const first = period.reduce((low, at) => Math.min(low, at), Infinity)
  const last = period.reduce((high, at) => Math.max(high, at), -Infinity)
  const calendar = { first, span: last - first, yearPeriods }
  const hasPromotion = promotion.some((flag) => flag !== promotion[0])
  const controlsOf = (at: number, promoted: number) => [
    ...(hasPromotion ? [promoted] : []),
    ...trendAndSeason(at, calendar),
  ]
  const laid = Array.from(period, (at, row) => controlsOf(at, promotion[row] ?? 0))
  const controlsAhead = Float64Array.from(period.length === 0 ? [] : controlsOf(periodAhead, 0))
  const level = others?.level ?? new Float64Array(units.length)
  const recent = level.filter((_level, row) => (period[row] ?? 0) > last - RECENT)
  return {
    price,
    units,
    controls: Array.from(controlsAhead, (_value, k) => Float64Array.from(laid, (values) => values[k] ?? 0)),
    level: level.map((value, row) => value + Math.log(inStock[row] ?? 1)),
    levelRatio: others?.ratio ?? new Float64Array(units.length).fill(1),
    controlsAhead,
    levelAhead: recent.reduce((sum, value) => sum + value, 0) / Math.max(1, recent.length),
  }
}
