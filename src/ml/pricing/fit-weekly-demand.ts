import { type DemandHistory, type FittedDemand, fitDemand } from './fit-demand.ts'

/** What many products sold in the weeks of one span, laid out flat; week 0 is the first, products are counted from 0. */
export interface WeeklySales {
  readonly weeks: number
  /** Day of the year on which the first week begins, 0..365. */
  readonly startsOnDay: number
  /** Int32Array[products], the group of each. */
  readonly groups: Int32Array
  /** What was sold, one row or several for a product and week: Float64Array[rows] each. */
  readonly sold: {
    readonly product: Float64Array
    readonly week: Float64Array
    readonly units: Float64Array
    /** What was paid for all of them, in cents. */
    readonly cents: Float64Array
  }
  /** What was asked from a week on, by product and week: Float64Array[rows] each. */
  readonly asked: {
    readonly product: Float64Array
    readonly week: Float64Array
    readonly cents: Float64Array
    /** 1 where the price was announced as reduced, 0 else. */
    readonly promoted: Float64Array
  }
}

const WEEK_DAYS = 7
const YEAR_DAYS = 365.25
/** From how many weeks on a season can be told from a trend. */
const SEASON_WEEKS = 40
/** Weeks of the present, whose level is taken to last. */
const PRESENT_WEEKS = 4
/** Other products' rows in a week that weigh as much as the assumption that the week is like any other. */
const OTHERS_WEIGHT = 20

/**
 * Demand of many products in a week to come, from their weekly sales and prices: weeks without a sale count with the price that
 * was asked then, season, trend, promotion and the level of the other products are controlled for.
 * @returns  one for each product, as `fitDemand`; units are of a week, prices are in cents
 * @throws RangeError  columns differ in length, a product or week is out of range
 */
export function fitWeeklyDemand(sales: WeeklySales): readonly FittedDemand[] {
  check(sales)
  const rows = completeRows(sales)
  const levels = levelsOf(rows, sales.weeks)
  return fitDemand(
    rows.map((product) => historyOf(product, sales, levels)),
    sales.groups,
  ).products
}

/** One product's weeks from its first sign of life on, those without a sale filled in. */
interface ProductWeeks {
  readonly first: number
  readonly units: Float64Array
  readonly price: Float64Array
  readonly promoted: Float64Array
  readonly mean: number
}

function completeRows({ weeks, groups, sold, asked }: WeeklySales): ProductWeeks[] {
  const size = groups.length * weeks
  const units = new Float64Array(size)
  const price = new Float64Array(size)
  const promoted = new Float64Array(size).fill(-1)
  asked.product.forEach((product, row) => {
    const at = product * weeks + (asked.week[row] ?? 0)
    price[at] = asked.cents[row] ?? 0
    promoted[at] = asked.promoted[row] ?? 0
  })
  const paid = new Float64Array(size)
  sold.product.forEach((product, row) => {
    const count = sold.units[row] ?? 0
    if (!(count > 0)) return
    const at = product * weeks + (sold.week[row] ?? 0)
    // Variants that are priced together have rows of their own.
    units[at] = (units[at] ?? 0) + count
    paid[at] = (paid[at] ?? 0) + Math.max(0, sold.cents[row] ?? 0)
  })
  for (const [at, count] of units.entries()) if (count > 0) paid[at] = (paid[at] ?? 0) / count
  return Array.from(groups, (_group, product) => {
    const from = product * weeks
    return carryOn(
      units.subarray(from, from + weeks),
      price.subarray(from, from + weeks),
      paid.subarray(from, from + weeks),
      promoted.subarray(from, from + weeks),
    )
  })
}

/** What was paid is the price of a week with sales; in the others what was asked last holds, or what was paid last. */
function carryOn(units: Float64Array, asked: Float64Array, paid: Float64Array, promoted: Float64Array): ProductWeeks {
  const first = units.findIndex((count, week) => count > 0 || (asked[week] ?? 0) > 0)
  const kept: { units: number; price: number; promoted: number }[] = []
  let price = 0
  let isPromoted = 0
  for (let week = Math.max(0, first); first >= 0 && week < units.length; week++) {
    if ((asked[week] ?? 0) > 0) price = asked[week] ?? 0
    if ((promoted[week] ?? -1) >= 0) isPromoted = promoted[week] ?? 0
    const spent = paid[week] ?? 0
    const isSold = (units[week] ?? 0) > 0
    if (isSold && (asked[week] ?? 0) === 0 && spent > 0) price = spent
    kept.push({ units: units[week] ?? 0, price: isSold ? spent : price, promoted: isPromoted })
  }
  const mean = kept.reduce((sum, row) => sum + row.units, 0) / Math.max(1, kept.length)
  return {
    first,
    units: Float64Array.from(kept, (row) => row.units),
    price: Float64Array.from(kept, (row) => row.price),
    promoted: Float64Array.from(kept, (row) => row.promoted),
    mean,
  }
}

interface Levels {
  readonly units: Float64Array
  readonly rows: Float64Array
}

/** Each product counts relative to its own mean, or the largest would speak for all. */
function levelsOf(products: readonly ProductWeeks[], weeks: number): Levels {
  const levels = { units: new Float64Array(weeks), rows: new Float64Array(weeks) }
  for (const { first, units, mean } of products) {
    if (!(mean > 0)) continue
    units.forEach((count, place) => {
      levels.units[first + place] = (levels.units[first + place] ?? 0) + count / mean
      levels.rows[first + place] = (levels.rows[first + place] ?? 0) + 1
    })
  }
  return levels
}

/** Given away (price 0) says nothing about the price and is left out. */
function historyOf(
  { first, units, price, promoted, mean }: ProductWeeks,
  sales: WeeklySales,
  all: Levels,
): DemandHistory {
  const level = (week: number) => {
    const own = mean > 0 && week >= first ? (units[week - first] ?? 0) / mean : 0
    const others = Math.max(0, (all.units[week] ?? 0) - own)
    const count = Math.max(0, (all.rows[week] ?? 0) - (own > 0 || week >= first ? 1 : 0))
    return Math.log((others + OTHERS_WEIGHT) / (count + OTHERS_WEIGHT))
  }
  const kept = Array.from(price.keys()).filter((place) => (price[place] ?? 0) > 0)
  const span = kept.length === 0 ? 0 : (kept.at(-1) ?? 0) - (kept[0] ?? 0) + 1
  const hasPromotion = kept.some((place) => promoted[place] !== promoted[kept[0] ?? 0])
  const controlsAt = (week: number, isPromoted: number): number[] => {
    const angle = (2 * Math.PI * (sales.startsOnDay + week * WEEK_DAYS)) / YEAR_DAYS
    return [
      ...(span > 1 ? [(week - first) / Math.max(span, YEAR_DAYS / WEEK_DAYS)] : []),
      ...(span >= SEASON_WEEKS ? [Math.sin(angle), Math.cos(angle)] : []),
      ...(hasPromotion ? [isPromoted] : []),
    ]
  }
  const laid = kept.map((place) => controlsAt(first + place, promoted[place] ?? 0))
  const present = Array.from({ length: Math.min(PRESENT_WEEKS, sales.weeks) }, (_, back) =>
    level(sales.weeks - 1 - back),
  )
  return {
    price: Float64Array.from(kept, (place) => price[place] ?? 0),
    units: Float64Array.from(kept, (place) => units[place] ?? 0),
    controls: (laid[0] ?? []).map((_value, k) => Float64Array.from(laid, (values) => values[k] ?? 0)),
    level: Float64Array.from(kept, (place) => level(first + place)),
    controlsAhead: Float64Array.from(controlsAt(sales.weeks, 0)),
    levelAhead: present.reduce((sum, value) => sum + value, 0) / Math.max(1, present.length),
  }
}

function check({ weeks, groups, sold, asked }: WeeklySales): void {
  if (!(Number.isInteger(weeks) && weeks > 0)) throw new RangeError(`weeks must be a whole number > 0, got ${weeks}`)
  for (const [name, table] of Object.entries({ sold, asked })) {
    const lengths = new Set(Object.values(table).map(({ length }) => length))
    if (lengths.size > 1) throw new RangeError(`the columns of ${name} differ in length: ${[...lengths].join(', ')}`)
    table.product.forEach((product, row) => {
      const week = table.week[row] ?? -1
      if (!(product >= 0 && product < groups.length && week >= 0 && week < weeks))
        throw new RangeError(`${name}[${row}] is of product ${product} and week ${week}, out of range`)
    })
  }
}
