/**
 * The forecast every other forecast must beat: each day gets the last known value of its place in the season.
 * @param history  Float64Array[n], NaN where nothing is known
 * @param horizon  steps ahead, a whole number >= 1
 * @param period   length of the season in steps; 1 gives the plain naive forecast
 * @returns        Float64Array[horizon]; where a place of the season was never seen, the last known value;
 *                 NaN when nothing is known at all
 * @throws RangeError  horizon or period is no whole number >= 1
 * Source: Hyndman & Athanasopoulos (2021), "Forecasting: principles and practice", section 5.2.
 */
export function seasonalNaive(history: Float64Array, horizon: number, period: number): Float64Array {
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new RangeError(`horizon must be a whole number >= 1, got ${horizon}`)
  if (!Number.isInteger(period) || period < 1) throw new RangeError(`period must be a whole number >= 1, got ${period}`)
  const n = history.length
  const lastOfPlace = new Float64Array(period).fill(Number.NaN)
  let last = Number.NaN
  for (let t = 0; t < n; t++) {
    const value = history[t] ?? Number.NaN
    if (Number.isNaN(value)) continue
    lastOfPlace[t % period] = value
    last = value
  }
  return Float64Array.from({ length: horizon }, (_, h) => {
    const value = lastOfPlace[(n + h) % period] ?? Number.NaN
    return Number.isNaN(value) ? last : value
  })
}
