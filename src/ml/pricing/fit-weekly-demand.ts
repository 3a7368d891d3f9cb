import { fitShopDemand, type SalesRows, type ShopDemand } from './fit-shop-demand.ts'

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
  /** Share of a week, 0..1, in which it was not in stock, by product and week: Float64Array[rows] each; no row: it was all week. */
  readonly out: {
    readonly product: Float64Array
    readonly week: Float64Array
    readonly share: Float64Array
  }
}

const LEAST_IN_STOCK = 0.5
const YEAR_WEEKS = 365.25 / 7

/**
 * Demand of many products in the week after the span, from what they sold by the week: weeks without a sale count with the price
 * that was asked then, or was paid last; what could not be bought for want of stock is no lesser demand.
 * @returns  as `fitShopDemand`, with cross effects; units are of a week, prices are in cents
 * @throws RangeError  columns differ in length, a product or week is out of range
 */
export function fitWeeklyDemand(sales: WeeklySales): Omit<ShopDemand, 'pool'> {
  check(sales)
  const options = { groups: sales.groups, periodAhead: sales.weeks, yearPeriods: YEAR_WEEKS, withCross: true }
  const { products, cross } = fitShopDemand(completeRows(sales), options)
  return { products, cross }
}

function completeRows({ weeks, groups, sold, asked, out }: WeeklySales): SalesRows[] {
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
  const inStock = new Float64Array(size).fill(1)
  out.product.forEach((product, row) => {
    const at = product * weeks + (out.week[row] ?? 0)
    inStock[at] = Math.max(0, 1 - (out.share[row] ?? 0))
  })
  const columns = { units, asked: price, paid, promoted, inStock }
  return Array.from(groups, (_group, product) => carryOn(columns, product * weeks, weeks))
}

/** Float64Array[products * weeks] each. */
interface WeekColumns {
  readonly units: Float64Array
  readonly asked: Float64Array
  readonly paid: Float64Array
  readonly promoted: Float64Array
  readonly inStock: Float64Array
}

/** What was paid is the price of a week with sales; in the others what was asked last holds, or what was paid last. */
function carryOn({ units, asked, paid, promoted, inStock }: WeekColumns, from: number, weeks: number): SalesRows {
  const kept: { week: number; units: number; price: number; promoted: number; inStock: number }[] = []
  let price = 0
  let isPromoted = 0
  for (let week = 0; week < weeks; week++) {
    const at = from + week
    const [count, spent, asks] = [units[at] ?? 0, paid[at] ?? 0, asked[at] ?? 0]
    const isSold = count > 0
    if (asks > 0) price = asks
    if ((promoted[at] ?? -1) >= 0) isPromoted = promoted[at] ?? 0
    if (isSold && asks === 0 && spent > 0) price = spent
    if (kept.length === 0 && !isSold && asks === 0) continue
    const there = inStock[at] ?? 1
    // Whoever sells what is not there has not kept count of it; of a week that was mostly without stock hardly anything is known.
    const share = isSold && there === 0 ? 1 : there < LEAST_IN_STOCK ? 0 : there
    kept.push({ week, units: count, price: isSold ? spent : price, promoted: isPromoted, inStock: share })
  }
  return {
    period: Int32Array.from(kept, (row) => row.week),
    price: Float64Array.from(kept, (row) => row.price),
    units: Float64Array.from(kept, (row) => row.units),
    promotion: Uint8Array.from(kept, (row) => row.promoted),
    inStock: Float64Array.from(kept, (row) => row.inStock),
  }
}

function check({ weeks, groups, sold, asked, out }: WeeklySales): void {
  if (!(Number.isInteger(weeks) && weeks > 0)) throw new RangeError(`weeks must be a whole number > 0, got ${weeks}`)
  for (const [name, table] of Object.entries({ sold, asked, out })) {
    const lengths = new Set(Object.values(table).map(({ length }) => length))
    if (lengths.size > 1) throw new RangeError(`the columns of ${name} differ in length: ${[...lengths].join(', ')}`)
    table.product.forEach((product, row) => {
      const week = table.week[row] ?? -1
      if (!(product >= 0 && product < groups.length && week >= 0 && week < weeks))
        throw new RangeError(`${name}[${row}] is of product ${product} and week ${week}, out of range`)
    })
  }
}
