/** Days on which orders were to be expected and none came. Pure. */
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { median } from '../../ml/stats/quantile.ts'
import { publicHolidays } from '../forecast/index.ts'
import type { SalesDay } from './store.ts'

/** Gaps further back are old news. */
const WATCHED_DAYS = 90
/** Weeks of the same weekday a day is judged by. */
const WEEKS = 26
const MIN_WEEKS = 8
/** A weekday that is without orders more often than this is a day the shop is closed on. */
const CLOSED_SHARE = 0.1
/** A day without orders is odd where chance gives it less often than this. */
const SIGNIFICANCE = 0.001

export interface OrderGap {
  readonly from: Day
  readonly to: Day
  /** Days within on which orders were to be expected. */
  readonly days: number
  readonly expectedOrders: number
  readonly expectedCents: number
}

export interface OrderGaps {
  /** Without an order up to the day analysed; null: nothing odd about the end. */
  readonly stale: OrderGap | null
  /** Gaps with orders after them, the latest first. */
  readonly inside: readonly OrderGap[]
}

interface Usual {
  readonly orders: number
  readonly cents: number
  /** Probability that a day like this has no order. */
  readonly none: number
}

/**
 * @param days     days with orders, in order
 * @param firstDay first day with an order there ever was
 * @param place    whose public holidays count: 'DE', 'DE-BY'
 */
export function findGaps(days: readonly SalesDay[], firstDay: Day, asOf: Day, place: string): OrderGaps {
  const byDay = new Map(days.map((row) => [row.day, row]))
  const lastDay = days.at(-1)?.day
  if (lastDay === undefined) return { stale: null, inside: [] }
  const holidays = new Set(publicHolidays(place, addDays(asOf, -WATCHED_DAYS), asOf).map(({ day }) => day))
  const gaps: { to: Day; from: Day; hits: Usual[] }[] = []
  let open: { to: Day; from: Day; hits: Usual[] } | null = null
  for (let offset = WATCHED_DAYS - 1; offset >= 0; offset--) {
    const day = addDays(asOf, -offset)
    if (byDay.has(day)) {
      open = null
      continue
    }
    const usual = holidays.has(day) ? null : usualOn(day, byDay, firstDay, lastDay)
    if (usual === null || usual.none >= SIGNIFICANCE) continue
    if (open === null) {
      open = { from: day, to: day, hits: [] }
      gaps.push(open)
    }
    open.to = day
    open.hits.push(usual)
  }
  const found = gaps.map(
    ({ from, to, hits }): OrderGap => ({
      from,
      to,
      days: hits.length,
      expectedOrders: hits.reduce((sum, { orders }) => sum + orders, 0),
      expectedCents: Math.round(hits.reduce((sum, { cents }) => sum + cents, 0)),
    }),
  )
  const last = found.at(-1)
  const stale = last !== undefined && last.from > lastDay ? last : null
  return { stale, inside: (stale === null ? found : found.slice(0, -1)).reverse() }
}

/** What such a weekday usually brings, learnt from days up to the last one with orders; null: closed, or too short. */
function usualOn(day: Day, byDay: ReadonlyMap<Day, SalesDay>, firstDay: Day, lastDay: Day): Usual | null {
  const orders: number[] = []
  const cents: number[] = []
  const late = Math.max(0, daysBetween(lastDay, day))
  const start = addDays(day, -7 * Math.max(1, Math.ceil(late / 7)))
  for (let week = 0; week < WEEKS; week++) {
    const before = addDays(start, -7 * week)
    if (before < firstDay) break
    const row = byDay.get(before)
    orders.push(row?.orders ?? 0)
    cents.push(row?.cents ?? 0)
  }
  const n = orders.length
  if (n < MIN_WEEKS || orders.filter((count) => count === 0).length / n > CLOSED_SHARE) return null
  return {
    orders: median(orders.slice(0, MIN_WEEKS)),
    cents: median(cents.slice(0, MIN_WEEKS)),
    none: chanceOfNone(orders),
  }
}

/** Chance of a zero among counts like these: negative binomial by moments, Poisson where they scatter no more than that. */
function chanceOfNone(counts: readonly number[]): number {
  const n = counts.length
  const mean = counts.reduce((sum, count) => sum + count, 0) / n
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (n - 1)
  if (variance <= mean) return Math.exp(-mean)
  const shape = mean ** 2 / (variance - mean)
  return (shape / (shape + mean)) ** shape
}
