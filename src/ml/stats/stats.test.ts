import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { benjaminiHochberg, benjaminiYekutieli } from './benjamini-hochberg.ts'
import { betaBinomialTails } from './beta-binomial.ts'
import { bootstrapMean } from './bootstrap.ts'
import { medianAbsoluteDeviation, NORMAL_CONSISTENCY } from './median-absolute-deviation.ts'
import { median, quantile } from './quantile.ts'
import { rateRatio } from './rate-ratio.ts'
import { welchTest } from './welch.ts'

interface Tail {
  count: number
  trials: number
  share: number
  precision: number
  atLeast: number
  above: number
}
interface Golden {
  fdr: { p: number[]; bh: number[]; by: number[] }
  quantile: { values: number[]; p: number[]; quantiles: number[]; mad: number; madNormal: number }
  welch: { a: number[]; b: number[]; level: number; t: number; df: number; p: number; low: number; high: number }
  betaBinomial: Tail[]
  betaBinomialLarge: Tail[]
  binomial: Tail[]
  rateRatio: {
    before: number
    after: number
    exposureBefore: number
    exposureAfter: number
    level: number
    p: number
    low: number
    high: number | null
  }[]
  bootstrap: { level: number; mean: number; low: number; high: number }
}
const golden: Golden = JSON.parse(readFileSync(new URL('../../../test/golden/stats.json', import.meta.url), 'utf8'))
const relative = (actual: number, expected: number) =>
  Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300)

describe('quantile', () => {
  it('agrees with numpy at every asked point', () => {
    golden.quantile.p.forEach((p, i) => {
      expect(quantile(golden.quantile.values, p)).toBeCloseTo(golden.quantile.quantiles[i] ?? 0, 10)
    })
  })
  it('ignores what is not finite', () => {
    expect(median([3, Number.NaN, 1, Number.POSITIVE_INFINITY, 2])).toBe(2)
  })
  it('has no answer for no values', () => {
    expect(median([Number.NaN])).toBeNaN()
  })
  it('names a p outside 0..1', () => {
    expect(() => quantile([1], 1.5)).toThrow(/p must lie in 0..1, got 1.5/)
  })
})

describe('medianAbsoluteDeviation', () => {
  it('agrees with scipy, bare and scaled', () => {
    expect(medianAbsoluteDeviation(golden.quantile.values)).toBeCloseTo(golden.quantile.mad, 10)
    expect(medianAbsoluteDeviation(golden.quantile.values, NORMAL_CONSISTENCY)).toBeCloseTo(
      golden.quantile.madNormal,
      8,
    )
  })
  it('is not moved by a wild value', () => {
    expect(medianAbsoluteDeviation([1, 2, 3, 4, 1e9])).toBe(1)
  })
})

describe('benjaminiHochberg', () => {
  it('agrees with statsmodels', () => {
    const q = benjaminiHochberg(Float64Array.from(golden.fdr.p))
    golden.fdr.bh.forEach((expected, i) => {
      expect(q[i]).toBeCloseTo(expected, 12)
    })
  })
  it('agrees with statsmodels under any dependence', () => {
    const q = benjaminiYekutieli(Float64Array.from(golden.fdr.p))
    golden.fdr.by.forEach((expected, i) => {
      expect(q[i]).toBeCloseTo(expected, 12)
    })
  })
  it('leaves out tests that could not be made', () => {
    expect([...benjaminiHochberg(Float64Array.of(0.01, Number.NaN, 0.02))]).toEqual([0.02, Number.NaN, 0.02])
  })
  it('counts tests of which only the small p-values were kept', () => {
    expect(benjaminiHochberg(Float64Array.of(0.001), 50)[0]).toBeCloseTo(0.05, 12)
  })
  it('refuses a p-value above 1 and fewer tests than p-values', () => {
    expect(() => benjaminiHochberg(Float64Array.of(0.5, 1.2))).toThrow(/pValues\[1\] must lie in 0..1, got 1.2/)
    expect(() => benjaminiHochberg(Float64Array.of(0.5, 0.2), 1)).toThrow(/at least 2/)
  })
  it('has nothing to say about no tests', () => {
    expect(benjaminiHochberg(new Float64Array(0))).toHaveLength(0)
  })
})

describe('welchTest', () => {
  it('agrees with scipy in t, df, p and interval', () => {
    const { a, b, level, t, df, p, low, high } = golden.welch
    const result = welchTest(Float64Array.from(a), Float64Array.from(b), level)
    expect(result.t).toBeCloseTo(t, 10)
    expect(result.df).toBeCloseTo(df, 9)
    expect(result.p).toBeCloseTo(p, 10)
    expect(result.low).toBeCloseTo(low, 8)
    expect(result.high).toBeCloseTo(high, 8)
  })
  it('is certain either way where nothing varies', () => {
    expect(welchTest(Float64Array.of(2, 2), Float64Array.of(2, 2)).p).toBe(1)
    expect(welchTest(Float64Array.of(3, 3), Float64Array.of(2, 2)).p).toBe(0)
  })
  it('names the group that is too small or not finite', () => {
    expect(() => welchTest(Float64Array.of(1), Float64Array.of(1, 2))).toThrow(/a needs at least 2 values, got 1/)
    expect(() => welchTest(Float64Array.of(1, 2), Float64Array.of(1, Number.NaN))).toThrow(/b\[1\] must be finite/)
  })
})

describe('bootstrapMean', () => {
  it("agrees with scipy's BCa interval within the noise of resampling", () => {
    const { level, mean, low, high } = golden.bootstrap
    const rng = randomSource(1).uniform
    const result = bootstrapMean(Float64Array.from(golden.quantile.values), { rng, resamples: 20_000, level })
    expect(result.mean).toBeCloseTo(mean, 10)
    expect(relative(result.low, low)).toBeLessThan(0.02)
    expect(relative(result.high, high)).toBeLessThan(0.02)
  })
  it('shrinks to the mean where nothing varies', () => {
    expect(bootstrapMean(Float64Array.of(4, 4, 4), { rng: () => 0.5 })).toEqual({ mean: 4, low: 4, high: 4 })
  })
  it('refuses an empty sample', () => {
    expect(() => bootstrapMean(new Float64Array(0), { rng: () => 0 })).toThrow(/must not be empty/)
  })
})

describe('betaBinomialTails', () => {
  it('agrees with scipy', () => {
    for (const { count, trials, share, precision, atLeast, above } of golden.betaBinomial) {
      const tails = betaBinomialTails(count, trials, share, precision)
      expect(relative(tails.atLeast, atLeast), `P(X >= ${count}) of ${trials}`).toBeLessThan(1e-8)
      expect(Math.abs(tails.above - above), `P(X > ${count}) of ${trials}`).toBeLessThan(1e-8 * Math.max(above, 1e-3))
    }
  })
  it('is binomial without overdispersion', () => {
    for (const { count, trials, share, atLeast } of golden.binomial) {
      const tails = betaBinomialTails(count, trials, share, Number.POSITIVE_INFINITY)
      expect(relative(tails.atLeast, atLeast)).toBeLessThan(1e-9)
    }
  })
  it('stays within two percent of the tail where it no longer sums', () => {
    for (const { count, trials, share, precision, atLeast } of golden.betaBinomialLarge) {
      expect(relative(betaBinomialTails(count, trials, share, precision).atLeast, atLeast)).toBeLessThan(0.02)
    }
  })
  it('names a count beyond the trials', () => {
    expect(() => betaBinomialTails(4, 3, 0.5, 1)).toThrow(/0..3, got 4/)
  })
})

describe('rateRatio', () => {
  const poisson = { dispersion: 0, dispersionSpread: 0 }
  it('agrees with the mid-p test and the interval from its inversion', () => {
    for (const { p, low, high, ...input } of golden.rateRatio) {
      const result = rateRatio({ ...input, ...poisson })
      expect(relative(result.p, p)).toBeLessThan(1e-8)
      expect(Math.abs(result.low - low)).toBeLessThan(1e-5 * Math.max(1, low))
      if (high === null) expect(result.high).toBe(Number.POSITIVE_INFINITY)
      else expect(relative(result.high, high)).toBeLessThan(1e-5)
    }
  })
  const base = { before: 40, after: 70, exposureBefore: 28, exposureAfter: 28, level: 0.9 }
  it('is less sure the more rates scatter by themselves, and the less is known how much', () => {
    const sure = rateRatio({ ...base, ...poisson })
    const scattered = rateRatio({ ...base, dispersion: 0.05, dispersionSpread: 0 })
    const vague = rateRatio({ ...base, dispersion: 0.05, dispersionSpread: 0.7 })
    expect(sure.p).toBeLessThan(scattered.p)
    expect(sure.low).toBeGreaterThan(scattered.low)
    expect(vague.high).toBeGreaterThan(scattered.high)
  })
  it('rejects exactly when the interval excludes 1', () => {
    for (const after of [20, 30, 45, 52, 56, 60, 64, 90]) {
      const { p, low, high } = rateRatio({ ...base, after, dispersion: 0.01, dispersionSpread: 0.5 })
      expect(p < 0.1).toBe(low > 1 || high < 1)
    }
  })
  it('answers the mirrored question with the mirrored interval', () => {
    const there = rateRatio({ ...base, exposureAfter: 14, dispersion: 0.1, dispersionSpread: 0.4 })
    const back = rateRatio({
      ...base,
      before: 70,
      after: 40,
      exposureBefore: 14,
      exposureAfter: 28,
      dispersion: 0.1,
      dispersionSpread: 0.4,
    })
    expect(back.p).toBeCloseTo(there.p, 8)
    expect(back.low).toBeCloseTo(1 / there.high, 5)
  })
  it('knows nothing from no sales', () => {
    const result = rateRatio({ ...base, before: 0, after: 0, ...poisson })
    expect(result).toEqual({ ratio: Number.NaN, low: 0, high: Number.POSITIVE_INFINITY, p: 1 })
  })
  it('names a count or exposure that cannot be', () => {
    expect(() => rateRatio({ ...base, before: -1, ...poisson })).toThrow(/before must be a whole number >= 0, got -1/)
    expect(() => rateRatio({ ...base, exposureAfter: 0, ...poisson })).toThrow(/exposureAfter must be positive, got 0/)
  })
})
