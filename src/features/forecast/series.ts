import { addDays, type Day, daysBetween } from '../../core/time.ts'
import type { DayRow } from './store.ts'

/** Days without a booking at the end count as unknown from here on, where the shop never paused as long before. */
const SILENT_DAYS = 3

/** Revenue and orders of every day from the first booking to `asOf`; 0 on days without one, NaN where not known. */
export interface DailySeries {
  readonly from: Day
  readonly asOf: Day
  readonly revenueCents: Float64Array
  readonly orders: Float64Array
  /** Days at the end for which nothing has arrived, although the shop never paused that long before. */
  readonly silentDays: number
}

/** The rows of `readDays` as a series without gaps; null where there is no row. */
export function toSeries(rows: readonly DayRow[], asOf: Day): DailySeries | null {
  const from = rows[0]?.day
  const last = rows.at(-1)?.day
  if (from === undefined || last === undefined) return null
  const length = daysBetween(from, asOf) + 1
  const revenueCents = new Float64Array(length)
  const orders = new Float64Array(length)
  let longestPause = 0
  let before = from
  for (const row of rows) {
    const t = daysBetween(from, row.day)
    revenueCents[t] = row.revenue
    orders[t] = row.orders
    longestPause = Math.max(longestPause, daysBetween(before, row.day) - 1)
    before = row.day
  }
  const pause = daysBetween(last, asOf)
  const silentDays = pause > Math.max(SILENT_DAYS, longestPause) ? pause : 0
  if (silentDays > 0) {
    revenueCents.fill(Number.NaN, length - silentDays)
    orders.fill(Number.NaN, length - silentDays)
  }
  return { from, asOf, revenueCents, orders, silentDays }
}

/** The day at a place of the series, or after its end. */
export function dayAt(series: DailySeries, t: number): Day {
  return addDays(series.from, t)
}
