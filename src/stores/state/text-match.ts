/** Conditions that find typed words in a column of folded text with a trigram index. */
import { mayBeMistyped, SHORTEST_WITHIN } from '../../core/fold.ts'

/** Bound values of a query under construction; `add` gives the place of the one it adds: '$3'. */
export interface Binder {
  readonly values: unknown[]
  add(value: unknown): string
}

export function createBinder(): Binder {
  const values: unknown[] = []
  return {
    values,
    add(value) {
      values.push(value)
      return `$${values.length}`
    },
  }
}

const likeText = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** Each word is in the text. @param column 'search_text' */
export function containsSql(column: string, words: readonly string[], binder: Binder): string {
  return words
    .map((word) => {
      const before = word.length < SHORTEST_WITHIN ? '% ' : '%'
      return `${column} LIKE '${before}' || fold_text(${binder.add(likeText(word))}) || '%'`
    })
    .join(' AND ')
}

/**
 * Each word is in the text, or nearly so.
 * @param column 'search_text'
 * @returns the condition, and a `score`: for each word 1 to 2 where it is there, else how much of it is (0.6 to 1)
 */
export function resemblesSql(
  column: string,
  words: readonly string[],
  binder: Binder,
): { readonly where: string; readonly score: string } {
  const parts = words.map((word) => {
    const inside = containsSql(column, [word], binder)
    const typed = `fold_text(${binder.add(word)}::text)`
    const score = `(${inside})::int + word_similarity(${typed}, ${column})`
    // The engine's own threshold of 0.6 forgives a letter in a word of five.
    return mayBeMistyped(word) ? { where: `(${inside} OR ${typed} <% ${column})`, score } : { where: inside, score }
  })
  return {
    where: parts.map(({ where }) => where).join(' AND '),
    score: parts.map(({ score }) => score).join(' + '),
  }
}
