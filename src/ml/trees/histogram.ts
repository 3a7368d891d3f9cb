import { BINS, PACK, type Workspace } from './workspace.ts'

/** Sums over a leaf's rows by bin, for the groups of one member: [group][feature of four][bin]. */
export interface Histogram {
  /** Gradient and hessian next to one another. */
  readonly sums: Float64Array
  readonly counts: Uint32Array
}

export function openHistogram(groups: number): Histogram {
  const cells = groups * PACK * BINS
  return { sums: new Float64Array(2 * cells), counts: new Uint32Array(cells) }
}

/** Takes the other child's sums away: what is left is the sibling's. */
export function subtract({ sums, counts }: Histogram, other: Histogram): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) - (other.sums[i] as number) // equal lengths
  for (let i = 0; i < counts.length; i++) counts[i] = (counts[i] as number) - (other.counts[i] as number)
}

/**
 * Sums the rows at begin..end of `order` for the member's groups (every `step`th from `first` on). The rows are taken in their
 * order whoever does it, so the sums are the same to the last bit for any number of members.
 */
export function fillHistogram(
  into: Histogram,
  shared: Workspace,
  { first, step, begin, end, unit }: { first: number; step: number; begin: number; end: number; unit: boolean },
): void {
  into.sums.fill(0)
  into.counts.fill(0)
  const { rows, packed, order } = shared
  const cells = PACK * BINS
  for (let group = first, own = 0; group * PACK < shared.features; group += step, own++) {
    const words = packed.subarray(group * rows, (group + 1) * rows)
    const sums = into.sums.subarray(2 * own * cells, 2 * (own + 1) * cells)
    const counts = into.counts.subarray(own * cells, (own + 1) * cells)
    const lanes = Math.min(PACK, shared.features - group * PACK)
    if (lanes < PACK) addLanes({ words, order, begin, end, sums, counts }, shared, lanes)
    else if (unit) addUnit({ words, order, begin, end, sums, counts }, shared.orderedGradient)
    else addFour({ words, order, begin, end, sums, counts }, shared.orderedGradient, shared.orderedHessian)
  }
}

interface Pass {
  readonly words: Uint32Array
  readonly order: Uint32Array
  readonly begin: number
  readonly end: number
  readonly sums: Float64Array
  readonly counts: Uint32Array
}

// `as number` in the loops below: places lie within the leaf, bins are bytes.

function addFour(pass: Pass, gradient: Float32Array, hessian: Float32Array): void {
  const { words, order, begin, end, sums, counts } = pass
  for (let k = begin; k < end; k++) {
    const word = words[order[k] as number] as number
    const g = gradient[k] as number
    const h = hessian[k] as number
    const a = word & 255
    const b = 256 + ((word >>> 8) & 255)
    const c = 512 + ((word >>> 16) & 255)
    const d = 768 + (word >>> 24)
    sums[2 * a] = (sums[2 * a] as number) + g
    sums[2 * a + 1] = (sums[2 * a + 1] as number) + h
    counts[a] = (counts[a] as number) + 1
    sums[2 * b] = (sums[2 * b] as number) + g
    sums[2 * b + 1] = (sums[2 * b + 1] as number) + h
    counts[b] = (counts[b] as number) + 1
    sums[2 * c] = (sums[2 * c] as number) + g
    sums[2 * c + 1] = (sums[2 * c + 1] as number) + h
    counts[c] = (counts[c] as number) + 1
    sums[2 * d] = (sums[2 * d] as number) + g
    sums[2 * d + 1] = (sums[2 * d + 1] as number) + h
    counts[d] = (counts[d] as number) + 1
  }
}

/** Where every hessian is 1 the counts are their sums. */
function addUnit(pass: Pass, gradient: Float32Array): void {
  const { words, order, begin, end, sums, counts } = pass
  for (let k = begin; k < end; k++) {
    const word = words[order[k] as number] as number
    const g = gradient[k] as number
    const a = word & 255
    const b = 256 + ((word >>> 8) & 255)
    const c = 512 + ((word >>> 16) & 255)
    const d = 768 + (word >>> 24)
    sums[2 * a] = (sums[2 * a] as number) + g
    counts[a] = (counts[a] as number) + 1
    sums[2 * b] = (sums[2 * b] as number) + g
    counts[b] = (counts[b] as number) + 1
    sums[2 * c] = (sums[2 * c] as number) + g
    counts[c] = (counts[c] as number) + 1
    sums[2 * d] = (sums[2 * d] as number) + g
    counts[d] = (counts[d] as number) + 1
  }
  for (let i = 0; i < counts.length; i++) sums[2 * i + 1] = counts[i] as number
}

function addLanes(pass: Pass, { orderedGradient, orderedHessian }: Workspace, lanes: number): void {
  const { words, order, begin, end, sums, counts } = pass
  for (let lane = 0; lane < lanes; lane++) {
    for (let k = begin; k < end; k++) {
      const cell = lane * BINS + (((words[order[k] as number] as number) >>> (8 * lane)) & 255)
      sums[2 * cell] = (sums[2 * cell] as number) + (orderedGradient[k] as number)
      sums[2 * cell + 1] = (sums[2 * cell + 1] as number) + (orderedHessian[k] as number)
      counts[cell] = (counts[cell] as number) + 1
    }
  }
}
