/** Daily demand for hired bicycles, two weeks ahead from many ends, with weather and holidays and without. */
import { readCsvFile } from '../src/core/csv-file.ts'
import { mase } from '../src/ml/forecast/mase.ts'
import type { Bench } from './lib/bench.ts'
import { datasetPath } from './lib/datasets.ts'
import { meanOf, rounded, withForecasts } from './lib/forecasting.ts'

const HORIZON = 14
const ENDS = 24
const SMALL_ENDS = 4
const COLUMNS = ['temp', 'hum', 'windspeed', 'holiday', 'rain'] as const

/** Riders of each day, and the means of what the hours of the day had. */
async function days(): Promise<{ users: Float64Array; columns: Float64Array[] }> {
  const found = new Map<string, { users: number; hours: number; sums: number[] }>()
  await readCsvFile(datasetPath('bike-sharing-hourly.csv.gz'), 'data set', async (lines) => {
    let header: string[] | null = null
    for await (const { record } of lines) {
      if (header === null) {
        header = record
        continue
      }
      const names = header
      const field = (name: string) => record[names.indexOf(name)] ?? ''
      const day = field('date_time').slice(0, 10)
      const entry = found.get(day) ?? { users: 0, hours: 0, sums: COLUMNS.map(() => 0) }
      found.set(day, entry)
      entry.users += Number(field('users'))
      entry.hours++
      COLUMNS.forEach((name, i) => {
        const value = name === 'rain' ? Number(/rain|snow/.test(field('weather'))) : Number(field(name))
        entry.sums[i] = (entry.sums[i] ?? 0) + value
      })
    }
  })
  const all = [...found.keys()].sort().flatMap((day) => found.get(day) ?? [])
  return {
    users: Float64Array.from(all, ({ users }) => users),
    columns: COLUMNS.map((_, i) => Float64Array.from(all, ({ sums, hours }) => (sums[i] ?? 0) / hours)),
  }
}

export const forecastBikeBench: Bench = {
  name: 'forecast-bike',
  about: 'daily bicycle hire 14 days ahead from 24 ends: MASE with weather and holidays, and without',
  run: ({ small }) =>
    withForecasts(async (forecast) => {
      const { users, columns } = await days()
      const ends = Array.from({ length: small ? SMALL_ENDS : ENDS }, (_, e) => users.length - HORIZON * (e + 1))
      const errorOf = async (regressors: readonly Float64Array[]) => {
        const inputs = ends.map((end) => ({
          history: users.slice(0, end),
          regressors: regressors.map((column) => column.slice(0, end + HORIZON)),
        }))
        const made = await forecast(inputs, { horizon: HORIZON, period: 7, origins: 1, withEts: false })
        const error = (kind: 'point' | 'naive') =>
          meanOf(
            ends.map((end, i) =>
              mase(
                users.subarray(end, end + HORIZON),
                made[i]?.[kind] ?? new Float64Array(HORIZON),
                users.subarray(0, end),
                7,
              ),
            ),
          )
        return { ours: error('point'), naive: error('naive') }
      }
      const without = await errorOf([])
      const withWeather = await errorOf(columns)
      return {
        maseWithWeather: rounded(withWeather.ours),
        maseWithout: rounded(without.ours),
        maseSeasonalNaive: rounded(without.naive),
        gainPercent: rounded(100 * (1 - withWeather.ours / without.ours), 1),
      }
    }),
}
