import { type EtsFit, type EtsForm, type EtsState, fitSmoothing, forecastSmoothing } from './exponential-smoothing.ts'
import { classicalSeason, withoutSeason } from './season.ts'

/** Longer seasons have more first states than a series can tell; they are taken out before. */
export const LONGEST_SMOOTHED_SEASON = 24
const FIRST_SEARCH = 90
const LAST_SEARCH = 400
const POLISHED = 3

/**
 * Exponential smoothing with the form that Akaike's corrected criterion chooses: all forms are searched briefly, the
 * best few to the end.
 * @param values  Float64Array[n], n >= 4, finite, without gaps
 * @param period  length of the season, 1 for none; used from two whole seasons and a bit on
 * @returns       Float64Array[horizon], and the form as 'ETS(M,Ad,A)'
 * Source: Hyndman, Koehler, Snyder & Grose (2002), "A state space framework for automatic forecasting using exponential
 * smoothing methods". Golden values: test/golden/series.json
 */
export function autoEts(
  values: Float64Array,
  period: number,
  horizon: number,
): { forecast: Float64Array; name: string; fit: EtsFit } {
  const n = values.length
  const seasonal = period > 1 && period <= LONGEST_SMOOTHED_SEASON && n >= 2 * period + 2
  const positive = values.every((value) => value > 0)
  const firsts = new Map<EtsForm['season'], EtsState>()
  const firstOf = (season: EtsForm['season']) => {
    const known = firsts.get(season) ?? firstState(values, season, period)
    firsts.set(season, known)
    return known
  }
  const spread = typicalStep(values)
  let fits: EtsFit[] = []
  for (const form of forms(seasonal, positive)) {
    fits.push(fitSmoothing(values, form, firstOf(form.season), { spread, maxEvaluations: FIRST_SEARCH }))
  }
  fits.sort((a, b) => a.aicc - b.aicc)
  fits = fits.slice(0, POLISHED).map((fit) =>
    fitSmoothing(values, fit.form, firstOf(fit.form.season), {
      spread,
      maxEvaluations: LAST_SEARCH,
      from: fit.point,
    }),
  )
  fits.sort((a, b) => a.aicc - b.aicc)
  const [fit] = fits
  if (fit === undefined) throw new RangeError('no form was fitted')
  const { error, trend, season } = fit.form
  return { forecast: forecastSmoothing(fit, n, horizon), name: `ETS(${error},${trend},${season})`, fit }
}

/** Every form but those with an additive error and a multiplicative season, which are unstable. */
function forms(seasonal: boolean, positive: boolean): EtsForm[] {
  const found: EtsForm[] = []
  const errors = positive ? (['A', 'M'] as const) : (['A'] as const)
  const seasons = !seasonal ? (['N'] as const) : positive ? (['N', 'A', 'M'] as const) : (['N', 'A'] as const)
  for (const error of errors) {
    for (const season of seasons) {
      if (error === 'A' && season === 'M') continue
      for (const trend of ['N', 'A', 'Ad'] as const) found.push({ error, trend, season })
    }
  }
  return found
}

/** Season by classical decomposition; level and slope by a line through the first values without it. */
function firstState(values: Float64Array, kind: EtsForm['season'], period: number): EtsState {
  const season = kind === 'N' ? null : classicalSeason(values, period, kind === 'M')
  const flat = season === null ? values : withoutSeason(values, season)
  const count = Math.min(values.length, Math.max(10, 2 * period))
  let meanY = 0
  for (let t = 0; t < count; t++) meanY += (flat[t] ?? 0) / count
  let above = 0
  let below = 0
  for (let t = 0; t < count; t++) {
    const distance = t - (count - 1) / 2
    above += distance * ((flat[t] ?? 0) - meanY)
    below += distance * distance
  }
  const slope = below > 0 ? above / below : 0
  return { level: meanY - (slope * (count + 1)) / 2, slope, season: season?.indices ?? new Float64Array(0) }
}

function typicalStep(values: Float64Array): number {
  let sum = 0
  for (let t = 1; t < values.length; t++) sum += Math.abs((values[t] ?? 0) - (values[t - 1] ?? 0))
  return Math.max(sum / Math.max(1, values.length - 1), 1e-9)
}
