import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refused } from './json.ts'
import { toCents, valueCentsOf } from './money.ts'

describe('toCents', () => {
  it.each([
    [19.99, 1999],
    [0.1 + 0.2, 30],
    [1.005, 101],
    [-1.005, -101],
    [35.855, 3586],
    [1e-7, 0],
    [0, 0],
    [4.35, 435],
    [12, 1200],
    ['19.99', 1999],
    ['19,99', 1999],
    [' 1.005 ', 101],
    ['-3', -300],
    [10_000_000_000, 1_000_000_000_000],
  ])('of %s is %s', (value, cents) => {
    expect(toCents(value)).toBe(cents)
  })

  it.each(['', 'NaN', 'Infinity', '1,234', '1.2.3', '12 €', 'abc', null, undefined, true, {}, [], ['1']])(
    'is not known where the value is %j',
    (value) => {
      expect(toCents(value)).toBeNull()
    },
  )

  it.each([1e11, -1e11, 1e21, 1e308, Number.POSITIVE_INFINITY, Number.NaN, '99999999999999999999'])(
    'refuses %s, which would spoil every sum',
    (value) => {
      expect(() => toCents(value)).toThrow(Refused)
    },
  )

  it('reads every amount of cents back exactly, as number and as text', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (cents) => {
        expect(toCents(cents / 100)).toBe(cents)
        expect(toCents((cents / 100).toFixed(2))).toBe(cents)
      }),
    )
  })
})

describe('valueCentsOf', () => {
  it('of an order is what was paid, before what else it is called', () => {
    expect(valueCentsOf('Order Completed', { value: 1, revenue: 2, total: 3.5 })).toBe(350)
    expect(valueCentsOf('Order Completed', { value: 1, revenue: 'n/a' })).toBe(100)
  })

  it('of a product is its price times its pieces', () => {
    expect(valueCentsOf('Product Added', { price: '9.99', quantity: 3 })).toBe(2997)
    expect(valueCentsOf('Product Viewed', { price: 9.99, quantity: 'many' })).toBe(999)
  })

  it('of a basket without a value is the sum of its products, of a list it is not', () => {
    const products = [{ price: 10, quantity: 2 }, { price: 0.5 }, 'nonsense', { quantity: 4 }]
    expect(valueCentsOf('Checkout Started', { products })).toBe(2050)
    expect(valueCentsOf('Product List Viewed', { products })).toBe(0)
  })
})
