import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { demandByMoments, demandByQuantiles, demandBySamples } from './demand-distribution.ts'
import { type OrderRequest, orderQuantity } from './order-quantity.ts'

/** From scipy 1.17: Poisson and negative binomial of [mean, variance], sums over all counts. */
interface Golden {
  lead: [number, number]
  protection: [number, number]
  level: number
  cyclePoint: number
  fillPoint: number
  /** At the cycle's point. */
  shortage: number
  atMost: number
  fill: number
}
const golden: Golden[] = JSON.parse(readFileSync(new URL('../../../test/golden/orders.json', import.meta.url), 'utf8'))

const request: OrderRequest = {
  lead: demandByMoments(4, 9),
  protection: demandByMoments(6, 14),
  service: { name: 'cycle', level: 0.95 },
  position: 5,
  cycleUnits: 0,
  pack: 1,
  minimum: 0,
}

describe('orderQuantity', () => {
  it('finds the reorder points of both service levels', () => {
    for (const { lead, protection, level, cyclePoint, fillPoint, ...at } of golden) {
      const demand = demandByMoments(...protection)
      const one = { ...request, lead: demandByMoments(...lead), protection: demand, position: cyclePoint }
      const cycle = orderQuantity({ ...one, service: { name: 'cycle', level } })
      expect(cycle.reorderPoint).toBe(cyclePoint)
      expect(cycle.reached.cycle).toBeCloseTo(at.atMost, 9)
      expect(cycle.reached.fill).toBeCloseTo(at.fill, 9)
      expect(demand.shortage(cyclePoint)).toBeCloseTo(at.shortage, 8)
      expect(orderQuantity({ ...one, service: { name: 'fill', level } }).reorderPoint).toBe(fillPoint)
    }
  })

  it('orders whole packs and no fewer than the minimum, and nothing where there is enough', () => {
    const { reorderPoint, quantity } = orderQuantity(request)
    expect(quantity).toBe(reorderPoint - 5)
    expect(orderQuantity({ ...request, pack: 6 }).quantity).toBe(6 * Math.ceil((reorderPoint - 5) / 6))
    expect(orderQuantity({ ...request, minimum: 40, pack: 12 }).quantity).toBe(48)
    expect(orderQuantity({ ...request, cycleUnits: 2.5 }).quantity).toBe(reorderPoint - 5 + 3)
    expect(orderQuantity({ ...request, position: reorderPoint, minimum: 40 }).quantity).toBe(0)
    expect(orderQuantity({ ...request, position: -3 }).quantity).toBe(reorderPoint + 3)
  })

  it('asks for no stock where nothing is asked for', () => {
    const none = demandByMoments(0, 0)
    for (const name of ['cycle', 'fill'] as const) {
      const advice = orderQuantity({
        ...request,
        lead: none,
        protection: none,
        service: { name, level: 0.99 },
        position: 0,
      })
      expect(advice).toEqual({ reorderPoint: 0, orderUpTo: 0, quantity: 0, reached: { cycle: 1, fill: 1 } })
    }
  })

  it('says what is wrong', () => {
    expect(() => orderQuantity({ ...request, service: { name: 'fill', level: 1 } })).toThrow(/service level.*got 1/)
    expect(() => orderQuantity({ ...request, pack: 0 })).toThrow(/pack/)
    expect(() => orderQuantity({ ...request, minimum: -1 })).toThrow(/minimum/)
    expect(() => orderQuantity({ ...request, lead: demandByMoments(9, 9) })).toThrow(/lead \(mean 9\)/)
  })
})

describe('demand distributions', () => {
  it('say the same of the same demand, however it is told', () => {
    const [mean, variance] = [30, 90]
    const byMoments = demandByMoments(mean, variance)
    const probabilities = Float64Array.from({ length: 999 }, (_, i) => (i + 1) / 1000)
    const values = probabilities.map((p) => {
      let units = 0
      while (byMoments.atMost(units) < p) units++
      return units
    })
    for (const told of [demandByQuantiles(probabilities, values), demandBySamples(values)]) {
      expect(Math.abs(told.mean - mean)).toBeLessThan(0.1)
      for (const units of [0, 20, 30, 45]) {
        expect(Math.abs(told.atMost(units) - byMoments.atMost(units))).toBeLessThan(0.05)
        expect(Math.abs(told.shortage(units) - byMoments.shortage(units))).toBeLessThan(0.1)
      }
    }
  })

  it('hold one certain amount, and refuse what is none', () => {
    const certain = demandByQuantiles(Float64Array.of(0.1, 0.9), Float64Array.of(7, 7))
    const told = [certain.mean, certain.atMost(6.9), certain.atMost(7), certain.shortage(5)]
    for (const [i, value] of [7, 0, 1, 2].entries()) expect(told[i]).toBeCloseTo(value, 12)
    expect(() => demandByQuantiles(Float64Array.of(0.9, 0.1), Float64Array.of(1, 2))).toThrow(/probabilities\[1\]/)
    expect(() => demandByQuantiles(Float64Array.of(0.1, 0.9), Float64Array.of(2, 1))).toThrow(/values\[1\]/)
    expect(() => demandBySamples(Float64Array.of(1, Number.NaN))).toThrow(/samples\[1\].*NaN/)
    expect(() => demandByMoments(-1, 2)).toThrow(/mean/)
  })
})
