import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isAdjective } from './adjective.ts'
import { nounPhrase } from './article.ts'
import { englishNounOf, findNoun, singularOf } from './noun.ts'
import { declinePhrase } from './phrase.ts'
import { thirdPerson } from './pronoun.ts'
import { SHOP_NOUN_TABLE } from './shop-noun.ts'

const CASES = ['nominative', 'accusative', 'dative', 'genitive'] as const

/** Written out and read by hand: nouns of all genders, weak ones too, in both numbers, with every article. */
const golden = z
  .array(
    z.tuple([
      z.string(),
      z.string(),
      z.enum(['singular', 'plural']),
      z.enum(['definite', 'indefinite', 'negative', 'none']),
      z.array(z.string()),
    ]),
  )
  .parse(JSON.parse(readFileSync(new URL('../../../test/golden/german-phrases.json', import.meta.url), 'utf8')))

describe('the golden table of German phrases', () => {
  it.each(golden)('%s, %s, %s, %s', (noun, adjective, number, article, forms) => {
    expect(CASES.map((c) => nounPhrase(noun, { case: c, article, number, adjectives: [adjective] }))).toEqual(forms)
  })
})

describe('nouns of shops', () => {
  it('spells out plurals with umlauts, changed endings and none', () => {
    const plurals = [
      'Rucksack',
      'Tuch',
      'Tunika',
      'Mantel',
      'Handtuch',
      'Baum',
      'Smartwatch',
      'Obermaterial',
      'Schmuck',
    ]
    expect(plurals.map((word) => findNoun(word)?.plural)).toEqual([
      'Rucksäcke',
      'Tücher',
      'Tuniken',
      'Mäntel',
      'Handtücher',
      'Bäume',
      'Smartwatches',
      'Obermaterialien',
      null,
    ])
  })

  it('knows every noun of its table under its own word, with a gender the plural belongs to', () => {
    expect(SHOP_NOUN_TABLE.size).toBeGreaterThan(1000)
    for (const [word, { english }] of SHOP_NOUN_TABLE) {
      expect(findNoun(word)?.lemma, word).toBe(word)
      expect(english, word).toMatch(/^[A-Za-z][\w' -]+$/)
    }
  })

  it('leaves words alone that only end like a noun', () => {
    expect(['Kreis', 'Verband', 'Taktik', 'Grad', 'Xylophonium'].map(findNoun)).toEqual([null, null, null, null, null])
  })

  it('takes gender by the ending where no part is known', () => {
    expect(['Zirkulation', 'Sauberkeit', 'Röschen', 'Säugling'].map((word) => findNoun(word)?.gender)).toEqual([
      'f',
      'f',
      'n',
      'm',
    ])
  })

  it('finds the singular of a plural', () => {
    expect(
      ['Regenjacken', 'Trekkingstöcke', 'Wandersocken', 'Regenjacke'].map((word) => singularOf(word)?.lemma),
    ).toEqual(['Regenjacke', 'Trekkingstock', 'Wandersocke', undefined])
  })

  it('translates whole words only: a part would mislead', () => {
    expect(['Jacke', 'Schraubstock'].map(englishNounOf)).toEqual(['jacket', null])
  })
})

describe('phrases of data in another case', () => {
  it.each([
    ['recyceltes Polyamid', 'recyceltem Polyamid', 'recyceltes Polyamid'],
    ['dicht gewebtes Polyester', 'dicht gewebtem Polyester', 'dicht gewebtes Polyester'],
    ['feine Merinowolle', 'feiner Merinowolle', 'feine Merinowolle'],
    ['gewachster Baumwollstoff', 'gewachstem Baumwollstoff', 'gewachsten Baumwollstoff'],
    ['recycelte Kunststoffe', 'recycelten Kunststoffen', 'recycelte Kunststoffe'],
    ['eine Mischung aus Wolle und Leinen', 'einer Mischung aus Wolle und Leinen', 'eine Mischung aus Wolle und Leinen'],
    ['80 % Baumwolle, 20 % Elasthan', '80 % Baumwolle, 20 % Elasthan', '80 % Baumwolle, 20 % Elasthan'],
    ['Gore-Tex', 'Gore-Tex', 'Gore-Tex'],
  ])('%s', (phrase, dative, accusative) => {
    expect(declinePhrase(phrase, 'dative')).toBe(dative)
    expect(declinePhrase(phrase, 'accusative')).toBe(accusative)
  })

  it('says so where the noun is not known or does not agree', () => {
    expect(declinePhrase('echtes Xylophonium', 'dative')).toBeNull()
    expect(declinePhrase('weiches Wolle', 'dative')).toBeNull()
  })
})

describe('adjectives and pronouns', () => {
  it('tells adjectives by word, ending and participle', () => {
    const words = ['wasserdicht', 'atmungsaktiv', 'recycelt', 'rosa', '100-prozentig', 'gefüttert', 'faltbar', 'vegan']
    expect(words.filter((word) => !isAdjective(word))).toEqual([])
    expect(['mit', 'nicht', 'Leder', 'sehr', 'wind'].filter(isAdjective)).toEqual([])
  })

  it('stands for a thing by its gender', () => {
    expect((['m', 'f', 'n', 'pl'] as const).map((column) => thirdPerson(column, 'dative'))).toEqual([
      'ihm',
      'ihr',
      'ihm',
      'ihnen',
    ])
  })
})
