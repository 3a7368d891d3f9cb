/** The smallest whole number >= 0 from which on a condition holds; it must hold from somewhere on, and not change back. */
export function smallestCount(holds: (count: number) => boolean): number {
  let high = 1
  while (!holds(high)) high *= 2
  let low = -1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}
