import { describe, expect, it } from 'vitest'
import { casesOf, inTheLast, joinPreposition, prepositionPhrase } from './preposition.ts'

const definite = { article: 'definite' } as const

describe('prepositions', () => {
  it.each([
    ['in', 'Monat', 'im Monat'],
    ['in', 'Woche', 'in der Woche'],
    ['an', 'Tag', 'am Tag'],
    ['zu', 'Preis', 'zum Preis'],
    ['zu', 'Kategorie', 'zur Kategorie'],
    ['bei', 'Produkt', 'beim Produkt'],
    ['von', 'Lager', 'vom Lager'],
    ['von', 'Kategorie', 'von der Kategorie'],
    ['aus', 'Land', 'aus dem Land'],
    ['mit', 'Kunde', 'mit dem Kunden'],
    ['seit', 'Woche', 'seit der Woche'],
    ['gegenüber', 'Monat', 'gegenüber dem Monat'],
    ['nach', 'Kauf', 'nach dem Kauf'],
    ['für', 'Kunde', 'für den Kunden'],
    ['durch', 'Kampagne', 'durch die Kampagne'],
    ['ohne', 'Gutschein', 'ohne den Gutschein'],
    ['gegen', 'Plan', 'gegen den Plan'],
    ['um', 'Preis', 'um den Preis'],
    ['wegen', 'Preis', 'wegen des Preises'],
    ['während', 'Nacht', 'während der Nacht'],
    ['trotz', 'Gutschein', 'trotz des Gutscheins'],
    ['innerhalb', 'Monat', 'innerhalb des Monats'],
    ['auf', 'Lager', 'auf dem Lager'],
    ['über', 'Kanal', 'über dem Kanal'],
  ] as const)('%s asks for its case: %s', (preposition, word, phrase) => {
    expect(prepositionPhrase(preposition, word, definite)).toBe(phrase)
  })

  it('takes the accusative where something goes to a place', () => {
    expect(prepositionPhrase('in', 'Lager', { ...definite, motion: true })).toBe('ins Lager')
    expect(prepositionPhrase('an', 'Lager', { ...definite, motion: true })).toBe('ans Lager')
    expect(prepositionPhrase('über', 'Kanal', { ...definite, motion: true })).toBe('über den Kanal')
    expect(prepositionPhrase('mit', 'Kanal', { ...definite, motion: true })).toBe('mit dem Kanal')
  })

  it('inflects the plural and adjectives with it', () => {
    expect(prepositionPhrase('von', 'Produkt', { number: 'plural' })).toBe('von Produkten')
    expect(prepositionPhrase('in', 'Land', { ...definite, number: 'plural', adjectives: ['neu'] })).toBe(
      'in den neuen Ländern',
    )
    expect(prepositionPhrase('in', 'Monat', { ...definite, adjectives: ['letzt'] })).toBe('im letzten Monat')
  })

  it('contracts only the article that stands first', () => {
    expect(joinPreposition('in', 'demselben Land')).toBe('in demselben Land')
    expect(joinPreposition('in', 'Deutschland')).toBe('in Deutschland')
    expect(casesOf('in')).toEqual(['dative', 'accusative'])
  })

  it('speaks of the last days, weeks and months', () => {
    expect(inTheLast(28, 'Tag', '28')).toBe('in den letzten 28 Tagen')
    expect(inTheLast(1, 'Tag', '1')).toBe('am letzten Tag')
    expect(inTheLast(1, 'Woche', '1')).toBe('in der letzten Woche')
    expect(inTheLast(3, 'Monat', '3')).toBe('in den letzten 3 Monaten')
  })
})
