import { countSyllables } from './syllables.ts'

/** What the formulas of readability are made of; all counts. */
export interface TextCounts {
  readonly sentences: number
  readonly words: number
  readonly syllables: number
  /** Words of three syllables and more. */
  readonly longBySound: number
  /** Words of more than six letters. */
  readonly longByLetters: number
  /** Words of one syllable. */
  readonly short: number
}

const WORD = /\p{L}[\p{L}’']*/gu
const SENTENCE_END = /[.!?…:;](?=\s|$)|\n/

/** Counts a text, German or English; a text without words has 0 of everything. */
export function countText(text: string, lang: 'de' | 'en'): TextCounts {
  const counts = { sentences: 0, words: 0, syllables: 0, longBySound: 0, longByLetters: 0, short: 0 }
  for (const sentence of text.split(SENTENCE_END)) {
    const words = sentence.match(WORD) ?? []
    if (words.length > 0) counts.sentences++
    for (const word of words) {
      const syllables = countSyllables(word, lang)
      counts.words++
      counts.syllables += syllables
      if (syllables >= 3) counts.longBySound++
      if (syllables === 1) counts.short++
      if (word.length > 6) counts.longByLetters++
    }
  }
  return counts
}
