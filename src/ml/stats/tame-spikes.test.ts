import { describe, expect, it } from 'vitest'
import { tameSpikes } from './tame-spikes.ts'

const of = (...values: number[]) => Float64Array.of(...values)

describe('tameSpikes', () => {
  it('brings a bulk order down to what is usual, and leaves the rest as it is', () => {
    const weeks = of(...Array.from({ length: 40 }, (_, week) => 1 + (week % 3)), 1e6)
    const tamed = tameSpikes(weeks)
    expect(tamed.subarray(0, 40)).toEqual(weeks.subarray(0, 40))
    expect(tamed[40]).toBe(3)
    expect(weeks[40]).toBe(1e6)
  })
  it('knows what is usual of demand that comes seldom', () => {
    expect(tameSpikes(of(0, 0, 2, 0, 0, 0, 1, 0, 500, 0))[8]).toBeCloseTo(1.9, 9)
    expect(tameSpikes(of(1, 1e6))).toEqual(of(1, 1))
  })
  it('leaves seasons, promotions and growth alone', () => {
    const season = of(...Array.from({ length: 104 }, (_, week) => (week % 52 > 44 ? 300 : 4)))
    expect(tameSpikes(season)).toBe(season)
    const growth = of(...Array.from({ length: 30 }, (_, week) => Math.exp(0.3 * week)))
    expect(tameSpikes(growth)).toBe(growth)
    const promotion = of(10, 9, 12, 11, 150, 10, 8)
    expect(tameSpikes(promotion)).toBe(promotion)
  })
  it('has a value for whatever it is given, and keeps gaps and refunds', () => {
    for (const values of [of(), of(7), of(0, 0), of(Number.NaN, Number.NaN), of(-3, 2, -1e6)])
      expect(tameSpikes(values)).toBe(values)
    expect(tameSpikes(of(Number.NaN, 1, 1, -4, 1e6))).toEqual(of(Number.NaN, 1, 1, -4, 1))
  })
})
