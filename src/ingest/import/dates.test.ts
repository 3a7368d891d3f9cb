import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { type DateOrder, DateReader, orderShown } from './dates.ts'
import { Zone } from './zone.ts'

const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
]

function reader(order: DateOrder = 'dmy', serials = false): DateReader {
  return new DateReader({ zone: new Zone('Europe/Berlin'), order, serials })
}

function iso(text: string, order: DateOrder = 'dmy', serials = false): string | null {
  const instant = reader(order, serials).read(text)
  return Number.isNaN(instant) ? null : new Date(instant).toISOString()
}

function temporal(wallMs: number, timeZone: string): number {
  const wall = new Date(wallMs).toISOString().slice(0, -1)
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds
}

describe('Zone', () => {
  it('agrees with Temporal on any second between 1970 and 2100', () => {
    const second = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) / 1000 })
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), second, (timeZone, at) => {
        expect(new Zone(timeZone).toUtc(at * 1000)).toBe(temporal(at * 1000, timeZone))
      }),
      { numRuns: 300 },
    )
  })

  it.each(ZONES)('agrees with Temporal on every quarter of an hour around the clock changes of %s', (timeZone) => {
    const zone = new Zone(timeZone)
    let change = Temporal.Instant.from('1999-01-01T00:00Z').toZonedDateTimeISO(timeZone).getTimeZoneTransition('next')
    for (let seen = 0; seen < 40 && change !== null; seen++) {
      const wallMs = change.epochMilliseconds + change.offsetNanoseconds / 1e6
      for (let quarter = -12; quarter <= 12; quarter++) {
        const near = wallMs + quarter * 900_000 + 61_000
        expect(zone.toUtc(near), new Date(near).toISOString()).toBe(temporal(near, timeZone))
      }
      change = change.getTimeZoneTransition('next')
    }
  })

  it('moves a time that the clocks leave out on by an hour, and takes the first of two equal times', () => {
    expect(iso('2011-03-27 02:30:00')).toBe('2011-03-27T01:30:00.000Z')
    expect(iso('2011-10-30 02:30:00')).toBe('2011-10-30T00:30:00.000Z')
  })

  it('refuses a zone that does not exist, by name', () => {
    expect(() => new Zone('Europe/Berlim')).toThrow("The time zone 'Europe/Berlim' is not known")
  })
})

describe('DateReader', () => {
  it('reads the spellings exports use', () => {
    const expected = '2010-12-01T07:26:00.000Z'
    const texts = [
      '2010-12-01 08:26:00',
      '2010-12-01T08:26',
      '01/12/2010 08:26',
      '1.12.2010 8:26',
      '01-12-2010 08:26:00',
    ]
    expect(texts.map((text) => iso(text))).toEqual(texts.map(() => expected))
    expect(['12/1/2010 8:26', '12/1/10 8:26', '12/1/2010 8:26 AM'].map((text) => iso(text, 'mdy'))).toEqual([
      expected,
      expected,
      expected,
    ])
    expect(iso('12/1/2010 12:05 am', 'mdy')).toBe('2010-11-30T23:05:00.000Z')
  })

  it('heeds the offset where one is given', () => {
    expect(iso('2024-05-01 10:00:00 +0200')).toBe('2024-05-01T08:00:00.000Z')
    expect(iso('2024-05-01T10:00:00.250-03:30')).toBe('2024-05-01T13:30:00.250Z')
    expect(iso('2024-05-01T10:00:00Z')).toBe('2024-05-01T10:00:00.000Z')
  })

  it('takes a point date as day first whatever the order of slashes', () => {
    expect(iso('3.4.2011', 'mdy')).toBe('2011-04-02T22:00:00.000Z')
  })

  it('reads day counts only in workbooks', () => {
    expect(iso('40513.35138888889', 'dmy', true)).toBe('2010-12-01T07:26:00.000Z')
    expect(iso('40513.35138888889')).toBeNull()
  })

  it('refuses dates that do not exist, with the reason', () => {
    const faults = ['2011-02-30', '31/02/2011', '2011-13-01', '2011-01-01 24:00', '29.2.2011'].map((text) =>
      reader().fault('Date', text),
    )
    expect(faults).toEqual([
      "Date '2011-02-30' does not exist.",
      "Date '31/02/2011' does not exist.",
      "Date '2011-13-01' does not exist.",
      "Date '2011-01-01 24:00' does not exist.",
      "Date '29.2.2011' does not exist.",
    ])
    expect(reader().fault('Date', '12/25/2010')).toBe(
      "Date '12/25/2010' does not exist (this file's dates are day/month/year).",
    )
    expect(reader().fault('Date', '0070-01-01')).toContain('outside the years 1970 to 2100')
    expect(reader().fault('Date', 'yesterday')).toContain('is not a date')
    expect(reader().fault('Date', '')).toContain('is empty')
    expect(reader().fault('Date', '2012-02-29')).toBeNull()
  })

  it('knows when a part over 12 decides the order', () => {
    expect(['13/1/2011', '1/13/2011', '1/12/2011', '2011-01-13', '13.1.2011'].map(orderShown)).toEqual([
      'dmy',
      'mdy',
      'undecided',
      null,
      null,
    ])
  })
})
