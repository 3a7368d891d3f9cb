/** Series of one frequency that end together, such as the weekly demand of all products. */
export interface Panel {
  readonly series: readonly PanelSeries[]
  /** Steps in a season, a whole number >= 1. */
  readonly period: number
}

export interface PanelSeries {
  /** Float64Array[n], oldest first, >= 0, NaN where nothing is known. All series end at the same step. */
  readonly history: Float64Array
  /** Whatever sells alike; its sum tells of seasons that a single series is too noisy for. */
  readonly category: string
  /** Known influences such as price and promotion, the same ones for every series: Float64Array[n + horizon], NaN where not known. */
  readonly regressors: readonly Float64Array[]
}

/** A series with running sums, so that the mean over any stretch takes one subtraction. */
export interface SummedSeries extends PanelSeries {
  /** Step of the panel at which the series begins; the longest one begins at 0. */
  readonly start: number
  /** Of known values and of their number before each place: Float64Array[n + 1]. */
  readonly sums: Float64Array
  readonly counts: Uint32Array
  /** Place of the last demand before each place, -1 where there was none. */
  readonly lastDemand: Int32Array
}

export interface SummedPanel {
  readonly series: readonly SummedSeries[]
  readonly period: number
  /** Steps of the longest series. */
  readonly steps: number
  readonly categories: readonly string[]
  /** By category, and all together: running sums over the panel's steps. */
  readonly byCategory: ReadonlyMap<string, Float64Array>
  readonly total: Float64Array
}

/** @throws RangeError  a value is negative or infinite, a period out of range */
export function sumPanel({ series, period }: Panel): SummedPanel {
  if (!Number.isInteger(period) || period < 1) throw new RangeError(`period must be a whole number >= 1, got ${period}`)
  const steps = series.reduce((most, { history }) => Math.max(most, history.length), 0)
  const byCategory = new Map<string, Float64Array>()
  const total = new Float64Array(steps + 1)
  const summed = series.map((one, i) => {
    const own = sumSeries(one, steps, i)
    const category = byCategory.get(one.category) ?? new Float64Array(steps + 1)
    byCategory.set(one.category, category)
    one.history.forEach((value, t) => {
      if (Number.isNaN(value)) return
      const at = own.start + t + 1
      category[at] = (category[at] as number) + value // steps + 1 places, as below
      total[at] = (total[at] as number) + value
    })
    return own
  })
  for (const values of [total, ...byCategory.values()]) {
    for (let t = 1; t <= steps; t++) values[t] = (values[t] as number) + (values[t - 1] as number)
  }
  return { series: summed, period, steps, categories: [...byCategory.keys()], byCategory, total }
}

function sumSeries(series: PanelSeries, steps: number, place: number): SummedSeries {
  const { history } = series
  const n = history.length
  const sums = new Float64Array(n + 1)
  const counts = new Uint32Array(n + 1)
  const lastDemand = new Int32Array(n + 1).fill(-1)
  // `as number` below: t runs to n.
  for (let t = 0; t < n; t++) {
    const value = history[t] as number
    const isKnown = !Number.isNaN(value)
    if (isKnown && !(value >= 0 && value < Infinity))
      throw new RangeError(`series[${place}].history[${t}] must be >= 0 or NaN, got ${value}`)
    sums[t + 1] = (sums[t] as number) + (isKnown ? value : 0)
    counts[t + 1] = (counts[t] as number) + (isKnown ? 1 : 0)
    lastDemand[t + 1] = value > 0 ? t : (lastDemand[t] as number)
  }
  return { ...series, start: steps - n, sums, counts, lastDemand }
}

/** Mean of the known values at from..before, cut to the series; NaN where there is none. */
export function meanBetween({ sums, counts, history }: SummedSeries, from: number, before: number): number {
  const [a, b] = [Math.max(0, from), Math.min(history.length, before)]
  if (b <= a) return Number.NaN
  const count = (counts[b] as number) - (counts[a] as number) // within the series
  return count === 0 ? Number.NaN : ((sums[b] as number) - (sums[a] as number)) / count
}

/** Mean over the panel's steps from..before from running sums; NaN where these are not all there. */
export function meanOfSums(sums: Float64Array, from: number, before: number): number {
  if (from < 0 || before >= sums.length || before <= from) return Number.NaN
  return ((sums[before] as number) - (sums[from] as number)) / (before - from)
}
