/** From cohorts to repeat rates, a heatmap and the question whether the latest ones do better or worse. Pure. */
import type { Lang, Text } from '../../core/lang.ts'
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { formatMonth } from '../../language/dates.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import { normalQuantile } from '../../ml/math/normal.ts'
import { wilsonInterval } from '../../ml/stats/wilson.ts'
import type { Chart, Evidence, Figure, Interval, Table } from '../findings/index.ts'
import { HORIZONS, type Horizon, type RepeatRow, type Retention } from './store.ts'
import { horizonText, missingText, retentionTitle } from './texts.ts'

export const LEVEL = 0.95
/** How many of the latest finished cohorts make a figure. */
const POOLED = 12
const HEATMAP_COHORTS = 18
const HEATMAP_AGES = 12

/** The month `months` later, 'YYYY-MM'. */
export function addMonths(month: string, months: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** Last day of a month. */
function endOfMonth(month: string): Day {
  return addDays(`${addMonths(month, 1)}-01`, -1)
}

/** Whether every customer of the cohort has been seen for so many days. */
function isMature(cohort: string, days: number, asOf: Day): boolean {
  return addDays(endOfMonth(cohort), days) <= asOf
}

export interface Pool {
  readonly cohorts: number
  readonly customers: number
  readonly again: number
  readonly cents: number
  readonly squares: number
  readonly later: number
}

export function poolOf(rows: readonly RepeatRow[], days: Horizon): Pool {
  const pool = { cohorts: rows.length, customers: 0, again: 0, cents: 0, squares: 0, later: 0 }
  for (const row of rows) {
    pool.customers += row[`seen_${days}`]
    pool.again += row[`again_${days}`]
    pool.cents += row[`cents_${days}`]
    pool.squares += row[`squares_${days}`]
    pool.later += row[`later_${days}`]
  }
  return pool
}

/** Finished cohorts, oldest first. */
export function matureRows(rows: readonly RepeatRow[], days: Horizon, asOf: Day): RepeatRow[] {
  return rows.filter(({ cohort }) => isMature(cohort, days, asOf))
}

/** Wilson's interval of a share; null where nobody was seen. */
export function shareInterval(count: number, n: number): Interval | null {
  const ends = wilsonInterval(count, n, LEVEL)
  return ends === null ? null : { ...ends, level: LEVEL }
}

function rateOf({ again, customers }: Pool): number | null {
  return customers === 0 ? null : again / customers
}

/** 95 % interval of a mean, from the sum and the sum of squares (normal approximation). */
function meanInterval({ customers, cents, squares }: Pool): Interval | null {
  if (customers < 2) return null
  const mean = cents / customers
  const variance = Math.max(0, (squares - customers * mean * mean) / (customers - 1))
  const reach = normalQuantile(1 - (1 - LEVEL) / 2) * Math.sqrt(variance / customers)
  return { low: mean - reach, high: mean + reach, level: LEVEL }
}

/** When the first cohort will have been seen long enough. */
function firstDayOf(rows: readonly RepeatRow[], days: Horizon): Day | null {
  const first = rows[0]
  return first === undefined ? null : addDays(endOfMonth(first.cohort), days)
}

const EARLIER: Text = { de: 'die Jahrgänge davor', en: 'the cohorts before' }

interface Pools {
  readonly now: Pool
  readonly before: Pool
}

function poolsOf(rows: readonly RepeatRow[], days: Horizon, asOf: Day): Pools {
  const mature = matureRows(rows, days, asOf)
  return { now: poolOf(mature.slice(-POOLED), days), before: poolOf(mature.slice(-2 * POOLED, -POOLED), days) }
}

function againstEarlier(now: number | null, before: number | null): Figure['comparisons'] {
  if (now === null || before === null) return []
  return [{ label: EARLIER, value: before, change: before === 0 ? null : now / before - 1 }]
}

export function repeatFigures(rows: readonly RepeatRow[], asOf: Day, evidence: Evidence): Figure[] {
  return HORIZONS.map((days): Figure => {
    const { now, before } = poolsOf(rows, days, asOf)
    const value = rateOf(now)
    return {
      id: `cohorts.repeat-${days}`,
      label: horizonText('repeat', days, now.cohorts),
      value,
      unit: 'ratio',
      interval: shareInterval(now.again, now.customers),
      n: now.customers,
      missing: value === null ? missingText(firstDayOf(rows, days)) : null,
      comparisons: againstEarlier(value, rateOf(before)),
      evidenceId: evidence.id,
    }
  })
}

export function revenueFigures(rows: readonly RepeatRow[], asOf: Day, evidence: Evidence): Figure[] {
  return ([90, 365] as const).map((days): Figure => {
    const { now, before } = poolsOf(rows, days, asOf)
    const mean = (pool: Pool) => (pool.customers === 0 ? null : pool.cents / pool.customers)
    const value = mean(now)
    return {
      id: `cohorts.revenue-${days}`,
      label: horizonText('revenue', days, now.cohorts),
      value,
      unit: 'cents',
      interval: meanInterval(now),
      n: now.customers,
      missing: value === null ? missingText(firstDayOf(rows, days)) : null,
      comparisons: againstEarlier(value, mean(before)),
      evidenceId: evidence.id,
    }
  })
}

interface CohortShares {
  readonly cohort: string
  readonly customers: number
  /** Share that ordered in each month since, from month 0 on; null where the month is not over. */
  readonly shares: readonly (number | null)[]
}

/** Who of each cohort ordered in each finished month since, oldest cohort first. */
function retentionOf(cells: readonly Retention[], asOf: Day): CohortShares[] {
  const cohorts = new Map(cells.map(({ cohort, customers }) => [cohort, customers]))
  const buyers = new Map(cells.map((cell) => [`${cell.cohort}/${cell.age}`, cell.buyers]))
  return [...cohorts].map(([cohort, customers]) => ({
    cohort,
    customers,
    shares: Array.from({ length: HEATMAP_AGES + 1 }, (_, age) => {
      if (endOfMonth(addMonths(cohort, age)) > asOf) return null
      return customers === 0 ? null : (buyers.get(`${cohort}/${age}`) ?? 0) / customers
    }),
  }))
}

export function retentionChart(cells: readonly Retention[], asOf: Day, evidence: Evidence): Chart | null {
  const shown = retentionOf(cells, asOf)
    .filter(({ shares }) => shares[0] !== null)
    .slice(-HEATMAP_COHORTS)
  const longest = Math.max(0, ...shown.map(({ shares }) => shares.filter((share) => share !== null).length))
  if (longest < 2) return null
  const seen = shown.filter(({ shares }) => typeof shares[1] === 'number')
  const customers = seen.reduce((sum, row) => sum + row.customers, 0)
  const again = seen.reduce((sum, row) => sum + row.customers * (row.shares[1] ?? 0), 0)
  return {
    id: 'cohorts.retention',
    title: retentionTitle(again / customers),
    kind: 'heatmap',
    unit: 'ratio',
    x: Array.from({ length: longest }, (_, age) => String(age)),
    series: shown.map(({ cohort, shares }) => ({
      name: monthName(cohort),
      role: 'group' as const,
      values: shares.slice(0, longest),
    })),
    marks: [],
    evidenceId: evidence.id,
  }
}

function monthName(month: string): Text {
  return bothLangs((lang: Lang) => formatMonth(month, lang))
}

/**
 * Revenue per customer that has come in by each month since the first order, over all cohorts that have come so far: the
 * months' additions are added up, so that the line does not jump where a cohort drops out.
 */
export function revenueCurve(cells: readonly Retention[], asOf: Day): number[] {
  const cohorts = new Map(cells.map(({ cohort, customers }) => [cohort, customers]))
  const cents = new Map(cells.map((cell) => [`${cell.cohort}/${cell.age}`, cell.cents]))
  const curve: number[] = []
  let total = 0
  for (let age = 0; age <= 24; age++) {
    const reached = [...cohorts].filter(([cohort]) => endOfMonth(addMonths(cohort, age)) <= asOf)
    const customers = reached.reduce((sum, [, size]) => sum + size, 0)
    if (customers === 0) break
    total += reached.reduce((sum, [cohort]) => sum + (cents.get(`${cohort}/${age}`) ?? 0), 0) / customers
    curve.push(total)
  }
  return curve
}

export function repeatTable(rows: readonly RepeatRow[], asOf: Day, evidence: Evidence): Table {
  const finished = (row: RepeatRow, days: Horizon) => isMature(row.cohort, days, asOf) && row[`seen_${days}`] > 0
  const rate = (row: RepeatRow, days: Horizon) =>
    finished(row, days) ? row[`again_${days}`] / row[`seen_${days}`] : null
  const revenue = (row: RepeatRow, days: Horizon) =>
    finished(row, days) ? row[`cents_${days}`] / row[`seen_${days}`] : null
  return {
    id: 'cohorts.repeats',
    title: { de: 'Wiederkauf und Umsatz je Jahrgang', en: 'Repeat purchases and revenue by cohort' },
    note: NOT_YET,
    columns: [
      ...COHORT_COLUMNS,
      ...HORIZONS.map((days) => ({
        key: `repeat${days}`,
        label: { de: `Wieder in ${days} Tagen`, en: `Again within ${days} days` },
        unit: 'ratio' as const,
      })),
      ...([90, 365] as const).map((days) => ({
        key: `revenue${days}`,
        label: { de: `Umsatz je Kunde, ${days} Tage`, en: `Revenue per customer, ${days} days` },
        unit: 'cents' as const,
      })),
    ],
    rows: [...rows]
      .reverse()
      .map((row) => [
        row.cohort,
        row.customers,
        ...HORIZONS.map((days) => rate(row, days)),
        revenue(row, 90),
        revenue(row, 365),
      ]),
    rowCount: rows.length,
    evidenceId: evidence.id,
  }
}

export function retentionTable(cells: readonly Retention[], asOf: Day, evidence: Evidence): Table {
  const rows = retentionOf(cells, asOf)
    .reverse()
    .map(({ cohort, customers, shares }) => [cohort, customers, ...shares.slice(1)])
  return {
    id: 'cohorts.retention',
    title: { de: 'Wer im wievielten Monat wieder bestellt', en: 'Who orders again in which month' },
    note: {
      de: `M1: Anteil, der im Monat nach dem der ersten Bestellung wieder bestellt hat. ${NOT_YET.de}`,
      en: `M1: share that ordered again in the month after that of the first order. ${NOT_YET.en}`,
    },
    columns: [
      ...COHORT_COLUMNS,
      ...Array.from({ length: HEATMAP_AGES }, (_, index) => ({
        key: `m${index + 1}`,
        label: { de: `M${index + 1}`, en: `M${index + 1}` },
        unit: 'ratio' as const,
      })),
    ],
    rows,
    rowCount: rows.length,
    evidenceId: evidence.id,
  }
}

const NOT_YET: Text = { de: 'Leer: noch nicht lange genug her.', en: 'Empty: not long enough ago.' }

const COHORT_COLUMNS: Table['columns'] = [
  { key: 'cohort', label: { de: 'Jahrgang', en: 'Cohort' }, unit: 'date' },
  { key: 'customers', label: { de: 'Kunden', en: 'Customers' }, unit: 'count' },
]

/** Days the months of these cohorts have together. */
export function spanDays(rows: readonly RepeatRow[]): number {
  const first = rows[0]
  const last = rows.at(-1)
  if (first === undefined || last === undefined) return 0
  return daysBetween(`${first.cohort}-01`, endOfMonth(last.cohort)) + 1
}
