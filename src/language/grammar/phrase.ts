/** German phrases as data has them, in the nominative ('recyceltes Polyamid', 'eine Mischung aus Wolle und Leinen'), in another case. */
import { article, type Column, inflect } from './article.ts'
import { type Case, findNoun, type GrammaticalNumber, nounForm, singularOf } from './noun.ts'

const STRONG_ENDING: Readonly<Record<string, readonly Column[]>> = { er: ['m'], es: ['n'], e: ['f', 'pl'] }
const ARTICLES: Readonly<Record<string, readonly Column[]>> = { ein: ['m', 'n'], eine: ['f'] }

interface Head {
  readonly column: Column
  form(grammaticalCase: Case): string
}

/** The noun of a phrase, as singular or plural, whichever agrees with the words before it. */
function headOf(word: string, possible: readonly Column[]): Head | null {
  const readings: Head[] = []
  const add = (noun: NonNullable<ReturnType<typeof findNoun>>, number: GrammaticalNumber) => {
    const column = number === 'plural' ? 'pl' : noun.gender
    if (possible.length === 0 || possible.includes(column))
      readings.push({ column, form: (grammaticalCase) => nounForm(noun, grammaticalCase, number) })
  }
  const singular = findNoun(word)
  const plural = singularOf(word)
  if (singular !== null) add(singular, 'singular')
  if (plural !== null && plural.plural === word) add(plural, 'plural')
  return readings[0] ?? null
}

/** The columns a lower-case word before the noun points to; null: it has no ending (an adverb: 'dicht gewebtes'). */
function columnsOf(word: string): readonly Column[] | null {
  const fixed = Object.hasOwn(ARTICLES, word) ? ARTICLES[word] : undefined
  if (fixed !== undefined) return fixed
  const ending = /[a-zäöüß]{3}(es|er|e)$/.exec(word)?.[1]
  return ending === undefined ? null : (STRONG_ENDING[ending] ?? null)
}

function inCase(word: string, head: Head, grammaticalCase: Case, afterArticle: boolean): string {
  if (Object.hasOwn(ARTICLES, word)) return article('indefinite', head.column, grammaticalCase)
  const stem = word.replace(/(?:es|er|e)$/, '')
  return inflect(stem, { article: afterArticle ? 'indefinite' : 'none', column: head.column, case: grammaticalCase })
}

/** One phrase without 'und' and commas. */
function declineOne(phrase: string, grammaticalCase: Case): string | null {
  const words = phrase.split(' ')
  const at = words.findIndex((word) => /^\p{Lu}/u.test(word))
  const noun = words[at]
  if (noun === undefined) return null
  const before = words.slice(0, at)
  // An amount stands still: '100 % Leder', '6 Tassen'.
  const amount = before.some((word) => /\d|%/.test(word))
  const marks = before.map((word) => (amount && /\d|%/.test(word) ? null : columnsOf(word)))
  const pointed = marks.filter((columns) => columns !== null)
  const possible = pointed.reduce<readonly Column[]>(
    (agreed, columns, index) => (index === 0 ? columns : agreed.filter((column) => columns.includes(column))),
    [],
  )
  const head = headOf(noun, possible)
  // A name ('Gore-Tex') without words before it has the same form in every case.
  if (head === null) return pointed.length === 0 ? phrase : null
  if (pointed.length > 0 && possible.length === 0) return null
  const afterArticle = before[0] !== undefined && Object.hasOwn(ARTICLES, before[0])
  const front = before.map((word, index) =>
    marks[index] === null ? word : inCase(word, head, grammaticalCase, afterArticle),
  )
  const amountNoun = amount && head.column !== 'pl'
  return [...front, amountNoun ? noun : head.form(grammaticalCase), ...words.slice(at + 1)].join(' ')
}

/**
 * A phrase of the nominative in another case: 'recyceltes Polyamid' -> 'recyceltem Polyamid'. Null where it cannot be told for sure; the
 * writer then puts it where the nominative stands.
 */
export function declinePhrase(phrase: string, grammaticalCase: Case): string | null {
  const parts = phrase.split(/(,\s*|\s+(?:und|oder|sowie)\s+)/)
  const declined = parts.map((part, index) =>
    index % 2 === 1 || grammaticalCase === 'nominative' ? part : declineOne(part, grammaticalCase),
  )
  return declined.includes(null) ? null : declined.join('')
}
