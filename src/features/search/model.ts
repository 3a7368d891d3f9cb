/** How well typed words fit a text that is held in memory: by trigrams, as the state store does it for what is stored. Pure. */
import { foldText, mayBeMistyped } from '../../core/fold.ts'
import type { Hit, SearchAnswer } from './schema.ts'

/** Share of a word's trigrams that must be there; one wrong letter in a word of five. */
const LEAST_ALIKE = 0.6

/**
 * The sum over the words of 2 where one stands in the text, else how much of it does (0.6 to 1).
 * @returns null where a word is not in the text, not even nearly
 */
export function scoreText(words: readonly string[], text: string): number | null {
  const folded = foldText(text)
  const there = trigramsOf(folded)
  let score = 0
  for (const word of words) {
    const typed = foldText(word)
    if (folded.includes(typed)) {
      score += 2
      continue
    }
    if (!mayBeMistyped(word)) return null
    const wanted = trigramsOf(typed)
    let found = 0
    for (const trigram of wanted) if (there.has(trigram)) found++
    const alike = wanted.size === 0 ? 0 : found / wanted.size
    if (alike < LEAST_ALIKE) return null
    score += alike
  }
  return score
}

/** Of each run of letters and digits, with two blanks before it and one behind. */
function trigramsOf(folded: string): Set<string> {
  const trigrams = new Set<string>()
  for (const word of folded.split(/[^\p{L}\p{N}]+/u)) {
    if (word === '') continue
    const padded = `  ${word} `
    for (let at = 0; at + 3 <= padded.length; at++) trigrams.add(padded.slice(at, at + 3))
  }
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
