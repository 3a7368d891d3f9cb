import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contributions, drivers } from './contributions.ts'
import { type Effects, type PeriodSales, priceVolumeMix } from './price-volume-mix.ts'
import { roundParts } from './round-parts.ts'

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0)
const PARTS = ['volume', 'price', 'mix', 'cost', 'added', 'dropped', 'other'] as const
const partsOf = (effects: Effects) => sum(PARTS.map((part) => effects[part]))
const columns = (rows: readonly (readonly number[])[], cost = false): PeriodSales => ({
  quantity: Float64Array.from(rows, (row) => row[0] ?? 0),
  revenueCents: Float64Array.from(rows, (row) => row[1] ?? 0),
  ...(cost && { costCents: Float64Array.from(rows, (row) => row[2] ?? 0) }),
})

describe('roundParts', () => {
  it('gives the cents left over to the largest remainders', () => {
    expect([...roundParts([1.6, 1.7, 0.7], 4)]).toEqual([1, 2, 1])
    expect([...roundParts([1 / 3, 1 / 3, 1 / 3], 1)]).toEqual([1, 0, 0])
    expect([...roundParts([-1.5, 0.5], -1)]).toEqual([-1, 0])
  })
  it('adds up exactly and moves no part by a cent or more', () => {
    const parts = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(parts, (values) => {
        const total = Math.round(sum(values)) + 0
        const rounded = roundParts([...values, total - sum(values)], total)
        expect(sum(rounded)).toBe(total)
        values.forEach((value, i) => {
          expect(Math.abs((rounded[i] ?? 0) - value)).toBeLessThanOrEqual(1 + 1e-6)
        })
      }),
    )
  })
  it('refuses parts that belong to another total', () => {
    expect(() => roundParts([1, 2], 100)).toThrow(/not to the total 100/)
  })
})

describe('priceVolumeMix', () => {
  it('takes a textbook case apart', () => {
    // Two items at 10 and 20 euros; 100 + 100 pieces become 120 + 180, the second at 19 euros.
    const before = columns([
      [100, 100_000],
      [100, 200_000],
    ])
    const after = columns([
      [120, 120_000],
      [180, 342_000],
    ])
    const { total } = priceVolumeMix({ before, after })
    expect(total).toEqual({
      volume: 150_000,
      price: -18_000,
      mix: 30_000,
      cost: 0,
      added: 0,
      dropped: 0,
      other: 0,
      change: 162_000,
    })
  })
  it('puts new, dropped and priceless items into parts of their own', () => {
    const before = columns([
      [10, 1000],
      [5, 500],
      [0, 0],
      [-1, -300],
    ])
    const after = columns([
      [10, 1100],
      [0, 0],
      [4, 900],
      [3, 700],
    ])
    const { total, items } = priceVolumeMix({ before, after })
    expect(total).toMatchObject({ volume: 0, price: 100, mix: 0, added: 900, dropped: -500, other: 1000, change: 1500 })
    expect([...items.added]).toEqual([0, 0, 900, 0])
  })
  it('tells a dearer purchase from a lower price in the margin', () => {
    const before = columns([[10, 1000, 600]], true)
    const after = columns([[10, 900, 700]], true)
    expect(priceVolumeMix({ before, after }).total).toMatchObject({ price: -100, cost: -100, volume: 0, change: -200 })
  })
  it('adds up exactly per item, per group and in total, whatever the numbers', () => {
    const row = fc.tuple(
      fc.integer({ min: -50, max: 5000 }),
      fc.integer({ min: -100_000, max: 90_000_000 }),
      fc.integer({ min: 0, max: 50_000_000 }),
      fc.integer({ min: 0, max: 4 }),
    )
    const rows = fc.array(fc.tuple(row, row), { maxLength: 40 })
    fc.assert(
      fc.property(rows, fc.boolean(), (items, cost) => {
        const before = columns(
          items.map(([first]) => first),
          cost,
        )
        const after = columns(
          items.map(([, second]) => second),
          cost,
        )
        const group = Uint32Array.from(items, ([first]) => first[3])
        const result = priceVolumeMix({ before, after, group })
        const money = (sales: PeriodSales) => sum(sales.revenueCents) - sum(sales.costCents ?? [])
        expect(result.total.change).toBe(money(after) - money(before))
        expect(partsOf(result.total)).toBe(result.total.change)
        items.forEach((_, i) => {
          expect(sum(PARTS.map((part) => result.items[part][i] ?? 0))).toBe(result.items.change[i])
        })
        for (const part of [...PARTS, 'change'] as const) {
          expect(sum(result.groups.map((effects) => effects[part]))).toBe(result.total[part])
        }
      }),
    )
  })
  it('has nothing to take apart without items', () => {
    expect(priceVolumeMix({ before: columns([]), after: columns([]) }).total.change).toBe(0)
  })
  it('refuses money in fractions of a cent', () => {
    const before = columns([[1, 10.5]])
    expect(() => priceVolumeMix({ before, after: columns([[1, 10]]) })).toThrow(
      /before.revenueCents\[0\] must be whole cents/,
    )
  })
})

describe('contributions', () => {
  it('adds up to the change exactly, as it came and as it was to be expected', () => {
    const cents = fc.integer({ min: 0, max: 1e10 })
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, cents), { maxLength: 50 }), (rows) => {
        const before = Float64Array.from(rows, ([value]) => value)
        const after = Float64Array.from(rows, ([, value]) => value)
        const parts = contributions(before, after)
        expect(sum(parts.map((part) => part.change))).toBe(sum(after) - sum(before))
        expect(sum(parts.map((part) => part.expected))).toBe(sum(after) - sum(before))
        expect(sum(parts.map((part) => part.excess))).toBe(0)
      }),
    )
  })
  it('knows no share of a change that is none', () => {
    const parts = contributions(Float64Array.of(100, 50), Float64Array.of(50, 100))
    expect(parts.map((part) => part.share)).toEqual([null, null])
  })
})

describe('drivers', () => {
  const country = {
    name: 'country',
    before: Float64Array.of(500_000, 300_000, 200_000),
    after: Float64Array.of(490_000, 120_000, 190_000),
  }
  const category = {
    name: 'category',
    before: Float64Array.of(600_000, 400_000),
    after: Float64Array.of(480_000, 320_000),
  }
  it('puts the dimension first whose values changed place, and names the value that did it', () => {
    const found = drivers([category, country])
    expect(found.map((driver) => driver.name)).toEqual(['country', 'category'])
    expect(found[0]?.values.map((value) => value.index)).toEqual([1])
    expect(found[0]?.explained).toBeCloseTo(0.9, 10)
    expect(found[1]?.surprise).toBeCloseTo(0, 10)
  })
  it('adds up with the rest to the change of the whole', () => {
    for (const { values, restChange } of drivers([category, country], { maxValues: 1 })) {
      expect(sum(values.map((value) => value.change)) + restChange).toBe(-200_000)
    }
  })
  it('names both sides where large moves cancel', () => {
    const [found] = drivers([
      { name: 'channel', before: Float64Array.of(1000, 2000, 500), after: Float64Array.of(2000, 1100, 500) },
    ])
    expect(found?.values.map((value) => value.change)).toEqual([1000, -900])
    expect(found?.explained).toBe(1)
  })
  it('names nothing where nothing moved', () => {
    const still = { name: 'country', before: Float64Array.of(5, 7), after: Float64Array.of(5, 7) }
    expect(drivers([still])).toEqual([{ name: 'country', values: [], restChange: 0, explained: null, surprise: 0 }])
  })
  it('refuses dimensions of different wholes', () => {
    expect(() => drivers([country, { ...category, after: Float64Array.of(1, 2) }])).toThrow(
      /'category' adds up to another/,
    )
  })
})
