import type { Moment } from './time-axis.ts'

/** The rows of one series as they stand in the file. */
export interface RawSeries {
  readonly id: string
  readonly lines: number[]
  /** Steps, or dates in the order of `lines`; one of the two is empty. */
  readonly steps: number[]
  readonly moments: Moment[]
  /** NaN where the field is empty. */
  readonly values: number[]
  /** One array for each further column. */
  readonly columns: number[][]
}
