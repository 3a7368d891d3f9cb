import { describe, expect, it } from 'vitest'
import {
  blackFriday,
  dayNumberOf,
  dayText,
  easterSunday,
  instantOf,
  specialDay,
  weekdayOf,
  windowStart,
} from './calendar.ts'

describe('dayNumberOf', () => {
  it('is undone by dayText', () => {
    expect(dayText(dayNumberOf('2024-02-29'))).toBe('2024-02-29')
  })

  it.each(['2025-02-29', '2026-13-01', '22.11.2026', '2026-11-22T00:00:00Z', ''])('refuses %s, naming it', (text) => {
    expect(() => dayNumberOf(text)).toThrow(`'${text}'`)
  })
})

describe('the calendar', () => {
  it('knows Easter', () => {
    expect([2000, 2008, 2019, 2024, 2025, 2026, 2038].map((year) => dayText(easterSunday(year)))).toEqual([
      '2000-04-23',
      '2008-03-23',
      '2019-04-21',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2038-04-25',
    ])
  })

  it('knows Black Friday', () => {
    expect([2024, 2025, 2026, 2029].map((year) => dayText(blackFriday(year)))).toEqual([
      '2024-11-29',
      '2025-11-28',
      '2026-11-27',
      '2029-11-23',
    ])
  })

  it('counts weekdays from Monday, before 1970 too', () => {
    expect(weekdayOf(dayNumberOf('2026-11-23'))).toBe(0)
    expect(weekdayOf(dayNumberOf('2026-11-22'))).toBe(6)
    expect(weekdayOf(-4)).toBe(6)
  })

  it('goes back 24 months, the end day included', () => {
    expect(dayText(windowStart(dayNumberOf('2026-11-22')))).toBe('2024-11-23')
    expect(dayText(windowStart(dayNumberOf('2026-12-31')))).toBe('2025-01-01')
  })

  it('names the days that move demand', () => {
    const kind = (text: string) => specialDay(dayNumberOf(text))
    expect(['2026-04-03', '2026-04-06', '2026-05-14', '2026-05-25', '2026-10-03'].map(kind)).toEqual(
      Array(5).fill('publicHoliday'),
    )
    expect(kind('2026-11-27')).toBe('blackFriday')
    expect(kind('2026-11-30')).toBe('cyberMonday')
    expect(kind('2026-12-24')).toBe('christmasEve')
    expect(kind('2026-07-15')).toBeNull()
  })
})

describe('instantOf', () => {
  it('agrees with the Berlin time zone on both sides of both changes', () => {
    const local = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    for (const day of [
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
      '2026-07-01',
      '2026-10-24',
      '2026-10-25',
      '2026-10-26',
      '2026-01-01',
    ]) {
      expect(local.format(instantOf(dayNumberOf(day), 0))).toBe(`${day} 00:00:00`)
      expect(local.format(instantOf(dayNumberOf(day), 86_399))).toBe(`${day} 23:59:59`)
    }
  })
})
