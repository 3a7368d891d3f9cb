import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { median } from '../stats/quantile.ts'
import { forecastDaily } from './forecast-daily.ts'
import { mase } from './mase.ts'
import { seasonalNaive } from './seasonal-naive.ts'

interface Nn5Series {
  x: (number | null)[]
}
function readNn5(): Nn5Series[] {
  const path = join(process.env.DIRIGENT_DATASETS ?? '../shared/data', 'nn5.json.gz')
  expect(existsSync(path), `${path} is not there: set DIRIGENT_DATASETS to the folder of the data sets`).toBe(true)
  return JSON.parse(gunzipSync(readFileSync(path)).toString())
}

const HORIZON = 56

/** Gaps filled by the median of their weekday, as the Monash archive does before it reckons its figures. */
function fill(values: Float64Array): Float64Array {
  const middles = Array.from({ length: 7 }, (_, day) => median(values.filter((_, t) => t % 7 === day)))
  return values.map((value, t) => (Number.isNaN(value) ? (middles[t % 7] ?? 0) : value))
}

describe('forecastDaily on NN5', () => {
  it('is better than the archive lists for ETS (.865) and TBATS (.858), with intervals near their level', () => {
    let error = 0
    let naive = 0
    const inside = { 0.8: 0, 0.95: 0 }
    let known = 0
    const series = readNn5()
    for (const { x } of series) {
      const all = Float64Array.from(x, (value) => value ?? Number.NaN)
      const from = all.length - HORIZON
      const filled = fill(all)
      const [past, future] = [filled.slice(0, from), filled.slice(from)]
      naive += mase(future, seasonalNaive(past, HORIZON, 7), past, 7) / series.length
      for (const level of [0.8, 0.95] as const) {
        const { point, low, high } = forecastDaily(all.slice(0, from), { horizon: HORIZON, level })
        if (level === 0.8) error += mase(future, point, past, 7) / series.length
        for (let h = 0; h < HORIZON; h++) {
          const actual = all[from + h] ?? Number.NaN
          if (actual >= (low[h] ?? 0) && actual <= (high[h] ?? 0)) inside[level]++
          if (level === 0.8 && !Number.isNaN(actual)) known++
        }
      }
    }
    // The archive lists 1.024: the same scale, so the figures can be compared.
    expect(naive).toBeGreaterThan(1.02)
    expect(naive).toBeLessThan(1.03)
    expect(error).toBeLessThan(0.858)
    expect(inside[0.8] / known).toBeGreaterThan(0.75)
    expect(inside[0.8] / known).toBeLessThan(0.87)
    expect(inside[0.95] / known).toBeGreaterThan(0.92)
    expect(inside[0.95] / known).toBeLessThan(0.985)
  })
})
