import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { forecastBatch } from './forecast-batch.ts'
import { forecastSeries } from './forecast-series.ts'
import { withIntervals } from './pooled-intervals.ts'
import { rmsse } from './rmsse.ts'

const random = randomSource(5)
const months = (n: number) =>
  Float64Array.from(
    { length: n },
    (_, t) => (100 + t) * (1 + 0.3 * Math.sin((2 * Math.PI * t) / 12)) * Math.exp(0.05 * random.normal()),
  )

describe('a single bulk order', () => {
  const seldom = Float64Array.from({ length: 80 }, (_, t) => (t % 3 === 0 ? 1 + (t % 2) : 0))
  const steady = Float64Array.from({ length: 80 }, (_, t) => 20 + 3 * Math.sin(t))
  it.each([
    ['of seldom demand', seldom, 40],
    ['of steady demand', steady, 40],
    ['of the last week', seldom, 79],
    ['of the last week of steady demand', steady, 79],
    ['of one of five weeks', steady.slice(0, 5), 4],
  ])('%s is not carried on, nor do bands grow by it', (_name, usual, week) => {
    const bulky = usual.slice()
    bulky[week] = 1e6
    const options = { horizon: 12, period: 52, origins: 2, withEts: false }
    const [plain, spiked] = forecastBatch(
      [usual, bulky].map((history) => ({ history, regressors: [] })),
      options,
    )
    if (plain === undefined || spiked === undefined) throw new Error('two were asked for')
    const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0)
    expect(sum(spiked.point)).toBeLessThan(2.5 * sum(plain.point))
    const [band] = withIntervals([spiked], { horizon: 12, level: 0.9 })
    expect(band?.high.every((value) => value < 5_000)).toBe(true)
  })
})

describe('forecastSeries', () => {
  const gap = Number.NaN
  it.each<[string, number[]]>([
    ['constant', new Array(30).fill(5)],
    ['all zero', new Array(30).fill(0)],
    ['one point', [3]],
    ['two points', [3, 4]],
    ['negative', Array.from({ length: 30 }, (_, t) => -5 - (t % 3))],
    ['of both signs', Array.from({ length: 30 }, (_, t) => Math.sin(t))],
    ['gappy', Array.from({ length: 40 }, (_, t) => (t % 3 === 1 ? gap : 10 + t))],
    ['known only early', [...Array.from({ length: 20 }, (_, t) => 10 + (t % 4)), gap, gap, gap]],
    ['with a value of a million', Array.from({ length: 40 }, (_, t) => (t === 25 ? 1e6 : 10 + (t % 5)))],
    ['with one demand', [...new Array(20).fill(0), 7, 0, 0]],
    ['huge', Array.from({ length: 40 }, (_, t) => 1e12 * (1 + (t % 7)))],
    ['tiny', Array.from({ length: 40 }, (_, t) => 1e-9 * (1 + (t % 7)))],
    ['of eight values', [3, 1, 4, 1, 5, 9, 2, 6]],
  ])('gives finite steps and intervals around them for a series that is %s', (_what, values) => {
    for (const period of [1, 4, 7, 12, 24, 52]) {
      const history = Float64Array.from(values)
      const made = forecastBatch([{ history, regressors: [] }], { horizon: 5, period, origins: 2, withEts: true })
      const [interval] = withIntervals(made, { horizon: 5, level: 0.9 })
      made[0]?.point.forEach((value, h) => {
        expect(Number.isFinite(value)).toBe(true)
        expect(interval?.low[h]).toBeLessThanOrEqual(value)
        expect(interval?.high[h]).toBeGreaterThanOrEqual(value)
        expect(Number.isFinite(interval?.high[h])).toBe(true)
      })
      expect(made[0]?.ets?.every(Number.isFinite)).toBe(true)
    }
  })
  it('says how much is missing where it can only repeat', () => {
    const short = forecastSeries(Float64Array.of(1, 2, 3), { horizon: 2, period: 12 })
    expect(short).toMatchObject({ method: 'naive', tooLittle: { needs: 8, has: 3 }, point: Float64Array.of(3, 3) })
  })
  it('is never negative where the history is not', () => {
    const falling = Float64Array.from({ length: 30 }, (_, t) => Math.max(0, 60 - 2 * t) + 1)
    expect(Math.min(...forecastSeries(falling, { horizon: 24, period: 1 }).point)).toBeGreaterThanOrEqual(0)
  })
  it('beats the seasonal naive forecast on months that grow with a season', () => {
    let [ours, naive] = [0, 0]
    for (let i = 0; i < 6; i++) {
      const all = months(84)
      const history = all.slice(0, 72)
      const [made] = forecastBatch([{ history, regressors: [] }], {
        horizon: 12,
        period: 12,
        origins: 1,
        withEts: false,
      })
      ours += rmsse(all.subarray(72), made?.point ?? history, history)
      naive += rmsse(all.subarray(72), made?.naive ?? history, history)
    }
    expect(ours).toBeLessThan(0.7 * naive)
  })
  it('is not moved by a million in the past', () => {
    const calm = months(72)
    const wild = calm.slice()
    wild[40] = 1e6
    const before = forecastSeries(calm, { horizon: 6, period: 12 }).point
    forecastSeries(wild, { horizon: 6, period: 12 }).point.forEach((value, h) => {
      expect(Math.abs(value / (before[h] ?? 1) - 1)).toBeLessThan(0.1)
    })
  })
  it('learns what a promotion does in months as in days', () => {
    for (const period of [7, 12]) {
      const promotion = Float64Array.from({ length: 126 }, (_, t) => (t % 9 === 4 ? 1 : 0))
      const history = Float64Array.from(
        { length: 120 },
        (_, t) => 100 * (1 + 0.5 * (promotion[t] ?? 0)) * Math.exp(0.03 * random.normal()),
      )
      const { point } = forecastSeries(history, { horizon: 6, period, regressors: [promotion] })
      const at = promotion.subarray(120).indexOf(1)
      expect(point[at] ?? 0).toBeGreaterThan(130)
      expect(point[at] ?? 0).toBeLessThan(170)
      expect(point[at - 1] ?? 0).toBeLessThan(115)
    }
  })
  it('names what it cannot work with', () => {
    expect(() => forecastSeries(Float64Array.of(Number.NaN), { horizon: 1, period: 1 })).toThrow(/no known value/)
    expect(() => forecastSeries(Float64Array.of(1), { horizon: 0, period: 1 })).toThrow(/horizon must be a whole/)
    const regressors = [Float64Array.of(1, 2)]
    expect(() => forecastSeries(Float64Array.of(1, 2), { horizon: 1, period: 1, regressors })).toThrow(
      /2 steps, expected 3/,
    )
  })
})

describe('withIntervals', () => {
  it('holds about the promised share of walks of very different size, and is hardly widened by one gone wild', () => {
    const walk = (size: number, n: number) => {
      let level = 100 * size
      return Float64Array.from({ length: n }, () => {
        level += size * random.normal()
        return level
      })
    }
    const all = Array.from({ length: 60 }, (_, i) => walk(10 ** (i % 4), 40))
    const inputs = all.map((values) => ({ history: values.slice(0, 34), regressors: [] }))
    const options = { horizon: 6, period: 1, origins: 1, withEts: false }
    const made = forecastBatch(inputs, options)
    const intervals = withIntervals(made, { horizon: 6, level: 0.9 })
    let inside = 0
    all.forEach((values, i) => {
      for (let h = 0; h < 6; h++) {
        const value = values[34 + h] ?? Number.NaN
        if (value >= (intervals[i]?.low[h] ?? 0) && value <= (intervals[i]?.high[h] ?? 0)) inside++
      }
    })
    expect(inside / 360).toBeGreaterThan(0.8)
    expect(inside / 360).toBeLessThan(0.98)
    const wild = all[0]?.slice(0, 34) ?? new Float64Array(0)
    wild[32] = 1e9
    const beside = withIntervals(forecastBatch([...inputs, { history: wild, regressors: [] }], options), {
      horizon: 6,
      level: 0.9,
    })
    const width = (interval?: { low: Float64Array; high: Float64Array }) =>
      (interval?.high[5] ?? 0) - (interval?.low[5] ?? 0)
    expect(width(beside[4]) / width(intervals[4])).toBeLessThan(1.5)
  })
})

describe('rmsse', () => {
  it('reckons a worked example and knows nothing from a history that never changes', () => {
    // Squared changes 1 and 4, mean 2.5; squared errors 4 and 1, mean 2.5.
    expect(rmsse(Float64Array.of(5, 4), Float64Array.of(3, 3), Float64Array.of(1, 2, 4))).toBeCloseTo(1, 12)
    expect(rmsse(Float64Array.of(1), Float64Array.of(1), Float64Array.of(2, 2))).toBeNaN()
    expect(() => rmsse(Float64Array.of(1), new Float64Array(2), Float64Array.of(1))).toThrow(/actual has 1 values/)
  })

  it('hears only members that know the rule of a series that follows one', () => {
    const rule = (t: number) => 100 + t + 20 * Math.sin((2 * Math.PI * t) / 12)
    const history = Float64Array.from({ length: 72 }, (_, t) => rule(t))
    const options = { horizon: 12, period: 12, origins: 1, withEts: false }
    const [made] = forecastBatch([{ history, regressors: [] }], options)
    expect(made?.method).toBe('clear members')
    made?.point.forEach((value, h) => {
      expect(Math.abs(value - rule(72 + h))).toBeLessThan(1)
    })
  })
})
