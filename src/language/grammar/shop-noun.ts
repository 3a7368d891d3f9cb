/** The table of what shops sell, spelt out: each German noun with its forms, and its English noun. */
import type { Gender, NounEntry } from './noun.data.ts'
import { SHOP_NOUNS } from './shop-noun.data.ts'

const UMLAUTS: Readonly<Record<string, string>> = { au: 'äu', Au: 'Äu', a: 'ä', A: 'Ä', o: 'ö', O: 'Ö', u: 'ü', U: 'Ü' }

/** 'Rucksack' -> 'Rucksäck': the last vowel that can. */
function umlaut(word: string): string {
  return word.replace(/(?:au|[aou])(?!.*[aou])/i, (vowel) => UMLAUTS[vowel] ?? vowel)
}

function pluralOf(word: string, pattern: string): string | null {
  const ending = pattern.slice(1)
  switch (pattern.charAt(0)) {
    case '0':
      return null
    case '+':
      return umlaut(word) + ending
    case '~':
      return word.replace(/[aeiou][^aeiou]*$/, ending)
    default:
      return word + ending
  }
}

/** '-es' after a hissing sound ('Satzes'), else '-s'; words that end in '-s' of their own ('Pumps') take no second. */
function genitiveOf(word: string, gender: Gender): string {
  if (gender === 'f' || /[aeiou].*(?:ps|ls)$/.test(word)) return word
  return word + (/(?:s|ß|x|z|tsch|sch|st)$/.test(word) ? 'es' : 's')
}

const WEAK = new Set(['Diamant', 'Automat', 'Name', 'Buchstabe', 'Bär'])

interface ShopNoun {
  readonly entry: NounEntry
  readonly english: string
}

function spellOut(): ReadonlyMap<string, ShopNoun> {
  const nouns = new Map<string, ShopNoun>()
  for (const [key, list] of SHOP_NOUNS) {
    const [letter = 'n', pattern = '0'] = key.split(' ')
    const gender: Gender = letter === 'm' || letter === 'f' ? letter : 'n'
    for (const pair of list.split(/,\s*/)) {
      const [word = '', english = ''] = pair.split(':')
      const plural = pluralOf(word, pattern)
      const entry: NounEntry = WEAK.has(word)
        ? [gender, plural ?? word, plural, 'weak']
        : [gender, genitiveOf(word, gender), plural]
      nouns.set(word, { entry, english })
    }
  }
  return nouns
}

export const SHOP_NOUN_TABLE: ReadonlyMap<string, ShopNoun> = spellOut()
