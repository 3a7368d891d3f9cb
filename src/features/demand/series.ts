/** From the columns of the event store to series of weeks and days. Pure. */
import type { Text } from '../../core/lang.ts'
import type { DemandKind } from './schema.ts'

export interface DemandSeries {
  readonly kind: DemandKind
  readonly key: string
  /** Of a product; empty: not known. */
  readonly category: string
  readonly title: Text
  /** Pieces of each week up to the night, oldest first, from the first sale on; NaN where nothing was in stock. */
  readonly weeks: Float64Array
  /** Money of a piece lately, cents; null: not known. */
  readonly unitCents: number | null
  /** Weeks whose demand could not be seen whole. */
  readonly outOfStockWeeks: number
}

/** Days of a week without stock from which on its sales say nothing about demand. */
const UNSEEN_FROM_DAYS = 4
/** What sold out longer ago is an old matter, left on purpose: demand has ended. */
const LONGEST_SPELL_DAYS = 56
/** Weeks whose mean price is that of now. */
const PRICE_WEEKS = 12

interface WeekColumns {
  readonly place: Float64Array
  readonly back: Float64Array
  readonly units: Float64Array
  readonly cents: Float64Array
}

interface Spells {
  readonly place: Float64Array
  readonly begun: Float64Array
  readonly ended: Float64Array
}

export interface ProductWeeks {
  /** Pieces as they were sold. */
  readonly sold: Float64Array
  /** The same, with weeks of little or no stock made good or marked NaN. */
  readonly demand: Float64Array
  readonly unitCents: number | null
  readonly outOfStockWeeks: number
}

/**
 * Weekly pieces of each product, oldest first.
 * @param weeks  length of the history
 */
export function layOutWeeks(
  columns: WeekColumns,
  spells: Spells,
  { products, weeks }: { products: number; weeks: number },
): ProductWeeks[] {
  const sold = Array.from({ length: products }, () => new Float64Array(weeks))
  const money = new Float64Array(products)
  const pieces = new Float64Array(products)
  columns.place.forEach((place, i) => {
    const [back = weeks, units = 0] = [columns.back[i], columns.units[i]]
    const series = sold[place]
    if (series === undefined || back >= weeks) return
    series[weeks - 1 - back] = units
    if (back >= PRICE_WEEKS) return
    money[place] = (money[place] ?? 0) + (columns.cents[i] ?? 0)
    pieces[place] = (pieces[place] ?? 0) + units
  })
  const outDays = daysWithout(spells, weeks)
  return sold.map((series, place) => {
    const first = Math.max(
      0,
      series.findIndex((units) => units > 0),
    )
    const out = outDays.get(place)
    const own = series.subarray(first)
    const demand = out === undefined ? own : uncensored(own, out.subarray(first))
    const [bought = 0, earned = 0] = [pieces[place], money[place]]
    return {
      sold: own,
      demand: demand.some(Number.isFinite) ? demand : own,
      unitCents: bought > 0 ? earned / bought : null,
      outOfStockWeeks: out === undefined ? 0 : out.subarray(first).filter((days) => days > 0).length,
    }
  })
}

/** Days without stock of each week, by product. */
function daysWithout({ place, begun, ended }: Spells, weeks: number): Map<number, Uint8Array> {
  const found = new Map<number, Uint8Array>()
  place.forEach((product, i) => {
    // Whole days alone: on the days it sold out and came back some of it could be bought.
    const [from, to] = [Math.floor(begun[i] ?? 0), Math.ceil(ended[i] ?? 0)]
    if (from - to < 1 || from - to > LONGEST_SPELL_DAYS) return
    const days = found.get(product) ?? new Uint8Array(weeks)
    found.set(product, days)
    for (let back = to; back < from; back++) {
      const week = weeks - 1 - Math.floor(back / 7)
      if (week >= 0) days[week] = Math.min(7, (days[week] ?? 0) + 1)
    }
  })
  return found
}

/**
 * Demand behind sales: a week that was in stock for most days is filled up in proportion, another one is not known. A lower
 * bound would teach the models that nobody wants what nobody could buy.
 */
function uncensored(sold: Float64Array, outDays: Uint8Array): Float64Array {
  return sold.map((units, week) => {
    const days = outDays[week] ?? 0
    if (days >= UNSEEN_FROM_DAYS) return Number.NaN
    return days === 0 ? units : (units * 7) / (7 - days)
  })
}

/** Sums of series that end with the same week or day, as long as the longest. */
export function sumSeries(series: readonly Float64Array[]): Float64Array {
  const length = series.reduce((most, one) => Math.max(most, one.length), 0)
  const sum = new Float64Array(length)
  for (const one of series) {
    const shift = length - one.length
    one.forEach((units, week) => {
      sum[week + shift] = (sum[week + shift] ?? 0) + units
    })
  }
  return sum
}

/** Pieces of each day, oldest first, of each place; 0 on days without a sale, from the first sale of all on. */
export function layOutDays(
  { place, back, units }: { place: Float64Array; back: Float64Array; units: Float64Array },
  places: number,
): Float64Array[] {
  const length = back.reduce((most, days) => Math.max(most, days + 1), 0)
  const series = Array.from({ length: places }, () => new Float64Array(length))
  place.forEach((at, i) => {
    const days = series[at]
    if (days !== undefined) days[length - 1 - (back[i] ?? 0)] = units[i] ?? 0
  })
  return series
}
