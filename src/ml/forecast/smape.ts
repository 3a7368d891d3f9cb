/**
 * Symmetric mean absolute percentage error in percent, 0..200, as the M3 competition reckoned it.
 * @param actual    Float64Array[n]; NaN is left out
 * @param forecast  Float64Array[n]
 * @returns         a step where both are 0 counts as 0; NaN when no step is left
 * @throws RangeError  lengths differ
 * Source: Makridakis & Hibon (2000), "The M3-Competition".
 */
export function smape(actual: Float64Array, forecast: Float64Array): number {
  if (actual.length !== forecast.length) {
    throw new RangeError(`actual has ${actual.length} values and forecast ${forecast.length}`)
  }
  let sum = 0
  let n = 0
  for (let i = 0; i < actual.length; i++) {
    const a = actual[i] ?? Number.NaN
    const f = forecast[i] ?? Number.NaN
    if (Number.isNaN(a) || Number.isNaN(f)) continue
    const size = Math.abs(a) + Math.abs(f)
    if (size > 0) sum += (200 * Math.abs(a - f)) / size
    n++
  }
  return n === 0 ? Number.NaN : sum / n
}
