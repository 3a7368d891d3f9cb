/**
 * How demand answers to price: a constant elasticity (log-log), a constant change for each unit of price (semi-log), or a straight
 * line down to nothing. All three are told by units and elasticity at one price, so that they can be compared and shrunk alike.
 */
export const DEMAND_FORMS = ['constant-elasticity', 'exponential', 'linear'] as const
export type DemandForm = (typeof DEMAND_FORMS)[number]

export interface DemandCurve {
  readonly form: DemandForm
  /** Price at which `units` and `elasticity` hold, > 0. */
  readonly referencePrice: number
  /** Expected units in a period, >= 0. */
  readonly units: number
  /** Per cent of units for one per cent of price. */
  readonly elasticity: number
}

/** A straight line is not followed below this share of the units at the reference price: nobody knows where it ends. */
const LEAST_SHARE = 0.02
/** Logarithm beyond which no demand grows, however far from the reference price a curve is asked. */
const LARGEST = 30

/**
 * Logarithm of what units are multiplied by at a price, and how that changes with the elasticity.
 * @param ratio  price / reference price, > 0
 */
export function logDemand(form: DemandForm, elasticity: number, ratio: number): { value: number; slope: number } {
  if (form === 'constant-elasticity') {
    const slope = Math.log(ratio)
    return { value: elasticity * slope, slope }
  }
  const away = ratio - 1
  if (form === 'exponential') return { value: elasticity * away, slope: away }
  const share = 1 + elasticity * away
  if (share <= LEAST_SHARE) return { value: Math.log(LEAST_SHARE), slope: 0 }
  return { value: Math.log(share), slope: away / share }
}

/** Expected units in a period at a price > 0. */
export function unitsAt({ form, referencePrice, units, elasticity }: DemandCurve, price: number): number {
  const ratio = price / referencePrice
  // What `logDemand` says, without the slope: this is asked a hundred million times a night.
  if (form === 'linear') return units * Math.max(LEAST_SHARE, 1 + elasticity * (ratio - 1))
  return units * Math.exp(Math.min(LARGEST, elasticity * (form === 'exponential' ? ratio - 1 : Math.log(ratio))))
}

/** Per cent of units for one per cent of price at a price > 0. */
export function elasticityAt({ form, referencePrice, elasticity }: DemandCurve, price: number): number {
  if (form === 'constant-elasticity') return elasticity
  const ratio = price / referencePrice
  if (form === 'exponential') return elasticity * ratio
  const share = 1 + elasticity * (ratio - 1)
  return share <= LEAST_SHARE ? 0 : (elasticity * ratio) / share
}

/** Units that one unit of price more costs (negative) in a period: the slope of the curve at a price > 0. */
export function slopeAt(curve: DemandCurve, price: number): number {
  return (elasticityAt(curve, price) * unitsAt(curve, price)) / price
}
