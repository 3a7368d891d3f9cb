import type { Series } from './lay-out.ts'

/** A series whose further columns reach over the horizon. */
export interface CompleteSeries {
  readonly history: Float64Array
  /** Each Float64Array[n + horizon], finite. */
  readonly regressors: Float64Array[]
  /** Whether values for the horizon were taken from a season before. */
  readonly isAssumed: boolean
}

/** Fills what a file does not say about its further columns: with the value a season before, else with the one before. */
export function completeRegressors(
  { history, regressors }: Pick<Series, 'history' | 'regressors'>,
  horizon: number,
  period: number,
): CompleteSeries {
  const n = history.length
  let isAssumed = false
  const filled = regressors.map((column) => {
    const values = new Float64Array(n + horizon).fill(Number.NaN)
    values.set(column.subarray(0, n + horizon))
    const first = values.find(Number.isFinite) ?? 0
    return values.map((value, t) => {
      if (Number.isFinite(value)) return value
      if (t >= n) isAssumed = true
      const season = values[t - period] ?? Number.NaN
      const next = Number.isFinite(season) ? season : t > 0 ? (values[t - 1] ?? first) : first
      values[t] = Number.isFinite(next) ? next : first
      return values[t] ?? first
    })
  })
  return { history, regressors: filled, isAssumed }
}
