/** Days that stand out: every value anew, and what every test must fulfil. */
import type { Chart, Figure, Table } from '../../src/features/findings/index.ts'
import {
  type Audits,
  between,
  type Cell,
  type Expected,
  expectChart,
  expectFigure,
  expectTable,
  expectValues,
  isNumber,
  isProbability,
  plain,
  type World,
  within,
} from './audit.ts'
import { countOf, daysFrom, type Line, shift, sumOf } from './ledger.ts'

const JUDGED_DAYS = 7
const VOLUME_DAYS = 56
const MAX_Q = 0.05
const CHART_DAYS = 42

/** A daily series: what it counts, over which lines. */
interface Series {
  /** 'total' or 'country:<name>'. */
  readonly scope: string
  readonly metric: string
  readonly isMoney: boolean
  /** Null: nothing is known of the day. */
  valueOn(world: World, day: string): number | null
}

const counting = (lines: readonly Line[]) => lines.filter(({ counts }) => counts)
const documents = (lines: readonly Line[], document: Line['document']) =>
  countOf(
    counting(lines).filter((line) => line.document === document),
    ({ invoice }) => invoice,
  )
const revenue = (lines: readonly Line[]) => sumOf(counting(lines), ({ cents }) => cents)

function itemsOf(lines: readonly Line[]): number {
  const bought = lines.filter(({ document, kind }) => document === 'order' && kind === 'product')
  return sumOf(bought, ({ quantity }) => quantity)
}

/** Value per order that was not taken back on its day, on days with ten of them. */
function averageOf(lines: readonly Line[]): number | null {
  const ordered = counting(lines).filter(({ document, stands }) => document === 'order' && stands)
  const orders = countOf(ordered, ({ invoice }) => invoice)
  return orders < 10 ? null : sumOf(ordered, ({ cents }) => cents) / orders
}

/** By the metric's name in ids, with its label in both languages. */
const METRICS: Readonly<
  Record<string, { label: string; isMoney: boolean; of: (lines: readonly Line[]) => number | null }>
> = {
  revenueCents: { label: 'Umsatz / Revenue', isMoney: true, of: revenue },
  orders: { label: 'Bestellungen / Orders', isMoney: false, of: (lines) => documents(lines, 'order') },
  items: { label: 'Verkaufte Artikel / Items sold', isMoney: false, of: itemsOf },
  cancellations: {
    label: 'Stornierungen / Cancellations',
    isMoney: false,
    of: (lines) => documents(lines, 'cancellation'),
  },
  averageOrderCents: {
    label: 'Durchschnittlicher Warenkorb / Average order value',
    isMoney: true,
    of: averageOf,
  },
}

function seriesOf(scope: string, metric: string): Series {
  const found = METRICS[metric]
  if (found === undefined) throw new Error(`no audit for the metric ${metric}`)
  const country = scope === 'total' ? null : scope.replace('country:', '')
  return {
    scope,
    metric,
    isMoney: found.isMoney,
    valueOn: ({ ledger }, day) =>
      found.of(ledger.between(day, day).filter((line) => country === null || line.country === country)),
  }
}

/** The shop's key figures, and revenue and orders of every country with enough of both, as names by scope. */
function scopesOf({ ledger, asOf }: World): string[] {
  const recent = counting(ledger.between(shift(asOf, 1 - VOLUME_DAYS), asOf))
  const whole = revenue(recent)
  const countries = [...new Set(recent.map(({ country }) => country))].filter((country) => {
    const own = recent.filter((line) => line.country === country)
    return documents(own, 'order') >= 2 * VOLUME_DAYS && revenue(own) < 0.9 * whole
  })
  return ['total', ...countries.map((country) => `country:${country}`)]
}

const COUNTRY_NAMES: Readonly<Record<string, string>> = {
  'United Kingdom': 'Land: Vereinigtes Königreich / Country: United Kingdom',
  Germany: 'Land: Deutschland / Country: Germany',
  France: 'Land: Frankreich / Country: France',
}

function labelOf(scope: string): string {
  if (scope === 'total') return 'Gesamt / Total'
  const label = COUNTRY_NAMES[scope.replace('country:', '')]
  if (label === undefined) throw new Error(`no audit for the scope ${scope}`)
  return label
}

/** Every series that is judged. */
function judgedSeries(world: World): Series[] {
  return scopesOf(world).flatMap((scope) =>
    (scope === 'total' ? Object.keys(METRICS) : ['revenueCents', 'orders']).map((metric) => seriesOf(scope, metric)),
  )
}

const inUnits = ({ isMoney }: Series, value: number) => Math.round((100 * value) / (isMoney ? 100 : 1)) / 100

function auditTable(table: Table, world: World): void {
  const at = (key: string) => table.columns.findIndex((column) => column.key === key)
  const all = judgedSeries(world)
  const rows = table.rows.map((cells): Record<string, Expected> => {
    const [scope, metric, day] = [plain(cells[0]), plain(cells[1]), String(plain(cells[2]))]
    const series = all.find((one) => labelOf(one.scope) === scope && METRICS[one.metric]?.label === metric)
    if (series === undefined) throw new Error(`no series ${scope}, ${metric} is to be judged`)
    const value = series.valueOn(world, day)
    const expected = Number(plain(cells[at('expected')]))
    const q = Number(plain(cells[at('q')]))
    return {
      scope,
      metric,
      // Days before the last one are shown where they stand out.
      day: q <= MAX_Q ? inDays(world) : world.asOf,
      actual: value === null ? null : inUnits(series, value),
      expected: between(Number(plain(cells[at('low')])), Number(plain(cells[at('high')]))),
      low: between(Number.NEGATIVE_INFINITY, expected),
      high: between(expected, Number.POSITIVE_INFINITY),
      p: between(0, q),
      q: isProbability,
    }
  })
  expectTable(table, rows, table.rows.length)
  const last = table.rows.filter((cells) => cells[2] === world.asOf)
  const qs = table.rows.map((cells) => Number(plain(cells[at('q')])))
  expectValues(
    table.id,
    { judged: last.length, order: qs.join(' ') },
    { judged: all.length, order: qs.toSorted((a, b) => a - b).join(' ') },
  )
}

const inDays = ({ asOf }: World) => ({
  rule: 'one of the last seven days',
  holds: (found: Cell) => daysFrom(shift(asOf, 1 - JUDGED_DAYS), asOf).includes(String(found)),
})

/** 'anomalies.<scope>.<metric>.<high or low>'. */
function partsOf(id: string): { series: Series; up: boolean } {
  const [, scope = '', metric = '', side = ''] = /^anomalies\.(.+)\.([a-zA-Z]+)\.(high|low)$/.exec(id) ?? []
  return { series: seriesOf(scope, metric), up: side === 'high' }
}

const shownValue = ({ isMoney }: Series, value: number) => (isMoney ? Math.round(value) : Math.round(100 * value) / 100)

function auditChart(chart: Chart, world: World): void {
  const { series } = partsOf(chart.id)
  const x = daysFrom(shift(world.asOf, 1 - CHART_DAYS), world.asOf)
  const lead = Array.from({ length: CHART_DAYS - JUDGED_DAYS }, () => null)
  const values = (role: string) => chart.series.find((one) => one.role === role)?.values ?? []
  const judged = (rule: (day: number) => Expected) => [
    ...lead,
    ...Array.from({ length: JUDGED_DAYS }, (_, i) => {
      const day = CHART_DAYS - JUDGED_DAYS + i
      return values('forecast')[day] === null ? null : rule(day)
    }),
  ]
  const at = (role: string, day: number) => values(role)[day] ?? Number.NaN
  expectChart(chart, {
    kind: 'line',
    unit: series.isMoney ? 'cents' : 'count',
    x,
    series: [
      {
        role: 'actual',
        values: x.map((day) => {
          const value = series.valueOn(world, day)
          return value === null ? null : shownValue(series, value)
        }),
      },
      { role: 'forecast', values: judged((day) => between(at('low', day), at('high', day))) },
      { role: 'low', values: judged((day) => between(Number.NEGATIVE_INFINITY, at('forecast', day))) },
      { role: 'high', values: judged((day) => between(at('forecast', day), Number.POSITIVE_INFINITY)) },
    ],
  })
}

/** A cell of the table of all that was tested, for a series on the day of the report. */
function testedCell({ report, asOf }: World, { scope, metric }: Series, key: string): number {
  const table = report.sections
    .flatMap(({ contribution }) => contribution.tables)
    .find(({ id }) => id === 'anomalies.tested')
  const column = table?.columns.findIndex((one) => one.key === key) ?? -1
  const row = table?.rows.find(
    (cells) => cells[2] === asOf && plain(cells[0]) === labelOf(scope) && plain(cells[1]) === METRICS[metric]?.label,
  )
  return Number(plain(row?.[column]) ?? Number.NaN)
}

/** Money of what stood out on the day of the report, where it is that of the revenue: what came less what was expected. */
function stakeOf(world: World, { scope, metric }: Series, days: readonly string[]): Expected {
  const isPlain =
    ['revenueCents', 'orders', 'items', 'averageOrderCents'].includes(metric) && days.join() === world.asOf
  if (!isPlain) return isNumber
  const revenueOf = seriesOf(scope, 'revenueCents')
  return within((revenueOf.valueOn(world, world.asOf) ?? 0) - 100 * testedCell(world, revenueOf, 'expected'), 1)
}

/** Days of which the series says something. */
function knownDays(series: Series, world: World): number {
  const days = daysFrom(world.ledger.lines[0]?.day ?? '', world.asOf)
  return days.filter((day) => series.valueOn(world, day) !== null).length
}

function auditFinding(figure: Figure, world: World, days: readonly string[]): void {
  const { series, up } = partsOf(figure.id)
  const values = days.map((day) => shownValue(series, series.valueOn(world, day) ?? Number.NaN))
  const value = values.find((one) => one === figure.value) ?? values.at(-1) ?? Number.NaN
  const [low, high] = [figure.interval?.low ?? Number.NaN, figure.interval?.high ?? Number.NaN]
  const expected = figure.comparisons[0]?.value ?? Number.NaN
  expectFigure(figure, {
    value,
    unit: series.isMoney ? 'cents' : 'count',
    n: knownDays(series, world),
    interval: {
      low: between(Number.NEGATIVE_INFINITY, expected),
      high: between(expected, Number.POSITIVE_INFINITY),
      level: 0.99,
    },
    comparisons: [
      {
        label: 'Expected',
        value: between(low, high),
        change: expected > 0 ? within(value / expected - 1, 0.01) : null,
      },
    ],
  })
  expectValues(figure.id, { up: String(value > expected) }, { up: String(up) })
}

export const anomalyAudits: Audits = {
  step: 'anomalies',
  figures: [
    {
      id: /^anomalies\.tested$/,
      check: (figure, world) => expectFigure(figure, { value: judgedSeries(world).length, unit: 'count', n: null }),
    },
    {
      id: /^anomalies\.flagged$/,
      check: (figure, world) => {
        const table = world.report.sections
          .flatMap(({ contribution }) => contribution.tables)
          .find(({ id }) => id === 'anomalies.tested')
        const q = table?.columns.findIndex(({ key }) => key === 'q') ?? -1
        const last = (table?.rows ?? []).filter((cells) => cells[2] === world.asOf)
        const flagged = last.filter((cells) => Number(plain(cells[q])) <= MAX_Q)
        expectFigure(figure, { value: flagged.length, unit: 'count', n: null })
      },
    },
  ],
  tables: [{ id: /^anomalies\.tested$/, check: auditTable }],
  charts: [{ id: /^anomalies\..+\.(high|low)$/, check: auditChart }],
  findings: [
    {
      id: /^anomalies\..+\.(high|low)$/,
      check: ({ id, figure, stakeCents, stakePeriodDays, direction, chart }, world) => {
        const days = chart?.marks.map(({ x }) => x) ?? []
        auditFinding(figure, world, days)
        const sign = Math.sign(stakeCents ?? 0)
        expectValues(
          id,
          { direction, stakeCents, stakePeriodDays },
          {
            direction: sign > 0 ? 'good' : sign < 0 ? 'bad' : 'neutral',
            stakeCents: stakeOf(world, partsOf(id).series, days),
            stakePeriodDays: days.length,
          },
        )
      },
    },
  ],
}
