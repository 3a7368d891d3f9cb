/** Which sentence forms a shop's own words lean to. Pure. */
import type { Lang } from '../../../core/lang.ts'
import { foldLetters } from '../../text-check/index.ts'

/** A form with a word the shop likes is taken as if it had been used so much less. */
const LIKED = -1
/** Letters an inflected form may have more than its base form. */
const MOST_ENDING = 3
const SLOT = /\{[^}]*\}/g
const WORD = /[\p{L}\p{M}-]+/gu

/** By the source of each form that has one of the words, how much less used it counts. @param words in their base form */
function leaningTo(words: readonly string[], sources: readonly string[]): ReadonlyMap<string, number> {
  const bases = words.map((word) => foldLetters(word).replace(/e$/, '')).filter((base) => base.length > 2)
  if (bases.length === 0) return NONE
  const isLiked = (word: string) =>
    bases.some((base) => word.startsWith(base) && word.length - base.length <= MOST_ENDING)
  return new Map(
    sources
      .filter((source) => (source.replace(SLOT, ' ').match(WORD) ?? []).some((word) => isLiked(foldLetters(word))))
      .map((source) => [source, LIKED]),
  )
}

const NONE: ReadonlyMap<string, number> = new Map()

const kept = new Map<string, ReadonlyMap<string, number>>()

/** The same, remembered for the words asked about last: a shop's voice seldom changes. */
export function leaningOf(
  lang: Lang,
  words: readonly string[],
  sources: () => readonly string[],
): ReadonlyMap<string, number> {
  if (words.length === 0) return NONE
  const key = `${lang} ${words.join('\n')}`
  const known = kept.get(key) ?? leaningTo(words, sources())
  kept.clear()
  kept.set(key, known)
  return known
}
