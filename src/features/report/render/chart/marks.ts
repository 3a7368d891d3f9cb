/** Words that point out a place on x: a thin line with the word at its head, in as many rows as keep them apart. */

import { label, rectangle, straight } from './svg.ts'
import { fitText, textWidth } from './text-width.ts'
import type { ChartTheme } from './theme.ts'
import { AXIS_SIZE } from './x-axis.ts'

export interface PlacedMark {
  readonly at: number
  readonly text: string
}

const ROW = 15
const MOST_ROWS = 3

interface LaidMark extends PlacedMark {
  readonly row: number
  readonly left: number
  readonly shown: string
}

/** Puts each mark in the first row where it touches no other; marks beyond the last row keep only their line. */
export function layMarks(marks: readonly PlacedMark[], left: number, right: number): LaidMark[] {
  const ends: number[] = []
  return marks
    .toSorted((a, b) => a.at - b.at)
    .map((mark) => {
      const shown = fitText(mark.text, AXIS_SIZE, Math.min(260, right - left))
      const width = textWidth(shown, AXIS_SIZE)
      const start = Math.max(left, Math.min(mark.at + 5, right - width))
      const free = [...Array(MOST_ROWS).keys()].find((row) => (ends[row] ?? Number.NEGATIVE_INFINITY) + 10 <= start)
      if (free === undefined) return { ...mark, row: -1, left: start, shown: '' }
      ends[free] = start + width
      return { ...mark, row: free, left: start, shown }
    })
}

/** Height the rows of marks take. */
export function marksHeight(laid: readonly LaidMark[]): number {
  return (Math.max(-1, ...laid.map((mark) => mark.row)) + 1) * ROW
}

/** The marks; their words start at `top`, their lines end at `bottom`. Words lie above lines, on ground of their own. */
export function drawMarks(laid: readonly LaidMark[], top: number, bottom: number, theme: ChartTheme): string {
  const headOf = (mark: LaidMark): number => top + Math.max(0, mark.row) * ROW
  const lines = laid.map((mark) =>
    straight(mark.at, headOf(mark) + 2, mark.at, bottom, { stroke: theme.muted, dash: '1 3' }),
  )
  const words = laid
    .filter((mark) => mark.shown !== '')
    .map((mark) => {
      const box = { x: mark.left - 2, y: headOf(mark), width: textWidth(mark.shown, AXIS_SIZE) + 4, height: ROW }
      const text = label(mark.shown, mark.left, headOf(mark) + 11, { fill: theme.ink, full: mark.text })
      return rectangle(box, theme.surface) + text
    })
  return [...lines, ...words].join('')
}
