import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceVolumeMix } from '../../ml/decompose/price-volume-mix.ts'
import { chanceOf, comparisonsFor, isBeyondChance, productSales, sharesOf, splitChange } from './model.ts'
import type { ShareRow, SourceRow } from './schema.ts'

const source = (part: Partial<SourceRow>): SourceRow => ({
  source: 'product',
  sku: 'A',
  title_de: '',
  title_en: '',
  pieces_before: 0,
  cents_before: 0,
  pieces_now: 0,
  cents_now: 0,
  is_new: 0,
  is_dropped: 0,
  ...part,
})
const product = (before: [number, number], now: [number, number], part: Partial<SourceRow> = {}) =>
  source({ pieces_before: before[0], cents_before: before[1], pieces_now: now[0], cents_now: now[1], ...part })
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const split = (rows: readonly SourceRow[]) => splitChange(rows, priceVolumeMix(productSales(rows)))

describe('splitChange', () => {
  it('calls more pieces at the same price volume, and nothing else', () => {
    expect(split([product([10, 1000], [15, 1500])])).toMatchObject({ volume: 500, price: 0, mix: 0 })
  })

  it('calls the same pieces at a higher price price', () => {
    expect(split([product([10, 1000], [10, 1200])])).toMatchObject({ volume: 0, price: 200, mix: 0 })
  })

  it('calls the same pieces at the same prices but of dearer products mix', () => {
    const parts = split([product([5, 500], [2, 200]), product([5, 1500], [8, 2400])])
    expect(parts).toMatchObject({ volume: 0, price: 0, mix: 600 })
  })

  it('tells new and dropped products from those that merely sell now and then', () => {
    const rows = [
      product([0, 0], [2, 700], { is_new: 1 }),
      product([0, 0], [1, 50]),
      product([4, 900], [0, 0], { is_dropped: 1 }),
      product([1, 80], [0, 0]),
    ]
    expect(split(rows)).toMatchObject({ new: 700, dropped: -900, occasional: -30, price: 0, volume: 0, mix: 0 })
  })

  it('adds up to the change to the cent, whatever the rows', () => {
    const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
    const pieces = fc.integer({ min: -5, max: 100_000 })
    const flag = fc.integer({ min: 0, max: 1 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(pieces, cents, pieces, cents, flag, flag), { maxLength: 20 }),
        fc.array(fc.tuple(cents, cents), { maxLength: 5 }),
        (products, others) => {
          const names = ['shipping', 'voucher', 'discount', 'cancellation', 'refund'] as const
          const rows = [
            ...products.map(([q0, r0, q1, r1, isNew, isDropped]) =>
              product([q0, r0], [q1, r1], { is_new: isNew, is_dropped: isDropped }),
            ),
            ...others.map(([before, now], i) =>
              source({ source: names[i] ?? 'refund', cents_before: before, cents_now: now }),
            ),
          ]
          const change = sum(rows.map((row) => row.cents_now - row.cents_before))
          expect(sum(Object.values(split(rows)))).toBe(change)
        },
      ),
    )
  })
})

describe('sharesOf', () => {
  const total = { cents_before: 1000, cents_now: 1600, orders_before: 1, orders_now: 1, squares: 0 }
  const row = (key: string, before: number, now: number, isProduct = 1): ShareRow => ({
    dimension: 'product',
    key,
    is_product: isProduct,
    title_de: key,
    title_en: key,
    cents_before: before,
    cents_now: now,
    keys: 5,
  })

  it('puts what was not read into one rest, so that the entries are the whole change', () => {
    const shares = sharesOf('product', [row('', 50, 10, 0), row('a', 500, 900), row('b', 200, 300)], total, 1)
    expect(shares.map(({ kind, key, changeCents }) => [kind, key, changeCents])).toEqual([
      ['entry', 'a', 400],
      ['no-product', null, -40],
      ['rest', null, 240],
    ])
    expect(sum(shares.map(({ changeCents }) => changeCents))).toBe(600)
  })

  it('has no rest where every entry is there', () => {
    const all = [row('a', 500, 900), row('b', 500, 700)].map((one) => ({ ...one, keys: 2 }))
    expect(sharesOf('product', all, total, 9).map(({ kind }) => kind)).toEqual(['entry', 'entry'])
  })
})

describe('chanceOf', () => {
  it('takes the change for chance where a few customers could have made it', () => {
    // One customer with 100 less, two with 100 more: the change of 100 is well within sqrt(3) * 100 * 1.96.
    const few = { cents_before: 100, cents_now: 200, orders_before: 1, orders_now: 2, squares: 30_000 }
    expect(chanceOf(few)).toEqual({ low: -239, high: 439, level: 0.95 })
    expect(isBeyondChance(chanceOf(few))).toBe(false)
  })

  it('takes it for more where it came of many customers', () => {
    const many = { cents_before: 10_000, cents_now: 20_000, orders_before: 100, orders_now: 200, squares: 3_000_000 }
    expect(isBeyondChance(chanceOf(many))).toBe(true)
  })
})

describe('comparisonsFor', () => {
  it('waits for the history to cover the stretch compared with', () => {
    const { ready, waiting } = comparisonsFor('2026-11-22', '2026-10-01')
    expect(ready.map(({ id }) => id)).toEqual(['days7'])
    expect(waiting.map(({ id }) => id)).toEqual(['days28', 'year'])
  })

  it('compares a year ago with the same weekdays', () => {
    const year = comparisonsFor('2026-11-22', '2020-01-01').ready.find(({ id }) => id === 'year')
    expect(year).toMatchObject({
      nowFrom: '2026-10-26',
      nowTo: '2026-11-22',
      beforeFrom: '2025-10-27',
      beforeTo: '2025-11-23',
    })
  })
})
