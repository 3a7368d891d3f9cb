/** What each series will sell: weeks by models of each series, days of the shop and its categories by daily models, all adding up. */
import type { Compute } from '../../compute/index.ts'
import type { Text } from '../../core/lang.ts'
import { addDays, type Day } from '../../core/time.ts'
import type { BatchForecast, SeriesInput } from '../../ml/forecast/forecast-batch.ts'
import { type Interval, withIntervals } from '../../ml/forecast/pooled-intervals.ts'
import { tameSpikes } from '../../ml/stats/tame-spikes.ts'
import type { DemandSeries } from './series.ts'

/** As far as the end of the month after the next, whatever day it is. */
export const HORIZON_WEEKS = 13
const QUARTER_WEEKS = 12
export const HORIZON_DAYS = 28
export const MONTH_WEEKS = 4
/** Share of weeks, months and quarters the bands are meant to hold. */
export const LEVEL = 0.9
export const SEASON_WEEKS = 52
/** Small enough that threads end together, large enough that copying costs nothing. */
const BATCH = 50
/** With few series, more ends in the past make up for what cannot be learnt from others. */
const ENOUGH_ENDS = 200
const MOST_ENDS = 8
/** Weeks with a holiday that an effect can be learnt from. */
const LEAST_HOLIDAY_WEEKS = 8
/** What helps by less is as likely luck. */
export const CLEARLY = 0.98

/** Float64Arrays of one length; low <= point <= high. */
export interface Band extends Interval {
  readonly point: Float64Array
}

/** The sum over some weeks, or parts of them. */
export interface Total {
  /** Of each week: Float64Array[1..13], 0..1. */
  readonly shares: Float64Array
  readonly point: number
  readonly low: number
  readonly high: number
  readonly naive: number
}

export interface WeekOutlook {
  readonly weeks: Band
  readonly naive: Float64Array
  /** Of the next 28 and 84 days. */
  readonly month: Total
  readonly quarter: Total
  /** Of the next two months of the calendar: '2026-10'. */
  readonly calendar: readonly (Total & { readonly month: string })[]
  readonly method: BatchForecast['method'] | 'similar products'
  /** Too few weeks for a model of its own; null: there are enough. */
  readonly tooLittle: (NonNullable<BatchForecast['tooLittle']> & { readonly similar: Similar | null }) | null
  /** The seasonal naive forecast stands in the model's place. */
  readonly isNaive: boolean
}

/** Launches of like products that stand in where a product's own weeks are too few. */
interface Similar {
  /** How many of equal weight would tell as much, and the names of those that tell most. */
  readonly products: number
  readonly most: readonly Text[]
}

/** Whether there is something to order by: a model of its own, or like products. */
export function isForecast({ tooLittle }: Pick<WeekOutlook, 'tooLittle'>): boolean {
  return tooLittle === null || tooLittle.similar !== null
}

export interface Tools {
  readonly asOf: Day
  readonly compute: Compute
  readonly signal: AbortSignal
}

/**
 * Weekly forecasts of series of one kind, whose errors teach each other's bands.
 * @param holidays  Float64Array[weeks + 13], of each week the share that is a public holiday, ending with the last week ahead; kept only
 *                  for series that were forecast better with it from ends in the past. Null: not tried
 */
export async function forecastWeeks(
  tools: Tools,
  series: readonly DemandSeries[],
  holidays: Float64Array | null = null,
): Promise<WeekOutlook[]> {
  const bare = await forecastAll(
    tools,
    series.map(({ weeks }) => ({ history: weeks, regressors: [] })),
  )
  if (holidays === null) return outlooksOf(tools, bare)
  const inputs = series.map(({ weeks }): SeriesInput => {
    const column = holidays.subarray(Math.max(0, holidays.length - weeks.length - HORIZON_WEEKS))
    const isLearnable =
      column.length === weeks.length + HORIZON_WEEKS &&
      column.subarray(0, weeks.length).filter((share) => share > 0).length >= LEAST_HOLIDAY_WEEKS
    return { history: tameSpikes(weeks), regressors: isLearnable ? [column] : [] }
  })
  const dated = await forecastAll(tools, inputs)
  return outlooksOf(
    tools,
    bare.map((one, i) => {
      const other = dated[i]
      return other !== undefined && meanMiss(other) < CLEARLY * meanMiss(one) ? other : one
    }),
  )
}

/** In scales, over the ends in the past; NaN where there were none. */
function meanMiss({ misses }: BatchForecast): number {
  const known = misses.filter(Number.isFinite)
  return known.reduce((sum, miss) => sum + Math.abs(miss), 0) / known.length
}

async function forecastAll(tools: Tools, series: readonly SeriesInput[]): Promise<BatchForecast[]> {
  const origins = Math.min(MOST_ENDS, Math.max(1, Math.ceil(ENOUGH_ENDS / Math.max(1, series.length))))
  const options = { horizon: HORIZON_WEEKS, period: SEASON_WEEKS, origins, withEts: false }
  const batches = Array.from({ length: Math.ceil(series.length / BATCH) }, (_, b) =>
    series.slice(b * BATCH, (b + 1) * BATCH),
  )
  const made = await Promise.all(
    batches.map(async (batch) => {
      tools.signal.throwIfAborted()
      return tools.compute('forecastBatch', batch, options)
    }),
  )
  tools.signal.throwIfAborted()
  return made.flat()
}

function outlooksOf(tools: Tools, made: readonly BatchForecast[]): WeekOutlook[] {
  const weeks = withIntervals(made, { horizon: HORIZON_WEEKS, level: LEVEL })
  const months = totalsOf(made, new Float64Array(MONTH_WEEKS).fill(1))
  const quarters = totalsOf(made, new Float64Array(QUARTER_WEEKS).fill(1))
  const calendars = monthsAhead(tools.asOf).map(({ month, shares }) => ({ month, totals: totalsOf(made, shares) }))
  return made.flatMap(({ point, naive, method, tooLittle }, i) => {
    const [band, month, quarter] = [weeks[i], months[i], quarters[i]]
    if (band === undefined || month === undefined || quarter === undefined) return []
    const calendar = calendars.flatMap(({ month: name, totals }) => {
      const total = totals[i]
      return total === undefined ? [] : [{ ...total, month: name }]
    })
    const short = tooLittle === null ? null : { ...tooLittle, similar: null }
    return [{ weeks: { point, ...band }, naive, month, quarter, calendar, method, tooLittle: short, isNaive: false }]
  })
}

/** The next two months of the calendar, each with the share of every week after the night that lies in it. */
export function monthsAhead(asOf: Day): { readonly month: string; readonly shares: Float64Array }[] {
  const months = new Map<string, Float64Array>()
  for (let day = 1; day <= 7 * HORIZON_WEEKS; day++) {
    const month = addDays(asOf, day).slice(0, 7)
    if (month === asOf.slice(0, 7)) continue
    const shares = months.get(month) ?? new Float64Array(HORIZON_WEEKS)
    months.set(month, shares)
    const week = Math.floor((day - 1) / 7)
    shares[week] = (shares[week] ?? 0) + 1 / 7
  }
  return [...months].slice(0, 2).map(([month, shares]) => ({ month, shares }))
}

const sumOver = (values: Float64Array, shares: Float64Array): number =>
  shares.reduce((sum, share, week) => sum + share * (values[week] ?? 0), 0)

/**
 * Sums over weeks, with bands learnt from sums in the past: errors of neighbouring weeks go together, so that the bands of weeks cannot
 * be added up.
 */
function totalsOf(made: readonly BatchForecast[], shares: Float64Array): Total[] {
  const sum = (values: Float64Array) => sumOver(values, shares)
  const sums = made.map((one): BatchForecast => {
    const ends = one.misses.length / HORIZON_WEEKS
    const misses = Float64Array.from({ length: ends }, (_, end) => sum(one.misses.subarray(end * HORIZON_WEEKS)))
    return { ...one, point: Float64Array.of(sum(one.point)), naive: Float64Array.of(sum(one.naive)), misses }
  })
  return withIntervals(sums, { horizon: 1, level: LEVEL }).map(({ low, high }, i) => ({
    shares,
    point: sums[i]?.point[0] ?? 0,
    low: low[0] ?? 0,
    high: high[0] ?? 0,
    naive: sums[i]?.naive[0] ?? 0,
  }))
}

/** The seasonal naive forecast in the model's place, with bands as wide. */
export function naively(outlook: WeekOutlook): WeekOutlook {
  const { weeks, naive } = outlook
  return { ...movedTotals(outlook, (one) => one.naive), weeks: moveBand(weeks, naive), isNaive: true }
}

/** The band about other points, as wide as before; nothing negative is sold. */
function moveBand({ point, low, high }: Band, to: Float64Array): Band {
  const by = to.map((value, t) => value - (point[t] ?? 0))
  return {
    point: to,
    low: low.map((value, t) => Math.min(to[t] ?? 0, Math.max(0, value + (by[t] ?? 0)))),
    high: high.map((value, t) => Math.max(to[t] ?? 0, value + (by[t] ?? 0))),
  }
}

/** The outlook with other weeks, and its sums moved with them. */
export function withWeeks(outlook: WeekOutlook, point: Float64Array): WeekOutlook {
  return {
    ...movedTotals(outlook, ({ shares }) => sumOver(point, shares)),
    weeks: moveBand(outlook.weeks, point),
  }
}

/** The sums about other points, their bands as wide as before; nothing negative is sold. */
function movedTotals(outlook: WeekOutlook, to: (total: Total) => number): WeekOutlook {
  const move = <T extends Total>(one: T): T => {
    const point = to(one)
    const by = point - one.point
    const [low, high] = [Math.min(point, Math.max(0, one.low + by)), Math.max(point, one.high + by)]
    return { ...one, point, low, high }
  }
  const { month, quarter, calendar } = outlook
  return { ...outlook, month: move(month), quarter: move(quarter), calendar: calendar.map(move) }
}

/** Sums of whole weeks. */
function weekSums(days: Float64Array): Float64Array {
  return Float64Array.from({ length: Math.floor(days.length / 7) }, (_, week) =>
    days.subarray(7 * week, 7 * week + 7).reduce((sum, value) => sum + value, 0),
  )
}

/** The first weeks as the mean of what the weekly and the daily models say; both see what the other does not. */
export function blendWeeks(weekly: Float64Array, days: Float64Array): Float64Array {
  const daily = weekSums(days)
  return weekly.map((value, week) => {
    const other = daily[week]
    return other === undefined ? value : (value + other) / 2
  })
}

/**
 * Weeks shared out among their days as `shape` has them.
 * @param shape  Float64Array[28], days of a series whose weeks go the same way; a week of nothing is shared evenly
 * @returns      days that add up to the weeks; the bands as independent days add up to the band of their week
 */
export function shareOut({ point, low, high }: Band, shape: Float64Array): Band {
  const sums = weekSums(shape)
  const share = Float64Array.from(shape, (value, day) => {
    const sum = sums[Math.floor(day / 7)] ?? 0
    return sum > 0 ? Math.max(0, value) / sum : 1 / 7
  })
  const days = share.map((part, day) => part * (point[Math.floor(day / 7)] ?? 0))
  const reach = (end: Float64Array, day: number) => {
    const week = Math.floor(day / 7)
    return Math.abs((end[week] ?? 0) - (point[week] ?? 0)) * Math.sqrt(share[day] ?? 0)
  }
  return {
    point: days,
    low: days.map((value, day) => Math.max(0, value - reach(low, day))),
    high: days.map((value, day) => value + reach(high, day)),
  }
}
