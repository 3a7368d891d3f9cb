import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { type AnomalyReport, detectAnomalies, flagAcrossSeries } from './anomaly.ts'

const WEEK = [1, 0.9, 0.9, 1, 1.2, 0.6, 0.7]

function shopDays(days: number, seed: number, noise = 0.1): Float64Array {
  const random = randomSource(seed)
  return Float64Array.from({ length: days }, (_, t) => 1e6 * (WEEK[t % 7] ?? 1) * Math.exp(noise * random.normal()))
}

function judged(series: Float64Array, options = {}): AnomalyReport {
  const report = detectAnomalies(series, options)
  if (report.status !== 'judged') throw new Error(`expected a judgement, got ${report.status}`)
  return report
}

/** Share of judged days with a p-value below alpha, over many series where nothing happened. */
function alarmRate(make: (seed: number) => Float64Array, alpha: number, runs: number): number {
  let alarms = 0
  let days = 0
  for (let seed = 1; seed <= runs; seed++) {
    for (const logP of judged(make(seed), { days: 14 }).logP) {
      days++
      if (logP < Math.log(alpha)) alarms++
    }
  }
  return alarms / days
}

describe('detectAnomalies', () => {
  it('raises no more false alarms than asked for: revenue, drifting revenue, counts, rare counts', () => {
    const counts = (mean: number) => (seed: number) => {
      const random = randomSource(seed)
      return Float64Array.from({ length: 200 }, (_, t) => random.poisson(mean * (WEEK[t % 7] ?? 1)))
    }
    const drifting = (seed: number) => {
      const random = randomSource(seed)
      let level = 0
      return shopDays(200, seed + 1000, 0.15).map((value) => {
        level += 0.03 * random.normal()
        return value * Math.exp(level)
      })
    }
    // 70 series give 980 days: standard error 0.003 at 0.01.
    for (const make of [(seed: number) => shopDays(200, seed, 0.25), drifting, counts(8), counts(0.4)]) {
      expect(alarmRate(make, 0.01, 70)).toBeLessThan(0.02)
    }
  })
  it('is not so careful as to say nothing', () => {
    expect(alarmRate((seed) => shopDays(300, seed, 0.25), 0.05, 70)).toBeGreaterThan(0.02)
  })
  it('finds a halved day, and puts what was expected near what it would have been', () => {
    const days = shopDays(300, 3)
    const usual = days[297] ?? 0
    days[297] = 0.5 * usual
    const { flag, expected, high } = judged(days)
    expect([...flag]).toEqual([0, 0, 0, 0, 1, 0, 0])
    expect(Math.abs((expected[4] ?? 0) / usual - 1)).toBeLessThan(0.25)
    expect(high[4]).toBeGreaterThan(usual)
  })
  it('expects the same of the days after an anomaly as if it had not been', () => {
    const days = shopDays(300, 4)
    const clean = judged(days).expected
    const marked = days.slice()
    marked[294] = 5e6
    marked[295] = 0
    const { expected, flag } = judged(marked)
    expect([flag[1], flag[2]]).toEqual([1, 1])
    for (const d of [3, 4, 5, 6]) expect(Math.abs((expected[d] ?? 0) / (clean[d] ?? 1) - 1)).toBeLessThan(0.02)
  })
  it('finds the anomaly of today although there were others before', () => {
    const days = shopDays(300, 5)
    for (const t of [120, 200, 250, 270]) days[t] = 4e6
    days[299] = 0.4 * (days[299] ?? 0)
    expect(judged(days).flag[6]).toBe(1)
  })
  it('finds nearly every rare product that suddenly sells', () => {
    let found = 0
    for (let seed = 1; seed <= 20; seed++) {
      const random = randomSource(seed)
      const days = Float64Array.from({ length: 120 }, () => random.poisson(0.5))
      days[119] = 9
      const { flag, expected } = judged(days)
      found += flag[6] ?? 0
      expect(expected[6]).toBeLessThan(1.5)
    }
    expect(found).toBeGreaterThanOrEqual(17)
  })
  it('takes a known promotion for what it is', () => {
    const promotion = Float64Array.from({ length: 300 }, (_, t) => (t % 40 === 17 ? 1 : 0))
    const days = shopDays(300, 7).map((value, t) => (promotion[t] === 1 ? 2 * value : value))
    expect(promotion[297]).toBe(1)
    expect(judged(days, { regressors: [promotion] }).flag[4]).toBe(0)
    expect(judged(days).flag[4]).toBe(1)
  })
  it('does not judge gaps and closed days', () => {
    const days = shopDays(200, 8).map((value, t) => (t % 7 === 5 ? 0 : value))
    days[199] = Number.NaN
    const { logP, flag } = judged(days)
    const closed = [193, 194, 195, 196, 197, 198].findIndex((t) => t % 7 === 5)
    expect(logP[closed]).toBeNaN()
    expect(logP[6]).toBeNaN()
    expect(flag[closed]).toBe(0)
  })
  it('finds a sudden day without any sales', () => {
    const days = shopDays(200, 9)
    days[199] = 0
    expect(judged(days).flag[6]).toBe(1)
  })
  it('says what is missing when the history is too short', () => {
    expect(detectAnomalies(shopDays(40, 10))).toEqual({
      status: 'too-little-history',
      knownDays: 33,
      neededDays: 42,
    })
  })
  it('judges a series that never changes', () => {
    const days = new Float64Array(100).fill(3)
    expect([...judged(days).flag]).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect([...judged(new Float64Array(100)).flag]).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect([...judged(new Float64Array(100).fill(1e5)).flag]).toEqual([0, 0, 0, 0, 0, 0, 0])
  })
  it('names an option that cannot be', () => {
    expect(() => detectAnomalies(shopDays(50, 1), { days: 51 })).toThrow(/at most the 50 days/)
    expect(() => detectAnomalies(shopDays(50, 1), { alpha: 0 })).toThrow(/alpha must lie between 0 and 1, got 0/)
  })
})

describe('flagAcrossSeries', () => {
  it('names nothing among a thousand quiet days where a fixed level would', () => {
    const reports = Array.from({ length: 100 }, (_, i) => judged(shopDays(150, 100 + i), { days: 10, alpha: 0.05 }))
    const fixed = reports.reduce((sum, report) => sum + report.flag.filter((flag) => flag === 1).length, 0)
    const named = flagAcrossSeries(
      reports.map((report) => report.logP),
      0.1,
    )
    expect(fixed).toBeGreaterThan(10)
    expect(named.reduce((sum, flags) => sum + flags.filter((flag) => flag === 1).length, 0)).toBe(0)
  })
  it('finds the one series in a hundred that breaks', () => {
    const logP = Array.from({ length: 100 }, (_, i) => {
      const days = shopDays(150, 300 + i)
      if (i === 42) days[149] = 0.3 * (days[149] ?? 0)
      return judged(days, { days: 1 }).logP
    })
    const named = flagAcrossSeries(logP, 0.1)
    expect(named.flatMap((flags, i) => (flags[0] === 1 ? [i] : []))).toEqual([42])
  })
  it('leaves out days that were not judged', () => {
    expect(flagAcrossSeries([Float64Array.of(Number.NaN, -20)], 0.1).map((flags) => [...flags])).toEqual([[0, 1]])
  })
})
