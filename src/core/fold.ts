/** Texts as they are compared: the same letters whoever typed them. */

const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o' }
/** Shorter words are looked for where a word begins: within words they are everywhere. */
export const SHORTEST_WITHIN = 3

const COMBINING = /\p{M}/gu

/** Without capitals and accents; 'Mueller', 'Müller' and 'Muller' alike. The same as `fold_text` in the state store. */
export function foldText(text: string): string {
  const bare = text.toLowerCase().replace(/[ßø]/g, (letter) => PLAIN[letter] ?? letter)
  return bare.normalize('NFD').replace(COMBINING, '').replaceAll('ae', 'a').replaceAll('oe', 'o').replaceAll('ue', 'u')
}

/** Whether a word may be meant although it stands there a little otherwise: one number is not nearly another. */
export function mayBeMistyped(word: string): boolean {
  return word.length >= SHORTEST_WITHIN && !/\d/.test(word)
}

/** The words of what somebody typed, at most `most`. */
export function wordsOf(typed: string, most = 6): string[] {
  return typed
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, most)
}
