/**
 * How many letters have to be changed, left out, put in or swapped with their neighbour to make one word of another.
 * @param most  beyond it the answer is `most` + 1
 * @returns     0..most + 1
 * Source: Damerau (1964), "A technique for computer detection and correction of spelling errors" (optimal string alignment)
 */
export function editDistance(first: string, second: string, most: number): number {
  const [n, m] = [first.length, second.length]
  if (Math.abs(n - m) > most) return most + 1
  // Three rows of the table are enough: a swap looks two rows back. `as number` below: indices lie within the rows.
  let [before, above] = [new Uint16Array(m + 1), Uint16Array.from({ length: m + 1 }, (_, j) => j)]
  for (let i = 1; i <= n; i++) {
    const row = new Uint16Array(m + 1)
    row[0] = i
    let least = i
    for (let j = 1; j <= m; j++) {
      const same = first[i - 1] === second[j - 1]
      let cost = Math.min(
        (above[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (above[j - 1] as number) + (same ? 0 : 1),
      )
      const swapped = i > 1 && j > 1 && first[i - 1] === second[j - 2] && first[i - 2] === second[j - 1]
      if (swapped) cost = Math.min(cost, (before[j - 2] as number) + 1)
      row[j] = cost
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    before = above
    above = row
  }
  return Math.min(above[m] as number, most + 1)
}
