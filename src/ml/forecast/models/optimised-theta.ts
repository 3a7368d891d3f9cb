import { nelderMead } from '../nelder-mead.ts'

/** Weights of the level near 0 make the line of the first steps explode. */
const LEAST_ALPHA = 0.1
const LARGEST_THETA = 1e4

/**
 * Dynamic optimised theta: the line through the values so far and a smoothed theta line whose bend, weight and first
 * level are fitted to the one-step errors. For series without a season, or with their season taken out.
 * @param values  Float64Array[n], n >= 4, finite, without gaps
 * @returns       Float64Array[horizon]
 * Source: Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler (2016), "Models for optimising the theta method and their
 * relationship to state space models", section 3.2. Golden values: test/golden/series.json
 */
export function optimisedTheta(values: Float64Array, horizon: number): Float64Array {
  const first = values[0] ?? 0
  let spread = 0
  for (const value of values) spread = Math.max(spread, Math.abs(value - first))
  if (spread === 0) return new Float64Array(horizon).fill(first)
  const none = new Float64Array(0)
  let best: { point: Float64Array; value: number } = { point: none, value: Number.POSITIVE_INFINITY }
  const at = (x: Float64Array) => ({
    level: first + spread * (x[0] ?? 0),
    alpha: LEAST_ALPHA + (0.99 - LEAST_ALPHA) / (1 + Math.exp(-(x[1] ?? 0))),
    theta: 1 + Math.min(Math.exp(x[2] ?? 0), LARGEST_THETA),
  })
  for (const [alpha, theta] of [
    [0, 0],
    [-2, 1],
  ] as const) {
    const found = nelderMead((x) => runTheta(values, at(x), none), Float64Array.of(-0.1, alpha, theta), {
      step: 0.5,
      maxEvaluations: 250,
      tolerance: 1e-7,
    })
    if (found.value < best.value) best = found
  }
  const forecast = new Float64Array(horizon)
  runTheta(values, at(best.point), forecast)
  return forecast
}

/**
 * One pass: the sum of squared one-step errors, and the steps after the end written into `ahead`, each of them taken
 * as if it had come.
 */
function runTheta(
  values: Float64Array,
  { level: start, alpha, theta }: { level: number; alpha: number; theta: number },
  ahead: Float64Array,
): number {
  const n = values.length
  const share = 1 - 1 / theta
  let level = start
  let mean = 0
  let slope = 0
  let intercept = 0
  let faded = 1
  let loss = 0
  for (let i = 0; i < n + ahead.length; i++) {
    const t = i + 1
    const next = faded * (1 - alpha)
    // Before the first value the line is not known; the paper starts with the first value as its own forecast.
    const expected = i === 0 ? level : level + share * (faded * intercept + ((1 - next) / alpha) * slope)
    faded = next
    const value = i < n ? (values[i] as number) : expected // i < n
    if (i >= n) ahead[i - n] = expected
    else if (i > 0) loss += (value - expected) ** 2
    level = alpha * value + (1 - alpha) * level
    const before = mean
    mean = ((t - 1) * mean + value) / t
    slope = i === 0 ? 0 : ((t - 2) * slope + (6 * (value - before)) / t) / (t + 1)
    intercept = mean - (slope * (t + 1)) / 2
  }
  return loss
}
