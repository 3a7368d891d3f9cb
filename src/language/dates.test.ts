import { describe, expect, it } from 'vitest'
import {
  formatDay,
  formatDayRange,
  formatDuration,
  formatInstant,
  formatMonth,
  formatTime,
  formatWeek,
  isoWeekOf,
} from './dates.ts'
import { UNKNOWN } from './numbers.ts'

describe('days', () => {
  it.each([
    ['full', 'Montag, 23. November 2026', 'Monday, 23 November 2026'],
    ['long', '23. November 2026', '23 November 2026'],
    ['medium', 'Mo., 23.11.2026', 'Mon, 23 Nov 2026'],
    ['short', '23.11.2026', '23 Nov 2026'],
    ['weekday', 'Montag', 'Monday'],
    ['day-month', '23. November', '23 November'],
    ['month', 'November 2026', 'November 2026'],
  ] as const)('writes a day in the style %s', (style, german, english) => {
    expect(formatDay('2026-11-23', style, 'de')).toBe(german)
    expect(formatDay('2026-11-23', style, 'en')).toBe(english)
  })

  it('names months in the language and writes an unknown day as a dash', () => {
    expect(formatMonth('2026-03', 'de')).toBe('März 2026')
    expect(formatMonth('2026-03', 'en')).toBe('March 2026')
    expect(formatDay('2026-01-04', 'short', 'de')).toBe('04.01.2026')
    expect(formatDay(null, 'full', 'de')).toBe(UNKNOWN)
  })

  it('refuses a day that the calendar does not have', () => {
    expect(() => formatDay('2026-02-30', 'long', 'de')).toThrow("'2026-02-30' is no date")
  })

  it('names month and year of a range once where both ends share them', () => {
    expect(formatDayRange('2026-11-01', '2026-11-23', 'de')).toBe('1. bis 23. November 2026')
    expect(formatDayRange('2026-11-01', '2026-11-23', 'en')).toBe('1 to 23 November 2026')
    expect(formatDayRange('2026-10-28', '2026-11-23', 'de')).toBe('28. Oktober bis 23. November 2026')
    expect(formatDayRange('2025-12-28', '2026-01-03', 'en')).toBe('28 December 2025 to 3 January 2026')
    expect(formatDayRange('2026-11-23', '2026-11-23', 'de')).toBe('23. November 2026')
  })

  it('counts ISO weeks over the turn of the year', () => {
    expect(isoWeekOf('2026-11-23')).toEqual({ year: 2026, week: 48 })
    expect(isoWeekOf('2027-01-01')).toEqual({ year: 2026, week: 53 })
    expect(isoWeekOf('2024-12-30')).toEqual({ year: 2025, week: 1 })
    expect(formatWeek('2026-11-23', 'de')).toBe('KW 48/2026')
    expect(formatWeek('2026-11-23', 'en')).toBe('week 48/2026')
  })
})

describe('times and durations', () => {
  const at = Date.UTC(2026, 10, 23, 1, 0)
  it("writes instants in the shop's wall time", () => {
    expect(formatTime(at, { lang: 'de', timeZone: 'Europe/Berlin' })).toBe('02:00 Uhr')
    expect(formatTime(at, { lang: 'en', timeZone: 'Europe/London' })).toBe('01:00')
    expect(formatInstant(at, { lang: 'de', timeZone: 'Europe/Berlin' })).toBe('23.11.2026, 02:00 Uhr')
    expect(formatInstant(at, { lang: 'en', timeZone: 'America/New_York' })).toBe('22 Nov 2026, 20:00')
    expect(formatInstant(null, { lang: 'en', timeZone: 'UTC' })).toBe(UNKNOWN)
  })

  it.each([
    [0, '0 ms', '0 ms'],
    [850, '850 ms', '850 ms'],
    [2430, '2,4 s', '2.4 s'],
    [9970, '10 s', '10 s'],
    [59_700, '1 Min.', '1 min'],
    [123_000, '2 Min. 3 s', '2 min 3 s'],
    [3_900_000, '1 Std. 5 Min.', '1 h 5 min'],
    [86_400_000, '1 Tag', '1 day'],
    [273_600_000, '3 Tage 4 Std.', '3 days 4 h'],
  ])('writes %i ms in its two largest units', (milliseconds, german, english) => {
    expect(formatDuration(milliseconds, 'de')).toBe(german)
    expect(formatDuration(milliseconds, 'en')).toBe(english)
  })
})
