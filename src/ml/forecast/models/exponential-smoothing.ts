import { nelderMead } from '../nelder-mead.ts'

/** One model of the taxonomy: error additive or multiplicative, trend none, additive or damped, season none, additive or multiplicative. */
export interface EtsForm {
  error: 'A' | 'M'
  trend: 'N' | 'A' | 'Ad'
  season: 'N' | 'A' | 'M'
}

/** Level, slope and season; before the first step when it starts a run, after the last when a run returns it. */
export interface EtsState {
  level: number
  slope: number
  /** Float64Array[period]; place t % period belongs to step t. Empty without a season. */
  season: Float64Array
}

interface EtsWeights {
  alpha: number
  beta: number
  gamma: number
  phi: number
}

export interface EtsFit {
  form: EtsForm
  weights: EtsWeights
  /** After the last value. */
  end: EtsState
  aicc: number
  /** Where the search ended, a start for a longer one. */
  point: Float64Array
}

/**
 * Runs exponential smoothing over a series in error-correction form. The kind of error only matters for the likelihood.
 * @param values  Float64Array[n], without gaps
 * @param state   before the first value; left after the last one
 * @returns       minus twice the concentrated log likelihood, infinite where a multiplicative model meets a level <= 0
 * Source: Hyndman, Koehler, Ord & Snyder (2008), "Forecasting with exponential smoothing", chapter 2 and equation 5.2.
 */
function runSmoothing(values: Float64Array, form: EtsForm, weights: EtsWeights, state: EtsState): number {
  const { alpha, beta, gamma, phi } = weights
  const n = values.length
  const { season } = state
  const period = season.length
  const trended = form.trend !== 'N'
  const [additive, multiplicative] = [form.season === 'A', form.season === 'M']
  const relative = form.error === 'M'
  const slopeWeight = alpha > 0 ? beta / alpha : 0
  let { level, slope } = state
  let squares = 0
  let logs = 0
  let place = 0
  // `as number` below: t runs to n, place to period.
  for (let t = 0; t < n; t++) {
    const value = values[t] as number
    const base = trended ? level + phi * slope : level
    const index = period === 0 ? 0 : (season[place] as number)
    const expected = additive ? base + index : multiplicative ? base * index : base
    let error = value - expected
    if (relative) {
      if (!(expected > 0)) return Number.POSITIVE_INFINITY
      error /= expected
      logs += Math.log(expected)
    }
    squares += error * error
    const flat = additive ? value - index : multiplicative ? value / index : value
    const next = base + alpha * (flat - base)
    if (trended) slope = phi * slope + slopeWeight * (next - level - phi * slope)
    level = next
    if (additive) season[place] = index + gamma * (value - base - index)
    else if (multiplicative) {
      const moved = index + gamma * (value / base - index)
      if (!(moved > 0)) return Number.POSITIVE_INFINITY
      season[place] = moved
    }
    place = place + 1 >= period ? 0 : place + 1
  }
  state.level = level
  state.slope = slope
  return n * Math.log(Math.max(squares / n, 1e-300)) + 2 * logs
}

/**
 * The expected values after a fit.
 * @param steps  of the series that was fitted, so that the season goes on at its place
 * @returns      Float64Array[horizon]
 */
export function forecastSmoothing({ form, weights, end }: EtsFit, steps: number, horizon: number): Float64Array {
  const { level, slope, season } = end
  let power = 1
  let damping = 0
  return Float64Array.from({ length: horizon }, (_, h) => {
    power *= weights.phi
    damping += power
    const base = form.trend === 'N' ? level : level + damping * slope
    const index = season[(steps + h) % season.length] ?? 0
    return form.season === 'A' ? base + index : form.season === 'M' ? base * index : base
  })
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/** Search coordinates to weights inside their usual bounds: 0 < beta < alpha < 1, gamma < 1 - alpha, 0.8 <= phi <= 0.98. */
function weightsAt(point: Float64Array, form: EtsForm): EtsWeights {
  let next = 2
  const take = () => logistic(point[next++] ?? 0)
  const alpha = 0.0001 + 0.9998 * logistic(point[0] ?? 0)
  const gamma = form.season === 'N' ? 0 : (1 - alpha) * take()
  const beta = form.trend === 'N' ? 0 : alpha * take()
  const phi = form.trend === 'Ad' ? 0.8 + 0.18 * take() : form.trend === 'A' ? 1 : 0
  return { alpha, beta, gamma, phi }
}

/**
 * Fits weights, first level and first slope by likelihood; the first season is given.
 * @param values  Float64Array[n], n >= 3, without gaps; positive for anything multiplicative
 * @param first   state before the first value
 * @param spread  a typical size of one step's error, > 0: the unit of the search over level and slope
 * @param search  evaluations, and where to start instead of at the usual weights
 */
export function fitSmoothing(
  values: Float64Array,
  form: EtsForm,
  first: EtsState,
  search: { spread: number; maxEvaluations: number; from?: Float64Array },
): EtsFit {
  const n = values.length
  const { spread } = search
  const trended = form.trend !== 'N'
  const startOf = (point: Float64Array): EtsState => ({
    level: first.level + spread * (point[1] ?? 0),
    slope: trended ? first.slope + 0.2 * spread * (point.at(-1) ?? 0) : 0,
    season: form.season === 'N' ? new Float64Array(0) : first.season.slice(),
  })
  const seed = [-0.5, 0]
  if (form.season !== 'N') seed.push(-2)
  if (trended) seed.push(-2)
  if (form.trend === 'Ad') seed.push(1.5)
  if (trended) seed.push(0)
  const state = { level: 0, slope: 0, season: new Float64Array(form.season === 'N' ? 0 : first.season.length) }
  const objective = (point: Float64Array) => {
    state.level = first.level + spread * (point[1] ?? 0)
    state.slope = trended ? first.slope + 0.2 * spread * (point.at(-1) ?? 0) : 0
    if (form.season !== 'N') state.season.set(first.season)
    return runSmoothing(values, form, weightsAt(point, form), state)
  }
  const { maxEvaluations } = search
  const from = search.from ?? Float64Array.from(seed)
  const best = nelderMead(objective, from, { step: search.from ? 0.3 : 0.8, maxEvaluations, tolerance: 1e-7 })
  const weights = weightsAt(best.point, form)
  const end = startOf(best.point)
  runSmoothing(values, form, weights, end)
  const count = seed.length + (form.season === 'N' ? 0 : first.season.length - 1) + 1
  const correction = n > count + 1 ? (2 * count * (count + 1)) / (n - count - 1) : Number.POSITIVE_INFINITY
  return { form, weights, end, aicc: best.value + 2 * count + correction, point: best.point }
}
