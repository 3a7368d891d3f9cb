/** Trends from their question: counts per product, tests, names. */
import type { Evidence } from '../findings/index.ts'
import type { InsightContext, Scope } from '../visits/index.ts'
import { compareTrends, type Series, type Tested, weeksBefore } from './compare.ts'
import { LEAST_WEEKS, MAX_Q, METRICS, type Trend, type Trends } from './schema.ts'
import { type CountRow, type OrderRow, readCounts, readNames, readOrders } from './store.ts'

export interface Found extends Trends {
  /** Of each product: what the orders of the weeks before brought. */
  readonly orders: ReadonlyMap<string, OrderRow>
  readonly views: ReadonlyMap<string, CountRow>
  /** Days back to the oldest count, of the nine weeks. */
  readonly firstBack: number
  readonly evidence: { readonly counts: Evidence; readonly orders: Evidence; readonly names: Evidence | null }
}

/** Trends on the period's last day, and over the seven days up to it. */
export async function findTrends(
  { ask, compute }: Pick<InsightContext, 'ask' | 'compute'>,
  scope: Scope,
): Promise<Found> {
  const [counts, orders] = await Promise.all([readCounts(ask, scope), readOrders(ask, scope)])
  const views = new Map(counts.rows.filter(({ metric }) => metric === 'views').map((row) => [row.product, row]))
  const firstBack = counts.rows.reduce((oldest, { first_back }) => Math.max(oldest, first_back), -1)
  const weeks = weeksBefore(firstBack)
  const nothing = { views: 0, carts: 0, orders: 0 }
  const day = scope.period.to
  if (weeks < LEAST_WEEKS) {
    const evidence = { counts: counts.evidence, orders: orders.evidence, names: null }
    return { day, weeks: null, products: nothing, tests: 0, trends: [], orders: new Map(), views, firstBack, evidence }
  }
  const series = [
    ...counts.rows.map((row) => toSeries(row, row.metric, views)),
    ...orders.rows.map((row) => toSeries(row, 'orders', views)),
  ]
  const { tests, tested } = await compareTrends(compute, series, weeks)
  const named = tested.filter(({ q }) => q <= MAX_Q)
  const names = await readNames(ask, [...new Set(named.map(({ series: { product } }) => product))])
  const titles = new Map(names.rows.map((row) => [row.product, row]))
  const products = { ...nothing }
  for (const metric of METRICS) {
    products[metric] = series.filter((one) => one.metric === metric && one.weeks >= LEAST_WEEKS).length
  }
  return {
    day,
    weeks,
    products,
    tests,
    trends: named.map((one) => toTrend(one, titles.get(one.series.product))),
    orders: new Map(orders.rows.map((row) => [row.product, row])),
    views,
    firstBack,
    evidence: { counts: counts.evidence, orders: orders.evidence, names: names.evidence },
  }
}

/** A product is as old as its oldest view: the first order may come long after. */
function toSeries(row: CountRow | OrderRow, metric: Series['metric'], views: ReadonlyMap<string, CountRow>): Series {
  const seen = views.get(row.product)
  const weeks = weeksBefore(Math.max(seen?.first_back ?? 0, row.first_back))
  return { product: row.product, category: seen?.category ?? '', metric, day: row.day, week: row.week, weeks }
}

function toTrend(one: Tested, names: { title_de: string; title_en: string } | undefined): Trend {
  const { product, metric } = one.series
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  return {
    product,
    name: { de: names?.title_de || names?.title_en || product, en: names?.title_en || names?.title_de || product },
    metric,
    window: one.window,
    direction: one.count > one.expected ? 'rising' : 'falling',
    count: one.count,
    expected: one.expected,
    ratio: finite(one.ratio),
    low: one.low,
    high: finite(one.high),
    p: one.p,
    q: one.q,
  }
}
