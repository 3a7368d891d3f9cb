import { editDistance } from './edit-distance.ts'

/** Words of each text that are looked at: the table has as many cells as their product. */
const MOST_WORDS = 3_000
/** Where letters that belong to nobody begin. */
const FIRST_LETTER = 0xe000

/**
 * How much of a text has to be changed to make it another one, word by word: words changed, left out, put in or swapped with their
 * neighbour, by the words of the longer text. Marks between words do not count, capitals do.
 * @returns 0 (the same words) to 1; 0 for two texts without words; of each text the first 3,000 words
 */
export function wordDistance(first: string, second: string): number {
  const letters = new Map<string, string>()
  // Each word as one letter, so that letters are what is compared.
  const spell = (text: string) =>
    wordsIn(text)
      .map((word) => {
        const letter = letters.get(word) ?? String.fromCharCode((FIRST_LETTER + letters.size) % 0x10000)
        letters.set(word, letter)
        return letter
      })
      .join('')
  const [a, b] = [spell(first), spell(second)]
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 0 : editDistance(a, b, longer) / longer
}

function wordsIn(text: string): string[] {
  return (text.match(/[\p{L}\p{N}]+(?:[.,'’-][\p{L}\p{N}]+)*/gu) ?? []).slice(0, MOST_WORDS)
}
