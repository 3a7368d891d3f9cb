import type { BinSums, OwnFeature } from './histogram.ts'
import { SET_WORDS } from './model.ts'
import type { Settings } from './options.ts'
import { BINS, CANDIDATE, PACK, UNKNOWN, type Workspace } from './workspace.ts'

/** What is to be known of a leaf to split it: sums over its rows and the bounds of its value. */
export interface LeafSums {
  readonly gradient: number
  readonly hessian: number
  readonly rows: number
  readonly low: number
  readonly high: number
}

/** Places in a candidate: CANDIDATE numbers in a row, so that threads can hand them to one another. */
export const AT = {
  gain: 0,
  feature: 1,
  /** The last bin of a number that goes left; -1 for a category. */
  bin: 2,
  unknownLeft: 3,
  gradient: 4,
  hessian: 5,
  rows: 6,
  leftValue: 7,
  rightValue: 8,
  set: 9,
} as const

/** Up to so many categories each is tried alone against the others. */
const FEW_CATEGORIES = 4
/** Categories on the smaller side at most, rows of a category to be counted in, and what their order is smoothed by. */
const SIDE_CATEGORIES = 32
const SMOOTHING = 10
/** Rows between two cuts tried in the order of the categories, and the additional penalty: sorted categories fit by chance. */
const GROUP_ROWS = 100
const CATEGORY_L2 = 10
/** Gains below come from rounding. */
const LEAST_GAIN = 1e-15

/** Value of a leaf that makes the second-order loss least, within its bounds. */
export function leafValue(gradient: number, hessian: number, l2: number, { low, high }: LeafSums): number {
  const value = hessian + l2 > 0 ? -gradient / (hessian + l2) : 0
  return value < low ? low : value > high ? high : value
}

/** Twice by how much a leaf of that value lowers the second-order loss. */
function reward(gradient: number, hessian: number, value: number): number {
  return -(2 * gradient + hessian * value) * value
}

/** Looks for the best split of a leaf among the features of one member; of equal gains the first feature's and lowest bin's holds. */
export class SplitSearch {
  readonly #shared: Workspace
  readonly #settings: Settings
  /** By feature: 1, -1 or 0; and whether it is a category. */
  readonly #directions: Int8Array
  readonly #isCategory: Uint8Array
  readonly #best = new Float64Array(CANDIDATE)
  readonly #ratios = new Float64Array(BINS)
  readonly #bins: BinSums = { sums: new Float64Array(2 * BINS), counts: new Uint32Array(BINS) }

  constructor(shared: Workspace, settings: Settings, kinds: { directions: Int8Array; isCategory: Uint8Array }) {
    this.#shared = shared
    this.#settings = settings
    this.#directions = kinds.directions
    this.#isCategory = kinds.isCategory
  }

  /**
   * The best candidate; its gain is 0 where there is none. The array is used again by the next search.
   * @param read  brings the sums of one of the member's features
   */
  search(
    read: (feature: OwnFeature, into: BinSums) => void,
    leaf: LeafSums,
    members: { first: number; step: number; used: Uint8Array },
  ) {
    this.#best.fill(0)
    const { features, binCounts } = this.#shared
    const { sums, counts } = this.#bins
    for (let group = members.first, own = 0; group * PACK < features; group += members.step, own++) {
      for (let feature = group * PACK; feature < Math.min(features, (group + 1) * PACK); feature++) {
        if (members.used[feature] === 0) continue
        const bins = binCounts[feature] as number // a feature of the workspace
        read({ place: own * PACK + (feature % PACK), bins }, this.#bins)
        if (this.#isCategory[feature] === 1) this.#searchCategory({ sums, counts }, leaf, feature, bins)
        else this.#searchNumber({ sums, counts }, leaf, feature, bins)
      }
    }
    return this.#best
  }

  #searchNumber({ sums, counts }: BinSums, leaf: LeafSums, feature: number, bins: number): void {
    const unknown = counts[UNKNOWN] as number // a bin, as below
    this.#scan({ sums, counts }, leaf, { feature, bins, unknownLeft: false })
    if (unknown > 0) this.#scan({ sums, counts }, leaf, { feature, bins, unknownLeft: true })
  }

  /** Moves bin after bin to the left; what is not known stays on one side. The innermost loop: all it needs is in locals. */
  #scan(
    { sums, counts }: BinSums,
    leaf: LeafSums,
    { feature, bins, unknownLeft }: { feature: number; bins: number; unknownLeft: boolean },
  ): void {
    const { leafRows, leafWeight, l2 } = this.#settings
    const { rows: allRows, gradient: allGradient, hessian: allHessian } = leaf
    const isFree = leaf.low === -Infinity && leaf.high === Infinity && this.#directions[feature] === 0
    const unsplit = isFree ? (allGradient * allGradient) / (allHessian + l2) : 0
    const isKnown = counts[UNKNOWN] === 0
    // With the unknown on the right, all values against the unknown is a split too.
    const last = unknownLeft || isKnown ? bins - 1 : bins
    let gradient = unknownLeft ? (sums[2 * UNKNOWN] as number) : 0
    let hessian = unknownLeft ? (sums[2 * UNKNOWN + 1] as number) : 0
    let rows = unknownLeft ? (counts[UNKNOWN] as number) : 0
    let bestGain = Math.max(this.#best[AT.gain] as number, this.#settings.splitGain, LEAST_GAIN)
    for (let bin = 0; bin < last; bin++) {
      const inBin = counts[bin] as number // a bin, as below
      if (inBin === 0) continue
      gradient += sums[2 * bin] as number
      hessian += sums[2 * bin + 1] as number
      rows += inBin
      const otherHessian = allHessian - hessian
      if (rows < leafRows || hessian < leafWeight) continue
      if (allRows - rows < leafRows || otherHessian < leafWeight) break
      const other = allGradient - gradient
      const gain = isFree
        ? (gradient * gradient) / (hessian + l2) + (other * other) / (otherHessian + l2) - unsplit
        : this.#gainOf(leaf, gradient, hessian, feature, 0)
      if (!(gain > bestGain)) continue
      bestGain = gain
      // Where everything is known, what is not known later follows the larger part.
      const side = isKnown ? 2 * rows >= allRows : unknownLeft
      this.#keep(leaf, { gain, feature, bin, unknownLeft: side, gradient, hessian, rows, l2: 0 })
    }
  }

  #searchCategory(histogram: BinSums, leaf: LeafSums, feature: number, bins: number): void {
    const { sums, counts } = histogram
    if (bins <= FEW_CATEGORIES) {
      for (let bin = 0; bin < bins; bin++) this.#tryBins(histogram, leaf, feature, Uint8Array.of(bin), 0, 1)
      return
    }
    const ratios = this.#ratios
    const order: number[] = []
    for (let bin = 0; bin < bins; bin++) {
      if ((counts[bin] as number) < SMOOTHING) continue
      ratios[bin] = (sums[2 * bin] as number) / ((sums[2 * bin + 1] as number) + SMOOTHING)
      order.push(bin)
    }
    order.sort((a, b) => (ratios[a] as number) - (ratios[b] as number) || a - b)
    for (const from of [order, order.toReversed()])
      this.#tryBins(histogram, leaf, feature, Uint8Array.from(from), CATEGORY_L2, GROUP_ROWS)
  }

  /** Moves categories to the left in the order given; everything else, what is not known too, goes right. */
  #tryBins(
    { sums, counts }: BinSums,
    leaf: LeafSums,
    feature: number,
    order: Uint8Array,
    l2: number,
    groupRows: number,
  ): void {
    const { leafRows, leafWeight } = this.#settings
    let gradient = 0
    let hessian = 0
    let rows = 0
    let sinceCut = 0
    for (let k = 0; k < Math.min(order.length, SIDE_CATEGORIES); k++) {
      const bin = order[k] as number // k < length
      gradient += sums[2 * bin] as number
      hessian += sums[2 * bin + 1] as number
      rows += counts[bin] as number
      sinceCut += counts[bin] as number
      if (rows < leafRows || hessian < leafWeight || sinceCut < groupRows) continue
      if (leaf.rows - rows < Math.max(leafRows, groupRows) || leaf.hessian - hessian < leafWeight) break
      sinceCut = 0
      const gain = this.#gainOf(leaf, gradient, hessian, feature, l2)
      if (!(gain > this.#bestGain)) continue
      this.#keep(leaf, { gain, feature, bin: -1, unknownLeft: false, gradient, hessian, rows, l2 })
      const words = new Uint32Array(SET_WORDS)
      for (const left of order.subarray(0, k + 1))
        words[left >>> 5] = ((words[left >>> 5] as number) | (1 << (left & 31))) >>> 0
      this.#best.set(words, AT.set)
    }
  }

  get #bestGain(): number {
    return this.#best[AT.gain] as number
  }

  #gainOf(leaf: LeafSums, gradient: number, hessian: number, feature: number, categoryL2: number): number {
    const { l2, splitGain } = this.#settings
    const penalty = l2 + categoryL2
    const left = leafValue(gradient, hessian, penalty, leaf)
    const right = leafValue(leaf.gradient - gradient, leaf.hessian - hessian, penalty, leaf)
    if ((right - left) * (this.#directions[feature] as number) < 0) return 0 // a feature of the workspace
    const whole = leafValue(leaf.gradient, leaf.hessian, l2, leaf)
    const gain =
      reward(gradient, hessian + penalty, left) +
      reward(leaf.gradient - gradient, leaf.hessian - hessian + penalty, right) -
      reward(leaf.gradient, leaf.hessian + l2, whole)
    return gain > Math.max(splitGain, LEAST_GAIN) ? gain : 0
  }

  #keep(
    leaf: LeafSums,
    split: {
      readonly gain: number
      readonly feature: number
      readonly bin: number
      readonly unknownLeft: boolean
      readonly gradient: number
      readonly hessian: number
      readonly rows: number
      readonly l2: number
    },
  ): void {
    const best = this.#best
    const penalty = this.#settings.l2 + split.l2
    best[AT.gain] = split.gain
    best[AT.feature] = split.feature
    best[AT.bin] = split.bin
    best[AT.unknownLeft] = split.unknownLeft ? 1 : 0
    best[AT.gradient] = split.gradient
    best[AT.hessian] = split.hessian
    best[AT.rows] = split.rows
    best[AT.leftValue] = leafValue(split.gradient, split.hessian, penalty, leaf)
    best[AT.rightValue] = leafValue(leaf.gradient - split.gradient, leaf.hessian - split.hessian, penalty, leaf)
    best.fill(0, AT.set, AT.set + SET_WORDS)
  }
}
