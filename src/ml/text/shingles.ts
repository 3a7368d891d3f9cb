const WORD = /[\p{L}\p{N}]+/gu

/**
 * The runs of n words of a text, as 32-bit hashes; a text of fewer words is one run.
 * Source: Broder (1997), "On the resemblance and containment of documents"; hash: FNV-1a
 */
export function shinglesOf(text: string, n: number): ReadonlySet<number> {
  const words = text.toLowerCase().match(WORD) ?? []
  const found = new Set<number>()
  if (words.length === 0) return found
  for (let at = 0; at === 0 || at + n <= words.length; at++) found.add(hash(words.slice(at, at + n).join(' ')))
  return found
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    value ^= text.charCodeAt(i)
    value = Math.imul(value, 0x01000193)
  }
  return value >>> 0
}
