import { createPool } from '../../src/compute/index.ts'
import type { BatchForecast, BatchOptions, SeriesInput } from '../../src/ml/forecast/forecast-batch.ts'

const BATCH = 20

/** Runs `work` with forecasts made by two worker threads, in the order of the series. */
export async function withForecasts<T>(
  work: (forecast: (inputs: readonly SeriesInput[], options: BatchOptions) => Promise<BatchForecast[]>) => Promise<T>,
): Promise<T> {
  const pool = createPool(2)
  try {
    return await work(async (inputs, options) => {
      const batches = Array.from({ length: Math.ceil(inputs.length / BATCH) }, (_, b) =>
        pool.compute('forecastBatch', inputs.slice(b * BATCH, (b + 1) * BATCH), options),
      )
      return (await Promise.all(batches)).flat()
    })
  } finally {
    await pool.close()
  }
}

/** Of finite values; NaN without any. */
export function meanOf(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite)
  return finite.reduce((sum, value) => sum + value, 0) / finite.length
}

export const rounded = (value: number, digits = 4): number => Number(value.toFixed(digits))
