import type { Chart } from '../../../findings/index.ts'
import { axisWriting, compact } from '../format.ts'
import { type Drawing, finiteValues, type Series, valueAt } from './context.ts'
import { type Key, topKeys } from './keys.ts'
import { drawXTicks, placed } from './line.ts'
import { drawMarks, layMarks, marksHeight } from './marks.ts'
import { niceScale } from './scale.ts'
import { type Figure, label, path, px, rectangle, straight } from './svg.ts'
import { textWidth } from './text-width.ts'
import { AXIS_SIZE, xKind, xLabel } from './x-axis.ts'

const PLOT_HEIGHT = 170

/** Series drawn as bars: the actual and forecast share a bar's place, groups stand side by side. */
interface Lane {
  readonly series: readonly Series[]
  readonly color: string
}

/** The bars' lanes and the series they are compared with. */
export function lanesOf(chart: Chart, drawing: Drawing): { lanes: Lane[]; comparison: Series | undefined } {
  const { theme } = drawing
  const main = chart.series.filter((series) => series.role === 'actual' || series.role === 'forecast')
  const groups = chart.series.filter((series) => series.role === 'group')
  const comparison = chart.series.find((series) => series.role === 'comparison')
  const [actual, ...more] = main.filter((series) => series.role === 'actual')
  const forecasts = main.filter((series) => series.role === 'forecast')
  const lanes: Lane[] = []
  const first = actual === undefined ? forecasts : [actual, ...forecasts]
  if (first.length > 0) lanes.push({ series: first, color: theme.bar })
  const rest = [...more, ...groups]
  // A group alone is the chart's subject; colour would only ask what it stands for.
  if (first.length === 0 && rest.length === 1) return { lanes: [{ series: rest, color: theme.bar }], comparison }
  for (const [index, series] of rest.entries()) {
    lanes.push({ series: [series], color: theme.groups[index % theme.groups.length] ?? theme.bar })
  }
  if (lanes.length === 0 && comparison !== undefined) {
    return { lanes: [{ series: [comparison], color: theme.comparison }], comparison: undefined }
  }
  return { lanes, comparison }
}

/** Keys of lanes and comparison; none where there is only one thing to see. */
export function laneKeys(chart: Chart, drawing: Drawing, comparisonLook: 'line' | 'tick'): Key[] {
  const { lanes, comparison } = lanesOf(chart, drawing)
  const { lang } = drawing.writing
  const keys = lanes.flatMap((lane) =>
    lane.series.map((series): Key => {
      const look = series.role === 'forecast' ? 'dashed' : 'block'
      return { name: series.name[lang], value: '', look, color: lane.color, y: 0 }
    }),
  )
  if (comparison !== undefined) {
    keys.push({ name: comparison.name[lang], value: '', look: comparisonLook, color: drawing.theme.comparison, y: 0 })
  }
  return keys.length > 1 ? keys : []
}

/** Upright bars from left to right, for time and for ordered categories. */
export function drawColumns(chart: Chart, drawing: Drawing): Figure {
  const { writing, theme, width } = drawing
  const { lanes, comparison } = lanesOf(chart, drawing)
  const values = finiteValues(chart.series)
  const scale = niceScale(Math.min(0, ...values), Math.max(0, ...values), 4, chart.unit === 'count')
  const { caption, write } = axisWriting(scale.ticks, scale.step, chart.unit, writing)
  const left = Math.ceil(Math.max(...scale.ticks.map((tick) => textWidth(write(tick), AXIS_SIZE)))) + 10
  const step = (width - left - 2) / Math.max(1, chart.x.length)
  const xs = chart.x.map((_, index) => left + (index + 0.5) * step)
  const keys = topKeys(laneKeys(chart, drawing, 'line'), 0, width, theme)
  const laid = layMarks(placed(chart, xs, writing.lang), left, width)
  const marksTop = keys.height + (caption === '' ? 0 : 16)
  const top = marksTop + marksHeight(laid) + 16
  const bottom = top + PLOT_HEIGHT
  const y = (value: number): number => bottom - ((value - scale.low) / (scale.high - scale.low)) * PLOT_HEIGHT
  const grid = scale.ticks.map(
    (tick) =>
      straight(left, y(tick), width, y(tick), { stroke: tick === 0 ? theme.muted : theme.grid }) +
      label(write(tick), left - 6, y(tick) + 4, { fill: theme.muted, anchor: 'end' }),
  )
  const unit = caption === '' ? '' : label(caption, 0, keys.height + 10, { fill: theme.muted })
  const frame = { xs, y, step }
  const bars = lanes.map((lane, index) => columns(chart, lane, { index, count: lanes.length }, frame, drawing))
  const ticks = drawXTicks(chart, xs, bottom, drawing)
  const body = [
    keys.body,
    unit,
    ...grid,
    drawMarks(laid, marksTop, bottom, theme),
    ...bars,
    comparison === undefined ? '' : ticksAt(comparison, frame, theme.comparison),
    whiskers(chart, frame, drawing),
    lanes.length === 1 ? columnLabels(chart, lanes[0], frame, drawing) : '',
    ticks.body,
  ].join('')
  return { width, height: bottom + ticks.height, body }
}

interface ColumnFrame {
  readonly xs: readonly number[]
  readonly y: (value: number) => number
  readonly step: number
}

function columnWidth(step: number): number {
  return Math.min(44, step > 6 ? step * 0.72 : Math.max(0.6, step - 1))
}

function columns(
  chart: Chart,
  lane: Lane,
  place: { index: number; count: number },
  frame: ColumnFrame,
  drawing: Drawing,
): string {
  const whole = columnWidth(frame.step)
  const own = whole / place.count
  let out = ''
  for (const series of lane.series) {
    for (const [index, centre] of frame.xs.entries()) {
      const value = valueAt(series, index)
      if (value === null) continue
      const [from, to] = [frame.y(Math.max(0, value)), frame.y(Math.min(0, value))]
      const box = {
        x: centre - whole / 2 + place.index * own,
        y: from,
        width: place.count > 1 ? own - 1 : own,
        height: to - from,
      }
      const color = place.count === 1 && value < 0 ? drawing.theme.bad : lane.color
      const hint = `${xLabel(chart.x[index] ?? '', xKind(chart.x), drawing.writing.lang)}: ${compact(value, chart.unit, drawing.writing)}`
      out += series.role === 'forecast' ? hollow(box, color, hint) : rectangle(box, color, { hint })
    }
  }
  return out
}

// What has not come yet is an outline, as a forecast line is dashed.
function hollow(box: { x: number; y: number; width: number; height: number }, color: string, hint: string): string {
  const d = `M${px(box.x)} ${px(box.y + box.height)}L${px(box.x)} ${px(box.y)}L${px(box.x + box.width)} ${px(box.y)}L${px(box.x + box.width)} ${px(box.y + box.height)}`
  return rectangle(box, color, { opacity: 0.12, hint }) + path(d, { stroke: color, width: 1.25, dash: '4 3' })
}

function ticksAt(series: Series, frame: ColumnFrame, color: string): string {
  const half = columnWidth(frame.step) / 2 + 2
  return frame.xs
    .map((centre, index) => {
      const value = valueAt(series, index)
      if (value === null) return ''
      return straight(centre - half, frame.y(value), centre + half, frame.y(value), { stroke: color, width: 2.5 })
    })
    .join('')
}

function whiskers(chart: Chart, frame: ColumnFrame, drawing: Drawing): string {
  const low = chart.series.find((series) => series.role === 'low')
  const high = chart.series.find((series) => series.role === 'high')
  return frame.xs
    .map((centre, index) => {
      const [from, to] = [valueAt(low, index), valueAt(high, index)]
      if (from === null || to === null) return ''
      return straight(centre, frame.y(from), centre, frame.y(to), { stroke: drawing.theme.muted, width: 1.5 })
    })
    .join('')
}

/** Values above the bars, only where every one of them has room. */
function columnLabels(chart: Chart, lane: Lane | undefined, frame: ColumnFrame, drawing: Drawing): string {
  const shown = (lane?.series ?? []).flatMap((series) =>
    frame.xs.map((centre, index) => ({ centre, value: valueAt(series, index) })).filter((one) => one.value !== null),
  )
  const texts = shown.map((one) => compact(one.value, chart.unit, drawing.writing))
  if (texts.some((text) => textWidth(text, 12) > frame.step - 4)) return ''
  // A bar of comparison or a whisker would cross the words.
  if (chart.series.some((series) => series.role === 'comparison' || series.role === 'high')) return ''
  return shown
    .map((one, index) => {
      const value = one.value ?? 0
      const y = value < 0 ? frame.y(value) + 14 : frame.y(value) - 5
      return label(texts[index] ?? '', one.centre, y, { fill: drawing.theme.ink, anchor: 'middle' })
    })
    .join('')
}
