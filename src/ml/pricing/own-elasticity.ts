import { fitCounts } from './fit-counts.ts'

/** What was sold of one product at which price, one entry for each period and store. */
export interface PriceHistory {
  /** Float64Array[n], > 0. */
  readonly price: Float64Array
  /** Float64Array[n], >= 0. */
  readonly units: Float64Array
  /** Float64Array[n]: what else moves demand and is known, such as promotion, season, trend or a store; each with a prior. */
  readonly controls: readonly Float64Array[]
  /** Float64Array[n], logarithm of what demand is multiplied by, such as the whole shop's level in that period. */
  readonly level: Float64Array
}

export type TooLittle = 'no-rows' | 'no-sales' | 'one-price' | 'few-rows'

export type OwnElasticity =
  | { readonly ok: true; readonly elasticity: number; readonly error: number; readonly degrees: number }
  | { readonly ok: false; readonly reason: TooLittle }

/** A product with fewer rows says too little about its price beside everything else. */
export const LEAST_ROWS = 8
/** Priors of the controls and of the elasticity: the first keep seasons of some months in bounds, the second only ends a search to infinity. */
const CONTROL_PRIOR = 0.5
const PRICE_PRIOR = 20

/**
 * Own-price elasticity of one product: by how many per cent its units change with one per cent of price.
 * @returns  the estimate with its standard error, or what is missing
 * @throws RangeError  lengths differ, a price is not positive, units are negative
 * Source: log-log demand by quasi-Poisson regression, Santos Silva & Tenreyro (2006), "The log of gravity"
 */
export function ownElasticity(history: PriceHistory): OwnElasticity {
  const { price, units, controls, level } = history
  check(history)
  if (units.length === 0) return { ok: false, reason: 'no-rows' }
  if (units.every((count) => count === 0)) return { ok: false, reason: 'no-sales' }
  if (price.every((value) => value === price[0])) return { ok: false, reason: 'one-price' }
  if (units.length < LEAST_ROWS) return { ok: false, reason: 'few-rows' }
  const centred = logAboutMean(price)
  const design = [new Float64Array(units.length).fill(1), centred, ...controls]
  const priors = [Infinity, PRICE_PRIOR, ...controls.map(() => CONTROL_PRIOR)]
  const { coefficients, degrees, errorOf } = fitCounts({ units, design, priors, offset: level })
  return { ok: true, elasticity: coefficients[1] ?? 0, error: errorOf(1), degrees }
}

/** Expected units as a function of price and controls; the elasticity is given. */
export interface DemandModel {
  readonly expect: (price: number, controls: readonly number[], level: number) => number
}

/**
 * Fits everything but the elasticity, which comes from elsewhere (shrunk, or 0 for a model without price).
 * @returns null where there are no sales
 */
export function demandAt(history: PriceHistory, elasticity: number): DemandModel | null {
  check(history)
  const { price, units, controls, level } = history
  if (units.every((count) => count === 0)) return null
  const offset = level.map((value, i) => value + elasticity * Math.log(price[i] ?? 1))
  // The intercept begins near its answer, so that no step has to come from far away.
  const middle = offset.reduce((sum, value) => sum + value, 0) / offset.length
  const design = [new Float64Array(units.length).fill(1), ...controls]
  const priors = [Infinity, ...controls.map(() => CONTROL_PRIOR)]
  const fit = fitCounts({ units, design, priors, offset: offset.map((value) => value - middle) })
  const expect: DemandModel['expect'] = (asked, known, shift) => {
    let linear = (fit.coefficients[0] ?? 0) - middle + shift + elasticity * Math.log(asked)
    known.forEach((value, k) => {
      linear += value * (fit.coefficients[k + 1] ?? 0)
    })
    return Math.exp(linear)
  }
  return { expect }
}

function logAboutMean(price: Float64Array): Float64Array {
  const logs = price.map(Math.log)
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length
  return logs.map((value) => value - mean)
}

function check({ price, units, controls, level }: PriceHistory): void {
  const n = units.length
  if (price.length !== n || level.length !== n || controls.some((control) => control.length !== n))
    throw new RangeError(`price, level and controls must have the ${n} rows that units has`)
  const free = price.findIndex((value) => !(value > 0 && value < Infinity))
  if (free >= 0) throw new RangeError(`price[${free}] must be finite and > 0, got ${price[free]}`)
  const bad = units.findIndex((value) => !(value >= 0 && value < Infinity))
  if (bad >= 0) throw new RangeError(`units[${bad}] must be finite and >= 0, got ${units[bad]}`)
}
