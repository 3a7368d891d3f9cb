/** The headline of the day, and rates of the last seven days that stand out. */
import { type Audits, between, expectChart, expectFigure, expectValues, near, type World } from './audit.ts'
import { groupBy, type Line, shift, sumOf } from './ledger.ts'
import { auditPeriod } from './sales-periods.ts'
import { sumsOf } from './sums.ts'

interface Week {
  readonly ends: string
  readonly gross: number
  readonly orders: number
  readonly standingCents: number
  readonly standingOrders: number
  readonly cancellations: number
}

/** The last thirteen times seven days that lie within the shop's history, the latest last. */
function weeksUpTo({ ledger, asOf }: World): Week[] {
  return Array.from({ length: 13 }, (_, back) => shift(asOf, -7 * back))
    .filter((ends) => shift(ends, -6) >= ledger.first)
    .map((ends) => ({ ends, ...sumsOf(ledger.between(shift(ends, -6), ends)) }))
    .toReversed()
}

/** How a rate of seven days is reckoned, and the scale on which its weeks scatter evenly. */
const RATES: Readonly<
  Record<
    string,
    {
      readonly of: (week: Week) => number
      readonly to: (value: number) => number
      readonly from: (value: number) => number
      readonly cents: boolean
    }
  >
> = {
  averageOrder: { of: (week) => week.standingCents / week.standingOrders, to: Math.log, from: Math.exp, cents: true },
  cancellations: {
    of: ({ gross, cancellations }) => cancellations / gross,
    to: Math.sqrt,
    from: (value) => Math.max(0, value) ** 2,
    cents: false,
  },
}

/** Mean and prediction interval (Student t) of the next week after those before. */
function expectNextWeek(values: readonly number[], tQuantile: number): { mean: number; low: number; high: number } {
  const n = values.length
  const mean = sumOf(values, (value) => value) / n
  const variance = sumOf(values, (value) => (value - mean) ** 2) / (n - 1)
  const reach = tQuantile * Math.sqrt(variance * (1 + 1 / n))
  return { mean, low: mean - reach, high: mean + reach }
}

function unusualOf(name: string, world: World) {
  const rate = RATES[name]
  if (rate === undefined) throw new Error(`no audit for the rate ${name}`)
  const weeks = weeksUpTo(world)
  const values = weeks.map(rate.of)
  const value = values.at(-1) ?? 0
  const band = expectNextWeek(values.slice(0, -1).map(rate.to), world.golden.studentOneRateOfThree)
  const shown = (number: number) => (rate.cents ? Math.round(number) : number)
  const [low, high] = [rate.from(band.low), rate.from(band.high)]
  return { rate, weeks, value, expected: rate.from(band.mean), low, high, values, shown }
}

/** The largest order and the largest cancellation of the last seven days. */
function largestOf({ ledger, asOf }: World): { order: number; cancellation: number } {
  const counting = ledger.between(shift(asOf, -6), asOf).filter(({ counts }) => counts)
  const largest = (document: Line['document'], sign: number) => {
    const own = groupBy(
      counting.filter((line) => line.document === document),
      ({ invoice }) => invoice,
    )
    return Math.max(0, ...[...own.values()].map((lines) => sign * sumOf(lines, ({ cents }) => cents)))
  }
  return { order: largest('order', 1), cancellation: largest('cancellation', -1) }
}

/** Whether one order that was called off again makes the week's cancellations odd: then no money was won or lost. */
function isOneCalledOff(world: World): boolean {
  const { order, cancellation } = largestOf(world)
  const week = weeksUpTo(world).at(-1)
  if (week === undefined || Math.abs(order - cancellation) > 0.01 * order) return false
  const gross = week.gross - order
  const { rate, value, low, high } = unusualOf('cancellations', world)
  const then = rate.of({ ...week, gross, cancellations: week.cancellations - cancellation })
  return (value < low || value > high) && then >= low && then <= high
}

export const salesFindingAudits: Audits = {
  step: 'sales',
  charts: [
    {
      id: /^sales\.unusual\./,
      check: (chart, world) => {
        const { rate, weeks, values, shown } = unusualOf(chart.id.split('.')[2] ?? '', world)
        expectChart(chart, {
          kind: 'line',
          unit: rate.cents ? 'cents' : 'ratio',
          x: weeks.map(({ ends }) => ends),
          series: [{ role: 'actual', values: values.map(shown) }],
        })
      },
    },
  ],
  findings: [
    {
      id: /^sales\.headline$/,
      check: ({ figure, stakeCents, direction, stakePeriodDays }, world) => {
        // The interval is that of the forecast for the day; the figure itself is plain.
        auditPeriod({ ...figure, interval: null }, world)
        const value = figure.value ?? Number.NaN
        const { low, high } = figure.interval ?? { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
        const outside = value < low || value > high
        expectValues(
          'sales.headline',
          { direction, stakeCents, stakePeriodDays },
          {
            direction: !outside ? 'neutral' : value > high ? 'good' : 'bad',
            // What came less what was to be expected, which lies within the interval.
            stakeCents: outside ? between(value - high, value - low) : null,
            stakePeriodDays: 1,
          },
        )
      },
    },
    {
      id: /^sales\.unusual\./,
      check: ({ figure, stakeCents, stakePeriodDays, direction }, world) => {
        const { rate, weeks, value, expected, low, high, shown } = unusualOf(figure.id.split('.')[2] ?? '', world)
        const [week, gross] = [weeks.at(-1), weeks.at(-1)?.gross ?? 0]
        const orders = (rate.cents ? week?.standingOrders : week?.orders) ?? 0
        expectFigure(figure, {
          value: shown(value),
          unit: rate.cents ? 'cents' : 'ratio',
          n: orders,
          interval: { low: near(shown(low), 1e-4), high: near(shown(high), 1e-4), level: 1 - 0.05 / 3 },
          comparisons: [
            {
              label: `Average of the ${weeks.length - 1} weeks before`,
              value: shown(expected),
              change: rate.cents ? value / expected - 1 : null,
            },
          ],
        })
        expectValues(
          figure.id,
          { stakeCents, stakePeriodDays, direction },
          {
            stakeCents:
              !rate.cents && isOneCalledOff(world)
                ? null
                : Math.round(rate.cents ? (value - expected) * orders : (expected - value) * gross),
            stakePeriodDays: 7,
            direction: !rate.cents && isOneCalledOff(world) ? 'neutral' : value > high === rate.cents ? 'good' : 'bad',
          },
        )
      },
    },
  ],
}
