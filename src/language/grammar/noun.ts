/** German nouns: gender, plural and the four cases. Compounds take all of it from their last part. */
import { type Gender, NOUNS, type NounEntry } from './noun.data.ts'
import { NO_COMPOUNDS } from './shop-noun.data.ts'
import { SHOP_NOUN_TABLE } from './shop-noun.ts'

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

interface Known {
  readonly lemma: string
  readonly entry: NounEntry
}

/** Both tables by the word in small letters. */
const known = new Map<string, Known>()
/** The plural forms of both tables in small letters. */
const plurals = new Map<string, Known>()

for (const [lemma, { entry }] of SHOP_NOUN_TABLE) known.set(lemma.toLowerCase(), { lemma, entry })
for (const [lemma, entry] of Object.entries(NOUNS)) known.set(lemma.toLowerCase(), { lemma, entry })
for (const noun of known.values()) {
  const plural = noun.entry[2]
  if (plural !== null) plurals.set(plural.toLowerCase(), noun)
}

/** Endings whose nouns all go alike: gender and what the plural puts on. Asked only where no last part is known. */
const ENDINGS: readonly (readonly [ending: RegExp, gender: Gender, plural: string])[] = [
  [/.{4}(?:heit|keit|schaft|tion|sion|tät)$/, 'f', 'en'],
  [/.{4}ung$/, 'f', 'en'],
  [/[äöüi].*(?:chen|lein)$/, 'n', ''],
  [/.{4}ling$/, 'm', 'e'],
]

function nounFrom(lemma: string, [gender, genitive, plural, weak]: NounEntry): Noun {
  return { lemma, gender, genitive, plural, weak: weak === 'weak' }
}

/** Puts the front part of a compound before a form of its last part, which loses its capital unless a hyphen joins. */
function compound(front: string, last: string): string {
  return front + (front.endsWith('-') ? last : last.charAt(0).toLowerCase() + last.slice(1))
}

/** No compound a person writes is longer. */
const LONGEST_WORD = 60

/** Whether letters before a last part can be a word of their own; short last parts are found by chance in many words. */
function canStandBefore(front: string, last: string): boolean {
  if (front.endsWith('-')) return front.length > 1
  if (last.length > 4) return front.length >= 2
  if (front.length < 3 || !/[aeiouäöüy]/i.test(front)) return false
  if (last.length === 4 || front.length > 5 || /.{3}(?:n|s|er)$/.test(front)) return true
  return known.has(front.toLowerCase()) || known.has(`${front.toLowerCase()}e`)
}

/** The longest known last part of a word, with what stands before it. */
function lastPart(word: string, table: ReadonlyMap<string, Known>): { front: string; noun: Known } | null {
  if (word.length > LONGEST_WORD) return null
  const lower = word.toLowerCase()
  for (let start = 2; start <= lower.length - 2; start++) {
    const noun = table.get(lower.slice(start))
    const front = word.slice(0, start)
    if (noun !== undefined && canStandBefore(front, lower.slice(start))) return { front, noun }
  }
  return null
}

/** The noun, or the compound by its longest known last part ('Regenjacke' by 'Jacke'); null where neither is known. */
export function findNoun(word: string): Noun | null {
  const own = known.get(word.toLowerCase())
  if (own !== undefined && own.lemma === word) return nounFrom(word, own.entry)
  if (NO_COMPOUNDS.has(word) || !/^\p{Lu}\S*$/u.test(word)) return null
  const part = lastPart(word, known)
  if (part !== null) {
    const { front, noun } = part
    const [gender, genitive, plural, weak] = noun.entry
    return {
      lemma: word,
      gender,
      genitive: compound(front, genitive),
      plural: plural === null ? null : compound(front, plural),
      weak: weak === 'weak',
    }
  }
  const ending = ENDINGS.find(([pattern]) => pattern.test(word))
  if (ending === undefined) return null
  const [, gender, suffix] = ending
  return { lemma: word, gender, genitive: gender === 'f' ? word : `${word}s`, plural: word + suffix, weak: false }
}

/** The noun a plural form belongs to: 'Regenjacken' -> 'Regenjacke'; null where it is not known, or the word is a singular. */
export function singularOf(word: string): Noun | null {
  const own = plurals.get(word.toLowerCase())
  if (own !== undefined) return nounFrom(own.lemma, own.entry)
  if (NO_COMPOUNDS.has(word) || !/^\p{Lu}\S*$/u.test(word)) return null
  const part = lastPart(word, plurals)
  return part === null ? null : findNoun(compound(part.front, part.noun.lemma))
}

/** The English noun of a German one of the shops' table: 'Jacke' -> 'jacket'; null: not known. A last part would mislead: a 'Schraubstock' is no pole. */
export function englishNounOf(word: string): string | null {
  return SHOP_NOUN_TABLE.get(word)?.english ?? null
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
