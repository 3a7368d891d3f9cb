/** Every series against its seasonal baseline, with the false alarms of all of them together kept in bounds. */
import type { Compute } from '../../compute/index.ts'
import { type Metric, metricUnit, moreIsGood } from '../../language/sentences/metric.ts'
import { benjaminiHochberg } from '../../ml/stats/benjamini-hochberg.ts'
import { calendarColumns, type DailySeries, learnable } from '../forecast/index.ts'
import type { Series } from './series.ts'

export const JUDGED_DAYS = 7
/** Expected share of false alarms among all days named. */
export const MAX_Q = 0.05
/** Of the interval shown: a single series leaves it by chance on one day in a hundred. */
export const LEVEL = 0.99

export interface Verdict {
  readonly series: Series
  /** Per judged day, oldest first; NaN where nothing was to be judged. */
  readonly actual: Float64Array
  readonly expected: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly p: Float64Array
  readonly q: Float64Array
}

export interface Judged {
  readonly verdicts: readonly Verdict[]
  /** Days known and needed of the whole shop's series where there are too few; null: enough. */
  readonly tooFew: { readonly known: number; readonly needed: number } | null
}

/** Judges the last days of all series; one with too little history is left out. */
export async function judgeAll(
  compute: Compute,
  series: readonly Series[],
  { whole, holidays, signal }: { whole: DailySeries; holidays: string; signal: AbortSignal },
): Promise<Judged> {
  const length = whole.orders.length
  const days = Math.min(JUDGED_DAYS, length)
  const regressors = learnable(calendarColumns(holidays, whole.from, length), Math.max(0, length - days), length)
  let tooFew: Judged['tooFew'] = null
  const drafts: Omit<Verdict, 'q'>[] = []
  for (const one of series) {
    signal.throwIfAborted()
    const report = await compute('detectAnomalies', one.values, { days, alpha: 1 - LEVEL, regressors })
    if (report.status !== 'judged') {
      if (one.dimension === null && one.metric === 'revenueCents') {
        tooFew = { known: report.knownDays, needed: report.neededDays }
      }
      continue
    }
    drafts.push({
      series: one,
      actual: one.values.slice(length - days),
      expected: report.expected,
      // Scatter is reckoned alike upwards and downwards; downwards it ends where the figure cannot go.
      low: report.low.map((low, d) => Math.min(report.expected[d] ?? low, Math.max(low, one.floor))),
      high: report.high,
      p: report.logP.map(Math.exp),
    })
  }
  const all = Float64Array.from(drafts.flatMap(({ p }) => [...p]))
  const q = benjaminiHochberg(all)
  return { verdicts: drafts.map((draft, i) => ({ ...draft, q: q.slice(i * days, (i + 1) * days) })), tooFew }
}

/** What a value of a metric is worth in cents, by what the shop takes per order and per item. */
export interface Worth {
  readonly perOrder: number
  readonly perItem: number
  readonly orders: number
}

/** Money of a deviation, signed: negative is a loss. */
export function moneyOf(metric: Metric, deviation: number, { perOrder, perItem, orders }: Worth): number {
  const sign = moreIsGood(metric) ? 1 : -1
  if (metric === 'averageOrderCents') return deviation * orders
  if (metricUnit(metric) === 'cents') return sign * deviation
  return sign * deviation * (metric === 'items' ? perItem : perOrder)
}
