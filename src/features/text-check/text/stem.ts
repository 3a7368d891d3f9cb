const ENDINGS = ['en', 'er', 'es', 'em', 'e', 'n', 's'] as const
/** A stem keeps so many letters after the first ending that goes, and after the second. */
const KEPT = [3, 4] as const
const FOLDED: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o' }

const PLAIN = /^[a-z0-9]*$/

/** Without capitals, umlauts and accents. */
export function foldLetters(word: string): string {
  const lower = word.toLowerCase()
  if (PLAIN.test(lower)) return lower
  return lower
    .replace(/[ßæœø]/g, (letter) => FOLDED[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
}

/**
 * What the forms of a word have in common, German or English: 'Taschen' and 'Tasche', 'wasserdichter' and 'wasserdicht',
 * 'pockets' and 'pocket'. For comparing only; two words that are near to each other may share a stem.
 */
export function stemOf(word: string): string {
  return stemOfFolded(foldLetters(word))
}

/** The same of a word without capitals and umlauts. */
export function stemOfFolded(folded: string): string {
  let stem = folded
  if (stem.length > 4 && stem.endsWith('ies')) return `${stem.slice(0, -3)}y`
  if (stem.length > 5 && stem.endsWith('lves')) return `${stem.slice(0, -3)}f`
  for (const kept of KEPT) {
    const ending = ENDINGS.find((candidate) => stem.endsWith(candidate) && stem.length - candidate.length >= kept)
    // 'Weiß' and 'weißes' keep their double s.
    if (ending === undefined || (ending === 's' && stem.endsWith('ss'))) break
    stem = stem.slice(0, -ending.length)
  }
  return stem
}
