/**
 * Share of the first set that is in the second, 0..1; null where the first is empty.
 * Source: Broder (1997), "On the resemblance and containment of documents"
 */
export function containment(first: ReadonlySet<number>, second: ReadonlySet<number>): number | null {
  if (first.size === 0) return null
  let shared = 0
  for (const value of first) if (second.has(value)) shared++
  return shared / first.size
}
