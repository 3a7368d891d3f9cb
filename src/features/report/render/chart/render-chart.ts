/** A chart of the report as one SVG: no script, no style sheet, no font of its own. */
import { inLanguage } from '../../../../language/chart-words.ts'
import type { Chart } from '../../../findings/index.ts'
import { compact, type Writing } from '../format.ts'
import { drawColumns } from './bar.ts'
import { type Drawing, finiteValues, turned, valueAt } from './context.ts'
import { drawHeatmap } from './heatmap.ts'
import { drawLine } from './line.ts'
import { drawRows, isOrdered } from './rows.ts'
import { type Figure, wrap } from './svg.ts'
import type { ChartTheme } from './theme.ts'
import { drawWaterfall } from './waterfall.ts'
import { xKind, xLabel } from './x-axis.ts'

export interface ChartOptions extends Writing {
  readonly theme: ChartTheme
  /** Pixels; the height follows from what is drawn. */
  readonly width: number
  /** Unique in the document; the ids of title and description begin with it. */
  readonly id: string
}

/** Whether there is anything to draw: an axis without a single value says nothing. */
export function hasValues(chart: Chart): boolean {
  return chart.x.length > 0 && finiteValues(chart.series).length > 0
}

function draw(chart: Chart, drawing: Drawing): Figure {
  if (chart.kind === 'line') return drawLine(chart, drawing)
  if (chart.kind === 'waterfall') return drawWaterfall(chart, drawing)
  if (chart.kind === 'heatmap') return drawHeatmap(chart, drawing)
  const lying = turned(chart, drawing.writing.lang)
  if (lying !== chart) return drawRows(lying, drawing)
  const upright = xKind(chart.x) !== 'words' || (isOrdered(chart.x) && chart.x.length > 7)
  return upright ? drawColumns(chart, drawing) : drawRows(chart, drawing)
}

/**
 * The chart as an SVG element. Its title, a sentence, is the element's name and is not drawn: the page sets it above,
 * where it wraps. Gaps stay gaps; callers leave out charts without values (`hasValues`).
 */
export function renderChart(given: Chart, options: ChartOptions): string {
  const chart = inLanguage(given, options.lang)
  const { lang, currency, theme, width } = options
  const figure = draw(chart, { writing: { lang, currency }, theme, width })
  return wrap(figure, { id: options.id, title: chart.title[lang], description: describe(chart, options) }, theme)
}

const WORDS = {
  de: { from: 'von', to: 'bis', least: 'kleinster Wert', most: 'größter Wert', last: 'zuletzt', none: 'keine Werte' },
  en: { from: 'from', to: 'to', least: 'lowest', most: 'highest', last: 'last', none: 'no values' },
} as const

/** What a screen reader says: the span of x, and of each series its ends and its last value. */
function describe(chart: Chart, writing: Writing): string {
  const words = WORDS[writing.lang]
  const kind = xKind(chart.x)
  const end = (place: number): string => xLabel(chart.x.at(place) ?? '', kind, writing.lang)
  const series = chart.series
    .filter((one) => one.role !== 'low' && one.role !== 'high')
    .slice(0, 12)
    .map((one) => {
      const values = finiteValues([one])
      const write = (value: number): string => compact(value, chart.unit, writing)
      if (values.length === 0) return `${one.name[writing.lang]}: ${words.none}`
      const last = one.values.findLastIndex((_, index) => valueAt(one, index) !== null)
      const ends = `${words.least} ${write(Math.min(...values))}, ${words.most} ${write(Math.max(...values))}`
      return `${one.name[writing.lang]}: ${ends}, ${words.last} ${write(valueAt(one, last) ?? 0)}`
    })
  const span = kind === 'words' ? '' : `${words.from} ${end(0)} ${words.to} ${end(-1)}. `
  return `${span}${series.join('. ')}.`
}
