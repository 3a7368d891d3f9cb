import type { Chart } from '../../../findings/index.ts'
import { compact, compactSigned } from '../format.ts'
import { type Drawing, NARROW, valueAt } from './context.ts'
import { ROW, SIZE } from './rows.ts'
import { type Figure, label, path, px, rectangle, straight } from './svg.ts'
import { fitText, textWidth } from './text-width.ts'

interface CutFrame {
  readonly labelWidth: number
  /** Whether the axis starts above zero. */
  readonly cut: boolean
  readonly scale: (value: number) => number
}

interface Part {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly total: boolean
}

/** The steps of a waterfall. Where the first value and the ones after it add up to the last, both ends are totals. */
export function waterfallParts(names: readonly string[], values: readonly number[], sumWord: string): Part[] {
  const last = values.length - 1
  const first = values[0] ?? 0
  const between = values.slice(1, last).reduce((sum, value) => sum + value, 0)
  const end = values[last] ?? 0
  const scale = Math.max(1, ...values.map(Math.abs))
  const closed = values.length >= 3 && Math.abs(first + between - end) <= scale * 1e-6 + 1
  let level = 0
  const parts: Part[] = []
  for (const [index, value] of values.entries()) {
    const name = names[index] ?? ''
    if (closed && (index === 0 || index === last)) {
      parts.push({ name, from: 0, to: value, total: true })
      level = value
    } else {
      parts.push({ name, from: level, to: level + value, total: false })
      level += value
    }
  }
  if (!closed && values.length > 0) parts.push({ name: sumWord, from: 0, to: level, total: true })
  return parts
}

/** What drove a change: parts that start where the one before ended, between two totals. */
export function drawWaterfall(chart: Chart, drawing: Drawing): Figure {
  const { writing, theme, width } = drawing
  const series = chart.series.find((one) => one.role === 'actual' || one.role === 'group') ?? chart.series[0]
  const values = chart.x.map((_, index) => valueAt(series, index) ?? 0)
  const parts = waterfallParts(chart.x, values, writing.lang === 'de' ? 'Zusammen' : 'In all')
  const texts = parts.map((part) =>
    part.total ? compact(part.to, chart.unit, writing) : compactSigned(part.to - part.from, chart.unit, writing),
  )
  const names = parts.map((part) => part.name)
  const frame = waterfallFrame(names, parts, texts, width)
  let body = ''
  for (const [row, part] of parts.entries()) {
    const top = row * ROW
    const [from, to] = [frame.scale(Math.min(part.from, part.to)), frame.scale(Math.max(part.from, part.to))]
    const color = part.total ? theme.bar : part.to >= part.from ? theme.good : theme.bad
    const text = texts[row] ?? ''
    body += label(fitText(part.name, SIZE, frame.labelWidth), frame.labelWidth, top + 17.5, {
      size: SIZE,
      fill: theme.ink,
      anchor: 'end',
      bold: part.total,
      full: part.name,
    })
    body += rectangle({ x: from, y: top + 6, width: Math.max(1, to - from), height: 14 }, color, {
      hint: `${part.name}: ${text}`,
    })
    if (part.total && frame.cut)
      body += path(`M${px(from + 10)} ${px(top + 22)}L${px(from + 16)} ${px(top + 4)}`, {
        stroke: theme.surface,
        width: 3,
      })
    body += label(text, to + 6, top + 17, { fill: theme.ink, bold: part.total })
    if (row < parts.length - 1) {
      const end = frame.scale(part.to)
      body += straight(end, top + 20, end, top + ROW + 6, { stroke: theme.muted, dash: '2 2' })
    }
  }
  return { width, height: parts.length * ROW + 2, body }
}

/**
 * Drivers are small beside the totals they lie between. Where all levels lie close together the axis starts near them,
 * and the bars of the totals are drawn with a gap that says so.
 */
function waterfallFrame(
  names: readonly string[],
  parts: readonly Part[],
  texts: readonly string[],
  width: number,
): CutFrame {
  const levels = parts.flatMap((part) => (part.total ? [part.to] : [part.from, part.to]))
  const [low, high] = [Math.min(...levels), Math.max(...levels)]
  const cut = low > 0 && low > high * 0.5
  const base = cut ? low - (high - low) * 0.35 : Math.min(0, low)
  const top = Math.max(cut ? base + 1 : 0, high)
  const most = width * (width < NARROW ? 0.36 : 0.34)
  const labelWidth = Math.min(most, Math.ceil(Math.max(0, ...names.map((name) => textWidth(name, SIZE) * 1.06))) + 2)
  const room = Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, 12) * 1.06))) + 8
  const [x0, x1] = [labelWidth + 10, width - room]
  const span = top - base || 1
  return { labelWidth, cut, scale: (value) => x0 + ((Math.max(base, value) - base) / span) * (x1 - x0) }
}
