/** Sales per day, week, month, country, channel and product, with their charts. */
import type { Table } from '../../src/features/findings/index.ts'
import { countryName } from '../../src/language/grammar/country.ts'
import {
  type Audits,
  type Cell,
  changeOf,
  type ExpectedRow,
  expectChart,
  expectTable,
  plain,
  type World,
} from './audit.ts'
import { byBytes, daysFrom, groupBy, type Line, lastDayOf, mondayOf, shift } from './ledger.ts'
import { sumsOf } from './sums.ts'

/** The columns every table of sales has. */
function cellsOf(lines: readonly Line[]): Record<string, Cell> {
  const { revenue, standingCents, standingOrders, orders, items, cancellations } = sumsOf(lines)
  const averageOrder = standingOrders === 0 ? null : Math.round(standingCents / standingOrders)
  return { revenue, orders, items, averageOrder, margin: null, cancellations }
}

function auditSpans(starts: readonly string[], endOf: (start: string) => string, shown: number) {
  return (table: Table, { ledger, asOf }: World): void => {
    const rows = starts
      .slice(-shown)
      .toReversed()
      .map((start) => {
        const end = endOf(start)
        const first = start.length === 7 ? `${start}-01` : start
        return { start, ...cellsOf(ledger.between(first, end < asOf ? end : asOf)), refunds: 0 }
      })
    expectTable(table, rows, starts.length)
  }
}

const weeksOf = ({ ledger, asOf }: World) =>
  daysFrom(ledger.first, asOf)
    .filter((day) => mondayOf(day) === day || day === ledger.first)
    .map(mondayOf)

const monthsOf = ({ ledger, asOf }: World) =>
  [...new Set(ledger.lines.filter(({ day }) => day <= asOf).map(({ day }) => day.slice(0, 7)))].sort()

const SPAN_AUDITS: Readonly<Record<string, (table: Table, world: World) => void>> = {
  'sales.days': (table, world) => auditSpans(daysFrom(world.ledger.first, world.asOf), (day) => day, 60)(table, world),
  'sales.weeks': (table, world) => auditSpans(weeksOf(world), (monday) => shift(monday, 6), 26)(table, world),
  'sales.months': (table, world) => auditSpans(monthsOf(world), lastDayOf, 36)(table, world),
}

/** The last 28 days by a key, against the 28 days before; a year ago is before the shop's history. */
function auditGroups(
  table: Table,
  world: World,
  group: { keyOf: (line: Line) => string; products: boolean; most: number },
): void {
  const { ledger, asOf } = world
  const { keyOf, products, most } = group
  const chosen = (from: number, to: number) =>
    ledger.between(shift(asOf, from), shift(asOf, to)).filter(({ kind }) => !products || kind === 'product')
  const now = groupBy(chosen(-27, 0), keyOf)
  const before = groupBy(chosen(-55, -28), keyOf)
  const year = groupBy(chosen(-391, -364), keyOf)
  const rows = [...new Set([...now.keys(), ...before.keys(), ...year.keys()])].map((key) => {
    const cells = cellsOf(now.get(key) ?? [])
    const earlier = sumsOf(before.get(key) ?? []).revenue
    const row: ExpectedRow = {
      key: products ? key : plain({ de: countryName(key, 'de'), en: countryName(key, 'en') }),
      ...(products ? { title: ledger.titleOf(key) } : {}),
      ...cells,
      before: earlier,
      changeBefore: changeOf(Number(cells.revenue), earlier),
      year: null,
      changeYear: null,
      ...(products ? {} : { refunds: 0 }),
    }
    return { key, revenue: Number(cells.revenue), row }
  })
  rows.sort((a, b) => b.revenue - a.revenue || byBytes(a.key, b.key))
  expectTable(
    table,
    rows.slice(0, most).map(({ row }) => row),
    rows.length,
  )
}

const revenueOf = ({ ledger }: World, from: string, to: string) => sumsOf(ledger.between(from, to)).revenue

export const salesTableAudits: Audits = {
  step: 'sales',
  tables: [
    { id: /^sales\.(days|weeks|months)$/, check: (table, world) => SPAN_AUDITS[table.id]?.(table, world) },
    {
      id: /^sales\.country$/,
      check: (table, world) =>
        auditGroups(table, world, { keyOf: ({ country }) => country, products: false, most: 200 }),
    },
    {
      id: /^sales\.product$/,
      check: (table, world) => auditGroups(table, world, { keyOf: ({ code }) => code, products: true, most: 100 }),
    },
  ],
  charts: [
    {
      id: /^sales\.days$/,
      check: (chart, world) => {
        const x = daysFrom(shift(world.asOf, -59), world.asOf)
        const before = x.map((day) => shift(day, -364))
        expectChart(chart, {
          kind: 'line',
          unit: 'cents',
          x,
          series: [
            { role: 'actual', values: x.map((day) => revenueOf(world, day, day)) },
            {
              role: 'comparison',
              values: before.map((day) => (day < world.ledger.first ? null : revenueOf(world, day, day))),
            },
          ],
        })
      },
    },
    {
      id: /^sales\.weeks$/,
      check: (chart, world) => {
        const full = weeksOf(world).filter((monday) => monday >= world.ledger.first && shift(monday, 6) <= world.asOf)
        const x = full.slice(-26)
        // No week shown has one 364 days before it within the shop's history.
        expectChart(chart, {
          kind: 'line',
          unit: 'cents',
          x,
          series: [{ role: 'actual', values: x.map((monday) => revenueOf(world, monday, shift(monday, 6))) }],
        })
      },
    },
  ],
}
