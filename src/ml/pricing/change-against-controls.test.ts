import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { changeAgainstControls } from './change-against-controls.ts'

describe('a change against controls', () => {
  it('is what is left after what moved all', () => {
    const controls = Array.from({ length: 10 }, () => ({ before: 1_000, after: 1_500 }))
    const found = changeAgainstControls({ before: 400, after: 480 }, controls)
    expect(found?.factor).toBeCloseTo(480.5 / 400.5 / (1_500.5 / 1_000.5), 10)
    expect(found?.low).toBeLessThan(found?.factor ?? 0)
  })
  it('is not told with fewer than five controls', () => {
    expect(changeAgainstControls({ before: 40, after: 48 }, Array(4).fill({ before: 10, after: 10 }))).toBeNull()
  })
  it('is finite where nothing was sold, and refused where counts are none', () => {
    const controls = Array.from({ length: 6 }, () => ({ before: 0, after: 0 }))
    const found = changeAgainstControls({ before: 0, after: 0 }, controls)
    expect(found?.factor).toBe(1)
    expect(Number.isFinite(found?.high)).toBe(true)
    expect(() => changeAgainstControls({ before: -1, after: 0 }, controls)).toThrow(RangeError)
    expect(() => changeAgainstControls({ before: Number.NaN, after: 0 }, controls)).toThrow(RangeError)
  })
  it('has what is true within its 90 % interval nine times of ten', () => {
    const random = randomSource(11)
    const draw = (mean: number, factor: number) => {
      const own = Math.exp(0.2 * random.normal())
      return { before: random.poisson(mean), after: random.poisson(mean * 1.3 * factor * own) }
    }
    let covered = 0
    for (let trial = 0; trial < 400; trial++) {
      const controls = Array.from({ length: 12 }, () => draw(20 + 80 * random.uniform(), 1))
      const found = changeAgainstControls(draw(60, 0.8), controls)
      if (found !== null && found.low <= 0.8 && found.high >= 0.8) covered++
    }
    expect(covered / 400).toBeGreaterThan(0.85)
    expect(covered / 400).toBeLessThan(0.95)
  })
})
