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
const LEAST_FALL = -0.05
/** Beyond, a quantile says nothing but that the truncation took nearly all. */
const LEAST_PROBABILITY = 1e-12
/** With so much of what is believed below, cutting off the rest changes nothing. */
const NEARLY_ALL = 0.999

/** One curve of what is believed, for two probabilities 0..1 exclusive: of the level and of the elasticity, which is kept below 0. */
export function curveAt(demand: Demand, levelProbability: number, elasticityProbability: number): DemandCurve {
  const bounded = (probability: number) => Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability))
  return curveOf(demand, {
    level: quantileAt(bounded(levelProbability)),
    elasticity: quantileAt(bounded(elasticityProbability)),
    belowRise: chanceBelowRise(demand),
  })
}

/** A probability, and the standard normal value it stands for. */
interface Quantile {
  readonly probability: number
  readonly z: number
}

function curveOf(demand: Demand, at: { level: Quantile; elasticity: Quantile; belowRise: number }): DemandCurve {
  const { form, referencePrice, units, elasticity: mean, logUnitsError, elasticityError } = demand
  const { probability, z } = at.elasticity
  // Cut off only where it matters: the quantile of the truncated distribution is dear.
  const deviate =
    at.belowRise > NEARLY_ALL ? z : normalQuantile(Math.max(LEAST_PROBABILITY, probability * at.belowRise))
  const elasticity = Math.min(LEAST_FALL, mean + elasticityError * deviate)
  return { form, referencePrice, units: units * Math.exp(logUnitsError * at.level.z), elasticity }
}

function chanceBelowRise({ elasticity, elasticityError }: Demand): number {
  return elasticityError > 0 ? normalCdf((LEAST_FALL - elasticity) / elasticityError) : 1
}

/** Curves that stand for what is believed: enough for means and for the ends of intervals. */
const LIKELY = 100
/** Pairs that fill the square evenly. Source: Roberts (2018), the R2 sequence of low discrepancy */
const PAIRS = Array.from({ length: LIKELY }, (_, i) => ({
  level: quantileAt((0.5 + 0.7548776662466927 * (i + 1)) % 1),
  elasticity: quantileAt((0.5 + 0.5698402909980532 * (i + 1)) % 1),
}))

function quantileAt(probability: number): Quantile {
  return { probability, z: normalQuantile(probability) }
}

/** A hundred curves, each as likely, that stand for what is believed; without chance, so that the same question has the same answer. */
export function likelyCurves(demand: Demand): readonly DemandCurve[] {
  const belowRise = chanceBelowRise(demand)
  return PAIRS.map((pair) => curveOf(demand, { ...pair, belowRise }))
}

/** Expected units in a period at a price, and the interval of that expectation (not of what a single period may bring). */
export function unitsInterval(
  curves: readonly DemandCurve[],
  price: number,
  level: number,
): { readonly units: number; readonly low: number; readonly high: number } {
  const values = Float64Array.from(curves, (curve) => unitsAt(curve, price)).sort()
  return {
    units: quantileSorted(values, 0.5),
    low: quantileSorted(values, 0.5 - level / 2),
    high: quantileSorted(values, 0.5 + level / 2),
  }
}
