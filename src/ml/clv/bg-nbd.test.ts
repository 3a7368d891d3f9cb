import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { betaNodes } from './beta-nodes.ts'
import { type BgNbdModel, fitBgNbd } from './bg-nbd.ts'
import { expectedPurchases, probabilityAlive } from './bg-nbd-predict.ts'
import { distinctRows } from './distinct-rows.ts'
import type { PurchaseHistory } from './purchase-history.ts'

interface Golden {
  frequency: number[]
  recency: number[]
  age: number[]
  fit: BgNbdModel & { logLikelihood: number; standardErrors: BgNbdModel }
  horizon: number
  probabilityAlive: number[]
  expectedPurchases: number[]
  hard: {
    model: BgNbdModel
    frequency: number
    recency: number
    age: number
    horizon: number
    alive: number
    expected: number
  }[]
}
const golden: Golden = JSON.parse(readFileSync(new URL('../../../test/golden/bgnbd.json', import.meta.url), 'utf8'))

function historyOf(rows: readonly (readonly [frequency: number, recency: number, age: number])[]): PurchaseHistory {
  return {
    frequency: Float64Array.from(rows, (row) => row[0]),
    recency: Float64Array.from(rows, (row) => row[1]),
    age: Float64Array.from(rows, (row) => row[2]),
  }
}

const customers: PurchaseHistory = {
  frequency: Float64Array.from(golden.frequency),
  recency: Float64Array.from(golden.recency),
  age: Float64Array.from(golden.age),
}
const names = ['r', 'alpha', 'a', 'b'] as const

function fitted(history: PurchaseHistory, weight?: Float64Array) {
  const fit = fitBgNbd(history, weight)
  if (!fit.ok) throw new Error(`no fit: ${fit.reason}`)
  return fit
}

function relative(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.abs(expected)
}

describe('fitBgNbd', () => {
  it('agrees with lifetimes on parameters, likelihood and standard errors', () => {
    const fit = fitted(customers)
    expect(fit.converged).toBe(true)
    expect(fit.customers).toBe(400)
    expect(fit.logLikelihood).toBeCloseTo(golden.fit.logLikelihood, 6)
    for (const name of names) {
      expect(relative(fit[name], golden.fit[name]), name).toBeLessThan(2e-6)
      expect(relative(fit.standardErrors?.[name] ?? 0, golden.fit.standardErrors[name]), name).toBeLessThan(1e-4)
    }
  })

  it('takes a weight as that many equal customers', () => {
    const twice = (column: Float64Array): Float64Array => Float64Array.from([...column, ...column])
    const { frequency, recency, age } = customers
    const repeated = fitted({ frequency: twice(frequency), recency: twice(recency), age: twice(age) })
    const weighted = fitted(customers, new Float64Array(400).fill(2))
    expect(repeated.customers).toBe(800)
    expect(weighted.customers).toBe(800)
    expect(weighted.logLikelihood).toBeCloseTo(repeated.logLikelihood, 8)
    expect(weighted.logLikelihood).toBeCloseTo(2 * golden.fit.logLikelihood, 5)
    for (const name of names) expect(relative(weighted[name], repeated[name]), name).toBeLessThan(1e-6)
  })

  it('leaves out customers of weight 0', () => {
    const { frequency, recency, age } = customers
    const withStranger = {
      frequency: Float64Array.from([...frequency, 90]),
      recency: Float64Array.from([...recency, 91]),
      age: Float64Array.from([...age, 92]),
    }
    const weight = new Float64Array(401).fill(1)
    weight[400] = 0
    expect(fitted(withStranger, weight).logLikelihood).toBeCloseTo(golden.fit.logLikelihood, 6)
  })

  it('does not depend on the order of the customers', () => {
    const backwards = {
      frequency: customers.frequency.toReversed(),
      recency: customers.recency.toReversed(),
      age: customers.age.toReversed(),
    }
    for (const name of names) expect(relative(fitted(backwards)[name], golden.fit[name]), name).toBeLessThan(2e-6)
  })

  it('gives the same model in weeks as in days, with alpha in that unit', () => {
    const weeks = {
      frequency: customers.frequency,
      recency: customers.recency.map((days) => days / 7),
      age: customers.age.map((days) => days / 7),
    }
    const fit = fitted(weeks)
    expect(relative(fit.alpha * 7, golden.fit.alpha)).toBeLessThan(2e-6)
    expect(relative(fit.b, golden.fit.b)).toBeLessThan(2e-6)
  })

  it('finds the same peak by way of the sample it takes of many different customers', () => {
    // 60,000 different customers: the golden ones, each slightly shifted in time.
    const copies = 150
    const n = 400 * copies
    const shift = (i: number): number => 1 + (Math.floor(i / 400) - copies / 2) * 1e-6
    const many = {
      frequency: Float64Array.from({ length: n }, (_, i) => golden.frequency[i % 400] ?? 0),
      recency: Float64Array.from({ length: n }, (_, i) => (golden.recency[i % 400] ?? 0) * shift(i)),
      age: Float64Array.from({ length: n }, (_, i) => (golden.age[i % 400] ?? 0) * shift(i)),
    }
    const fit = fitted(many)
    expect(fit.converged).toBe(true)
    for (const name of names) expect(relative(fit[name], golden.fit[name]), name).toBeLessThan(1e-4)
  })

  it('says which data are missing', () => {
    expect(fitBgNbd(historyOf([]))).toEqual({ ok: false, reason: 'no-customers' })
    expect(fitBgNbd(customers, new Float64Array(400))).toEqual({ ok: false, reason: 'no-customers' })
    const onceEach = historyOf([
      [0, 0, 30],
      [0, 0, 60],
    ])
    expect(fitBgNbd(onceEach)).toEqual({ ok: false, reason: 'no-repeat-purchases' })
  })

  it.each([
    ['one customer', historyOf([[3, 20, 30]])],
    ['identical customers', historyOf(Array.from({ length: 50 }, () => [2, 10, 30] as const))],
    ['customers who never leave', historyOf(Array.from({ length: 40 }, (_, i) => [5 + (i % 3), 100, 100] as const))],
    [
      'huge times',
      historyOf([
        [1, 1e9, 2e9],
        [0, 0, 1e12],
        [7, 3e8, 4e8],
        [2, 5, 1e10],
      ]),
    ],
    [
      'thousands of purchases',
      historyOf([
        [9000, 700, 701],
        [12, 30, 700],
        [0, 0, 5],
        [1, 3, 700],
      ]),
    ],
  ])('stays finite and predicts for %s', (_, history) => {
    const fit = fitted(history)
    for (const name of names) expect(fit[name]).toBeGreaterThan(0)
    expect(Number.isFinite(fit.logLikelihood)).toBe(true)
    for (const name of names) expect(Number.isNaN(fit.standardErrors?.[name] ?? 0)).toBe(false)
    for (const expected of expectedPurchases(fit, history, 90)) {
      expect(expected).toBeGreaterThanOrEqual(0)
      expect(Number.isFinite(expected)).toBe(true)
    }
  })

  it('refuses what cannot be a history, quoting place and value', () => {
    const bad = (row: readonly [number, number, number]) => () => fitBgNbd(historyOf([[1, 2, 3], row]))
    expect(bad([-1, 2, 3])).toThrow(/frequency\[1\].*got -1/)
    expect(bad([1.5, 2, 3])).toThrow(/frequency\[1\].*got 1.5/)
    expect(bad([1, 4, 3])).toThrow(/recency\[1\].*0..3.*got 4/)
    expect(bad([0, 2, 3])).toThrow(/recency\[1\]/)
    expect(bad([2, 0, 3])).toThrow(/recency\[1\]/)
    expect(bad([1, 2, Number.NaN])).toThrow(/age\[1\].*NaN/)
    expect(() => fitBgNbd({ ...customers, age: new Float64Array(3) })).toThrow(RangeError)
    expect(() => fitBgNbd(customers, new Float64Array(3))).toThrow(/length 3, expected 400/)
    expect(() => fitBgNbd(customers, new Float64Array(400).fill(-1))).toThrow(/weight\[0\]/)
  })
})

describe('prediction', () => {
  it('agrees with lifetimes for every customer', () => {
    const alive = probabilityAlive(golden.fit, customers)
    const expected = expectedPurchases(golden.fit, customers, golden.horizon)
    golden.probabilityAlive.forEach((value, i) => {
      expect(Math.abs((alive[i] ?? Number.NaN) - value)).toBeLessThan(1e-12)
    })
    golden.expectedPurchases.forEach((value, i) => {
      expect(relative(expected[i] ?? Number.NaN, value)).toBeLessThan(1e-11)
    })
  })

  it('agrees with 60-digit arithmetic at a near 1, z near 1, many purchases and tiny or large a and b', () => {
    for (const { model, frequency, recency, age, horizon, alive, expected } of golden.hard) {
      const one = historyOf([[frequency, recency, age]])
      const what = JSON.stringify({ model, frequency, recency, age, horizon })
      expect(relative(probabilityAlive(model, one)[0] ?? Number.NaN, alive), what).toBeLessThan(1e-11)
      expect(relative(expectedPurchases(model, one, horizon)[0] ?? Number.NaN, expected), what).toBeLessThan(1e-11)
    }
  })

  it('is continuous through a = 1, where the published formula divides by zero', () => {
    const at = (a: number) => expectedPurchases({ ...golden.fit, a }, customers, 90)[5] ?? Number.NaN
    expect(at(1)).toBeCloseTo((at(1 - 1e-7) + at(1 + 1e-7)) / 2, 12)
  })

  it('expects nothing within no time and nothing of nobody', () => {
    expect(Math.max(...expectedPurchases(golden.fit, customers, 0))).toBe(0)
    expect(expectedPurchases(golden.fit, historyOf([]), 90)).toHaveLength(0)
    expect(probabilityAlive(golden.fit, historyOf([]))).toHaveLength(0)
  })

  it('refuses a model or a horizon that cannot be', () => {
    expect(() => probabilityAlive({ ...golden.fit, alpha: 0 }, customers)).toThrow(/alpha > 0, got 0/)
    expect(() => expectedPurchases(golden.fit, customers, -1)).toThrow(/horizon.*-1/)
    expect(() => expectedPurchases(golden.fit, customers, Number.NaN)).toThrow(RangeError)
  })
})

describe('betaNodes', () => {
  it('have the mean and the variance of the Beta distribution, for narrow and for unbounded densities', () => {
    for (const [a, b] of [
      [0.8, 2.4],
      [0.001, 0.002],
      [1e-4, 5],
      [3, 500],
      [1e6, 2e6],
      [0.5, 0.5],
    ] as const) {
      const { probability, weight } = betaNodes(a, b)
      let mean = 0
      let square = 0
      probability.forEach((p, i) => {
        mean += p * (weight[i] ?? 0)
        square += p * p * (weight[i] ?? 0)
      })
      expect(relative(mean, a / (a + b)), `mean of ${a}, ${b}`).toBeLessThan(1e-11)
      expect(relative(square, (a * (a + 1)) / ((a + b) * (a + b + 1))), `square of ${a}, ${b}`).toBeLessThan(1e-11)
      expect(probability.length).toBeLessThan(500)
    }
  })

  it('refuse parameters that are not positive', () => {
    expect(() => betaNodes(0, 1)).toThrow(RangeError)
    expect(() => betaNodes(1, Number.NaN)).toThrow(RangeError)
  })
})

describe('distinctRows', () => {
  it('joins equal rows and adds up their weights, in order of appearance', () => {
    const joined = distinctRows(
      [Float64Array.of(1, 2, 1, 1, 2), Float64Array.of(5, 5, 5, 6, 5)],
      Float64Array.of(1, 2, 3, 0, 0.5),
    )
    expect([...joined.rows]).toEqual([0, 1])
    expect([...joined.weight]).toEqual([4, 2.5])
    expect([...joined.group.subarray(0, 3)]).toEqual([0, 1, 0])
    expect(joined.group[4]).toBe(1)
  })

  it('keeps thousands of different rows apart', () => {
    const values = Float64Array.from({ length: 5000 }, (_, i) => i / 7)
    const joined = distinctRows([values])
    expect(joined.rows).toHaveLength(5000)
    expect(joined.weight.every((w) => w === 1)).toBe(true)
  })
})
