import { usualPrice } from './own-elasticity.ts'

/** One product's sales by period; rows in any order, several rows of a period where there are several stores. */
export interface PeriodSales {
  /** Int32Array[n], counted from any start. */
  readonly period: Int32Array
  /** Float64Array[n], > 0. */
  readonly price: Float64Array
  /** Float64Array[n], >= 0. */
  readonly units: Float64Array
}

/** Float64Array[n] each, a value for each row of a product. */
export interface OthersLevel {
  /** Logarithm of how much the others sold, about their mean. */
  readonly level: Float64Array
  /** What the others cost, over what they usually do: their level has answered to it. */
  readonly ratio: Float64Array
}

interface Sums {
  units: number
  /** Of the logarithms of price over usual price. */
  logPrice: number
  rows: number
}

/** Rows of others that weigh as much as the assumption that a period is like any other, and that a group is like all. */
const SHOP_WEIGHT = 20
const GROUP_WEIGHT = 4

/**
 * How high each period was for the other products of a product's group, as far as they tell, and of the whole shop: what moves all alike,
 * such as a season, a campaign or the weather. The product itself is left out, or its own luck would explain its sales.
 * @param groups  Int32Array[n], the group of each product; all 0 for one group
 * @throws RangeError  lengths differ
 */
export function levelsOfOthers(products: readonly PeriodSales[], groups: Int32Array): readonly OthersLevel[] {
  if (groups.length !== products.length)
    throw new RangeError(`groups has ${groups.length} entries for ${products.length} products`)
  const shop = new LevelSums()
  const byGroup = new Map<number, LevelSums>()
  const own = products.map((product) => relativeSums(product))
  own.forEach((sums, i) => {
    const group = groups[i] ?? 0
    if (!byGroup.has(group)) byGroup.set(group, new LevelSums())
    shop.add(sums)
    byGroup.get(group)?.add(sums)
  })
  return products.map(({ period }, i) => {
    const sums = own[i] ?? new Map()
    const shopLevel = shop.without(sums)
    const groupLevel = byGroup.size > 1 ? byGroup.get(groups[i] ?? 0)?.without(sums) : undefined
    const rows = Array.from(period, (at) => {
      const all = shopLevel(at, SHOP_WEIGHT, { level: 1, logPrice: 0 })
      return groupLevel === undefined ? all : groupLevel(at, GROUP_WEIGHT, all)
    })
    return {
      level: Float64Array.from(rows, ({ level }) => Math.log(level)),
      ratio: Float64Array.from(rows, ({ logPrice }) => Math.exp(logPrice)),
    }
  })
}

interface PeriodLevel {
  readonly level: number
  readonly logPrice: number
}

/** Units by period relative to the product's mean row, or the largest product would speak for all; nothing where nothing was sold. */
function relativeSums({ period, price, units }: PeriodSales): ReadonlyMap<number, Sums> {
  const sums = new Map<number, Sums>()
  const mean = units.reduce((sum, count) => sum + count, 0) / units.length
  const usual = usualPrice({ price, units })
  if (!(mean > 0) || usual === null) return sums
  period.forEach((at, row) => {
    const sum = sums.get(at) ?? { units: 0, logPrice: 0, rows: 0 }
    sum.units += (units[row] ?? 0) / mean
    sum.logPrice += Math.log((price[row] ?? usual) / usual)
    sum.rows++
    sums.set(at, sum)
  })
  return sums
}

class LevelSums {
  readonly #periods = new Map<number, Sums>()
  readonly #all: Sums = { units: 0, logPrice: 0, rows: 0 }

  add(sums: ReadonlyMap<number, Sums>): void {
    for (const [at, added] of sums) {
      const sum = this.#periods.get(at) ?? { units: 0, logPrice: 0, rows: 0 }
      for (const total of [sum, this.#all]) {
        total.units += added.units
        total.logPrice += added.logPrice
        total.rows += added.rows
      }
      this.#periods.set(at, sum)
    }
  }

  /** A period without one of those that were added, drawn to `usual` as if by so many further rows. */
  without(sums: ReadonlyMap<number, Sums>): (at: number, weight: number, usual: PeriodLevel) => PeriodLevel {
    let { units, rows } = this.#all
    for (const own of sums.values()) {
      units -= own.units
      rows -= own.rows
    }
    // What is left of a subtraction that should come to nothing must not pass for a level.
    const mean = rows > 0 && units > 1e-9 * this.#all.units ? units / rows : null
    return (at, weight, usual) => {
      if (mean === null) return usual
      const [all, own] = [this.#periods.get(at), sums.get(at)]
      const left = Math.max(0, (all?.units ?? 0) - (own?.units ?? 0)) / mean
      const count = Math.max(0, (all?.rows ?? 0) - (own?.rows ?? 0))
      const logPrice = (all?.logPrice ?? 0) - (own?.logPrice ?? 0)
      return {
        level: (left + weight * usual.level) / (count + weight),
        logPrice: (logPrice + weight * usual.logPrice) / (count + weight),
      }
    }
  }
}
