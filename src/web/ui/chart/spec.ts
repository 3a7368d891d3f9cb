/** What a chart shows: the shape of the report's charts, so that pages hand them on as they come. */
import type { Text } from '../../../core/lang.ts'
import type { ValueUnit } from '../../../language/format.ts'

export interface ChartSpec {
  readonly id: string
  /** A sentence that says what is to be seen. */
  readonly title: Text
  readonly kind: 'line' | 'bar' | 'waterfall' | 'heatmap'
  readonly unit: ValueUnit
  /** Categories or days along x. */
  readonly x: readonly string[]
  readonly series: readonly {
    readonly name: Text
    readonly role: 'actual' | 'forecast' | 'comparison' | 'low' | 'high' | 'group'
    readonly values: readonly (number | null)[]
  }[]
  readonly marks: readonly { readonly x: string; readonly text: Text }[]
}

/** The place that was clicked. */
export interface ChartPick {
  readonly x: string
  readonly series: Text
  readonly value: number | null
}
