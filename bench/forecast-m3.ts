/** The M3 competition: every series at its own horizon, fitted without its hold-out. */
import { z } from 'zod'
import { mase } from '../src/ml/forecast/mase.ts'
import { withIntervals } from '../src/ml/forecast/pooled-intervals.ts'
import { smape } from '../src/ml/forecast/smape.ts'
import type { Bench } from './lib/bench.ts'
import { readJsonDataset } from './lib/datasets.ts'
import { meanOf, rounded, withForecasts } from './lib/forecasting.ts'

const seriesSchema = z.array(
  z.object({
    period: z.string(),
    h: z.number(),
    frequency: z.number(),
    train: z.array(z.number()),
    test: z.array(z.number()),
  }),
)
const SMALL_EVERY = 60
const LEVEL = 0.9

export const forecastM3Bench: Bench = {
  name: 'forecast-m3',
  about:
    'all 3,003 series of the M3 competition; asked: mean sMAPE 12.6, monthly MASE 0.84, coverage 0.87 to 0.93, 60 s',
  run: ({ small }) =>
    withForecasts(async (forecast) => {
      const all = seriesSchema.parse(readJsonDataset('m3.json.gz'))
      const series = small ? all.filter((_, i) => i % SMALL_EVERY === 0) : all
      const errors: { period: string; smape: number; mase: number; inside: number[] }[] = []
      const started = performance.now()
      for (const period of new Set(series.map((one) => one.period))) {
        const own = series.filter((one) => one.period === period)
        const { h: horizon = 1, frequency = 1 } = own[0] ?? {}
        const inputs = own.map(({ train }) => ({ history: Float64Array.from(train), regressors: [] }))
        const made = await forecast(inputs, { horizon, period: frequency, origins: 1, withEts: false })
        const intervals = withIntervals(made, { horizon, level: LEVEL })
        own.forEach(({ test }, i) => {
          const actual = Float64Array.from(test)
          const point = made[i]?.point ?? new Float64Array(horizon)
          const [low, high] = [intervals[i]?.low, intervals[i]?.high]
          errors.push({
            period,
            smape: smape(actual, point),
            mase: mase(actual, point, inputs[i]?.history ?? new Float64Array(0), frequency),
            inside: test.map((value, h) => Number(value >= (low?.[h] ?? 0) && value <= (high?.[h] ?? 0))),
          })
        })
      }
      const seconds = (performance.now() - started) / 1000
      const by = (measure: 'smape' | 'mase') =>
        Object.fromEntries(
          [...new Set(errors.map(({ period }) => period))].map((period) => [
            period.toLowerCase(),
            rounded(meanOf(errors.filter((error) => error.period === period).map((error) => error[measure]))),
          ]),
        )
      return {
        smape: rounded(meanOf(errors.map((error) => error.smape))),
        smapeByPeriod: by('smape'),
        maseByPeriod: by('mase'),
        maseMonthly: by('mase').monthly ?? null,
        coverage90: rounded(meanOf(errors.flatMap(({ inside }) => inside))),
        seconds: rounded(seconds, 1),
        seriesPerSecond: rounded(series.length / seconds, 1),
      }
    }),
}
