/** One product's sales by period; rows in any order, several rows of a period where there are several stores. */
export interface PeriodSales {
  /** Int32Array[n], counted from any start. */
  readonly period: Int32Array
  /** Float64Array[n], >= 0. */
  readonly units: Float64Array
}

interface Sums {
  units: number
  rows: number
}

/** Rows of others that weigh as much as the assumption that a period is like any other, and that a group is like all. */
const SHOP_WEIGHT = 20
const GROUP_WEIGHT = 4

/**
 * How high each period was for the other products of a product's group, as far as they tell, and of the whole shop: what moves all alike,
 * such as a season, a campaign or the weather. The product itself is left out, or its own luck would explain its sales.
 * @param groups  Int32Array[n], the group of each product; all 0 for one group
 * @returns       for each product Float64Array[rows]: logarithm of the level about the mean of the period's others
 * @throws RangeError  lengths differ
 */
export function levelsOfOthers(products: readonly PeriodSales[], groups: Int32Array): readonly Float64Array[] {
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
    const [sums, group] = [own[i] ?? new Map(), byGroup.get(groups[i] ?? 0) ?? shop]
    const shopLevel = shop.without(sums)
    const groupLevel = group.without(sums)
    return Float64Array.from(period, (at) => {
      const all = shopLevel(at, SHOP_WEIGHT, 1)
      return Math.log(group === shop || byGroup.size === 1 ? all : groupLevel(at, GROUP_WEIGHT, all))
    })
  })
}

/** Units by period relative to the product's mean row, or the largest product would speak for all; nothing where nothing was sold. */
function relativeSums({ period, units }: PeriodSales): ReadonlyMap<number, Sums> {
  const sums = new Map<number, Sums>()
  const mean = units.reduce((sum, count) => sum + count, 0) / units.length
  if (!(mean > 0)) return sums
  period.forEach((at, row) => {
    const sum = sums.get(at) ?? { units: 0, rows: 0 }
    sum.units += (units[row] ?? 0) / mean
    sum.rows++
    sums.set(at, sum)
  })
  return sums
}

class LevelSums {
  readonly #periods = new Map<number, Sums>()
  readonly #all: Sums = { units: 0, rows: 0 }

  add(sums: ReadonlyMap<number, Sums>): void {
    for (const [at, { units, rows }] of sums) {
      const sum = this.#periods.get(at) ?? { units: 0, rows: 0 }
      this.#periods.set(at, { units: sum.units + units, rows: sum.rows + rows })
      this.#all.units += units
      this.#all.rows += rows
    }
  }

  /** Level of a period without one of those that were added, drawn to `usual` as if by so many further rows. */
  without(sums: ReadonlyMap<number, Sums>): (at: number, weight: number, usual: number) => number {
    let [units, rows] = [this.#all.units, this.#all.rows]
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
      return (left + weight * usual) / (count + weight)
    }
  }
}
