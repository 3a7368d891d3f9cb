/** Do the latest finished cohorts come back more or less often than those before? Pure. */
import type { Day } from '../../core/time.ts'
import { studentQuantile, studentTwoSidedP } from '../../ml/math/student.ts'
import type { Chart, Evidence, Finding, Interval } from '../findings/index.ts'
import { addMonths, LEVEL, matureRows, poolOf, shareInterval, spanDays } from './model.ts'
import type { RepeatRow } from './store.ts'
import { changeStatement, repeatChartTitle } from './texts.ts'

/** Second orders within so many days are compared. */
export const COMPARED_DAYS = 90
const LATEST = 3
const MIN_EARLIER = 4
const MAX_EARLIER = 12
/** The first months of a log hold old customers who only look new. */
export const START_MONTHS = 3
export const SIGNIFICANCE = 0.01

export interface CohortChange {
  readonly latest: readonly RepeatRow[]
  readonly earlier: readonly RepeatRow[]
  readonly latestRate: number
  readonly earlierRate: number
  /** Of the difference latest minus earlier. */
  readonly difference: Interval
  readonly p: number
  /** How much more the earlier cohorts scatter than chance alone; at least 1. */
  readonly dispersion: number
}

/**
 * Compares the repeat rate of the latest finished cohorts with that of up to twelve before them: difference of two
 * shares, its variance widened by the scatter between the earlier cohorts (quasi-binomial), t with their degrees of
 * freedom. Null: too few finished cohorts, or rates that leave nothing to compare.
 * Source: McCullagh & Nelder (1989), "Generalized Linear Models", section 4.5 (over-dispersion).
 */
export function compareCohorts(rows: readonly RepeatRow[], asOf: Day): CohortChange | null {
  const start = rows[0]?.log_start ?? ''
  const mature = matureRows(rows, COMPARED_DAYS, asOf).filter(({ cohort }) => cohort >= addMonths(start, START_MONTHS))
  const latest = mature.slice(-LATEST)
  const earlier = mature.slice(0, -LATEST).slice(-MAX_EARLIER)
  if (latest.length < LATEST || earlier.length < MIN_EARLIER) return null
  const now = poolOf(latest, COMPARED_DAYS)
  const before = poolOf(earlier, COMPARED_DAYS)
  if (now.customers === 0 || before.customers === 0) return null
  const together = (now.again + before.again) / (now.customers + before.customers)
  if (together <= 0 || together >= 1) return null
  const latestRate = now.again / now.customers
  const earlierRate = before.again / before.customers
  const df = earlier.length - 1
  const dispersion = dispersionOf(earlier, earlierRate)
  const spread = (rate: number) => rate * (1 - rate)
  const standardError = Math.sqrt(dispersion * spread(together) * (1 / now.customers + 1 / before.customers))
  const difference = latestRate - earlierRate
  const own = Math.sqrt(dispersion * (spread(latestRate) / now.customers + spread(earlierRate) / before.customers))
  const reach = studentQuantile(1 - (1 - LEVEL) / 2, df) * own
  return {
    latest,
    earlier,
    latestRate,
    earlierRate,
    difference: { low: difference - reach, high: difference + reach, level: LEVEL },
    p: studentTwoSidedP(difference / standardError, df),
    dispersion,
  }
}

function dispersionOf(rows: readonly RepeatRow[], rate: number): number {
  if (rate <= 0 || rate >= 1) return 1
  let pearson = 0
  for (const row of rows) {
    const n = row[`seen_${COMPARED_DAYS}`]
    if (n > 0) pearson += (row[`again_${COMPARED_DAYS}`] - n * rate) ** 2 / (n * rate * (1 - rate))
  }
  return Math.max(1, pearson / (rows.length - 1))
}

/** Repeat rate per cohort with its interval, against the average of the earlier ones. */
export function repeatChart(change: CohortChange, evidence: Evidence): Chart {
  const rows = [...change.earlier, ...change.latest]
  const ends = rows.map((row) => shareInterval(row[`again_${COMPARED_DAYS}`], row[`seen_${COMPARED_DAYS}`]))
  const name = { de: 'Wieder bestellt', en: 'Ordered again' }
  return {
    id: 'cohorts.repeat',
    title: repeatChartTitle(change.latestRate, change.earlierRate, COMPARED_DAYS),
    kind: 'line',
    unit: 'ratio',
    x: rows.map(({ cohort }) => cohort),
    series: [
      {
        name,
        role: 'actual',
        values: rows.map((row) =>
          row[`seen_${COMPARED_DAYS}`] === 0 ? null : row[`again_${COMPARED_DAYS}`] / row[`seen_${COMPARED_DAYS}`],
        ),
      },
      { name: { de: 'untere Grenze', en: 'low' }, role: 'low', values: ends.map((end) => end?.low ?? null) },
      { name: { de: 'obere Grenze', en: 'high' }, role: 'high', values: ends.map((end) => end?.high ?? null) },
      {
        name: { de: 'Jahrgänge davor', en: 'Cohorts before' },
        role: 'comparison',
        values: rows.map(() => change.earlierRate),
      },
    ],
    marks: [],
    evidenceId: evidence.id,
  }
}

export function changeFinding(change: CohortChange, currency: string, evidence: Evidence): Finding | null {
  if (change.p >= SIGNIFICANCE) return null
  const now = poolOf(change.latest, COMPARED_DAYS)
  const before = poolOf(change.earlier, COMPARED_DAYS)
  const perReturn = before.again === 0 ? null : before.later / before.again
  const moneyOf = (share: number) => (perReturn === null ? null : Math.round(share * now.customers * perReturn))
  const first = change.latest[0]?.cohort ?? ''
  const last = change.latest.at(-1)?.cohort ?? ''
  const stakeCents = moneyOf(change.latestRate - change.earlierRate)
  const statement = changeStatement({
    first,
    last,
    latestRate: change.latestRate,
    earlierRate: change.earlierRate,
    cohorts: change.earlier.length,
    customers: now.customers,
    days: COMPARED_DAYS,
    difference: change.difference,
    stakeCents,
    currency,
  })
  return {
    id: 'cohorts.repeat-change',
    kind: 'customers',
    direction: change.latestRate > change.earlierRate ? 'good' : 'bad',
    stakeCents,
    stakePeriodDays: spanDays(change.latest),
    ...statement,
    next: [...statement.next],
    figure: {
      id: 'cohorts.repeat-change',
      label: {
        de: `Unterschied im Anteil, der binnen ${COMPARED_DAYS} Tagen wieder bestellt`,
        en: `Difference in the share that orders again within ${COMPARED_DAYS} days`,
      },
      value: (change.latestRate - change.earlierRate) * 100,
      unit: 'percent-points',
      interval: { low: change.difference.low * 100, high: change.difference.high * 100, level: LEVEL },
      n: now.customers,
      missing: null,
      comparisons: [],
      evidenceId: evidence.id,
    },
    chart: repeatChart(change, evidence),
    evidenceIds: [evidence.id],
  }
}
