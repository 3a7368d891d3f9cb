import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { fitLaunches, forecastLaunch, type LaunchedProduct } from './new-product.ts'

const HORIZON = 8
const NOTHING = new Float64Array(0)
const COLOURS = ['red', 'blue', 'green']

/** Demand that rests on category and price and fades from the launch on; the colour says nothing. */
function made(count: number, seed: number): (LaunchedProduct & { expected: number })[] {
  const random = randomSource(seed)
  return Array.from({ length: count }, () => {
    const category = random.below(4)
    const price = Math.exp(2 + 2 * random.uniform())
    const level = 12 * ([1, 3, 0.5, 2][category] ?? 1) * (20 / price)
    const own = (level * random.gamma(6)) / 6
    return {
      categories: ['all', `category ${category}`],
      price,
      tags: new Set([`colour=${COLOURS[random.below(3)]}`]),
      demand: Float64Array.from({ length: HORIZON }, (_, h) => random.poisson(own * 0.85 ** h)),
      expected: (level * (1 - 0.85 ** HORIZON)) / 0.15,
    }
  })
}

function fitted(launches: readonly LaunchedProduct[], horizon = HORIZON, mostAge = 0) {
  const fit = fitLaunches(launches, { horizon, mostAge, sums: [new Float64Array(horizon).fill(1)] })
  if (!fit.ok) throw new Error(`too few: ${fit.has}`)
  return fit.model
}

function oneOf<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error('none made')
  return one
}

describe('fitLaunches and forecastLaunch', () => {
  it('learn which likeness matters, forecast nearer than the mean of all, and hold what they say', () => {
    const model = fitted(made(250, 1))
    expect(model.sharpness.category).toBeGreaterThan(0)
    expect(model.sharpness.price).toBeGreaterThan(0)
    expect(model.sharpness.tags).toBe(0)
    const asked = made(400, 2)
    const mean = asked.reduce((sum, { expected }) => sum + expected, 0) / asked.length
    let [miss, missOfMean, inTotal, inSteps] = [0, 0, 0, 0]
    for (const product of asked) {
      const { sums, steps } = forecastLaunch(model, product, { sold: NOTHING, level: 0.9 })
      const total = oneOf(sums)
      const came = product.demand.reduce((sum, units) => sum + units, 0)
      miss += Math.abs(total.point - product.expected)
      missOfMean += Math.abs(mean - product.expected)
      if (came >= total.low && came <= total.high) inTotal++
      steps.forEach(({ low, high }, h) => {
        const units = product.demand[h] ?? Number.NaN
        if (units >= low && units <= high) inSteps++
      })
    }
    expect(miss).toBeLessThan(0.5 * missOfMean)
    for (const share of [inTotal / asked.length, inSteps / asked.length / HORIZON]) {
      expect(share).toBeGreaterThan(0.85)
      expect(share).toBeLessThan(0.95)
    }
  })

  it('forecast what launches that are all alike did, and take young ones with the weeks they have', () => {
    const one = { categories: ['a'], price: 10, tags: new Set<string>(), demand: Float64Array.of(8, 4, 2) }
    const young = { ...one, demand: Float64Array.of(8) }
    const model = fitted([...Array(9).fill(one), young], 3)
    const { steps, sums, analogues, effectiveLaunches } = forecastLaunch(model, one, { sold: NOTHING, level: 0.9 })
    const total = oneOf(sums)
    expect(effectiveLaunches).toBeCloseTo(10, 9)
    for (const [h, units] of [8, 4, 2].entries()) expect(steps[h]?.point).toBeCloseTo(units, 9)
    expect(total.low).toBeCloseTo(14, 9)
    expect(total.high).toBeCloseTo(14, 9)
    expect(analogues[0]?.share).toBeCloseTo(0.1, 9)
  })

  it('come nearer the more of its own weeks are known, and hold what they say at every age', () => {
    const [ahead, mostAge] = [5, 3]
    const model = fitted(made(250, 5), ahead, mostAge)
    const asked = made(400, 6)
    const ages = [0, 1, 3].map((age) => {
      let [miss, inside] = [0, 0]
      for (const product of asked) {
        const sold = product.demand.slice(0, age)
        const { point, low, high } = oneOf(forecastLaunch(model, product, { sold, level: 0.9 }).sums)
        const came = product.demand.subarray(age, age + ahead).reduce((sum, units) => sum + units, 0)
        miss += Math.abs(point - came) / (came + 1)
        if (came >= low && came <= high) inside++
      }
      expect(inside / asked.length).toBeGreaterThan(0.85)
      expect(inside / asked.length).toBeLessThan(0.95)
      return miss
    })
    expect(ages[1]).toBeLessThan(ages[0] ?? 0)
    expect(ages[2]).toBeLessThan(0.8 * (ages[1] ?? 0))
  })

  it('take weeks in which it could not be bought for no lesser demand', () => {
    const model = fitted(made(60, 8), 5, 3)
    const asked = oneOf(made(1, 9))
    const pointOf = (sold: Float64Array) => oneOf(forecastLaunch(model, asked, { sold, level: 0.9 }).sums).point
    expect(pointOf(Float64Array.of(4, Number.NaN, Number.NaN))).toBeGreaterThan(pointOf(Float64Array.of(4, 0, 0)))
    expect(pointOf(Float64Array.of(1e6, 0, 0))).toBeLessThan(Number.POSITIVE_INFINITY)
  })

  it('give numbers where nothing was sold and where nothing is known of the product', () => {
    const none = { categories: [], price: null, tags: new Set<string>(), demand: new Float64Array(4) }
    const model = fitted(Array(8).fill(none), 4)
    const { sums, steps } = forecastLaunch(model, none, { sold: NOTHING, level: 0.5 })
    expect(sums).toEqual([{ point: 0, low: 0, high: 0 }])
    expect(steps).toHaveLength(4)
    const unseen = { ...none, categories: ['never seen'] }
    const strange = oneOf(forecastLaunch(fitted(made(40, 3)), unseen, { sold: NOTHING, level: 0.9 }).sums)
    expect(Number.isFinite(strange.point) && strange.point > 0).toBe(true)
  })

  it('say what is missing and what is wrong', () => {
    const launches = made(9, 4)
    const options = { horizon: HORIZON, mostAge: 0, sums: [new Float64Array(HORIZON).fill(1)] }
    const few = { horizon: 2, mostAge: 0, sums: [] }
    expect(fitLaunches(launches.slice(0, 5), options)).toEqual({ ok: false, needs: 8, has: 5 })
    expect(() => fitLaunches(launches, { ...options, horizon: 0 })).toThrow(/horizon.*got 0/)
    expect(() => fitLaunches(launches, { ...options, mostAge: -1 })).toThrow(/mostAge.*got -1/)
    expect(() => fitLaunches(launches, { ...options, sums: [Float64Array.of(1, -1)] })).toThrow(/sums\[0\].*got 1, -1/)
    const [first, ...others] = launches
    if (first === undefined) throw new Error('none made')
    expect(() => fitLaunches([...others, { ...first, price: 0 }], few)).toThrow(/launches\[8\].*got 0/)
    expect(() => fitLaunches([{ ...first, demand: Float64Array.of(1, -1) }], few)).toThrow(/launches\[0\].demand\[1\]/)
    expect(() => forecastLaunch(fitted(launches), first, { sold: NOTHING, level: 1 })).toThrow(/level/)
    const sold = Float64Array.of(3)
    expect(() => forecastLaunch(fitted(launches), first, { sold, level: 0.9 })).toThrow(/sold has 1 steps/)
  })
})
