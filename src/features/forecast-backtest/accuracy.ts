import { mase } from '../../ml/forecast/mase.ts'
import { rmsse } from '../../ml/forecast/rmsse.ts'
import { smape } from '../../ml/forecast/smape.ts'

/** Means over series; null where no series has the measure. */
export interface Accuracy {
  /** Percent, 0..200. */
  readonly smape: number | null
  /** In mean absolute seasonal changes of each series' past; series that never changed are left out. */
  readonly mase: number | null
  /** In root mean squared changes of each series' past, likewise. */
  readonly rmsse: number | null
}

/** One series with its last steps held out. */
export interface HeldOut {
  /** Float64Array[n], what the forecast was made from. */
  readonly history: Float64Array
  /** Float64Array[horizon], NaN where nothing is known. */
  readonly actual: Float64Array
}

/** Mean accuracy of one way to forecast over all series. */
export function accuracyOf(held: readonly HeldOut[], forecasts: readonly Float64Array[], period: number): Accuracy {
  const sums = { smape: new Mean(), mase: new Mean(), rmsse: new Mean() }
  held.forEach(({ history, actual }, i) => {
    const forecast = forecasts[i]
    if (forecast === undefined) return
    sums.smape.add(smape(actual, forecast))
    sums.mase.add(mase(actual, forecast, history, period))
    sums.rmsse.add(rmsse(actual, forecast, history))
  })
  return { smape: sums.smape.value, mase: sums.mase.value, rmsse: sums.rmsse.value }
}

/** Share of the known steps that lie within their interval, 0..1; null where no step is known. */
export function coverageOf(
  held: readonly HeldOut[],
  intervals: readonly { low: Float64Array; high: Float64Array }[],
): number | null {
  const inside = new Mean()
  held.forEach(({ actual }, i) => {
    actual.forEach((value, h) => {
      const [low, high] = [intervals[i]?.low[h] ?? 0, intervals[i]?.high[h] ?? 0]
      inside.add(Number.isNaN(value) ? Number.NaN : Number(value >= low && value <= high))
    })
  })
  return inside.value
}

/** A running mean of what is finite. */
class Mean {
  #sum = 0
  #count = 0

  add(value: number): void {
    if (!Number.isFinite(value)) return
    this.#sum += value
    this.#count++
  }

  get value(): number | null {
    return this.#count === 0 ? null : Number((this.#sum / this.#count).toPrecision(8))
  }
}
