import { type HistogramCode, histogramCode } from './histogram-code.ts'
import type { Quantised } from './quantise.ts'
import { BINS, CELL_BYTES, PACK, UNKNOWN, type Workspace } from './workspace.ts'

/** Sums over the rows of each bin of a feature. */
export interface BinSums {
  /** Float64Array[2 * 256]: gradient and hessian next to one another. */
  readonly sums: Float64Array
  readonly counts: Uint32Array
}

/** A feature of the member: its place among the member's, and how many bins of values it has. */
export interface OwnFeature {
  readonly place: number
  readonly bins: number
}

const FEATURE_BYTES = BINS * CELL_BYTES
const FEATURE_WORDS = FEATURE_BYTES / 4
const ABOVE_32 = 2 ** 32

/** Sums over leaves' rows by bin, for the groups of one member: [group][feature of four][bin]. They lie in the shared memory. */
export class Histograms {
  readonly #shared: Workspace
  readonly #member: number
  readonly #code: HistogramCode
  readonly #words: Uint32Array
  readonly #bytes: number
  readonly #free: number[]

  constructor(shared: Workspace, member: number) {
    this.#shared = shared
    this.#member = member
    this.#code = histogramCode(shared.memory)
    this.#words = new Uint32Array(shared.memory.buffer)
    const groups = Math.ceil(shared.features / PACK)
    this.#bytes = Math.max(0, Math.ceil((groups - member) / shared.members)) * PACK * FEATURE_BYTES
    const each = shared.histogramsEach
    const room = each * Math.ceil(groups / shared.members) * PACK * FEATURE_BYTES
    const first = shared.histogramsAt + member * room
    this.#free = Array.from({ length: each }, (_, place) => first + (each - 1 - place) * this.#bytes)
  }

  /** Sums the slopes of the rows at begin..end, which stand in order; features that are not used may be left out. Gives the address. */
  fill(begin: number, end: number, used: Uint8Array, { countBit }: Quantised): number {
    const at = this.#free.pop()
    if (at === undefined) throw new RangeError('there are no more histograms than leaves')
    this.#words.fill(0, at / 4, (at + this.#bytes) / 4)
    const { rows, features, packed, order, orderedSlopes, members } = this.#shared
    const one = 1n << BigInt(countBit)
    const [from, before] = [order.byteOffset + 4 * begin, order.byteOffset + 4 * end]
    const slopes = orderedSlopes.byteOffset + 8 * begin
    let into = at
    for (let group = this.#member; group * PACK < features; group += members) {
      if (begin < end && used.subarray(group * PACK, (group + 1) * PACK).includes(1))
        this.#code.add(packed.byteOffset + 4 * group * rows, from, before, slopes, into, one)
      into += PACK * FEATURE_BYTES
    }
    return at
  }

  /** Takes the other child's sums away: what is left is the sibling's. */
  subtract(at: number, other: number): void {
    if (this.#bytes > 0) this.#code.subtract(at, other, other + this.#bytes)
  }

  /** For another leaf. */
  free(at: number): void {
    this.#free.push(at)
  }

  /** Writes the sums of the feature's bins and of what is not known, in real units; other bins keep what they had. */
  read(
    at: number,
    { place, bins }: OwnFeature,
    { gradientStep, hessianStep, countBit }: Quantised,
    { sums, counts }: BinSums,
  ): void {
    const from = at / 4 + place * FEATURE_WORDS
    const words = this.#words.subarray(from, from + FEATURE_WORDS)
    const shift = countBit - 32
    const mask = 2 ** shift - 1
    for (let k = 0; k <= bins; k++) {
      const bin = k < bins ? k : UNKNOWN
      // Four words of a bin, as below: gradient and hessian, each the lower 32 bits first.
      const high = words[4 * bin + 3] as number
      counts[bin] = high >>> shift
      sums[2 * bin] = (((words[4 * bin + 1] as number) | 0) * ABOVE_32 + (words[4 * bin] as number)) * gradientStep
      sums[2 * bin + 1] = ((high & mask) * ABOVE_32 + (words[4 * bin + 2] as number)) * hessianStep
    }
  }
}
