import type { Chart } from '../../../findings/index.ts'
import type { Writing } from '../format.ts'
import type { ChartTheme } from './theme.ts'

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
