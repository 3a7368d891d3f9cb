interface HoldoutInput {
  /** Float64Array[n], repeat purchases in the calibration period. */
  readonly frequency: Float64Array
  /** Float64Array[n], first purchase to the end of calibration, >= 0. */
  readonly age: Float64Array
  /** Float64Array[n], purchases the model expects in the holdout period. */
  readonly predicted: Float64Array
  /** Float64Array[n], purchases that came in the holdout period. */
  readonly actual: Float64Array
  /** Length of the holdout period, in the unit of `age`. */
  readonly horizon: number
  /** Customers with this frequency or more share the last line of the table; 7 where left out. */
  readonly lastFrequency?: number
}

interface ForecastError {
  /** Mean absolute error per customer; null when there are no customers. */
  readonly mae: number | null
  readonly rmse: number | null
  /** Sum over all customers, to hold against the sum of what came. */
  readonly total: number
}

interface CalibrationLine {
  /** Repeat purchases in calibration; the last line is this many or more. */
  readonly frequency: number
  readonly customers: number
  readonly meanActual: number
  readonly meanPredicted: number
  readonly meanNaive: number
}

export interface HoldoutValidation {
  readonly customers: number
  readonly actualTotal: number
  readonly model: ForecastError
  /** Each customer goes on at the own rate so far: frequency / age x horizon (0 where age is 0). */
  readonly naive: ForecastError
  /** By frequency in calibration, ascending; only frequencies that occur. */
  readonly table: readonly CalibrationLine[]
}

/**
 * Holds predicted purchases against those of a holdout period, beside the naive prediction that rates stay as they were.
 * @returns  errors, totals and the calibration table; mae and rmse are null when n is 0
 * @throws RangeError  lengths differ, or a value is negative or not finite
 * Source: Fader, Hardie & Lee (2005), section 5 (conditional expectations by frequency)
 */
export function validateHoldout(input: HoldoutInput): HoldoutValidation {
  const { frequency, age, predicted, actual, horizon, lastFrequency = 7 } = input
  const n = frequency.length
  if (!(horizon >= 0 && horizon < Infinity)) throw new RangeError(`horizon must be >= 0, got ${horizon}`)
  for (const [name, column] of Object.entries({ frequency, age, predicted, actual })) {
    if (column.length !== n) throw new RangeError(`${name} has length ${column.length}, expected ${n}`)
    const wrong = column.findIndex((value) => !(value >= 0 && value < Infinity))
    if (wrong >= 0) throw new RangeError(`${name}[${wrong}] must be >= 0, got ${column[wrong]}`)
  }
  const naive = frequency.map((x, i) => (age[i] === 0 ? 0 : (x / (age[i] as number)) * horizon)) // same length
  const lines = new Map<number, { customers: number; actual: number; predicted: number; naive: number }>()
  let actualTotal = 0
  for (let i = 0; i < n; i++) {
    const key = Math.min(frequency[i] as number, lastFrequency) // i < n
    const line = lines.get(key) ?? { customers: 0, actual: 0, predicted: 0, naive: 0 }
    line.customers += 1
    line.actual += actual[i] as number
    line.predicted += predicted[i] as number
    line.naive += naive[i] as number
    lines.set(key, line)
    actualTotal += actual[i] as number
  }
  const table = [...lines.entries()]
    .sort(([a], [b]) => a - b)
    .map(([key, line]) => ({
      frequency: key,
      customers: line.customers,
      meanActual: line.actual / line.customers,
      meanPredicted: line.predicted / line.customers,
      meanNaive: line.naive / line.customers,
    }))
  return { customers: n, actualTotal, model: errorsOf(predicted, actual), naive: errorsOf(naive, actual), table }
}

function errorsOf(predicted: Float64Array, actual: Float64Array): ForecastError {
  const n = predicted.length
  let absolute = 0
  let squared = 0
  let total = 0
  for (let i = 0; i < n; i++) {
    const miss = (predicted[i] as number) - (actual[i] as number) // i < n
    absolute += Math.abs(miss)
    squared += miss * miss
    total += predicted[i] as number
  }
  return { mae: n === 0 ? null : absolute / n, rmse: n === 0 ? null : Math.sqrt(squared / n), total }
}
