import type { OthersLevel } from '../../ml/pricing/levels-of-others.ts'
import type { PriceHistory } from '../../ml/pricing/own-elasticity.ts'
import { trendAndSeason } from '../../ml/pricing/trend-and-season.ts'
import type { PriceRow } from './read-prices.ts'

/** Weeks of a year, and stores that get a level of their own. */
const YEAR_WEEKS = 365.25 / 7
const MOST_STORES = 40

/** A product's rows that say something about its price, earlier ones first, and how many do not. */
export interface Product {
  readonly name: string
  readonly rows: readonly PriceRow[]
  /** Rows left out: given away, and taken back. */
  readonly free: number
  readonly returned: number
  /** Rows before this place are learnt from, the others held out. */
  readonly cut: number
}

/** Parts products and rows: the file's last fifth of weeks is held out, without weeks the last fifth of each product's rows. */
export function layOut(products: ReadonlyMap<string, readonly PriceRow[]>): readonly Product[] {
  const weeks = new Set<number>()
  for (const rows of products.values()) for (const { week } of rows) if (week !== null) weeks.add(week)
  const ordered = [...weeks].sort((a, b) => a - b)
  const firstHeld = ordered[Math.ceil(0.8 * ordered.length)] ?? null
  return [...products].map(([name, all]) => {
    const rows = all.filter(({ price, units }) => price > 0 && units >= 0)
    if (firstHeld !== null) rows.sort((a, b) => (a.week ?? 0) - (b.week ?? 0))
    const cut =
      firstHeld === null ? Math.ceil(0.8 * rows.length) : rows.filter(({ week }) => (week ?? 0) < firstHeld).length
    const free = all.filter(({ price, units }) => price === 0 && units >= 0).length
    return { name, rows, free, returned: all.length - rows.length - free, cut }
  })
}

/** What moves a product's demand besides its price, laid out from some of its rows so that others can be asked for. */
export interface Layout {
  controlsOf(row: PriceRow): readonly number[]
}

/** Controls that the rows can tell apart: promotion, trend and season over the weeks, a level for each store but the largest. */
export function controlsFrom(rows: readonly PriceRow[]): Layout {
  const weeks = rows.flatMap(({ week }) => (week === null ? [] : [week]))
  const first = weeks.reduce((low, week) => Math.min(low, week), Infinity)
  const span = weeks.reduce((high, week) => Math.max(high, week), -Infinity) - first
  const hasPromotion = rows.some(({ promotion }) => promotion !== rows[0]?.promotion)
  const counts = new Map<string, number>()
  for (const { store } of rows) counts.set(store, (counts.get(store) ?? 0) + 1)
  const stores = [...counts].sort((a, b) => b[1] - a[1]).map(([store]) => store)
  const levelled = stores.slice(1, MOST_STORES)
  const controlsOf = ({ week, promotion, store }: PriceRow) => {
    const values = hasPromotion ? [promotion] : []
    for (const other of levelled) values.push(store === other ? 1 : 0)
    if (week !== null) values.push(...trendAndSeason(week, { first, span, yearPeriods: YEAR_WEEKS }))
    return values
  }
  return { controlsOf }
}

/** Rows as the kernels want them, beside the other products' level in each row's week where it is known. */
export function historyOf(rows: readonly PriceRow[], layout: Layout, others?: OthersLevel): PriceHistory {
  const laid = rows.map((row) => layout.controlsOf(row))
  return {
    price: Float64Array.from(rows, ({ price }) => price),
    units: Float64Array.from(rows, ({ units }) => units),
    controls: (laid[0] ?? []).map((_value, k) => Float64Array.from(laid, (values) => values[k] ?? 0)),
    level: others?.level ?? new Float64Array(rows.length),
    levelRatio: others?.ratio ?? new Float64Array(rows.length).fill(1),
  }
}
