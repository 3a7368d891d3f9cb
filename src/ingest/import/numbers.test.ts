import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DecimalStyle, MoneyReader, parseWhole, quantityFault } from './numbers.ts'

function cents(text: string, style: DecimalStyle = 'auto'): number | null {
  const money = new MoneyReader(style)
  return money.read(text) ? money.cents() : null
}

function total(quantity: number, price: string): number {
  const money = new MoneyReader('auto')
  expect(money.read(price)).toBe(true)
  return money.timesCents(quantity)
}

describe('parseWhole', () => {
  it('takes whole numbers with a sign or empty decimals', () => {
    expect(['12', '-3', '+4', ' 7 ', '12.0', '-0'].map(parseWhole)).toEqual([12, -3, 4, 7, 12, 0])
  })

  it('takes nothing else for a number', () => {
    const texts = ['', ' ', '1e3', '12,5', '12.5', 'NaN', 'Infinity', '0x10', '1 2', '--1', '-', '12.', 'twelve']
    expect(texts.filter((text) => !Number.isNaN(parseWhole(text)))).toEqual([])
  })
})

describe('quantityFault', () => {
  it('says what is wrong, quoting the value', () => {
    expect(quantityFault('Quantity', '1e3')).toBe("Quantity '1e3' is not a whole number.")
    expect(quantityFault('Quantity', '2147483648')).toBe("Quantity '2147483648' is too large (at most 2147483647).")
    expect(quantityFault('Quantity', '')).toBe('Quantity is empty; a whole number is expected.')
    expect(quantityFault('Quantity', '-2147483647')).toBeNull()
  })
})

describe('MoneyReader', () => {
  it('reads amounts in German, English and Swiss notation', () => {
    const texts = [
      '1.234,56',
      '1,234.56',
      '€ 12.00',
      '12,00 €',
      '-3,5',
      '−4.20',
      "CHF 1'234.50",
      '1 234,56 EUR',
      '$-5',
      '.5',
    ]
    expect(texts.map((text) => cents(text))).toEqual([123456, 123456, 1200, 1200, -350, -420, 123450, 123456, -500, 50])
  })

  it('takes one point for the decimal one and several for thousands', () => {
    expect([cents('1.234'), cents('1.234.567'), cents('1,234,567')]).toEqual([123, 123456700, 123456700])
  })

  it('does not guess what 1,234 is', () => {
    expect(cents('1,234')).toBeNull()
    expect(new MoneyReader('auto').fault('Price', '1,234')).toContain('can be read in two ways')
    expect([cents('1,234', 'point'), cents('1,234', 'comma'), cents('0,125')]).toEqual([123400, 123, 13])
  })

  it('follows the decimal comma where it is told to', () => {
    expect([cents('1.234', 'comma'), cents('12,5', 'comma'), cents('12.50', 'comma')]).toEqual([123400, 1250, null])
  })

  it('refuses what is no amount', () => {
    const texts = ['', 'NaN', '1e3', '12,3,4', '1.23.4', 'free', '12 €€', '--1', '-€-1', '1,23.456,7', '9'.repeat(80)]
    expect(texts.filter((text) => cents(text) !== null)).toEqual([])
  })

  it('refuses amounts of more than a billion', () => {
    expect(cents('1000000000')).toBe(100_000_000_000)
    expect(cents('1000000000.01')).toBeNaN()
    expect(new MoneyReader('auto').fault('Price', '1000000001')).toContain('too large')
  })

  it('rounds a line once, half away from zero', () => {
    expect([total(4, '0.001'), total(5, '0.001'), total(-5, '0.001'), total(3, '0.335'), total(1, '1.005')]).toEqual([
      0, 1, -1, 101, 101,
    ])
  })

  it('multiplies exactly, also with decimals no float can hold', () => {
    const digits = fc.bigInt({ min: 0n, max: 10n ** 18n })
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 100_000 }),
        digits,
        fc.nat({ max: 20 }),
        (quantity, mantissa, scale) => {
          const text = mantissa.toString().padStart(scale + 1, '0')
          const price = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`
          const size = mantissa * BigInt(Math.abs(quantity)) * 100n
          const expected = (size * 2n + 10n ** BigInt(scale)) / (2n * 10n ** BigInt(scale))
          const signed = quantity < 0 ? -Number(expected) : Number(expected)
          const result = total(quantity, price)
          if (expected > 100_000_000_000n) expect(result).toBeNaN()
          else expect(result).toBe(signed === 0 ? 0 : signed)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
