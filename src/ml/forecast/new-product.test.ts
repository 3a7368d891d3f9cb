import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { fitLaunches, forecastLaunch, type LaunchedProduct } from './new-product.ts'

const HORIZON = 8
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

function fitted(launches: readonly LaunchedProduct[], horizon = HORIZON) {
  const fit = fitLaunches(launches, horizon)
  if (!fit.ok) throw new Error(`too few: ${fit.has}`)
  return fit.model
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
      const { total, steps } = forecastLaunch(model, product, 0.9)
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
    const { steps, total, analogues } = forecastLaunch(fitted([...Array(9).fill(one), young], 3), one, 0.9)
    for (const [h, units] of [8, 4, 2].entries()) expect(steps[h]?.point).toBeCloseTo(units, 9)
    expect(total.low).toBeCloseTo(14, 9)
    expect(total.high).toBeCloseTo(14, 9)
    expect(analogues[0]?.share).toBeCloseTo(0.1, 9)
  })

  it('give numbers where nothing was sold and where nothing is known of the product', () => {
    const none = { categories: [], price: null, tags: new Set<string>(), demand: new Float64Array(4) }
    const { total, steps } = forecastLaunch(fitted(Array(8).fill(none), 4), none, 0.5)
    expect(total).toEqual({ point: 0, low: 0, high: 0 })
    expect(steps).toHaveLength(4)
    const strange = forecastLaunch(fitted(made(40, 3)), { ...none, categories: ['never seen'] }, 0.9)
    expect(Number.isFinite(strange.total.point) && strange.total.point > 0).toBe(true)
  })

  it('say what is missing and what is wrong', () => {
    const launches = made(9, 4)
    expect(fitLaunches(launches.slice(0, 5), HORIZON)).toEqual({ ok: false, needs: 8, has: 5 })
    expect(() => fitLaunches(launches, 0)).toThrow(/horizon.*got 0/)
    const [first, ...others] = launches
    if (first === undefined) throw new Error('none made')
    expect(() => fitLaunches([...others, { ...first, price: 0 }], 2)).toThrow(/launches\[8\].*got 0/)
    expect(() => fitLaunches([{ ...first, demand: Float64Array.of(1, -1) }], 2)).toThrow(/launches\[0\].demand\[1\]/)
    expect(() => forecastLaunch(fitted(launches), first, 1)).toThrow(/level/)
  })
})
