import { describe, expect, it } from 'vitest'
import { NOUNS } from './noun.data.ts'
import { findNoun, nounForm, nounOf } from './noun.ts'

const CASES = ['nominative', 'accusative', 'dative', 'genitive'] as const

function all(word: string): string {
  const noun = nounOf(word)
  const forms = CASES.map((grammaticalCase) => nounForm(noun, grammaticalCase, 'singular'))
  if (noun.plural === null) return forms.join(' ')
  return [...forms, ...CASES.map((grammaticalCase) => nounForm(noun, grammaticalCase, 'plural'))].join(' ')
}

describe('German nouns', () => {
  it.each([
    ['Bestellung', 'Bestellung Bestellung Bestellung Bestellung Bestellungen Bestellungen Bestellungen Bestellungen'],
    ['Kunde', 'Kunde Kunden Kunden Kunden Kunden Kunden Kunden Kunden'],
    ['Tag', 'Tag Tag Tag Tages Tage Tage Tagen Tage'],
    ['Artikel', 'Artikel Artikel Artikel Artikels Artikel Artikel Artikeln Artikel'],
    ['Warenkorb', 'Warenkorb Warenkorb Warenkorb Warenkorbs Warenkörbe Warenkörbe Warenkörben Warenkörbe'],
    ['Land', 'Land Land Land Landes Länder Länder Ländern Länder'],
    ['Shirt', 'Shirt Shirt Shirt Shirts Shirts Shirts Shirts Shirts'],
    ['Stück', 'Stück Stück Stück Stücks Stück Stück Stück Stück'],
    ['Erstkäufer', 'Erstkäufer Erstkäufer Erstkäufer Erstkäufers Erstkäufer Erstkäufer Erstkäufern Erstkäufer'],
    ['Versand', 'Versand Versand Versand Versands'],
  ])('declines %s', (word, forms) => {
    expect(all(word)).toBe(forms)
  })

  it('gives a compound the gender and plural of its last part', () => {
    expect(findNoun('Regenjacke')).toMatchObject({ gender: 'f', plural: 'Regenjacken' })
    expect(findNoun('Wanderschuh')).toMatchObject({ gender: 'm', plural: 'Wanderschuhe' })
    expect(findNoun('T-Shirt')).toMatchObject({ gender: 'n', plural: 'T-Shirts' })
    expect(findNoun('Stammkunde')).toMatchObject({ gender: 'm', plural: 'Stammkunden', weak: true })
    expect(findNoun('Handschuh')).toMatchObject({ gender: 'm', plural: 'Handschuhe' })
    expect(findNoun('Sekunde')).toMatchObject({ gender: 'f', weak: false })
    expect(findNoun('Versandkosten')).toBeNull()
  })

  it('names a noun it does not know, and one without a plural', () => {
    expect(() => nounOf('Quastenflosser')).toThrow("noun 'Quastenflosser' is not known")
    expect(() => nounForm(nounOf('Versand'), 'dative', 'plural')).toThrow("noun 'Versand' has no plural")
  })

  it('keeps the rules every noun of the table follows', () => {
    for (const [word, [gender, genitive, plural, weak]] of Object.entries(NOUNS)) {
      if (gender === 'f') expect(genitive, word).toBe(word)
      else expect(genitive, word).toMatch(weak === 'weak' ? /n$/ : /s$/)
      if (plural !== null && word !== 'Stück') expect(nounForm(nounOf(word), 'dative', 'plural')).toMatch(/[ns]$/)
    }
  })
})
