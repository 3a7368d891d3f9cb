import { AT, type LeafSums, leafValue, type SplitSearch } from './find-split.ts'
import { type BinSums, Histograms, type OwnFeature } from './histogram.ts'
import { valueBounds } from './loss.ts'
import { SET_WORDS } from './model.ts'
import type { Settings } from './options.ts'
import { gather, partition } from './partition.ts'
import { type Quantised, quantise } from './quantise.ts'
import { CANDIDATE, meet, partOf, UNKNOWN, type Workspace } from './workspace.ts'

/** A node of a tree being grown; the leaves' rows stand at begin..end of the workspace's order. */
export interface GrownNode {
  readonly rows: number
  /** Null in a leaf. */
  split: { readonly candidate: Float64Array; readonly left: number } | null
  value: number
  readonly begin: number
  readonly end: number
}

interface Leaf extends LeafSums {
  readonly node: number
  readonly begin: number
  readonly end: number
  readonly depth: number
  readonly candidate: Float64Array
  /** Its address; null where the leaf cannot be split. */
  readonly histogram: number | null
}

/** What one member needs to grow trees; every member holds the same leaves and takes the same decisions. */
export class TreeGrower {
  readonly #shared: Workspace
  readonly #settings: Settings
  readonly #search: SplitSearch
  readonly #member: number
  readonly #directions: Int8Array
  readonly #histograms: Histograms
  #used: Uint8Array = new Uint8Array()
  #units: Quantised = { gradientStep: 1, hessianStep: 1, countBit: 32 }

  constructor(
    shared: Workspace,
    settings: Settings,
    own: { search: SplitSearch; member: number; directions: Int8Array },
  ) {
    this.#shared = shared
    this.#settings = settings
    this.#search = own.search
    this.#member = own.member
    this.#directions = own.directions
    this.#histograms = new Histograms(shared, own.member)
  }

  /**
   * Grows a tree leaf by leaf, the one with the largest gain first.
   * @param rows  how many rows stand in the workspace's order
   * @param used  1 for the features this tree may use
   * @returns     the nodes, the root first; their values are those of the second-order loss, not yet shrunk
   * Source: Ke et al. (2017), "LightGBM: A Highly Efficient Gradient Boosting Decision Tree"
   */
  grow(rows: number, used: Uint8Array): readonly GrownNode[] {
    this.#used = used
    const shared = this.#shared
    const [from, before] = partOf(this.#member, shared.members, rows)
    this.#units = quantise(shared, this.#member, from, before)
    gather(shared, shared.order.subarray(from, before), from)
    meet(shared)
    const sums = { ...this.#sumOf(rows), rows, ...valueBounds(this.#settings.loss) }
    const nodes: GrownNode[] = [{ rows, split: null, value: this.#valueOf(sums), begin: 0, end: rows }]
    const histogram = this.#canSplit(rows, 0) ? this.#histogramOf(0, rows) : null
    const root: Leaf = { ...sums, node: 0, begin: 0, end: rows, depth: 0, histogram, candidate: emptyCandidate() }
    const leaves = [root]
    this.#findSplits([root])
    while (leaves.length < this.#settings.leaves) {
      const leaf = leaves.reduce((best, other) => (gainOf(other) > gainOf(best) ? other : best))
      if (gainOf(leaf) === 0) break
      const children = this.#split(leaf, nodes, leaves.length + 1 < this.#settings.leaves)
      leaves.splice(leaves.indexOf(leaf), 1, ...children)
    }
    for (const { histogram: unused } of leaves) if (unused !== null) this.#histograms.free(unused)
    return nodes
  }

  #split(leaf: Leaf, nodes: GrownNode[], goesOn: boolean): readonly Leaf[] {
    const { candidate, begin, end, histogram } = leaf
    const feature = candidate[AT.feature] as number // within a candidate, as below
    const count = partition(this.#shared, this.#member, { begin, end, feature, goesLeft: sidesOf(candidate) })
    const parent = nodes[leaf.node]
    if (parent === undefined || histogram === null) throw new RangeError(`node ${leaf.node} has no split`)
    parent.split = { candidate, left: nodes.length }
    const middle = begin + count
    const [low, high] = this.#boundsOf(leaf, feature)
    const gradient = candidate[AT.gradient] as number
    const hessian = candidate[AT.hessian] as number
    const halves = [
      { begin, end: middle, gradient, hessian, ...low },
      { begin: middle, end, gradient: leaf.gradient - gradient, hessian: leaf.hessian - hessian, ...high },
    ]
    const values = [candidate[AT.leftValue] as number, candidate[AT.rightValue] as number]
    const isLeftSmaller = 2 * count <= end - begin
    const isWanted = goesOn && halves.some((half) => this.#canSplit(half.end - half.begin, leaf.depth + 1))
    const smaller = isWanted ? this.#histogramOf(isLeftSmaller ? begin : middle, isLeftSmaller ? middle : end) : null
    if (smaller === null) this.#histograms.free(histogram)
    else this.#histograms.subtract(histogram, smaller)
    const larger = smaller === null ? null : histogram
    const children = halves.map((half, side): Leaf => {
      const rows = half.end - half.begin
      nodes.push({ rows, split: null, value: values[side] ?? 0, begin: half.begin, end: half.end })
      const own = (side === 0) === isLeftSmaller ? smaller : larger
      const { depth } = leaf
      return { ...half, rows, node: nodes.length - 1, depth: depth + 1, histogram: own, candidate: emptyCandidate() }
    })
    if (isWanted) this.#findSplits(children)
    return children
  }

  /** Bounds of the children's values: along a monotone feature they meet halfway, so that no split below can turn them round. */
  #boundsOf({ candidate, low, high }: Leaf, feature: number) {
    const direction = this.#directions[feature] ?? 0
    const middle = 0.5 * ((candidate[AT.leftValue] as number) + (candidate[AT.rightValue] as number))
    const below = { low, high: middle }
    const above = { low: middle, high }
    if (direction === 0)
      return [
        { low, high },
        { low, high },
      ] as const
    return direction > 0 ? ([below, above] as const) : ([above, below] as const)
  }

  /** Every member looks among its features; then each takes the best of all. */
  #findSplits(leaves: readonly Leaf[]): void {
    const shared = this.#shared
    const { candidates, members } = shared
    leaves.forEach((leaf, place) => {
      const at = (2 * this.#member + place) * CANDIDATE
      if (leaf.histogram === null || !this.#canSplit(leaf.rows, leaf.depth)) candidates.fill(0, at, at + CANDIDATE)
      else {
        const features = { first: this.#member, step: members, used: this.#used }
        const address = leaf.histogram
        const read = (feature: OwnFeature, into: BinSums) => this.#histograms.read(address, feature, this.#units, into)
        candidates.set(this.#search.search(read, leaf, features), at)
      }
    })
    meet(shared)
    leaves.forEach((leaf, place) => {
      for (let member = 0; member < members; member++) {
        const at = (2 * member + place) * CANDIDATE
        const offer = candidates.subarray(at, at + CANDIDATE)
        if (isBetter(offer, leaf.candidate)) leaf.candidate.set(offer)
      }
    })
  }

  #canSplit(rows: number, depth: number): boolean {
    return rows >= 2 * this.#settings.leafRows && depth < this.#settings.depth
  }

  #histogramOf(begin: number, end: number): number {
    return this.#histograms.fill(begin, end, this.#used, this.#units)
  }

  #sumOf(rows: number): { gradient: number; hessian: number } {
    const { orderedSlopes } = this.#shared
    let gradient = 0
    let hessian = 0
    for (let k = 0; k < rows; k++) {
      gradient += orderedSlopes[2 * k] as number // k < rows
      hessian += orderedSlopes[2 * k + 1] as number
    }
    return { gradient: gradient * this.#units.gradientStep, hessian: hessian * this.#units.hessianStep }
  }

  #valueOf(sums: LeafSums): number {
    return leafValue(sums.gradient, sums.hessian, this.#settings.l2, sums)
  }
}

function emptyCandidate(): Float64Array {
  return new Float64Array(CANDIDATE)
}

function gainOf({ candidate }: Leaf): number {
  return candidate[AT.gain] as number
}

function isBetter(offer: Float64Array, than: Float64Array): boolean {
  const more = (offer[AT.gain] as number) - (than[AT.gain] as number)
  return (
    more > 0 ||
    (more === 0 && (offer[AT.gain] as number) > 0 && (offer[AT.feature] as number) < (than[AT.feature] as number))
  )
}

/** For each bin whether it goes left. */
export function sidesOf(candidate: Float64Array): Uint8Array {
  const sides = new Uint8Array(UNKNOWN + 1)
  const bin = candidate[AT.bin] as number
  if (bin >= 0) {
    sides.fill(1, 0, bin + 1)
    sides[UNKNOWN] = candidate[AT.unknownLeft] as number
    return sides
  }
  for (let word = 0; word < SET_WORDS; word++) {
    for (let bit = 0; bit < 32; bit++) sides[32 * word + bit] = ((candidate[AT.set + word] as number) >>> bit) & 1
  }
  return sides
}
