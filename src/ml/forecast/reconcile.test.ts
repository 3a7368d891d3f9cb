import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { reconcile, type Trust } from './reconcile.ts'

/** By numpy with the summing matrix written out; the non-negative one by scipy's bounded minimisation. */
interface Golden {
  parents: number[]
  horizon: number
  forecasts: number[]
  errors: number[]
  steps: number
  variances: number[]
  bottomUp: number[]
  structural: number[]
  variance: number[]
  mint: number[]
  nonNegative: number[]
}
const golden: Golden = JSON.parse(readFileSync(new URL('../../../test/golden/reconcile.json', import.meta.url), 'utf8'))
const hierarchy = { parents: Int32Array.from(golden.parents) }
const forecasts = Float64Array.from(golden.forecasts)
const mint: Trust = { name: 'mint', errors: Float64Array.from(golden.errors), steps: golden.steps }
const run = (trust: Trust, isNonNegative = false) =>
  reconcile(forecasts, hierarchy, { horizon: golden.horizon, trust, isNonNegative })

function expectNear(found: Float64Array, expected: readonly number[], digits: number): void {
  expect(found).toHaveLength(expected.length)
  expected.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, digits)
  })
}

describe('reconcile', () => {
  it('agrees with the matrix formulas', () => {
    expectNear(run({ name: 'bottom-up' }), golden.bottomUp, 6)
    expectNear(run({ name: 'structural' }), golden.structural, 6)
    expectNear(run({ name: 'variances', variances: Float64Array.from(golden.variances) }), golden.variance, 6)
    expectNear(run(mint), golden.mint, 6)
  })

  it('holds leaves at 0 as a bounded minimisation does', () => {
    expect(golden.structural.some((value) => value < 0)).toBe(true)
    expectNear(run({ name: 'structural' }, true), golden.nonNegative, 4)
    expect(run(mint, true).every((value) => value >= 0)).toBe(true)
  })

  it('leaves alone what adds up already, whatever is believed', () => {
    const sums = run({ name: 'structural' })
    for (const trust of [{ name: 'structural' } as const, mint])
      expectNear(reconcile(sums, hierarchy, { horizon: 2, trust, isNonNegative: false }), [...sums], 9)
  })

  it('takes a category that is certain as it is, and one without a forecast as the sum of its products', () => {
    const tree = { parents: Int32Array.of(-1, 0, 0) }
    const of = (variances: number[]) =>
      reconcile(Float64Array.of(10, 2, 3), tree, {
        horizon: 1,
        trust: { name: 'variances', variances: Float64Array.from(variances) },
        isNonNegative: false,
      })
    expectNear(of([0, 1, 4]), [10, 3, 7], 12)
    expectNear(of([Number.POSITIVE_INFINITY, 1, 4]), [5, 2, 3], 12)
    expectNear(of([0, 0, 0]), [5, 2, 3], 12)
  })

  it('knows no more of a node without past errors than of the others, and makes no NaN of errors that are all 0', () => {
    const errors = Float64Array.from(golden.errors)
    errors.fill(Number.NaN, 4 * golden.steps, 5 * golden.steps)
    const trust: Trust = { name: 'mint', errors, steps: golden.steps }
    expect(run(trust).every(Number.isFinite)).toBe(true)
    expect(run({ ...trust, errors: errors.map(() => 0) }).every(Number.isFinite)).toBe(true)
    expect(run({ name: 'mint', errors: errors.subarray(0, 9), steps: 1 }).every(Number.isFinite)).toBe(true)
  })

  it('brings the noise of thousands of products down by what their categories know', () => {
    const random = randomSource(3)
    const [categories, products, steps] = [20, 2000, 26]
    const parents = new Int32Array(1 + categories + products).map((_, i) =>
      i === 0 ? -1 : i <= categories ? 0 : 1 + ((i - 1) % categories),
    )
    const sumUp = (leaves: Float64Array) => {
      const sums = leaves.slice()
      for (let i = parents.length - 1; i > 0; i--) sums[parents[i] ?? 0] = (sums[parents[i] ?? 0] ?? 0) + (sums[i] ?? 0)
      return sums
    }
    const truth = sumUp(Float64Array.from(parents, (_, i) => (i > categories ? 5 + random.uniform() : 0)))
    const noisy = (value: number, i: number) => value + (i > categories ? 2 : 4) * random.normal()
    const base = truth.map(noisy)
    const errors = Float64Array.from({ length: parents.length * steps }, (_, i) => noisy(0, Math.floor(i / steps)))
    const miss = (values: Float64Array) =>
      values.reduce((sum, value, i) => (i <= categories ? sum + Math.abs(value - (truth[i] ?? 0)) : sum), 0)
    const options = { horizon: 1, isNonNegative: true }
    const bottomUp = miss(reconcile(base, { parents }, { ...options, trust: { name: 'bottom-up' } }))
    const best = miss(reconcile(base, { parents }, { ...options, trust: { name: 'mint', errors, steps } }))
    expect(best).toBeLessThan(0.5 * bottomUp)
  })

  it('says what is wrong', () => {
    const options = { horizon: 1, trust: { name: 'structural' }, isNonNegative: false } as const
    expect(() => reconcile(Float64Array.of(1, 2), { parents: Int32Array.of(1, -1) }, options)).toThrow(/parents\[0\]/)
    expect(() => reconcile(Float64Array.of(1), { parents: Int32Array.of(-1, 0) }, options)).toThrow(/1 values, 2 nodes/)
    expect(() => reconcile(Float64Array.of(1, Number.NaN), { parents: Int32Array.of(-1, 0) }, options)).toThrow(
      /forecasts\[1\] must be finite, got NaN/,
    )
    expect(reconcile(new Float64Array(0), { parents: new Int32Array(0) }, options)).toHaveLength(0)
  })
})
