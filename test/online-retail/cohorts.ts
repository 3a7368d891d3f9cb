/** Cohorts by month of the first order: who comes back and what it brings. */
import type { Figure } from '../../src/features/findings/index.ts'
import {
  type Audits,
  changeOf,
  expectChart,
  expectFigure,
  expectTable,
  oncePerWorld,
  shareOf,
  type World,
  wilson95,
  Z95,
} from './audit.ts'
import { groupBy, type Line, lastDayOf, shift, shiftMonth, sumOf } from './ledger.ts'

const HORIZONS = [30, 60, 90, 365] as const
const POOLED = 12

interface Customer {
  readonly first: string
  /** Lines that count, from the day of the first order on. */
  readonly lines: readonly Line[]
}

interface Cohort {
  readonly month: string
  readonly customers: readonly Customer[]
}

const cohortsOf = oncePerWorld(findCohorts)

/** Oldest first. */
function findCohorts({ ledger, asOf }: World): readonly Cohort[] {
  const lines = ledger.lines.filter(({ counts, customer, day }) => {
    const first = ledger.firstDayOf.get(customer)
    return counts && first !== undefined && day >= first && day <= asOf
  })
  const customers = [...groupBy(lines, ({ customer }) => customer)].map(([customer, own]) => ({
    first: ledger.firstDayOf.get(customer) ?? '',
    lines: own,
  }))
  return [...groupBy(customers, ({ first }) => first.slice(0, 7))]
    .map(([month, own]) => ({ month, customers: own }))
    .sort((a, b) => (a.month < b.month ? -1 : 1))
}

/** Whether all customers of the cohort have been seen for so many days. */
const isMature = (month: string, days: number, asOf: string) => shift(lastDayOf(month), days) <= asOf

interface Pool {
  readonly customers: number
  readonly again: number
  /** Revenue of each customer within the days. */
  readonly cents: readonly number[]
}

function poolOf(cohorts: readonly Cohort[], days: number): Pool {
  const customers = cohorts.flatMap((cohort) => cohort.customers)
  const within = customers.map(({ first, lines }) => {
    const last = shift(first, days)
    return lines.filter(({ day }) => day <= last)
  })
  return {
    customers: customers.length,
    again: within.filter((lines, i) =>
      lines.some(({ document, day }) => document === 'order' && day > (customers[i]?.first ?? '')),
    ).length,
    cents: within.map((lines) => sumOf(lines, ({ cents }) => cents)),
  }
}

const meanOf = ({ cents }: Pool) =>
  shareOf(
    sumOf(cents, (value) => value),
    cents.length,
  )

function auditFigure(figure: Figure, world: World, days: number, kind: 'repeat' | 'revenue'): void {
  const mature = cohortsOf(world).filter(({ month }) => isMature(month, days, world.asOf))
  const [now, before] = [poolOf(mature.slice(-POOLED), days), poolOf(mature.slice(-2 * POOLED, -POOLED), days)]
  const rate = (pool: Pool) => (kind === 'repeat' ? shareOf(pool.again, pool.customers) : meanOf(pool))
  const [value, other] = [rate(now), rate(before)]
  const interval = kind === 'repeat' ? wilson95(now.again, now.customers) : meanInterval(now)
  expectFigure(figure, {
    value,
    unit: kind === 'repeat' ? 'ratio' : 'cents',
    n: now.customers,
    ...(value === null ? {} : { interval }),
    comparisons:
      value === null || other === null
        ? []
        : [{ label: 'the cohorts before', value: other, change: changeOf(value, other) }],
  })
}

function meanInterval(pool: Pool): { low: number; high: number; level: number } {
  const mean = meanOf(pool) ?? 0
  const n = pool.customers
  const reach = Z95 * Math.sqrt(sumOf(pool.cents, (cents) => (cents - mean) ** 2) / (n - 1) / n)
  return { low: mean - reach, high: mean + reach, level: 0.95 }
}

/** Share of the cohort that ordered so many calendar months after the first order; null where the month is not over. */
function retentionOf({ month, customers }: Cohort, age: number, asOf: string): number | null {
  const then = shiftMonth(month, age)
  if (lastDayOf(then) > asOf) return null
  const buyers = customers.filter(({ lines }) =>
    lines.some(({ document, day }) => document === 'order' && day.startsWith(then)),
  )
  return buyers.length / customers.length
}

const AGES = Array.from({ length: 12 }, (_, i) => i + 1)

export const cohortAudits: Audits = {
  step: 'cohorts',
  figures: [
    {
      id: /^cohorts\.repeat-(30|60|90|365)$/,
      check: (figure, world) => auditFigure(figure, world, Number(figure.id.split('-')[1]), 'repeat'),
    },
    {
      id: /^cohorts\.revenue-(90|365)$/,
      check: (figure, world) => auditFigure(figure, world, Number(figure.id.split('-')[1]), 'revenue'),
    },
  ],
  tables: [
    {
      id: /^cohorts\.repeats$/,
      check: (table, world) => {
        const rows = cohortsOf(world).map((cohort) => {
          const pool = (days: number) => (isMature(cohort.month, days, world.asOf) ? poolOf([cohort], days) : null)
          const again = (days: number) => {
            const own = pool(days)
            return own === null ? null : own.again / own.customers
          }
          const revenue = (days: number) => {
            const own = pool(days)
            return own === null ? null : meanOf(own)
          }
          return {
            cohort: cohort.month,
            customers: cohort.customers.length,
            ...Object.fromEntries(HORIZONS.map((days) => [`repeat${days}`, again(days)])),
            revenue90: revenue(90),
            revenue365: revenue(365),
          }
        })
        expectTable(table, rows.toReversed())
      },
    },
    {
      id: /^cohorts\.retention$/,
      check: (table, world) => {
        const rows = cohortsOf(world).map((cohort) => ({
          cohort: cohort.month,
          customers: cohort.customers.length,
          ...Object.fromEntries(AGES.map((age) => [`m${age}`, retentionOf(cohort, age, world.asOf)])),
        }))
        expectTable(table, rows.toReversed())
      },
    },
  ],
  charts: [
    {
      id: /^cohorts\.retention$/,
      check: (chart, world) => {
        const rows = cohortsOf(world)
          .map((cohort) => [0, ...AGES].map((age) => retentionOf(cohort, age, world.asOf)))
          .filter(([first]) => first !== null)
        const longest = Math.max(...rows.map((row) => row.filter((share) => share !== null).length))
        expectChart(chart, {
          kind: 'heatmap',
          unit: 'ratio',
          x: Array.from({ length: longest }, (_, age) => String(age)),
          series: rows.map((row) => ({ role: 'group', values: row.slice(0, longest) })),
        })
      },
    },
    {
      id: /^cohorts\.revenue$/,
      check: (chart, world) => {
        const curve: number[] = []
        const cohorts = cohortsOf(world).map(({ month, customers }) => {
          const lines = customers.flatMap((customer) => customer.lines)
          return { month, size: customers.length, byMonth: groupBy(lines, ({ day }) => day.slice(0, 7)) }
        })
        for (let age = 0; ; age++) {
          const reached = cohorts.filter(({ month }) => lastDayOf(shiftMonth(month, age)) <= world.asOf)
          if (reached.length === 0) break
          const lines = reached.flatMap(({ month, byMonth }) => byMonth.get(shiftMonth(month, age)) ?? [])
          const added = sumOf(lines, ({ cents }) => cents) / sumOf(reached, ({ size }) => size)
          curve.push((curve.at(-1) ?? 0) + added)
        }
        const x = curve.map((_, age) => String(age))
        expectChart(chart, { kind: 'line', unit: 'cents', x, series: [{ role: 'actual', values: curve }] })
      },
    },
  ],
}
