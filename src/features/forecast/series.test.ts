import { describe, expect, it } from 'vitest'
import { dayAt, toSeries } from './series.ts'

const row = (day: string, revenue = 100, orders = 1) => ({ day, revenue, orders })

describe('toSeries', () => {
  it('counts days without a booking as 0', () => {
    const series = toSeries([row('2026-02-27'), row('2026-03-02', 50, 2)], '2026-03-03')
    expect([...(series?.revenueCents ?? [])]).toEqual([100, 0, 0, 50, 0])
    expect([...(series?.orders ?? [])]).toEqual([1, 0, 0, 2, 0])
    expect(series?.silentDays).toBe(0)
    expect(series === null ? '' : dayAt(series, 3)).toBe('2026-03-02')
  })

  it('takes a silence longer than any pause before for data that is missing', () => {
    const series = toSeries([row('2026-03-01'), row('2026-03-02')], '2026-03-07')
    expect(series?.silentDays).toBe(5)
    expect([...(series?.orders ?? [])]).toEqual([1, 1, Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN])
  })

  it('takes a silence no longer than a pause before for a pause', () => {
    const series = toSeries([row('2026-03-01'), row('2026-03-08')], '2026-03-14')
    expect(series?.silentDays).toBe(0)
  })

  it('is null without a row', () => {
    expect(toSeries([], '2026-03-14')).toBeNull()
  })
})
