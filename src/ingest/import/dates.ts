import type { Zone } from './zone.ts'

/** How '03/04/2011' is meant. */
export type DateOrder = 'dmy' | 'mdy'
type DateFormat = DateOrder | 'auto' | 'unix-seconds' | 'unix-milliseconds'

const YEAR_FIRST =
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i
const YEAR_LAST =
  /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:,?[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AP])\.?M\.?)?)?$/i
const SERIAL = /^\d{1,6}(?:\.\d+)?$/
/** Day 0 of Excel's calendar, counted so that it is right from March 1900 on. */
const SERIAL_EPOCH_DAYS = 25_569

interface Moment {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly ms: number
  /** Minutes east of UTC; null: the shop's wall clock. */
  readonly offsetMinutes: number | null
}

export interface DateReaderOptions {
  readonly zone: Zone
  readonly order: DateOrder
  readonly format?: DateFormat
  /** Bare numbers are Excel's day counts. */
  readonly serials: boolean
}

/** Reads dates as exports write them into UTC milliseconds. */
export class DateReader {
  readonly #options: DateReaderOptions
  #lastText = ''
  #lastInstant = Number.NaN

  constructor(options: DateReaderOptions) {
    this.#options = options
  }

  /** The instant, or NaN: no date, a date that does not exist, or one outside 1970 to 2100. */
  read(text: string): number {
    if (text === this.#lastText) return this.#lastInstant
    this.#lastText = text
    this.#lastInstant = this.#instantOf(text.trim())
    return this.#lastInstant
  }

  /** Why `text` is no date; null when it is one. */
  fault(column: string, text: string): string | null {
    if (text.trim() === '') return `${column} is empty; a date is expected.`
    if (!Number.isNaN(this.read(text))) return null
    const shown = `${column} '${text.trim().slice(0, 40)}'`
    const moment = momentOf(text.trim(), this.#options.order)
    if (moment === null) return `${shown} is not a date; 2011-12-09 08:26:00 or 9.12.2011 08:26 are expected.`
    if (exists(moment)) return `${shown} is outside the years 1970 to 2100.`
    const swapped = momentOf(text.trim(), this.#options.order === 'dmy' ? 'mdy' : 'dmy')
    const order = this.#options.order === 'dmy' ? 'day/month/year' : 'month/day/year'
    if (swapped !== null && exists(swapped)) return `${shown} does not exist (this file's dates are ${order}).`
    return `${shown} does not exist.`
  }

  #instantOf(text: string): number {
    const { zone, format } = this.#options
    if (format === 'unix-seconds' || format === 'unix-milliseconds') {
      if (!/^\d{1,15}$/.test(text)) return Number.NaN
      return inRange(Number(text) * (format === 'unix-seconds' ? 1000 : 1))
    }
    if (this.#options.serials && SERIAL.test(text)) {
      return inRange(zone.toUtc(Math.round((Number(text) - SERIAL_EPOCH_DAYS) * 86_400) * 1000))
    }
    const moment = momentOf(text, this.#options.order)
    if (moment === null || !exists(moment)) return Number.NaN
    if (moment.year < 1970) return Number.NaN
    const wall = Date.UTC(
      moment.year,
      moment.month - 1,
      moment.day,
      moment.hour,
      moment.minute,
      moment.second,
      moment.ms,
    )
    return inRange(moment.offsetMinutes === null ? zone.toUtc(wall) : wall - moment.offsetMinutes * 60_000)
  }
}

const FIRST_INSTANT = 0
const LAST_INSTANT = Date.UTC(2101, 0, 1)

function inRange(instant: number): number {
  return instant >= FIRST_INSTANT && instant < LAST_INSTANT ? instant : Number.NaN
}

function momentOf(text: string, order: DateOrder): Moment | null {
  const first = YEAR_FIRST.exec(text)
  if (first !== null) {
    return {
      year: Number(first[1]),
      month: Number(first[3]),
      day: Number(first[4]),
      hour: Number(first[5] ?? 0),
      minute: Number(first[6] ?? 0),
      second: Number(first[7] ?? 0),
      ms: Number((first[8] ?? '').padEnd(3, '0')),
      offsetMinutes: offsetOf(first[9]),
    }
  }
  const last = YEAR_LAST.exec(text)
  if (last === null) return null
  const dayFirst = last[2] === '.' || order === 'dmy'
  const half = last[8]?.toUpperCase()
  const hour = Number(last[5] ?? 0)
  if (half !== undefined && (hour < 1 || hour > 12)) return null
  return {
    year: fullYear(last[4] ?? ''),
    month: Number(dayFirst ? last[3] : last[1]),
    day: Number(dayFirst ? last[1] : last[3]),
    hour: half === undefined ? hour : (hour % 12) + (half === 'P' ? 12 : 0),
    minute: Number(last[6] ?? 0),
    second: Number(last[7] ?? 0),
    ms: 0,
    offsetMinutes: null,
  }
}

function fullYear(text: string): number {
  const year = Number(text)
  if (text.length === 4) return year
  return year < 70 ? 2000 + year : 1900 + year
}

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^(z|utc)$/i.test(text)) return 0
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))
  return text.startsWith('-') ? -minutes : minutes
}

function exists(moment: Moment): boolean {
  const { year, month, day, hour, minute, second } = moment
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Whether this date can be read in two ways, and if so which order its parts decide (null: they do not). */
export function orderShown(text: string): DateOrder | 'undecided' | null {
  const match = YEAR_LAST.exec(text.trim())
  if (match === null || match[2] === '.') return null
  if (Number(match[1]) > 12) return 'dmy'
  return Number(match[3]) > 12 ? 'mdy' : 'undecided'
}
