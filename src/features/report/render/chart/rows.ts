/** Charts that lie: a row per category with its name at the left, so that long names have room. */
import type { Chart } from '../../../findings/index.ts'
import { compact } from '../format.ts'
import { laneKeys, lanesOf } from './bar.ts'
import { type Drawing, finiteValues, NARROW, type Series, valueAt } from './context.ts'
import { topKeys } from './keys.ts'
import { type Figure, label, rectangle, straight } from './svg.ts'
import { fitText, textWidth } from './text-width.ts'
import { xKind, xLabel } from './x-axis.ts'

/** Size of a row's name. */
export const SIZE = 13
/** Height of a row. */
export const ROW = 26
/** More rows than this are left to the table. */
const MOST_ROWS = 20

/** Whether the categories have an order of their own: numbers, ranges, weekdays, months. */
export function isOrdered(x: readonly string[]): boolean {
  const days = /^(mo|tu|di|we|mi|th|do|fr|sa|su|so)[a-zäöü]*\.?$/i
  const months = /^(jan|feb|m(a|ä|är)r|apr|ma[iy]|ju[nl]|aug|sep|o[ck]t|nov|de[cz])[a-zäöü]*\.?$/i
  return x.length > 1 && [/^\W{0,2}\d/, days, months].some((pattern) => x.every((entry) => pattern.test(entry)))
}

/** Places of `x` as they are drawn from top to bottom, and how many are left out. */
function rowOrder(x: readonly string[], main: Series | undefined): { places: number[]; left: number } {
  const places = x.map((_, index) => index)
  const size = (index: number): number => Math.abs(valueAt(main, index) ?? 0)
  if (isOrdered(x)) return { places: places.slice(0, MOST_ROWS), left: Math.max(0, x.length - MOST_ROWS) }
  const kept = places.toSorted((a, b) => size(b) - size(a)).slice(0, MOST_ROWS)
  const value = (index: number): number => valueAt(main, index) ?? Number.NEGATIVE_INFINITY
  // Two unknown values compare as NaN, which would leave the order to the engine.
  return { places: kept.toSorted((a, b) => value(b) - value(a) || a - b), left: x.length - kept.length }
}

interface RowFrame {
  readonly labelWidth: number
  readonly zero: number
  readonly scale: (value: number) => number
}

function frameOf(
  names: readonly string[],
  values: readonly number[],
  texts: readonly string[],
  width: number,
): RowFrame {
  const most = width * (width < NARROW ? 0.36 : 0.34)
  const labelWidth = Math.min(most, Math.ceil(Math.max(0, ...names.map((name) => textWidth(name, SIZE)))) + 2)
  const room = Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, 12)))) + 8
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  // What is below zero has its value at the other side of the zero line, where there is always room.
  const [x0, x1] = [labelWidth + 10, width - room]
  const span = high - low || 1
  const scale = (value: number): number => x0 + ((value - low) / span) * (x1 - x0)
  return { labelWidth, zero: scale(0), scale }
}

/** Lying bars, the longest first unless the categories have an order of their own; the value stands at the bar's end. */
export function drawRows(chart: Chart, drawing: Drawing): Figure {
  const { writing, theme, width } = drawing
  const { lanes, comparison } = lanesOf(chart, drawing)
  const { places, left } = rowOrder(chart.x, lanes[0]?.series[0])
  const kind = xKind(chart.x)
  const names = places.map((place) => xLabel(chart.x[place] ?? '', kind, writing.lang))
  const value = (lane: (typeof lanes)[number], place: number): number | null =>
    lane.series.map((series) => valueAt(series, place)).find((one) => one !== null) ?? null
  const shown = lanes.flatMap((lane) => places.map((place) => compact(value(lane, place), chart.unit, writing)))
  const marks = new Map(chart.marks.map((mark) => [mark.x, mark.text[writing.lang]]))
  const frame = frameOf(names, finiteValues(chart.series), shown, width)
  const keys = topKeys(laneKeys(chart, drawing, 'tick'), 0, width, theme)
  const bar = lanes.length > 1 ? 10 : 14
  const rowHeight = Math.max(ROW, lanes.length * (bar + 4) + 8)
  let body = keys.body
  for (const [row, place] of places.entries()) {
    const top = keys.height + row * rowHeight
    const middle = top + rowHeight / 2
    const name = names[row] ?? ''
    body += label(fitText(name, SIZE, frame.labelWidth), frame.labelWidth, middle + 4.5, {
      size: SIZE,
      fill: theme.ink,
      anchor: 'end',
      full: name,
    })
    for (const [index, lane] of lanes.entries()) {
      const own = value(lane, place)
      const y = middle + (index - lanes.length / 2) * (bar + 4) + 2
      const text = compact(own, chart.unit, writing)
      const [from, to] = [frame.scale(Math.min(0, own ?? 0)), frame.scale(Math.max(0, own ?? 0))]
      const color = lanes.length === 1 && (own ?? 0) < 0 ? theme.bad : lane.color
      body += rectangle(
        { x: from, y, width: Math.max(to - from, own === null || own === 0 ? 0 : 1), height: bar },
        color,
        { hint: `${name}: ${text}` },
      )
      const end = to + 6
      body += label(text, end, y + bar / 2 + 4, {
        fill: own === null ? theme.muted : theme.ink,
      })
      const mark = marks.get(chart.x[place] ?? '')
      const used = end + textWidth(text, 12) + 8
      if (index === 0 && mark !== undefined && used + 40 < width) {
        body += label(fitText(mark, 12, width - used), used, y + bar / 2 + 4, { fill: theme.muted, full: mark })
      }
    }
    const other = valueAt(comparison, place)
    if (other !== null) {
      const at = frame.scale(other)
      body += straight(at, middle - bar / 2 - 3, at, middle + bar / 2 + 3, { stroke: theme.comparison, width: 2.5 })
    }
  }
  const bottom = keys.height + places.length * rowHeight
  body += straight(frame.zero, keys.height, frame.zero, bottom, { stroke: theme.muted })
  return withRest({ width, height: bottom + 4, body }, left, frame.labelWidth, drawing)
}

function withRest(figure: Figure, left: number, at: number, drawing: Drawing): Figure {
  if (left <= 0) return figure
  const words = drawing.writing.lang === 'de' ? `… und ${left} weitere` : `… and ${left} more`
  const body = figure.body + label(words, at, figure.height + 14, { fill: drawing.theme.muted, anchor: 'end' })
  return { ...figure, height: figure.height + 22, body }
}
