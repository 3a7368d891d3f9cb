/** Days of the calendar's views. Pure. */
import { addDays, weekdayOf } from '../../../core/time.ts'

export const VIEWS = ['month', 'week', 'board'] as const
export type View = (typeof VIEWS)[number]

/** Before and after the day in the middle that the board shows. */
const BOARD_DAYS = 45

/** The days a view shows, all of them, the first one first: whole weeks from Monday on. */
export function daysOf(view: View, anchor: string): readonly string[] {
  const monday = (day: string) => addDays(day, 1 - weekdayOf(day))
  const run = (from: string, count: number) => Array.from({ length: count }, (_, at) => addDays(from, at))
  if (view === 'week') return run(monday(anchor), 7)
  if (view === 'board') return run(addDays(anchor, -BOARD_DAYS), 2 * BOARD_DAYS + 1)
  const first = `${anchor.slice(0, 7)}-01`
  const next = nextMonth(first, 1)
  const start = monday(first)
  const weeks = Math.ceil((Date.parse(next) - Date.parse(start)) / (7 * 86_400_000))
  return run(start, weeks * 7)
}

/** The day to look at when going on by one step of the view (back: -1). */
export function step(view: View, anchor: string, by: 1 | -1): string {
  if (view === 'week') return addDays(anchor, 7 * by)
  return view === 'month' ? nextMonth(anchor, by) : addDays(anchor, BOARD_DAYS * by)
}

/** First of the month that many months later. */
function nextMonth(day: string, months: number): string {
  const [year = 1970, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}

/** What Shift and an arrow do to a piece, in days; null: nothing. */
export function daysByKey(key: string): number | null {
  return { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[key] ?? null
}
