import type { Lang, Text } from '../../../../core/lang.ts'
import type { Chart } from '../../../findings/index.ts'
import type { Writing } from '../format.ts'
import type { ChartTheme } from './theme.ts'
import { xKind, xLabel } from './x-axis.ts'

/** What a kind of chart is drawn with. */
export interface Drawing {
  readonly writing: Writing
  readonly theme: ChartTheme
  /** Pixels; below `NARROW` labels move above the plot. */
  readonly width: number
}

export const NARROW = 480

export type Series = Chart['series'][number]

/** The value at a place, null where there is none or it is no number. */
export function valueAt(series: Series | undefined, index: number): number | null {
  const value = series?.values[index]
  return value === undefined || value === null || !Number.isFinite(value) ? null : value
}

/** All values that are numbers. */
export function finiteValues(series: readonly Series[]): number[] {
  return series.flatMap((one) =>
    one.values.filter((value): value is number => value !== null && Number.isFinite(value)),
  )
}

/** More groups than this side by side, at two points of x, are read more easily as rows that hold both. */
const MOST_GROUPS = 4

/** Many groups at two points of x, turned: a row per group with the later value as its bar and the earlier one beside it. */
export function turned(chart: Chart, lang: Lang): Chart {
  const { x, series } = chart
  const [before, after] = x
  if (before === undefined || after === undefined || x.length !== 2) return chart
  if (series.length <= MOST_GROUPS || series.some((one) => one.role !== 'group')) return chart
  const name = (entry: string): Text => ({ de: xLabel(entry, xKind(x), 'de'), en: xLabel(entry, xKind(x), 'en') })
  return {
    ...chart,
    x: series.map((one) => one.name[lang]),
    series: [
      { name: name(after), role: 'actual', values: series.map((one) => one.values[1] ?? null) },
      { name: name(before), role: 'comparison', values: series.map((one) => one.values[0] ?? null) },
    ],
    marks: [],
  }
}
