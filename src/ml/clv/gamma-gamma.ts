import { digamma } from '../math/digamma.ts'
import { logGamma } from '../math/log-gamma.ts'
import { firstConverged, minimize, type Objective } from '../math/minimize.ts'
import { standardErrors } from '../math/standard-errors.ts'
import { distinctRows } from './distinct-rows.ts'
import { requireWeight } from './purchase-history.ts'

/** A purchase's value: Gamma(p, nu) with nu ~ Gamma(q, v) per customer; independent of how often a customer buys. */
export interface GammaGammaModel {
  readonly p: number
  readonly q: number
  /** In the unit of the values. */
  readonly v: number
}

export interface GammaGammaFit extends GammaGammaModel {
  readonly ok: true
  readonly logLikelihood: number
  readonly converged: boolean
  readonly iterations: number
  /** Customers with repeat purchases, on whom the fit rests (sum of weights). */
  readonly customers: number
  /** Of p, q, v; null where the data do not pin them down. */
  readonly standardErrors: GammaGammaModel | null
}

/**
 * `no-repeat-purchases`: no customer with frequency > 0. `values-identical`: every customer spends the same on average,
 * the likelihood has no peak. `no-finite-mean`: the best fit has q <= 1, values scatter too much for an average to exist.
 */
export interface GammaGammaTooLittle {
  readonly ok: false
  readonly reason: 'no-repeat-purchases' | 'values-identical' | 'no-finite-mean'
}

/** Spend of n customers: how many repeat purchases, and their average value. */
export interface SpendHistory {
  /** Float64Array[n], whole, >= 0. */
  readonly frequency: Float64Array
  /** Float64Array[n], average value of the repeat purchases, > 0 where frequency > 0, otherwise not looked at (finite). */
  readonly value: Float64Array
}

/** The later starts are tried where the first fails; v follows from the mean value. */
const STARTS = [
  { p: 4, q: 4 },
  { p: 20, q: 3 },
  { p: 1, q: 20 },
]

/**
 * Maximum likelihood fit of the Gamma-Gamma spend model on the customers with repeat purchases.
 * @param spend   n customers
 * @param weight  Float64Array[n] >= 0, how many customers each row stands for; missing: 1 each
 * @returns       the fit, or why there is none
 * @throws RangeError  lengths differ or a value is out of its range
 * Source: Fader & Hardie (2013), "The Gamma-Gamma model of monetary value", eq. 1a. Golden values: test/golden/gamma-gamma.json
 */
export function fitGammaGamma(spend: SpendHistory, weight?: Float64Array): GammaGammaFit | GammaGammaTooLittle {
  requireSpend(spend)
  if (weight !== undefined) requireWeight(weight, spend.frequency.length)
  const rows = joinRows(spend, weight)
  if (rows.customers === 0) return { ok: false, reason: 'no-repeat-purchases' }
  if (rows.identical) return { ok: false, reason: 'values-identical' }
  const objective = negativeLogLikelihood(rows)
  const best = firstConverged(
    STARTS.map(({ p, q }) => () => {
      return minimize(objective, Float64Array.of(p, q, (q - 1) / p).map(Math.log), { gradientTolerance: 1e-10 })
    }),
  )
  const [p = 1, q = 1, scaled = 1] = best.point.map(Math.exp)
  if (q <= 1) return { ok: false, reason: 'no-finite-mean' }
  const errors = best.converged ? standardErrors(objective, best.point, { observations: rows.customers }) : null
  // The fit runs on logarithms: an error of the logarithm is a relative error of the parameter.
  const [ep = 0, eq = 0, ev = 0] = errors ?? []
  const v = scaled * rows.unit
  return {
    ok: true,
    p,
    q,
    v,
    logLikelihood: -rows.customers * (best.value + Math.log(rows.unit)),
    converged: best.converged,
    iterations: best.iterations,
    customers: rows.customers,
    standardErrors: errors === null ? null : { p: p * ep, q: q * eq, v: v * ev },
  }
}

/**
 * Expected value of a future purchase of each customer: between the population's mean and the customer's own average,
 * nearer to the own the more purchases there are.
 * @returns  Float64Array[n], in the unit of the values; the population's mean where frequency is 0
 * @throws RangeError  q <= 1 (no mean exists), a parameter is not positive, lengths differ or a value is out of its range
 * Source: Fader & Hardie (2013), eq. 5. Golden values: test/golden/gamma-gamma.json
 */
export function expectedPurchaseValue({ p, q, v }: GammaGammaModel, spend: SpendHistory): Float64Array {
  if (!(p > 0 && p < Infinity)) throw new RangeError(`Gamma-Gamma needs a finite p > 0, got ${p}`)
  if (!(q > 1 && q < Infinity)) throw new RangeError(`Gamma-Gamma needs a finite q > 1 for a mean to exist, got ${q}`)
  if (!(v > 0 && v < Infinity)) throw new RangeError(`Gamma-Gamma needs a finite v > 0, got ${v}`)
  requireSpend(spend)
  const { frequency, value } = spend
  return Float64Array.from(frequency, (x, i) => {
    const spent = x === 0 ? 0 : x * (value[i] as number) // same length
    return (p * (v + spent)) / (p * x + q - 1)
  })
}

interface JoinedRows {
  readonly customers: number
  readonly identical: boolean
  /** The mean value: the fit runs in multiples of it, so that cents and euros are one problem. */
  readonly unit: number
  readonly frequency: Float64Array
  readonly value: Float64Array
  readonly weight: Float64Array
}

function joinRows({ frequency, value }: SpendHistory, weight?: Float64Array): JoinedRows {
  const repeated = Float64Array.from(frequency, (x, i) =>
    x === 0 ? 0 : weight === undefined ? 1 : (weight[i] as number),
  )
  const distinct = distinctRows([frequency, value], repeated)
  let customers = 0
  let sum = 0
  let least = Infinity
  let most = 0
  distinct.rows.forEach((row, k) => {
    const m = value[row] as number // rows and weights of the same table
    const w = distinct.weight[k] as number
    customers += w
    sum += w * m
    least = Math.min(least, m)
    most = Math.max(most, m)
  })
  const unit = sum / customers
  return {
    customers,
    identical: most - least <= 1e-9 * most,
    unit,
    frequency: Float64Array.from(distinct.rows, (row) => frequency[row] as number),
    value: Float64Array.from(distinct.rows, (row) => (value[row] as number) / unit),
    weight: distinct.weight,
  }
}

/** Per customer, in the logarithms of p, q and v over the mean value. */
function negativeLogLikelihood({ customers, frequency, value, weight }: JoinedRows): Objective {
  const gammas = new Map<number, { log: number; slopeP: number; slopeQ: number }>()
  return (point, gradient) => {
    const [p = 1, q = 1, v = 1] = point.map(Math.exp)
    const logV = Math.log(v)
    const logGammaQ = logGamma(q)
    const digammaQ = digamma(q)
    gammas.clear()
    let sum = 0
    let slopeP = 0
    let slopeQ = 0
    let slopeV = 0
    for (let i = 0; i < frequency.length; i++) {
      const x = frequency[i] as number // i < rows
      const m = value[i] as number
      const w = weight[i] as number
      let known = gammas.get(x)
      if (known === undefined) {
        const both = digamma(p * x + q)
        known = {
          log: logGamma(p * x + q) - logGamma(p * x) - logGammaQ,
          slopeP: x * (both - digamma(p * x)),
          slopeQ: both - digammaQ,
        }
        gammas.set(x, known)
      }
      const spent = m * x
      const total = spent + v
      // log(spent / total) and log(v / total), both without cancellation where one dwarfs the other.
      const logShare = -Math.log1p(v / spent)
      const logRest = logV - Math.log(total)
      sum += w * (known.log + p * x * logShare + q * logRest - Math.log(m))
      slopeP += w * (known.slopeP + x * logShare)
      slopeQ += w * (known.slopeQ + logRest)
      slopeV += w * (q - ((p * x + q) * v) / total)
    }
    gradient[0] = (-slopeP * p) / customers
    gradient[1] = (-slopeQ * q) / customers
    gradient[2] = -slopeV / customers
    return -sum / customers
  }
}

function requireSpend({ frequency, value }: SpendHistory): void {
  if (value.length !== frequency.length) {
    throw new RangeError(`frequency and value differ in length: ${frequency.length}, ${value.length}`)
  }
  for (let i = 0; i < frequency.length; i++) {
    const x = frequency[i] as number // i < n
    const m = value[i] as number
    if (!(Number.isInteger(x) && x >= 0)) throw new RangeError(`frequency[${i}] must be whole and >= 0, got ${x}`)
    if (!Number.isFinite(m) || (x > 0 && m <= 0))
      throw new RangeError(`value[${i}] must be > 0 with frequency ${x}, got ${m}`)
  }
}
