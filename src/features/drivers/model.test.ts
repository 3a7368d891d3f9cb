import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chanceOf, comparisonsFor, isBeyondChance, sharesOf, splitChange } from './model.ts'
import type { ShareRow, SourceRow } from './schema.ts'

const source = (part: Partial<SourceRow> & Pick<SourceRow, 'source'>): SourceRow => ({
  products: 1,
  pieces_before: 0,
  cents_before: 0,
  pieces_now: 0,
  cents_now: 0,
  cents_at_old_prices: 0,
  ...part,
})
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('splitChange', () => {
  it('calls more pieces at the same price volume, and nothing else', () => {
    const parts = splitChange([
      source({
        source: 'kept',
        pieces_before: 10,
        cents_before: 1000,
        pieces_now: 15,
        cents_now: 1500,
        cents_at_old_prices: 1500,
      }),
    ])
    expect(parts).toMatchObject({ volume: 500, price: 0, mix: 0 })
  })

  it('calls the same pieces at a higher price price', () => {
    const parts = splitChange([
      source({
        source: 'kept',
        pieces_before: 10,
        cents_before: 1000,
        pieces_now: 10,
        cents_now: 1200,
        cents_at_old_prices: 1000,
      }),
    ])
    expect(parts).toMatchObject({ volume: 0, price: 200, mix: 0 })
  })

  it('calls the same pieces at the same prices but of dearer products mix', () => {
    // Before: 5 at 100 and 5 at 300. Now: 2 at 100 and 8 at 300.
    const parts = splitChange([
      source({
        source: 'kept',
        pieces_before: 10,
        cents_before: 2000,
        pieces_now: 10,
        cents_now: 2600,
        cents_at_old_prices: 2600,
      }),
    ])
    expect(parts).toMatchObject({ volume: 0, price: 0, mix: 600 })
  })

  it('adds up to the change to the cent, whatever the rows', () => {
    const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
    const pieces = fc.integer({ min: -5, max: 100_000 })
    fc.assert(
      fc.property(fc.tuple(pieces, cents, pieces, cents, cents), fc.array(fc.tuple(cents, cents)), (kept, others) => {
        const names = ['new', 'dropped', 'shipping', 'voucher', 'discount', 'cancellation', 'refund'] as const
        const rows = [
          source({
            source: 'kept',
            pieces_before: kept[0],
            cents_before: kept[1],
            pieces_now: kept[2],
            cents_now: kept[3],
            cents_at_old_prices: kept[4],
          }),
          ...others
            .slice(0, names.length)
            .map(([before, now], i) => source({ source: names[i] ?? 'refund', cents_before: before, cents_now: now })),
        ]
        const change = sum(rows.map((row) => row.cents_now - row.cents_before))
        return sum(Object.values(splitChange(rows))) === change
      }),
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
  it('takes the change for chance where a few large orders could have made it', () => {
    // One order of 100 before, two of 100 now: the change of 100 is well within sqrt(3) * 100 * 1.96.
    const few = { cents_before: 100, cents_now: 200, orders_before: 1, orders_now: 2, squares: 30_000 }
    expect(chanceOf(few)).toEqual({ low: -239, high: 439, level: 0.95 })
    expect(isBeyondChance(chanceOf(few))).toBe(false)
  })

  it('takes it for more where it came of many orders', () => {
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
