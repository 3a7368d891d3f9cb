import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { fitWeeklyDemand, type WeeklySales } from './fit-weekly-demand.ts'

const WEEKS = 80
const NEVER_OUT = { product: new Float64Array(0), week: new Float64Array(0), share: new Float64Array(0) }

/** Ten products whose demand answers with -2; every other six weeks at 12 €, else at 10 €. */
function sales(): WeeklySales {
  const random = randomSource(3)
  const rows: [product: number, week: number, units: number, cents: number][] = []
  const asked: [product: number, week: number, cents: number][] = []
  for (let product = 0; product < 10; product++) {
    for (let week = 0; week < WEEKS; week++) {
      const price = Math.floor((week + product) / 6) % 2 === 0 ? 1_000 : 1_200
      if (week === 0 || (week + product) % 6 === 0) asked.push([product, week, price])
      const units = random.poisson(20 * (price / 1_000) ** -2)
      if (units > 0) rows.push([product, week, units, units * price])
    }
  }
  const column = <T extends readonly number[]>(table: readonly T[], place: number) =>
    Float64Array.from(table, (row) => row[place] ?? 0)
  return {
    weeks: WEEKS,
    groups: new Int32Array(10),
    sold: { product: column(rows, 0), week: column(rows, 1), units: column(rows, 2), cents: column(rows, 3) },
    asked: {
      product: column(asked, 0),
      week: column(asked, 1),
      cents: column(asked, 2),
      promoted: new Float64Array(asked.length),
    },
    out: NEVER_OUT,
  }
}

describe('demand by the week', () => {
  it('finds the elasticity that was put in, and the level of the week ahead', () => {
    for (const demand of fitWeeklyDemand(sales()).products) {
      expect(demand.ok).toBe(true)
      if (!demand.ok) continue
      expect(demand.elasticity).toBeGreaterThan(-2.6)
      expect(demand.elasticity).toBeLessThan(-1.4)
      expect(demand.lowestSeen).toBe(1_000)
      expect(demand.highestSeen).toBe(1_200)
    }
  })
  it('adds up variants, and says what is missing of a product without sales', () => {
    const all = sales()
    const twice = (column: Float64Array) => Float64Array.from([...column, ...column])
    const { product, week, units, cents } = all.sold
    const double = { product: twice(product), week: twice(week), units: twice(units), cents: twice(cents) }
    const [one, two] = [all, { ...all, sold: double }].map((given) => fitWeeklyDemand(given).products[0])
    expect(one?.ok && two?.ok ? two.units / one.units : 0).toBeCloseTo(2, 1)
    const none = fitWeeklyDemand({ ...all, groups: new Int32Array(11) }).products[10]
    expect(none).toMatchObject({ ok: false, has: 0 })
  })
  it('counts weeks without a sale at the price that was asked then', () => {
    const table = {
      product: new Float64Array(12),
      week: Float64Array.from(Array(12).keys()),
      units: new Float64Array(12).fill(9),
    }
    const asked = {
      product: Float64Array.of(0),
      week: Float64Array.of(12),
      cents: Float64Array.of(1_500),
      promoted: Float64Array.of(0),
    }
    const [demand] = fitWeeklyDemand({
      weeks: 24,
      groups: new Int32Array(1),
      sold: { ...table, cents: new Float64Array(12).fill(9_000) },
      asked,
      out: NEVER_OUT,
    }).products
    expect(demand).toMatchObject({ ok: true, lowestSeen: 1_000, highestSeen: 1_500 })
    expect(demand?.ok ? demand.elasticity : 0).toBeLessThan(-1)
  })
  it('takes weeks without stock for no lesser demand: the price they came with is not to blame', () => {
    const all = sales()
    // Whenever a product was dear, half of its weeks had no stock, and two days of the others.
    const isDear = (product: number, week: number) => Math.floor((week + product) / 6) % 2 !== 0
    const outOf = (product: number, week: number) => (isDear(product, week) ? (week % 2 === 0 ? 1 : 2 / 7) : 0)
    const { product, week } = all.sold
    const isThere = (row: number) => outOf(product[row] ?? 0, week[row] ?? 0) < 1
    const kept = [...product.keys()].filter(isThere)
    const sold = {
      product: Float64Array.from(kept, (row) => product[row] ?? 0),
      week: Float64Array.from(kept, (row) => week[row] ?? 0),
      units: Float64Array.from(kept, (row) =>
        Math.round((all.sold.units[row] ?? 0) * (1 - outOf(product[row] ?? 0, week[row] ?? 0))),
      ),
      cents: Float64Array.from(
        kept,
        (row) =>
          Math.round((all.sold.units[row] ?? 0) * (1 - outOf(product[row] ?? 0, week[row] ?? 0))) *
          (isDear(product[row] ?? 0, week[row] ?? 0) ? 1_200 : 1_000),
      ),
    }
    const places = Array.from({ length: 10 * WEEKS }, (_, at) => [Math.floor(at / WEEKS), at % WEEKS] as const)
    const gone = places.filter(([one, at]) => outOf(one, at) > 0)
    const out = {
      product: Float64Array.from(gone, ([one]) => one),
      week: Float64Array.from(gone, ([, at]) => at),
      share: Float64Array.from(gone, ([one, at]) => outOf(one, at)),
    }
    const meanOf = (given: WeeklySales) =>
      fitWeeklyDemand(given).products.reduce((sum, demand) => sum + (demand.ok ? demand.elasticity : 0) / 10, 0)
    expect(meanOf({ ...all, sold, out })).toBeGreaterThan(-2.5)
    expect(meanOf({ ...all, sold, out })).toBeLessThan(-1.5)
    expect(meanOf({ ...all, sold })).toBeLessThan(-4)
    // A stock of nothing that sells all the same is no word to go by.
    const always = { product: Float64Array.of(0), week: Float64Array.of(3), share: Float64Array.of(1) }
    expect(meanOf({ ...all, out: always })).toBeCloseTo(meanOf(all), 6)
  })
  it('refuses columns of different lengths, and rows of products or weeks there are none of', () => {
    const all = sales()
    const wrong = (part: Partial<WeeklySales['sold']>) => () =>
      fitWeeklyDemand({ ...all, sold: { ...all.sold, ...part } })
    expect(wrong({ units: new Float64Array(1) })).toThrow('differ in length')
    expect(wrong({ product: all.sold.product.map(() => 99) })).toThrow('out of range')
    expect(() => fitWeeklyDemand({ ...all, weeks: 0 })).toThrow(RangeError)
  })
})
