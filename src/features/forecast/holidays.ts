/** Days of the calendar that move what a shop sells: public holidays, Christmas, the days of discounts in November. */
import Holidays from 'date-holidays'
import type { Text } from '../../core/lang.ts'
import { addDays, type Day, daysBetween, weekdayOf } from '../../core/time.ts'

export interface Holiday {
  readonly day: Day
  readonly name: Text
}

/** One influence on every day of a stretch, 1 where it holds. */
export interface CalendarColumn {
  readonly name: string
  readonly values: Float64Array
}

/**
 * Public holidays from `from` to `to`, both inclusive, in order.
 * @param place  'DE', 'DE-BY', 'GB-SCT': country, state, region; a place that is not known has none
 */
export function publicHolidays(place: string, from: Day, to: Day): Holiday[] {
  const [country = '', state, region] = place.split('-')
  const calendar = new Holidays()
  if (region !== undefined && state !== undefined) calendar.init(country, state, region, { types: ['public'] })
  else if (state !== undefined) calendar.init(country, state, { types: ['public'] })
  else calendar.init(country, { types: ['public'] })
  const found = new Map<Day, Holiday>()
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    const english = new Map(calendar.getHolidays(year, 'en').map(({ date, rule, name }) => [date + rule, name]))
    for (const { date, rule, name, start, end } of calendar.getHolidays(year, 'de')) {
      const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000))
      for (let offset = 0; offset < days; offset++) {
        const day = addDays(date.slice(0, 10), offset)
        if (day < from || day > to || found.has(day)) continue
        found.set(day, { day, name: { de: name, en: english.get(date + rule) ?? name } })
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

/**
 * The calendar's influences on `length` days from `from` on, for the forecast's regression.
 * A holiday on a Sunday counts as the Sunday it is.
 */
export function calendarColumns(place: string, from: Day, length: number): CalendarColumn[] {
  const holidays = publicHolidays(place, addDays(from, -1), addDays(from, length))
  const free = new Set(holidays.filter(({ day }) => weekdayOf(day) !== 7).map(({ day }) => day))
  const column = (name: string, holds: (day: Day) => boolean): CalendarColumn => ({
    name,
    values: Float64Array.from({ length }, (_, t) => (holds(addDays(from, t)) ? 1 : 0)),
  })
  return [
    column('holiday', (day) => free.has(day) && !isChristmas(day)),
    column('day before a holiday', (day) => free.has(addDays(day, 1)) && !free.has(day) && !isChristmas(day)),
    column('day after a holiday', (day) => free.has(addDays(day, -1)) && !free.has(day) && !isChristmas(day)),
    column('Christmas', isChristmas),
    column('between the years', (day) => day.slice(5) >= '12-27'),
    column('Black Friday to Cyber Monday', isBlackWeekend),
  ]
}

/**
 * The columns whose effect the first `historyDays` days can teach (at least two days each), cut to `length` days.
 */
export function learnable(columns: readonly CalendarColumn[], historyDays: number, length: number): Float64Array[] {
  return columns.flatMap(({ values }) => {
    let days = 0
    for (let t = 0; t < historyDays; t++) days += values[t] ?? 0
    return days >= 2 ? [values.slice(0, length)] : []
  })
}

function isChristmas(day: Day): boolean {
  return day.slice(5) >= '12-24' && day.slice(5) <= '12-26'
}

/** From the Friday after the fourth Thursday of November to the Monday after it. */
function isBlackWeekend(day: Day): boolean {
  const year = day.slice(0, 4)
  const firstThursday = addDays(`${year}-11-01`, (11 - weekdayOf(`${year}-11-01`)) % 7)
  const since = daysBetween(addDays(firstThursday, 22), day)
  return since >= 0 && since <= 3
}
