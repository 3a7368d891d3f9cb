/** What will sell: what forecasts are made from and compared with counted anew, and what every forecast must fulfil. */
import type { Chart, Figure, Finding, Table } from '../../src/features/findings/index.ts'
import {
  type Audits,
  between,
  changeOf,
  type Expected,
  expectChart,
  expectFigure,
  expectTable,
  expectValues,
  isNumber,
  oncePerWorld,
  plain,
  type World,
  within,
} from './audit.ts'
import { distance, shift, sumOf } from './ledger.ts'

const LEVEL = 0.9
const SEASON = 52
const MONTH = 4
const AHEAD = 13
const PAST = 26
/** Products that were sold within these weeks are forecast, and a piece has the mean price of the last ones. */
const LATE_WEEKS = 24
const PRICE_WEEKS = 12
const SHOWN = 30
const NAIVE = 'Carried over (year before)'

/** Pieces of each week that ends with the day of the report, oldest first, from the first sale on. */
interface Sold {
  readonly weeks: readonly number[]
  /** Cents of a piece lately; null: none was sold. */
  readonly unitCents: number | null
}

/** Of each product by its code, and of the whole shop under the empty one. */
const soldBy = oncePerWorld(({ ledger, asOf }): ReadonlyMap<string, Sold> => {
  const lines = ledger.lines.filter(
    ({ document, kind, counts, quantity, stands }) =>
      document === 'order' && kind === 'product' && counts && quantity > 0 && stands,
  )
  const byCode = new Map<string, Map<number, { units: number; cents: number }>>()
  for (const { code, day, quantity, cents } of lines) {
    const back = Math.floor(distance(day, asOf) / 7)
    for (const key of [code, '']) {
      const own = byCode.get(key) ?? new Map<number, { units: number; cents: number }>()
      byCode.set(key, own)
      const week = own.get(back) ?? { units: 0, cents: 0 }
      own.set(back, { units: week.units + quantity, cents: week.cents + cents })
    }
  }
  return new Map(
    [...byCode].map(([code, own]) => {
      const length = Math.max(...own.keys()) + 1
      const weeks = Array.from({ length }, (_, week) => own.get(length - 1 - week)?.units ?? 0)
      const late = [...own].filter(([back]) => back < PRICE_WEEKS).map(([, week]) => week)
      const units = sumOf(late, (week) => week.units)
      return [code, { weeks, unitCents: units > 0 ? sumOf(late, ({ cents }) => cents) / units : null }]
    }),
  )
})

function soldOf(world: World, code: string): Sold {
  const sold = soldBy(world).get(code)
  if (sold === undefined) throw new Error(`'${code}' was never sold`)
  return sold
}

const codeOf = (id: string) => id.slice(id.lastIndexOf('/') + 1)
const sum = (values: readonly number[]) => sumOf(values, (one) => one)

/** The same week a year before; before the first sale the last week stands in. */
function naiveOf({ weeks }: Sold, ahead: number): number {
  return weeks[weeks.length + ahead - SEASON] ?? weeks.at(-1) ?? Number.NaN
}

/** Pieces of four weeks that ended so many weeks ago; null where sales do not reach back so far. */
function monthBefore({ weeks }: Sold, ended: number): number | null {
  const to = weeks.length - ended
  return to < MONTH ? null : sum(weeks.slice(to - MONTH, to))
}

const naiveSum = (sold: Sold, weeks: number) => sum(Array.from({ length: weeks }, (_, ahead) => naiveOf(sold, ahead)))

function auditTotal(figure: Figure, sold: Sold, days: 28 | 84): void {
  const { weeks } = sold
  const value = figure.value ?? Number.NaN
  const against = (label: string, other: number) => {
    const change = changeOf(value, other)
    return { label, value: other, change: change === null ? null : within(change, 0.6 / Math.max(1, other)) }
  }
  const beside = [
    ['Last 28 days', monthBefore(sold, 0)],
    ['The same 28 days a year ago', monthBefore(sold, SEASON - MONTH)],
  ] as const
  const past = days === 28 ? beside.flatMap(([label, units]) => (units === null ? [] : [against(label, units)])) : []
  expectFigure(figure, {
    value: isNumber,
    unit: 'count',
    n: weeks.length,
    interval: { low: between(0, value), high: between(value, Number.POSITIVE_INFINITY), level: LEVEL },
    comparisons: [...past, against(NAIVE, naiveSum(sold, days / 7))],
  })
}

function auditChart(chart: Chart, sold: Sold, { asOf }: World): void {
  const past = Math.min(PAST, sold.weeks.length)
  const nothing = (length: number) => Array.from({ length }, () => null)
  const at = (role: string, week: number) =>
    chart.series.find((one) => one.role === role)?.values[past + week] ?? Number.NaN
  const ahead = (expected: (week: number) => Expected) => [
    ...nothing(past),
    ...Array.from({ length: AHEAD }, (_, week) => expected(week)),
  ]
  expectChart(chart, {
    kind: 'line',
    unit: 'count',
    x: Array.from({ length: past + AHEAD }, (_, week) => shift(asOf, 7 * (week - past) + 1)),
    series: [
      { role: 'actual', values: [...sold.weeks.slice(-past), ...nothing(AHEAD)] },
      { role: 'forecast', values: ahead((week) => between(at('low', week), at('high', week))) },
      { role: 'low', values: ahead((week) => between(0, at('high', week))) },
      { role: 'high', values: ahead((week) => between(at('low', week), 1e9)) },
      { role: 'comparison', values: ahead((week) => naiveOf(sold, week)) },
    ],
  })
}

function auditMove({ id, figure, chart, direction, stakeCents, stakePeriodDays }: Finding, world: World): void {
  const sold = soldOf(world, codeOf(id))
  auditTotal(figure, sold, 28)
  const isRise = id.startsWith('demand.rising.')
  const before = monthBefore(sold, 0) ?? Number.NaN
  const { low, high } = figure.interval ?? { low: Number.NaN, high: Number.NaN }
  const unit = sold.unitCents ?? Number.NaN
  expectValues(
    id,
    { direction, stakePeriodDays, stakeCents, before, hasChart: String(chart !== null) },
    {
      direction: isRise ? 'good' : 'bad',
      stakePeriodDays: 28,
      // The number of pieces is told in whole ones.
      stakeCents: within(((figure.value ?? 0) - before) * unit, 0.5 * unit + 1),
      // What sold lately lies outside of what is expected, whose ends are told in whole pieces.
      before: isRise ? between(0, low + 1) : between(high - 1, Number.POSITIVE_INFINITY),
      hasChart: 'true',
    },
  )
}

function auditTable(table: Table, world: World): void {
  const { ledger } = world
  const all = [...soldBy(world)].filter(
    ([code, { weeks }]) => code !== '' && weeks.slice(-LATE_WEEKS).some((units) => units > 0),
  )
  const column = (name: string) => table.columns.findIndex(({ key }) => key === name)
  const cell = (row: number, name: string) => plain(table.rows[row]?.[column(name)])
  const rows = table.rows.map((_, row) => {
    const title = cell(row, 'product')
    // Two products may have one name; which one it is shows in what was sold of it.
    const named = all.filter(([code]) => ledger.titleOf(code) === title)
    const own = named.find(([, one]) => monthBefore(one, 0) === cell(row, 'before')) ?? named[0]
    const sold = own?.[1] ?? { weeks: [], unitCents: null }
    const units = Number(cell(row, 'units'))
    const unit = sold.unitCents ?? 0
    return {
      product: own === undefined ? 'a product that was sold' : ledger.titleOf(own[0]),
      units: between(Number(cell(row, 'low')), Number(cell(row, 'high'))),
      low: between(0, units),
      high: between(units, Number.POSITIVE_INFINITY),
      naive: naiveSum(sold, MONTH),
      before: monthBefore(sold, 0),
      year: monthBefore(sold, SEASON - MONTH),
      worth: within(units * unit, 0.5 * unit + 1),
    }
  })
  expectTable(table, rows, all.length)
  const worths = table.rows.map((_, row) => Number(cell(row, 'worth')))
  expectValues(
    'order of the table',
    { shown: table.rows.length, sorted: String(worths.every((worth, row) => worth <= (worths[row - 1] ?? worth))) },
    { shown: SHOWN, sorted: 'true' },
  )
}

export const demandAudits: Audits = {
  step: 'demand',
  figures: [
    {
      id: /^demand\.days(28|84)\.units$/,
      check: (figure, world) => auditTotal(figure, soldOf(world, ''), figure.id.includes('84') ? 84 : 28),
    },
  ],
  tables: [{ id: /^demand\.next-month$/, check: auditTable }],
  charts: [
    { id: /^demand\.shop$/, check: (chart, world) => auditChart(chart, soldOf(world, ''), world) },
    {
      id: /^demand\.product\./,
      check: (chart, world) => auditChart(chart, soldOf(world, codeOf(chart.id)), world),
    },
  ],
  findings: [{ id: /^demand\.(rising|falling)\./, check: auditMove }],
}
