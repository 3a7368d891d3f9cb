import { normalCdf, normalQuantile } from '../math/normal.ts'
import { quantileSorted } from '../stats/quantile.ts'
import { type DemandCurve, unitsAt } from './demand-curve.ts'

/** What is believed of a product's demand: a curve, and how sure its two numbers are. */
export interface Demand extends DemandCurve {
  /** Standard deviation of what is believed of the logarithm of `units`, and of the elasticity. */
  readonly logUnitsError: number
  readonly elasticityError: number
  /** Variance of the units of a period over their mean, at least 1. */
  readonly dispersion: number
  readonly lowestSeen: number
  readonly highestSeen: number
  /** Where the elasticity comes from: its own prices and the group's, the group's alone, or studies of other shops. */
  readonly basis: 'own' | 'group' | 'literature'
}

/** Demand that rises with the price is luck or a mistake in the data; nothing is decided by it. */
const STEEPEST_RISE = -0.05
/** Beyond, a quantile says nothing but that the truncation took nearly all. */
const LEAST_PROBABILITY = 1e-12

/** One curve of what is believed, for two probabilities 0..1 exclusive: of the level and of the elasticity, which is kept below 0. */
export function curveAt(demand: Demand, levelProbability: number, elasticityProbability: number): DemandCurve {
  const { form, referencePrice, units, elasticity, logUnitsError, elasticityError } = demand
  return {
    form,
    referencePrice,
    units: units * Math.exp(logUnitsError * quantileOf(levelProbability)),
    elasticity: fallingElasticity(elasticity, elasticityError, elasticityProbability),
  }
}

/** Quantile of a normal distribution cut off at the least fall of demand. */
function fallingElasticity(mean: number, error: number, probability: number): number {
  if (!(error > 0)) return Math.min(STEEPEST_RISE, mean)
  const below = normalCdf((STEEPEST_RISE - mean) / error)
  if (below < 1e-6) return STEEPEST_RISE
  const value = mean + error * quantileOf(probability * below)
  return Math.min(STEEPEST_RISE, value)
}

function quantileOf(probability: number): number {
  return normalQuantile(Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability)))
}

/**
 * Curves that stand for what is believed, evenly and without chance: the same question has the same answer.
 * @param count  how many, each as likely
 * Source: Roberts (2018), the R2 sequence of low discrepancy
 */
export function likelyCurves(demand: Demand, count: number): readonly DemandCurve[] {
  return Array.from({ length: count }, (_, i) =>
    curveAt(demand, (0.5 + 0.7548776662466927 * (i + 1)) % 1, (0.5 + 0.5698402909980532 * (i + 1)) % 1),
  )
}

/** Expected units in a period at a price, and the interval of that expectation (not of what a single period may bring). */
export function unitsInterval(
  demand: Demand,
  price: number,
  level = 0.9,
): { units: number; low: number; high: number } {
  const values = Float64Array.from(likelyCurves(demand, 200), (curve) => unitsAt(curve, price)).sort()
  return {
    units: unitsAt(demand, price),
    low: quantileSorted(values, 0.5 - level / 2),
    high: quantileSorted(values, 0.5 + level / 2),
  }
}
