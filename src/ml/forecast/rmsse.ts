/**
 * Root mean squared scaled error: squared errors over the squared change from step to step in the history.
 * @param actual    Float64Array[n]; NaN is left out
 * @param forecast  Float64Array[n]
 * @param history   Float64Array[m], what the forecast was made from; NaN in gaps
 * @returns         NaN when no step is left or the history never changes
 * @throws RangeError  lengths differ
 * Source: Makridakis, Spiliotis & Assimakopoulos (2022), "M5 accuracy competition: results, findings, and conclusions".
 */
export function rmsse(actual: Float64Array, forecast: Float64Array, history: Float64Array): number {
  if (actual.length !== forecast.length) {
    throw new RangeError(`actual has ${actual.length} values and forecast ${forecast.length}`)
  }
  const scale = meanSquare(history.subarray(1).map((value, t) => value - (history[t] ?? Number.NaN)))
  const error = meanSquare(actual.map((value, i) => value - (forecast[i] ?? Number.NaN)))
  return scale > 0 ? Math.sqrt(error / scale) : Number.NaN
}

function meanSquare(values: Float64Array): number {
  let sum = 0
  let count = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    sum += value * value
    count++
  }
  return count === 0 ? Number.NaN : sum / count
}
