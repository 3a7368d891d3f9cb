/** The rows of a table of float columns, each different one once. */
interface DistinctRows {
  /** Index of the first occurrence of each different row, in order of appearance. */
  readonly rows: Uint32Array
  /** Sum of the weights of all rows equal to it. */
  readonly weight: Float64Array
  /** For each row of the input its place in `rows`; NONE where the row's weight is 0. */
  readonly group: Uint32Array
}

const NONE = 0xffffffff

/**
 * Joins equal rows and adds up their weights, in one pass with a hash table. Likelihoods of customers cost per different
 * row, and daily figures repeat a lot.
 * @param columns  Float64Arrays of equal length n
 * @param weight   Float64Array[n]; rows with weight 0 are left out; missing: 1 each
 */
export function distinctRows(columns: readonly Float64Array[], weight?: Float64Array): DistinctRows {
  const n = columns[0]?.length ?? 0
  let size = 1024
  while (size < 2 * n) size *= 2
  const slots = new Int32Array(size).fill(-1)
  const rows = new Uint32Array(n)
  const total = new Float64Array(n)
  const group = new Uint32Array(n).fill(NONE)
  const words = new Uint32Array(2)
  const float = new Float64Array(words.buffer)
  let count = 0
  for (let i = 0; i < n; i++) {
    const w = weight === undefined ? 1 : (weight[i] as number) // i < n
    if (w === 0) continue
    let hash = 0
    for (const column of columns) {
      float[0] = column[i] as number
      hash = Math.imul(hash ^ (words[0] as number), 0x9e3779b1)
      hash = Math.imul(hash ^ (hash >>> 15) ^ (words[1] as number), 0x85ebca6b)
      hash ^= hash >>> 13
    }
    let slot = hash & (size - 1)
    let found = slots[slot] as number // slot < size
    while (found !== -1 && !same(columns, rows[found] as number, i)) {
      slot = (slot + 1) & (size - 1)
      found = slots[slot] as number
    }
    if (found === -1) {
      found = count++
      slots[slot] = found
      rows[found] = i
    }
    total[found] = (total[found] as number) + w
    group[i] = found
  }
  return { rows: rows.slice(0, count), weight: total.slice(0, count), group }
}

function same(columns: readonly Float64Array[], i: number, j: number): boolean {
  for (const column of columns) if (column[i] !== column[j]) return false
  return true
}
