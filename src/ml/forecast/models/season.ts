/** A season as taken out of a series: factors around 1 where the series is positive, offsets around 0 where not. */
export interface Season {
  multiplicative: boolean
  /** Float64Array[period]; place t % period belongs to step t. */
  indices: Float64Array
}

/** Whether the autocorrelation a season apart is beyond chance at 90 %, given the shorter ones (Bartlett's formula). */
export function hasSeason(values: Float64Array, period: number): boolean {
  const n = values.length
  if (period === 1 || n < 2 * period + 1) return false
  let mean = 0
  for (const value of values) mean += value / n
  const product = (lag: number) => {
    let sum = 0
    // `as number` below: t runs to n.
    for (let t = lag; t < n; t++) sum += ((values[t] as number) - mean) * ((values[t - lag] as number) - mean)
    return sum
  }
  const variance = product(0)
  if (!(variance > 0)) return false
  let sumOfSquares = 0
  for (let lag = 1; lag < period; lag++) sumOfSquares += (product(lag) / variance) ** 2
  const limit = 1.645 * Math.sqrt((1 + 2 * sumOfSquares) / n)
  return Math.abs(product(period) / variance) > limit
}

/**
 * Classical decomposition: mean ratio to (or distance from) the centred moving average, normalised over the season.
 * @param values  Float64Array[n], n >= 2 * period, without gaps; all positive for a multiplicative season
 * Source: Makridakis, Wheelwright & Hyndman (1998), "Forecasting: methods and applications", section 3/4.
 */
export function classicalSeason(values: Float64Array, period: number, multiplicative: boolean): Season {
  const n = values.length
  const half = Math.floor(period / 2)
  const sums = new Float64Array(period)
  const counts = new Float64Array(period)
  // `as number` below: the window lies inside the series.
  for (let t = half; t < n - half; t++) {
    let total = 0
    for (let j = -half; j <= half; j++) {
      const weight = period % 2 === 0 && Math.abs(j) === half ? 0.5 : 1
      total += weight * (values[t + j] as number)
    }
    const trend = total / period
    const place = t % period
    const value = values[t] as number
    sums[place] = (sums[place] as number) + (multiplicative ? value / trend : value - trend)
    counts[place] = (counts[place] as number) + 1
  }
  const raw = sums.map((sum, place) => sum / (counts[place] as number))
  let mean = 0
  for (const index of raw) mean += index / period
  return { multiplicative, indices: raw.map((index) => (multiplicative ? index / mean : index - mean)) }
}

/** The series without its season. */
export function withoutSeason(values: Float64Array, { multiplicative, indices }: Season): Float64Array {
  return values.map((value, t) => {
    const index = indices[t % indices.length] as number // a place of the season
    return multiplicative ? value / index : value - index
  })
}

/** Values of the steps from `start` on, given back their season. */
export function withSeason(values: Float64Array, { multiplicative, indices }: Season, start: number): Float64Array {
  return values.map((value, h) => {
    const index = indices[(start + h) % indices.length] as number // a place of the season
    return multiplicative ? value * index : value + index
  })
}
