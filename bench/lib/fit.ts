/** Slope of log(time) over log(size) by least squares: 1 where time grows as fast as the data. */
export function growthExponent(points: readonly { readonly size: number; readonly seconds: number }[]): number {
  const xs = points.map(({ size }) => Math.log(size))
  const ys = points.map(({ seconds }) => Math.log(seconds))
  const meanX = mean(xs)
  const meanY = mean(ys)
  let above = 0
  let below = 0
  for (const [index, x] of xs.entries()) {
    above += (x - meanX) * ((ys[index] ?? 0) - meanY)
    below += (x - meanX) ** 2
  }
  return below === 0 ? Number.NaN : above / below
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
