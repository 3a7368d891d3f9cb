/** Which products are looked at, put into the cart or ordered more or less often than their own past leads one to expect. */
import type { Compute } from '../../compute/index.ts'
import { benjaminiHochberg } from '../../ml/stats/benjamini-hochberg.ts'
import { HISTORY_WEEKS, LEAST_WEEKS, LEVEL, METRICS, type Metric, WINDOWS, type WindowName } from './schema.ts'

/** Fewer counts a stretch, on average over all of them with the last, are not tested: chance alone could not be told from more. */
const LEAST_MEAN = 3
/** Standard scores below are not tested exactly: in most nights they are thousands, and none of them could be named. */
const LEAST_SCORE = 2.3
const MOST_EXACT = 400
/** What all products have in common shows in those with most counts. */
const LEVEL_PRODUCTS = 1_000

/** The counts of one product, the latest stretch first. */
export interface Series {
  readonly product: string
  /** Empty: not known. */
  readonly category: string
  readonly metric: Metric
  readonly day: readonly number[]
  readonly week: readonly number[]
  /** Weeks before the last one in which the product was there. */
  readonly weeks: number
}

export interface Tested {
  readonly series: Series
  readonly window: WindowName
  readonly count: number
  readonly expected: number
  readonly ratio: number
  readonly low: number
  readonly high: number
  readonly p: number
  readonly q: number
}

interface Draft {
  readonly series: Series
  readonly window: WindowName
  readonly before: number
  readonly after: number
  readonly odds: number
  readonly dispersion: number
  readonly spread: number
  readonly score: number
}

/**
 * All products in all metrics over both windows: own counts of the weeks before, raised by how all products changed and by how the
 * others of the category did. One false discovery rate over all tests; those that could not be named count as tests too.
 * @param weeks  of history, at most eight
 * @returns the clearest first, with how many tests there were
 */
export async function compareTrends(
  compute: Compute,
  all: readonly Series[],
  weeks: number,
): Promise<{ tests: number; tested: Tested[] }> {
  const cells = METRICS.flatMap((metric) => {
    const rows = all.filter((series) => series.metric === metric && series.weeks >= LEAST_WEEKS)
    return WINDOWS.map((window) => draftTests(compute, rows, window, weeks))
  })
  const drafts = (await Promise.all(cells)).flat()
  const clear = drafts
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_EXACT)
  return { tests: drafts.length, tested: await testExactly(compute, clear, drafts.length) }
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

async function draftTests(
  compute: Compute,
  all: readonly Series[],
  window: WindowName,
  weeks: number,
): Promise<Draft[]> {
  const rows = all.filter((series) => {
    const seen = series[window].slice(0, 1 + Math.min(weeks, series.weeks))
    return sum(seen) >= LEAST_MEAN * seen.length
  })
  if (rows.length === 0) return []
  const periods = weeks + 1
  const largest = [...rows].sort((a, b) => sum(b.week) - sum(a.week)).slice(0, LEVEL_PRODUCTS)
  const levels = await compute('sharedLevels', {
    counts: Float64Array.from(largest.flatMap((series) => series[window].slice(0, periods))),
    periods,
  })
  const past = levels.slice(1)
  // Without any count on the last day, or in a stretch before it, the measurement failed: that says nothing about products.
  if (past.some((level) => level === 0)) return []
  const { dispersion, spread } = await compute('estimateDispersion', {
    counts: Float64Array.from(rows.flatMap((series) => filledPast(series, window, past))),
    periods: weeks,
    exposures: past,
  })
  const cells = rows.map((series, i) => {
    const own = Math.min(weeks, series.weeks)
    const before = sum(series[window].slice(1, 1 + own))
    const odds = 1 / past.subarray(0, own).reduce((total, level) => total + level, 0)
    // Both sides are taken to scatter alike; over the longer one the scatter of its stretches averages out.
    return { before, odds, after: series[window][0] ?? 0, scatter: ((dispersion[i] ?? 0) * (1 + 1 / own)) / 2 }
  })
  const chance = ({ before, after, scatter }: (typeof cells)[number]) =>
    1 / (after + 0.5) + 1 / (before + 0.5) + 2 * scatter
  const common = await compute('groupShift', {
    change: Float64Array.from(cells, ({ before, odds, after }) => Math.log((after + 0.5) / (before * odds + 0.5))),
    variance: Float64Array.from(cells, chance),
    group: groupsOf(rows),
  })
  return rows.flatMap((series, i): Draft[] => {
    const cell = cells[i]
    if (cell === undefined) return []
    const odds = cell.odds * Math.exp(common.shift[i] ?? 0)
    const scatter = cell.scatter + (common.variance[i] ?? 0) / 2
    const change = Math.log((cell.after + 0.5) / (cell.before * odds + 0.5))
    const score = Math.abs(change) / Math.sqrt(chance({ ...cell, scatter }))
    return [{ series, window, before: cell.before, after: cell.after, odds, dispersion: scatter, spread, score }]
  })
}

/** The weeks before; those in which the product was not there yet say nothing about its scatter, so they are as the others were. */
function filledPast(series: Series, window: WindowName, levels: Float64Array): number[] {
  const own = Math.min(levels.length, series.weeks)
  const known = series[window].slice(1, 1 + own)
  const rate = sum(known) / levels.subarray(0, own).reduce((total, level) => total + level, 0)
  return Array.from(levels, (level, k) => (k < own ? (known[k] ?? 0) : Math.round(rate * level)))
}

function groupsOf(rows: readonly Series[]): Int32Array {
  const places = new Map<string, number>()
  return Int32Array.from(rows, ({ category }) => {
    if (category === '') return -1
    const place = places.get(category) ?? places.size
    places.set(category, place)
    return place
  })
}

async function testExactly(compute: Compute, drafts: readonly Draft[], tests: number): Promise<Tested[]> {
  const bySpread = new Map<number, Draft[]>()
  for (const draft of drafts) bySpread.set(draft.spread, [...(bySpread.get(draft.spread) ?? []), draft])
  const parts = await Promise.all(
    [...bySpread].map(async ([dispersionSpread, part]) => {
      const of = (pick: (draft: Draft) => number) => Float64Array.from(part, pick)
      const ratios = await compute('rateRatios', {
        before: of(({ before }) => before),
        after: of(({ after }) => after),
        odds: of(({ odds }) => odds),
        dispersion: of(({ dispersion }) => dispersion),
        dispersionSpread,
        level: LEVEL,
      })
      return part.map((draft, i) => ({
        series: draft.series,
        window: draft.window,
        count: draft.after,
        expected: draft.before * draft.odds,
        ratio: ratios.ratio[i] ?? Number.NaN,
        low: ratios.low[i] ?? 0,
        high: ratios.high[i] ?? Number.POSITIVE_INFINITY,
        p: ratios.p[i] ?? 1,
      }))
    }),
  )
  const tested = parts.flat()
  const q = benjaminiHochberg(
    Float64Array.from(tested, ({ p }) => p),
    tests,
  )
  return tested
    .map((one, i) => ({ ...one, q: q[i] ?? 1 }))
    .sort((a, b) => a.p - b.p || (a.series.product < b.series.product ? -1 : 1))
}

/** Whole weeks before the last one, of those asked for, when the oldest count lies so many days back. */
export function weeksBefore(firstBack: number): number {
  return Math.min(HISTORY_WEEKS, Math.floor((firstBack + 1) / 7) - 1)
}
