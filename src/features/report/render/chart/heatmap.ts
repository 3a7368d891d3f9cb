import type { Chart } from '../../../findings/index.ts'
import { compact } from '../format.ts'
import { type Drawing, NARROW, valueAt } from './context.ts'
import { type Figure, label, rectangle } from './svg.ts'
import { fitText, textWidth } from './text-width.ts'
import { xKind, xLabel, xTicks } from './x-axis.ts'

const SIZE = 12
const ROW = 24
const FAINTEST = 0.05
// Darker than this and the cell's own figure is no longer readable in either theme.
const DARKEST = 0.55

/** The values that span the colour scale: a first column of ones (everybody is there in month 0) would bleach the rest. */
function scaled(chart: Chart): { low: number; high: number; plain: boolean } {
  const plain = chart.unit === 'ratio' && chart.series.every((row) => (valueAt(row, 0) ?? 1) >= 0.9999)
  const values = chart.series.flatMap((row) =>
    row.values.filter(
      (value, index): value is number => value !== null && Number.isFinite(value) && !(plain && index === 0),
    ),
  )
  return { low: Math.min(0, ...values), high: Math.max(0, ...values), plain }
}

/** One row per series, one cell per entry of x; the stronger the colour, the greater the value. */
export function drawHeatmap(chart: Chart, drawing: Drawing): Figure {
  const { writing, theme, width } = drawing
  const kind = xKind(chart.x)
  const { low, high, plain } = scaled(chart)
  const names = chart.series.map((row) => {
    const name = row.name[writing.lang]
    return xLabel(name, xKind([name]), writing.lang)
  })
  const most = width * (width < NARROW ? 0.26 : 0.22)
  const labelWidth = Math.min(most, Math.ceil(Math.max(0, ...names.map((name) => textWidth(name, SIZE)))) + 2)
  const x0 = labelWidth + 8
  const step = Math.min(72, (width - x0) / Math.max(1, chart.x.length))
  const gap = step > 8 ? 2 : 0
  const texts = chart.series.map((row) =>
    chart.x.map((_, index) => {
      const value = valueAt(row, index)
      return value === null ? '' : cellText(value, chart, drawing)
    }),
  )
  const roomy = texts.every((row) => row.every((text) => textWidth(text, SIZE) <= step - gap - 3))
  let body = header(chart, x0, step, drawing)
  const top = 22
  for (const [rowIndex, row] of chart.series.entries()) {
    const y = top + rowIndex * ROW
    const name = names[rowIndex] ?? ''
    body += label(fitText(name, SIZE, labelWidth), labelWidth, y + 16, { fill: theme.ink, anchor: 'end', full: name })
    for (const [index, entry] of chart.x.entries()) {
      const value = valueAt(row, index)
      if (value === null) continue
      const share = high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : 0
      const hint = `${name}, ${xLabel(entry, kind, writing.lang)}: ${compact(value, chart.unit, writing)}`
      const box = { x: x0 + index * step, y: y + 1, width: step - gap, height: ROW - gap }
      if (plain && index === 0) body += rectangle(box, theme.grid, { hint })
      else body += rectangle(box, theme.heat, { opacity: FAINTEST + share * (DARKEST - FAINTEST), hint })
      if (roomy)
        body += label(texts[rowIndex]?.[index] ?? '', box.x + box.width / 2, y + 16.5, {
          fill: theme.ink,
          anchor: 'middle',
        })
    }
  }
  const bottom = top + chart.series.length * ROW
  if (roomy) return { width, height: bottom + 2, body }
  return { width, height: bottom + 24, body: body + ramp(chart, { low, high, x: x0, y: bottom + 8 }, drawing) }
}

// In a column of percentages the sign says nothing new and takes a third of the cell.
function cellText(value: number, chart: Chart, drawing: Drawing): string {
  return chart.unit === 'ratio' ? `${Math.round(value * 100)}\u00a0%` : compact(value, chart.unit, drawing.writing)
}

function header(chart: Chart, x0: number, step: number, drawing: Drawing): string {
  const at = chart.x.map((_, index) => x0 + (index + 0.5) * step)
  const kind = xKind(chart.x)
  return xTicks({ x: chart.x, at, lang: drawing.writing.lang, width: drawing.width, maxTicks: 40 })
    .map((tick) => {
      const words = kind === 'month' && tick.year !== '' && step > 60 ? `${tick.label} ${tick.year}` : tick.label
      return label(words, tick.at, 12, { fill: drawing.theme.muted, anchor: 'middle' })
    })
    .join('')
}

// Where the cells are too small for figures, the scale says what the colour means.
function ramp(chart: Chart, place: { low: number; high: number; x: number; y: number }, drawing: Drawing): string {
  const { writing, theme } = drawing
  const from = compact(place.low, chart.unit, writing)
  const start = place.x + textWidth(from, SIZE) + 8
  let body = label(from, place.x, place.y + 11, { fill: theme.muted })
  for (let index = 0; index < 8; index += 1) {
    const opacity = FAINTEST + (index / 7) * (DARKEST - FAINTEST)
    body += rectangle({ x: start + index * 14, y: place.y + 1, width: 14, height: 12 }, theme.heat, { opacity })
  }
  return body + label(compact(place.high, chart.unit, writing), start + 8 * 14 + 8, place.y + 11, { fill: theme.muted })
}
