import type { FittedDemand } from './fit-demand.ts'
import { fitShopDemand, type SalesRows } from './fit-shop-demand.ts'

/** What many products sold in the weeks of one span, laid out flat; week 0 is the first, products are counted from 0. */
export interface WeeklySales {
  readonly weeks: number
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

const YEAR_WEEKS = 365.25 / 7

/**
 * Demand of many products in the week after the span, from what they sold by the week: weeks without a sale count with the price
 * that was asked then, or was paid last.
 * @returns  one for each product, as `fitShopDemand`; units are of a week, prices are in cents
 * @throws RangeError  columns differ in length, a product or week is out of range
 */
export function fitWeeklyDemand(sales: WeeklySales): readonly FittedDemand[] {
  check(sales)
  const options = { groups: sales.groups, periodAhead: sales.weeks, yearPeriods: YEAR_WEEKS }
  return fitShopDemand(completeRows(sales), options).products
}

function completeRows({ weeks, groups, sold, asked }: WeeklySales): SalesRows[] {
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
function carryOn(units: Float64Array, asked: Float64Array, paid: Float64Array, promoted: Float64Array): SalesRows {
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
  return {
    period: Int32Array.from(kept, (_row, place) => first + place),
    price: Float64Array.from(kept, (row) => row.price),
    units: Float64Array.from(kept, (row) => row.units),
    promotion: Uint8Array.from(kept, (row) => row.promoted),
    // What was in stock in weeks gone by is not kept: a week without a sale may have been one without stock.
    inStock: new Float64Array(kept.length).fill(1),
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
