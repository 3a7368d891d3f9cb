import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGS } from '../core/lang.ts'
import {
  formatCount,
  formatDecimal,
  formatFactor,
  formatMean,
  formatOrdinal,
  formatPercent,
  formatPercentPoints,
  joinList,
  joinRange,
  MINUS,
  NBSP,
  UNKNOWN,
} from './numbers.ts'
import { readNumbers } from './read-numbers.ts'

describe('numbers', () => {
  it('groups thousands and separates decimals as the language does', () => {
    expect(formatDecimal(1234.5, { lang: 'de' })).toBe('1.234,5')
    expect(formatDecimal(1234.5, { lang: 'en' })).toBe('1,234.5')
    expect(formatCount(1_234_567, { lang: 'de' })).toBe('1.234.567')
  })

  it('writes the true minus sign and never a minus before zero', () => {
    expect(formatCount(-3, { lang: 'de' })).toBe(`${MINUS}3`)
    expect(formatCount(-0, { lang: 'de' })).toBe('0')
    expect(formatCount(-0.4, { lang: 'en' })).toBe('0')
    expect(formatCount(-0.4, { lang: 'en', sign: 'changes' })).toBe('0')
    expect(formatCount(4, { lang: 'en', sign: 'changes' })).toBe('+4')
  })

  it('answers the dash for null, NaN and infinity', () => {
    for (const value of [null, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(formatCount(value, { lang: 'de' })).toBe(UNKNOWN)
      expect(formatPercent(value, { lang: 'de' })).toBe(UNKNOWN)
      expect(formatFactor(value, 'de')).toBe(UNKNOWN)
      expect(formatPercentPoints(value, { lang: 'en' })).toBe(UNKNOWN)
      expect(formatOrdinal(value, 'en')).toBe(UNKNOWN)
      expect(formatMean(value, { lang: 'en' })).toBe(UNKNOWN)
    }
  })

  it('puts a no-break space before the German percent sign and none before the English one', () => {
    expect(formatPercent(0.062, { lang: 'de', sign: 'changes' })).toBe(`+6,2${NBSP}%`)
    expect(formatPercent(-0.062, { lang: 'en', sign: 'changes' })).toBe(`${MINUS}6.2%`)
    expect(formatPercent(0, { lang: 'en', sign: 'changes' })).toBe('0.0%')
  })

  it('keeps percent digits aligned in tables and drops a zero in prose', () => {
    expect(formatPercent(0.31, { lang: 'en' })).toBe('31.0%')
    expect(formatPercent(0.31, { lang: 'en', digits: 'prose' })).toBe('31%')
    expect(formatPercent(3.184, { lang: 'en' })).toBe('318%')
    expect(formatPercent(0.0008, { lang: 'en' })).toBe('0.08%')
    expect(formatPercent(0.00001, { lang: 'en' })).toBe('0.001%')
    expect(formatPercent(0.4249, { lang: 'en', digits: 0 })).toBe('42%')
  })

  it('counts one percentage point in the singular', () => {
    expect(formatPercentPoints(1, { lang: 'de' })).toBe(`1${NBSP}Prozentpunkt`)
    expect(formatPercentPoints(1.3, { lang: 'de', sign: 'changes' })).toBe(`+1,3${NBSP}Prozentpunkte`)
    expect(formatPercentPoints(-1, { lang: 'en' })).toBe(`${MINUS}1${NBSP}percentage point`)
  })

  it('writes factors, means, ordinals', () => {
    expect(formatFactor(4.1, 'de')).toBe('4,1-mal')
    expect(formatFactor(4.1, 'en')).toBe(`4.1${NBSP}times`)
    expect(formatFactor(120.4, 'de')).toBe('120-mal')
    expect(formatMean(4.24, { lang: 'de' })).toBe('4,2')
    expect(formatMean(77.5, { lang: 'de' })).toBe('78')
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map((n) => formatOrdinal(n, 'en'))).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '102nd',
      '111th',
    ])
    expect(formatOrdinal(3, 'de')).toBe('3.')
  })

  it('joins lists with the word of the language and no comma before it', () => {
    expect(joinList([], 'de')).toBe('')
    expect(joinList(['A'], 'de')).toBe('A')
    expect(joinList(['A', 'B', 'C'], 'de')).toBe('A, B und C')
    expect(joinList(['A', 'B', 'C'], 'en')).toBe('A, B and C')
    expect(joinList(['A', 'B'], 'de', 'or')).toBe('A oder B')
    expect(joinList(['A', 'B'], 'en', 'or')).toBe('A or B')
  })

  it('collapses a range of equal ends and knows no half-known range', () => {
    expect(joinRange('3', '3', 'de')).toBe('3')
    expect(joinRange('3', '4', 'de')).toBe('3 bis 4')
    expect(joinRange('3', UNKNOWN, 'en')).toBe(UNKNOWN)
  })

  it('reads back what it wrote, within rounding', () => {
    const lang = fc.constantFrom(...LANGS)
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), lang, (value, l) => {
        expect(readNumbers(formatDecimal(value, { lang: l }), l)[0]).toBeCloseTo(value, 1)
        expect(
          Math.abs((readNumbers(formatCount(value, { lang: l }), l)[0] ?? Number.NaN) - value),
        ).toBeLessThanOrEqual(0.5)
      }),
    )
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), lang, (ratio, l) => {
        const read = readNumbers(formatPercent(ratio, { lang: l, sign: 'changes' }), l)[0] ?? Number.NaN
        expect(Math.abs(read / 100 - ratio)).toBeLessThanOrEqual(Math.abs(ratio) >= 0.9995 ? 0.00501 : 0.000501)
      }),
    )
  })
})

describe('readNumbers', () => {
  it('reads grouped, decimal, signed and currency numbers of each language', () => {
    expect(readNumbers('41.280 €, +6,2 % von 3 und −1.234,56 £ 2026', 'de')).toEqual([41280, 6.2, 3, -1234.56, 2026])
    expect(readNumbers('€41,280, +6.2% of 3 and −£1,234.56 in 2026', 'en')).toEqual([41280, 6.2, 3, -1234.56, 2026])
  })
})
