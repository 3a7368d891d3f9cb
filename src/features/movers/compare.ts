/** Which products are ordered more or less often than the shop's orders, their own past and the season lead one to expect. */
import type { Compute } from '../../compute/index.ts'
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { benjaminiHochberg } from '../../ml/stats/benjamini-hochberg.ts'
import { learnSeason, type Season } from './season.ts'
import { MONTH, type ProductRow, STRETCHES, stretchOf, WEEK } from './store.ts'

/** Expected share of false alarms among all products named. */
export const MAX_Q = 0.05
export const LEVEL = 0.95
/** A product must have been on sale so many days before the window to be compared with itself. */
const LEAST_LIFE_DAYS = 14
/** Width of the steps in which the expected change is rounded, so that products alike are tested in one go. */
const ODDS_STEP = 0.01

type WindowName = 'month' | 'week'

interface Window {
  readonly name: WindowName
  /** Days of the later and of the earlier period. */
  readonly afterDays: number
  readonly beforeDays: number
}

export interface Move {
  readonly row: ProductRow
  readonly window: Window
  readonly before: number
  readonly after: number
  /** Orders to be expected in the later period. */
  readonly expected: number
  /** after to expected; Infinity where none were expected. */
  readonly ratio: number
  readonly low: number
  readonly high: number
  readonly p: number
  readonly q: number
  readonly dispersion: number
  /** Factor of the season taken into `expected`; 1: none. */
  readonly season: number
  /** Net revenue of the later period less what was to be expected of it. */
  readonly cents: number
}

/** Orders of the whole shop between two days before `asOf`, both inclusive; 0 outside of its history. */
type ShopOrders = (lastBack: number, firstBack: number) => number

export interface Shop {
  readonly asOf: Day
  /** First day with an order. */
  readonly from: Day
  readonly orders: ShopOrders
}

/** The windows for which there is history enough; none below 56 days. */
function windowsFor(historyDays: number): Window[] {
  if (historyDays < 2 * MONTH) return []
  const beforeDays = historyDays >= 3 * MONTH ? 2 * MONTH : MONTH
  return [
    { name: 'month', afterDays: MONTH, beforeDays },
    { name: 'week', afterDays: WEEK, beforeDays },
  ]
}

/**
 * All products over both windows. The false discovery rate counts every test of either window.
 * @returns moves by window, in the order of `rows`; products too young to be compared are left out
 */
export async function compareProducts(compute: Compute, rows: readonly ProductRow[], shop: Shop): Promise<Move[][]> {
  const windows = windowsFor(daysBetween(shop.from, shop.asOf) + 1)
  const drafts: Move[][] = []
  for (const window of windows) drafts.push(await testWindow(compute, rows, window, shop))
  const q = benjaminiHochberg(Float64Array.from(drafts.flat(), ({ p }) => p))
  let at = 0
  return drafts.map((moves) => moves.map((move) => ({ ...move, q: q[at++] ?? 1 })))
}

async function testWindow(compute: Compute, all: readonly ProductRow[], window: Window, shop: Shop): Promise<Move[]> {
  const { afterDays, beforeDays } = window
  const after = shop.orders(0, afterDays - 1)
  const cut = addDays(shop.asOf, -afterDays - LEAST_LIFE_DAYS + 1)
  const blocks = beforeDays / afterDays
  const sum = (counts: readonly number[], from: number, to: number) =>
    counts.slice(from, to).reduce((total, count) => total + count, 0)
  const rows = all.filter((row) => row.first_day <= cut && sum(row[window.name], 0, 1 + blocks) > 0)
  // A product that came in the middle of the earlier period is compared with its own days of it.
  const shopBefore = rows.map(({ first_day }) =>
    shop.orders(afterDays, Math.min(afterDays + beforeDays - 1, daysBetween(first_day, shop.asOf))),
  )
  if (after === 0 || rows.length === 0) return []
  const counts = {
    after: Float64Array.from(rows, (row) => row[window.name][0] ?? 0),
    before: Float64Array.from(rows, (row) => sum(row[window.name], 1, 1 + blocks)),
  }
  const { dispersion, spread } = await learnDispersion(compute, rows, window, shop)
  const logOdds = Float64Array.from(shopBefore, (before) => Math.log(after / Math.max(before, 0.5)))
  const season = seasonOf(rows, window, shop, { ...counts, logOdds, dispersion })
  // The test takes both periods to scatter alike; over the longer one the scatter of its stretches averages out.
  const averaged = (1 + afterDays / beforeDays) / 2
  const widened = dispersion.map((own, i) => averaged * own + (season?.variance[i] ?? 0) / 2)
  const steps = Float64Array.from(logOdds, (odds, i) => Math.round((odds + (season?.shift[i] ?? 0)) / ODDS_STEP))
  const tests = await testGroups(compute, { ...counts, steps, dispersion: widened, spread })
  return rows.map((row, i): Move => {
    const before = counts.before[i] ?? 0
    const expected = before * Math.exp((steps[i] ?? 0) * ODDS_STEP)
    const now = row[`${window.name}_cents`]
    const then = row[`${window.name}_cents_before`][beforeDays === MONTH ? 0 : 1]
    return {
      row,
      window,
      before,
      after: counts.after[i] ?? 0,
      expected,
      ratio: tests.ratio[i] ?? Number.NaN,
      low: tests.low[i] ?? 0,
      high: tests.high[i] ?? Number.POSITIVE_INFINITY,
      p: tests.p[i] ?? 1,
      q: 1,
      dispersion: widened[i] ?? 0,
      season: Math.exp(season?.shift[i] ?? 0),
      cents: Math.round(now - then * Math.exp((steps[i] ?? 0) * ODDS_STEP)),
    }
  })
}

/** Scatter of the products' rates over earlier stretches as long as the window; of the compared ones where there are no others. */
async function learnDispersion(compute: Compute, rows: readonly ProductRow[], { name }: Window, shop: Shop) {
  const history = daysBetween(shop.from, shop.asOf) + 1
  const usable = (from: number) =>
    Array.from({ length: STRETCHES[name] - from }, (_, i) => i + from).filter((k) => {
      const { first, last } = stretchOf(name, k)
      return first < history && shop.orders(last, first) > 0
    })
  // What began within the last two weeks must not count as scatter, or it would hide itself.
  const earlier = usable(name === 'week' ? 2 : 1)
  const stretches = earlier.length >= 2 ? earlier : usable(0)
  if (stretches.length < 2) return { dispersion: new Float64Array(rows.length).fill(0.1), spread: 1 }
  const exposures = Float64Array.from(stretches, (k) => {
    const { first, last } = stretchOf(name, k)
    return shop.orders(last, first)
  })
  const counts = Float64Array.from(rows.flatMap((row) => stretches.map((k) => row[name][k] ?? 0)))
  return compute('estimateDispersion', { counts, periods: stretches.length, exposures })
}

interface Compared {
  readonly before: Float64Array
  readonly after: Float64Array
  readonly logOdds: Float64Array
  readonly dispersion: Float64Array
}

/** What the year before teaches; null where the shop was not there yet. */
function seasonOf(rows: readonly ProductRow[], window: Window, shop: Shop, compared: Compared): Season | null {
  const name = window.name === 'month' ? 'monthYear' : 'weekYear'
  const blocks = window.beforeDays / window.afterDays
  const [last, first] = [stretchOf(name, 0), stretchOf(name, blocks)]
  if (first.first >= daysBetween(shop.from, shop.asOf) + 1) return null
  const shopAfter = shop.orders(last.last, last.first)
  const shopBefore = shop.orders(last.first + 1, first.first)
  if (shopAfter === 0 || shopBefore === 0) return null
  const { before, after, logOdds, dispersion } = compared
  const yearBefore = (row: ProductRow) => row[name].slice(1, 1 + blocks).reduce((sum, count) => sum + count, 0)
  const enough = (i: number) => (before[i] ?? 0) + (after[i] ?? 0) >= 5
  return learnSeason({
    before: Float64Array.from(rows, yearBefore),
    after: Float64Array.from(rows, (row) => row[name][0] ?? 0),
    category: rows.map(({ category }) => category),
    shopBefore,
    shopAfter,
    dispersion,
    now: Float64Array.from(rows, (_, i) =>
      enough(i) ? Math.log(((after[i] ?? 0) + 0.5) / ((before[i] ?? 0) + 0.5)) - (logOdds[i] ?? 0) : Number.NaN,
    ),
    nowVariance: Float64Array.from(
      rows,
      (_, i) => 1 / ((after[i] ?? 0) + 0.5) + 1 / ((before[i] ?? 0) + 0.5) + 2 * (dispersion[i] ?? 0),
    ),
  })
}

interface Groups {
  readonly before: Float64Array
  readonly after: Float64Array
  readonly steps: Float64Array
  readonly dispersion: Float64Array
  readonly spread: number
}

/** The test of all products, those with the same expected change at once. */
async function testGroups(compute: Compute, { before, after, steps, dispersion, spread }: Groups) {
  const groups = new Map<number, number[]>()
  steps.forEach((step, i) => {
    const group = groups.get(step)
    if (group === undefined) groups.set(step, [i])
    else group.push(i)
  })
  const result = {
    ratio: new Float64Array(steps.length),
    low: new Float64Array(steps.length),
    high: new Float64Array(steps.length),
    p: new Float64Array(steps.length),
  }
  await Promise.all(
    [...groups].map(async ([step, places]) => {
      const pick = (values: Float64Array) => Float64Array.from(places, (i) => values[i] ?? 0)
      const tested = await compute('compareRates', {
        before: pick(before),
        after: pick(after),
        exposureBefore: 1,
        exposureAfter: Math.exp(step * ODDS_STEP),
        level: LEVEL,
        dispersion: { dispersion: pick(dispersion), spread },
      })
      places.forEach((i, at) => {
        result.ratio[i] = tested.ratio[at] ?? Number.NaN
        result.low[i] = tested.low[at] ?? 0
        result.high[i] = tested.high[at] ?? Number.POSITIVE_INFINITY
        result.p[i] = tested.p[at] ?? 1
      })
    }),
  )
  return result
}
