/** German prepositions with the case they ask for and their contractions. */
import { nounPhrase, type PhraseOptions } from './article.ts'
import type { Case } from './noun.ts'

/** Case of the thing; for those of place two: where it is (dative) and where it goes (accusative). */
const PREPOSITIONS = {
  ab: ['dative'],
  aus: ['dative'],
  bei: ['dative'],
  gegenüber: ['dative'],
  mit: ['dative'],
  nach: ['dative'],
  seit: ['dative'],
  von: ['dative'],
  zu: ['dative'],
  durch: ['accusative'],
  für: ['accusative'],
  gegen: ['accusative'],
  ohne: ['accusative'],
  um: ['accusative'],
  innerhalb: ['genitive'],
  trotz: ['genitive'],
  während: ['genitive'],
  wegen: ['genitive'],
  an: ['dative', 'accusative'],
  auf: ['dative', 'accusative'],
  hinter: ['dative', 'accusative'],
  in: ['dative', 'accusative'],
  neben: ['dative', 'accusative'],
  über: ['dative', 'accusative'],
  unter: ['dative', 'accusative'],
  vor: ['dative', 'accusative'],
  zwischen: ['dative', 'accusative'],
} as const satisfies Readonly<Record<string, readonly Case[]>>

export type Preposition = keyof typeof PREPOSITIONS

const CONTRACTIONS: Readonly<Record<string, string>> = {
  'an dem': 'am',
  'an das': 'ans',
  'bei dem': 'beim',
  'in dem': 'im',
  'in das': 'ins',
  'von dem': 'vom',
  'zu dem': 'zum',
  'zu der': 'zur',
}

/** The cases a preposition can take, its usual one first. */
export function casesOf(preposition: Preposition): readonly Case[] {
  return PREPOSITIONS[preposition]
}

/** Puts a preposition before a phrase and contracts it with a definite article: 'in' + 'dem Monat' = 'im Monat'. */
export function joinPreposition(preposition: Preposition, phrase: string): string {
  const space = phrase.indexOf(' ')
  const first = space < 0 ? phrase : phrase.slice(0, space)
  const short = CONTRACTIONS[`${preposition} ${first}`]
  return short === undefined ? `${preposition} ${phrase}` : short + phrase.slice(first.length)
}

export interface PrepositionOptions extends Omit<PhraseOptions, 'case'> {
  /** Only for prepositions of place: where it goes takes the accusative. Default: where it is. */
  readonly motion?: boolean
}

/** Preposition and noun in the right case: 'im letzten Monat', 'zur Kategorie', 'ins Lager'. */
export function prepositionPhrase(preposition: Preposition, word: string, options: PrepositionOptions = {}): string {
  const { motion, ...phrase } = options
  const cases = casesOf(preposition)
  const grammaticalCase = (motion === true ? cases[1] : undefined) ?? cases[0] ?? 'dative'
  return joinPreposition(preposition, nounPhrase(word, { ...phrase, case: grammaticalCase }))
}

/** 'in den letzten 28 Tagen', 'in der letzten Woche', 'am letzten Tag'. */
export function inTheLast(n: number, word: string, count: string): string {
  if (n !== 1) {
    const things = nounPhrase(word, { case: 'dative', number: 'plural' })
    return `in den letzten ${count} ${things}`
  }
  return prepositionPhrase(word === 'Tag' ? 'an' : 'in', word, { article: 'definite', adjectives: ['letzt'] })
}
