import { bestPrice } from './best-price.ts'
import { type Binding, bindingOf, isOutside, noEnding } from './choose-price.ts'
import { curveAt } from './demand.ts'
import { type CurvePoint, drawCurve, effectOf, type PriceEffect } from './price-effect.ts'
import { nearestPrices } from './price-limits.ts'
import { meanValue } from './price-outlook.ts'
import { frameOf, type NoChange, type PriceQuestion } from './price-question.ts'

export interface ExploreOptions {
  /** Largest expected loss against the price that is believed best, as a share of what that brings; 0.01 for 1 %. */
  readonly largestRegret: number
  /** 0 <= rng() < 1. */
  readonly rng: () => number
}

export type Exploration =
  | {
      readonly ok: true
      readonly priceCents: number
      /** What is given up by trying, as a share of what the believed best price brings; at most `largestRegret`. */
      readonly regret: number
      readonly effect: PriceEffect
      readonly curve: readonly CurvePoint[]
      readonly binding: readonly Binding[]
    }
  | { readonly ok: false; readonly reason: NoChange; readonly curve: readonly CurvePoint[] }

/** Halvings of the way from the tried price to the believed best one. */
const HALVINGS = 12

/**
 * A price to learn from: the best one on a curve drawn from what is believed, drawn back towards the price believed best until what is
 * expected to be lost stays within bounds. The less is known, the further it goes; it settles by itself where demand is known.
 * A price stays within all limits, the largest step among them.
 * @throws RangeError  as `choosePrice`; largestRegret below 0
 * Source: Ferreira, Simchi-Levi & Wang (2018), "Online network revenue management using Thompson sampling"; the bound as in conservative
 * bandits, Wu, Shariff, Lattimore & Szepesvári (2016)
 */
export function explorePrice(question: PriceQuestion, { largestRegret, rng }: ExploreOptions): Exploration {
  if (!(largestRegret >= 0)) throw new RangeError(`largestRegret must be >= 0, got ${largestRegret}`)
  const frame = frameOf(question)
  const curve = frame.belief === null ? [] : drawCurve(frame.belief, question)
  if (!frame.ok) return { ok: false, reason: frame.reason, curve }
  const { belief, allowed } = frame
  const { currentCents, limits } = question
  const valueAt = (cents: number) => meanValue(belief.curves, cents, question)
  const best = bestPrice(allowed, limits.endings, valueAt)
  // Three draws each time, so that one product's answer does not move the next one's.
  const drawn = [curveAt(belief.demand, { level: rng(), elasticity: rng(), form: rng() })]
  if (best === null) return { ok: false, reason: noEnding(allowed), curve }
  const tried = bestPrice(allowed, null, (cents) => meanValue(drawn, cents, question))?.freeCents ?? best.freeCents
  const bestValue = valueAt(best.priceCents)
  const regretOf = (cents: number) => (bestValue - valueAt(cents)) / Math.max(Math.abs(bestValue), 1)
  let priceCents = best.priceCents
  for (let halving = 0, way = 1; halving < HALVINGS; halving++, way /= 2) {
    const aim = best.freeCents + way * (tried - best.freeCents)
    const within = nearestPrices(aim, allowed, limits.endings).filter((cents) => regretOf(cents) <= largestRegret)
    if (within.length === 0) continue
    priceCents = within.reduce((one, other) => (Math.abs(other - aim) < Math.abs(one - aim) ? other : one))
    break
  }
  const regret = Math.max(0, regretOf(priceCents))
  if (priceCents === currentCents && !isOutside(currentCents, allowed))
    return { ok: false, reason: { kind: 'not-worth-it', gain: 0 }, curve }
  const binding = bindingOf({ freeCents: tried, priceCents, allowed, demand: belief.demand, question })
  return { ok: true, priceCents, regret, effect: effectOf(belief.curves, priceCents, question), curve, binding }
}
