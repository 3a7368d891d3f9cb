import { describe, expect, it } from 'vitest'
import { daysByKey, daysOf, step } from './days.ts'

describe('the days of a view', () => {
  it('are whole weeks from Monday on, over the ends of month and year', () => {
    for (const anchor of ['2026-11-23', '2026-02-01', '2027-01-01', '2024-02-29', '2026-03-29']) {
      const days = daysOf('month', anchor)
      expect(days.length % 7).toBe(0)
      expect(new Date(`${days[0]}T00:00:00Z`).getUTCDay()).toBe(1)
      expect(days).toContain(`${anchor.slice(0, 7)}-01`)
      expect(new Set(days).size).toBe(days.length)
    }
    expect(daysOf('month', '2026-02-14')).toHaveLength(35)
    expect(daysOf('month', '2027-02-14')).toHaveLength(28)
    expect(daysOf('week', '2026-11-29')).toEqual(daysOf('week', '2026-11-23'))
  })

  it('go on by a week or a month, and back', () => {
    expect([step('month', '2026-12-31', 1), step('month', '2026-01-31', -1)]).toEqual(['2027-01-01', '2025-12-01'])
    expect(step('week', '2026-12-28', 1)).toBe('2027-01-04')
  })

  it('change by a day or a week with the arrows, and by nothing else', () => {
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'a'].map(daysByKey)).toEqual([-1, 1, -7, 7, null])
  })
})
