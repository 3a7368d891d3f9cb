import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { fitShopDemand, type SalesRows } from './fit-shop-demand.ts'

const OPTIONS = { periodAhead: 104, yearPeriods: 52 }

/** A shop whose demand has an elasticity of -2; prices all rise by 30 % just when a season halves demand, and a little by themselves. */
function shop(size: number): readonly SalesRows[] {
  const rng = randomSource(7)
  const season = (week: number) => (week >= 70 ? 0.5 : 1)
  return Array.from({ length: size }, () => {
    const price = Float64Array.from({ length: 104 }, (_, week) =>
      Math.round(1000 * (week >= 70 ? 1.3 : 1) * (0.9 + 0.2 * rng.uniform())),
    )
    return {
      period: Int32Array.from(price.keys()),
      price,
      units: price.map((asked, week) => rng.poisson(80 * season(week) * (asked / 1000) ** -2)),
      promotion: new Uint8Array(104),
      inStock: new Float64Array(104).fill(1),
    }
  })
}

describe('fitShopDemand', () => {
  it('does not take a season for an answer to prices that move with it', () => {
    const { pool } = fitShopDemand(shop(30), { ...OPTIONS, groups: new Int32Array(30) })
    expect(Math.abs((pool?.mean ?? 0) + 2)).toBeLessThan(0.2)
  })

  it('leaves out gifts, returns and empty shelves, and takes a half-empty week for half a week', () => {
    const rows = shop(10)
    const [first, ...others] = rows
    if (first === undefined) throw new Error('a product was expected')
    const halved = {
      ...first,
      units: first.units.map((count, week) => (week % 4 === 0 ? Math.round(count / 2) : count)),
      inStock: first.inStock.map((_share, week) => (week % 4 === 0 ? 0.5 : 1)),
    }
    const odd = {
      period: Int32Array.of(...first.period, 1, 2, 3),
      price: Float64Array.of(...first.price, 0, 1000, 1000),
      units: Float64Array.of(...first.units, 1e6, -5, 0),
      promotion: new Uint8Array(107),
      inStock: Float64Array.of(...first.inStock, 1, 1, 0),
    }
    const demandOf = (one: SalesRows) =>
      fitShopDemand([one, ...others], { ...OPTIONS, groups: new Int32Array(10) }).products[0]
    const [plain, half] = [demandOf(first), demandOf(halved)]
    expect(demandOf(odd)).toEqual(plain)
    if (plain?.ok !== true || half?.ok !== true) throw new Error('demand was expected')
    expect(half.units / plain.units).toBeCloseTo(1, 1)
  })

  it('does not believe a single bulk order', () => {
    const rows = shop(10)
    const bulky = rows.map((one, place) =>
      place === 0 ? { ...one, units: one.units.map((count, week) => (week === 50 ? 1e6 : count)) } : one,
    )
    const [plain, spiked] = [rows, bulky].map((all) => fitShopDemand(all, { ...OPTIONS, groups: new Int32Array(10) }))
    const [own, other] = [plain?.products[0], spiked?.products[0]]
    if (own?.ok !== true || other?.ok !== true) throw new Error('demand was expected')
    expect(other.units / own.units).toBeLessThan(1.5)
    expect(Math.abs((spiked?.pool?.mean ?? 0) - (plain?.pool?.mean ?? 0))).toBeLessThan(0.2)
  })

  it('says what is missing of an empty shop and refuses lengths that differ', () => {
    expect(fitShopDemand([], { ...OPTIONS, groups: new Int32Array(0) })).toEqual({
      products: [],
      pool: null,
      cross: [],
    })
    const empty = { period: new Int32Array(0), price: new Float64Array(0), units: new Float64Array(0) }
    const none = { ...empty, promotion: new Uint8Array(0), inStock: new Float64Array(0) }
    const { products } = fitShopDemand([none], { ...OPTIONS, groups: Int32Array.of(0) })
    expect(products).toEqual([{ ok: false, reason: 'rows', needs: 8, has: 0 }])
    expect(() => fitShopDemand([none], { ...OPTIONS, groups: new Int32Array(2) })).toThrow('groups has 2 entries')
    expect(() =>
      fitShopDemand([{ ...none, price: new Float64Array(1) }], { ...OPTIONS, groups: Int32Array.of(0) }),
    ).toThrow('must have the 0 rows')
  })
})
