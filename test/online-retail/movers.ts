/** Products ordered more or less often than was to be expected: every count anew, and what every test must fulfil. */
import type { Table } from '../../src/features/findings/index.ts'
import {
  type Audits,
  between,
  type Cell,
  changeOf,
  type Expected,
  expectChart,
  expectFigure,
  expectTable,
  expectValues,
  isProbability,
  oncePerWorld,
  plain,
  type World,
} from './audit.ts'
import { countOf, daysFrom, distance, groupBy, type Line, shift, sumOf } from './ledger.ts'
import { keyOf, shopOrders } from './sums.ts'

const BEFORE_DAYS = 56
const MAX_Q = 0.05
const CHART_DAYS = 84

/** Orders and money of a product over the last days and the 56 days before them. */
interface Move {
  readonly before: number
  readonly after: number
  readonly expected: number
  readonly cents: number
}

interface Product {
  readonly code: string
  readonly first: string
  /** Null: not on sale for long enough, or not ordered. */
  readonly month: Move | null
  readonly week: Move | null
}

const productsOf = oncePerWorld(findProducts)

/** By the report's key. */
function findProducts(world: World): ReadonlyMap<string, Product> {
  const { ledger, asOf } = world
  const lines = ledger.lines.filter(({ counts, kind, day }) => counts && kind === 'product' && day <= asOf)
  const products = [...groupBy(lines, ({ code }) => code)].flatMap(([code, own]): [string, Product][] => {
    const bought = own.filter(({ document, quantity }) => document === 'order' && quantity > 0)
    if (bought.length === 0) return []
    const first = bought.reduce((least, { day }) => (day < least ? day : least), asOf)
    return [
      [keyOf(world, code), { code, first, month: moveOf(world, own, first, 28), week: moveOf(world, own, first, 7) }],
    ]
  })
  return new Map(products)
}

function moveOf(world: World, lines: readonly Line[], first: string, days: number): Move | null {
  const { asOf } = world
  const [from, start] = [shift(asOf, 1 - days), shift(asOf, 1 - days - BEFORE_DAYS)]
  const now = lines.filter(({ day }) => day >= from)
  const then = lines.filter(({ day }) => day >= start && day < from)
  const [before, after] = [ordersOf(then), ordersOf(now)]
  if (first > shift(from, -14) || before + after === 0) return null
  // A product that came in the middle of the earlier days is compared with its own days of them.
  const shopBefore = shopOrders(world, first > start ? first : start, shift(from, -1))
  const growth = Math.log(shopOrders(world, from, asOf) / Math.max(shopBefore, 0.5))
  const factor = Math.exp(Math.round(growth / 0.01) * 0.01)
  return { before, after, expected: before * factor, cents: Math.round(centsOf(now) - centsOf(then) * factor) }
}

const centsOf = (lines: readonly Line[]) => sumOf(lines, ({ cents }) => cents)

function ordersOf(lines: readonly Line[]): number {
  return countOf(
    lines.filter(({ document, quantity }) => document === 'order' && quantity > 0),
    ({ invoice }) => invoice,
  )
}

const tested = (world: World) => [...productsOf(world).values()].filter(({ month }) => month !== null)

interface Shown {
  readonly key: string
  readonly q: number
  readonly weekQ: number
}

function shownIn(table: Table): Shown[] {
  const at = (key: string) => table.columns.findIndex((column) => column.key === key)
  return table.rows.map((cells) => {
    const number = (key: string) => Number(plain(cells[at(key)]) ?? 1)
    return { key: String(plain(cells[0])), q: number('q'), weekQ: number('weekQ') }
  })
}

function auditTable(table: Table, world: World): void {
  const shown = shownIn(table)
  const low = table.columns.findIndex(({ key }) => key === 'low')
  const rows = table.rows.map((cells, i) => {
    const key = shown[i]?.key ?? ''
    const product = productsOf(world).get(key)
    if (product === undefined || product.month === null) throw new Error(`${key} was not to be tested`)
    const { code, month, week } = product
    const ratio = month.expected > 0 ? month.after / month.expected : null
    const [from, to] = [plain(cells[low]), plain(cells[low + 1])]
    return {
      product: key,
      name: world.ledger.titleOf(code),
      before: month.before,
      expected: month.expected,
      after: month.after,
      ratio,
      low: orUnknown(between(0, ratio ?? Number.POSITIVE_INFINITY), from),
      high: orUnknown(between(ratio ?? 0, Number.POSITIVE_INFINITY), to),
      q: isProbability,
      cents: month.cents,
      week: week?.after ?? null,
      weekExpected: week?.expected ?? null,
      weekQ: week === null ? null : isProbability,
    }
  })
  expectTable(table, rows, tested(world).length)
  const clearest = shown.map(({ q, weekQ }) => Math.min(q, weekQ))
  expectValues(table.id, { ordered: isRising(clearest) }, { ordered: 'yes' })
}

/** An end of an interval may be open. */
const orUnknown = (rule: Expected, found: Cell): Expected => (found === null ? null : rule)

function isRising(values: readonly number[]): string {
  return values.every((value, i) => value >= (values[i - 1] ?? 0)) ? 'yes' : 'no'
}

/** Of the rows shown, how many stand out upwards or downwards; the longer window speaks where both do. */
function standOut(world: World, up: boolean): { least: number; most: number } {
  const table = world.report.sections
    .flatMap(({ contribution }) => contribution.tables)
    .find(({ id }) => id === 'movers.products')
  const all = productsOf(world)
  const least = (table === undefined ? [] : shownIn(table)).filter(({ key, q, weekQ }) => {
    const move = q <= MAX_Q ? all.get(key)?.month : weekQ <= MAX_Q ? all.get(key)?.week : null
    return move !== null && move !== undefined && move.after > move.expected === up
  }).length
  // Products too young for the longer window are not in the table.
  const young = [...all.values()].filter(({ month, week }) => month === null && week !== null).length
  return { least, most: least + young }
}

export const moverAudits: Audits = {
  step: 'movers',
  figures: [
    {
      id: /^movers\.tested$/,
      check: (figure, world) => {
        const count = tested(world).length
        expectFigure(figure, { value: count, unit: 'count', n: count })
      },
    },
    {
      id: /^movers\.(risen|fallen)$/,
      check: (figure, world) => {
        const { least, most } = standOut(world, figure.id === 'movers.risen')
        expectFigure(figure, { value: between(least, most), unit: 'count', n: tested(world).length })
      },
    },
  ],
  tables: [{ id: /^movers\.products$/, check: auditTable }],
  charts: [
    {
      id: /^movers\.online-retail\//,
      check: (chart, world) => {
        const product = productsOf(world).get(chart.id.slice('movers.'.length))
        if (product === undefined) throw new Error(`no product for ${chart.id}`)
        const x = daysFrom(shift(world.asOf, 1 - CHART_DAYS), world.asOf)
        const own = (day: string) => world.ledger.between(day, day).filter(({ code }) => code === product.code)
        const rates = [7, 28].map((days) => {
          const move = days === 7 ? product.week : product.month
          return (move?.expected ?? 0) / Math.max(1, shopOrders(world, shift(world.asOf, 1 - days), world.asOf))
        })
        const comparison = chart.series.find(({ role }) => role === 'comparison')?.values ?? []
        // The line goes with the window that the finding speaks of.
        const lines = rates.map((rate) => x.map((day) => Math.round(100 * rate * shopOrders(world, day, day)) / 100))
        const line = lines.find((values) => values.every((value, i) => value === comparison[i])) ?? lines[0] ?? []
        expectChart(chart, {
          kind: 'line',
          unit: 'count',
          x,
          series: [
            { role: 'actual', values: x.map((day) => ordersOf(own(day).filter(({ counts }) => counts))) },
            { role: 'comparison', values: line },
          ],
        })
      },
    },
  ],
  findings: [
    {
      id: /^movers\.(rising|falling)\./,
      check: ({ id, figure, stakeCents, stakePeriodDays, direction }, world) => {
        const rising = id.startsWith('movers.rising.')
        const product = productsOf(world).get(id.slice(rising ? 14 : 15))
        const move = stakePeriodDays === 7 ? product?.week : product?.month
        if (move === null || move === undefined) throw new Error(`${id} speaks of a product that was not tested`)
        const ratio = move.expected > 0 ? move.after / move.expected : null
        expectFigure(figure, {
          value: ratio,
          unit: 'factor',
          n: move.before + move.after,
          ...(ratio === null || figure.interval === null
            ? {}
            : { interval: { low: between(0, ratio), high: between(ratio, Number.POSITIVE_INFINITY), level: 0.95 } }),
        })
        const grew = (changeOf(move.after, move.expected) ?? 1) > 0
        expectValues(
          id,
          { stakeCents, direction, grew: String(grew) },
          { stakeCents: move.cents, direction: rising ? 'good' : 'bad', grew: String(rising) },
        )
      },
    },
    {
      id: /^movers\.new\./,
      isRare: true,
      check: ({ id, figure, stakePeriodDays }, world) => {
        const product = productsOf(world).get(id.slice('movers.new.'.length))
        if (product === undefined) throw new Error(`no product for ${id}`)
        const from = shift(world.asOf, -27)
        const lines = world.ledger
          .between(from, world.asOf)
          .filter(({ code, counts }) => counts && code === product.code)
        const orders = ordersOf(lines)
        expectFigure(figure, { value: orders, unit: 'count', n: orders })
        expectValues(
          id,
          { days: stakePeriodDays, young: distance(from, product.first) },
          { days: 28, young: between(0, 27) },
        )
      },
    },
  ],
}
