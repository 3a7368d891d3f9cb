import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGS } from '../core/lang.ts'
import { formatMoney, formatMoneyProse, formatMoneyRange, formatMoneyShort, formatMoneyWhole } from './money.ts'
import { NBSP, UNKNOWN } from './numbers.ts'
import { readNumbers } from './read-numbers.ts'

const de = { lang: 'de', currency: 'EUR' } as const
const en = { lang: 'en', currency: 'EUR' } as const
const plain = (text: string): string => text.replaceAll(NBSP, ' ')

describe('money', () => {
  it('puts the sign behind in German, in front in English', () => {
    expect(formatMoney(123456, de)).toBe(`1.234,56${NBSP}€`)
    expect(formatMoney(123456, en)).toBe('€1,234.56')
    expect(plain(formatMoney(123456, { ...de, currency: 'GBP' }))).toBe('1.234,56 £')
    expect(formatMoney(123456, { ...en, currency: 'GBP' })).toBe('£1,234.56')
    expect(plain(formatMoney(123456, { ...en, currency: 'CHF' }))).toBe('CHF 1,234.56')
    expect(plain(formatMoney(123400, { ...de, currency: 'JPY' }))).toBe('1.234 ¥')
  })

  it('writes minus and plus before the currency sign', () => {
    expect(formatMoney(-123456, en)).toBe('−€1,234.56')
    expect(formatMoney(500, { ...en, sign: 'changes' })).toBe('+€5.00')
    expect(plain(formatMoneyShort(-4130000, de))).toBe('−41,3 Tsd. €')
    expect(plain(formatMoney(-0, de))).toBe('0,00 €')
  })

  it('answers the dash for what is not known and refuses a currency that is none', () => {
    expect(formatMoney(null, de)).toBe(UNKNOWN)
    expect(formatMoneyShort(Number.NaN, de)).toBe(UNKNOWN)
    expect(formatMoneyProse(null, en)).toBe(UNKNOWN)
    expect(formatMoneyWhole(null, en)).toBe(UNKNOWN)
    expect(formatMoneyRange(null, 5, en)).toBe(UNKNOWN)
    expect(() => formatMoney(1, { ...de, currency: 'EURO' })).toThrow(RangeError)
  })

  it.each([
    [0, '0 €', '€0'],
    [8060, '80,60 €', '€80.60'],
    [8000, '80 €', '€80'],
    [51240, '512 €', '€512'],
    [99960, '1 Tsd. €', '€1k'],
    [4128000, '41,3 Tsd. €', '€41.3k'],
    [1200000, '12 Tsd. €', '€12k'],
    [41280000, '413 Tsd. €', '€413k'],
    [99996000, '1 Mio. €', '€1m'],
    [120000000, '1,2 Mio. €', '€1.2m'],
    [340000000000, '3,4 Mrd. €', '€3.4bn'],
  ])('shortens %i cents', (cents, german, english) => {
    expect(plain(formatMoneyShort(cents, de))).toBe(german)
    expect(formatMoneyShort(cents, en)).toBe(english)
  })

  it('drops the small unit in prose from 1,000 up and where it is zero', () => {
    expect(plain(formatMoneyProse(4128049, de))).toBe('41.280 €')
    expect(plain(formatMoneyProse(99_999.4, de))).toBe('999,99 €')
    expect(plain(formatMoneyProse(12000, de))).toBe('120 €')
    expect(plain(formatMoneyProse(8060, de))).toBe('80,60 €')
  })

  it.each([
    [1200000, 1500000, '12 bis 15 Tsd. €', '€12k to €15k'],
    [3820000, 4400000, '38,2 bis 44,0 Tsd. €', '€38.2k to €44.0k'],
    [95000, 120000, '950 € bis 1,2 Tsd. €', '€950 to €1.2k'],
    [0, 1500000, '0 bis 15 Tsd. €', '€0 to €15k'],
    [-150000, 120000, '−1,5 bis 1,2 Tsd. €', '−€1.5k to €1.2k'],
    [1240, 1510, '12,40 bis 15,10 €', '€12.40 to €15.10'],
    [1500000, 1200000, '12 bis 15 Tsd. €', '€12k to €15k'],
    [1200000, 1200100, '12 Tsd. €', '€12k'],
    [0, 0, '0 €', '€0'],
  ])('writes the range of %i and %i cents', (low, high, german, english) => {
    expect(plain(formatMoneyRange(low, high, de))).toBe(german)
    expect(formatMoneyRange(low, high, en)).toBe(english)
  })

  it('reads back what it wrote, within rounding', () => {
    const cents = fc.integer({ min: -1e12, max: 1e12 })
    fc.assert(
      fc.property(cents, fc.constantFrom(...LANGS), (value, lang) => {
        const style = { lang, currency: 'EUR' }
        expect(Math.round((readNumbers(formatMoney(value, style), lang)[0] ?? Number.NaN) * 100)).toBe(value + 0)
        const short = formatMoneyShort(value, style)
        const scale = /Mrd|bn/.test(short) ? 1e9 : /Mio|m$/.test(short) ? 1e6 : /Tsd|k$/.test(short) ? 1e3 : 1
        const read = (readNumbers(short, lang)[0] ?? Number.NaN) * scale * 100
        expect(Math.abs(read - value)).toBeLessThanOrEqual(Math.max(0.5, Math.abs(value) * 0.051))
      }),
    )
  })
})
