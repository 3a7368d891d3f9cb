import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { studentQuantile } from '../math/student.ts'
import { differenceInDifferences, type PricePanel } from './difference-in-differences.ts'

interface Golden {
  readonly units: readonly number[]
  readonly periods: number
  readonly changedAt: number
  readonly treated: readonly number[]
  readonly coefficient: number
  readonly clusterError: number
  readonly hc2Error: number
  readonly df: number
}

const file = new URL('../../../test/golden/difference-in-differences.json', import.meta.url)
const golden: Golden = JSON.parse(readFileSync(file, 'utf8'))

const OPTIONS = { controlsPerProduct: 16, level: 0.9 }

/** Products of which the first few sell `effect` times as much from period `changedAt` on. */
function panel(given: {
  products: number
  treated: number
  periods: number
  changedAt: number
  effect: number
  seed: number
}): PricePanel {
  const { products, treated, periods, changedAt, effect, seed } = given
  const rng = randomSource(seed)
  const units = Float64Array.from({ length: products * periods }, (_, k) => {
    const [product, period] = [Math.floor(k / periods), k % periods]
    const isChanged = product < treated && period >= changedAt
    return rng.poisson(40 * (1 + 0.3 * Math.sin(period)) * (isChanged ? effect : 1))
  })
  return {
    units,
    periods,
    changedAt,
    treated: Uint8Array.from({ length: products }, (_, product) => Number(product < treated)),
    groups: new Int32Array(products),
  }
}

describe('differenceInDifferences', () => {
  it('agrees with the regression on product and period effects', () => {
    const found = differenceInDifferences(
      {
        units: Float64Array.from(golden.units),
        periods: golden.periods,
        changedAt: golden.changedAt,
        treated: Uint8Array.from(golden.treated),
        groups: new Int32Array(golden.treated.length),
      },
      OPTIONS,
    )
    if (!found.ok) throw new Error(`nothing was found: ${found.reason}`)
    expect(found).toMatchObject({ method: 'clusters', treated: 8, controls: 16 })
    expect(Math.log1p(found.change)).toBeCloseTo(golden.coefficient, 10)
    const reach = studentQuantile(0.95, golden.df) * golden.hc2Error
    expect(Math.log1p(found.low)).toBeCloseTo(golden.coefficient - reach, 8)
    expect(Math.log1p(found.high)).toBeCloseTo(golden.coefficient + reach, 8)
    // The sandwich over clusters, which corrects for its degrees of freedom in its own way.
    expect(golden.hc2Error / golden.clusterError).toBeCloseTo(1, 1)
  })

  it.each([
    ['clusters', 12],
    ['randomisation', 2],
  ] as const)('by %s: nine of ten intervals hold what was put in', (method, treated) => {
    const inside = Array.from({ length: 100 }, (_, seed) => {
      const found = differenceInDifferences(
        panel({ products: 60, treated, periods: 10, changedAt: 5, effect: 0.8, seed }),
        { controlsPerProduct: 30, level: 0.9 },
      )
      if (!found.ok) throw new Error(`nothing was found: ${found.reason}`)
      expect(found.method).toBe(method)
      return Number(found.low <= -0.2 && -0.2 <= found.high)
    })
    const share = inside.reduce((sum, one) => sum + one, 0) / inside.length
    expect(share).toBeGreaterThan(0.8)
    expect(share).toBeLessThan(1)
  })

  it('takes controls of the same category where there are enough', () => {
    const one = panel({ products: 40, treated: 6, periods: 8, changedAt: 4, effect: 1, seed: 3 })
    const groups = Int32Array.from({ length: 40 }, (_, i) => i % 2)
    // The other category doubles at the same time: it must not be taken for a loss.
    const units = one.units.map((count, k) => (Math.floor(k / 8) % 2 === 1 && k % 8 >= 4 ? 2 * count : count))
    const treated = Uint8Array.from({ length: 40 }, (_, i) => Number(i % 2 === 0 && i < 12))
    const found = differenceInDifferences({ ...one, units, groups, treated }, { controlsPerProduct: 5, level: 0.9 })
    if (!found.ok) throw new Error(`nothing was found: ${found.reason}`)
    expect(Math.abs(found.change)).toBeLessThan(0.12)
  })

  it('says what is missing, and has an answer for products that sell nothing or were not to be had', () => {
    const base = { products: 30, treated: 6, periods: 6, changedAt: 3, effect: 1, seed: 1 }
    const of = (change: Partial<typeof base>) => differenceInDifferences(panel({ ...base, ...change }), OPTIONS)
    expect(of({ changedAt: 1 })).toEqual({ ok: false, reason: 'periods-before', needs: 2, has: 1 })
    expect(of({ changedAt: 6 })).toEqual({ ok: false, reason: 'periods-after', needs: 1, has: 0 })
    expect(of({ treated: 0 })).toEqual({ ok: false, reason: 'treated-products', needs: 1, has: 0 })
    expect(of({ products: 8, treated: 1 })).toEqual({ ok: false, reason: 'control-products', needs: 20, has: 7 })
    const dead = { ...panel(base), units: new Float64Array(180) }
    expect(differenceInDifferences(dead, OPTIONS)).toMatchObject({ ok: true, change: 0, low: 0, high: 0 })
    const gaps = { ...panel(base), units: panel(base).units.map((count, k) => (k % 7 === 0 ? Number.NaN : count)) }
    expect(differenceInDifferences(gaps, OPTIONS)).toMatchObject({ ok: true, treated: 6 })
    expect(() => differenceInDifferences({ ...dead, units: dead.units.map(() => -1) }, OPTIONS)).toThrow('units[0]')
  })
})
