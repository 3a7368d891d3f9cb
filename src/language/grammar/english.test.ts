import { describe, expect, it } from 'vitest'
import { englishCount, englishPlural, indefiniteArticle } from './english.ts'
import { plainName, quoteName } from './quote.ts'

describe('English nouns', () => {
  it('makes plurals, regular and not, of the last word of a phrase', () => {
    expect(
      ['order', 'country', 'day', 'box', 'new customer', 'first-time buyer', 'person', 'scarf'].map(englishPlural),
    ).toEqual(['orders', 'countries', 'days', 'boxes', 'new customers', 'first-time buyers', 'people', 'scarves'])
  })

  it('agrees with none, one and many', () => {
    expect([0, 1, 2, 1204].map((n) => englishCount(n, 'order'))).toEqual([
      'no orders',
      '1 order',
      '2 orders',
      '1,204 orders',
    ])
    expect(englishCount(0, 'order', 'digit')).toBe('0 orders')
  })

  it('chooses a and an by sound', () => {
    expect(
      [
        'order',
        'country',
        'hour',
        'user',
        'unit',
        'European',
        'unusual',
        'RFM',
        'SKU',
        'UK',
        '8',
        '80',
        '18',
        '11',
        '110',
        'R-value',
        'T-shirt',
        'X-ray',
      ].map(indefiniteArticle),
    ).toEqual(['an', 'a', 'an', 'a', 'a', 'a', 'an', 'an', 'an', 'a', 'an', 'an', 'an', 'an', 'a', 'an', 'a', 'an'])
  })
})

describe('names', () => {
  it('are quoted as the language does, with single white space', () => {
    expect(quoteName('  Regenjacke \t Fjell\n', 'de')).toBe('„Regenjacke Fjell“')
    expect(quoteName({ de: 'Regenjacke', en: 'Rain jacket' }, 'en')).toBe('“Rain jacket”')
  })

  it('have words where they are empty', () => {
    expect(plainName(' ', 'de')).toBe('ohne Namen')
    expect(quoteName('', 'en')).toBe('“no name”')
  })
})
