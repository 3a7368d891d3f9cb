import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { curveAt, likelyCurves, unitsInterval } from './demand.ts'
import { DEMAND_FORMS, type DemandCurve, type DemandForm, elasticityAt, slopeAt, unitsAt } from './demand-curve.ts'
import { type DemandHistory, fitDemand } from './fit-demand.ts'

const curve = (form: DemandForm, elasticity: number): DemandCurve => ({
  form,
  referencePrice: 2000,
  units: 30,
  elasticity,
})

/** Weeks of sales on a curve, prices between -25 % and +25 %. */
function historyOn(truth: DemandCurve, weeks: number, rng = randomSource(1)): DemandHistory {
  const price = Float64Array.from({ length: weeks }, () => Math.round(2000 * (0.75 + 0.5 * rng.uniform())))
  const season = Float64Array.from({ length: weeks }, (_, week) => Math.sin((2 * Math.PI * week) / 52))
  const units = price.map((asked, week) => rng.poisson(unitsAt(truth, asked) * Math.exp(0.3 * (season[week] ?? 0))))
  return {
    price,
    units,
    controls: [season],
    level: new Float64Array(weeks),
    levelRatio: new Float64Array(weeks).fill(1),
    controlsAhead: Float64Array.of(0),
    levelAhead: 0,
  }
}

const flat = (prices: readonly number[], units: readonly number[]): DemandHistory => ({
  price: Float64Array.from(prices),
  units: Float64Array.from(units),
  controls: [],
  level: new Float64Array(prices.length),
  levelRatio: new Float64Array(prices.length).fill(1),
  controlsAhead: new Float64Array(0),
  levelAhead: 0,
})

describe('demand curves', () => {
  it.each(DEMAND_FORMS)('%s: units, slope and elasticity belong together', (form) => {
    const one = curve(form, -1.7)
    expect(unitsAt(one, 2000)).toBeCloseTo(30, 9)
    expect(elasticityAt(one, 2000)).toBeCloseTo(-1.7, 9)
    for (const price of [1200, 2000, 2900]) {
      const slope = (unitsAt(one, price + 0.01) - unitsAt(one, price - 0.01)) / 0.02
      expect(slopeAt(one, price)).toBeCloseTo(slope, 6)
    }
  })

  it('never sells less than nothing, however dear', () => {
    for (const form of DEMAND_FORMS) expect(unitsAt(curve(form, -9), 1e9)).toBeGreaterThanOrEqual(0)
    expect(unitsAt(curve('constant-elasticity', 400), 1e9)).toBeLessThan(Infinity)
  })
})

describe('fitDemand', () => {
  it('finds the form of each group and the elasticity of each product', () => {
    const rng = randomSource(5)
    const truths = DEMAND_FORMS.flatMap((form) =>
      Array.from({ length: 20 }, () => curve(form, -1.6 + 0.3 * rng.normal())),
    )
    const groups = Int32Array.from(truths, ({ form }) => DEMAND_FORMS.indexOf(form))
    const { products } = fitDemand(
      truths.map((truth) => historyOn({ ...truth, units: 300 }, 104, rng)),
      groups,
    )
    const right = products.filter((product, i) => product.ok && product.form === truths[i]?.form)
    expect(right.length).toBeGreaterThan(48)
    const inside = products.filter((product, i) => {
      const truth = truths[i]
      if (!product.ok || truth === undefined) return false
      const distance = Math.abs(product.elasticity - elasticityAt(truth, product.referencePrice))
      return distance <= 1.645 * product.elasticityError
    })
    expect(inside.length / truths.length).toBeGreaterThan(0.8)
  })

  it('tells the units of the periods asked for, within their interval', () => {
    const { products } = fitDemand([historyOn(curve('constant-elasticity', -2), 104)], Int32Array.of(0))
    const [product] = products
    if (product?.ok !== true) throw new Error('no demand was fitted')
    const { units, low, high } = unitsInterval(likelyCurves(product), 2000, 0.9)
    expect(low).toBeLessThan(units)
    expect(high).toBeGreaterThan(units)
    expect(low).toBeLessThan(30)
    expect(high).toBeGreaterThan(30)
  })

  it('takes the group’s elasticity where a product had one price, and studies where none had two', () => {
    const moving = historyOn(curve('constant-elasticity', -2), 104)
    const still = flat(new Array(20).fill(1500), new Array(20).fill(4))
    const { products } = fitDemand([moving, still], Int32Array.of(0, 0))
    expect(products).toMatchObject([
      { ok: true, basis: 'own' },
      { ok: true, basis: 'group', referencePrice: expect.closeTo(1500) },
    ])
    const alone = fitDemand([still], Int32Array.of(0))
    expect(alone).toMatchObject({ pool: null, products: [{ basis: 'literature', elasticity: -2.62 }] })
  })

  it('says what is missing, and is defined for whatever comes', () => {
    const rows = (count: number, units: (i: number) => number) =>
      flat(
        Array.from({ length: count }, (_, i) => 1000 + 100 * (i % 3)),
        Array.from({ length: count }, (_, i) => units(i)),
      )
    const odd = [
      rows(0, () => 1),
      rows(1, () => 1),
      rows(3, () => 9),
      rows(20, () => 0),
      rows(20, (i) => (i === 7 ? 1 : 0)),
      rows(20, (i) => (i === 7 ? 1e6 : 3)),
      rows(20, () => 1e9),
      flat([1e-6, ...new Array(19).fill(1e6)], new Array(20).fill(5)),
    ]
    const { products } = fitDemand(odd, new Int32Array(odd.length))
    expect(products.slice(0, 5)).toEqual([
      { ok: false, reason: 'rows', needs: 8, has: 0 },
      { ok: false, reason: 'rows', needs: 8, has: 1 },
      { ok: false, reason: 'rows', needs: 8, has: 3 },
      { ok: false, reason: 'units-sold', needs: 5, has: 0 },
      { ok: false, reason: 'units-sold', needs: 5, has: 1 },
    ])
    for (const product of products.slice(5)) {
      if (!product.ok) throw new Error('demand was expected')
      for (const value of Object.values(product))
        if (typeof value === 'number') expect(value).toBeGreaterThan(-Infinity)
      expect(curveAt(product, { level: 0.5, elasticity: 0.999, form: 0.5 }).elasticity).toBeLessThan(0)
    }
    expect(fitDemand([], new Int32Array(0))).toEqual({ products: [], pool: null })
    expect(() => fitDemand([flat([0], [1])], Int32Array.of(0))).toThrow('price[0] must be finite and > 0')
    expect(() => fitDemand([flat([5], [-1])], Int32Array.of(0))).toThrow('units[0] must be finite and >= 0')
  })
})
