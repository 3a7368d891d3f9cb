import { meet, partOf, type Workspace } from './workspace.ts'

/**
 * Parts a leaf's rows into those that go left and those that go right, each in the order they were in; every member does its part.
 * The slopes of the smaller child stand in order afterwards, as histograms want them.
 * @param goesLeft  Uint8Array[256], 1 where a bin goes left
 * @returns         rows that go left
 */
export function partition(
  shared: Workspace,
  member: number,
  { begin, end, feature, goesLeft }: { begin: number; end: number; feature: number; goesLeft: Uint8Array },
): number {
  const { order, goingLeft, goingRight, leftCounts, members, rows } = shared
  const words = shared.packed.subarray((feature >>> 2) * rows, ((feature >>> 2) + 1) * rows)
  const shift = 8 * (feature & 3)
  const [from, before] = partOf(member, members, end - begin)
  let lefts = begin + from
  let rights = begin + from
  for (let k = begin + from; k < begin + before; k++) {
    const row = order[k] as number // k lies within the leaf, as below
    const left = goesLeft[((words[row] as number) >>> shift) & 255] as number
    // Both are written and one of them counts: no branch that depends on the data.
    goingLeft[lefts] = row
    goingRight[rights] = row
    lefts += left
    rights += 1 - left
  }
  leftCounts[member] = lefts - begin - from
  meet(shared)
  let leftBefore = 0
  let total = 0
  for (let other = 0; other < members; other++) {
    if (other < member) leftBefore += leftCounts[other] as number
    total += leftCounts[other] as number
  }
  const leftRows = goingLeft.subarray(begin + from, lefts)
  const rightRows = goingRight.subarray(begin + from, rights)
  const leftAt = begin + leftBefore
  const rightAt = begin + total + from - leftBefore
  order.set(leftRows, leftAt)
  order.set(rightRows, rightAt)
  if (2 * total <= end - begin) gather(shared, leftRows, leftAt)
  else gather(shared, rightRows, rightAt)
  meet(shared)
  return total
}

/** Puts the slopes of rows next to one another, from a place on. */
export function gather(shared: Workspace, rows: Uint32Array, at: number): void {
  const { slopes, orderedSlopes } = shared
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k] as number // k < length
    orderedSlopes[2 * (at + k)] = slopes[2 * row] as number
    orderedSlopes[2 * (at + k) + 1] = slopes[2 * row + 1] as number
  }
}
