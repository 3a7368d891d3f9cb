/**
 * Shop days, times and durations in German and English. A day that is no 'YYYY-MM-DD' of the calendar throws the
 * AppError of `parseDay`; null is written as `UNKNOWN`.
 */
import type { Lang } from '../core/lang.ts'
import { addDays, type Day, daysBetween, parseDay, wallTime, weekdayOf } from '../core/time.ts'
import { formatCount, formatDecimal, isKnown, type Known, UNKNOWN } from './numbers.ts'

/** Monday first. */
const WEEKDAYS: Readonly<Record<Lang, readonly string[]>> = {
  de: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}

/** January first. */
const MONTHS: Readonly<Record<Lang, readonly string[]>> = {
  de: [
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
}

/**
 * full: 'Montag, 23. November 2026' / 'Monday, 23 November 2026' · long: '23. November 2026' / '23 November 2026' ·
 * medium: 'Mo., 23.11.2026' / 'Mon, 23 Nov 2026' · short: '23.11.2026' / '23 Nov 2026' · weekday: 'Montag' ·
 * day-month: '23. November' · month: 'November 2026'.
 */
export type DayStyle = 'full' | 'long' | 'medium' | 'short' | 'weekday' | 'day-month' | 'month'

interface DayWords {
  readonly year: string
  /** 'MM' and 'DD' as digits. */
  readonly mm: string
  readonly dd: string
  readonly date: number
  readonly month: string
  readonly weekday: string
}

function wordsOf(day: Day, lang: Lang): DayWords {
  parseDay(day, 'day')
  const [year = '', mm = '', dd = ''] = day.split('-')
  return {
    year,
    mm,
    dd,
    date: Number(dd),
    month: MONTHS[lang][Number(mm) - 1] ?? '',
    weekday: WEEKDAYS[lang][weekdayOf(day) - 1] ?? '',
  }
}

/** A shop day in one of the styles of `DayStyle`. */
export function formatDay(day: Day | null, style: DayStyle, lang: Lang): string {
  if (day === null) return UNKNOWN
  const w = wordsOf(day, lang)
  const german = lang === 'de'
  const dayMonth = german ? `${w.date}. ${w.month}` : `${w.date} ${w.month}`
  const short = german ? `${w.dd}.${w.mm}.${w.year}` : `${w.date} ${w.month.slice(0, 3)} ${w.year}`
  switch (style) {
    case 'full':
      return `${w.weekday}, ${dayMonth} ${w.year}`
    case 'long':
      return `${dayMonth} ${w.year}`
    case 'medium':
      return german ? `${w.weekday.slice(0, 2)}., ${short}` : `${w.weekday.slice(0, 3)}, ${short}`
    case 'short':
      return short
    case 'weekday':
      return w.weekday
    case 'day-month':
      return dayMonth
    case 'month':
      return `${w.month} ${w.year}`
  }
}

/** A month 'YYYY-MM': 'November 2026'. */
export function formatMonth(month: string, lang: Lang): string {
  return formatDay(`${month}-01`, 'month', lang)
}

/** '1. bis 23. November 2026' / '1 to 23 November 2026', naming month and year once where they are shared. */
export function formatDayRange(from: Day, to: Day, lang: Lang): string {
  if (from === to) return formatDay(from, 'long', lang)
  const last = formatDay(to, 'long', lang)
  const join = lang === 'de' ? 'bis' : 'to'
  if (from.slice(0, 7) === to.slice(0, 7)) {
    const { date } = wordsOf(from, lang)
    return `${date}${lang === 'de' ? '.' : ''} ${join} ${last}`
  }
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  return `${formatDay(from, sameYear ? 'day-month' : 'long', lang)} ${join} ${last}`
}

/** ISO 8601 week and the year it belongs to. */
export function isoWeekOf(day: Day): { readonly year: number; readonly week: number } {
  const thursday = addDays(parseDay(day, 'day'), 4 - weekdayOf(day))
  const year = Number(thursday.slice(0, 4))
  return { year, week: Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1 }
}

/** The ISO week of a day: 'KW 48/2026' / 'week 48/2026'. */
export function formatWeek(day: Day, lang: Lang): string {
  const { year, week } = isoWeekOf(day)
  return `${lang === 'de' ? 'KW' : 'week'} ${week}/${year}`
}

export interface TimeStyle {
  readonly lang: Lang
  /** IANA time zone of the shop. */
  readonly timeZone: string
}

/** The shop's wall time of an instant (UTC milliseconds): '02:00 Uhr' / '02:00'. */
export function formatTime(at: Known, style: TimeStyle): string {
  if (!isKnown(at)) return UNKNOWN
  const time = wallTime(at, style.timeZone).slice(11)
  return style.lang === 'de' ? `${time} Uhr` : time
}

/** Day and wall time of an instant: '23.11.2026, 02:00 Uhr' / '23 Nov 2026, 02:00'. */
export function formatInstant(at: Known, style: TimeStyle): string {
  if (!isKnown(at)) return UNKNOWN
  const day = wallTime(at, style.timeZone).slice(0, 10)
  return `${formatDay(day, 'short', style.lang)}, ${formatTime(at, style)}`
}

const DURATION_WORDS = {
  de: { day: 'Tag', days: 'Tage', hour: 'Std.', minute: 'Min.', second: 's', milli: 'ms' },
  en: { day: 'day', days: 'days', hour: 'h', minute: 'min', second: 's', milli: 'ms' },
} as const

/** A duration in its two largest units: '850 ms', '2,4 s', '2 Min. 3 s', '1 Std. 5 Min.', '3 Tage 4 Std.'. */
export function formatDuration(milliseconds: Known, lang: Lang): string {
  if (!isKnown(milliseconds)) return UNKNOWN
  const words = DURATION_WORDS[lang]
  const whole = (value: number): string => formatCount(value, { lang })
  const two = (large: string, small: number, word: string): string =>
    small === 0 ? large : `${large} ${whole(small)} ${word}`
  if (Math.round(milliseconds) < 1000) return `${whole(milliseconds)} ${words.milli}`
  if (milliseconds < 9950) return `${formatDecimal(milliseconds / 1000, { lang, maxDigits: 1 })} ${words.second}`
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return `${whole(seconds)} ${words.second}`
  if (seconds < 3600) return two(`${Math.floor(seconds / 60)} ${words.minute}`, seconds % 60, words.second)
  const minutes = Math.round(seconds / 60)
  if (minutes < 1440) return two(`${Math.floor(minutes / 60)} ${words.hour}`, minutes % 60, words.minute)
  const hours = Math.round(minutes / 60)
  const days = Math.floor(hours / 24)
  return two(`${whole(days)} ${days === 1 ? words.day : words.days}`, hours % 24, words.hour)
}
