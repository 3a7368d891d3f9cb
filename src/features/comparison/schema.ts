/** What is compared: parts of the visitors (one browser, one country, ...) at each step on the way to the order. */
import type { TwoProportions } from '../../ml/stats/compare-proportions.ts'
import type { HitMatch, Period } from '../visits/index.ts'

/** By what visitors are told apart. */
export const PARTS = ['device', 'browser', 'country', 'channel'] as const
type Part = (typeof PARTS)[number]

/** Some of the visitors: those with these values; none given: all. */
export type Cell = Partial<Readonly<Record<Part, string>>>

/** `before` are the weeks right before `now`. */
export interface Periods {
  readonly now: Period
  readonly before: Period
}

/** Visits that reached a step, and those of them that went on to any later one. */
export interface Reach {
  readonly reached: number
  readonly went: number
}

export interface Compared {
  readonly cell: Cell
  /** Place of the step among the steps. */
  readonly place: number
  readonly now: Reach
  readonly before: Reach
  /** All other visits in both periods; null for the cell of all. */
  readonly rest: Reach | null
  readonly restBefore: Reach | null
  /** Now against before, and against the rest; null where there are too few visits to test. */
  readonly change: TwoProportions | null
  readonly gap: TwoProportions | null
  /** The same after Benjamini and Hochberg over all cells and steps; NaN where not tested. */
  readonly changeQ: number
  readonly gapQ: number
}

export interface Comparison {
  readonly steps: readonly HitMatch[]
  readonly periods: Periods
  readonly cells: readonly Compared[]
}
