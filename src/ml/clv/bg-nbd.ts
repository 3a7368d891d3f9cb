import { logRising, logRisingSlope } from '../math/log-rising.ts'
import { firstConverged, type Minimum, minimize, type Objective } from '../math/minimize.ts'
import { standardErrors } from '../math/standard-errors.ts'
import { distinctRows } from './distinct-rows.ts'
import { type PurchaseHistory, requireHistory, requireWeight } from './purchase-history.ts'

/** Purchases: Poisson with rate ~ Gamma(r, alpha); leaving after a purchase: probability ~ Beta(a, b). */
export interface BgNbdModel {
  readonly r: number
  /** In the time unit of the data. */
  readonly alpha: number
  readonly a: number
  readonly b: number
}

export interface BgNbdFit extends BgNbdModel {
  readonly ok: true
  readonly logLikelihood: number
  readonly converged: boolean
  readonly iterations: number
  /** Customers the fit rests on (sum of weights). */
  readonly customers: number
  /** Of r, alpha, a, b; null where the data do not pin them down. */
  readonly standardErrors: BgNbdModel | null
}

/** `no-customers`: n or all weights are 0. `no-repeat-purchases`: nobody bought twice, so the rate cannot be told from leaving. */
export interface BgNbdTooLittle {
  readonly ok: false
  readonly reason: 'no-customers' | 'no-repeat-purchases'
}

/** Starts on the natural scale with alpha = r / (purchases per time); the later ones are tried where the first fails. */
const STARTS = [
  { r: 0.5, a: 0.8, b: 2.5 },
  { r: 2, a: 0.2, b: 2 },
  { r: 0.1, a: 2, b: 10 },
]

const PILOT_ROWS = 20_000

/**
 * Maximum likelihood fit of the BG/NBD model.
 * @param history  n customers, one time unit throughout
 * @param weight   Float64Array[n] >= 0, how many customers each row stands for; missing: 1 each
 * @returns        the fit, or why there is too little data; `converged` is false where the likelihood has no clear peak
 * @throws RangeError  lengths differ or a value is out of its range
 * Source: Fader, Hardie & Lee (2005), "Counting your customers the easy way", eq. 6. Golden values: test/golden/bgnbd.json
 */
export function fitBgNbd(history: PurchaseHistory, weight?: Float64Array): BgNbdFit | BgNbdTooLittle {
  requireHistory(history)
  if (weight !== undefined) requireWeight(weight, history.frequency.length)
  const rows = joinRows(history, weight)
  if (rows.customers === 0) return { ok: false, reason: 'no-customers' }
  if (rows.purchases === 0) return { ok: false, reason: 'no-repeat-purchases' }
  const objective = negativeLogLikelihood(rows)
  const best = search(objective, rows, pilot(history, weight, rows))
  const [r = 1, alpha = 1, a = 1, b = 1] = best.point.map(Math.exp)
  const errors = best.converged ? standardErrors(objective, best.point, { observations: rows.customers }) : null
  // The fit runs on logarithms: an error of the logarithm is a relative error of the parameter.
  const [er = 0, ealpha = 0, ea = 0, eb = 0] = errors ?? []
  return {
    ok: true,
    r,
    alpha,
    a,
    b,
    logLikelihood: -best.value * rows.customers,
    converged: best.converged,
    iterations: best.iterations,
    customers: rows.customers,
    standardErrors: errors === null ? null : { r: r * er, alpha: alpha * ealpha, a: a * ea, b: b * eb },
  }
}

/** The best point from the pilot's start, or from the standard ones where that fails. */
function search(objective: Objective, { time, purchases }: JoinedRows, start: Minimum | null): Minimum {
  const options = { gradientTolerance: 1e-10 }
  const tries = STARTS.map(({ r, a, b }) => () => {
    return minimize(objective, Float64Array.of(r, (r * time) / purchases, a, b).map(Math.log), options)
  })
  if (start !== null) tries.unshift(() => minimize(objective, start.point, { ...options, inverse: start.inverse }))
  return firstConverged(tries)
}

/** The fit of an even sample, as a start for many different rows: the search on all of them is then a few steps long. */
function pilot(history: PurchaseHistory, weight: Float64Array | undefined, rows: JoinedRows): Minimum | null {
  if (rows.weight.length <= 2 * PILOT_ROWS) return null
  const stride = Math.floor(history.frequency.length / PILOT_ROWS)
  const sample = (column: Float64Array): Float64Array => column.filter((_, i) => i % stride === 0)
  const { frequency, recency, age } = history
  const some = joinRows(
    { frequency: sample(frequency), recency: sample(recency), age: sample(age) },
    weight === undefined ? undefined : sample(weight),
  )
  if (some.purchases === 0) return null
  const found = search(negativeLogLikelihood(some), some, null)
  return found.converged ? found : null
}

/** The different customers, ordered by frequency, so that what depends on frequency or a time alone is reckoned once. */
interface JoinedRows {
  readonly customers: number
  readonly purchases: number
  readonly time: number
  /** The frequencies there are, ascending, and where the rows of each begin (one entry more: the end). */
  readonly frequency: Float64Array
  readonly begin: Uint32Array
  /** The different points in time, and per row which of them are its recency and its age. */
  readonly times: Float64Array
  readonly recencyAt: Uint32Array
  readonly ageAt: Uint32Array
  readonly weight: Float64Array
}

function joinRows({ frequency, recency, age }: PurchaseHistory, weight?: Float64Array): JoinedRows {
  const distinct = distinctRows([frequency, recency, age], weight)
  const count = distinct.rows.length
  const pick = (column: Float64Array): Float64Array => Float64Array.from(distinct.rows, (row) => column[row] as number) // rows are indices of the columns
  const x = pick(frequency)
  const last = pick(recency)
  const end = pick(age)
  const both = new Float64Array(2 * count)
  both.set(last)
  both.set(end, count)
  const times = distinctRows([both])
  const values = Float64Array.from(new Set(x)).sort()
  const begin = new Uint32Array(values.length + 1)
  const place = new Map(Array.from(values, (value, k) => [value, k]))
  for (const value of x) begin[(place.get(value) ?? 0) + 1] = (begin[(place.get(value) ?? 0) + 1] as number) + 1
  for (let k = 1; k < begin.length; k++) begin[k] = (begin[k] as number) + (begin[k - 1] as number)
  const next = begin.slice()
  const recencyAt = new Uint32Array(count)
  const ageAt = new Uint32Array(count)
  const weights = new Float64Array(count)
  let customers = 0
  let purchases = 0
  let time = 0
  for (let i = 0; i < count; i++) {
    const k = place.get(x[i] as number) ?? 0 // i < count; every value of x has its place
    const slot = next[k] as number
    next[k] = slot + 1
    recencyAt[slot] = times.group[i] as number
    ageAt[slot] = times.group[count + i] as number
    const w = distinct.weight[i] as number
    weights[slot] = w
    customers += w
    purchases += w * (x[i] as number)
    time += w * (end[i] as number)
  }
  const sums = { customers, purchases, time }
  return { ...sums, frequency: values, begin, times: pickTimes(both, times.rows), recencyAt, ageAt, weight: weights }
}

function pickTimes(times: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => times[row] as number) // rows are indices of times
}

/** Per customer, in the logarithms of r, alpha, a, b: keeps them positive and the problem well scaled for any time unit. */
function negativeLogLikelihood(rows: JoinedRows): Objective {
  const { customers, frequency, begin, times, recencyAt, ageAt, weight } = rows
  const logExposure = new Float64Array(times.length)
  const perExposure = new Float64Array(times.length)
  return (point, gradient) => {
    const [r = 1, alpha = 1, a = 1, b = 1] = point.map(Math.exp)
    const logAlpha = Math.log(alpha)
    for (let k = 0; k < times.length; k++) {
      const exposure = alpha + (times[k] as number) // k < times
      logExposure[k] = Math.log(exposure)
      perExposure[k] = 1 / exposure
    }
    let value = 0
    let slopeR = 0
    let slopeAlpha = 0
    let slopeA = 0
    let slopeB = 0
    for (let group = 0; group < frequency.length; group++) {
      const x = frequency[group] as number // indices stay within the arrays by construction of `begin`
      const end = begin[group + 1] as number
      const logOdds = x === 0 ? -Infinity : Math.log(a) - Math.log(b + x - 1)
      let mass = 0
      let gone = 0
      let sumLog = 0
      let sumInverse = 0
      let sumGoneLog = 0
      let sumGoneInverse = 0
      for (let i = begin[group] as number; i < end; i++) {
        const w = weight[i] as number
        const logEnd = logExposure[ageAt[i] as number] as number
        const perEnd = perExposure[ageAt[i] as number] as number
        mass += w
        sumLog += w * logEnd
        sumInverse += w * perEnd
        if (x === 0) continue
        const idle = logEnd - (logExposure[recencyAt[i] as number] as number)
        // Odds that the customer left after the last purchase against still being here.
        const odds = logOdds + (r + x) * idle
        const small = Math.exp(-Math.abs(odds))
        const share = (odds > 0 ? 1 : small) / (1 + small)
        value += w * (Math.max(odds, 0) + Math.log1p(small))
        gone += w * share
        sumGoneLog += w * share * idle
        sumGoneInverse += w * share * (perEnd - (perExposure[recencyAt[i] as number] as number))
      }
      value += mass * (logRising(r, x) + r * logAlpha + logRising(b, x) - logRising(a + b, x)) - (r + x) * sumLog
      slopeR += mass * (logRisingSlope(r, x) + logAlpha) - sumLog + sumGoneLog
      slopeAlpha += (mass * r) / alpha - (r + x) * sumInverse + (r + x) * sumGoneInverse
      const slopeSum = logRisingSlope(a + b, x)
      slopeA += gone / a - mass * slopeSum
      slopeB += mass * (logRisingSlope(b, x) - slopeSum) - (x === 0 ? 0 : gone / (b + x - 1))
    }
    gradient[0] = (-slopeR * r) / customers
    gradient[1] = (-slopeAlpha * alpha) / customers
    gradient[2] = (-slopeA * a) / customers
    gradient[3] = (-slopeB * b) / customers
    return -value / customers
  }
}
