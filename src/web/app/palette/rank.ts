/** Which commands fit what is typed: each word must begin a word of the title; the earlier it stands, the better. Pure. */

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Smaller fits better; null: it does not fit. */
export function rank(title: string, typed: string): number | null {
  const words = plain(title).split(/[^\p{L}\p{N}]+/u)
  let sum = 0
  for (const part of plain(typed)
    .split(/\s+/)
    .filter((one) => one !== '')) {
    const place = words.findIndex((word) => word.startsWith(part))
    if (place < 0) return null
    sum += place
  }
  return sum
}
