/** Conditions that find typed words in a folded text with a trigram index. */

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

/**
 * Each word is somewhere within the text.
 * @param document the expression of the index, folded
 */
export function containsSql(document: string, words: readonly string[], binder: Binder): string {
  return words.map((word) => `${document} LIKE '%' || fold_text(${binder.add(likeText(word))}) || '%'`).join(' AND ')
}

/**
 * Each word is somewhere within the text, or nearly so: as good as it is, by `score` (1 and more for each word that is there).
 * @param document the expression of the index, folded
 */
export function resemblesSql(
  document: string,
  words: readonly string[],
  binder: Binder,
): { readonly where: string; readonly score: string } {
  const parts = words.map((word) => {
    const inside = containsSql(document, [word], binder)
    const typed = `fold_text(${binder.add(word)}::text)`
    return {
      // The engine's own threshold of 0.6 forgives a letter in a word of five.
      where: `(${inside} OR ${typed} <% ${document})`,
      score: `word_similarity(${typed}, ${document}) + (${inside})::int`,
    }
  })
  return {
    where: parts.map(({ where }) => where).join(' AND '),
    score: parts.map(({ score }) => score).join(' + '),
  }
}
