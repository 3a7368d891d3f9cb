/**
 * Seasons of a series that move slowly, by locally weighted regression: one for each period, the shorter first, in
 * turn taken out of what the others leave.
 * @param values   Float64Array[n], without gaps; n >= 2 * each period
 * @param periods  ascending whole numbers >= 2
 * @returns        one Float64Array[n] for each period, what the season adds at each step
 * @throws RangeError  the series is shorter than two seasons
 * Source: Bandara, Hyndman & Bergmeir (2021), "MSTL: a seasonal-trend decomposition algorithm for time series with
 * multiple seasonal patterns". Golden values: test/golden/series.json
 */
export function slowSeasons(values: Float64Array, periods: readonly number[]): Float64Array[] {
  const seasons = periods.map(() => new Float64Array(values.length))
  const rest = values.slice()
  const rounds = periods.length > 1 ? 2 : 1
  for (let round = 0; round < rounds; round++) {
    periods.forEach((period, i) => {
      const season = seasons[i] ?? new Float64Array(0)
      for (let t = 0; t < rest.length; t++) rest[t] = (rest[t] ?? 0) + (season[t] ?? 0)
      season.set(stlSeason(rest, period, 7 + 4 * (i + 1)))
      for (let t = 0; t < rest.length; t++) rest[t] = (rest[t] ?? 0) - (season[t] ?? 0)
    })
  }
  return seasons
}

/**
 * The season of a series by STL (two inner rounds, not robust: outliers are taken out before).
 * @param span  of the smoothing over seasons, odd
 * Source: Cleveland, Cleveland, McRae & Terpenning (1990), "STL: a seasonal-trend decomposition procedure based on loess".
 */
export function stlSeason(values: Float64Array, period: number, span: number): Float64Array {
  const n = values.length
  if (n < 2 * period) throw new RangeError(`a season of ${period} needs ${2 * period} values, got ${n}`)
  const odd = (x: number) => 2 * Math.floor(Math.ceil(x) / 2) + 1
  const trendSpan = odd((1.5 * period) / (1 - 1.5 / span))
  const lowSpan = odd(period)
  let trend: Float64Array = new Float64Array(n)
  let season: Float64Array = new Float64Array(n)
  for (let round = 0; round < 2; round++) {
    const cycles = smoothedCycles(
      values.map((value, t) => value - (trend[t] ?? 0)),
      period,
      span,
    )
    const low = smoothed(movingMean(movingMean(movingMean(cycles, period), period), 3), lowSpan)
    season = cycles.slice(period, period + n).map((value, t) => value - (low[t] ?? 0))
    trend = smoothed(
      values.map((value, t) => value - (season[t] ?? 0)),
      trendSpan,
    )
  }
  return season
}

/** Each place of the season smoothed over its own values, one season longer at both ends: Float64Array[n + 2 * period]. */
function smoothedCycles(values: Float64Array, period: number, span: number): Float64Array {
  const n = values.length
  const cycles = new Float64Array(n + 2 * period)
  for (let place = 0; place < period; place++) {
    const own = Float64Array.from(
      { length: Math.ceil((n - place) / period) },
      (_, s) => values[place + s * period] ?? 0,
    )
    for (let s = -1; s <= own.length; s++) cycles[place + (s + 1) * period] = loess(own, span, s)
  }
  return cycles
}

function smoothed(values: Float64Array, span: number): Float64Array {
  return values.map((_, t) => loess(values, span, t))
}

function movingMean(values: Float64Array, width: number): Float64Array {
  const means = new Float64Array(values.length - width + 1)
  let sum = 0
  for (let t = 0; t < values.length; t++) {
    sum += values[t] ?? 0
    if (t >= width) sum -= values[t - width] ?? 0
    if (t >= width - 1) means[t - width + 1] = sum / width
  }
  return means
}

/** The local line through the `span` values nearest to x, with tricube weights, at x. */
function loess(values: Float64Array, span: number, x: number): number {
  const n = values.length
  const count = Math.min(span, n)
  const from = Math.min(Math.max(0, Math.ceil(x - (count - 1) / 2 - 0.5)), n - count)
  const reach = Math.max(x - from, from + count - 1 - x) + (span > n ? (span - n) / 2 : 0)
  let weights = 0
  let meanX = 0
  let meanY = 0
  let crossed = 0
  let squared = 0
  // `as number` below: the window lies inside the values. Means and moments in one pass (West 1979).
  for (let t = from; t < from + count; t++) {
    const distance = Math.abs(t - x) / reach
    if (!(distance < 0.999)) continue
    const near = 1 - distance * distance * distance
    const weight = distance <= 0.001 ? 1 : near * near * near
    weights += weight
    const share = weight / weights
    const dx = t - meanX
    const dy = (values[t] as number) - meanY
    meanX += share * dx
    meanY += share * dy
    crossed += weight * dx * ((values[t] as number) - meanY)
    squared += weight * dx * (t - meanX)
  }
  if (weights === 0) return values[Math.min(n - 1, Math.max(0, Math.round(x)))] as number
  return squared > 1e-9 * weights ? meanY + (crossed / squared) * (x - meanX) : meanY
}
