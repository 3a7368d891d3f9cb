import { describe, expect, it } from 'vitest'
import { editDistance } from './edit-distance.ts'
import { foldTerm, groupSpellings, isSameWord, nearestSpelling } from './spellings.ts'

describe('editDistance', () => {
  it.each([
    ['regenjacke', 'regenjacke', 0],
    ['regenjake', 'regenjacke', 1],
    ['regenajcke', 'regenjacke', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('%s to %s takes %d', (first, second, steps) => {
    expect(editDistance(first, second, 5)).toBe(steps)
    expect(editDistance(second, first, 5)).toBe(steps)
  })

  it('stops counting beyond the bound', () => {
    expect(editDistance('kitten', 'sitting', 2)).toBe(3)
    expect(editDistance('a', 'abcdefgh', 2)).toBe(3)
  })
})

describe('foldTerm', () => {
  it('leaves out what people write one way or the other', () => {
    expect(foldTerm('GPS-Uhr')).toBe(foldTerm('gps uhr'))
    expect(foldTerm('Mütze')).toBe(foldTerm('muetze'))
    expect(foldTerm('Café')).toBe('cafe')
  })
})

describe('isSameWord', () => {
  it.each([
    ['skibrille', 'skibrillen'],
    ['regenjake', 'regenjacke'],
    ['lawinenairbag', 'lavinenairbak'],
    ['zelt', 'zelte'],
  ])('takes %s and %s for one', (first, second) => expect(isSameWord(first, second)).toBe(true))

  it.each([
    ['hose', 'dose'],
    ['hosenlangherren58', 'hosenlangherren56'],
    ['skihelm', 'skihose'],
    ['socke', 'sacke'],
    ['jacken', 'packen'],
  ])('keeps %s and %s apart', (first, second) => expect(isSameWord(first, second)).toBe(false))
})

describe('groupSpellings', () => {
  it('groups around the spelling written most, whatever the order', () => {
    const terms = ['Skibrillen', 'kajak', 'skibrile', 'skibrille']
    expect([...groupSpellings({ terms, weights: Float64Array.of(3, 9, 1, 40) })]).toEqual([3, 1, 3, 3])
  })

  it('has no groups of nothing', () => {
    expect([...groupSpellings({ terms: [], weights: new Float64Array(0) })]).toEqual([])
  })

  it('refuses weights that do not match', () => {
    expect(() => groupSpellings({ terms: ['a'], weights: new Float64Array(2) })).toThrow('weights has 2 values')
  })
})

describe('nearestSpelling', () => {
  it('gives the most written of the known terms that are the same word, -1 where there is none', () => {
    const known = ['regenjacken', 'regenjacke', 'zelt']
    const knownWeights = Float64Array.of(5, 50, 500)
    expect([...nearestSpelling({ terms: ['regenjake', 'kajak'], known, knownWeights })]).toEqual([1, -1])
  })

  it('refuses weights that do not match', () => {
    expect(() => nearestSpelling({ terms: [], known: ['a'], knownWeights: new Float64Array(0) })).toThrow(
      'knownWeights has 0 values',
    )
  })
})
