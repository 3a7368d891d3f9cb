import { describe, expect, it } from 'vitest'
import { nextRun } from './model.ts'

const next = (cron: string, now: string) => {
  const at = nextRun(cron, Date.parse(now), 'Europe/Berlin')
  return at === null ? null : new Date(at).toISOString()
}

describe('the next run', () => {
  it('is in the shop time zone, later than now', () => {
    expect(next('0 2 * * *', '2026-05-20T10:00:00Z')).toBe('2026-05-21T00:00:00.000Z')
    expect(next('0 2 * * *', '2026-05-20T00:00:00Z')).toBe('2026-05-21T00:00:00.000Z')
    expect(next('0 2 * * *', '2026-01-20T00:30:10Z')).toBe('2026-01-20T01:00:00.000Z')
    expect(next('7 * * * *', '2026-05-20T10:07:00Z')).toBe('2026-05-20T11:07:00.000Z')
    expect(next('*/10 * * * *', '2026-05-20T10:07:30Z')).toBe('2026-05-20T10:10:00.000Z')
    expect(next('* * * * *', '2026-05-20T10:07:30Z')).toBe('2026-05-20T10:08:00.000Z')
  })

  it('leaves out a time of day that the change of the clock leaves out', () => {
    // On 29 March 2026 it is never half past two in Berlin.
    expect(next('30 2 * * *', '2026-03-29T00:00:00Z')).toBe('2026-03-30T00:30:00.000Z')
  })

  it('is not known of other schedules', () => {
    expect(next('0 2 1 * *', '2026-05-20T10:00:00Z')).toBeNull()
    expect(next('nonsense', '2026-05-20T10:00:00Z')).toBeNull()
  })
})
