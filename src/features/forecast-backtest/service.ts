import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Compute } from '../../compute/index.ts'
import { csvField } from '../../core/csv.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import type { BatchForecast } from '../../ml/forecast/forecast-batch.ts'
import { type Interval, withIntervals } from '../../ml/forecast/pooled-intervals.ts'
import { type Accuracy, accuracyOf, coverageOf, type HeldOut } from './accuracy.ts'
import { completeRegressors } from './complete-regressors.ts'
import type { Series } from './lay-out.ts'
import { readSeries } from './read-series.ts'

export interface ForecastRequest {
  readonly input: string
  /** Steps ahead, and steps held out. */
  readonly horizon: number
  /** Steps in a season, 1 for none. */
  readonly period: number
  /** Null: no forecasts are written. */
  readonly output: string | null
}

export interface ForecastTools {
  readonly compute: Compute
  readonly signal: AbortSignal
  /** A sentence about what was done with the file. */
  note(sentence: string): void
  progress(sentence: string): void
}

interface LeftOut {
  readonly reason: string
  readonly series: number
  /** The first few of them. */
  readonly ids: readonly string[]
}

/** What the forecasts were worth on the last steps of each series, as one plain object that survives JSON. */
export interface ForecastBacktest extends Accuracy {
  readonly series: number
  /** Series whose last steps were held out and forecast. */
  readonly tested: number
  readonly horizon: number
  readonly frequency: number
  readonly regressors: readonly string[]
  /** Share of the held-out steps within their 90 % interval, 0..1. */
  readonly coverage90: number | null
  readonly seasonalNaive: Accuracy
  readonly ets: Accuracy
  /** How many series each method forecast. */
  readonly methods: Readonly<Record<string, number>>
  readonly leftOut: readonly LeftOut[]
  /** Forecast rows written; null where none were asked for. */
  readonly written: number | null
}

const LEVEL = 0.9
/** Small enough that threads end together and progress moves, large enough that copying costs nothing. */
const BATCH = 20
/** With few series, more ends in the past make up for what cannot be learnt from others. */
const ENOUGH_ENDS = 200
const MOST_ENDS = 8

/**
 * Holds out the last steps of every series of a file, forecasts them and says how far off that was, beside the seasonal
 * naive forecast and exponential smoothing; writes the forecasts after the end of each series where wanted.
 * @throws AppError  input.not-found, input.invalid with file and line; work.stopped
 */
export async function backtestForecast(request: ForecastRequest, tools: ForecastTools): Promise<ForecastBacktest> {
  const { horizon, period, output } = request
  const { series, regressors, notes } = await readSeries(request.input)
  for (const note of notes) tools.note(note)
  const known = series.filter(({ history }) => history.length > 0)
  if (known.length === 0) {
    throw new AppError('input.invalid', `${request.input}: no series has a known value; the column value is empty.`)
  }
  const testable = known.filter(({ history }) => isTestable(history, horizon))
  const held = testable.map(({ history }): HeldOut => {
    const from = history.length - horizon
    return { history: history.subarray(0, from), actual: history.subarray(from) }
  })
  const tests = testable.map(({ history, regressors: columns }, i) => ({
    history: held[i]?.history ?? history,
    regressors: columns.map((column) => column.subarray(0, history.length)),
  }))
  const made = await forecastAll(tests, { ...request, withEts: true, what: 'held-out steps' }, tools)
  const result = {
    series: series.length,
    tested: testable.length,
    horizon,
    frequency: period,
    regressors,
    ...accuracyOf(
      held,
      made.map(({ point }) => point),
      period,
    ),
    coverage90: coverageOf(held, withIntervals(made, { horizon, level: LEVEL })),
    seasonalNaive: accuracyOf(
      held,
      made.map(({ naive }) => naive),
      period,
    ),
    ets: accuracyOf(
      held,
      made.map(({ ets, naive }) => ets ?? naive),
      period,
    ),
    methods: countMethods(made),
    leftOut: leftOut(series, horizon),
    written: null,
  }
  if (output === null) return result
  const ahead = await forecastAll(known, { ...request, withEts: false, what: 'steps ahead' }, tools)
  for (const note of shortNotes(ahead)) tools.note(note)
  await write(output, known, ahead, horizon)
  return { ...result, written: known.length * horizon }
}

type Input = Pick<Series, 'history' | 'regressors'>

async function forecastAll(
  inputs: readonly Input[],
  { horizon, period, withEts, what }: Pick<ForecastRequest, 'horizon' | 'period'> & { withEts: boolean; what: string },
  { compute, signal, note, progress }: ForecastTools,
): Promise<BatchForecast[]> {
  const complete = inputs.map(({ history, regressors }) => completeRegressors({ history, regressors }, horizon, period))
  const assumed = complete.filter((one) => one.isAssumed).length
  if (assumed > 0) {
    note(
      `${what}: of ${assumed} series the further columns do not reach to the end; there the values of a season before were taken.`,
    )
  }
  const origins = Math.min(MOST_ENDS, Math.max(1, Math.ceil(ENOUGH_ENDS / Math.max(1, inputs.length))))
  let done = 0
  const batches = Array.from({ length: Math.ceil(inputs.length / BATCH) }, (_, b) =>
    complete.slice(b * BATCH, (b + 1) * BATCH),
  )
  const made = await Promise.all(
    batches.map(async (batch) => {
      const given = batch.map(({ history, regressors }) => ({ history, regressors }))
      const forecasts = await compute('forecastBatch', given, { horizon, period, origins, withEts })
      signal.throwIfAborted()
      done += batch.length
      progress(`Forecast ${what}: ${done} of ${inputs.length} series`)
      return forecasts
    }),
  )
  return made.flat()
}

/** A forecast needs something known before the steps that are held out, and something known in them. */
function isTestable(history: Float64Array, horizon: number): boolean {
  return history.length > horizon && history.subarray(0, history.length - horizon).some(Number.isFinite)
}

function leftOut(series: readonly Series[], horizon: number): LeftOut[] {
  const reasons: [string, (history: Float64Array) => boolean][] = [
    ['no known value', (history) => history.length === 0],
    [
      `too short to hold out ${horizon} steps: at least ${horizon + 1} are needed`,
      (history) => history.length > 0 && !isTestable(history, horizon),
    ],
  ]
  return reasons.flatMap(([reason, applies]) => {
    const found = series.filter(({ history }) => applies(history))
    return found.length === 0 ? [] : [{ reason, series: found.length, ids: found.slice(0, 5).map(({ id }) => id) }]
  })
}

function countMethods(made: readonly BatchForecast[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { method } of made) counts[method] = (counts[method] ?? 0) + 1
  return counts
}

function shortNotes(made: readonly BatchForecast[]): string[] {
  const short = made.flatMap(({ tooLittle }) => (tooLittle === null ? [] : [tooLittle]))
  const [first] = short
  if (first === undefined) return []
  const fewest = Math.min(...short.map(({ has }) => has))
  return [
    `${short.length} series have too little data (a model needs ${first.needs} known values, the shortest has ${fewest}); they got the naive forecast.`,
  ]
}

async function write(
  path: string,
  series: readonly Series[],
  forecasts: readonly BatchForecast[],
  horizon: number,
): Promise<void> {
  const intervals = withIntervals(forecasts, { horizon, level: LEVEL })
  try {
    await pipeline(rowsOf(series, forecasts, intervals), createWriteStream(path))
  } catch (error) {
    const sentence = `The forecasts could not be written to ${path}: ${messageOf(error)}. Name a file in a folder that is there.`
    throw new AppError('input.invalid', sentence, { path }, { cause: error })
  }
}

function* rowsOf(
  series: readonly Series[],
  forecasts: readonly BatchForecast[],
  intervals: readonly Interval[],
): Generator<string> {
  yield 'id,step,forecast,lower90,upper90\n'
  for (const [i, { id }] of series.entries()) {
    const [made, interval] = [forecasts[i], intervals[i]]
    if (made === undefined || interval === undefined) continue
    const name = csvField(id)
    let rows = ''
    made.point.forEach((value, h) => {
      rows += `${name},${h + 1},${decimal(value)},${decimal(interval.low[h])},${decimal(interval.high[h])}\n`
    })
    yield rows
  }
}

/** Ten digits say more than any forecast knows; never an exponent a spreadsheet would stumble over below 10^21. */
function decimal(value = Number.NaN): string {
  return String(Number(value.toPrecision(10)))
}
