import { roundParts } from './round-parts.ts'

/** What one value of a dimension (a country, a category) brought to the change of the whole. */
export interface Contribution {
  /** Index of the value. */
  index: number
  before: number
  after: number
  /** after - before, whole cents. */
  change: number
  /** Share of the change of the whole; negative where it went the other way, null when the whole did not change. */
  share: number | null
  /** What it would have changed had it gone like the whole; whole cents that add up to the whole change. */
  expected: number
  /** change - expected: what is its own doing; adds up to 0. */
  excess: number
}

/**
 * The contribution of every value of one dimension to the change of the whole, in the order given. The changes add up to
 * the change of the whole exactly, and so do the expected ones (rounded by largest remainder).
 * @param before  Float64Array[v], whole cents
 * @param after   Float64Array[v], whole cents
 * @throws RangeError  lengths differ, or a value is not in whole cents
 */
export function contributions(before: Float64Array, after: Float64Array): Contribution[] {
  check(before, after)
  const total = { before: sum(before), after: sum(after) }
  const change = total.after - total.before
  // With nothing before there is no "like the whole": each value's own change is all there is to expect.
  const expected =
    total.before === 0
      ? after.map((value, i) => value - (before[i] ?? 0))
      : roundParts(
          before.map((value) => (value / total.before) * change),
          change,
        )
  return Array.from(before, (old, i) => {
    const now = after[i] ?? 0
    return {
      index: i,
      before: old,
      after: now,
      change: now - old,
      share: change === 0 ? null : (now - old) / change,
      expected: expected[i] ?? 0,
      excess: now - old - (expected[i] ?? 0),
    }
  })
}

/** A few values of a dimension that account for the change, and the others in one sum. */
export interface Drivers {
  name: string
  /** Largest change first, at most `maxValues`; their changes and `restChange` add up to the change of the whole. */
  values: Contribution[]
  /** Change of all values not named. */
  restChange: number
  /**
   * Share of all movement within the dimension, ups and downs counted alike, that the named values account for, 0..1; the
   * share of the change itself where all went one way. null when nothing moved.
   */
  explained: number | null
  /**
   * How far the named values' shares of the whole moved, 0..1 (a part of the Jensen-Shannon divergence, in bits): near 0
   * means that the values only went along with the whole.
   */
  surprise: number
}

export interface DriversOptions {
  /** Values to name at most; 3 by default. */
  maxValues?: number
  /** Share of the movement that is enough, 0..1; 0.8 by default. */
  enough?: number
  /** A value that accounts for less than this share of the movement is not named; 0.05 by default. */
  least?: number
}

/**
 * What drove a change: for each dimension the few values that account for most of it, the dimension whose values moved
 * furthest from their usual share first. A value that merely went along with the whole explains much by its size and is
 * no surprise; so values are picked by their change together with what of it is their own doing. Values that moved
 * against the whole are named like others: +1,000 and -900 are both part of the answer to +100.
 * @param dimensions  per dimension before and after of each value, Float64Array[v] in whole cents; all with the same sums
 * @throws RangeError  sums differ between dimensions, lengths differ, or money is not in whole cents
 * Source: Bhagwan et al. (2014), "Adtributor: Revenue debugging in advertising systems"
 */
export function drivers(
  dimensions: readonly { name: string; before: Float64Array; after: Float64Array }[],
  options: DriversOptions = {},
): Drivers[] {
  const { maxValues = 3, enough = 0.8, least = 0.05 } = options
  const first = dimensions[0]
  const found = dimensions.map((dimension) => {
    const { name, before, after } = dimension
    check(before, after)
    if (first !== undefined && (sum(before) !== sum(first.before) || sum(after) !== sum(first.after))) {
      throw new RangeError(`dimension '${name}' adds up to another whole than '${first.name}'`)
    }
    return driversOf(dimension, maxValues, enough, least)
  })
  return found.sort((a, b) => b.surprise - a.surprise)
}

function driversOf(
  { name, before, after }: { name: string; before: Float64Array; after: Float64Array },
  maxValues: number,
  enough: number,
  least: number,
): Drivers {
  const change = sum(after) - sum(before)
  const all = contributions(before, after)
  const movement = all.reduce((total, value) => total + Math.abs(value.change), 0)
  const weight = (value: Contribution) => Math.abs(value.change) + Math.abs(value.excess)
  const candidates = all
    .filter((value) => value.change !== 0 && Math.abs(value.change) >= least * movement)
    .sort((a, b) => weight(b) - weight(a) || a.index - b.index)
  const values: Contribution[] = []
  let named = 0
  let moved = 0
  for (const value of candidates) {
    if (values.length >= maxValues || moved >= enough * movement) break
    values.push(value)
    named += value.change
    moved += Math.abs(value.change)
  }
  values.sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || a.index - b.index)
  const surprise = values.reduce((total, value) => total + divergence(value, sum(before), sum(after)), 0)
  return { name, values, restChange: change - named, explained: movement === 0 ? null : moved / movement, surprise }
}

/** One value's part of the Jensen-Shannon divergence between the shares before and after; 0 where shares mean nothing. */
function divergence({ before, after }: Contribution, totalBefore: number, totalAfter: number): number {
  const p = totalBefore > 0 ? Math.max(0, before / totalBefore) : 0
  const q = totalAfter > 0 ? Math.max(0, after / totalAfter) : 0
  const part = (x: number) => (x > 0 ? x * Math.log2((2 * x) / (p + q)) : 0)
  return 0.5 * (part(p) + part(q))
}

function check(before: Float64Array, after: Float64Array): void {
  if (before.length !== after.length) {
    throw new RangeError(`before has ${before.length} values and after ${after.length}`)
  }
  for (const [name, values] of [
    ['before', before],
    ['after', after],
  ] as const) {
    const bad = values.findIndex((value) => !Number.isSafeInteger(value))
    if (bad >= 0) throw new RangeError(`${name}[${bad}] must be whole cents, got ${values[bad]}`)
  }
}

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
