import { type Demand, likelyCurves } from './demand.ts'
import type { DemandCurve } from './demand-curve.ts'
import type { DataShort, FittedDemand } from './fit-demand.ts'
import { type AllowedPrices, allowedPrices, type PriceLimit, type PriceLimits } from './price-limits.ts'
import type { Situation } from './price-outlook.ts'

export interface PriceQuestion extends Situation {
  /** In a period, with prices in cents as customers pay them; or what is missing to know it. */
  readonly demand: FittedDemand
  readonly currentCents: number
  readonly limits: PriceLimits
  /** A change must bring at least this share of what the current price brings; 0.01 for 1 %. */
  readonly leastGain: number
}

export type NoChange =
  | { readonly kind: 'too-little-data'; readonly missing: DataShort }
  /** A price of 0 is a gift and nothing that could be changed by a share. */
  | { readonly kind: 'no-price' }
  | { readonly kind: 'no-cost' }
  | { readonly kind: 'no-stock' }
  /** Two limits leave no price between them. */
  | { readonly kind: 'limits-conflict'; readonly floor: PriceLimit; readonly ceiling: PriceLimit }
  | { readonly kind: 'no-price-with-ending'; readonly lowCents: number; readonly highCents: number }
  /** What the best price within the limits would bring more, as a share, is less than was asked. */
  | { readonly kind: 'not-worth-it'; readonly gain: number }
  | { readonly kind: 'locked' }
  /** A good change, but others bring more and no more may change now. */
  | { readonly kind: 'not-among-the-most-valuable'; readonly gain: number }
  /** Another product of the same shared price cannot be changed. */
  | { readonly kind: 'held-by-shared-price'; readonly by: number }
  /** The prices of the cheaper and the dearer ones leave none between them that all limits allow. */
  | { readonly kind: 'no-price-in-order' }

/** A demand with the curves that stand for what is believed of it. */
export interface Belief {
  readonly demand: Demand
  readonly curves: readonly DemandCurve[]
}

/** What a search for a price works on: what is believed of demand, and the prices that are allowed. */
export type PriceFrame =
  | { readonly ok: true; readonly belief: Belief; readonly allowed: AllowedPrices }
  | { readonly ok: false; readonly belief: Belief | null; readonly reason: NoChange }

/** Lays a question out, or says why there is nothing to search. Errors as `choosePrice`. */
export function frameOf(question: PriceQuestion): PriceFrame {
  checkQuestion(question)
  const { demand, currentCents, costCents, taxRate, limits, stock, profitWeight } = question
  if (!demand.ok) return { ok: false, belief: null, reason: { kind: 'too-little-data', missing: demand } }
  const belief = { demand, curves: likelyCurves(demand) }
  if (currentCents === 0) return { ok: false, belief, reason: { kind: 'no-price' } }
  if (costCents === null && (profitWeight > 0 || limits.minimumMargin !== null))
    return { ok: false, belief, reason: { kind: 'no-cost' } }
  if (stock !== null && stock.units === 0) return { ok: false, belief, reason: { kind: 'no-stock' } }
  const allowed = allowedPrices({ currentCents, costCents, taxRate, limits, seen: demand })
  if (allowed.lowCents <= allowed.highCents) return { ok: true, belief, allowed }
  const reason = { kind: 'limits-conflict', floor: allowed.lowLimit, ceiling: allowed.highLimit } as const
  return { ok: false, belief, reason }
}

function checkQuestion({
  currentCents,
  costCents,
  taxRate,
  periods,
  stock,
  profitWeight,
  limits,
  leastGain,
}: PriceQuestion) {
  const rules: readonly (readonly [name: string, value: number, isGood: boolean])[] = [
    ['currentCents', currentCents, currentCents >= 0 && currentCents < Infinity],
    ['costCents', costCents ?? 0, costCents === null || (costCents >= 0 && costCents < Infinity)],
    ['taxRate', taxRate, taxRate >= 0 && taxRate < Infinity],
    ['periods', periods, periods > 0 && periods < Infinity],
    ['stock.units', stock?.units ?? 0, stock === null || (stock.units >= 0 && stock.units < Infinity)],
    ['stock.periods', stock?.periods ?? 1, stock === null || (stock.periods > 0 && stock.periods < Infinity)],
    ['profitWeight', profitWeight, profitWeight >= 0 && profitWeight <= 1],
    [
      'limits.minimumMargin',
      limits.minimumMargin ?? 0,
      (limits.minimumMargin ?? 0) >= 0 && (limits.minimumMargin ?? 0) < 1,
    ],
    ['limits.largestStep', limits.largestStep ?? 0, (limits.largestStep ?? 0) >= 0],
    ['leastGain', leastGain, leastGain >= 0],
  ]
  for (const [name, value, isGood] of rules) if (!isGood) throw new RangeError(`${name} is out of range: ${value}`)
}
