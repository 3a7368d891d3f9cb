import { quantileSorted } from '../stats/quantile.ts'
import { unitsInterval } from './demand.ts'
import type { DemandCurve } from './demand-curve.ts'
import { outlookOf, type Situation, soldAt } from './price-outlook.ts'
import type { Belief } from './price-question.ts'

/** One figure over the periods looked ahead, at the current price and at the chosen one; the interval is that of the change. */
interface Change {
  readonly before: number
  readonly after: number
  readonly change: number
  readonly low: number
  readonly high: number
}

export interface PriceEffect {
  readonly units: Change
  /** Cents without tax. */
  readonly revenue: Change
  /** Cents; null where the cost is not known. */
  readonly margin: Change | null
  /** How likely it is that the change brings more than the current price, 0..1. */
  readonly chanceOfGain: number
}

/** Where the curve stands at a price, per period, for drawing; ascending in price. */
export interface CurvePoint {
  readonly priceCents: number
  readonly units: number
  readonly lowUnits: number
  readonly highUnits: number
  readonly revenueCents: number
  readonly marginCents: number | null
}

/** Points that are drawn, and the level of all intervals. */
const POINTS = 33
const LEVEL = 0.9

/** What a price is expected to change against the current one, with the interval of the change. */
export function effectOf(
  curves: readonly DemandCurve[],
  priceCents: number,
  question: Situation & { readonly currentCents: number },
): PriceEffect {
  const sides = [
    sideOf(curves, question.currentCents, { ...question, crossFactor: 1 }),
    sideOf(curves, priceCents, question),
  ] as const
  const { chanceOfGain, ...changes } = compareSides(...sides)
  return { ...changes, margin: question.costCents === null ? null : changes.margin, chanceOfGain }
}

/** What is sold in a period on each curve, and what one unit of it brings. */
interface Side {
  readonly sold: Float64Array
  readonly rates: { readonly units: number; readonly revenue: number; readonly margin: number; readonly value: number }
}

function sideOf(curves: readonly DemandCurve[], priceCents: number, situation: Situation): Side {
  const [none, one] = [outlookOf(0, priceCents, situation), outlookOf(1, priceCents, situation)]
  return {
    sold: Float64Array.from(curves, (curve) => soldAt(curve, priceCents, situation)),
    rates: {
      units: one.units,
      revenue: one.revenueCents,
      margin: one.marginCents ?? 0,
      // What is lost by stock left over is the same on both sides.
      value: one.value - none.value,
    },
  }
}

function compareSides(
  before: Side,
  after: Side,
): Record<'units' | 'revenue' | 'margin', Change> & { chanceOfGain: number } {
  const n = after.sold.length
  const [meanBefore, meanAfter] = [before, after].map(({ sold }) => sold.reduce((sum, one) => sum + one, 0) / n)
  const differences = (name: keyof Side['rates']) => {
    const [rate, rateBefore] = [after.rates[name], before.rates[name]]
    return after.sold.map((sold, i) => rate * sold - rateBefore * (before.sold[i] ?? 0))
  }
  const changeOf = (name: keyof Side['rates']): Change => {
    const sorted = differences(name).sort()
    const [was, is] = [before.rates[name] * (meanBefore ?? 0), after.rates[name] * (meanAfter ?? 0)]
    return {
      before: was,
      after: is,
      change: is - was,
      low: quantileSorted(sorted, 0.5 - LEVEL / 2),
      high: quantileSorted(sorted, 0.5 + LEVEL / 2),
    }
  }
  const gains = differences('value').reduce((count, gain) => (gain > 0 ? count + 1 : count), 0)
  return {
    units: changeOf('units'),
    revenue: changeOf('revenue'),
    margin: changeOf('margin'),
    chanceOfGain: gains / n,
  }
}

/** Demand, revenue and margin per period from well below to well above what was paid and what is asked. */
export function drawCurve(
  { demand, curves }: Belief,
  question: Situation & { readonly currentCents: number },
): readonly CurvePoint[] {
  const { lowestSeen, highestSeen } = demand
  const { currentCents, costCents, taxRate } = question
  const low = 0.7 * Math.min(lowestSeen, currentCents > 0 ? currentCents : lowestSeen)
  const high = 1.3 * Math.max(highestSeen, currentCents)
  return Array.from({ length: POINTS }, (_, i) => {
    const priceCents = Math.max(1, Math.round(low + ((high - low) * i) / (POINTS - 1)))
    const { units, low: lowUnits, high: highUnits } = unitsInterval(curves, priceCents, LEVEL)
    const netCents = priceCents / (1 + taxRate)
    const marginCents = costCents === null ? null : (netCents - costCents) * units
    return { priceCents, units, lowUnits, highUnits, revenueCents: netCents * units, marginCents }
  })
}
