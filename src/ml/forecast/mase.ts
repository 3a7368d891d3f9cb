/**
 * Mean absolute error over that of the in-sample seasonal naive forecast: below 1 is better than repeating last season.
 * @param actual    Float64Array[h]; NaN is left out
 * @param forecast  Float64Array[h]
 * @param history   Float64Array[n], what the forecast was made from; pairs with a NaN are left out
 * @param period    length of the season in steps
 * @returns         NaN when no step is left, or when the history never changes from season to season
 * @throws RangeError  lengths differ, or period is no whole number >= 1
 * Source: Hyndman & Koehler (2006), "Another look at measures of forecast accuracy".
 */
export function mase(actual: Float64Array, forecast: Float64Array, history: Float64Array, period: number): number {
  if (actual.length !== forecast.length) {
    throw new RangeError(`actual has ${actual.length} values and forecast ${forecast.length}`)
  }
  if (!Number.isInteger(period) || period < 1) throw new RangeError(`period must be a whole number >= 1, got ${period}`)
  const scale = meanAbsoluteDifference(history, period)
  let sum = 0
  let n = 0
  for (let i = 0; i < actual.length; i++) {
    const error = Math.abs((actual[i] ?? Number.NaN) - (forecast[i] ?? Number.NaN))
    if (Number.isNaN(error)) continue
    sum += error
    n++
  }
  return n === 0 || !(scale > 0) ? Number.NaN : sum / n / scale
}

function meanAbsoluteDifference(values: Float64Array, lag: number): number {
  let sum = 0
  let n = 0
  for (let t = lag; t < values.length; t++) {
    const difference = Math.abs((values[t] ?? Number.NaN) - (values[t - lag] ?? Number.NaN))
    if (Number.isNaN(difference)) continue
    sum += difference
    n++
  }
  return n === 0 ? Number.NaN : sum / n
}
