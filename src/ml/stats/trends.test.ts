import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { compareCohorts } from './compare-cohorts.ts'
import { differenceInterval } from './difference-interval.ts'
import { groupShift } from './group-shift.ts'
import { rateRatio } from './rate-ratio.ts'
import { rateRatios } from './rate-ratios.ts'
import { sharedLevels } from './shared-levels.ts'
import { trimmedRatio } from './trimmed-ratio.ts'

describe('trimmedRatio', () => {
  const before = Float64Array.from({ length: 40 }, (_, i) => 50 + i)

  it('is the factor by which all products changed', () => {
    expect(trimmedRatio({ before, after: before.map((count) => 2 * count) })).toBeCloseTo(2, 1)
  })

  it('does not move when one product draws a crowd, as the ratio of totals would', () => {
    const after = before.map((count, i) => (i === 7 ? 5000 : count))
    expect(trimmedRatio({ before, after })).toBeCloseTo(1, 1)
  })

  it('falls back to the totals where there are too few products', () => {
    expect(trimmedRatio({ before: Float64Array.of(10, 20), after: Float64Array.of(30, 30) })).toBe(2)
  })

  it('is null where a period has nothing at all', () => {
    expect(trimmedRatio({ before, after: new Float64Array(40) })).toBeNull()
    expect(trimmedRatio({ before: new Float64Array(0), after: new Float64Array(0) })).toBeNull()
  })

  it('refuses lengths that differ and counts that are none, by name', () => {
    expect(() => trimmedRatio({ before, after: before.subarray(1) })).toThrow('after has 39 values, expected 40')
    expect(() => trimmedRatio({ before: Float64Array.of(1, -2), after: Float64Array.of(1, 1) })).toThrow(
      'before[1] must be a count >= 0, got -2',
    )
  })
})

describe('sharedLevels', () => {
  it('gives each period against the first, and 0 for one without any counts', () => {
    const rows = Array.from({ length: 20 }, (_, i) => [100 + i, 200 + 2 * i, 0])
    const levels = sharedLevels({ counts: Float64Array.from(rows.flat()), periods: 3 })
    expect(levels[0]).toBe(1)
    expect(levels[1]).toBeCloseTo(2, 1)
    expect(levels[2]).toBe(0)
  })

  it('refuses counts that do not fill products x periods', () => {
    expect(() => sharedLevels({ counts: new Float64Array(7), periods: 2 })).toThrow('no multiple of 2 periods')
    expect(() => sharedLevels({ counts: new Float64Array(0), periods: 0 })).toThrow('periods must be whole and >= 1')
  })
})

describe('groupShift', () => {
  /** Ten groups of eight; group 0 moved by 0.7, and its first member by another 2. */
  function sample(seed: number) {
    const { normal } = randomSource(seed)
    const group = Int32Array.from({ length: 80 }, (_, i) => Math.floor(i / 8))
    const change = Float64Array.from(group, (g, i) => (g === 0 ? 0.7 : 0) + (i === 0 ? 2 : 0) + 0.1 * normal())
    return { change, variance: new Float64Array(80).fill(0.01), group }
  }

  it('finds what a group has in common without being moved by the one that moves by itself', () => {
    const { shift } = groupShift(sample(1))
    for (let i = 0; i < 8; i++) expect(Math.abs((shift[i] ?? 0) - 0.7)).toBeLessThan(0.2)
    for (let i = 8; i < 80; i++) expect(Math.abs(shift[i] ?? 0)).toBeLessThan(0.15)
  })

  it('shifts nothing where groups do not differ', () => {
    const { change, variance, group } = sample(2)
    const { shift, between } = groupShift({ change: change.map(() => 0.3), variance, group })
    expect(between).toBe(0)
    expect([...shift].every((value) => value === 0)).toBe(true)
  })

  it('leaves whoever is alone or in no group unshifted, with the scatter between groups as uncertainty', () => {
    const { change, variance, group } = sample(3)
    const alone = group.map((g, i) => (i === 79 ? -1 : i === 78 ? 99 : g))
    const { shift, variance: unsure, between } = groupShift({ change, variance, group: alone })
    expect(between).toBeGreaterThan(0)
    for (const i of [78, 79]) expect([shift[i], unsure[i]]).toEqual([0, between])
    expect(unsure[0]).toBeLessThan(between)
  })

  it('refuses lengths that differ and variances that are not positive', () => {
    const { change, variance, group } = sample(4)
    expect(() => groupShift({ change, variance, group: group.subarray(1) })).toThrow('lengths differ')
    expect(() => groupShift({ change, variance: variance.fill(0, 5, 6), group })).toThrow(
      'variance[5] must be positive',
    )
  })
})

describe('rateRatios', () => {
  it('is rateRatio for each, with its own expectation', () => {
    const options = { dispersionSpread: 0.5, level: 0.9 }
    const many = rateRatios({
      before: Float64Array.of(40, 400),
      after: Float64Array.of(20, 60),
      odds: Float64Array.of(0.25, 0.125),
      dispersion: Float64Array.of(0.01, 0.05),
      ...options,
    })
    const one = rateRatio({
      before: 400,
      after: 60,
      exposureBefore: 1,
      exposureAfter: 0.125,
      dispersion: 0.05,
      ...options,
    })
    expect([many.ratio[1], many.low[1], many.high[1], many.p[1]]).toEqual([one.ratio, one.low, one.high, one.p])
    expect(many.ratio[0]).toBe(2)
  })

  it('refuses lengths that differ', () => {
    const two = Float64Array.of(1, 1)
    expect(() =>
      rateRatios({
        before: two,
        after: two,
        odds: Float64Array.of(1),
        dispersion: two,
        dispersionSpread: 0,
        level: 0.9,
      }),
    ).toThrow('odds has 1 values, expected 2')
  })
})

describe('differenceInterval', () => {
  it('adds distances up as squares: 5 (2..9) less 3 (1..7)', () => {
    const { value, low, high } = differenceInterval({ value: 5, low: 2, high: 9 }, { value: 3, low: 1, high: 7 })
    expect([value, low, high]).toEqual([2, 2 - 5, 2 + Math.hypot(4, 2)])
  })

  it('covers the difference of two normal means as often as it says', () => {
    const { normal } = randomSource(11)
    const estimate = (mean: number, sd: number) => {
      const value = mean + sd * normal()
      return { value, low: value - 1.959964 * sd, high: value + 1.959964 * sd }
    }
    let covered = 0
    for (let run = 0; run < 2000; run++) {
      const { low, high } = differenceInterval(estimate(7, 2), estimate(4, 1))
      if (low <= 3 && 3 <= high) covered++
    }
    expect(covered / 2000).toBeGreaterThan(0.935)
    expect(covered / 2000).toBeLessThan(0.965)
  })

  it('refuses an estimate outside of its interval', () => {
    const one = { value: 1, low: 0, high: 2 }
    expect(() => differenceInterval(one, { ...one, low: 1.5 })).toThrow('must lie within its interval')
  })
})

describe('compareCohorts', () => {
  const cohort = (hits: number) => ({ hits, of: 1000 })

  it('calls a clear rise clear, with an interval around the difference', () => {
    const told = compareCohorts([cohort(150), cohort(160)], [100, 104, 96, 102, 98].map(cohort), 0.95)
    expect(told?.difference).toBeCloseTo(0.055, 6)
    expect(told?.p).toBeLessThan(0.01)
    expect(told?.low).toBeGreaterThan(0)
    expect(told?.dispersion).toBe(1)
  })

  it('is not moved by the same rise where earlier cohorts scatter as much', () => {
    const told = compareCohorts([cohort(150), cohort(160)], [40, 170, 60, 150, 80].map(cohort), 0.95)
    expect(told?.p).toBeGreaterThan(0.1)
    expect(told?.dispersion).toBeGreaterThan(10)
  })

  it('says nothing of fewer than three earlier cohorts, nor where all or none came', () => {
    expect(compareCohorts([cohort(1)], [cohort(1), cohort(2)], 0.95)).toBeNull()
    expect(compareCohorts([cohort(0)], [0, 0, 0].map(cohort), 0.95)).toBeNull()
    expect(compareCohorts([], [1, 2, 3].map(cohort), 0.95)).toBeNull()
  })

  it('raises false alarms about as often as its level says', () => {
    const { uniform } = randomSource(5)
    const draw = () => {
      let hits = 0
      for (let i = 0; i < 400; i++) if (uniform() < 0.1) hits++
      return { hits, of: 400 }
    }
    let alarms = 0
    for (let run = 0; run < 600; run++) {
      const told = compareCohorts([draw(), draw()], Array.from({ length: 6 }, draw), 0.95)
      if (told !== null && told.p < 0.05) alarms++
    }
    expect(alarms / 600).toBeLessThan(0.06)
  })

  it('refuses more hits than there are', () => {
    expect(() => compareCohorts([{ hits: 2, of: 1 }], [], 0.95)).toThrow('hits must be 0..1, got 2')
  })
})
