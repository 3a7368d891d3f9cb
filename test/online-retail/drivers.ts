/** What moved revenue: every part of the change reckoned anew from the lines, to the cent. */
import type { Chart, Figure, Table } from '../../src/features/findings/index.ts'
import {
  type Audits,
  type ExpectedRow,
  expectChart,
  expectFigure,
  expectTable,
  expectValues,
  type World,
  within,
  Z95,
} from './audit.ts'
import { byBytes, countOf, groupBy, type Line, shift, sumOf } from './ledger.ts'

/** Two stretches of days, both ends inclusive. */
interface Comparison {
  readonly days: number
  readonly nowFrom: string
  readonly nowTo: string
  readonly beforeFrom: string
  readonly beforeTo: string
}

function comparisonOf(id: string, { asOf }: World): Comparison {
  const days = Number(/^drivers\.days(\d+)/.exec(id)?.[1])
  if (Number.isNaN(days)) throw new Error(`no audit for the comparison of ${id}`)
  return {
    days,
    nowFrom: shift(asOf, 1 - days),
    nowTo: asOf,
    beforeFrom: shift(asOf, 1 - 2 * days),
    beforeTo: shift(asOf, -days),
  }
}

interface Stretches {
  readonly before: readonly Line[]
  readonly now: readonly Line[]
}

function stretchesOf({ ledger }: World, { nowFrom, nowTo, beforeFrom, beforeTo }: Comparison): Stretches {
  const counting = (from: string, to: string) => ledger.between(from, to).filter(({ counts }) => counts)
  return { before: counting(beforeFrom, beforeTo), now: counting(nowFrom, nowTo) }
}

const centsOf = (lines: readonly Line[]) => sumOf(lines, ({ cents }) => cents)
const buyerOf = ({ customer, invoice }: Line) => (customer === '' ? invoice : customer)

/** Lines without what the same buyer ordered and called off as a whole on one day. */
function standing(lines: readonly Line[]): Line[] {
  const groups = groupBy(lines, (line) => [line.day, buyerOf(line), line.kind, line.code].join('\t'))
  return [...groups.values()].flatMap((group) => {
    const isUndone =
      group.some(({ document }) => document === 'cancellation') &&
      centsOf(group) === 0 &&
      sumOf(group, ({ quantity }) => quantity) === 0
    return isUndone ? [] : group
  })
}

/** The parts of one product's change; together they are its change. */
interface Item {
  readonly code: string
  readonly change: number
  readonly price: number
  readonly volume: number
  readonly mix: number
  /** Ordered in one of the stretches only. */
  readonly once: number
  readonly part: 'both' | 'new' | 'dropped' | 'occasional'
}

function itemsOf(world: World, comparison: Comparison): Item[] {
  const { before, now } = stretchesOf(world, comparison)
  const goods = (lines: readonly Line[]) =>
    groupBy(
      lines.filter(({ document, kind }) => document === 'order' && kind === 'product'),
      ({ code }) => code,
    )
  const [oldGoods, newGoods] = [goods(standing(before)), goods(standing(now))]
  const piecesOf = (lines: readonly Line[]) => sumOf(lines, ({ quantity }) => quantity)
  const codes = [...new Set([...oldGoods.keys(), ...newGoods.keys()])].sort(byBytes)
  const rows = codes.map((code) => {
    const [was, is] = [oldGoods.get(code) ?? [], newGoods.get(code) ?? []]
    return { code, q0: piecesOf(was), r0: centsOf(was), q1: piecesOf(is), r1: centsOf(is) }
  })
  const kept = rows.filter(({ q0, q1 }) => q0 > 0 && q1 > 0)
  const growth = sumOf(kept, ({ q1 }) => q1) / sumOf(kept, ({ q0 }) => q0)
  const daysOf = orderDaysOf(world)
  return rows.map(({ code, q0, r0, q1, r1 }) => {
    const change = r1 - r0
    if (q0 > 0 && q1 > 0) {
      const ratio = q1 / q0
      const exact = [r0 * (growth - 1), r1 - r0 * ratio, r0 * (ratio - growth)]
      const [volume = 0, price = 0, mix = 0] = roundedTo(change, exact)
      return { code, change, price, volume, mix, once: 0, part: 'both' }
    }
    const part = partOf(daysOf.get(code) ?? [], comparison, q0 > 0)
    return { code, change, price: 0, volume: 0, mix: 0, once: change, part }
  })
}

/** Days on which each product was ordered, cancelled or not. */
function orderDaysOf({ ledger, asOf }: World): Map<string, string[]> {
  const ordered = ledger.lines.filter(
    ({ document, kind, day }) => document === 'order' && kind === 'product' && day <= asOf,
  )
  return new Map(
    [...groupBy(ordered, ({ code }) => code)].map(([code, lines]) => [code, [...new Set(lines.map(({ day }) => day))]]),
  )
}

function partOf(days: readonly string[], comparison: Comparison, wasThere: boolean): Item['part'] {
  const { nowFrom, nowTo, beforeFrom, beforeTo } = comparison
  if (!wasThere) return days.every((day) => day > beforeTo) ? 'new' : 'occasional'
  const then = days.filter((day) => day >= beforeFrom && day <= beforeTo).length
  const isGone = days.every((day) => day < nowFrom && day <= shift(nowTo, -28))
  return isGone && then >= 3 ? 'dropped' : 'occasional'
}

/** Whole cents that add up: rounded down, the cents left go to the largest remainders. */
function roundedTo(total: number, exact: readonly number[]): number[] {
  const rounded = exact.map(Math.floor)
  const left = total - sumOf(rounded, (value) => value)
  const order = exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of order.slice(0, left)) rounded[i] = (rounded[i] ?? 0) + 1
  return rounded
}

/** Where remainders are equal, noise may give a cent to another part of a product. */
const CENTS_OF_NOISE = 3

function partsOf(world: World, comparison: Comparison): Record<string, number> {
  const items = itemsOf(world, comparison)
  const { before, now } = stretchesOf(world, comparison)
  const [was, is] = [standing(before), standing(now)]
  const change = (holds: (line: Line) => boolean) => centsOf(is.filter(holds)) - centsOf(was.filter(holds))
  const ordered = (kind: Line['kind']) => change((line) => line.document === 'order' && line.kind === kind)
  const once = (part: Item['part']) =>
    sumOf(
      items.filter((item) => item.part === part),
      (item) => item.once,
    )
  return {
    price: sumOf(items, ({ price }) => price),
    volume: sumOf(items, ({ volume }) => volume),
    mix: sumOf(items, ({ mix }) => mix),
    new: once('new'),
    dropped: once('dropped'),
    occasional: once('occasional'),
    shipping: ordered('shipping'),
    voucher: ordered('voucher'),
    discount: ordered('discount'),
    cancellation: change(({ document }) => document === 'cancellation'),
    refund: 0,
  }
}

/** Along x of the chart, in the order of the table. */
const PART_NAMES: Readonly<Record<string, string>> = {
  price: 'Preise',
  volume: 'Menge',
  mix: 'Sortimentsmischung',
  new: 'Neue Produkte',
  dropped: 'Weggefallene Produkte',
  occasional: 'Gelegentlich verkaufte Produkte',
  shipping: 'Versandkosten',
  voucher: 'Gutscheine',
  discount: 'Rabatte',
  cancellation: 'Stornierungen',
  refund: 'Erstattungen',
}

const SPLIT_PARTS = ['price', 'volume', 'mix']
const expectedPart = (name: string, cents: number) =>
  SPLIT_PARTS.includes(name) ? within(cents, CENTS_OF_NOISE) : cents

function totalsOf(world: World, comparison: Comparison) {
  const { before, now } = stretchesOf(world, comparison)
  return { before: centsOf(before), now: centsOf(now), change: centsOf(now) - centsOf(before) }
}

function auditParts(table: Table, world: World): void {
  const comparison = comparisonOf(table.id, world)
  const { days: _, ...spans } = comparison
  const parts = partsOf(world, comparison)
  const totals = totalsOf(world, comparison)
  const expected = Object.entries(parts).map(([name, cents]) => [name, expectedPart(name, cents)] as const)
  expectTable(table, [{ ...spans, ...totals, ...Object.fromEntries(expected) }])
  const shown = table.columns.flatMap(({ key }, i) => (key in parts ? [Number(table.rows[0]?.[i])] : []))
  expectValues(`${table.id} parts`, { sum: sumOf(shown, (value) => value) }, { sum: totals.change })
}

type Dimension = 'country' | 'product' | 'customers'

interface Share {
  /** As the table shows it: '–' not given, '∅' no product, '…' all others. */
  readonly key: string
  readonly now: number
  readonly before: number
  readonly change: number
}

/** The entries with the largest change, what belongs to no product, and the rest as one. */
function sharesOf(world: World, comparison: Comparison, dimension: Dimension, most: number) {
  const { before, now } = stretchesOf(world, comparison)
  const keyOf = (from: string) => (line: Line) => {
    if (dimension === 'country') return line.country || '–'
    if (dimension === 'customers') return kindOfCustomer(world, line, from)
    return line.kind === 'product' ? line.code : '∅'
  }
  const [was, is] = [groupBy(before, keyOf(comparison.beforeFrom)), groupBy(now, keyOf(comparison.nowFrom))]
  const all = [...new Set([...was.keys(), ...is.keys()])].map((key): Share => {
    const [earlier, later] = [centsOf(was.get(key) ?? []), centsOf(is.get(key) ?? [])]
    return { key, now: later, before: earlier, change: later - earlier }
  })
  const entries = all
    .filter(({ key }) => key !== '∅')
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || b.now - a.now || byBytes(a.key, b.key))
  const rest = entries.slice(most)
  const restRow = {
    key: '…',
    now: sumOf(rest, (share) => share.now),
    before: sumOf(rest, (share) => share.before),
    change: sumOf(rest, ({ change }) => change),
  }
  const noProduct = all.filter(({ key }) => key === '∅')
  return { shares: [...entries.slice(0, most), ...noProduct, ...(rest.length > 0 ? [restRow] : [])], keys: all.length }
}

function kindOfCustomer({ ledger }: World, { customer }: Line, from: string): string {
  const first = ledger.firstDayOf.get(customer)
  if (first === undefined) return 'unknown'
  return first >= from ? 'new' : 'returning'
}

function auditShares(table: Table, world: World, dimension: Dimension): void {
  const { shares, keys } = sharesOf(world, comparisonOf(table.id, world), dimension, 100)
  const rows = shares.map(({ key, now, before, change }): ExpectedRow => {
    const title = key === '∅' || key === '…' ? key : world.ledger.titleOf(key)
    return { key, ...(dimension === 'product' ? { title } : {}), now, before, change }
  })
  expectTable(table, rows, keys)
}

function auditShareChart(chart: Chart, world: World, dimension: Dimension): void {
  const comparison = comparisonOf(chart.id, world)
  const { shares } = sharesOf(world, comparison, dimension, 8)
  const { before, now } = totalsOf(world, comparison)
  const bars = shares.map(({ change }) => change).filter((change) => change !== 0)
  expectWaterfall(chart, chart.x, [before, ...bars, now])
}

function expectWaterfall(
  chart: Chart,
  x: readonly string[],
  values: Parameters<typeof expectChart>[1]['series'][0]['values'],
): void {
  expectChart(chart, { kind: 'waterfall', unit: 'cents', x, series: [{ role: 'actual', values }] })
}

function auditChange(figure: Figure, world: World): void {
  const { before, now } = stretchesOf(world, comparisonOf(figure.id, world))
  const change = centsOf(now) - centsOf(before)
  const ordersOf = (lines: readonly Line[]) =>
    countOf(
      lines.filter(({ document }) => document === 'order'),
      ({ invoice }) => invoice,
    )
  const signed = [...before.map((line) => ({ line, sign: -1 })), ...now.map((line) => ({ line, sign: 1 }))]
  const buyers = [...groupBy(signed, ({ line }) => buyerOf(line)).values()]
  const squares = sumOf(buyers, (own) => sumOf(own, ({ line, sign }) => sign * line.cents) ** 2)
  const reach = Z95 * Math.sqrt(squares)
  expectFigure(figure, {
    value: change,
    unit: 'cents',
    n: ordersOf(before) + ordersOf(now),
    interval: { low: Math.round(change - reach), high: Math.round(change + reach), level: 0.95 },
  })
}

export const driverAudits: Audits = {
  step: 'drivers',
  figures: [{ id: /^drivers\.days(7|28)\.change$/, check: auditChange }],
  tables: [
    { id: /^drivers\.days(7|28)\.parts$/, check: auditParts },
    {
      id: /^drivers\.days28\.split$/,
      check: (table, world) => {
        const items = itemsOf(world, comparisonOf(table.id, world))
          .filter(({ change }) => change !== 0)
          .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
        expectTable(
          table,
          items.slice(0, 100).map(({ code, change, price, volume, mix, once }) => ({
            sku: code,
            title: world.ledger.titleOf(code),
            change,
            price: within(price, 1),
            volume: within(volume, 1),
            mix: within(mix, 1),
            once,
          })),
          items.length,
        )
      },
    },
    { id: /^drivers\.days(7|28)\.country$/, check: (table, world) => auditShares(table, world, 'country') },
    { id: /^drivers\.days(7|28)\.product$/, check: (table, world) => auditShares(table, world, 'product') },
    {
      id: /^drivers\.days(7|28)\.customers$/,
      check: (table, world) => {
        const comparison = comparisonOf(table.id, world)
        const { shares } = sharesOf(world, comparison, 'customers', 3)
        const changeOf = (kind: string) => shares.find(({ key }) => key === kind)?.change ?? 0
        const { days: _, ...spans } = comparison
        const kinds = { new: changeOf('new'), returning: changeOf('returning'), unknown: changeOf('unknown') }
        expectTable(table, [{ ...spans, change: totalsOf(world, comparison).change, ...kinds }])
      },
    },
  ],
  charts: [
    {
      id: /^drivers\.days(7|28)\.parts$/,
      check: (chart, world) => {
        const comparison = comparisonOf(chart.id, world)
        const { before, now } = totalsOf(world, comparison)
        const parts = Object.entries(partsOf(world, comparison)).filter(([, cents]) => cents !== 0)
        expectWaterfall(
          chart,
          ['Vorher', ...parts.map(([name]) => PART_NAMES[name] ?? name), 'Jetzt'],
          [before, ...parts.map(([name, cents]) => expectedPart(name, cents)), now],
        )
      },
    },
    { id: /^drivers\.days28\.country$/, check: (chart, world) => auditShareChart(chart, world, 'country') },
    { id: /^drivers\.days28\.product$/, check: (chart, world) => auditShareChart(chart, world, 'product') },
    { id: /^drivers\.days28\.customers$/, check: (chart, world) => auditShareChart(chart, world, 'customers') },
  ],
  findings: [
    {
      id: /^drivers\.days(7|28)$/,
      check: ({ id, figure, stakeCents, stakePeriodDays, direction }, world) => {
        const comparison = comparisonOf(id, world)
        const { change } = totalsOf(world, comparison)
        auditChange(figure, world)
        expectValues(
          id,
          { stakeCents, stakePeriodDays, direction },
          {
            stakeCents: change,
            stakePeriodDays: comparison.days,
            direction: change > 0 ? 'good' : 'bad',
          },
        )
      },
    },
  ],
}
