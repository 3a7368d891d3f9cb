/** Which kinds of shop events have stopped coming, judged by their own usual gaps. Pure. */
import { type Day, daysBetween } from '../../core/time.ts'
import type { EventType } from './store.ts'

/** Kinds seen on fewer days are too rare to miss. */
const MIN_DAYS = 14
/** A kind that came so often and then not once in the days looked at has stopped, whatever its gaps were. */
const MIN_EVENTS = 50

export interface Freshness {
  readonly type: string
  readonly events: number
  readonly lastDay: Day
  /** Days without such an event up to the day analysed. */
  readonly quietDays: number
  /** Longest way from one day with such events to the next; null: seen too rarely to say. */
  readonly usualDays: number | null
  /** Quiet for clearly longer than ever lately. */
  readonly stale: boolean
}

export function freshnessOf(rows: readonly EventType[], asOf: Day): Freshness[] {
  return rows.map(({ type, events, last_day, days, longest_gap }) => {
    const quietDays = daysBetween(last_day, asOf)
    const usualDays = days >= MIN_DAYS ? longest_gap : null
    // The next event comes tomorrow at the earliest; a kind that pauses for days anyway must be half as late again.
    const limit = usualDays === null ? Number.POSITIVE_INFINITY : usualDays === 1 ? 1 : 1.5 * usualDays
    return {
      type,
      events,
      lastDay: last_day,
      quietDays,
      usualDays,
      stale: quietDays + 1 > limit || (days === 0 && events >= MIN_EVENTS),
    }
  })
}

/** The last day with any event; null: there never was one. */
export function latestOf(freshness: readonly Freshness[]): Day | null {
  return freshness.reduce<Day | null>((last, { lastDay }) => (last === null || lastDay > last ? lastDay : last), null)
}
