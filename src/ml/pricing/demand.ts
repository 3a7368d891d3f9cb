import { normalCdf, normalQuantile } from '../math/normal.ts'
import { quantileSorted } from '../stats/quantile.ts'
import { DEMAND_FORMS, type DemandCurve, type DemandForm, unitsAt } from './demand-curve.ts'

/** What is believed of a product's demand: a curve, and how sure its two numbers are. */
export interface Demand extends DemandCurve {
  /** How likely each form is, in the order of DEMAND_FORMS; `form` is the likeliest. Prices are not bet on one form that others fit as well. */
  readonly formChances: readonly number[]
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

/** One curve of what is believed, for three probabilities 0..1 exclusive: of the level, of the elasticity (kept below 0) and of the form. */
export function curveAt(demand: Demand, at: Readonly<Record<keyof Place, number>>): DemandCurve {
  const bounded = (probability: number) =>
    quantileAt(Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability)))
  const place = { level: bounded(at.level), elasticity: bounded(at.elasticity), form: bounded(at.form) }
  return curveOf(demand, place, chanceBelowRise(demand))
}

/** A probability, and the standard normal value it stands for. */
interface Quantile {
  readonly probability: number
  readonly z: number
}

interface Place {
  readonly level: Quantile
  readonly elasticity: Quantile
  readonly form: Quantile
}

function curveOf(demand: Demand, at: Place, belowRise: number): DemandCurve {
  const { referencePrice, units, elasticity: mean, logUnitsError, elasticityError } = demand
  const { probability, z } = at.elasticity
  // Cut off only where it matters: the quantile of the truncated distribution is dear.
  const deviate = belowRise > NEARLY_ALL ? z : normalQuantile(Math.max(LEAST_PROBABILITY, probability * belowRise))
  const elasticity = Math.min(LEAST_FALL, mean + elasticityError * deviate)
  const form = formAt(demand, at.form.probability)
  return { form, referencePrice, units: units * Math.exp(logUnitsError * at.level.z), elasticity }
}

function formAt({ form, formChances }: Demand, probability: number): DemandForm {
  let sum = 0
  for (const [k, chance] of formChances.entries()) {
    sum += chance
    if (probability < sum) return DEMAND_FORMS[k] ?? form
  }
  return form
}

function chanceBelowRise({ elasticity, elasticityError }: Demand): number {
  return elasticityError > 0 ? normalCdf((LEAST_FALL - elasticity) / elasticityError) : 1
}

/** Curves that stand for what is believed: enough for means and for the ends of intervals. */
const LIKELY = 100
/** Places that fill the cube evenly. Source: Roberts (2018), the R3 sequence of low discrepancy */
const PLACES = Array.from(
  { length: LIKELY },
  (_, i): Place => ({
    level: quantileAt((0.5 + 0.8191725133961645 * (i + 1)) % 1),
    elasticity: quantileAt((0.5 + 0.6710436067037893 * (i + 1)) % 1),
    form: quantileAt((0.5 + 0.5497004779019703 * (i + 1)) % 1),
  }),
)

function quantileAt(probability: number): Quantile {
  return { probability, z: normalQuantile(probability) }
}

/** A hundred curves, each as likely, that stand for what is believed; without chance, so that the same question has the same answer. */
export function likelyCurves(demand: Demand): readonly DemandCurve[] {
  const belowRise = chanceBelowRise(demand)
  return PLACES.map((place) => curveOf(demand, place, belowRise))
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
