import { editDistance } from './edit-distance.ts'

const LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'oe', œ: 'oe' }
/** Endings of the plural and of cases, German and English. */
const ENDINGS = ['s', 'n', 'e', 'en', 'er', 'es']
/** Shorter words are too near to each other by nature: one letter makes another word of them. */
const LEAST_FOR_ENDING = 4
const LEAST_FOR_ONE = 6
const LEAST_FOR_TWO = 10

/** A term without what people write one way or the other: capitals, umlauts, accents, spaces and hyphens. */
export function foldTerm(term: string): string {
  return term
    .toLowerCase()
    .replace(/[äöüßæøœ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

interface Word {
  readonly letters: string
  /** Its numbers, apart from each other. */
  readonly digits: string
}

const wordOf = (folded: string): Word => ({ letters: folded, digits: folded.replace(/\D+/g, ' ').trim() })

/** Whether two folded terms are most likely the same word: equal, a plural, or a slip of one letter (two in long words). */
export function isSameWord(first: string, second: string): boolean {
  return areSame(wordOf(first), wordOf(second))
}

function areSame(first: Word, second: Word): boolean {
  if (first.letters === second.letters) return true
  const [short, long] =
    first.letters.length <= second.letters.length ? [first.letters, second.letters] : [second.letters, first.letters]
  // A number is never a slip: size 58 is not size 56.
  if (long.length - short.length > 2 || short[0] !== long[0] || first.digits !== second.digits) return false
  if (short.length >= LEAST_FOR_ENDING && ENDINGS.some((ending) => short + ending === long)) return true
  if (short.length < LEAST_FOR_ONE) return false
  const most = short.length >= LEAST_FOR_TWO ? 2 : 1
  return editDistance(short, long, most) <= most
}

export interface SpellingsInput {
  readonly terms: readonly string[]
  /** Float64Array[n], how often each was written. */
  readonly weights: Float64Array
}

/**
 * Groups the spellings of one word around the one written most.
 * @returns Int32Array[n], place of each term's leader; a leader's own is its own place
 * @throws RangeError  lengths differ
 * Source: leader clustering (Hartigan 1975) over the distance of Damerau (1964)
 */
export function groupSpellings({ terms, weights }: SpellingsInput): Int32Array {
  const n = terms.length
  if (weights.length !== n) throw new RangeError(`weights has ${weights.length} values, expected ${n} as in terms`)
  const words = terms.map((term) => wordOf(foldTerm(term)))
  // `as` below: places lie within the arrays.
  const order = Uint32Array.from(terms.keys()).sort((a, b) => (weights[b] as number) - (weights[a] as number) || a - b)
  const leaders = new Map<string, number[]>()
  const leader = new Int32Array(n)
  for (const i of order) {
    const own = words[i] as Word
    const near = bucketOf(leaders, own)
    const found = near.find((j) => areSame(words[j] as Word, own))
    leader[i] = found ?? i
    if (found === undefined) near.push(i)
  }
  return leader
}

/** Words with the same first letter and the same numbers: others are never the same word. */
function bucketOf(buckets: Map<string, number[]>, { letters, digits }: Word): number[] {
  const key = `${letters.charAt(0)} ${digits}`
  const known = buckets.get(key)
  if (known !== undefined) return known
  const made: number[] = []
  buckets.set(key, made)
  return made
}

export interface NearestInput {
  readonly terms: readonly string[]
  /** Terms to choose from, with how often each is written. */
  readonly known: readonly string[]
  readonly knownWeights: Float64Array
}

/**
 * For each term the known one that is most likely meant: the one written most of those that are the same word.
 * @returns Int32Array[n], place in `known`; -1: none
 * @throws RangeError  lengths differ
 */
export function nearestSpelling({ terms, known, knownWeights }: NearestInput): Int32Array {
  if (knownWeights.length !== known.length)
    throw new RangeError(`knownWeights has ${knownWeights.length} values, expected ${known.length} as in known`)
  const words = known.map((term) => wordOf(foldTerm(term)))
  // `as` below: places lie within the arrays.
  const order = [...known.keys()].sort((a, b) => (knownWeights[b] as number) - (knownWeights[a] as number) || a - b)
  const buckets = new Map<string, number[]>()
  for (const j of order) bucketOf(buckets, words[j] as Word).push(j)
  return Int32Array.from(terms, (term) => {
    const own = wordOf(foldTerm(term))
    return bucketOf(buckets, own).find((j) => areSame(words[j] as Word, own)) ?? -1
  })
}
