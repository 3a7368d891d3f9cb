import { describe, expect, it } from 'vitest'
import { nextTime, wallTime } from './time.ts'

const next = (time: string, at: string) => wallTime(nextTime(time, Date.parse(at), 'Europe/Berlin'), 'Europe/Berlin')

describe('the next time the clocks show an hour', () => {
  it('is today as long as it has not come, and tomorrow from that moment on', () => {
    expect(next('02:00', '2026-11-26T00:59:00Z')).toBe('2026-11-26 02:00')
    expect(next('02:00', '2026-11-26T01:00:00Z')).toBe('2026-11-27 02:00')
    expect(next('23:30', '2026-12-31T22:45:00Z')).toBe('2027-01-01 23:30')
  })

  it('is there in the nights in which clocks change as well', () => {
    expect(next('02:30', '2026-03-28T23:30:00Z')).toBe('2026-03-29 03:30')
    expect(next('02:00', '2026-10-24T23:00:00Z')).toBe('2026-10-25 02:00')
  })
})
