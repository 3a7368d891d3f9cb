/** Which trends are worth a word, and the table of all. Pure. */
import { addDays, type Day } from '../../core/time.ts'
import type { Estimate } from '../../ml/stats/product-interval.ts'
import { productInterval } from '../../ml/stats/product-interval.ts'
import { valuePerVisitor } from '../../ml/stats/value-per-visitor.ts'
import { type Chart, type Evidence, type Figure, type Finding, type Table, textCell } from '../findings/index.ts'
import { LEVEL, METRICS, type Trend, type Trends } from './schema.ts'
import type { Found } from './service.ts'
import type { DayRow } from './store.ts'
import { chartTitle, METRIC_NAMES, trendStatement, WINDOW_NAMES } from './texts.ts'

/** Smaller changes are in the table, however certain. */
const LEAST_FACTOR = 1.5
const MOST_RISING = 3
const MOST_FALLING = 2
const TABLE_ROWS = 200
export const CHART_DAYS = 56

/** What is said of one product: the metric nearest to the visitor, over the longer window where both show it. */
export interface Story {
  readonly main: Trend
  readonly others: readonly Trend[]
  readonly isOrdered: boolean
}

/**
 * The products to be told, the clearest first. Orders alone are left to the movers, which know the season of the year before.
 */
export function chooseStories(trends: readonly Trend[]): Story[] {
  const byProduct = new Map<string, Trend[]>()
  for (const trend of trends) byProduct.set(trend.product, [...(byProduct.get(trend.product) ?? []), trend])
  const stories = [...byProduct.values()].flatMap((all): Story[] => {
    const main = [...all].filter(isLarge).sort(nearest)[0]
    if (main === undefined) return []
    const same = all.filter((one) => one.direction === main.direction)
    const others = METRICS.flatMap((metric) =>
      metric === main.metric
        ? []
        : same
            .filter((one) => one.metric === metric)
            .sort(nearest)
            .slice(0, 1),
    )
    return [{ main, others, isOrdered: same.some(({ metric }) => metric === 'orders') }]
  })
  const rising = stories.filter(({ main }) => main.direction === 'rising').slice(0, MOST_RISING)
  const falling = stories.filter(({ main }) => main.direction === 'falling').slice(0, MOST_FALLING)
  return [...rising, ...falling]
}

function isLarge({ metric, direction, ratio }: Trend): boolean {
  if (metric === 'orders') return false
  if (ratio === null) return true
  return direction === 'rising' ? ratio >= LEAST_FACTOR : ratio <= 1 / LEAST_FACTOR
}

/** Views before carts, the week before the day. */
function nearest(a: Trend, b: Trend): number {
  return (
    METRICS.indexOf(a.metric) - METRICS.indexOf(b.metric) || (a.window === 'week' ? -1 : b.window === 'week' ? 1 : 0)
  )
}

export function trendFinding(story: Story, found: Found, days: readonly DayRow[], currency: string): Finding {
  const { main } = story
  const worth = worthOf(story, found)
  const statement = trendStatement({ ...story, day: found.day, tests: found.tests, currency, worth })
  const sign = main.direction === 'rising' ? 1 : -1
  const { counts, orders } = found.evidence
  return {
    id: `trending.${main.direction}.${main.product}`,
    kind: 'mover',
    direction: main.direction === 'rising' ? 'good' : 'bad',
    stakeCents: worth === null ? null : sign * worth.cents,
    stakePeriodDays: main.window === 'week' ? 7 : 1,
    ...statement,
    next: [...statement.next],
    figure: {
      id: `trending.${main.metric}.${main.product}`,
      label: METRIC_NAMES[main.metric],
      value: main.count,
      unit: 'count',
      interval: null,
      n: main.count,
      missing: null,
      comparisons: [
        {
          label: { de: 'Erwartet', en: 'Expected' },
          value: Math.round(10 * main.expected) / 10,
          change: main.ratio === null ? null : main.ratio - 1,
        },
      ],
      evidenceId: counts.id,
    },
    chart: trendChart(main, days, found),
    evidenceIds: [counts.id, orders.id],
  }
}

/**
 * What the visitors beyond the expected would bring if they ordered like those of the weeks before; null where orders moved as
 * well (the money is told with them), or too few ordered before to say.
 */
function worthOf({ main, isOrdered }: Story, found: Found): { cents: number; low: number; high: number } | null {
  const [views, orders] = [found.views.get(main.product), found.orders.get(main.product)]
  if (isOrdered || main.metric !== 'views' || views === undefined || orders === undefined || main.high === null)
    return null
  const past = (counts: readonly number[]) => counts.slice(1).reduce((total, count) => total + count, 0)
  const visitors = past(views.week)
  const buyers = Math.min(visitors, past(orders.week))
  const each = valuePerVisitor({ visitors, buyers, sum: orders.cents, squares: orders.squares, level: LEVEL })
  if (each === null || main.low === 0) return null
  // The count is as it is; what was to be expected of it lies between count / high and count / low.
  const [near, far] = [main.count - main.count / main.low, main.count - main.count / main.high]
  const extra: Estimate =
    main.direction === 'rising'
      ? { value: main.count - main.expected, low: Math.max(0, near), high: Math.max(0, far) }
      : { value: main.expected - main.count, low: Math.max(0, -far), high: Math.max(0, -near) }
  if (extra.value < extra.low || extra.value > extra.high) return null
  const { value, low, high } = productInterval(extra, each)
  return { cents: Math.round(value), low: Math.round(low), high: Math.round(high) }
}

function trendChart(main: Trend, rows: readonly DayRow[], { day, evidence }: Found): Chart | null {
  const visitors = new Map(rows.filter(({ product }) => product === main.product).map((row) => [row.day, row.visitors]))
  if (visitors.size === 0 || main.metric !== 'views') return null
  const first = [...visitors.keys()].sort()[0] ?? day
  const x = Array.from({ length: CHART_DAYS }, (_, i): Day => addDays(day, i + 1 - CHART_DAYS)).filter(
    (one) => one >= first,
  )
  return {
    id: `trending.${main.product}`,
    title: chartTitle(main),
    kind: 'line',
    unit: 'count',
    x,
    series: [
      { name: { de: 'Besucher', en: 'Visitors' }, role: 'actual', values: x.map((one) => visitors.get(one) ?? 0) },
    ],
    marks:
      main.window === 'day' || x.length < 7
        ? []
        : [{ x: addDays(day, -6), text: { de: 'letzte 7 Tage', en: 'last 7 days' } }],
    evidenceId: evidence.counts.id.replace('.counts', '.days'),
  }
}

export function trendFigures({ trends, products, tests, evidence }: Found): Figure[] {
  const figure = (id: string, label: Figure['label'], value: number): Figure => ({
    id: `trending.${id}`,
    label,
    value,
    unit: 'count',
    interval: null,
    n: tests,
    missing: null,
    comparisons: [],
    evidenceId: evidence.counts.id,
  })
  const moved = (direction: Trend['direction']) =>
    new Set(trends.filter((trend) => trend.direction === direction).map(({ product }) => product)).size
  return [
    figure('tested', { de: 'Verglichene Produkte', en: 'Products compared' }, products.views),
    figure('rising', { de: 'Über dem Erwarteten', en: 'Above what was expected' }, moved('rising')),
    figure('falling', { de: 'Unter dem Erwarteten', en: 'Below what was expected' }, moved('falling')),
  ]
}

export function trendTable({ trends }: Trends, evidence: Evidence): Table {
  return {
    id: 'trending.products',
    title: { de: 'Alle Trends, die deutlichsten zuerst', en: 'All trends, the clearest first' },
    note: {
      de: 'Erwartet: die eigene Zahl der Wochen davor, nach allen Produkten und der Kategorie fortgeschrieben. q: Anteil falscher Meldungen, wenn man bis hier alle nimmt.',
      en: 'Expected: the own count of the weeks before, carried on by all products and the category. q: share of false alerts when all up to here are taken.',
    },
    columns: [
      { key: 'product', label: { de: 'Artikel', en: 'Item' }, unit: 'text' },
      { key: 'name', label: { de: 'Produkt', en: 'Product' }, unit: 'text' },
      { key: 'metric', label: { de: 'Was', en: 'What' }, unit: 'text' },
      { key: 'window', label: { de: 'Zeitraum', en: 'Period' }, unit: 'text' },
      { key: 'count', label: { de: 'Anzahl', en: 'Count' }, unit: 'count' },
      { key: 'expected', label: { de: 'Erwartet', en: 'Expected' }, unit: 'number' },
      { key: 'ratio', label: { de: 'Verhältnis', en: 'Ratio' }, unit: 'factor' },
      { key: 'low', label: { de: 'von', en: 'from' }, unit: 'factor' },
      { key: 'high', label: { de: 'bis', en: 'to' }, unit: 'factor' },
      { key: 'q', label: { de: 'q', en: 'q' }, unit: 'number' },
    ],
    rows: trends
      .slice(0, TABLE_ROWS)
      .map((one) => [
        one.product,
        textCell(one.name),
        textCell(METRIC_NAMES[one.metric]),
        textCell(WINDOW_NAMES[one.window]),
        one.count,
        one.expected,
        one.ratio,
        one.low,
        one.high,
        one.q,
      ]),
    rowCount: trends.length,
    evidenceId: evidence.id,
  }
}
