/** What a price may be: every guardrail as one rule that can be asked by itself, at proposing and again at acting. Pure. */
import { median } from '../../ml/stats/quantile.ts'
import { GUARDRAILS, type Guardrail, type Limits, type Position } from './schema.ts'

export interface Violation {
  readonly guardrail: Guardrail
  /** The price it would have to stop at, gross cents; null: it is no matter of how high. */
  readonly boundCents: number | null
}

/** A price within it breaks no guardrail but, perhaps, the endings. */
export interface PriceBand {
  readonly lowCents: number
  readonly highCents: number
  /** Which guardrail draws each end. */
  readonly lowBy: Guardrail
  readonly highBy: Guardrail
}

/** Why a price may not change at all now; null: it may. */
export function blockedBy(position: Position, limits: Limits): Guardrail | null {
  if (limits.paused) return 'paused'
  if (position.familyMixed) return 'family-mixed'
  if (position.testUntil !== null) return 'running-test'
  if (position.shopChanges >= position.shopChangesPerWeek) return 'shop-changes'
  if (position.productChanges >= limits.productChangesPerWeek) return 'product-changes'
  return position.costCents === null ? 'cost-unknown' : null
}

/** Where the guardrails let the price go; low above high where they contradict each other. */
export function bandOf(position: Position, limits: Limits): PriceBand {
  const lows = boundsBelow(position, limits)
  const highs = boundsAbove(position, limits)
  const low = lows.reduce((best, one) => (one.cents > best.cents ? one : best))
  const high = highs.reduce((best, one) => (one.cents < best.cents ? one : best))
  return { lowCents: low.cents, highCents: high.cents, lowBy: low.by, highBy: high.by }
}

/** Every guardrail that a change to `toCents` breaks. */
export function violationsOf(toCents: number, position: Position, limits: Limits): Violation[] {
  const blocked = blockedBy(position, limits)
  const found: Violation[] = blocked === null ? [] : [{ guardrail: blocked, boundCents: null }]
  for (const { by, cents } of boundsBelow(position, limits))
    if (toCents < cents) found.push({ guardrail: by, boundCents: cents })
  for (const { by, cents } of boundsAbove(position, limits))
    if (toCents > cents) found.push({ guardrail: by, boundCents: cents })
  if (!endsWell(toCents, limits.endings)) found.push({ guardrail: 'price-ending', boundCents: null })
  return found.toSorted((a, b) => GUARDRAILS.indexOf(a.guardrail) - GUARDRAILS.indexOf(b.guardrail))
}

interface Bound {
  readonly by: Guardrail
  readonly cents: number
}

/** Lowest prices, each by its guardrail; whole cents, rounded to the safe side. */
function boundsBelow(position: Position, limits: Limits): [Bound, ...Bound[]] {
  const { fromCents, costCents, aboveCents } = position
  const gross = 1 + position.taxPercent / 100
  const bounds: [Bound, ...Bound[]] = [
    { by: 'largest-step', cents: Math.ceil(safe(fromCents * (1 - limits.largestStepPercent / 100))) },
  ]
  if (costCents !== null) {
    const least = costCents / (1 - limits.minMarginPercent / 100)
    bounds.push({ by: 'cost-floor', cents: Math.ceil(safe(costCents * gross)) })
    bounds.push({ by: 'minimum-margin', cents: Math.ceil(safe(least * gross)) })
  }
  if (limits.floorCents !== null) bounds.push({ by: 'floor', cents: limits.floorCents })
  const middle = middleOf(position.competitorCents)
  if (limits.competitorBand !== null && middle !== null) {
    const cents = Math.ceil(safe(middle * (1 - limits.competitorBand.belowPercent / 100)))
    bounds.push({ by: 'competitor-low', cents })
  }
  const days = coverDays(position)
  if (limits.slowBelowDays !== null && days !== null && days < limits.slowBelowDays)
    bounds.push({ by: 'stock-short', cents: fromCents })
  if (aboveCents !== null) bounds.push({ by: 'family-order', cents: aboveCents + 1 })
  return bounds
}

function boundsAbove(position: Position, limits: Limits): [Bound, ...Bound[]] {
  const { fromCents, belowCents } = position
  const bounds: [Bound, ...Bound[]] = [
    { by: 'largest-step', cents: Math.floor(safe(fromCents * (1 + limits.largestStepPercent / 100))) },
  ]
  if (limits.ceilingCents !== null) bounds.push({ by: 'ceiling', cents: limits.ceilingCents })
  const middle = middleOf(position.competitorCents)
  if (limits.competitorBand !== null && middle !== null) {
    const cents = Math.floor(safe(middle * (1 + limits.competitorBand.abovePercent / 100)))
    bounds.push({ by: 'competitor-high', cents })
  }
  const days = coverDays(position)
  if (limits.clearAboveDays !== null && days !== null && days > limits.clearAboveDays)
    bounds.push({ by: 'stock-long', cents: fromCents })
  if (belowCents !== null) bounds.push({ by: 'family-order', cents: belowCents - 1 })
  return bounds
}

/** 1,100 x 1.1 is 1,210.0000000000002 in binary: a bound that is a whole cent must stay one. */
const safe = (cents: number) => Math.round(cents * 1e6) / 1e6

/** Days that the stock lasts at its pace; null: not known, and a product nobody buys lasts for ever. */
export function coverDays({ stock, perDay }: Pick<Position, 'stock' | 'perDay'>): number | null {
  if (stock === null || perDay === null) return null
  if (stock <= 0) return 0
  return perDay > 0 ? stock / perDay : Number.POSITIVE_INFINITY
}

function middleOf(competitorCents: readonly number[]): number | null {
  return competitorCents.length === 0 ? null : median(competitorCents)
}

function endsWell(cents: number, endings: readonly number[]): boolean {
  return endings.length === 0 || endings.includes(cents % 100)
}
