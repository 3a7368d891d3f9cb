/** The daily series that are judged: the shop's key figures, and revenue and orders of its parts. Pure. */
import type { Text } from '../../core/lang.ts'
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { partName } from '../../language/part-name.ts'
import { type Metric, metricLabel } from '../../language/sentences/metric.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import type { Scope } from '../../language/sentences/scope.ts'
import { quantile } from '../../ml/stats/quantile.ts'
import type { DailySeries } from '../forecast/index.ts'
import { type Dimension, type PartRow, type TotalRow, VOLUME_DAYS } from './store.ts'

/** An average order of fewer orders is the value of single ones. */
const LEAST_ORDERS_FOR_AVERAGE = 10
/** Share of the days that deduct no more than what the floor of revenue reckons with. */
const DEDUCTIONS_WITHIN = 0.995
/** Days with anything at all, of the last 56, below which a figure is too rare to be judged. */
const LEAST_ACTIVE_DAYS = 14

export interface Series {
  /** 'total', 'country:NL', ... */
  readonly scopeId: string
  readonly scope: Scope
  readonly dimension: Dimension | null
  readonly key: string
  readonly metric: Metric
  /** What no value falls short of; see `floorOf`. */
  readonly floor: number
  /** One value per day from the first to the last, NaN where nothing is known. */
  readonly values: Float64Array
  readonly evidenceId: string
}

export interface SeriesInput {
  readonly totals: readonly TotalRow[]
  readonly parts: readonly PartRow[]
  /** The whole shop as the forecast sees it: which days there are, and which are unknown. */
  readonly whole: DailySeries
  readonly evidence: { readonly totals: string; readonly parts: string }
}

const TOTAL_METRICS: readonly { metric: Metric; of: (row: TotalRow) => number }[] = [
  { metric: 'revenueCents', of: ({ revenue }) => revenue },
  { metric: 'orders', of: ({ orders }) => orders },
  { metric: 'items', of: ({ items }) => items },
  { metric: 'refundCents', of: ({ refunds }) => refunds },
  { metric: 'cancellations', of: ({ cancellations }) => cancellations },
]

/** Every series with enough volume to be judged. */
export function buildSeries({ totals, parts, whole, evidence }: SeriesInput): Series[] {
  const { from, asOf } = whole
  const length = daysBetween(from, asOf) + 1
  const known = (t: number) => !Number.isNaN(whole.orders[t] ?? Number.NaN)
  const fill = <R extends { readonly day: Day }>(rows: readonly R[], of: (row: R) => number) => {
    const values = Float64Array.from({ length }, (_, t) => (known(t) ? 0 : Number.NaN))
    for (const row of rows) {
      const t = daysBetween(from, row.day)
      if (t >= 0 && t < length && known(t)) values[t] = of(row)
    }
    return values
  }
  const total = {
    scopeId: 'total',
    scope: { kind: 'total' } as const,
    dimension: null,
    key: '',
    evidenceId: evidence.totals,
  }
  const floorOfRevenue = (rows: readonly Booked[]) => floorOf(fill(rows, ({ gross, revenue }) => gross - revenue))
  const ofShop = TOTAL_METRICS.map(({ metric, of }) => {
    const floor = metric === 'revenueCents' ? floorOfRevenue(totals) : 0
    return { ...total, metric, floor, values: fill(totals, of) }
  })
  const average = averageSeries(totals, from, length)
  const groups = new Map<string, PartRow[]>()
  for (const row of parts) {
    const scopeId = `${row.dimension}:${row.key}`
    const group = groups.get(scopeId)
    if (group === undefined) groups.set(scopeId, [row])
    else group.push(row)
  }
  const ofParts = [...groups].flatMap(([scopeId, rows]): Series[] => {
    const [first] = rows
    if (first === undefined) return []
    const { dimension, key } = first
    const part = { scopeId, scope: scopeOf(dimension, key), dimension, key, evidenceId: evidence.parts }
    return [
      { ...part, metric: 'revenueCents', floor: floorOfRevenue(rows), values: fill(rows, ({ revenue }) => revenue) },
      { ...part, metric: 'orders', floor: 0, values: fill(rows, ({ orders }) => orders) },
    ]
  })
  return [...ofShop, ...(average === null ? [] : [{ ...total, ...average, floor: 0 }]), ...ofParts].filter(isLively)
}

interface Booked {
  readonly day: Day
  readonly revenue: number
  readonly gross: number
}

/**
 * The lowest revenue there can be: order value is never below 0, so all that takes revenue below is what is called off and
 * paid back on a day, and that is known. Every other figure is a count or a sum that starts at 0.
 */
function floorOf(deductions: Float64Array): number {
  const known = deductions.filter((value) => !Number.isNaN(value))
  return known.length === 0 ? 0 : Math.min(0, -quantile(known, DEDUCTIONS_WITHIN))
}

/** Value per order, on days with enough of them; null where that is not the rule. */
function averageSeries(
  totals: readonly TotalRow[],
  from: Day,
  length: number,
): Pick<Series, 'metric' | 'values'> | null {
  const values = new Float64Array(length).fill(Number.NaN)
  for (const { day, standing_cents: cents, standing_orders: orders } of totals) {
    const t = daysBetween(from, day)
    if (t >= 0 && t < length && orders >= LEAST_ORDERS_FOR_AVERAGE) values[t] = cents / orders
  }
  const recent = values.subarray(Math.max(0, length - VOLUME_DAYS))
  const days = recent.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0)
  return days < recent.length / 2 ? null : { metric: 'averageOrderCents', values }
}

function isLively({ values }: Series): boolean {
  const recent = values.subarray(Math.max(0, values.length - VOLUME_DAYS))
  return recent.reduce((count, value) => count + (value !== 0 && !Number.isNaN(value) ? 1 : 0), 0) >= LEAST_ACTIVE_DAYS
}

function scopeOf(dimension: Dimension, key: string): Scope {
  if (dimension === 'country') return { kind: 'country', country: key }
  return { kind: dimension, name: partName(dimension, key) }
}

const DIMENSION_WORDS: Readonly<Record<Dimension, Text>> = {
  country: { de: 'Land', en: 'Country' },
  category: { de: 'Kategorie', en: 'Category' },
  channel: { de: 'Kanal', en: 'Channel' },
}

/** 'Gesamt', 'Land: Niederlande', 'Kanal: Organische Suche'. */
export function scopeLabel({ dimension, key }: Pick<Series, 'dimension' | 'key'>): Text {
  if (dimension === null) return { de: 'Gesamt', en: 'Total' }
  return bothLangs((lang) => {
    return `${DIMENSION_WORDS[dimension][lang]}: ${partName(dimension, key)[lang]}`
  })
}

/** 'Umsatz', with the part it is of where it is one. */
export function seriesLabel(series: Series): Text {
  const metric = metricLabel(series.metric)
  if (series.dimension === null) return metric
  const scope = scopeLabel(series)
  return { de: `${metric.de}, ${scope.de}`, en: `${metric.en}, ${scope.en}` }
}

/** The day at a place of the judged days, of which there are `days`. */
export function judgedDay(asOf: Day, days: number, place: number): Day {
  return addDays(asOf, place + 1 - days)
}
