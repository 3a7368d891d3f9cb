import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { type CrossHistory, crossElasticities } from './cross-elasticity.ts'

/** Products whose prices move by themselves; of each pair (0, 1), (2, 3), ... the second one's demand follows the first one's price. */
function shop(size: number, weeks: number, cross: number): readonly CrossHistory[] {
  const rng = randomSource(9)
  const prices = Array.from({ length: size }, () =>
    Float64Array.from({ length: weeks }, () => 1000 * (0.8 + 0.4 * rng.uniform())),
  )
  return prices.map((price, i) => {
    const other = i % 2 === 1 && i < 10 ? prices[i - 1] : undefined
    const units = price.map((asked, week) =>
      rng.poisson(60 * (asked / 1000) ** -1.8 * ((other?.[week] ?? 1000) / 1000) ** cross),
    )
    return {
      period: Int32Array.from(price.keys()),
      price,
      units,
      controls: [],
      level: new Float64Array(weeks),
      levelRatio: new Float64Array(weeks).fill(1),
    }
  })
}

describe('crossElasticities', () => {
  it('finds the substitutes that were put in, with their size, and hardly any others', () => {
    const found = crossElasticities(shop(20, 104, 0.9), { groups: new Int32Array(20), falseDiscoveryRate: 0.1 })
    const planted = found.filter(({ of, on }) => on === of + 1 && on % 2 === 1 && on < 10)
    expect(planted).toHaveLength(5)
    expect(found.length - planted.length).toBeLessThanOrEqual(2)
    for (const { elasticity, low, high } of planted) {
      expect(elasticity).toBeGreaterThan(0.5)
      expect(low).toBeLessThan(0.9)
      expect(high).toBeGreaterThan(0.7)
    }
  })

  it('looks within groups only', () => {
    const groups = Int32Array.from({ length: 20 }, (_, i) => i % 2)
    expect(crossElasticities(shop(20, 104, 0.9), { groups, falseDiscoveryRate: 0.01 })).toEqual([])
  })

  it('is defined for few rows, one price, nothing sold and nothing at all', () => {
    const [one, other] = shop(2, 104, 0.5)
    if (one === undefined || other === undefined) throw new Error('two products were expected')
    const short = shop(2, 6, 0.5)
    const still = { ...one, price: new Float64Array(104).fill(900) }
    const dead = { ...one, units: new Float64Array(104) }
    const same = { ...other, price: one.price }
    for (const products of [short, [still, still], [dead, dead], [one, same], []]) {
      const groups = new Int32Array(products.length)
      const found = crossElasticities(products, { groups, falseDiscoveryRate: 1 })
      for (const { elasticity } of found) expect(elasticity).not.toBeNaN()
    }
    expect(() => crossElasticities([one], { groups: new Int32Array(2), falseDiscoveryRate: 1 })).toThrow('groups')
  })
})
