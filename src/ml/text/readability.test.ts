import { describe, expect, it } from 'vitest'
import { containment } from './containment.ts'
import { countText } from './count-text.ts'
import { fleschAmstad } from './flesch-amstad.ts'
import { fleschKincaid } from './flesch-kincaid.ts'
import { shinglesOf } from './shingles.ts'
import { countSyllables } from './syllables.ts'
import { wienerSachtextformel } from './wiener-sachtextformel.ts'

describe('countSyllables', () => {
  // By the hyphenation of Duden.
  it.each([
    ['Zelt', 1],
    ['Jacke', 2],
    ['Rucksack', 2],
    ['Regenjacke', 4],
    ['wasserdicht', 3],
    ['Theater', 3],
    ['Baumwolle', 3],
    ['Quelle', 2],
    ['Bäume', 2],
    ['Spielzeug', 2],
    ['Million', 3],
    ['Yoga', 2],
    ['Isolierung', 4],
    ['Material', 4],
    ['Qualität', 3],
    ['Schnee', 1],
    ['Trinkflasche', 3],
    ['See-Elefant', 4],
    ['100', 0],
  ])('%s has %d in German', (word, count) => expect(countSyllables(word, 'de')).toBe(count))

  // By the syllables of Merriam-Webster.
  it.each([
    ['tent', 1],
    ['jacket', 2],
    ['waterproof', 3],
    ['breathable', 3],
    ['made', 1],
    ['bottle', 2],
    ['weighed', 1],
    ['pockets', 2],
    ['idea', 3],
    ['material', 4],
    ['create', 2],
    ['seams', 1],
    ['sleeves', 1],
    ['polyester', 4],
    ['science', 2],
  ])('%s has %d in English', (word, count) => expect(countSyllables(word, 'en')).toBe(count))
})

describe('readability', () => {
  // Reckoned from the published formulas by hand, with these counts.
  const counts = { sentences: 5, words: 80, syllables: 144, longBySound: 18, longByLetters: 24, short: 38 }

  it('is that of the published formulas', () => {
    expect(fleschAmstad(counts)).toBeCloseTo(58.7, 10)
    expect(fleschKincaid(counts)).toBeCloseTo(11.89, 10)
    expect(wienerSachtextformel(counts)).toBeCloseTo(8.4917, 10)
  })

  it('is unknown of nothing', () => {
    const nothing = countText(' 123 … ', 'de')
    expect(nothing.words).toBe(0)
    expect([fleschAmstad(nothing), fleschKincaid(nothing), wienerSachtextformel(nothing)]).toEqual([null, null, null])
  })

  it('counts sentences, and words by their sound and their letters', () => {
    expect(countText('Das Zelt steht. Es ist wasserdicht!', 'de')).toEqual({
      sentences: 2,
      words: 6,
      syllables: 8,
      longBySound: 1,
      longByLetters: 1,
      short: 5,
    })
  })
})

describe('shingles', () => {
  it('contain a text in itself wholly, in another one not', () => {
    const text = shinglesOf('Das Zelt hält dem Regen stand und ist leicht.', 3)
    expect(containment(text, text)).toBe(1)
    expect(containment(text, shinglesOf('Die Jacke wärmt an kalten Tagen und trocknet schnell.', 3))).toBe(0)
  })

  it('are told by the share that is in the other text', () => {
    const part = shinglesOf('a b c d', 2)
    expect(containment(part, shinglesOf('a b c x', 2))).toBeCloseTo(2 / 3)
    expect(containment(shinglesOf('', 2), part)).toBeNull()
  })

  it('take a text shorter than a run as one', () => expect(shinglesOf('nur zwei', 5).size).toBe(1))
})
