import { nelderMead } from '../nelder-mead.ts'

/**
 * Complex exponential smoothing without a season: level and a second, unobserved part smoothed by one complex weight,
 * so that the model slides by itself between a level and a trend.
 * @param values  Float64Array[n], n >= 4, finite, without gaps
 * @returns       Float64Array[horizon]
 * Source: Svetunkov, Kourentzes & Ord (2022), "Complex exponential smoothing", equations 8 to 10.
 */
export function complexSmoothing(values: Float64Array, horizon: number): Float64Array {
  const n = values.length
  const lead = Math.min(n, 10)
  let mean = 0
  for (let t = 0; t < lead; t++) mean += (values[t] ?? 0) / lead
  let spread = 0
  for (const value of values) spread = Math.max(spread, Math.abs(value - mean))
  if (spread === 0) return new Float64Array(horizon).fill(mean)
  const none = new Float64Array(0)
  const at = (x: Float64Array) => ({
    real: 1 + (x[0] ?? 0),
    imaginary: 1 + (x[1] ?? 0),
    level: mean + spread * (x[2] ?? 0),
    rest: mean / 1.1 + spread * (x[3] ?? 0),
  })
  const found = nelderMead((x) => runComplex(values, at(x), none), Float64Array.of(0.3, 0, 0, 0), {
    step: 0.15,
    maxEvaluations: 400,
    tolerance: 1e-7,
  })
  const forecast = new Float64Array(horizon)
  runComplex(values, at(found.point), forecast)
  return forecast
}

/** One pass: the sum of squared one-step errors, infinite outside the stable weights; steps after the end in `ahead`. */
function runComplex(
  values: Float64Array,
  { real, imaginary, level: start, rest: second }: { real: number; imaginary: number; level: number; rest: number },
  ahead: Float64Array,
): number {
  // Stable: (real - 2.5)^2 + imaginary^2 > 1.25, (real - 0.5)^2 + (imaginary - 1)^2 > 0.25, (real - 1.5)^2 + (imaginary - 0.5)^2 < 1.5
  const stable =
    (real - 2.5) ** 2 + imaginary ** 2 > 1.25 &&
    (real - 0.5) ** 2 + (imaginary - 1) ** 2 > 0.25 &&
    (real - 1.5) ** 2 + (imaginary - 0.5) ** 2 < 1.5
  if (!stable) return Number.POSITIVE_INFINITY
  const n = values.length
  let level = start
  let rest = second
  let loss = 0
  for (let i = 0; i < n + ahead.length; i++) {
    const expected = level
    if (i >= n) ahead[i - n] = expected
    const error = i < n ? (values[i] as number) - expected : 0 // i < n
    loss += error * error
    level = expected - (1 - imaginary) * rest + (real - imaginary) * error
    rest = expected + (1 - real) * rest + (real + imaginary) * error
  }
  return loss
}
