/** German articles, adjective endings, and phrases of article, adjectives and noun. */
import { formatCount } from '../numbers.ts'
import { isInvariable } from './adjective.ts'
import type { Gender } from './noun.data.ts'
import { type Case, type GrammaticalNumber, nounForm, nounOf } from './noun.ts'

/** definite: der · indefinite: ein (nothing in the plural) · negative: kein · none: no article. */
export type ArticleKind = 'definite' | 'indefinite' | 'negative' | 'none'

/** A gender, or the plural, which has none. */
export type Column = Gender | 'pl'
const CASES: readonly Case[] = ['nominative', 'accusative', 'dative', 'genitive']

/** Four forms in the order of `CASES`. */
type Forms = readonly [string, string, string, string]
type Endings = Readonly<Record<Column, Forms>>

const DEFINITE: Endings = {
  m: ['der', 'den', 'dem', 'des'],
  f: ['die', 'die', 'der', 'der'],
  n: ['das', 'das', 'dem', 'des'],
  pl: ['die', 'die', 'den', 'der'],
}
/** What follows 'ein' and 'kein'. */
const EIN: Endings = {
  m: ['', 'en', 'em', 'es'],
  f: ['e', 'e', 'er', 'er'],
  n: ['', '', 'em', 'es'],
  pl: ['e', 'e', 'en', 'er'],
}
const STRONG: Endings = {
  m: ['er', 'en', 'em', 'en'],
  f: ['e', 'e', 'er', 'er'],
  n: ['es', 'es', 'em', 'en'],
  pl: ['e', 'e', 'en', 'er'],
}
const WEAK: Endings = {
  m: ['e', 'en', 'en', 'en'],
  f: ['e', 'e', 'en', 'en'],
  n: ['e', 'e', 'en', 'en'],
  pl: ['en', 'en', 'en', 'en'],
}
const MIXED: Endings = {
  m: ['er', 'en', 'en', 'en'],
  f: ['e', 'e', 'en', 'en'],
  n: ['es', 'es', 'en', 'en'],
  pl: ['en', 'en', 'en', 'en'],
}

function pick(endings: Endings, column: Column, grammaticalCase: Case): string {
  return endings[column][CASES.indexOf(grammaticalCase)] ?? ''
}

/** The article alone: 'dem', 'einer', 'keinen'; empty where there is none. */
export function article(kind: ArticleKind, column: Column, grammaticalCase: Case): string {
  if (kind === 'none' || (kind === 'indefinite' && column === 'pl')) return ''
  if (kind === 'definite') return pick(DEFINITE, column, grammaticalCase)
  return (kind === 'negative' ? 'kein' : 'ein') + pick(EIN, column, grammaticalCase)
}

/** The stem endings are put on: hoch -> hoh-, teuer -> teur-, dunkel -> dunkl-, leise -> leis-. */
function stemOf(adjective: string): string {
  if (adjective.endsWith('hoch')) return `${adjective.slice(0, -2)}h`
  if (/(?:eu|au)er$/.test(adjective)) return `${adjective.slice(0, -2)}r`
  if (/[^aeiouäöü]el$/.test(adjective)) return `${adjective.slice(0, -2)}l`
  return adjective.endsWith('e') ? adjective.slice(0, -1) : adjective
}

export interface AdjectivePlace {
  readonly article: ArticleKind
  readonly column: Column
  readonly case: Case
}

/** An adjective with the ending its place asks for: 'neuer', 'neuen', 'hohem'. */
export function inflect(adjective: string, place: AdjectivePlace): string {
  if (isInvariable(adjective)) return adjective
  const none = place.article === 'none' || (place.article === 'indefinite' && place.column === 'pl')
  const endings = none ? STRONG : place.article === 'definite' ? WEAK : MIXED
  return stemOf(adjective) + pick(endings, place.column, place.case)
}

export interface PhraseOptions {
  readonly case: Case
  /** Default 'singular'. */
  readonly number?: GrammaticalNumber
  /** Default 'none'. */
  readonly article?: ArticleKind
  readonly adjectives?: readonly string[]
}

/** Article, adjectives and noun: 'den neuen Kunden', 'eines durchschnittlichen Warenkorbs'. */
export function nounPhrase(word: string, options: PhraseOptions): string {
  const noun = nounOf(word)
  const number = options.number ?? 'singular'
  const kind = options.article ?? 'none'
  const column = number === 'plural' ? 'pl' : noun.gender
  const adjectives = (options.adjectives ?? []).map((adjective) =>
    inflect(adjective, { article: kind, column, case: options.case }),
  )
  const words = [article(kind, column, options.case), ...adjectives, nounForm(noun, options.case, number)]
  return words.filter((part) => part !== '').join(' ')
}

export interface CountOptions {
  /** Default 'nominative'. */
  readonly case?: Case
  readonly adjectives?: readonly string[]
  /** How none is written: 'word' (default) 'keine Bestellung', 'digit' '0 Bestellungen'. */
  readonly zero?: 'word' | 'digit'
}

/** A number of things: 'keine Bestellung', '1 neuer Kunde', 'von 12 neuen Kunden' (dative). `n` is rounded. */
export function countPhrase(n: number, word: string, options: CountOptions = {}): string {
  const grammaticalCase = options.case ?? 'nominative'
  const adjectives = options.adjectives ?? []
  const count = Math.round(n)
  if (count === 0 && options.zero !== 'digit') {
    return nounPhrase(word, { case: grammaticalCase, article: 'negative', adjectives })
  }
  const number = formatCount(count, { lang: 'de' })
  if (count !== 1) return `${number} ${nounPhrase(word, { case: grammaticalCase, number: 'plural', adjectives })}`
  // '1' is read 'ein', so its adjectives take the mixed endings; the article itself stays a digit.
  const noun = nounOf(word)
  const place: AdjectivePlace = { article: 'indefinite', column: noun.gender, case: grammaticalCase }
  const words = adjectives.map((adjective) => inflect(adjective, place))
  return [number, ...words, nounForm(noun, grammaticalCase, 'singular')].join(' ')
}

/** The number a verb takes after `countPhrase`: none is 'keine Bestellung', and so singular like one. */
export function numberAfter(n: number, zero: 'word' | 'digit' = 'word'): GrammaticalNumber {
  const count = Math.round(n)
  return count === 1 || (count === 0 && zero === 'word') ? 'singular' : 'plural'
}
