/** Customers by recency, frequency and value, and what moved since the last report. */
import {
  type Audits,
  type Cell,
  expectChart,
  expectFigure,
  expectTable,
  expectValues,
  oncePerWorld,
  type World,
  wilson95,
} from './audit.ts'
import { byBytes, countOf, distance, groupBy, type Line, shift, sumOf } from './ledger.ts'

const WINDOW = 730
const SEGMENTS = ['champions', 'loyal', 'promising', 'new', 'at-risk', 'needs-attention', 'hibernating'] as const
type Segment = (typeof SEGMENTS)[number] | 'none'

/** In both languages, as a cell shows them. */
const NAMES: Readonly<Record<Segment, string>> = {
  champions: 'Spitzenkunden / Champions',
  loyal: 'Treue Kunden / Loyal customers',
  promising: 'Vielversprechende Kunden / Promising customers',
  new: 'Neukunden / New customers',
  'at-risk': 'Gefährdete Kunden / Customers at risk',
  'needs-attention': 'Kunden, die Aufmerksamkeit brauchen / Customers needing attention',
  hibernating: 'Schlafende Kunden / Hibernating customers',
  none: 'Ohne Kauf / No purchase',
}

interface Rated {
  readonly customer: string
  readonly now: Measures
  readonly before: Segment
  readonly earlier: Segment
  readonly segment: Segment
  /** Net revenue of 365 days, and of the days since the last report. */
  readonly year: number
  readonly since: number
  readonly boughtSinceEarlier: boolean
}

interface Measures {
  readonly orders: number
  readonly recency: number
  readonly value: number
}

/** The night before is the first one: the report compares with 28 days ago. */
const previousOf = ({ asOf }: World) => shift(asOf, -28)
const earlierOf = ({ asOf }: World) => shift(asOf, -90)

function measuresOn(day: string, lines: readonly Line[]): Measures {
  const seen = lines.filter((line) => line.day > shift(day, -WINDOW) && line.day <= day)
  const bought = seen.filter(({ document }) => document === 'order')
  const last = bought.reduce((latest, line) => (line.day > latest ? line.day : latest), '')
  return {
    orders: countOf(bought, ({ invoice }) => invoice),
    recency: last === '' ? Number.NaN : distance(last, day),
    value: sumOf(seen, ({ cents }) => cents),
  }
}

/** The values at the fifths of a list, as `sorted[floor(share * n)]`. */
function fifths(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  return [0.2, 0.4, 0.6, 0.8].map((share) => sorted[Math.floor(share * sorted.length)] ?? Number.NaN)
}

function segmentOf({ orders, recency, value }: Measures, cuts: { recency: number[]; value: number[] }): Segment {
  if (orders === 0) return 'none'
  const r = 5 - cuts.recency.filter((cut) => recency > cut).length
  const f = 1 + [1, 2, 4, 9].filter((most) => orders > most).length
  const m = 1 + cuts.value.filter((cut) => value >= cut).length
  if (f + m >= 7) return r >= 4 ? 'champions' : r === 3 ? 'loyal' : 'at-risk'
  if (r >= 4) return orders === 1 ? 'new' : 'promising'
  return r === 3 ? 'needs-attention' : 'hibernating'
}

const ratedOf = oncePerWorld(rateCustomers)

function rateCustomers(world: World): readonly Rated[] {
  const { ledger, asOf } = world
  const [previous, earlier] = [previousOf(world), earlierOf(world)]
  const counting = ledger.lines.filter(({ counts, customer, day }) => counts && customer !== '' && day <= asOf)
  const customers = [...groupBy(counting, ({ customer }) => customer)].map(([customer, lines]) => ({
    customer,
    lines,
    now: measuresOn(asOf, lines),
  }))
  const buyers = customers.filter(({ now }) => now.orders > 0)
  const cuts = {
    recency: fifths(buyers.map(({ now }) => now.recency)),
    value: fifths(buyers.map(({ now }) => now.value)),
  }
  const centsAfter = (lines: readonly Line[], day: string) =>
    sumOf(
      lines.filter((line) => line.day > day),
      ({ cents }) => cents,
    )
  return customers.map(({ customer, lines, now }) => ({
    customer,
    now,
    segment: segmentOf(now, cuts),
    before: segmentOf(measuresOn(previous, lines), cuts),
    earlier: segmentOf(measuresOn(earlier, lines), cuts),
    year: centsAfter(lines, shift(asOf, -365)),
    since: centsAfter(lines, previous),
    boughtSinceEarlier: lines.some(({ document, day }) => document === 'order' && day > earlier),
  }))
}

const isIn = (segment: Segment, list: readonly Segment[]) => list.includes(segment)
const VALUABLE: readonly Segment[] = ['champions', 'loyal']

function auditCount(id: string, segments: readonly Segment[]) {
  return {
    id: new RegExp(`^customers\\.${id}$`),
    check: (figure: Parameters<typeof expectFigure>[0], world: World) => {
      const rated = ratedOf(world)
      const now = rated.filter(({ segment }) => isIn(segment, segments)).length
      const before = rated.filter((one) => isIn(one.before, segments)).length
      expectFigure(figure, {
        value: now,
        unit: 'count',
        n: now,
        comparisons: [{ label: 'at the last report', value: before, change: now / before - 1 }],
      })
    },
  }
}

const yearOf = (rated: readonly Rated[]) => sumOf(rated, ({ year }) => year)

export const customerAudits: Audits = {
  step: 'customers',
  figures: [
    auditCount('active', SEGMENTS),
    auditCount('champions', ['champions']),
    auditCount('at-risk', ['at-risk']),
    {
      id: /^customers\.at-risk-revenue$/,
      check: (figure, world) => {
        const own = ratedOf(world).filter(({ segment }) => segment === 'at-risk')
        expectFigure(figure, { value: yearOf(own), unit: 'cents', n: own.length })
      },
    },
    {
      id: /^customers\.known-share$/,
      check: (figure, { ledger, asOf }) => {
        const year = ledger.between(shift(asOf, -364), asOf).filter(({ counts }) => counts)
        const named = year.filter(({ customer }) => customer !== '')
        const orders = year.filter(({ document }) => document === 'order')
        expectFigure(figure, {
          value: sumOf(named, ({ cents }) => cents) / sumOf(year, ({ cents }) => cents),
          unit: 'ratio',
          n: countOf(orders, ({ invoice }) => invoice),
        })
      },
    },
  ],
  tables: [
    {
      id: /^customers\.segments$/,
      check: (table, world) => {
        const rated = ratedOf(world)
        const all = rated.filter(({ segment }) => segment !== 'none')
        expectTable(
          table,
          SEGMENTS.map((name) => {
            const own = rated.filter(({ segment }) => segment === name)
            return {
              segment: NAMES[name],
              customers: own.length,
              share: own.length / all.length,
              year: yearOf(own),
              yearShare: yearOf(own) / yearOf(all),
              average: yearOf(own) / own.length,
              in: own.filter(({ before }) => before !== name).length,
              out: rated.filter(({ before, segment }) => before === name && segment !== name).length,
            }
          }),
        )
      },
    },
    {
      id: /^customers\.moves$/,
      check: (table, world) => {
        const rated = ratedOf(world).filter(({ before, segment }) => before !== 'none' || segment !== 'none')
        const all: readonly Segment[] = [...SEGMENTS, 'none']
        expectTable(
          table,
          all.map((from) => ({
            from: NAMES[from],
            ...Object.fromEntries(
              all.map((to) => [to, rated.filter(({ before, segment }) => before === from && segment === to).length]),
            ),
          })),
        )
      },
    },
    {
      id: /^customers\.win-back$/,
      check: (table, world) => {
        const atRisk = ratedOf(world)
          .filter(({ segment }) => segment === 'at-risk')
          .sort((a, b) => b.now.value - a.now.value || byBytes(a.customer, b.customer))
        expectTable(
          table,
          atRisk.slice(0, 200).map(({ customer, now, year, before }) => ({
            customer,
            last: shift(world.asOf, -now.recency),
            recency: now.recency,
            orders: now.orders,
            value: now.value,
            year,
            before: NAMES[before],
            // The file says nothing about consent.
            consent: 'nicht bekannt / unknown',
          })),
          atRisk.length,
        )
      },
    },
  ],
  charts: [
    {
      id: /^customers\.segments$/,
      check: (chart, world) => {
        const rated = ratedOf(world)
        expectChart(chart, {
          kind: 'bar',
          unit: 'count',
          x: [previousOf(world), world.asOf],
          series: SEGMENTS.map((name) => ({
            role: 'group',
            values: [
              rated.filter(({ before }) => before === name).length,
              rated.filter(({ segment }) => segment === name).length,
            ],
          })),
        })
      },
    },
  ],
  findings: [
    {
      id: /^customers\.slid$/,
      check: ({ figure, stakeCents, stakePeriodDays, direction }, world) => {
        const rated = ratedOf(world)
        const slid = rated.filter(({ before, segment }) => isIn(before, VALUABLE) && segment === 'at-risk')
        const seen = rated.filter(({ earlier }) => earlier === 'at-risk')
        const returned = seen.filter(({ boughtSinceEarlier }) => boughtSinceEarlier).length
        const { low, high, level } = wilson95(returned, seen.length)
        const lost = Math.round(yearOf(slid) * (1 - returned / seen.length))
        expectFigure(figure, {
          value: lost,
          unit: 'cents',
          n: slid.length,
          interval: { low: Math.round(yearOf(slid) * (1 - high)), high: Math.round(yearOf(slid) * (1 - low)), level },
        })
        const found: Record<string, Cell> = { stakeCents, stakePeriodDays, direction }
        expectValues(figure.id, found, { stakeCents: -lost, stakePeriodDays: 365, direction: 'bad' })
      },
    },
    {
      id: /^customers\.returned$/,
      check: ({ figure, stakeCents, stakePeriodDays, direction }, world) => {
        const awake: readonly Segment[] = ['champions', 'loyal', 'promising']
        const back = ratedOf(world).filter(
          ({ before, segment }) => isIn(before, ['at-risk', 'hibernating']) && isIn(segment, awake),
        )
        const cents = sumOf(back, ({ since }) => since)
        expectFigure(figure, { value: cents, unit: 'cents', n: back.length })
        const found: Record<string, Cell> = { stakeCents, stakePeriodDays, direction }
        expectValues(figure.id, found, { stakeCents: cents, stakePeriodDays: 28, direction: 'good' })
      },
    },
  ],
}
