import { describe, expect, it } from 'vitest'
import { Refused } from './json.ts'
import { instantOf, timeOf } from './timing.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const MINUTE = 60_000

describe('timeOf', () => {
  it('takes the error of the client clock out', () => {
    const ahead = (at: number) => new Date(at + 90 * MINUTE).toISOString()
    expect(timeOf(ahead(NOW - MINUTE), ahead(NOW), NOW)).toBe(NOW - MINUTE)
  })

  it('believes the client where it does not say when it sent, and takes now where it says nothing', () => {
    expect(timeOf(new Date(NOW - MINUTE).toISOString(), undefined, NOW)).toBe(NOW - MINUTE)
    expect(timeOf(new Date(NOW - MINUTE).toISOString(), 'nonsense', NOW)).toBe(NOW - MINUTE)
    expect(timeOf(undefined, '2026-11-22T10:00:00Z', NOW)).toBe(NOW)
  })

  it('takes what comes years late', () => {
    expect(timeOf('2019-05-05T00:00:00Z', undefined, NOW)).toBe(Date.UTC(2019, 4, 5))
  })

  it.each([
    '1970-01-01T00:00:00Z',
    '2099-01-01T00:00:00Z',
    'yesterday',
    '1',
    '2026-13-45',
    {},
    true,
    1e300,
    Number.NaN,
  ])('refuses %s', (timestamp) => {
    expect(() => timeOf(timestamp, undefined, NOW)).toThrow(Refused)
  })

  it('draws the line ahead at one day, after the correction', () => {
    const day = 86_400_000
    expect(timeOf(NOW + day, undefined, NOW)).toBe(NOW + day)
    expect(() => timeOf(NOW + day + 1, undefined, NOW)).toThrow(Refused)
    expect(timeOf(NOW + 10 * day, NOW + 10 * day, NOW)).toBe(NOW)
  })
})

describe('instantOf', () => {
  it.each([
    ['2026-11-22T12:00:00Z', NOW],
    ['2026-11-22T12:00:00', NOW],
    ['2026-11-22 12:00:00', NOW],
    ['2026-11-22T13:00:00.000+01:00', NOW],
    ['2026-11-22T13:00:00+0100', NOW],
    ['2026-11-22', Date.UTC(2026, 10, 22)],
  ])('reads %s, UTC where no zone is named', (text, at) => {
    expect(instantOf(text)).toBe(at)
  })
})
