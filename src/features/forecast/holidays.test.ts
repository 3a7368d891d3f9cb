import { describe, expect, it } from 'vitest'
import { addDays } from '../../core/time.ts'
import { calendarColumns, learnable, publicHolidays } from './holidays.ts'

const daysOf = (name: string, place: string, from: string, length: number) => {
  const column = calendarColumns(place, from, length).find((one) => one.name === name)
  return [...(column?.values ?? [])].flatMap((value, t) => (value === 1 ? [addDays(from, t)] : []))
}

describe('publicHolidays', () => {
  it('knows the holidays of a country in both languages', () => {
    expect(publicHolidays('DE', '2026-04-01', '2026-04-30')).toEqual([
      { day: '2026-04-03', name: { de: 'Karfreitag', en: 'Good Friday' } },
      { day: '2026-04-06', name: { de: 'Ostermontag', en: 'Easter Monday' } },
    ])
  })

  it('knows those of a state', () => {
    const inJune = (place: string) => publicHolidays(place, '2026-06-01', '2026-06-30').map(({ day }) => day)
    expect(inJune('DE')).toEqual([])
    expect(inJune('DE-BY')).toEqual(['2026-06-04'])
  })

  it('counts public holidays only, across the turn of the year', () => {
    expect(publicHolidays('DE', '2026-12-20', '2027-01-07').map(({ day }) => day)).toEqual([
      '2026-12-25',
      '2026-12-26',
      '2027-01-01',
    ])
  })

  it('has none for a place that is not known', () => {
    expect(publicHolidays('XX', '2026-01-01', '2026-12-31')).toEqual([])
  })
})

describe('calendarColumns', () => {
  it('marks the day, the day before and the day after, but no holiday on a Sunday', () => {
    // 3 October 2027 is a Sunday, 1 May 2026 a Friday.
    expect(daysOf('holiday', 'DE', '2027-09-20', 30)).toEqual([])
    expect(daysOf('holiday', 'DE', '2026-04-20', 20)).toEqual(['2026-05-01'])
    expect(daysOf('day before a holiday', 'DE', '2026-04-20', 20)).toEqual(['2026-04-30'])
    expect(daysOf('day after a holiday', 'DE', '2026-04-20', 20)).toEqual(['2026-05-02'])
  })

  it('sees the holiday that lies one day outside', () => {
    expect(daysOf('day before a holiday', 'DE', '2026-04-20', 11)).toEqual(['2026-04-30'])
    expect(daysOf('day after a holiday', 'DE', '2026-05-02', 5)).toEqual(['2026-05-02'])
  })

  it('knows Black Friday to Cyber Monday', () => {
    expect(daysOf('Black Friday to Cyber Monday', 'DE', '2026-11-01', 60)).toEqual([
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
      '2026-11-30',
    ])
    // In 2024 the first of November was a Friday.
    expect(daysOf('Black Friday to Cyber Monday', 'DE', '2024-11-01', 60)[0]).toBe('2024-11-29')
  })
})

describe('learnable', () => {
  it('keeps only what the history shows at least twice, cut to length', () => {
    const columns = calendarColumns('DE', '2026-03-01', 100)
    const kept = learnable(columns, 40, 68)
    // Good Friday and Easter Monday lie in the first 40 days, the other influences do not.
    expect(kept.every((values) => values.length === 68)).toBe(true)
    expect(kept.length).toBe(3)
    expect(learnable(columns, 20, 48)).toEqual([])
  })
})
