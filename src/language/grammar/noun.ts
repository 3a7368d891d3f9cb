/** German nouns: gender, plural and the four cases. Compounds take all of it from their last part. */
import { type Gender, NOUNS } from './noun.data.ts'

export type Case = 'nominative' | 'accusative' | 'dative' | 'genitive'
export type GrammaticalNumber = 'singular' | 'plural'

export interface Noun {
  readonly lemma: string
  readonly gender: Gender
  readonly genitive: string
  /** Null: there is none ('Versand'). */
  readonly plural: string | null
  /** -n or -en in every case but the nominative singular ('den Kunden'). */
  readonly weak: boolean
}

const byLength = Object.entries(NOUNS).toSorted(([a], [b]) => b.length - a.length)

/** Puts the front part of a compound before a form of its last part, which loses its capital unless a hyphen joins. */
function compound(front: string, last: string): string {
  return front + (front.endsWith('-') ? last : last.charAt(0).toLowerCase() + last.slice(1))
}

/** The noun, or the compound by its longest known last part ('Regenjacke' by 'Jacke'); null where neither is known. */
export function findNoun(word: string): Noun | null {
  const entry = Object.hasOwn(NOUNS, word) ? NOUNS[word] : undefined
  if (entry !== undefined) {
    const [gender, genitive, plural, weak] = entry
    return { lemma: word, gender, genitive, plural, weak: weak === 'weak' }
  }
  const lower = word.toLowerCase()
  const last = byLength.find(([lemma]) => word.length >= lemma.length + 2 && lower.endsWith(lemma.toLowerCase()))
  if (last === undefined) return null
  const [lemma, [gender, genitive, plural, weak]] = last
  const front = word.slice(0, word.length - lemma.length)
  return {
    lemma: word,
    gender,
    genitive: compound(front, genitive),
    plural: plural === null ? null : compound(front, plural),
    weak: weak === 'weak',
  }
}

/** The noun, as `findNoun`; RangeError naming the word where it is not known. */
export function nounOf(word: string): Noun {
  const noun = findNoun(word)
  if (noun === null) throw new RangeError(`noun '${word}' is not known: add it to noun.data.ts`)
  return noun
}

/** The form of a noun: 'Kunden', 'Tages', 'Produkten'. RangeError for the plural of a noun that has none. */
export function nounForm(noun: Noun, grammaticalCase: Case, number: GrammaticalNumber): string {
  if (number === 'plural') {
    if (noun.plural === null) throw new RangeError(`noun '${noun.lemma}' has no plural`)
    const ends = /[ns]$/.test(noun.plural) || noun.lemma.endsWith('stück') || noun.lemma === 'Stück'
    return grammaticalCase === 'dative' && !ends ? `${noun.plural}n` : noun.plural
  }
  if (grammaticalCase === 'genitive') return noun.genitive
  return noun.weak && grammaticalCase !== 'nominative' ? noun.genitive : noun.lemma
}
