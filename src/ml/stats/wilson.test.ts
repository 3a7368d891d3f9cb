import { describe, expect, it } from 'vitest'
import { wilsonInterval } from './wilson.ts'

describe('wilsonInterval', () => {
  it('agrees with scipy.stats.binomtest(...).proportion_ci(method="wilson")', () => {
    const cases = [
      [0, 10, 0.95, 0, 0.27753279986288926],
      [3, 10, 0.95, 0.10779126740630102, 0.6032218525388546],
      [10, 10, 0.95, 0.7224672001371109, 1],
      [500, 2357, 0.95, 0.19610485658427976, 0.22910008679304503],
      [3, 10, 0.8, 0.15379917807596727, 0.502628294760249],
    ] as const
    for (const [successes, trials, level, low, high] of cases) {
      const interval = wilsonInterval(successes, trials, level)
      expect(interval?.low).toBeCloseTo(low, 13)
      expect(interval?.high).toBeCloseTo(high, 13)
    }
  })

  it('ends exactly at 0 and 1 where nobody or everybody succeeded', () => {
    expect(wilsonInterval(0, 7)?.low).toBe(0)
    expect(wilsonInterval(7, 7)?.high).toBe(1)
  })

  it('is null without trials and refuses what is no share', () => {
    expect(wilsonInterval(0, 0)).toBeNull()
    expect(() => wilsonInterval(3, 2)).toThrow(/0..2, got 3/)
    expect(() => wilsonInterval(-1, 2)).toThrow(RangeError)
    expect(() => wilsonInterval(1, 2, 1)).toThrow(RangeError)
  })
})
