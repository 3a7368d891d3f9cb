import { describe, expect, it } from 'vitest'
import { countPhrase, inflect, nounPhrase, numberAfter } from './article.ts'

const CASES = ['nominative', 'accusative', 'dative', 'genitive'] as const

function forms(word: string, article: 'definite' | 'indefinite' | 'negative' | 'none', number: 'singular' | 'plural') {
  return CASES.map((c) => nounPhrase(word, { case: c, article, number, adjectives: ['neu'] }))
}

describe('articles and adjective endings', () => {
  it.each([
    ['Kunde', 'definite', 'der neue Kunde', 'den neuen Kunden', 'dem neuen Kunden', 'des neuen Kunden'],
    ['Kunde', 'indefinite', 'ein neuer Kunde', 'einen neuen Kunden', 'einem neuen Kunden', 'eines neuen Kunden'],
    ['Kunde', 'none', 'neuer Kunde', 'neuen Kunden', 'neuem Kunden', 'neuen Kunden'],
    ['Jacke', 'definite', 'die neue Jacke', 'die neue Jacke', 'der neuen Jacke', 'der neuen Jacke'],
    ['Jacke', 'negative', 'keine neue Jacke', 'keine neue Jacke', 'keiner neuen Jacke', 'keiner neuen Jacke'],
    ['Jacke', 'none', 'neue Jacke', 'neue Jacke', 'neuer Jacke', 'neuer Jacke'],
    ['Produkt', 'definite', 'das neue Produkt', 'das neue Produkt', 'dem neuen Produkt', 'des neuen Produkts'],
    ['Produkt', 'indefinite', 'ein neues Produkt', 'ein neues Produkt', 'einem neuen Produkt', 'eines neuen Produkts'],
    ['Produkt', 'none', 'neues Produkt', 'neues Produkt', 'neuem Produkt', 'neuen Produkts'],
  ] as const)('declines %s with the %s article', (word, article, ...expected) => {
    expect(forms(word, article, 'singular')).toEqual(expected)
  })

  it.each([
    ['definite', 'die neuen Kunden', 'die neuen Kunden', 'den neuen Kunden', 'der neuen Kunden'],
    ['negative', 'keine neuen Kunden', 'keine neuen Kunden', 'keinen neuen Kunden', 'keiner neuen Kunden'],
    ['indefinite', 'neue Kunden', 'neue Kunden', 'neuen Kunden', 'neuer Kunden'],
    ['none', 'neue Kunden', 'neue Kunden', 'neuen Kunden', 'neuer Kunden'],
  ] as const)('declines the plural with the %s article', (article, ...expected) => {
    expect(forms('Kunde', article, 'plural')).toEqual(expected)
  })

  it('knows the stems that change and the adjectives that do not', () => {
    const place = { article: 'definite', column: 'm', case: 'nominative' } as const
    expect(['hoch', 'teuer', 'dunkel', 'leise', 'rosa', 'neu'].map((adjective) => inflect(adjective, place))).toEqual([
      'hohe',
      'teure',
      'dunkle',
      'leise',
      'rosa',
      'neue',
    ])
  })
})

describe('countPhrase', () => {
  it.each([
    [0, 'keine Bestellung', 'keiner Bestellung'],
    [1, '1 Bestellung', '1 Bestellung'],
    [2, '2 Bestellungen', '2 Bestellungen'],
    [1204, '1.204 Bestellungen', '1.204 Bestellungen'],
  ])('agrees with %i', (n, nominative, dative) => {
    expect(countPhrase(n, 'Bestellung')).toBe(nominative)
    expect(countPhrase(n, 'Bestellung', { case: 'dative' })).toBe(dative)
  })

  it('inflects adjectives after none, one and many', () => {
    const adjectives = ['neu']
    expect([0, 1, 12].map((n) => countPhrase(n, 'Kunde', { adjectives }))).toEqual([
      'kein neuer Kunde',
      '1 neuer Kunde',
      '12 neue Kunden',
    ])
    expect([0, 1, 12].map((n) => countPhrase(n, 'Kunde', { adjectives, case: 'dative' }))).toEqual([
      'keinem neuen Kunden',
      '1 neuen Kunden',
      '12 neuen Kunden',
    ])
    expect(countPhrase(0, 'Bestellung', { zero: 'digit' })).toBe('0 Bestellungen')
  })

  it('says which number the verb takes', () => {
    expect([0, 1, 2].map((n) => numberAfter(n))).toEqual(['singular', 'singular', 'plural'])
    expect(numberAfter(0, 'digit')).toBe('plural')
  })
})
