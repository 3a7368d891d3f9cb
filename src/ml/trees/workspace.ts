/** What the members of a training share: memory that all threads see, and a barrier to keep in step. */

/** Bin of what is not known, beside at most 255 bins of values. */
export const UNKNOWN = 255
/** Bins of a feature in a histogram. */
export const BINS = 256
/** Features whose bins lie in one word; a histogram reads them together. */
export const PACK = 4
/** Bytes of a bin in a histogram: 64 bits of gradient, 64 bits of count and hessian. */
export const CELL_BYTES = 16
/** Bytes of a page of memory, and how many there may be: all that 32 bits can address. */
const PAGE_BYTES = 65_536
export const MOST_PAGES = 65_536
/** Numbers of a candidate split, see `find-split.ts`. */
export const CANDIDATE = 18

/** Plain data over SharedArrayBuffers: sent to a thread, it is the same memory there. n rows, f features. */
export interface Workspace {
  readonly rows: number
  readonly features: number
  readonly members: number
  /** Uint32Array[ceil(f / 4) * n]: the bins of four features, group by group. */
  readonly packed: Uint32Array
  /** Float64Array[f * 255]: upper bounds of a number's bins, or the label's place of a category's. */
  readonly edges: Float64Array
  /** Uint32Array[f]: bins of values; and 1 where some row is not known. */
  readonly binCounts: Uint32Array
  readonly hasUnknown: Uint8Array
  readonly score: Float64Array
  readonly gradient: Float32Array
  readonly hessian: Float32Array
  /** Int32Array[2 * n]: the same as whole numbers of steps, next to one another, see `quantise.ts`. */
  readonly slopes: Int32Array
  /** The largest slopes of each member's part. */
  readonly extremes: Float64Array
  /** Uint32Array[n]: the rows a tree sees, each leaf's next to one another in ascending order; and room to part them. */
  readonly order: Uint32Array
  readonly goingLeft: Uint32Array
  readonly goingRight: Uint32Array
  /** Slopes in that order, of the leaf at hand. */
  readonly orderedSlopes: Int32Array
  /** Holds `packed`, `order` and `orderedSlopes`, and the members' histograms from `histogramsAt` on, room for so many of each. */
  readonly memory: WebAssembly.Memory
  readonly histogramsAt: number
  readonly histogramsEach: number
  /** Rows of each member's part that go left. */
  readonly leftCounts: Uint32Array
  /** Two candidates of each member. */
  readonly candidates: Float64Array
  /** Values of the tree at hand's leaves where they are not those of the split. */
  readonly leafValues: Float64Array
  /** Members that arrived, how often all had, and the number of rows in `order`. */
  readonly barrier: Int32Array
}

/** @throws RangeError  rows, columns and leaves need more than the 4 GB that 32 bits can address */
export function openWorkspace(size: { rows: number; features: number; members: number; leaves: number }): Workspace {
  const { rows, features, members, leaves } = size
  const groups = Math.ceil(features / PACK)
  const perMember = leaves * Math.ceil(groups / members) * PACK * BINS * CELL_BYTES
  const [orderAt, slopesAt, histogramsAt, end] = ends([4 * groups * rows, 4 * rows, 8 * rows, members * perMember])
  const pages = Math.ceil(end / PAGE_BYTES)
  if (pages > MOST_PAGES)
    throw new RangeError(`${rows} rows of ${features} columns and trees of ${leaves} leaves need more than 4 GB`)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  const words = (count: number) => new Uint32Array(new SharedArrayBuffer(4 * count))
  const singles = (count: number) => new Float32Array(new SharedArrayBuffer(4 * count))
  const doubles = (count: number) => new Float64Array(new SharedArrayBuffer(8 * count))
  return {
    ...{ rows, features, members },
    packed: new Uint32Array(memory.buffer, 0, groups * rows),
    edges: doubles(features * UNKNOWN),
    binCounts: words(features),
    hasUnknown: new Uint8Array(new SharedArrayBuffer(features)),
    score: doubles(rows),
    gradient: singles(rows),
    hessian: singles(rows),
    slopes: new Int32Array(new SharedArrayBuffer(8 * rows)),
    extremes: doubles(2 * members),
    order: new Uint32Array(memory.buffer, orderAt, rows),
    goingLeft: words(rows),
    goingRight: words(rows),
    orderedSlopes: new Int32Array(memory.buffer, slopesAt, 2 * rows),
    ...{ memory, histogramsAt, histogramsEach: leaves },
    leftCounts: words(members),
    candidates: doubles(members * 2 * CANDIDATE),
    leafValues: doubles(leaves),
    barrier: new Int32Array(new SharedArrayBuffer(12)),
  }
}

/** Where pieces of so many bytes end that stand one after the other, each at a multiple of a bin's size. */
function ends([first, second, third, fourth]: readonly [number, number, number, number]) {
  const padded = (bytes: number) => Math.ceil(bytes / CELL_BYTES) * CELL_BYTES
  const a = padded(first)
  const b = a + padded(second)
  const c = b + padded(third)
  return [a, b, c, c + fourth] as const
}

/** Looks this often before it sleeps: most waits are shorter than waking up takes. */
const LOOKS = 2000

/** Waits until every member is here. */
export function meet({ barrier, members }: Workspace): void {
  if (members === 1) return
  const round = Atomics.load(barrier, 1)
  if (Atomics.add(barrier, 0, 1) === members - 1) {
    Atomics.store(barrier, 0, 0)
    Atomics.add(barrier, 1, 1)
    Atomics.notify(barrier, 1)
    return
  }
  for (let look = 0; look < LOOKS; look++) if (Atomics.load(barrier, 1) !== round) return
  while (Atomics.load(barrier, 1) === round) Atomics.wait(barrier, 1, round)
}

/** The member's part of 0..count: from, and before which place it ends. */
export function partOf(member: number, members: number, count: number): readonly [from: number, before: number] {
  return [Math.floor((member * count) / members), Math.floor(((member + 1) * count) / members)]
}
