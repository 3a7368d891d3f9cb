/** What is kept of a night: rows of forecasts and of what was said. Pure. */
import { addDays, type Day } from '../../core/time.ts'
import { changesOf, type Standing } from './accuracy.ts'
import type { ClaimRecord, ForecastRecord } from './forecast-store.ts'
import { planOrder, type Supply } from './orders.ts'
import { type Band, isForecast, MONTH_WEEKS, SEASON_WEEKS, type Total, type WeekOutlook } from './outlook.ts'
import type { DemandSeries } from './series.ts'

/** One series with all that the night found. */
export interface Foreseen {
  readonly series: DemandSeries
  /** What is said: adds up over the levels. */
  readonly outlook: WeekOutlook
  /** The model's own word, whatever is said. */
  readonly model: WeekOutlook
  readonly days: Band
  /** The seasonal naive forecast of tomorrow; null: this series has no daily model. */
  readonly naiveDay: number | null
  readonly standing: Standing
  /** Its model gave way to the naive forecast tonight. */
  readonly gaveWay: boolean
  readonly hasWeather: boolean
  readonly left: number | null
}

/** Weeks of the past that are kept to be shown. */
const SHOWN_WEEKS = 104

export function recordOf(one: Foreseen, asOf: Day, supply: Supply): ForecastRecord {
  const { series, outlook, days, standing, left } = one
  const { kind, key, category, title, unitCents, weeks } = series
  const monthBefore = soldBefore(weeks, 0) ?? 0
  const order = kind === 'product' && isForecast(outlook) ? planOrder(outlook.month, supply, left) : null
  const worth = unitCents ?? 0
  return {
    kind,
    key,
    category,
    title,
    as_of: asOf,
    unit_cents: unitCents,
    sold: Array.from(weeks.subarray(-SHOWN_WEEKS), (units) => (Number.isNaN(units) ? null : rounded(units))),
    weeks: numbers(outlook.weeks.point),
    weeks_low: numbers(outlook.weeks.low),
    weeks_high: numbers(outlook.weeks.high),
    weeks_naive: numbers(outlook.naive),
    days: numbers(days.point),
    days_low: numbers(days.low),
    days_high: numbers(days.high),
    month: totalOf(outlook.month),
    quarter: totalOf(outlook.quarter),
    months: monthsOf(one, asOf),
    month_before: monthBefore,
    year_before: soldBefore(weeks, SEASON_WEEKS - MONTH_WEEKS),
    month_cents: rounded(outlook.month.point * worth),
    change_cents: outlook.tooLittle === null ? rounded((outlook.month.point - monthBefore) * worth) : 0,
    method: outlook.method,
    uses: standing.uses,
    too_little: outlook.tooLittle,
    has_weather: one.hasWeather,
    out_of_stock_weeks: series.outOfStockWeeks,
    stock_left: left,
    reorder_point: order?.reorderPoint ?? null,
    order_units: order?.orderUnits ?? null,
    error: standing.error,
    naive_error: standing.naiveError,
    nights: standing.nights,
  }
}

/** Months of the calendar, as their days add up: those of a week beyond the last day that is forecast are alike. */
function monthsOf({ outlook, days }: Foreseen, asOf: Day): ForecastRecord['months'] {
  const { point } = outlook.weeks
  const unitsOn = (day: number) => days.point[day] ?? (point[Math.floor(day / 7)] ?? 0) / 7
  return outlook.calendar.map(({ month, point: said, low, high, naive }) => {
    let sum = 0
    for (let day = 0; day < 7 * point.length; day++) if (addDays(asOf, day + 1).startsWith(month)) sum += unitsOn(day)
    const by = sum - said
    const ends = { low: Math.min(sum, Math.max(0, low + by)), high: Math.max(sum, high + by) }
    return { month, point: rounded(sum), low: rounded(ends.low), high: rounded(ends.high), naive: rounded(naive) }
  })
}

/** Pieces of four weeks that ended so many weeks before the night; weeks not seen are left out. Null: not that far back. */
export function soldBefore(weeks: Float64Array, ended: number): number | null {
  const to = weeks.length - ended
  if (to < MONTH_WEEKS) return null
  return rounded(
    weeks.subarray(to - MONTH_WEEKS, to).reduce((sum, units) => sum + (Number.isNaN(units) ? 0 : units), 0),
  )
}

export function claimOf({ series, outlook, model, days, naiveDay }: Foreseen): ClaimRecord {
  const { key, weeks } = series
  const kind = outlook.tooLittle?.similar ? 'new' : series.kind
  const changes = changesOf(weeks, SEASON_WEEKS)
  const first = (band: Band) => [band.point[0] ?? 0, band.low[0] ?? 0, band.high[0] ?? 0] as const
  const [week, day] = [first(outlook.weeks), first(days)]
  const { point, low, high, naive } = outlook.month
  return {
    kind,
    key,
    day: naiveDay === null ? null : [...day, naiveDay, day[0]],
    week: [...week, outlook.naive[0] ?? 0, modelOf(outlook, model, (one) => one.weeks.point[0] ?? 0)],
    month: [point, low, high, naive, modelOf(outlook, model, (one) => one.month.point)],
    scale: changes?.scale ?? null,
    square_scale: changes?.squareScale ?? null,
  }
}

/** The word that the model is judged by: as it was said, or where the naive forecast was said instead, its own. */
function modelOf(outlook: WeekOutlook, model: WeekOutlook, of: (one: WeekOutlook) => number): number {
  return of(outlook.isNaive ? model : outlook)
}

const totalOf = ({ point, low, high, naive }: Total) =>
  [rounded(point), rounded(low), rounded(high), rounded(naive)] as const

const numbers = (values: Float64Array): number[] => Array.from(values, rounded)

/** Four digits behind the point say more than any forecast knows. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000
