/** Days, hours and clocks of the shop. A shop day is 'YYYY-MM-DD' in the shop's own time zone. */
import { Temporal } from 'temporal-polyfill'
import { AppError } from './errors.ts'

export type Day = string

/** Tells the time; handed in so that tests set it. */
export interface Clock {
  /** UTC milliseconds since 1970. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/

/** What a ClickHouse Date can hold. */
const FIRST_DAY = '1970-01-01'
const LAST_DAY = '2149-06-06'

/** Reads a shop day; `AppError('usage.invalid')` where it is no date of the calendar, or one that the stores cannot hold. */
export function parseDay(text: string, where: string): Day {
  if (DAY_PATTERN.test(text)) {
    const asDate = new Date(`${text}T00:00:00Z`)
    const isDate = !Number.isNaN(asDate.getTime()) && asDate.toISOString().startsWith(text)
    if (isDate && text >= FIRST_DAY && text <= LAST_DAY) return text
    if (isDate) throw new AppError('usage.invalid', `${where}: ${text} is not between ${FIRST_DAY} and ${LAST_DAY}.`)
  }
  throw new AppError('usage.invalid', `${where}: '${text}' is no date. Write it as YYYY-MM-DD, for example 2026-11-22.`)
}

/** The shop day an instant falls on. */
export function dayOf(at: number, timeZone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** First instant of a shop day, UTC milliseconds. */
export function startOfDay(day: Day, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone }).epochMilliseconds
}

/** The instant at which the shop's clocks show `time` ('09:30') on that day, UTC milliseconds; one they leave out counts when they have gone on. */
export function instantOf(day: Day, time: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds
}

/** The day `days` later (earlier where negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** 1 = Monday ... 7 = Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** Whether the runtime knows this IANA time zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Shop-local wall time of an instant as 'YYYY-MM-DD HH:MM'. */
export function wallTime(at: number, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  return `${zoned.toPlainDate().toString()} ${zoned.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

/** The next instant after `at` at which the shop's clocks show `time` ('02:00'); one they leave out counts when they have gone on. */
export function nextTime(time: string, at: number, timeZone: string): number {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  const today = now.withPlainTime(time)
  const next =
    today.epochMilliseconds > at
      ? today
      : now.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: time })
  return next.epochMilliseconds
}
