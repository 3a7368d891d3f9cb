/** The n-grams of a text's words: letters and digits in small letters, whatever stands between them. */
export function wordNgrams(text: string, n: number): ReadonlySet<string> {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`n is ${n}, and must be a whole number of at least 1`)
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,'’-][\p{L}\p{N}]+)*/gu) ?? []
  const grams = new Set<string>()
  for (let at = 0; at + n <= words.length; at++) grams.add(words.slice(at, at + n).join(' '))
  return grams
}

/**
 * How much two sets of n-grams share: those in both by those in either (Jaccard), 0 to 1. Two empty sets share nothing: 0.
 * Source: Broder (1997), On the resemblance and containment of documents, section 2.
 */
export function ngramOverlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const gram of a) if (b.has(gram)) both++
  const either = a.size + b.size - both
  return either === 0 ? 0 : both / either
}
