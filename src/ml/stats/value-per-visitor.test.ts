import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { compareProportions } from './compare-proportions.ts'
import { productInterval } from './product-interval.ts'
import { valuePerVisitor } from './value-per-visitor.ts'

describe('compareProportions', () => {
  it('gives the interval of the published example', () => {
    // Newcombe (1998), table II, method 10, example (a): 56/70 - 48/80.
    const test = compareProportions({ hits: 48, of: 80 }, { hits: 56, of: 70 }, 0.95)
    expect(test?.difference).toBeCloseTo(0.2, 12)
    expect(test?.low).toBeCloseTo(0.0524, 4)
    expect(test?.high).toBeCloseTo(0.3339, 4)
    expect(test?.p).toBeCloseTo(0.008, 2)
    expect(test?.z).toBeGreaterThan(0)
  })

  it('makes no test of groups too small for it', () => {
    expect(compareProportions({ hits: 3, of: 4 }, { hits: 1, of: 4 }, 0.95)).toBeNull()
    expect(compareProportions({ hits: 0, of: 100 }, { hits: 0, of: 100 }, 0.95)).toBeNull()
    expect(compareProportions({ hits: 0, of: 0 }, { hits: 50, of: 100 }, 0.95)).toBeNull()
  })
})

describe('productInterval', () => {
  it('adds the distances of the ends as squares on the logarithm', () => {
    const product = productInterval({ value: 2, low: 1, high: 4 }, { value: 3, low: 1.5, high: 6 })
    expect(product.value).toBe(6)
    expect(product.low).toBeCloseTo(6 / 2 ** Math.SQRT2, 12)
    expect(product.high).toBeCloseTo(6 * 2 ** Math.SQRT2, 12)
  })

  it('is as wide as the other factor where one is known exactly', () => {
    const product = productInterval({ value: 0.2, low: 0.1, high: 0.3 }, { value: 50, low: 50, high: 50 })
    expect([product.value, product.low]).toEqual([10, 5])
    expect(product.high).toBeCloseTo(15, 12)
  })

  it('reaches down to 0 with a factor that does', () => {
    expect(productInterval({ value: 0, low: 0, high: 0.1 }, { value: 5, low: 4, high: 6 })).toMatchObject({
      low: 0,
      value: 0,
    })
    expect(productInterval({ value: 1, low: 0, high: 2 }, { value: 5, low: 4, high: 6 }).low).toBe(0)
  })

  it('refuses an estimate outside of its interval or below 0', () => {
    expect(() => productInterval({ value: 3, low: 1, high: 2 }, { value: 1, low: 1, high: 1 })).toThrow(/got 3 in 1..2/)
    expect(() => productInterval({ value: 1, low: 1, high: 1 }, { value: -1, low: -2, high: 0 })).toThrow(RangeError)
  })
})

describe('valuePerVisitor', () => {
  it('is the mean over all visitors', () => {
    const said = valuePerVisitor({ visitors: 200, buyers: 10, sum: 1000, squares: 120_000, level: 0.95 })
    expect(said?.value).toBeCloseTo(5, 12)
    expect(said?.low).toBeGreaterThan(1)
    expect(said?.high).toBeLessThan(13)
  })

  it('covers the truth about as often as it says, for few buyers and skewed baskets', () => {
    const random = randomSource(5)
    const [share, level, rounds] = [0.06, 0.95, 1500]
    const truth = share * Math.exp(0.5 * 0.7 * 0.7)
    let covered = 0
    let told = 0
    for (let round = 0; round < rounds; round++) {
      let [buyers, sum, squares] = [0, 0, 0]
      for (let i = 0; i < 400; i++) {
        if (random.uniform() >= share) continue
        const spent = Math.exp(0.7 * random.normal())
        buyers++
        sum += spent
        squares += spent * spent
      }
      const said = valuePerVisitor({ visitors: 400, buyers, sum, squares, level })
      if (said === null) continue
      told++
      if (said.low <= truth && truth <= said.high) covered++
    }
    expect(told).toBeGreaterThan(0.99 * rounds)
    expect(covered / told).toBeGreaterThan(0.93)
    expect(covered / told).toBeLessThan(0.97)
  })

  it('says nothing of fewer than five buyers, of gifts, and of nobody', () => {
    const level = 0.95
    expect(valuePerVisitor({ visitors: 100, buyers: 4, sum: 400, squares: 40_000, level })).toBeNull()
    expect(valuePerVisitor({ visitors: 100, buyers: 9, sum: 0, squares: 0, level })).toBeNull()
    expect(valuePerVisitor({ visitors: 0, buyers: 0, sum: 0, squares: 0, level })).toBeNull()
  })
})
