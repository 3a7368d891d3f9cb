import { poissonDeviance } from '../math/deviance.ts'
import { type DemandForm, logDemand } from './demand-curve.ts'
import { type CountsFit, fitCounts } from './fit-counts.ts'

/** What was sold of one product at which price, one entry for each period and store. */
export interface PriceHistory {
  /** Float64Array[n], > 0. */
  readonly price: Float64Array
  /** Float64Array[n], >= 0. */
  readonly units: Float64Array
  /** Float64Array[n]: what else moves demand and is known, such as promotion, season, trend or a store; each with a prior. */
  readonly controls: readonly Float64Array[]
  /** Float64Array[n], logarithm of what demand is multiplied by, such as the whole shop's level in that period, or the share of it in stock. */
  readonly level: Float64Array
  /**
   * Float64Array[n], > 0: what those cost, over what they usually do, whom the level was taken from; all 1 for a level that prices had no part in.
   * Where all prices move together, their level moves with them, and only what is left of a price beside theirs says something about it.
   */
  readonly levelRatio: Float64Array
}

export type TooLittle = 'no-rows' | 'no-sales' | 'one-price' | 'few-rows'

export interface FittedElasticity {
  readonly ok: true
  readonly elasticity: number
  readonly error: number
  readonly degrees: number
  /** Poisson deviance of all rows over the dispersion: forms of demand are compared by it. */
  readonly scaledDeviance: number
}

export type OwnElasticity = FittedElasticity | { readonly ok: false; readonly reason: TooLittle }

/** A product with fewer rows says too little about its price beside everything else. */
export const LEAST_ROWS = 8
/** Priors of the controls and of the elasticity: the first keep seasons of some months in bounds, the second only ends a search to infinity. */
const CONTROL_PRIOR = 0.5
const PRICE_PRIOR = 20
/** A straight line is fitted along its tangents; a fit that has not settled by then is no fit. */
const TANGENTS = 10
const SETTLED = 1e-3

/**
 * Own-price elasticity of one product: by how many per cent its units change with one per cent of price.
 * @param form  of demand; the elasticity of a form without a constant one is that at `usualPrice`
 * @returns     the estimate with its standard error, or what is missing
 * @throws RangeError  lengths differ, a price is not positive, units are negative
 * Source: log-log demand by quasi-Poisson regression, Santos Silva & Tenreyro (2006), "The log of gravity"
 */
export function ownElasticity(history: PriceHistory, form: DemandForm = 'constant-elasticity'): OwnElasticity {
  const { price, units } = history
  checkHistory(history)
  if (units.length === 0) return { ok: false, reason: 'no-rows' }
  if (units.every((count) => count === 0)) return { ok: false, reason: 'no-sales' }
  if (price.every((value) => value === price[0])) return { ok: false, reason: 'one-price' }
  if (units.length < LEAST_ROWS) return { ok: false, reason: 'few-rows' }
  const { elasticity, fit, settled } = fitForm(history, form)
  const error = fit.errorOf(priceOnly(history))
  const scaledDeviance = settled ? devianceOf(units, fit.means) / fit.dispersion : Infinity
  return { ok: true, elasticity, error, degrees: fit.degrees, scaledDeviance }
}

/** Geometric mean of the prices, each as often as it was paid: there level and elasticity are learnt nearly apart. Null without sales. */
export function usualPrice({ price, units }: Pick<PriceHistory, 'price' | 'units'>): number | null {
  let sum = 0
  let sold = 0
  units.forEach((count, i) => {
    sum += count * Math.log(price[i] ?? 1)
    sold += count
  })
  return sold > 0 ? Math.exp(sum / sold) : null
}

/** Newton's steps where the logarithm of demand is straight in the elasticity; along tangents where it is not. */
function fitForm(history: PriceHistory, form: DemandForm) {
  const { price, units, controls, level, levelRatio } = history
  const usual = usualPrice(history) ?? 1
  const priors = [Infinity, PRICE_PRIOR, ...controls.map(() => CONTROL_PRIOR)]
  const ones = new Float64Array(units.length).fill(1)
  let start: Float64Array | undefined
  const along = (elasticity: number): CountsFit => {
    const tangents = Array.from(price, (value, i) => {
      const [own, others] = [value / usual, levelRatio[i] ?? 1].map((ratio) => logDemand(form, elasticity, ratio))
      return { value: (own?.value ?? 0) - (others?.value ?? 0), slope: (own?.slope ?? 0) - (others?.slope ?? 0) }
    })
    const column = Float64Array.from(tangents, ({ slope }) => slope)
    const offset = level.map((value, i) => {
      const { value: reached, slope } = tangents[i] ?? { value: 0, slope: 0 }
      return value + reached - elasticity * slope
    })
    const fit = fitCounts({ units, design: [ones, column, ...controls], priors, offset, start })
    start = fit.coefficients
    return fit
  }
  if (form !== 'linear') {
    const fit = along(0)
    return { elasticity: fit.coefficients[1] ?? 0, fit, settled: true }
  }
  const bounds = linearBounds(price, usual)
  let elasticity = 0
  let fit = along(elasticity)
  for (let round = 0; round < TANGENTS; round++) {
    const next = Math.min(bounds.high, Math.max(bounds.low, fit.coefficients[1] ?? 0))
    const moved = Math.abs(next - elasticity)
    elasticity = next
    fit = along(elasticity)
    if (moved <= SETTLED) return { elasticity, fit, settled: true }
  }
  return { elasticity, fit, settled: false }
}

/** Between these the straight line stays above nothing at every price that was asked. */
function linearBounds(price: Float64Array, usual: number): { low: number; high: number } {
  const room = 0.95
  let [low, high] = [-Infinity, Infinity]
  for (const value of price) {
    const away = value / usual - 1
    if (away > 0) low = Math.max(low, -room / away)
    else if (away < 0) high = Math.min(high, -room / away)
  }
  return { low, high }
}

function priceOnly({ controls }: PriceHistory): Float64Array {
  const weights = new Float64Array(2 + controls.length)
  weights[1] = 1
  return weights
}

function devianceOf(units: Float64Array, means: Float64Array): number {
  let sum = 0
  units.forEach((count, i) => {
    const mean = means[i] ?? 1
    sum += 2 * (count > 0 ? poissonDeviance(count, mean) : mean)
  })
  return sum
}

/** Expected units at the reference price as a function of controls and level; what price does is given. */
export interface DemandLevel {
  readonly referencePrice: number
  /** Units in a row with these controls and this level. */
  readonly expect: (controls: ArrayLike<number>, level: number) => number
  /** Standard error of the logarithm of what is expected with these controls. */
  readonly logErrorOf: (controls: ArrayLike<number>) => number
  readonly dispersion: number
}

/**
 * Fits everything but the elasticity, which comes from elsewhere (shrunk, or 0 for a model without price).
 * @returns null where there are no sales
 */
export function demandLevel(
  history: PriceHistory,
  elasticity: number,
  form: DemandForm = 'constant-elasticity',
): DemandLevel | null {
  checkHistory(history)
  const { price, units, controls, level, levelRatio } = history
  const referencePrice = usualPrice(history)
  if (referencePrice === null) return null
  const offset = level.map((value, i) => {
    const own = logDemand(form, elasticity, (price[i] ?? referencePrice) / referencePrice).value
    return value + own - logDemand(form, elasticity, levelRatio[i] ?? 1).value
  })
  // The intercept begins near its answer, so that no step has to come from far away.
  const middle = offset.reduce((sum, value) => sum + value, 0) / offset.length
  const design = [new Float64Array(units.length).fill(1), ...controls]
  const priors = [Infinity, ...controls.map(() => CONTROL_PRIOR)]
  const fit = fitCounts({ units, design, priors, offset: offset.map((value) => value - middle) })
  const weightsOf = (known: ArrayLike<number>) => Float64Array.of(1, ...Array.from(known))
  const expect: DemandLevel['expect'] = (known, shift) =>
    Math.exp(weightsOf(known).reduce((sum, value, k) => sum + value * (fit.coefficients[k] ?? 0), shift - middle))
  const logErrorOf: DemandLevel['logErrorOf'] = (known) => fit.errorOf(weightsOf(known))
  return { referencePrice, expect, logErrorOf, dispersion: fit.dispersion }
}

function checkHistory({ price, units, controls, level, levelRatio }: PriceHistory): void {
  const n = units.length
  if ([price, level, levelRatio, ...controls].some(({ length }) => length !== n))
    throw new RangeError(`price, level, levelRatio and controls must have the ${n} rows that units has`)
  const free = price.findIndex((value) => !(value > 0 && value < Infinity))
  if (free >= 0) throw new RangeError(`price[${free}] must be finite and > 0, got ${price[free]}`)
  const bad = units.findIndex((value) => !(value >= 0 && value < Infinity))
  if (bad >= 0) throw new RangeError(`units[${bad}] must be finite and >= 0, got ${units[bad]}`)
}
