/** Revenue, orders and what goes with them in the day, the last 7 and 28 days and the month, and against what. */
import type { Figure } from '../../src/features/findings/index.ts'
import { type Audits, changeOf, expectFigure, oncePerWorld, type World } from './audit.ts'
import { lastDayOf, shift, shiftMonth, sumOf } from './ledger.ts'
import { type Sums, sumsOf } from './sums.ts'

/** Days, both inclusive. */
type Span = readonly [from: string, to: string]

interface Scope {
  readonly now: (asOf: string) => Span
  /** By their label; more than one span: the average of them. */
  readonly before: Readonly<Record<string, (asOf: string) => readonly Span[]>>
}

const daysUpTo = (length: number, back: number) => (asOf: string) =>
  [[shift(asOf, 1 - length - back), shift(asOf, -back)]] as const

/** The same day so many months before, or the last one of a shorter month. */
function sameDate(day: string, months: number): string {
  const month = shiftMonth(day.slice(0, 7), -months)
  const date = `${month}-${day.slice(8)}`
  return date < lastDayOf(month) ? date : lastDayOf(month)
}

const monthUpTo = (months: number) => (asOf: string) =>
  [[`${shiftMonth(asOf.slice(0, 7), -months)}-01`, sameDate(asOf, months)]] as const

const SCOPES: Readonly<Record<string, Scope>> = {
  day: {
    now: (asOf) => [asOf, asOf],
    before: {
      'Day before': daysUpTo(1, 1),
      'Same weekday a week before': daysUpTo(1, 7),
      'Average of the last 4 same weekdays': (asOf) =>
        [7, 14, 21, 28].map((back) => [shift(asOf, -back), shift(asOf, -back)]),
      'A year ago (same weekday)': daysUpTo(1, 364),
      'A year ago (same date)': (asOf) => [[sameDate(asOf, 12), sameDate(asOf, 12)]],
    },
  },
  days7: {
    now: (asOf) => [shift(asOf, -6), asOf],
    before: { '7 days before': daysUpTo(7, 7), 'A year ago (same weekdays)': daysUpTo(7, 364) },
  },
  days28: {
    now: (asOf) => [shift(asOf, -27), asOf],
    before: { '28 days before': daysUpTo(28, 28), 'A year ago (same weekdays)': daysUpTo(28, 364) },
  },
  month: {
    now: (asOf) => [`${asOf.slice(0, 7)}-01`, asOf],
    before: { 'Month before up to the same day': monthUpTo(1), 'A year ago (same days)': monthUpTo(12) },
  },
}

interface PeriodSums extends Sums {
  readonly newCustomers: number
  readonly returningCustomers: number
}

const sumsByPeriod = oncePerWorld(() => new Map<string, PeriodSums>())

function periodSums(world: World, span: Span): PeriodSums {
  const kept = sumsByPeriod(world)
  const own = kept.get(span.join()) ?? reckonPeriod(world, span)
  kept.set(span.join(), own)
  return own
}

function reckonPeriod({ ledger }: World, [from, to]: Span): PeriodSums {
  const lines = ledger.between(from, to)
  const buyers = new Set(
    lines
      .filter(({ document, counts, customer }) => document === 'order' && counts && customer !== '')
      .map(({ customer }) => customer),
  )
  const fresh = [...buyers].filter((customer) => (ledger.firstDayOf.get(customer) ?? '') >= from).length
  return { ...sumsOf(lines), newCustomers: fresh, returningCustomers: buyers.size - fresh }
}

/** Averages over the spans; null where one of them begins before the shop's history. */
function averageSums(world: World, spans: readonly Span[]): PeriodSums | null {
  if (spans.some(([from]) => from < world.ledger.first)) return null
  const all = spans.map((span) => periodSums(world, span))
  const mean = (pick: (sums: PeriodSums) => number) => sumOf(all, pick) / all.length
  return {
    revenue: mean(({ revenue }) => revenue),
    gross: mean(({ gross }) => gross),
    cancellations: mean(({ cancellations }) => cancellations),
    orders: mean(({ orders }) => orders),
    standingCents: mean(({ standingCents }) => standingCents),
    standingOrders: mean(({ standingOrders }) => standingOrders),
    items: mean(({ items }) => items),
    productRevenue: mean(({ productRevenue }) => productRevenue),
    knownOrders: mean(({ knownOrders }) => knownOrders),
    newCustomers: mean(({ newCustomers }) => newCustomers),
    returningCustomers: mean(({ returningCustomers }) => returningCustomers),
  }
}

interface Measure {
  readonly unit: Figure['unit']
  readonly value: (sums: PeriodSums) => number | null
  readonly n?: (sums: PeriodSums) => number
}

const ifKnown = (pick: (sums: PeriodSums) => number) => (sums: PeriodSums) =>
  sums.orders > 0 && sums.knownOrders === 0 ? null : pick(sums)

const MEASURES: Readonly<Record<string, Measure>> = {
  revenue: { unit: 'cents', value: ({ revenue }) => revenue },
  gross: { unit: 'cents', value: ({ gross }) => gross },
  orders: { unit: 'count', value: ({ orders }) => orders },
  items: { unit: 'count', value: ({ items }) => items },
  averageOrder: {
    unit: 'cents',
    value: ({ standingCents: cents, standingOrders: n }) => (n === 0 ? null : cents / n),
    n: ({ standingOrders }) => standingOrders,
  },
  // The file knows no cost and no refunds.
  margin: { unit: 'ratio', value: () => null },
  marginAmount: { unit: 'cents', value: () => null },
  costKnown: { unit: 'ratio', value: ({ productRevenue }) => (productRevenue > 0 ? 0 : null) },
  newCustomers: {
    unit: 'count',
    value: ifKnown(({ newCustomers }) => newCustomers),
    n: ({ knownOrders }) => knownOrders,
  },
  returningCustomers: {
    unit: 'count',
    value: ifKnown(({ returningCustomers }) => returningCustomers),
    n: ({ knownOrders }) => knownOrders,
  },
  cancellations: { unit: 'cents', value: ({ cancellations }) => cancellations },
  refunds: { unit: 'cents', value: () => 0 },
}

export function auditPeriod(figure: Figure, world: World): void {
  const [, scopeName = '', measureName = ''] = figure.id.split('.')
  const [scope, measure] = [SCOPES[scopeName], MEASURES[measureName]]
  if (scope === undefined || measure === undefined) throw new Error(`no audit for figure ${figure.id}`)
  const { unit, value: measured, n = ({ orders }: PeriodSums) => orders } = measure
  const shown = (value: number | null) => (value !== null && unit === 'cents' ? Math.round(value) : value)
  const sums = periodSums(world, scope.now(world.asOf))
  const value = measured(sums)
  expectFigure(figure, {
    value: shown(value),
    unit,
    n: n(sums),
    comparisons: Object.entries(scope.before).map(([label, spans]) => {
      const before = averageSums(world, spans(world.asOf))
      const other = before === null ? null : measured(before)
      return { label, value: shown(other), change: unit === 'ratio' ? null : changeOf(value, other) }
    }),
  })
}

export const salesPeriodAudits: Audits = {
  step: 'sales',
  figures: [{ id: /^sales\.(day|days7|days28|month)\.[a-zA-Z]+$/, check: auditPeriod }],
}
