/** Products that have stopped selling, counted anew. */
import type { Table } from '../../src/features/findings/index.ts'
import {
  type Audits,
  between,
  expectChart,
  expectFigure,
  expectTable,
  expectValues,
  oncePerWorld,
  plain,
  type World,
} from './audit.ts'
import { countOf, daysFrom, distance, groupBy, shift, sumOf } from './ledger.ts'
import { keyOf, salesOf, shopOrders } from './sums.ts'

const SCAN_DAYS = 112
const USUAL_DAYS = 56
const LEAST_ORDERS = 5
const CHART_DAYS = 84

/** A product that used to sell, by what it sold in the 56 days before its last sale. */
interface Unit {
  readonly key: string
  readonly code: string
  readonly first: string
  readonly last: string
  readonly orders: number
  readonly pieces: number
  readonly cents: number
}

const unitsOf = oncePerWorld(findUnits)

function findUnits(world: World): ReadonlyMap<string, Unit> {
  const { ledger, asOf } = world
  const ever = ledger.lines.filter(
    ({ document, kind, quantity, day }) => document === 'order' && kind === 'product' && quantity > 0 && day <= asOf,
  )
  const firsts = new Map(
    [...groupBy(ever, ({ code }) => code)].map(([code, own]) => [
      code,
      own.reduce((least, { day }) => (day < least ? day : least), asOf),
    ]),
  )
  const units = [...groupBy(salesOf(world, SCAN_DAYS), ({ code }) => code)].map(([code, own]): Unit => {
    const last = own.reduce((latest, { day }) => (day > latest ? day : latest), '')
    const usual = own.filter(({ day }) => day < last && day >= shift(last, -USUAL_DAYS))
    return {
      key: keyOf(world, code),
      code,
      first: firsts.get(code) ?? last,
      last,
      orders: countOf(usual, ({ invoice }) => invoice),
      pieces: sumOf(usual, ({ quantity }) => quantity),
      cents: sumOf(usual, ({ cents }) => cents),
    }
  })
  const usual = units.filter(({ last, orders }) => last >= shift(asOf, -USUAL_DAYS) && orders >= LEAST_ORDERS)
  return new Map(usual.map((unit) => [unit.key, unit]))
}

/** What a product that stopped would have sold since, per day, at its share of the shop's orders. */
function lossOf(world: World, { first, last, pieces, cents }: Unit): { usual: number; lost: number } {
  const { asOf } = world
  const from = shift(last, -USUAL_DAYS)
  const before = shopOrders(world, first > from ? first : from, shift(last, -1))
  const scale = shopOrders(world, shift(last, 1), asOf) / distance(last, asOf) / before
  return { usual: pieces * scale, lost: cents * scale }
}

function unitFor(world: World, key: string): Unit {
  const unit = unitsOf(world).get(key)
  if (unit === undefined) throw new Error(`${key} did not sell often enough to stop`)
  return unit
}

function auditStops(table: Table, world: World): void {
  const rows = table.rows.map((cells) => {
    const unit = unitFor(world, String(plain(cells[0])))
    const { usual, lost } = lossOf(world, unit)
    return {
      key: unit.key,
      name: world.ledger.titleOf(unit.code),
      last: unit.last,
      usual,
      // The file knows no stock, so only the test speaks.
      stock: null,
      lost: Math.round(lost),
      low: between(0, Math.round(lost)),
      high: between(Math.round(lost), Number.POSITIVE_INFINITY),
      q: between(0, 0.05),
    }
  })
  expectTable(table, rows, table.rows.length)
  const lost = rows.map((row) => row.lost)
  expectValues(table.id, { order: lost.join(' ') }, { order: lost.toSorted((a, b) => b - a).join(' ') })
}

const STOCK = /^incidents\.stock\.product\./

export const stopAudits: Audits = {
  step: 'incidents',
  figures: [
    {
      id: /^incidents\.stopped$/,
      check: (figure, world) => {
        const tables = world.report.sections.flatMap(({ contribution }) => contribution.tables)
        const count = tables.find(({ id }) => id === 'incidents.stopped')?.rowCount ?? 0
        expectFigure(figure, { value: count, unit: 'count', n: unitsOf(world).size })
      },
    },
  ],
  tables: [{ id: /^incidents\.stopped$/, check: auditStops }],
  charts: [
    {
      id: STOCK,
      check: (chart, world) => {
        const { code } = unitFor(world, chart.id.replace(STOCK, ''))
        const sales = groupBy(
          salesOf(world, CHART_DAYS).filter((line) => line.code === code),
          ({ day }) => day,
        )
        const x = daysFrom(shift(world.asOf, 1 - CHART_DAYS), world.asOf)
        const values = x.map((day) => sumOf(sales.get(day) ?? [], ({ quantity }) => quantity))
        expectChart(chart, { kind: 'line', unit: 'count', x, series: [{ role: 'actual', values }] })
      },
    },
  ],
  findings: [
    {
      id: STOCK,
      check: ({ id, figure, stakeCents, stakePeriodDays, direction }, world) => {
        const unit = unitFor(world, id.replace(STOCK, ''))
        const { lost } = lossOf(world, unit)
        const value = Math.round(lost)
        expectFigure(figure, {
          value,
          unit: 'cents',
          n: unit.orders,
          interval: { low: between(0, value), high: between(value, Number.POSITIVE_INFINITY), level: 0.95 },
        })
        expectValues(
          id,
          { stakeCents, stakePeriodDays, direction },
          { stakeCents: -Math.round(7 * lost), stakePeriodDays: 7, direction: 'bad' },
        )
      },
    },
  ],
}
