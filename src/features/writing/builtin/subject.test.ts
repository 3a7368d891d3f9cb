import { describe, expect, it } from 'vitest'
import type { ProductFacts } from '../../text-check/index.ts'
import { subjectOf } from './subject.ts'

function spoken(title: { de?: string; en?: string }, lang: 'de' | 'en', more: Partial<ProductFacts> = {}) {
  const facts: ProductFacts = {
    ...{
      externalId: 'x',
      title,
      brand: '',
      category: '',
      attributes: [],
      description: {},
      tags: [],
      variants: [],
      currency: 'EUR',
    },
    ...more,
  }
  const subject = subjectOf(facts, lang, () => true)
  return subject === null ? null : [subject.full('dative'), subject.short('accusative'), subject.pronoun('nominative')]
}

describe('how a product is spoken of', () => {
  it.each([
    ['Regenjacke Fjell Damen', ['der Regenjacke Fjell', 'die Regenjacke', 'sie']],
    ['Handschuhe Uhu', ['den Handschuhen Uhu', 'die Handschuhe', 'sie']],
    ['Helm AHM 5000', ['dem Helm AHM 5000', 'den Helm', 'er']],
    ['Kuyichi Jeans ANNA', ['der Kuyichi Jeans ANNA', 'die Jeans', 'sie']],
    ['Espressomaschine X200 - Edelstahl, 15 bar', ['der Espressomaschine X200', 'die Espressomaschine', 'sie']],
    ['Herren Sneaker Runner 90', ['dem Sneaker Runner 90', 'den Sneaker', 'er']],
  ])('%s', (de, expected) => {
    expect(spoken({ de }, 'de')).toEqual(expected)
  })

  it('writes around a noun it does not know', () => {
    expect(spoken({ de: 'Grödel Zirbe' }, 'de')).toEqual(['Grödel Zirbe', 'das Produkt', 'es'])
    expect(spoken({ en: 'Quux 3000' }, 'en')).toEqual(['Quux 3000', 'the product', 'it'])
  })

  it('takes the model for no noun where the category says what it is', () => {
    expect(spoken({ de: 'Wanderhose Esche' }, 'de', { category: 'Bekleidung > Wanderhosen' })?.[1]).toBe(
      'die Wanderhose',
    )
    expect(spoken({ de: 'Fjell 3000' }, 'de', { category: 'Bekleidung > Regenjacken' })).toEqual([
      'der Regenjacke Fjell 3000',
      'die Regenjacke',
      'sie',
    ])
  })

  it.each([
    ["Women's Fjell Rain Jacket", ['the Fjell Rain Jacket', 'the jacket', 'it']],
    ['Harness MADTRIXX', ['the MADTRIXX harness', 'the harness', 'it']],
    ['Lech Hiking Socks', ['the Lech Hiking Socks', 'the socks', 'they']],
    ['Oak Dining Table Bergen', ['the Oak Dining Table Bergen', 'the table', 'it']],
  ])('%s', (en, expected) => {
    expect(spoken({ en }, 'en')).toEqual(expected)
  })

  it('has no words for a title without letters it can read', () => {
    expect(['', '🎉', 'مصباح', '{{title}}', '<b></b>'].map((de) => spoken({ de }, 'de'))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
  })
})
