/** From what the models say per customer to figures, tables and the finding. Pure. */
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { studentQuantile } from '../../ml/math/student.ts'
import type { Interval } from '../findings/index.ts'
import type { Outlook } from './fit.ts'
import type { Histories, Span } from './store.ts'

const LEVEL = 0.8
/** Share of the log's length that is held out in a back test. */
const HELD_OUT = 0.2
/** Where the back tests begin, as shares of the log's length; the first is the holdout of the report. */
const ORIGINS = [0.8, 0.7, 0.6]
/** A back test needs so many days before it. */
const MIN_DAYS = 90
/** Customers in a back test: a fit on so many says the same as one on all. */
const MAX_TESTED = 30_000

/** The back tests a log of this length allows, the latest first. */
export function backtestSpans(firstDay: Day, asOf: Day, customers: number): Span[] {
  const days = daysBetween(firstDay, asOf)
  const length = Math.round(days * HELD_OUT)
  const every = Math.max(1, Math.ceil(customers / MAX_TESTED))
  return ORIGINS.map((origin) => Math.round(days * origin))
    .filter((before) => before >= MIN_DAYS)
    .map((before) => {
      const until = addDays(firstDay, before)
      const end = addDays(until, length)
      return { until, end: end > asOf ? asOf : end, every }
    })
}

export interface Backtest {
  readonly span: Span
  readonly customers: number
  readonly predicted: number
  readonly actual: number
  readonly predictedCents: number
  readonly actualCents: number
  /** Repeat purchases of the same customers in the equally long time before. */
  readonly naive: number
  /** Mean distance between said and came per customer, in purchases. */
  readonly error: number
  readonly naiveError: number
}

export function judge(span: Span, histories: Histories, outlook: Outlook): Backtest {
  const n = histories.frequency.length
  const sums = { predicted: 0, actual: 0, predictedCents: 0, actualCents: 0, naive: 0, error: 0, naiveError: 0 }
  for (let i = 0; i < n; i++) {
    const predicted = outlook.purchases[i] ?? 0
    const actual = histories.future[i] ?? 0
    const naive = histories.recent[i] ?? 0
    sums.predicted += predicted
    sums.actual += actual
    sums.naive += naive
    sums.predictedCents += outlook.cents[i] ?? 0
    sums.actualCents += histories.future_cents[i] ?? 0
    sums.error += Math.abs(predicted - actual)
    sums.naiveError += Math.abs(naive - actual)
  }
  return {
    ...sums,
    span,
    customers: n,
    error: sums.error / Math.max(1, n),
    naiveError: sums.naiveError / Math.max(1, n),
  }
}

/**
 * By which factor the truth may lie off, from how far the back tests were off: the root mean square of the logarithms of
 * came over said, times the t quantile with as many degrees of freedom. Null with fewer than two back tests.
 */
export function spreadOf(pairs: readonly (readonly [said: number, came: number])[]): number | null {
  const usable = pairs.filter(([said, came]) => said > 0 && came > 0)
  if (usable.length < 2) return null
  const square = usable.reduce((sum, [said, came]) => sum + Math.log(came / said) ** 2, 0) / usable.length
  return Math.exp(studentQuantile(0.5 + LEVEL / 2, usable.length) * Math.sqrt(square))
}

export function around(value: number, spread: number | null): Interval | null {
  if (spread === null) return null
  return { low: value / spread, high: value * spread, level: LEVEL }
}

export interface Totals {
  readonly purchases: number
  readonly cents: number
  /** Share of the expected revenue that the most valuable tenth of the customers carries; null without any. */
  readonly topShare: number | null
  /** The least expected revenue within that tenth, cents. */
  readonly topFrom: number
  /** Customers with repeat purchases who are probably still there. */
  readonly alive: number
  /** Shares of the expected revenue of the ten tenths, the most valuable first. */
  readonly tenths: readonly number[]
}

export function totalsOf(histories: Histories, { purchases, cents, alive }: Outlook): Totals {
  const n = cents.length
  const ascending = cents.slice().sort()
  const tenths = new Array<number>(10).fill(0)
  let all = 0
  let bought = 0
  let active = 0
  for (let i = 0; i < n; i++) {
    const value = ascending[n - 1 - i] ?? 0
    const tenth = Math.floor((i * 10) / n)
    tenths[tenth] = (tenths[tenth] ?? 0) + value
    all += value
    bought += purchases[i] ?? 0
    if ((histories.frequency[i] ?? 0) > 0 && (alive[i] ?? 0) > 0.5) active++
  }
  const shares = tenths.map((value) => (all > 0 ? value / all : 0))
  return {
    purchases: bought,
    cents: all,
    topShare: all > 0 ? (shares[0] ?? 0) : null,
    topFrom: ascending[n - Math.max(1, Math.ceil(n / 10))] ?? 0,
    alive: active,
    tenths: shares,
  }
}

/** Places of the `count` customers with the greatest expected revenue, the greatest first. */
export function mostValuable(cents: Float64Array, count: number): number[] {
  const least = cents.slice().sort()[Math.max(0, cents.length - count)] ?? 0
  const places: number[] = []
  cents.forEach((value, place) => {
    if (value >= least) places.push(place)
  })
  return places.sort((i, j) => (cents[j] ?? 0) - (cents[i] ?? 0) || i - j).slice(0, count)
}

/** Customers who have bought nothing for the last `days` and repeatedly before: their state of that day can be reckoned. */
export function quietSince(histories: Histories, days: number): Uint32Array {
  const places: number[] = []
  for (let i = 0; i < histories.frequency.length; i++) {
    const idle = (histories.age_days[i] ?? 0) - (histories.recency_days[i] ?? 0)
    if ((histories.frequency[i] ?? 0) > 0 && idle >= days) places.push(i)
  }
  return Uint32Array.from(places)
}

export interface Slipping {
  readonly place: number
  readonly aliveBefore: number
  readonly aliveNow: number
  readonly centsBefore: number
  readonly centsNow: number
}

/** Valuable customers whose probability of still being there has fallen below one half, the greatest loss first. */
export function slippingOf(places: Uint32Array, before: Outlook, now: Outlook, topFrom: number): Slipping[] {
  const found: Slipping[] = []
  places.forEach((place, k) => {
    const aliveBefore = before.alive[k] ?? 0
    const aliveNow = now.alive[place] ?? 0
    const centsBefore = before.cents[k] ?? 0
    if (aliveBefore < 0.5 || aliveNow >= 0.5 || centsBefore < topFrom) return
    found.push({ place, aliveBefore, aliveNow, centsBefore, centsNow: now.cents[place] ?? 0 })
  })
  return found.sort((a, b) => b.centsBefore - b.centsNow - (a.centsBefore - a.centsNow) || a.place - b.place)
}
