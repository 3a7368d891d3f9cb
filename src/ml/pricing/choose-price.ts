import { bestPrice } from './best-price.ts'
import type { Demand } from './demand.ts'
import { unitsAt } from './demand-curve.ts'
import { type CurvePoint, drawCurve, effectOf, type PriceEffect } from './price-effect.ts'
import type { AllowedPrices, PriceLimit } from './price-limits.ts'
import { meanValue } from './price-outlook.ts'
import { frameOf, type NoChange, type PriceFrame, type PriceQuestion } from './price-question.ts'

export type Binding = PriceLimit | 'price-ending' | 'stock' | 'price-order' | 'shared-price'

export type PriceDecision =
  | {
      readonly ok: true
      readonly priceCents: number
      readonly effect: PriceEffect
      /** What keeps the price from where it would bring more. */
      readonly binding: readonly Binding[]
    }
  | { readonly ok: false; readonly reason: NoChange }

export type PriceChoice = PriceDecision & { readonly curve: readonly CurvePoint[] }

/**
 * The price that is expected to bring most within the limits, over all that is believed of demand; or why none is chosen.
 * A price that lies outside the limits now is always brought inside them.
 * @throws RangeError  current price, cost, tax rate, periods, stock, a limit or a weight is out of range
 * Source: Phillips (2021), "Pricing and revenue optimization", chapters 3 and 5; expectation over the posterior as in Dubé & Misra (2023),
 * "Personalized pricing and consumer welfare"
 */
export function choosePrice(question: PriceQuestion): PriceChoice {
  const frame = frameOf(question)
  const curve = frame.belief === null ? [] : drawCurve(frame.belief, question)
  return { ...decideWithin(frame, question), curve }
}

/** The same without the curve: of many products few are looked at. */
export function decidePrice(question: PriceQuestion): PriceDecision {
  return decideWithin(frameOf(question), question)
}

function decideWithin(frame: PriceFrame, question: PriceQuestion): PriceDecision {
  if (!frame.ok) return { ok: false, reason: frame.reason }
  const { belief, allowed } = frame
  const { currentCents, limits } = question
  const valueAt = (cents: number) => meanValue(belief.curves, cents, question)
  const best = bestPrice(allowed, limits.endings, valueAt)
  if (best === null) return { ok: false, reason: noEnding(allowed) }
  const gain = gainOf(valueAt(currentCents), valueAt(best.priceCents))
  if (!isOutside(currentCents, allowed) && !isWorth(gain, question))
    return { ok: false, reason: { kind: 'not-worth-it', gain } }
  return {
    ok: true,
    priceCents: best.priceCents,
    effect: effectOf(belief.curves, best.priceCents, question),
    binding: bindingOf({ ...best, allowed, demand: belief.demand, question }),
  }
}

export function noEnding({ lowCents, highCents }: AllowedPrices): NoChange {
  return { kind: 'no-price-with-ending', lowCents, highCents }
}

/** As a share of what is brought before; of one cent where that is nothing. */
export function gainOf(before: number, after: number): number {
  return (after - before) / Math.max(Math.abs(before), 1)
}

export function isWorth(gain: number, { leastGain }: PriceQuestion): boolean {
  return gain > 1e-9 && gain >= leastGain
}

export function isOutside(cents: number, { lowCents, highCents }: AllowedPrices): boolean {
  return cents < lowCents || cents > highCents
}

/** What keeps a price from where it would bring more. */
export function bindingOf(given: {
  readonly freeCents: number
  readonly priceCents: number
  readonly allowed: AllowedPrices
  readonly demand: Demand
  readonly question: PriceQuestion
}): Binding[] {
  const { freeCents, priceCents, allowed, demand, question } = given
  const binding: Binding[] = []
  if (freeCents <= allowed.lowCents + 0.5) binding.push(allowed.lowLimit)
  else if (freeCents >= allowed.highCents - 0.5) binding.push(allowed.highLimit)
  if (Math.abs(priceCents - freeCents) >= 1) binding.push('price-ending')
  const { stock, costCents } = question
  if (stock !== null) {
    const isScarce = unitsAt(demand, priceCents) >= 0.999 * (stock.units / stock.periods)
    if (isScarce || stock.leftoverCents < (costCents ?? 0)) binding.push('stock')
  }
  return binding
}
