import type { CategoryColumn, Column, NumberColumn } from './columns.ts'
import { mix } from './mix.ts'
import { PACK, UNKNOWN, type Workspace } from './workspace.ts'

/** Rows that say where the bins of a number lie. */
const SAMPLE = 65_536

/** Rows a category needs for a bin of its own; rarer ones count as not known. */
const LEAST_ROWS = 2

/**
 * Puts every `step`th group of four columns into bins, from the group `first` on.
 * A number's bins hold about equally many rows, and every value one of its own where there are few; a category's bins are its
 * most frequent labels, in the order of the labels.
 */
export function binColumns(
  columns: readonly Column[],
  shared: Workspace,
  { bins, first, step }: { bins: number; first: number; step: number },
): void {
  const { rows, packed } = shared
  for (let group = first; group * PACK < columns.length; group += step) {
    const words = packed.subarray(group * rows, (group + 1) * rows)
    for (let lane = 0; lane < PACK; lane++) {
      const at = group * PACK + lane
      const column = columns[at]
      if (column === undefined) continue
      const edges = shared.edges.subarray(at * UNKNOWN, (at + 1) * UNKNOWN)
      const count = column.kind === 'number' ? numberEdges(column, bins, edges) : frequentLabels(column, edges)
      shared.binCounts[at] = count
      const found = edges.subarray(0, count)
      const binned = column.kind === 'number' ? binNumbers : binLabels
      // The two kinds differ in their values alone, and each goes to its own function.
      shared.hasUnknown[at] = (binned as BinInto)(column, found, words, 8 * lane) ? 1 : 0
    }
  }
}

type BinInto = (column: Column, edges: Float64Array, words: Uint32Array, shift: number) => boolean

/** Writes upper bounds, the last Infinity; returns how many. */
function numberEdges({ values }: NumberColumn, bins: number, edges: Float64Array): number {
  const sorted = sortedSample(values)
  const n = sorted.length
  if (n === 0) return 0
  let distinct = 1
  for (let i = 1; i < n; i++) if (sorted[i] !== sorted[i - 1]) distinct++
  let count = 0
  let left = n
  let inBin = 0
  for (let i = 0; i < n - 1; i++) {
    inBin++
    const value = sorted[i] as number // i + 1 < n
    const next = sorted[i + 1] as number
    if (value === next) continue
    const isFull = distinct <= bins || inBin >= left / (bins - count)
    if (!isFull || count === bins - 1) continue
    edges[count++] = between(value, next)
    left -= inBin
    inBin = 0
  }
  edges[count] = Infinity
  return count + 1
}

function sortedSample(values: ArrayLike<number>): Float64Array {
  const n = values.length
  const share = n <= SAMPLE ? 1 : SAMPLE / n
  const sample = new Float64Array(Math.min(n, Math.ceil(1.1 * SAMPLE)))
  let count = 0
  for (let i = 0; i < n && count < sample.length; i++) {
    const value = values[i] as number // i < n
    if (!Number.isNaN(value) && (share === 1 || mix(SAMPLE, i, 0) < share)) sample[count++] = value
  }
  return sample.subarray(0, count).sort()
}

/** A threshold at or above `low` and below `high`, in the middle where there is one. */
function between(low: number, high: number): number {
  const middle = 0.5 * low + 0.5 * high
  return middle >= low && middle < high ? middle : low
}

/** Cells of equal width that say between which edges to look: most values need one comparison or two. */
const CELLS = 1024

function binNumbers(column: NumberColumn, edges: Float64Array, words: Uint32Array, shift: number): boolean {
  const { values } = column
  const count = edges.length
  const low = edges[0] ?? 0
  const span = (edges[count - 2] ?? low) - low
  // Infinite where the edges are too far apart for a difference, or there is one only: then all lie in one cell.
  const scale = span > 0 && span < Infinity ? CELLS / span : 0
  const cellOf = (value: number) => {
    const cell = (value - low) * scale
    return cell >= CELLS ? CELLS : cell > 0 ? Math.trunc(cell) : 0
  }
  const edgesBelow = new Uint8Array(CELLS + 2)
  for (let cell = 0, edge = 0; cell <= CELLS + 1; cell++) {
    while (edge < count - 1 && cellOf(edges[edge] as number) < cell) edge++ // within the edges, as below
    edgesBelow[cell] = edge
  }
  let hasUnknown = false
  for (let i = 0; i < words.length; i++) {
    const value = values[i] as number // as many values as rows
    let bin = UNKNOWN
    if (Number.isNaN(value) || count === 0) hasUnknown = true
    else {
      const cell = cellOf(value)
      bin = edgesBelow[cell] as number
      let above = edgesBelow[cell + 1] as number
      while (bin < above) {
        const middle = (bin + above) >>> 1
        if (value > (edges[middle] as number)) bin = middle + 1
        else above = middle
      }
    }
    words[i] = (words[i] as number) | (bin << shift)
  }
  return hasUnknown
}

/** Writes the places of the labels that get a bin, ascending; returns how many. */
function frequentLabels({ values, labels }: CategoryColumn, edges: Float64Array): number {
  const counts = new Uint32Array(labels.length)
  for (const place of values) if (place >= 0) counts[place] = (counts[place] as number) + 1 // checked: a place in labels
  const places = [...counts.keys()].filter((place) => (counts[place] as number) >= LEAST_ROWS)
  places.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
  const kept = places.slice(0, UNKNOWN).sort((a, b) => a - b)
  edges.set(kept)
  return kept.length
}

function binLabels(column: CategoryColumn, edges: Float64Array, words: Uint32Array, shift: number): boolean {
  const { values, labels } = column
  const binOf = new Uint8Array(labels.length).fill(UNKNOWN)
  edges.forEach((place, bin) => {
    binOf[place] = bin
  })
  let hasUnknown = false
  for (let i = 0; i < words.length; i++) {
    const bin = binOf[values[i] as number] ?? UNKNOWN // not known is negative
    if (bin === UNKNOWN) hasUnknown = true
    words[i] = (words[i] as number) | (bin << shift)
  }
  return hasUnknown
}
