import { calendarEffects, type Regressor, sumEffects } from './calendar-effects.ts'
import { dampingSums, type EtsRun, fitEts, forecastEts, initialState, localScale, runEts } from './ets.ts'

/** A fitted forecaster that can be asked from any day of the history, having seen only the days before it. */
export interface Member {
  name: string
  /** Forecast for day origin + ahead from the days before `origin`, on the scale of the history. */
  at(origin: number, ahead: number): number
}

/** A scale on which effects add up. */
export interface Scale {
  name: string
  forward(value: number): number
  back(value: number): number
}

export const RAW: Scale = { name: 'additive', forward: (value) => value, back: (value) => value }

/** Logarithm softened near zero, so that a day without sales is a low day and not minus infinity. */
export function softLog(offset: number): Scale {
  return {
    name: 'multiplicative',
    forward: (value) => Math.log1p(Math.max(0, value) / offset),
    // Beyond 40 the forecast has run away; the ensemble's error weights throw it out.
    back: (value) => offset * Math.expm1(Math.min(value, 40)),
  }
}

/**
 * Exponential smoothing with calendar effects on a scale; damped trend only where Akaike's criterion asks for it.
 * @param history  Float64Array[n], NaN in gaps
 */
export function etsMember(
  history: Float64Array,
  scale: Scale,
  period: number,
  horizon: number,
  regressors: readonly Regressor[],
): Member {
  const n = history.length
  const values = history.map(scale.forward)
  const width = localScale(values, period)
  const first = initialState(values, period)
  let clean = values
  let added = new Float64Array(n + horizon)
  const without = (effects: Float64Array) => {
    added = sumEffects(regressors, effects, n + horizon) as Float64Array<ArrayBuffer>
    clean = values.map((value, t) => value - (added[t] ?? 0))
  }
  if (regressors.length > 0) {
    const cautious = { alpha: 0.08, beta: 0, phi: 0, gamma: 0.05 }
    without(calendarEffects(values, width, first, cautious, regressors))
  }
  const start = initialState(clean, period)
  const plain = fitEts(clean, width, start, false)
  const damped = fitEts(clean, width, start, true)
  const chosen = damped.aicc < plain.aicc ? damped : plain
  if (regressors.length > 0) without(calendarEffects(values, width, start, chosen.parameters, regressors))
  const run: EtsRun = runEts(clean, width, start, chosen.parameters)
  const damping = dampingSums(chosen.parameters.phi, horizon)
  return {
    name: `ets-${scale.name}`,
    at: (origin, ahead) => scale.back(forecastEts(run, origin, ahead, damping) + (added[origin + ahead] ?? 0)),
  }
}
