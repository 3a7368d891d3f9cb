/** Names of series: beside the end of their line where there is room, in a row above the plot where there is not. */
import { label, path, rectangle } from './svg.ts'
import { fitText, textWidth, wrapText } from './text-width.ts'
import type { ChartTheme } from './theme.ts'

type KeyLook = 'line' | 'dashed' | 'block' | 'tick'

export interface Key {
  readonly name: string
  /** Written bold under the name; empty: none. */
  readonly value: string
  readonly look: KeyLook
  readonly color: string
  /** Where the line ends. */
  readonly y: number
}

const SIZE = 12
const LINE = 15
const SWATCH = 18

function swatch(key: Key, x: number, y: number): string {
  if (key.look === 'block') return rectangle({ x, y: y - 5, width: 10, height: 10 }, key.color)
  if (key.look === 'tick') return rectangle({ x: x + 5, y: y - 6, width: 2.5, height: 12 }, key.color)
  const d = `M${x} ${y}L${x + 13} ${y}`
  return path(d, key.look === 'dashed' ? { stroke: key.color, width: 2, dash: '4 3' } : { stroke: key.color, width: 2 })
}

/** Width the keys need beside the plot, at most `most`. */
export function sideWidth(keys: readonly Key[], most: number): number {
  const widths = keys.map((key) => Math.max(textWidth(key.name, SIZE), textWidth(key.value, SIZE) * 1.06))
  return Math.min(most, Math.ceil(Math.max(0, ...widths)) + SWATCH)
}

/** Pushes boxes apart downwards, then back up from the lower edge; keeps their order. */
export function spread(centres: readonly number[], heights: readonly number[], low: number, high: number): number[] {
  const order = centres.map((_, index) => index).sort((a, b) => (centres[a] ?? 0) - (centres[b] ?? 0))
  const tops = centres.map((centre, index) => centre - (heights[index] ?? 0) / 2)
  let floor = low
  for (const index of order) {
    const top = Math.max(floor, tops[index] ?? 0)
    tops[index] = top
    floor = top + (heights[index] ?? 0)
  }
  let ceiling = high
  for (const index of order.toReversed()) {
    const top = Math.min(tops[index] ?? 0, ceiling - (heights[index] ?? 0))
    tops[index] = top
    ceiling = top
  }
  return tops
}

/** Height the keys need beside the plot. */
export function sideHeight(keys: readonly Key[], width: number): number {
  return keys.reduce((sum, key) => sum + blockHeight(key, width), 0)
}

function blockHeight(key: Key, width: number): number {
  return (wrapText(key.name, SIZE, width - SWATCH, 2).length + (key.value === '' ? 0 : 1)) * LINE + 4
}

/** Keys at the right of the plot, each as near to the end of its line as the others let it. */
export function sideKeys(
  keys: readonly Key[],
  x: number,
  width: number,
  edges: readonly [number, number],
  theme: ChartTheme,
): string {
  const blocks = keys.map((key) => wrapText(key.name, SIZE, width - SWATCH, 2))
  const heights = keys.map((key) => blockHeight(key, width))
  const tops = spread(
    keys.map((key) => key.y),
    heights,
    edges[0],
    edges[1],
  )
  return keys
    .map((key, index) => {
      const top = (tops[index] ?? 0) + 12
      const lines = blocks[index] ?? []
      const names = lines.map((line, place) =>
        label(line, x + SWATCH, top + place * LINE, { fill: theme.ink, full: key.name }),
      )
      const value =
        key.value === '' ? '' : label(key.value, x + SWATCH, top + lines.length * LINE, { fill: theme.ink, bold: true })
      return swatch(key, x, top - 4) + names.join('') + value
    })
    .join('')
}

/** Keys in rows above the plot, and the height they take. */
export function topKeys(
  keys: readonly Key[],
  x: number,
  width: number,
  theme: ChartTheme,
): { body: string; height: number } {
  let [left, row] = [x, 0]
  let body = ''
  for (const key of keys) {
    const name = fitText(key.name, SIZE, width - SWATCH)
    const needed = SWATCH + textWidth(name, SIZE)
    if (left > x && left + needed > x + width) {
      left = x
      row += 1
    }
    const y = 12 + row * LINE
    body += swatch(key, left, y - 4) + label(name, left + SWATCH, y, { fill: theme.ink, full: key.name })
    left += needed + 14
  }
  return { body, height: keys.length === 0 ? 0 : (row + 1) * LINE + 5 }
}
