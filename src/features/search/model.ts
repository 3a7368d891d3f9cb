/** How well typed words fit a text that is held in memory: by trigrams, as the state store does it for what is stored. Pure. */
import { foldText, mayBeMistyped } from '../../core/fold.ts'
import type { Hit, SearchAnswer } from './schema.ts'

/** Share of a typed word's trigrams that one word of the text must have; one wrong letter in a word of five. */
const LEAST_ALIKE = 0.6
const NO_WORD = /[^\p{L}\p{N}]+/u

/**
 * The sum over the typed words of 2 where one stands in the text, else how much of it the word has that is most like it (0.6 to 1).
 * @returns null where a typed word is not in the text, not even nearly
 */
export function scoreText(words: readonly string[], text: string): number | null {
  const folded = foldText(text)
  const there = folded.split(NO_WORD).map(trigramsOf)
  let score = 0
  for (const word of words) {
    const typed = foldText(word)
    const alike = folded.includes(typed) ? 2 : mayBeMistyped(word) ? mostAlike(trigramsOf(typed), there) : 0
    if (alike < LEAST_ALIKE) return null
    score += alike
  }
  return score
}

function mostAlike(wanted: ReadonlySet<string>, words: readonly ReadonlySet<string>[]): number {
  let most = 0
  for (const there of words) {
    let found = 0
    for (const trigram of wanted) if (there.has(trigram)) found++
    most = Math.max(most, found / wanted.size)
  }
  return most
}

/** With two blanks before the word and one behind it. */
function trigramsOf(word: string): Set<string> {
  const padded = `  ${word} `
  const trigrams = new Set<string>()
  for (let at = 0; at + 3 <= padded.length; at++) trigrams.add(padded.slice(at, at + 3))
  return trigrams
}

/** The best first; of equal ones in the order of their keys, so that the same question has the same answer. */
export function rankHits(hits: readonly Hit[]): Hit[] {
  return [...hits].sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
}

/** The group with the best hit first; of equal ones in the order given. */
export function rankGroups(groups: SearchAnswer['groups']): SearchAnswer['groups'] {
  const best = (group: SearchAnswer['groups'][number]) => group.hits[0]?.score ?? 0
  return groups.filter(({ hits }) => hits.length > 0).sort((a, b) => best(b) - best(a))
}
