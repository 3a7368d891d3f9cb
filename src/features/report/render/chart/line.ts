import type { Chart } from '../../../findings/index.ts'
import { axisWriting, compact } from '../format.ts'
import { type Drawing, finiteValues, NARROW, type Series, valueAt } from './context.ts'
import { type Key, sideHeight, sideKeys, sideWidth, topKeys } from './keys.ts'
import { drawMarks, layMarks, marksHeight } from './marks.ts'
import { lineDomain, niceScale } from './scale.ts'
import { dot, type Figure, label, path, px, straight } from './svg.ts'
import { textWidth } from './text-width.ts'
import type { ChartTheme } from './theme.ts'
import { AXIS_SIZE, xPlaces, xTicks } from './x-axis.ts'

const PLOT_HEIGHT = 180
/** Where nothing but zeros is to be seen. */
const FLAT_HEIGHT = 48
/** With more lines than this their last values are left to the table. */
const MOST_VALUES = 5

interface Frame {
  readonly xs: readonly number[]
  readonly y: (value: number) => number
}

/** Lines over time or over ordered categories: actual in ink, forecast dashed with its band, comparison grey. */
export function drawLine(chart: Chart, drawing: Drawing): Figure {
  const { writing, theme, width } = drawing
  const lines = chart.series.filter((series) => series.role !== 'low' && series.role !== 'high')
  const scale = niceScale(...lineDomain(finiteValues(chart.series)), 4, chart.unit === 'count')
  const { caption, write } = axisWriting(scale.ticks, scale.step, chart.unit, writing)
  const left = Math.ceil(Math.max(...scale.ticks.map((tick) => textWidth(write(tick), AXIS_SIZE)))) + 10
  const looks = lookOf(lines, theme)
  const named = lines.map((series, index) => keyOf(series, looks[index], chart, drawing)).filter((key) => key !== null)
  const narrow = width < NARROW
  const side = narrow ? 0 : sideWidth(named, width * 0.26) + 14
  const [x0, x1] = [left + 4, width - side - (narrow ? 8 : 4)]
  const xs = xPlaces(chart.x).map((place) => x0 + place * (x1 - x0))
  const head = narrow && named.length > 1 ? topKeys(named, 0, width, theme) : { body: '', height: 4 }
  const laid = layMarks(placed(chart, xs, writing.lang), x0, narrow ? width : x1 + side)
  const marksTop = head.height + (caption === '' ? 0 : 16)
  const top = marksTop + marksHeight(laid) + 8
  const flat = scale.ticks.length < 2
  const height = Math.max(flat ? FLAT_HEIGHT : PLOT_HEIGHT, narrow ? 0 : sideHeight(named, side - 14) - 28)
  const bottom = top + height
  const y = (value: number): number => bottom - ((value - scale.low) / (scale.high - scale.low)) * height
  const frame = { xs, y }

  const grid = scale.ticks.map(
    (tick) =>
      straight(left, y(tick), x1, y(tick), { stroke: tick === 0 ? theme.muted : theme.grid }) +
      label(write(tick), left - 6, y(tick) + 4, { fill: theme.muted, anchor: 'end' }),
  )
  const axis = drawXTicks(chart, xs, bottom, drawing)
  const order = lines.map((_, index) => index).sort((a, b) => depth(lines[a]) - depth(lines[b]))
  const drawn = order.map((index) => drawSeries(lines, index, looks[index], frame, theme))
  const keys = named.map((key) => ({ ...key, y: y(key.y) }))
  const names = narrow ? head.body : sideKeys(keys, x1 + 12, side - 14, [top - 10, bottom + 18], theme)
  const unit = caption === '' ? '' : label(caption, 0, head.height + 10, { fill: theme.muted })
  const body = [
    unit,
    band(chart, frame, theme),
    ...grid,
    drawMarks(laid, marksTop, bottom, theme),
    axis.body,
    ...drawn,
    names,
  ].join('')
  return { width, height: bottom + axis.height, body }
}

// What happened is drawn last, so that nothing covers it.
function depth(series: Series | undefined): number {
  return series?.role === 'actual' ? 3 : series?.role === 'forecast' ? 2 : series?.role === 'group' ? 1 : 0
}

interface Look {
  readonly color: string
  readonly width: number
  readonly dash?: string
}

function lookOf(lines: readonly Series[], theme: ChartTheme): Look[] {
  let group = -1
  let actual = -1
  return lines.map((series) => {
    if (series.role === 'forecast') return { color: theme.ink, width: 2, dash: '5 4' }
    if (series.role === 'comparison') return { color: theme.comparison, width: 1.75 }
    if (series.role === 'actual') {
      actual += 1
      if (actual === 0) return { color: theme.ink, width: 2 }
    }
    group += 1
    return { color: theme.groups[group % theme.groups.length] ?? theme.ink, width: 2 }
  })
}

/** The key of a line, its `y` still in values; null where the line has no point. */
function keyOf(series: Series, look: Look | undefined, chart: Chart, drawing: Drawing): Key | null {
  const last = lastIndex(series)
  const value = valueAt(series, last)
  if (value === null || look === undefined) return null
  return {
    name: series.name[drawing.writing.lang],
    value:
      series.role === 'comparison' || chart.series.length > MOST_VALUES + 2
        ? ''
        : compact(value, chart.unit, drawing.writing),
    look: look.dash === undefined ? 'line' : 'dashed',
    color: look.color,
    y: value,
  }
}

function lastIndex(series: Series): number {
  for (let index = series.values.length - 1; index >= 0; index -= 1) if (valueAt(series, index) !== null) return index
  return -1
}

function firstIndex(series: Series): number {
  return series.values.findIndex((_, index) => valueAt(series, index) !== null)
}

function drawSeries(
  lines: readonly Series[],
  index: number,
  look: Look | undefined,
  frame: Frame,
  theme: ChartTheme,
): string {
  const series = lines[index]
  if (series === undefined || look === undefined) return ''
  const stroke =
    look.dash === undefined
      ? { stroke: look.color, width: look.width }
      : { stroke: look.color, width: look.width, dash: look.dash }
  let out = ''
  for (const run of runs(series)) {
    const points = run.map((place) => [frame.xs[place] ?? 0, frame.y(valueAt(series, place) ?? 0)] as const)
    const joined =
      series.role === 'forecast' && run[0] === firstIndex(series) ? before(lines, firstIndex(series), frame) : []
    const all = [...joined, ...points]
    if (all.length > 1) out += path(trace(all), stroke)
    else for (const [x, y] of all) out += dot(x, y, 3, look.color, theme.surface)
  }
  const end = lastIndex(series)
  const value = valueAt(series, end)
  if (series.role === 'actual' && value !== null)
    out += dot(frame.xs[end] ?? 0, frame.y(value), 3, look.color, theme.surface)
  return out
}

// A forecast that goes on where the actual ends is drawn from there, or a gap of one day would look like missing data.
function before(lines: readonly Series[], first: number, frame: Frame): (readonly [number, number])[] {
  const actual = lines.find((series) => series.role === 'actual')
  const value = valueAt(actual, first - 1)
  return value === null || valueAt(actual, first) !== null ? [] : [[frame.xs[first - 1] ?? 0, frame.y(value)]]
}

/** Indices of points in unbroken stretches. */
function runs(series: Series): number[][] {
  const out: number[][] = []
  let run: number[] = []
  for (let index = 0; index < series.values.length; index += 1) {
    if (valueAt(series, index) !== null) run.push(index)
    else if (run.length > 0) {
      out.push(run)
      run = []
    }
  }
  return run.length > 0 ? [...out, run] : out
}

function trace(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('')
}

function band(chart: Chart, frame: Frame, theme: ChartTheme): string {
  const low = chart.series.find((series) => series.role === 'low')
  const high = chart.series.find((series) => series.role === 'high')
  if (low === undefined || high === undefined) return ''
  const both = { ...low, values: low.values.map((value, index) => (valueAt(high, index) === null ? null : value)) }
  return runs(both)
    .map((run) => {
      const upper = run.map((place) => [frame.xs[place] ?? 0, frame.y(valueAt(high, place) ?? 0)] as const)
      const lower = run.map((place) => [frame.xs[place] ?? 0, frame.y(valueAt(low, place) ?? 0)] as const)
      // A single day has no area; it gets a bar as wide as a fingertip's line.
      if (run.length === 1) return path(trace([...upper, ...lower]), { stroke: theme.band, width: 8 })
      return `<path d="${trace([...upper, ...lower.toReversed()])}Z" fill="${theme.band}"/>`
    })
    .join('')
}

/** Where the chart's marks stand; marks on an x that is not drawn are left out. */
export function placed(chart: Chart, xs: readonly number[], lang: 'de' | 'en'): { at: number; text: string }[] {
  return chart.marks.flatMap((mark) => {
    const at = xs[chart.x.indexOf(mark.x)]
    return at === undefined ? [] : [{ at, text: mark.text[lang] }]
  })
}

/** Labels under the plot, and the height they take. */
export function drawXTicks(
  chart: Chart,
  xs: readonly number[],
  bottom: number,
  drawing: Drawing,
): { body: string; height: number } {
  const ticks = xTicks({ x: chart.x, at: xs, lang: drawing.writing.lang, width: drawing.width })
  const { theme } = drawing
  const body = ticks.map((tick) => {
    const at = xs[tick.index] ?? 0
    const year = tick.year === '' ? '' : label(tick.year, tick.at, bottom + 33, { fill: theme.muted, anchor: 'middle' })
    return (
      straight(at, bottom, at, bottom + 4, { stroke: theme.muted }) +
      label(tick.label, tick.at, bottom + 18, { fill: theme.muted, anchor: 'middle' }) +
      year
    )
  })
  return { body: body.join(''), height: ticks.some((tick) => tick.year !== '') ? 38 : 24 }
}
