/** NN5: daily cash withdrawals with gaps; the last 56 days are held out. */
import { z } from 'zod'
import { mase } from '../src/ml/forecast/mase.ts'
import { withIntervals } from '../src/ml/forecast/pooled-intervals.ts'
import { median } from '../src/ml/stats/quantile.ts'
import type { Bench } from './lib/bench.ts'
import { readJsonDataset } from './lib/datasets.ts'
import { meanOf, rounded, withForecasts } from './lib/forecasting.ts'

const seriesSchema = z.array(z.object({ x: z.array(z.number().nullable()) }))
const HORIZON = 56
const SMALL = 10

/** Gaps filled by the median of their weekday, as the Monash archive does before it reckons its figures. */
function filled(values: Float64Array): Float64Array {
  const middles = Array.from({ length: 7 }, (_, day) => median(values.filter((_, t) => t % 7 === day)))
  return values.map((value, t) => (Number.isNaN(value) ? (middles[t % 7] ?? 0) : value))
}

export const forecastNn5Bench: Bench = {
  name: 'forecast-nn5',
  about: '111 daily series with gaps, 56 days ahead; asked: MASE 0.84 (TBATS .858, ETS .865)',
  run: ({ small }) =>
    withForecasts(async (forecast) => {
      const series = seriesSchema.parse(readJsonDataset('nn5.json.gz')).slice(0, small ? SMALL : undefined)
      const all = series.map(({ x }) => Float64Array.from(x, (value) => value ?? Number.NaN))
      const inputs = all.map((values) => ({ history: values.slice(0, -HORIZON), regressors: [] }))
      const started = performance.now()
      const made = await forecast(inputs, { horizon: HORIZON, period: 7, origins: 1, withEts: false })
      const intervals = withIntervals(made, { horizon: HORIZON, level: 0.9 })
      const seconds = (performance.now() - started) / 1000
      const inside: number[] = []
      const errors = all.map((values, i) => {
        const from = values.length - HORIZON
        values.subarray(from).forEach((value, h) => {
          const [low, high] = [intervals[i]?.low[h] ?? 0, intervals[i]?.high[h] ?? 0]
          if (!Number.isNaN(value)) inside.push(Number(value >= low && value <= high))
        })
        const whole = filled(values)
        const of = (point?: Float64Array) =>
          mase(whole.subarray(from), point ?? new Float64Array(HORIZON), whole.subarray(0, from), 7)
        return { ours: of(made[i]?.point), naive: of(made[i]?.naive) }
      })
      return {
        mase: rounded(meanOf(errors.map(({ ours }) => ours))),
        maseSeasonalNaive: rounded(meanOf(errors.map(({ naive }) => naive))),
        coverage90: rounded(meanOf(inside)),
        seconds: rounded(seconds, 1),
      }
    }),
}
