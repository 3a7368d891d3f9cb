/** Months of a calendar, weeks beginning on Monday. Pure. */
import { addDays, type Day, weekdayOf } from '../../../core/time.ts'

export interface Month {
  /** '2026-11' */
  readonly month: string
  /** Seven a week; null: a day of another month. */
  readonly weeks: readonly (readonly (Day | null)[])[]
}

/** The months that some of `days` are in, the newest first. */
export function monthsOf(days: readonly Day[]): Month[] {
  const months = [...new Set(days.map((day) => day.slice(0, 7)))].sort().reverse()
  return months.map((month) => ({ month, weeks: weeksOf(month) }))
}

function weeksOf(month: string): (Day | null)[][] {
  const first = `${month}-01`
  const cells: (Day | null)[] = Array.from({ length: weekdayOf(first) - 1 }, () => null)
  for (let day = first; day.startsWith(month); day = addDays(day, 1)) cells.push(day)
  while (cells.length % 7 > 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
