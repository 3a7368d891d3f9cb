import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { BgNbdModel } from './bg-nbd.ts'
import { lifetimeValue } from './clv.ts'
import { frequencyValueCorrelation } from './frequency-value-correlation.ts'
import { expectedPurchaseValue, fitGammaGamma, type GammaGammaModel } from './gamma-gamma.ts'

interface Golden {
  value: number[]
  fit: GammaGammaModel & { logLikelihood: number; standardErrors: GammaGammaModel }
  expectedValue: number[]
  months: number
  discountRate: number
  lifetimeValue: number[]
}
interface Customers {
  frequency: number[]
  recency: number[]
  age: number[]
  fit: BgNbdModel
}
function load<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../test/golden/${name}.json`, import.meta.url), 'utf8'))
}
const golden: Golden = load('gamma-gamma')
const customers: Customers = load('bgnbd')
const spend = { frequency: Float64Array.from(customers.frequency), value: Float64Array.from(golden.value) }
const names = ['p', 'q', 'v'] as const

function fitted(frequency: Float64Array, value: Float64Array, weight?: Float64Array) {
  const fit = fitGammaGamma({ frequency, value }, weight)
  if (!fit.ok) throw new Error(`no fit: ${fit.reason}`)
  return fit
}
function relative(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.abs(expected)
}

describe('fitGammaGamma', () => {
  it('agrees with lifetimes on parameters, likelihood and standard errors', () => {
    const fit = fitted(spend.frequency, spend.value)
    expect(fit.converged).toBe(true)
    expect(fit.customers).toBe(spend.frequency.filter((x) => x > 0).length)
    expect(fit.logLikelihood).toBeCloseTo(golden.fit.logLikelihood, 5)
    for (const name of names) {
      expect(relative(fit[name], golden.fit[name]), name).toBeLessThan(2e-5)
      expect(relative(fit.standardErrors?.[name] ?? 0, golden.fit.standardErrors[name]), name).toBeLessThan(1e-3)
    }
  })

  it('gives the same model in cents as in euros, with v in that unit', () => {
    const euros = fitted(spend.frequency, spend.value)
    const cents = fitted(
      spend.frequency,
      spend.value.map((x) => x * 100),
    )
    expect(relative(cents.v, euros.v * 100)).toBeLessThan(1e-6)
    expect(relative(cents.p, euros.p)).toBeLessThan(1e-6)
  })

  it('takes a weight as that many equal customers', () => {
    const double = fitted(spend.frequency, spend.value, new Float64Array(spend.value.length).fill(2))
    expect(double.logLikelihood).toBeCloseTo(2 * golden.fit.logLikelihood, 4)
    expect(relative(double.q, golden.fit.q)).toBeLessThan(2e-5)
  })

  it('says why there is no fit', () => {
    const none = new Float64Array(0)
    expect(fitGammaGamma({ frequency: none, value: none })).toEqual({ ok: false, reason: 'no-repeat-purchases' })
    const once = { frequency: Float64Array.of(0, 0), value: Float64Array.of(0, 0) }
    expect(fitGammaGamma(once)).toEqual({ ok: false, reason: 'no-repeat-purchases' })
    const one = { frequency: Float64Array.of(3), value: Float64Array.of(20) }
    expect(fitGammaGamma(one)).toEqual({ ok: false, reason: 'values-identical' })
    const same = { frequency: Float64Array.of(3, 1, 2), value: Float64Array.of(20, 20, 20) }
    expect(fitGammaGamma(same)).toEqual({ ok: false, reason: 'values-identical' })
    // Averages with a tail so heavy (index 1/2) that their expectation is infinite.
    const wild = {
      frequency: new Float64Array(60).fill(20),
      value: Float64Array.from({ length: 60 }, (_, i) => 10 * (60 / (i + 1)) ** 2),
    }
    expect(fitGammaGamma(wild)).toEqual({ ok: false, reason: 'no-finite-mean' })
  })

  it.each([
    ['two customers', Float64Array.of(10, 30)],
    ['nearly equal values', Float64Array.of(10, 10.001)],
    ['values twelve powers of ten apart', Float64Array.of(1e-3, 1e9)],
  ])('stays finite for %s', (_, value) => {
    const frequency = Float64Array.of(2, 3)
    const fit = fitted(frequency, value)
    for (const name of names) expect(Number.isFinite(fit[name])).toBe(true)
    for (const worth of expectedPurchaseValue(fit, { frequency, value })) {
      expect(worth).toBeGreaterThan(0)
      expect(Number.isFinite(worth)).toBe(true)
    }
  })

  it('refuses lengths that differ, negative counts and values that are not positive', () => {
    const attempt = (frequency: number[], value: number[]) => () =>
      fitGammaGamma({ frequency: Float64Array.from(frequency), value: Float64Array.from(value) })
    expect(attempt([1, 2], [5])).toThrow(/2, 1/)
    expect(attempt([-1], [5])).toThrow(/frequency\[0\]/)
    expect(attempt([1, 2], [5, 0])).toThrow(/value\[1\].*got 0/)
    expect(attempt([1], [Number.NaN])).toThrow(RangeError)
  })
})

describe('expectedPurchaseValue', () => {
  it('agrees with lifetimes for every customer', () => {
    const expected = expectedPurchaseValue(golden.fit, spend)
    golden.expectedValue.forEach((value, i) => {
      expect(relative(expected[i] ?? Number.NaN, value)).toBeLessThan(1e-11)
    })
  })

  it('lies between the mean of all and the own average', () => {
    const [stranger = 0, known = 0, wellKnown = 0] = expectedPurchaseValue(golden.fit, {
      frequency: Float64Array.of(0, 2, 50),
      value: Float64Array.of(0, 500, 500),
    })
    expect(stranger).toBeCloseTo((golden.fit.p * golden.fit.v) / (golden.fit.q - 1), 9)
    expect(stranger).toBeLessThan(known)
    expect(known).toBeLessThan(wellKnown)
    expect(wellKnown).toBeLessThan(500)
  })

  it('refuses a model whose mean does not exist', () => {
    expect(() => expectedPurchaseValue({ ...golden.fit, q: 1 }, spend)).toThrow(/q > 1.*got 1/)
  })
})

describe('lifetimeValue', () => {
  const history = {
    frequency: spend.frequency,
    recency: Float64Array.from(customers.recency),
    age: Float64Array.from(customers.age),
  }
  const input = {
    model: customers.fit,
    history,
    purchaseValue: expectedPurchaseValue(golden.fit, spend),
    months: golden.months,
    monthLength: 30,
    monthlyDiscountRate: golden.discountRate,
  }

  it('agrees with customer_lifetime_value of lifetimes for every customer', () => {
    const values = lifetimeValue(input)
    golden.lifetimeValue.forEach((value, i) => {
      expect(relative(values[i] ?? Number.NaN, value)).toBeLessThan(1e-9)
    })
  })

  it('is nothing over no months', () => {
    expect(Math.max(...lifetimeValue({ ...input, months: 0 }))).toBe(0)
  })

  it('refuses what makes no sense, quoting it', () => {
    expect(() => lifetimeValue({ ...input, months: 1.5 })).toThrow(/1.5/)
    expect(() => lifetimeValue({ ...input, monthLength: 0 })).toThrow(RangeError)
    expect(() => lifetimeValue({ ...input, monthlyDiscountRate: -1 })).toThrow(RangeError)
    expect(() => lifetimeValue({ ...input, purchaseValue: new Float64Array(2) })).toThrow(/length 2/)
    expect(() => lifetimeValue({ ...input, purchaseValue: new Float64Array(400).fill(Number.NaN) })).toThrow(RangeError)
  })
})

describe('frequencyValueCorrelation', () => {
  it('is Pearson over the repeat customers only', () => {
    const { coefficient, n } = frequencyValueCorrelation({
      frequency: Float64Array.of(0, 1, 2, 3, 4),
      value: Float64Array.of(1e9, 2, 4, 5, 9),
    })
    expect(n).toBe(4)
    // Deviations (-1.5, -.5, .5, 1.5) and (-3, -1, 0, 4): 11 / sqrt(5 * 26).
    expect(coefficient).toBeCloseTo(11 / Math.sqrt(130), 14)
  })

  it('is null without spread or with fewer than three customers', () => {
    const of = (frequency: number[], value: number[]) =>
      frequencyValueCorrelation({ frequency: Float64Array.from(frequency), value: Float64Array.from(value) })
        .coefficient
    expect(of([], [])).toBeNull()
    expect(of([1, 2], [3, 4])).toBeNull()
    expect(of([2, 2, 2], [3, 4, 5])).toBeNull()
  })

  it('refuses lengths that differ', () => {
    const uneven = { frequency: new Float64Array(2), value: new Float64Array(3) }
    expect(() => frequencyValueCorrelation(uneven)).toThrow(RangeError)
  })
})
