import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { binomialLogCdf, binomialLogSurvival } from './binomial.ts'
import { chiSquareLogSurvival } from './chi-square.ts'
import { poissonDeviance } from './deviance.ts'
import { digamma } from './digamma.ts'
import { logRegularizedIncompleteBeta, regularizedIncompleteBeta } from './incomplete-beta.ts'
import { logRegularizedGammaP, logRegularizedGammaQ, regularizedGammaP, regularizedGammaQ } from './incomplete-gamma.ts'
import { logBeta } from './log-beta.ts'
import { logGamma, stirlingCorrection } from './log-gamma.ts'
import { logOneMinusExp } from './log-one-minus-exp.ts'
import { negativeBinomialLogCdf, negativeBinomialLogSurvival } from './negative-binomial.ts'
import { normalCdf, normalLogSurvival, normalQuantile } from './normal.ts'
import { poissonLogCdf, poissonLogSurvival } from './poisson.ts'
import { studentLogTwoSidedP, studentQuantile, studentTwoSidedP } from './student.ts'

const golden: Record<string, number[][]> = JSON.parse(
  readFileSync(new URL('../../../test/golden/special-functions.json', import.meta.url), 'utf8'),
)

function cases(name: string): number[][] {
  const rows = golden[name]
  if (rows === undefined || rows.length === 0) throw new Error(`no golden values for ${name}`)
  return rows
}

function expectClose(actual: number, expected: number, relative: number, what: string): void {
  const error = actual === expected ? 0 : Math.abs(actual - expected) / Math.abs(expected)
  expect(error, `${what}: got ${actual}, expected ${expected}`).toBeLessThanOrEqual(relative)
}

type Kernel = (...args: number[]) => number
const first =
  (kernel: (a: number) => number): Kernel =>
  (...args) =>
    kernel(args[0] ?? Number.NaN)
const two =
  (kernel: (a: number, b: number) => number): Kernel =>
  (...args) =>
    kernel(args[0] ?? Number.NaN, args[1] ?? Number.NaN)
const three =
  (kernel: (a: number, b: number, c: number) => number): Kernel =>
  (...args) =>
    kernel(args[0] ?? Number.NaN, args[1] ?? Number.NaN, args[2] ?? Number.NaN)

describe('special functions agree with mpmath relative to the value itself', () => {
  const kernels: [name: string, arity: number, column: number, kernel: Kernel, relative: number][] = [
    ['logGamma', 1, 1, first(logGamma), 5e-15],
    ['digamma', 1, 1, first(digamma), 1e-12],
    ['logBeta', 2, 2, two(logBeta), 1e-14],
    ['logIncompleteBeta', 3, 3, three(logRegularizedIncompleteBeta), 1e-12],
    ['logGammaP', 2, 2, two(logRegularizedGammaP), 1e-12],
    ['logGammaQ', 2, 2, two(logRegularizedGammaQ), 1e-12],
    ['normalLogSurvival', 1, 1, first(normalLogSurvival), 1e-13],
    ['normalCdf', 1, 1, first(normalCdf), 1e-12],
    ['normalQuantile', 1, 1, first(normalQuantile), 1e-13],
    ['studentLogTwoSidedP', 2, 2, two(studentLogTwoSidedP), 1e-12],
    ['studentQuantile', 2, 2, two(studentQuantile), 1e-12],
    ['chiSquareLogSurvival', 2, 2, two(chiSquareLogSurvival), 1e-12],
    ['poisson', 2, 2, two(poissonLogSurvival), 1e-12],
    ['poisson', 2, 3, two(poissonLogCdf), 1e-12],
    ['binomial', 3, 3, three(binomialLogSurvival), 1e-12],
    ['binomial', 3, 4, three(binomialLogCdf), 1e-12],
    ['negativeBinomial', 3, 3, three(negativeBinomialLogSurvival), 1e-12],
    ['negativeBinomial', 3, 4, three(negativeBinomialLogCdf), 1e-12],
  ]
  for (const [name, arity, column, kernel, relative] of kernels) {
    it(`${name}, column ${column}, within ${relative}`, () => {
      for (const row of cases(name)) {
        const args = row.slice(0, arity)
        expectClose(kernel(...args), row[column] ?? Number.NaN, relative, `${name}(${args.join(', ')})`)
      }
    })
  }
})

describe('plain and log forms', () => {
  it('are the same number', () => {
    expect(regularizedIncompleteBeta(0.3, 2, 5)).toBeCloseTo(Math.exp(logRegularizedIncompleteBeta(0.3, 2, 5)), 15)
    expect(regularizedGammaP(2, 1.5)).toBeCloseTo(1 - 2.5 * Math.exp(-1.5), 14)
    expect(regularizedGammaQ(2, 1.5)).toBeCloseTo(2.5 * Math.exp(-1.5), 14)
    expect(studentTwoSidedP(2, 10)).toBeCloseTo(Math.exp(studentLogTwoSidedP(2, 10)), 15)
  })

  it('logOneMinusExp keeps its digits at both ends', () => {
    expectClose(logOneMinusExp(-1e-20), Math.log(1e-20), 1e-15, 'near 0')
    expectClose(logOneMinusExp(-50), -Math.exp(-50), 1e-15, 'far below')
    expect(logOneMinusExp(0)).toBe(-Infinity)
  })

  it('a survival and a distribution function add up to one', () => {
    expect(Math.exp(poissonLogSurvival(4, 3.3)) + Math.exp(poissonLogCdf(4, 3.3))).toBeCloseTo(1, 14)
    expect(Math.exp(binomialLogSurvival(4, 11, 0.4)) + Math.exp(binomialLogCdf(4, 11, 0.4))).toBeCloseTo(1, 14)
    const negative = Math.exp(negativeBinomialLogSurvival(4, 3, 2)) + Math.exp(negativeBinomialLogCdf(4, 3, 2))
    expect(negative).toBeCloseTo(1, 14)
  })
})

describe('edges', () => {
  it('distribution functions are 0 and 1 at the ends of their range', () => {
    expect(logRegularizedIncompleteBeta(0, 2, 3)).toBe(-Infinity)
    expect(logRegularizedIncompleteBeta(1, 2, 3)).toBe(0)
    expect(logRegularizedGammaP(2, 0)).toBe(-Infinity)
    expect(logRegularizedGammaQ(2, 0)).toBe(0)
    expect(logRegularizedGammaP(2, Infinity)).toBe(0)
    expect(poissonLogSurvival(-1, 3)).toBe(0)
    expect(poissonLogSurvival(0, 0)).toBe(-Infinity)
    expect(poissonLogCdf(-1, 3)).toBe(-Infinity)
    expect(binomialLogSurvival(5, 5, 0.4)).toBe(-Infinity)
    expect(binomialLogCdf(5, 5, 0.4)).toBe(0)
    expect(binomialLogSurvival(0, 0, 0.4)).toBe(-Infinity)
    expect(negativeBinomialLogSurvival(3, 0, 2)).toBe(-Infinity)
    expect(normalQuantile(0)).toBe(-Infinity)
    expect(normalQuantile(1)).toBe(Infinity)
    expect(normalQuantile(0.5)).toBe(0)
    expect(normalLogSurvival(Infinity)).toBe(-Infinity)
    expect(normalCdf(-Infinity)).toBe(0)
    expect(studentTwoSidedP(0, 4)).toBe(1)
    expect(studentTwoSidedP(Infinity, 4)).toBe(0)
    expect(logGamma(Infinity)).toBe(Infinity)
    expect(logGamma(1)).toBe(0)
    expect(logGamma(2)).toBe(0)
  })

  it('an argument out of range throws a RangeError that quotes it', () => {
    expect(() => logGamma(-0.5)).toThrow(/got -0.5/)
    expect(() => stirlingCorrection(0)).toThrow(RangeError)
    expect(() => digamma(0)).toThrow(RangeError)
    expect(() => logBeta(1, Number.NaN)).toThrow(RangeError)
    expect(() => regularizedIncompleteBeta(1.01, 1, 1)).toThrow(/1.01/)
    expect(() => regularizedIncompleteBeta(0.5, 0, 1)).toThrow(RangeError)
    expect(() => regularizedGammaP(1, -2)).toThrow(/-2/)
    expect(() => normalQuantile(1.5)).toThrow(RangeError)
    expect(() => normalCdf(Number.NaN)).toThrow(RangeError)
    expect(() => studentQuantile(0, 3)).toThrow(RangeError)
    expect(() => studentTwoSidedP(1, 0)).toThrow(RangeError)
    expect(() => chiSquareLogSurvival(-1, 1)).toThrow(RangeError)
    expect(() => poissonLogSurvival(1, -1)).toThrow(RangeError)
    expect(() => binomialLogSurvival(1, 2.5, 0.5)).toThrow(RangeError)
    expect(() => negativeBinomialLogSurvival(1, 2, 0)).toThrow(RangeError)
  })

  it('poissonDeviance has no cancellation next to its zero', () => {
    expect(poissonDeviance(7, 7)).toBe(0)
    // (x - m)^2 / 2m - (x - m)^3 / 6m^2 + ... at x = m + d
    const m = 1e8
    const d = 3
    expectClose(poissonDeviance(m + d, m), (d * d) / (2 * m) - d ** 3 / (6 * m * m), 1e-12, 'deviance')
  })
})
