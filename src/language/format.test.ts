import { describe, expect, it } from 'vitest'
import { formatDays, formatRange, formatValue, VALUE_UNITS } from './format.ts'
import { NBSP, UNKNOWN } from './numbers.ts'

const de = { lang: 'de', currency: 'EUR' } as const
const en = { lang: 'en', currency: 'GBP' } as const
const plain = (text: string): string => text.replaceAll(NBSP, ' ')

describe('formatValue', () => {
  it.each([
    [123456, 'cents', '1.234,56 €', '£1,234.56'],
    [1234, 'count', '1.234', '1,234'],
    [0.12345, 'number', '0,12', '0.12'],
    [0.381, 'ratio', '38,1 %', '38.1%'],
    [4.1, 'factor', '4,1-mal', '4.1 times'],
    [1, 'days', '1 Tag', '1 day'],
    [2.5, 'days', '2,5 Tage', '2.5 days'],
    ['Regenjacke', 'text', 'Regenjacke', 'Regenjacke'],
    ['2026-11-23', 'date', '23.11.2026', '23 Nov 2026'],
    ['2026-11', 'date', 'November 2026', 'November 2026'],
    ['KW 3', 'date', 'KW 3', 'KW 3'],
    ['Summe', 'cents', 'Summe', 'Summe'],
    [1.3, 'percent-points', '1,3 Prozentpunkte', '1.3 percentage points'],
  ] as const)('writes %s as %s', (value, unit, german, english) => {
    expect(plain(formatValue(value, unit, de))).toBe(german)
    expect(plain(formatValue(value, unit, en))).toBe(english)
  })

  it('writes every unit of an unknown value as the dash', () => {
    for (const unit of VALUE_UNITS) {
      for (const value of [null, '', Number.NaN]) expect(formatValue(value, unit, de)).toBe(UNKNOWN)
    }
  })

  it('shows the sign of changes', () => {
    expect(plain(formatValue(500, 'cents', { ...de, sign: 'changes' }))).toBe('+5,00 €')
    expect(plain(formatValue(-0.062, 'ratio', { ...de, sign: 'changes' }))).toBe('−6,2 %')
    expect(plain(formatDays(-1, { lang: 'de' }))).toBe('−1 Tag')
  })
})

describe('formatRange', () => {
  it.each([
    [1200000, 1500000, 'cents', '12 bis 15 Tsd. €', '£12k to £15k'],
    [0.211, 0.259, 'ratio', '21,1 bis 25,9 %', '21.1% to 25.9%'],
    [0.84, 0.52, 'ratio', '52 bis 84 %', '52% to 84%'],
    [3.2, 5, 'factor', '3,2 bis 5,0', '3.2 to 5.0'],
    [1, 5, 'days', '1 bis 5 Tage', '1 to 5 days'],
    [1, 1, 'days', '1 Tag', '1 day'],
    [-9, 1, 'percent-points', '−9 bis 1 Prozentpunkte', '−9 to 1 percentage points'],
    [2, 7.4, 'count', '2 bis 7,4', '2 to 7.4'],
    [66.3, 92.1, 'count', '66 bis 92', '66 to 92'],
    [0.5, 1.25, 'number', '0,5 bis 1,25', '0.5 to 1.25'],
  ] as const)('writes %d and %d as %s', (low, high, unit, german, english) => {
    expect(plain(formatRange(low, high, unit, de))).toBe(german)
    expect(plain(formatRange(low, high, unit, en))).toBe(english)
  })

  it('is unknown where an end is', () => {
    expect(formatRange(null, 3, 'count', de)).toBe(UNKNOWN)
  })
})
