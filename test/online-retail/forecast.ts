/** The forecast: what it is compared with and how it fared counted anew, and what every forecast must fulfil. */
import type { Figure } from '../../src/features/findings/index.ts'
import {
  type Audits,
  between,
  changeOf,
  type Expected,
  expectChart,
  expectFigure,
  expectTable,
  expectValues,
  near,
  oncePerWorld,
  type World,
  wilson95,
  within,
} from './audit.ts'
import { daysFrom, shift, sumOf } from './ledger.ts'
import { sumsOf } from './sums.ts'

const LEVEL = 0.8
const TESTED_DAYS = 56
const HORIZON = 28
const PAST = 42

type Metric = 'revenue' | 'orders'

/** Every day from the first booking on. */
const everyDay = oncePerWorld(({ ledger, asOf }): Readonly<Record<Metric, readonly number[]>> => {
  const days = daysFrom(ledger.lines[0]?.day ?? '', asOf).map((day) => sumsOf(ledger.between(day, day)))
  return { revenue: days.map(({ revenue }) => revenue), orders: days.map(({ orders }) => orders) }
})
const seriesOf = (world: World, metric: Metric) => everyDay(world)[metric]

/** The same weekday of the last week that is known. */
function naiveOf(world: World, metric: Metric, day: number): number {
  const series = seriesOf(world, metric)
  return series[series.length - 7 + ((day - 1) % 7)] ?? Number.NaN
}

const claimsOf = ({ report }: World, metric: Metric) =>
  report.claims.filter((claim) => claim.metric === (metric === 'revenue' ? 'revenueCents' : 'orders'))

/** What is said for the next days, one by one, as the chart shows it. */
function saidOf({ report }: World, metric: Metric): number[] {
  const charts = report.sections.flatMap(({ contribution }) => contribution.charts)
  const values = charts
    .find(({ id }) => id === `forecast.${metric}`)
    ?.series.find(({ role }) => role === 'forecast')?.values
  return (values ?? []).filter((value) => value !== null)
}

const NAIVE = 'Carried over (week before)'

function auditOutlook(figure: Figure, world: World): void {
  const [, span = '', metric] = figure.id.split('.')
  if (metric !== 'revenue' && metric !== 'orders') throw new Error(`no audit for figure ${figure.id}`)
  const days = Number(span.replace('days', ''))
  const series = seriesOf(world, metric)
  const value = figure.value ?? Number.NaN
  const against = (label: string, other: number) => {
    const change = changeOf(value, other)
    // The change is that of the value before it was rounded: to cents, or to hundredths of an order.
    const room = (metric === 'revenue' ? 0.6 : 0.006) / Math.max(1, other)
    return { label, value: Math.round(other), change: change === null ? null : within(change, room) }
  }
  const naive = sumOf(
    Array.from({ length: days }, (_, i) => naiveOf(world, metric, i + 1)),
    (one) => one,
  )
  const last = sumOf(series.slice(-days), (one) => one)
  expectFigure(figure, {
    value: within(
      sumOf(saidOf(world, metric).slice(0, days), (one) => one),
      days,
    ),
    unit: metric === 'revenue' ? 'cents' : 'count',
    n: series.length,
    interval: { low: between(0, value), high: between(value, Number.POSITIVE_INFINITY), level: LEVEL },
    comparisons: [...(days === 1 ? [] : [against(`Last ${days} days`, last)]), against(NAIVE, naive)],
  })
}

/** Mean distance from the same weekday a week before. */
function weekError(series: readonly number[], from: number, to: number): number {
  const errors = series.slice(from, to).map((value, i) => Math.abs(value - (series[from + i - 7] ?? Number.NaN)))
  return sumOf(errors, (error) => error) / errors.length
}

function auditAccuracy(figure: Figure, world: World): void {
  const [, , kind, metric] = figure.id.split('.')
  if (metric !== 'revenue' && metric !== 'orders') throw new Error(`no audit for figure ${figure.id}`)
  const series = seriesOf(world, metric)
  const value = figure.value ?? Number.NaN
  if (kind === 'coverage') {
    const hits = Math.round(value * TESTED_DAYS)
    const expected = { value: hits / TESTED_DAYS, unit: 'ratio', n: TESTED_DAYS } as const
    expectFigure(figure, { ...expected, interval: wilson95(hits, TESTED_DAYS) })
    return
  }
  const start = series.length - TESTED_DAYS
  const naive = weekError(series, start, series.length) / weekError(series, 7, start)
  expectFigure(figure, {
    value: between(0, Number.POSITIVE_INFINITY),
    unit: 'number',
    n: TESTED_DAYS,
    comparisons: [{ label: NAIVE, value: naive, change: value / naive - 1 }],
  })
}

export const forecastAudits: Audits = {
  step: 'forecast',
  figures: [
    { id: /^forecast\.days(1|7|28)\.(revenue|orders)$/, check: auditOutlook },
    { id: /^forecast\.accuracy\.(coverage|mase)\.(revenue|orders)$/, check: auditAccuracy },
  ],
  tables: [
    {
      id: /^forecast\.next-days$/,
      check: (table, world) => {
        const cells = (metric: Metric, day: number): Record<string, Expected> => {
          const claim = claimsOf(world, metric)[day]
          if (claim === undefined) throw new Error(`no claim for day ${day} beside the table`)
          expectValues(
            `claim ${claim.metric} ${claim.day}`,
            { day: claim.day, value: claim.value, level: claim.level, naive: claim.naive },
            {
              day: shift(world.asOf, day + 1),
              value: between(claim.low, claim.high),
              level: LEVEL,
              naive: naiveOf(world, metric, day + 1),
            },
          )
          return {
            [metric]: claim.value,
            [`${metric}Low`]: claim.low,
            [`${metric}High`]: claim.high,
            [`${metric}Naive`]: naiveOf(world, metric, day + 1),
          }
        }
        expectTable(
          table,
          Array.from({ length: 7 }, (_, day) => ({
            day: shift(world.asOf, day + 1),
            ...cells('revenue', day),
            ...cells('orders', day),
          })),
        )
        expectValues('claims', { count: world.report.claims.length }, { count: 14 })
      },
    },
  ],
  charts: [
    {
      id: /^forecast\.(revenue|orders)$/,
      check: (chart, world) => {
        const metric = chart.id === 'forecast.revenue' ? 'revenue' : 'orders'
        const nothing = (length: number) => Array.from({ length }, () => null)
        const at = (role: string, day: number) =>
          chart.series.find((one) => one.role === role)?.values[PAST + day] ?? Number.NaN
        const ahead = (expected: (day: number) => Expected) => [
          ...nothing(PAST),
          ...Array.from({ length: HORIZON }, (_, day) => expected(day)),
        ]
        expectChart(chart, {
          kind: 'line',
          unit: metric === 'revenue' ? 'cents' : 'count',
          x: daysFrom(shift(world.asOf, 1 - PAST), shift(world.asOf, HORIZON)),
          series: [
            { role: 'actual', values: [...seriesOf(world, metric).slice(-PAST), ...nothing(HORIZON)] },
            { role: 'forecast', values: ahead((day) => between(at('low', day), at('high', day))) },
            { role: 'low', values: ahead((day) => claimsOf(world, metric)[day]?.low ?? between(0, at('high', day))) },
            {
              role: 'high',
              values: ahead((day) => claimsOf(world, metric)[day]?.high ?? between(at('low', day), 1e12)),
            },
            { role: 'comparison', values: ahead((day) => naiveOf(world, metric, day + 1)) },
          ],
        })
      },
    },
  ],
  findings: [
    {
      id: /^forecast\.revenue$/,
      check: ({ figure, stakeCents, stakePeriodDays, direction }, world) => {
        auditOutlook(figure, world)
        const last = sumOf(seriesOf(world, 'revenue').slice(-7), (one) => one)
        const { low, high } = figure.interval ?? { low: 0, high: 0 }
        const outside = last < low || last > high
        expectValues(
          'forecast.revenue',
          { stakeCents, stakePeriodDays, direction },
          {
            stakeCents: outside ? near((figure.value ?? 0) - last, 1e-6) : null,
            stakePeriodDays: 7,
            direction: !outside ? 'neutral' : last < low ? 'good' : 'bad',
          },
        )
      },
    },
  ],
}
