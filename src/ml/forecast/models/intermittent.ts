import { nelderMead } from '../nelder-mead.ts'
import { optimisedTheta } from './optimised-theta.ts'

/** How demand comes: at most steps, or now and then; in like sizes, or not. */
type DemandClass = 'smooth' | 'erratic' | 'intermittent' | 'lumpy'

/** Steps between demands, and squared coefficient of variation of their sizes, from which on a class changes. */
const RARE_FROM = 1.32
const VARIED_FROM = 0.49
/** Weight of Croston's smoothing; the literature finds nothing gained by fitting it to single products. */
const CROSTON_WEIGHT = 0.1

/**
 * The class of a demand series by mean interval between demands and variation of their sizes.
 * @param values  Float64Array[n], >= 0, without gaps
 * Source: Syntetos, Boylan & Croston (2005), "On the categorization of demand patterns".
 */
function demandClass(values: Float64Array): DemandClass {
  const sizes = values.filter((value) => value !== 0)
  const interval = values.length / Math.max(1, sizes.length)
  let mean = 0
  for (const size of sizes) mean += size / sizes.length
  let squares = 0
  for (const size of sizes) squares += (size - mean) ** 2 / sizes.length
  const varied = mean !== 0 && squares / (mean * mean) >= VARIED_FROM
  if (interval >= RARE_FROM) return varied ? 'lumpy' : 'intermittent'
  return varied ? 'erratic' : 'smooth'
}

/**
 * The forecasts that are combined where demand comes now and then; their mean is the forecast. Croston's is not among
 * them: on weekly retail demand it was behind exponential smoothing and theta in every fold.
 * @param values  Float64Array[n], without gaps
 * @returns       null where demand comes at most steps, or anything is negative
 */
export function intermittentForecasts(
  values: Float64Array,
  horizon: number,
): { name: string; forecast: Float64Array }[] | null {
  if (values.some((value) => value < 0)) return null
  const kind = demandClass(values)
  if (kind !== 'intermittent' && kind !== 'lumpy') return null
  const flat = (level: number) => new Float64Array(horizon).fill(level)
  return [
    { name: 'tsb', forecast: flat(tsb(values)) },
    { name: 'adida', forecast: flat(adida(values)) },
    { name: 'ses', forecast: flat(smoothedLevel(values)) },
    { name: 'theta', forecast: optimisedTheta(values, horizon) },
  ]
}

/**
 * Expected demand of each coming step: smoothed size over smoothed interval, with the bias of the ratio taken out.
 * @param values  Float64Array[n], without gaps
 * @returns       0 where there was no demand
 * Source: Croston (1972); Syntetos & Boylan (2005), "The accuracy of intermittent demand estimates". Golden values:
 * test/golden/series.json
 */
export function crostonSba(values: Float64Array): number {
  let size = Number.NaN
  let interval = Number.NaN
  let since = 0
  for (const value of values) {
    since++
    if (value === 0) continue
    const first = Number.isNaN(size)
    size = first ? value : size + CROSTON_WEIGHT * (value - size)
    interval = first ? since : interval + CROSTON_WEIGHT * (since - interval)
    since = 0
  }
  return Number.isNaN(size) ? 0 : ((1 - CROSTON_WEIGHT / 2) * size) / interval
}

/**
 * Expected demand of each coming step as probability times size, both smoothed, the probability at every step: demand
 * that died out fades. Weights by the least squared one-step error.
 * @param values  Float64Array[n], without gaps
 * Source: Teunter, Syntetos & Babai (2011), "Intermittent demand: linking forecasting to inventory obsolescence".
 */
function tsb(values: Float64Array): number {
  const sizes = values.filter((value) => value !== 0)
  if (sizes.length === 0) return 0
  let meanSize = 0
  for (const size of sizes) meanSize += size / sizes.length
  const pass = (sizeWeight: number, chanceWeight: number) => {
    let size = meanSize
    let chance = sizes.length / values.length
    let loss = 0
    for (const value of values) {
      loss += (value - chance * size) ** 2
      chance += chanceWeight * ((value === 0 ? 0 : 1) - chance)
      if (value !== 0) size += sizeWeight * (value - size)
    }
    return { loss, level: chance * size }
  }
  const weight = (x: number) => 0.01 + 0.29 / (1 + Math.exp(-x))
  const { point } = nelderMead((x) => pass(weight(x[0] ?? 0), weight(x[1] ?? 0)).loss, Float64Array.of(0, 0), {
    step: 1,
    maxEvaluations: 60,
    tolerance: 1e-5,
  })
  return pass(weight(point[0] ?? 0), weight(point[1] ?? 0)).level
}

/**
 * Expected demand of each coming step by aggregation: demands are added up over about one interval, smoothed, and shared
 * out again.
 * @param values  Float64Array[n], n >= 1, without gaps
 * Source: Nikolopoulos, Syntetos, Boylan, Petropoulos & Assimakopoulos (2011), "An aggregate-disaggregate intermittent
 * demand approach (ADIDA) to forecasting".
 */
function adida(values: Float64Array): number {
  const n = values.length
  const sizes = values.filter((value) => value !== 0).length
  const bucket = Math.min(n, Math.max(1, Math.round(n / Math.max(1, sizes))))
  const buckets = Math.floor(n / bucket)
  const sums = Float64Array.from({ length: buckets }, (_, b) => {
    let sum = 0
    const from = n - (buckets - b) * bucket
    for (let t = from; t < from + bucket; t++) sum += values[t] ?? 0
    return sum
  })
  return smoothedLevel(sums) / bucket
}

/** Last level of simple exponential smoothing whose weight has the least squared one-step error. */
function smoothedLevel(values: Float64Array): number {
  const lead = Math.min(values.length, 6)
  let start = 0
  for (let t = 0; t < lead; t++) start += (values[t] ?? 0) / lead
  const pass = (alpha: number) => {
    let level = start
    let loss = 0
    for (const value of values) {
      loss += (value - level) ** 2
      level += alpha * (value - level)
    }
    return { level, loss }
  }
  let best = pass(0.02)
  for (let alpha = 0.04; alpha < 0.6; alpha += 0.02) {
    const found = pass(alpha)
    if (found.loss < best.loss) best = found
  }
  return best.level
}
