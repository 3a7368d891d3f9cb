import { quantileSorted } from '../stats/quantile.ts'
import { unitsInterval } from './demand.ts'
import type { DemandCurve } from './demand-curve.ts'
import { type Outlook, outlookAt, type Situation } from './price-outlook.ts'
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
  const before = curves.map((curve) => outlookAt(curve, question.currentCents, { ...question, crossFactor: 1 }))
  const after = curves.map((curve) => outlookAt(curve, priceCents, question))
  const changeOf = (figure: (outlook: Outlook) => number): Change => {
    const changes = Float64Array.from(after, (outlook, i) => figure(outlook) - figure(before[i] ?? outlook))
    const mean = (outlooks: readonly Outlook[]) =>
      outlooks.reduce((sum, outlook) => sum + figure(outlook), 0) / outlooks.length
    const sorted = changes.sort()
    return {
      before: mean(before),
      after: mean(after),
      change: mean(after) - mean(before),
      low: quantileSorted(sorted, 0.5 - LEVEL / 2),
      high: quantileSorted(sorted, 0.5 + LEVEL / 2),
    }
  }
  const gains = after.filter(({ value }, i) => value > (before[i]?.value ?? value)).length
  return {
    units: changeOf(({ units }) => units),
    revenue: changeOf(({ revenueCents }) => revenueCents),
    margin: question.costCents === null ? null : changeOf(({ marginCents }) => marginCents ?? 0),
    chanceOfGain: gains / curves.length,
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
