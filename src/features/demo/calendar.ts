/**
 * The demo shop's calendar: days as whole numbers since 1970-01-01, shop time Europe/Berlin, German public holidays and
 * the trading days that move demand. Everything is computed, so that no time zone table of the machine takes part.
 */
import { AppError } from '../../core/errors.ts'

const DAY_MS = 86_400_000

/** Day number of 'YYYY-MM-DD'; throws AppError where that is no date. */
export function dayNumberOf(text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) {
    throw new AppError(
      'usage.invalid',
      `The end day '${text}' is not a date. Write it as YYYY-MM-DD, for example 2026-11-22.`,
    )
  }
  return ms / DAY_MS
}

/** 'YYYY-MM-DD' of a day number. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** Day number of a year, month (1 to 12) and day of the month. */
export function dayOf(year: number, month: number, date: number): number {
  return Date.UTC(year, month - 1, date) / DAY_MS
}

export function partsOf(day: number): { year: number; month: number; date: number } {
  const at = new Date(day * DAY_MS)
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() }
}

/** 0 Monday ... 6 Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** First day of the 24 months that end with `endDay`. */
export function windowStart(endDay: number): number {
  const { year, month, date } = partsOf(endDay + 1)
  return dayOf(year - 2, month, date)
}

function lastSunday(year: number, month: number): number {
  const last = dayOf(year, month + 1, 1) - 1
  return last - ((weekdayOf(last) + 1) % 7)
}

/** UTC milliseconds of a second of a shop day (Central European Time with EU summer time). */
export function instantOf(day: number, second: number): number {
  const standard = day * DAY_MS + second * 1000 - 3_600_000
  const { year } = partsOf(day)
  const summerStart = lastSunday(year, 3) * DAY_MS + 3_600_000
  const summerEnd = lastSunday(year, 10) * DAY_MS + 3_600_000
  return standard >= summerStart && standard < summerEnd ? standard - 3_600_000 : standard
}

/** Easter Sunday. Source: Meeus, Astronomical Algorithms (Gregorian calendar). */
export function easterSunday(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1)
}

/** The day after the fourth Thursday of November. */
export function blackFriday(year: number): number {
  const first = dayOf(year, 11, 1)
  return first + ((3 - weekdayOf(first) + 7) % 7) + 22
}

/** How demand differs on public holidays and trading days, as factors on the day; part of the ground truth. */
export const SPECIAL_FACTORS = {
  publicHoliday: 0.86,
  christmasEve: 0.55,
  christmasDay: 0.6,
  secondChristmasDay: 0.85,
  newYearsEve: 0.6,
  advent: 1.2,
  blackWeek: 1.35,
  blackFriday: 2.2,
  blackWeekend: 1.6,
  cyberMonday: 1.8,
} as const
export type SpecialDay = keyof typeof SPECIAL_FACTORS

/** What is special about a day for the whole of Germany, or null. */
export function specialDay(day: number): SpecialDay | null {
  const { year, month, date } = partsOf(day)
  const friday = blackFriday(year)
  if (day === friday) return 'blackFriday'
  if (day === friday + 3) return 'cyberMonday'
  if (day > friday && day < friday + 3) return 'blackWeekend'
  if (day >= friday - 4 && day < friday) return 'blackWeek'
  if (month === 12) {
    if (date <= 19) return 'advent'
    if (date === 24) return 'christmasEve'
    if (date === 25) return 'christmasDay'
    if (date === 26) return 'secondChristmasDay'
    if (date === 31) return 'newYearsEve'
    return null
  }
  const fixed = (month === 1 && date === 1) || (month === 5 && date === 1) || (month === 10 && date === 3)
  const sinceEaster = day - easterSunday(year)
  return fixed || [-2, 1, 39, 50].includes(sinceEaster) ? 'publicHoliday' : null
}
