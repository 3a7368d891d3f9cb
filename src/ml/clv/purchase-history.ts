/**
 * What a purchase model needs to know of n customers. All times in one unit (days, weeks), counted from each customer's
 * first purchase.
 */
export interface PurchaseHistory {
  /** Float64Array[n], repeat purchases: whole, >= 0 (the first purchase is not counted). */
  readonly frequency: Float64Array
  /** Float64Array[n], first to last purchase: 0 exactly where frequency is 0, at most `age`. */
  readonly recency: Float64Array
  /** Float64Array[n], first purchase to the end of observation, >= 0. */
  readonly age: Float64Array
}

/** @throws RangeError  lengths differ or a value is out of its range; the message quotes the position and the value */
export function requireHistory({ frequency, recency, age }: PurchaseHistory): void {
  const n = frequency.length
  if (recency.length !== n || age.length !== n) {
    throw new RangeError(`frequency, recency and age differ in length: ${n}, ${recency.length}, ${age.length}`)
  }
  for (let i = 0; i < n; i++) {
    const x = frequency[i] as number // i < n
    const last = recency[i] as number
    const end = age[i] as number
    if (!(Number.isInteger(x) && x >= 0)) throw new RangeError(`frequency[${i}] must be whole and >= 0, got ${x}`)
    if (!(end >= 0 && end < Infinity)) throw new RangeError(`age[${i}] must be >= 0, got ${end}`)
    if (!(last >= 0 && last <= end)) throw new RangeError(`recency[${i}] must be within 0..${end} (age), got ${last}`)
    if ((x === 0) !== (last === 0)) {
      throw new RangeError(`recency[${i}] must be 0 exactly where frequency is 0, got recency ${last}, frequency ${x}`)
    }
  }
}

/** @throws RangeError  the length is not n or a weight is negative or not finite */
export function requireWeight(weight: Float64Array, n: number): void {
  if (weight.length !== n) throw new RangeError(`weight has length ${weight.length}, expected ${n}`)
  for (let i = 0; i < n; i++) {
    const w = weight[i] as number // i < n
    if (!(w >= 0 && w < Infinity)) throw new RangeError(`weight[${i}] must be >= 0, got ${w}`)
  }
}
