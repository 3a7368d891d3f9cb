import { type EtsParameters, runEts } from './ets.ts'
import { solveSymmetric } from './solve-symmetric.ts'

/** One known influence: its value on every day of history and horizon, and how large its effect may become. */
export interface Regressor {
  values: Float64Array
  /** Prior standard deviation of the effect in local standard deviations of the series; small values shrink it to 0. */
  prior: number
}

const DAYS_PER_YEAR = 365.2425

/** Waves of one year, half a year, ...: a smooth yearly profile whose finer waves are shrunk harder. */
export function yearlyWaves(length: number, waves: number, prior: number): Regressor[] {
  return Array.from({ length: 2 * waves }, (_, i) => {
    const wave = 1 + (i >> 1)
    const turn = (2 * Math.PI * wave) / DAYS_PER_YEAR
    const values = Float64Array.from({ length }, (_, t) => (i % 2 === 0 ? Math.cos(turn * t) : Math.sin(turn * t)))
    return { values, prior: prior / wave }
  })
}

/**
 * Effects of the regressors beside a level and season that move: each column is sent through the same filter as the
 * series, and the filtered series is regressed on the filtered columns (generalised least squares), robust and shrunk.
 * @param values  Float64Array[n], NaN in gaps
 * @returns       Float64Array[k], effect per unit of each regressor, in units of `values`
 * Source: Hyndman et al. (2008), section 9.1; Huber (1964) weights; ridge by the priors.
 */
export function calendarEffects(
  values: Float64Array,
  scale: Float64Array,
  start: Float64Array,
  parameters: EtsParameters,
  regressors: readonly Regressor[],
): Float64Array {
  const n = values.length
  const k = regressors.length
  const period = start.length - 2
  const target = runEts(values, scale, start, parameters, Number.POSITIVE_INFINITY).residuals
  const columns = regressors.map(({ values: column }) => {
    const masked = column.subarray(0, n).map((x, t) => (Number.isNaN(values[t]) ? Number.NaN : x))
    const from = new Float64Array(2 + period)
    from[0] = meanOf(column.subarray(0, 2 * period))
    return runEts(masked, scale, from, parameters, Number.POSITIVE_INFINITY).residuals
  })
  let typical = 0
  for (const width of scale) typical += width / n
  let effects: Float64Array = new Float64Array(k)
  for (let round = 0; round < 4; round++) {
    const matrix = new Float64Array(k * k)
    const right = new Float64Array(k)
    // `as number` below: t runs to n, i and j to k.
    for (let t = 0; t < n; t++) {
      const y = target[t] as number
      if (Number.isNaN(y)) continue
      const unit = scale[t] as number
      let rest = y
      for (let i = 0; i < k; i++) rest -= (effects[i] as number) * ((columns[i] as Float64Array)[t] as number)
      const size = Math.abs(rest) / unit
      const weight = (round > 0 && size > 2 ? 2 / size : 1) / (unit * unit)
      for (let i = 0; i < k; i++) {
        const x = weight * ((columns[i] as Float64Array)[t] as number)
        if (x === 0) continue
        right[i] = (right[i] as number) + x * y
        for (let j = 0; j <= i; j++) {
          matrix[i * k + j] = (matrix[i * k + j] as number) + x * ((columns[j] as Float64Array)[t] as number)
        }
      }
    }
    for (let i = 0; i < k; i++) {
      const width = (regressors[i]?.prior ?? 1) * typical
      matrix[i * k + i] = (matrix[i * k + i] as number) + 1 / (width * width)
    }
    effects = solveSymmetric(matrix, right)
  }
  return effects
}

/** What the regressors add on each of their days. */
export function sumEffects(regressors: readonly Regressor[], effects: Float64Array, length: number): Float64Array {
  const sum = new Float64Array(length)
  regressors.forEach(({ values }, i) => {
    const effect = effects[i] ?? 0
    if (effect === 0) return
    for (let t = 0; t < length; t++) sum[t] = (sum[t] ?? 0) + effect * (values[t] ?? 0)
  })
  return sum
}

function meanOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return values.length === 0 ? 0 : sum / values.length
}
