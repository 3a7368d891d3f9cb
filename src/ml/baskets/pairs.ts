import { benjaminiHochberg } from '../stats/benjamini-hochberg.ts'
import { hypergeometricLogUpperTail, logFactorials } from './hypergeometric.ts'

export interface PairsInput {
  /** Uint32Array[baskets + 1]: basket k holds items[offsets[k]] up to, without, items[offsets[k + 1]]. */
  basketOffsets: Uint32Array
  /** Item numbers, ascending within each basket; a number that occurs twice counts once. */
  items: Uint32Array
  /** Pairs in fewer baskets are left out; a whole number >= 1. */
  minCount: number
  /** Baskets with more different items (wholesale) are ignored altogether; none by default. */
  maxBasketSize?: number
}

export interface Pairs {
  /** Baskets that counted. */
  baskets: number
  /** Each of length pairs, ordered by a, then b; a < b. */
  a: Uint32Array
  b: Uint32Array
  /** Baskets with both. */
  n: Uint32Array
  /** Baskets with a, and with b. */
  withA: Uint32Array
  withB: Uint32Array
  /** How many times as often together as by chance. */
  lift: Float64Array
  /** Share of the baskets with a that hold b, and the other way round. */
  confidenceAb: Float64Array
  confidenceBa: Float64Array
  /** log of the probability of as many baskets with both, were a and b independent (Fisher's exact test, one-sided). */
  logP: Float64Array
  /** Benjamini-Hochberg over all pairs that could have been counted, also those below `minCount`. */
  q: Float64Array
}

/**
 * Products bought together: all pairs of items in at least `minCount` baskets, with lift and a test.
 * Memory is bounded by lines, items and result: items below `minCount` are dropped first (no pair of theirs can reach
 * it), then the partners of one item at a time are counted along the baskets that hold it.
 * @throws RangeError  offsets or items are out of order, minCount is not a whole number >= 1
 * Source: Agrawal & Srikant (1994) for pruning by support; Fisher (1935). Golden values: test/golden/baskets.json
 */
export function frequentPairs(input: PairsInput): Pairs {
  const { minCount, maxBasketSize = Number.POSITIVE_INFINITY } = input
  if (!(Number.isInteger(minCount) && minCount >= 1)) {
    throw new RangeError(`minCount must be a whole number >= 1, got ${minCount}`)
  }
  if (!(maxBasketSize >= 1)) throw new RangeError(`maxBasketSize must be at least 1, got ${maxBasketSize}`)
  const { offsets, items, support, baskets } = distinct(input.basketOffsets, input.items, maxBasketSize)
  let frequent = 0
  for (const count of support) if (count >= minCount) frequent++
  const pruned = prune(offsets, items, support, minCount)
  const found = count(pruned.offsets, pruned.items, support.length, minCount)
  return { baskets, ...describe(found, support, baskets, (frequent * (frequent - 1)) / 2) }
}

/** Checks the input, drops repeats and over-large baskets, and counts the baskets of each item. */
function distinct(basketOffsets: Uint32Array, source: Uint32Array, maxBasketSize: number) {
  const all = basketOffsets.length - 1
  if (all < 0 || basketOffsets[0] !== 0 || basketOffsets[all] !== source.length) {
    throw new RangeError(`basketOffsets must run from 0 to the ${source.length} items`)
  }
  const largest = source.reduce((max, item) => (item > max ? item : max), 0)
  const support = new Uint32Array(source.length === 0 ? 0 : largest + 1)
  const items = new Uint32Array(source.length)
  const offsets = new Uint32Array(all + 1)
  let size = 0
  let baskets = 0
  // `as number` below: offsets were checked to stay inside `source`.
  for (let k = 0; k < all; k++) {
    const from = basketOffsets[k] as number
    const to = basketOffsets[k + 1] as number
    if (to < from) throw new RangeError(`basketOffsets[${k + 1}] is ${to}, below ${from} before it`)
    const begin = size
    for (let i = from; i < to; i++) {
      const item = source[i] as number
      if (i > from) {
        const before = source[i - 1] as number
        if (item === before) continue
        if (item < before) throw new RangeError(`items[${i}] is ${item}, below ${before} before it in basket ${k}`)
      }
      items[size++] = item
    }
    if (size - begin > maxBasketSize) size = begin
    else if (to > from) baskets++
    for (let i = begin; i < size; i++) support[items[i] as number] = (support[items[i] as number] as number) + 1
    offsets[k + 1] = size
  }
  return { offsets, items: items.subarray(0, size), support, baskets }
}

function prune(offsets: Uint32Array, items: Uint32Array, support: Uint32Array, minCount: number) {
  const kept = new Uint32Array(items.length)
  const bounds = new Uint32Array(offsets.length)
  let size = 0
  // `as number` below: offsets bound the items, items index the support.
  for (let k = 0; k + 1 < offsets.length; k++) {
    for (let i = offsets[k] as number; i < (offsets[k + 1] as number); i++) {
      const item = items[i] as number
      if ((support[item] as number) >= minCount) kept[size++] = item
    }
    bounds[k + 1] = size
  }
  return { offsets: bounds, items: kept.subarray(0, size) }
}

interface Counted {
  a: number[]
  b: number[]
  n: number[]
}

function count(offsets: Uint32Array, items: Uint32Array, itemCount: number, minCount: number): Counted {
  const { starts, places, ends } = invert(offsets, items, itemCount)
  const together = new Uint32Array(itemCount)
  const touched = new Uint32Array(itemCount)
  const found: Counted = { a: [], b: [], n: [] }
  // `as number` below: places and ends point into `items`, whose values are below itemCount.
  for (let a = 0; a < itemCount; a++) {
    let partners = 0
    for (let at = starts[a] as number; at < (starts[a + 1] as number); at++) {
      const end = ends[at] as number
      for (let i = (places[at] as number) + 1; i < end; i++) {
        const b = items[i] as number
        const seen = together[b] as number
        if (seen === 0) touched[partners++] = b
        together[b] = seen + 1
      }
    }
    const row = touched.subarray(0, partners)
    const kept = row.filter((b) => (together[b] as number) >= minCount).sort()
    for (const b of kept) {
      found.a.push(a)
      found.b.push(b)
      found.n.push(together[b] as number)
    }
    for (const b of row) together[b] = 0
  }
  return found
}

/** Where each item stands in `items`, and where the basket of each of these places ends. */
function invert(offsets: Uint32Array, items: Uint32Array, itemCount: number) {
  const starts = new Uint32Array(itemCount + 1)
  // `as number` below: items are below itemCount.
  for (const item of items) starts[item + 1] = (starts[item + 1] as number) + 1
  for (let item = 0; item < itemCount; item++)
    starts[item + 1] = (starts[item + 1] as number) + (starts[item] as number)
  const next = starts.slice(0, itemCount)
  const places = new Uint32Array(items.length)
  const ends = new Uint32Array(items.length)
  for (let k = 0; k + 1 < offsets.length; k++) {
    const end = offsets[k + 1] as number
    for (let i = offsets[k] as number; i < end; i++) {
      const item = items[i] as number
      const at = next[item] as number
      places[at] = i
      ends[at] = end
      next[item] = at + 1
    }
  }
  return { starts, places, ends }
}

function describe(found: Counted, support: Uint32Array, baskets: number, tests: number): Omit<Pairs, 'baskets'> {
  const a = Uint32Array.from(found.a)
  const b = Uint32Array.from(found.b)
  const n = Uint32Array.from(found.n)
  const withA = a.map((item) => support[item] ?? 0)
  const withB = b.map((item) => support[item] ?? 0)
  const factorials = logFactorials(baskets)
  const column = () => new Float64Array(a.length)
  const result = { lift: column(), confidenceAb: column(), confidenceBa: column(), logP: column() }
  // `as number` below: all columns have one entry per pair.
  for (let i = 0; i < a.length; i++) {
    const both = n[i] as number
    const left = withA[i] as number
    const right = withB[i] as number
    result.lift[i] = (both * baskets) / (left * right)
    result.confidenceAb[i] = both / left
    result.confidenceBa[i] = both / right
    result.logP[i] = hypergeometricLogUpperTail(both, left, right, baskets, factorials)
  }
  return { a, b, n, withA, withB, ...result, q: benjaminiHochberg(result.logP.map(Math.exp), tests) }
}
