import type { Column } from '../trees/columns.ts'
import { mix } from '../trees/mix.ts'
import type { TreesModel } from '../trees/model.ts'
import type { TreesOptions } from '../trees/options.ts'
import { predictTrees } from '../trees/predict-trees.ts'
import type { TreesFit } from '../trees/training.ts'
import { meanBetween, meanOfSums, type SummedPanel, type SummedSeries } from './global-panel.ts'

/** One model for all series; plain data. */
export interface GlobalModel {
  readonly trees: TreesModel
  readonly horizon: number
  /** How many regressors a series has. */
  readonly regressors: number
}

/** Trains trees, in this thread or in several: `trainTrees`, or `trainInThreads` with a number of threads. */
export type Train = (
  columns: readonly Column[],
  target: Float64Array,
  options: TreesOptions,
) => TreesFit | Promise<TreesFit>

export interface GlobalOptions {
  /** Steps ahead, a whole number >= 1. */
  readonly horizon: number
  /** So many of the last steps are not looked at, for forecasts from the past; >= 0. */
  readonly heldBack: number
  readonly seed: number
}

/** Known values that a series needs before it is forecast. */
const LEAST_AGE = 4
/** More rows cost time and tell nothing new. */
const MOST_ROWS = 200_000
const LEAST_ROWS = 500
const MEANS = [4, 8, 13, 26, 52] as const
const LAGS = 3
const LEVEL_STEPS = 26
/** Between Poisson and gamma: demand with many zeros and heavy peaks. */
const POWER = 1.3
const TREES: TreesOptions = {
  loss: { name: 'tweedie', power: POWER },
  rounds: 120,
  learningRate: 0.06,
  leaves: 24,
  leafRows: 60,
  l2: 1,
  rowShare: 0.7,
  columnShare: 0.7,
}

/**
 * Learns from the past of all series at once what comes next, each step ahead directly. What is learnt is demand beside the series'
 * own level, so that slow and fast sellers learn from one another. Every row is made from what was known at its origin alone.
 * @returns  null where there is too little past to learn from
 * @throws RangeError  an option is out of range
 * Source: Makridakis, Spiliotis & Assimakopoulos (2022), "M5 accuracy competition", whose best entrants are such models; Montero-Manso &
 * Hyndman (2021), "Principles and algorithms for forecasting groups of time series: locality and globality".
 */
export async function trainGlobal(
  panel: SummedPanel,
  options: GlobalOptions,
  train: Train,
): Promise<GlobalModel | null> {
  const { horizon, heldBack, seed } = options
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new RangeError(`horizon must be a whole number >= 1, got ${horizon}`)
  if (!Number.isInteger(heldBack) || heldBack < 0)
    throw new RangeError(`heldBack must be a whole number >= 0, got ${heldBack}`)
  const regressors = panel.series[0]?.regressors.length ?? 0
  const end = panel.steps - heldBack
  const rows: Row[] = []
  const share = MOST_ROWS / Math.max(1, possibleRows(panel, horizon, end))
  panel.series.forEach((series, i) => {
    for (let origin = LEAST_AGE; series.start + origin < end; origin++) {
      const scale = levelAt(series, origin)
      if (!(scale > 0)) continue
      for (let ahead = 0; ahead < horizon && series.start + origin + ahead < end; ahead++) {
        if (share < 1 && mix(seed ^ i, origin, ahead) >= share) continue
        if (!Number.isNaN(series.history[origin + ahead])) rows.push({ series, origin, ahead, scale })
      }
    }
  })
  if (rows.length < LEAST_ROWS) return null
  const columns = columnsOf(panel, rows, regressors)
  const target = Float64Array.from(
    rows,
    ({ series, origin, ahead, scale }) => (series.history[origin + ahead] ?? 0) / scale,
  )
  // The deviance of the demand itself: a unit's worth of error counts the same in slow and fast sellers' rows.
  const weight = Float64Array.from(rows, ({ scale }) => scale ** (2 - POWER))
  const fit = await train(columns, target, { ...TREES, seed, weight })
  return fit.ok ? { trees: fit.model, horizon, regressors } : null
}

/**
 * Forecasts of every series from the end, or from `heldBack` steps before it.
 * @returns  one Float64Array[horizon] for each series; null where it is too young then or never sold
 */
export function forecastGlobal(model: GlobalModel, panel: SummedPanel, heldBack: number): (Float64Array | null)[] {
  const { trees, horizon, regressors } = model
  const rows: Row[] = []
  const places = panel.series.map((series) => {
    const origin = series.history.length - heldBack
    const scale = origin >= LEAST_AGE ? levelAt(series, origin) : 0
    if (!(scale > 0)) return -1
    for (let ahead = 0; ahead < horizon; ahead++) rows.push({ series, origin, ahead, scale })
    return rows.length - horizon
  })
  if (rows.length === 0) return places.map(() => null)
  const ratios = predictTrees(trees, columnsOf(panel, rows, regressors))
  return places.map((place) =>
    place < 0
      ? null
      : Float64Array.from({ length: horizon }, (_, h) => (ratios[place + h] ?? 0) * (rows[place]?.scale ?? 0)),
  )
}

/** One forecast of one step: `origin` is the first step of the series that is not known yet. */
interface Row {
  readonly series: SummedSeries
  readonly origin: number
  readonly ahead: number
  readonly scale: number
}

function possibleRows({ series }: SummedPanel, horizon: number, end: number): number {
  return series.reduce((sum, { start }) => sum + horizon * Math.max(0, end - start - LEAST_AGE), 0)
}

/** Mean of late, but never far below that of all: 0 only where nothing was sold at all. */
function levelAt(series: SummedSeries, origin: number): number {
  if ((series.counts[origin] ?? 0) < LEAST_AGE) return 0
  const late = meanBetween(series, origin - LEVEL_STEPS, origin)
  const all = meanBetween(series, 0, origin)
  return Math.max(Number.isNaN(late) ? 0 : late, 0.1 * all)
}

function columnsOf(panel: SummedPanel, rows: readonly Row[], regressors: number): Column[] {
  const { period } = panel
  const own = (name: string, of: (row: Row) => number): Column => ({
    name,
    kind: 'number',
    values: Float32Array.from(rows, of),
  })
  const at = ({ series, origin, ahead }: Row): number => series.start + origin + ahead
  const categoryOf = new Map(panel.categories.map((category, place) => [category, place]))
  const none = new Float64Array(0)
  const sumsOf = ({ series }: Row): Float64Array => panel.byCategory.get(series.category) ?? none
  return [
    own('ahead', ({ ahead }) => ahead),
    own('season', (row) => at(row) % period),
    own('age', ({ origin }) => origin),
    own('log-level', ({ scale }) => Math.log(scale)),
    ...Array.from({ length: LAGS }, (_, lag) =>
      own(`lag-${lag}`, ({ series, origin, scale }) => (series.history[origin - 1 - lag] ?? Number.NaN) / scale),
    ),
    ...MEANS.map((steps) =>
      own(`mean-${steps}`, ({ series, origin, scale }) => meanBetween(series, origin - steps, origin) / scale),
    ),
    own('since-demand', ({ series, origin }) => origin - 1 - (series.lastDemand[origin] ?? -1)),
    own('last-season', ({ series, origin, ahead, scale }) => {
      const then = origin + ahead - period
      return then < 0 || period === 1 ? Number.NaN : meanBetween(series, then - 1, Math.min(then + 2, origin)) / scale
    }),
    own('season-of-category', (row) => seasonRatio(sumsOf(row), row, period)),
    own('season-of-all', (row) => seasonRatio(panel.total, row, period)),
    own('trend-of-category', (row) => trendRatio(sumsOf(row), row)),
    own('trend-of-all', (row) => trendRatio(panel.total, row)),
    {
      name: 'category',
      kind: 'category',
      labels: panel.categories,
      values: Int32Array.from(rows, ({ series }) => categoryOf.get(series.category) ?? -1),
    },
    ...Array.from({ length: regressors }, (_, k) => [
      own(`given-${k}`, ({ series, origin, ahead }) => series.regressors[k]?.[origin + ahead] ?? Number.NaN),
      own(`change-${k}`, ({ series, origin, ahead }) => {
        const column = series.regressors[k] ?? none
        return (column[origin + ahead] ?? Number.NaN) - meanOfLast(column, origin)
      }),
    ]).flat(),
  ]
}

/** The season before: what was sold around the step beside the weeks before the origin, then. */
function seasonRatio(sums: Float64Array, { series, origin, ahead }: Row, period: number): number {
  const then = series.start + origin - period
  if (period === 1 || ahead + 2 > period) return Number.NaN
  return meanOfSums(sums, then + ahead - 1, then + ahead + 2) / meanOfSums(sums, then - MEANS[1], then)
}

function trendRatio(sums: Float64Array, { series, origin }: Row): number {
  const now = series.start + origin
  return meanOfSums(sums, now - MEANS[0], now) / meanOfSums(sums, now - MEANS[3], now)
}

function meanOfLast(column: Float64Array, origin: number): number {
  let [sum, count] = [0, 0]
  for (let t = Math.max(0, origin - MEANS[2]); t < origin; t++) {
    const value = column[t] ?? Number.NaN
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return count === 0 ? Number.NaN : sum / count
}
