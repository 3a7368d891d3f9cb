/**
 * What may be said of a lower price: section 11 PAngV (article 6a of directive 98/6/EC) over the ledger of one variant. Pure.
 * A reduction is announced against the lowest price of the 30 days before it began. Any words that make a price out as a good
 * one, such as a percentage or 'price highlight', count as such an announcement: CJEU, 26 September 2024, C-330/23 (Aldi Süd).
 */
import { addDays, type Day, dayOf, startOfDay } from '../../core/time.ts'
import { LOW_PRICE_DAYS, lowestWithin, type PriceStep } from '../catalogue/index.ts'

/** How a price is set apart. */
export interface Announcement {
  readonly priceCents: number
  /** The price that is crossed out beside it; null: none. */
  readonly strikeCents: number | null
  /** 'minus 23 percent'; null: no percentage is named. */
  readonly percent: number | null
  /** Words such as 'price highlight' or 'top price'. */
  readonly highlight: boolean
}

export type Refusal =
  | 'unknown-low'
  /** The price is not below what it was within the 30 days. */
  | 'no-reduction'
  | 'strike-not-low'
  | 'percent-too-large'

export interface Reference {
  /** Null: the variant had no price within the 30 days before, so that nothing can be compared with. */
  readonly lowestCents: number | null
  /** The shop day the reduction began. */
  readonly since: Day
}

/**
 * The price a reduction to `priceCents` at `at` is announced against.
 * @param steps  the variant's ledger, in order of time; steps from `at` on are not looked at
 * @param at     UTC milliseconds at which the reduced price begins to hold
 */
export function referenceFor(
  steps: readonly PriceStep[],
  reduction: { readonly priceCents: number; readonly at: number },
  timeZone: string,
): Reference {
  const past = steps.filter((step) => step.at < reduction.at)
  const beganAt = startOfReduction(past, reduction)
  const since = dayOf(beganAt, timeZone)
  // Whole days of the shop: an hour that the clocks skip or repeat must not let a price slip out of the window.
  const from = startOfDay(addDays(since, -LOW_PRICE_DAYS), timeZone)
  return { lowestCents: lowestWithin(past, from, beganAt), since }
}

/**
 * A reduction that grows step by step without a break is one reduction (section 11, paragraph 2): it began where the first of
 * the announced prices began. Where a price rises, or stands without being announced as reduced, the run ends.
 */
function startOfReduction(past: readonly PriceStep[], { priceCents, at }: { priceCents: number; at: number }): number {
  let began = at
  let price = priceCents
  for (const step of past.toReversed()) {
    if (step.compareAtCents === null || step.priceCents < price) break
    began = step.at
    price = step.priceCents
  }
  return began
}

/** Share of the reference that the price is below it, percent, rounded down to what may be announced. */
export function largestPercent(priceCents: number, lowestCents: number): number {
  return lowestCents <= 0 ? 0 : Math.max(0, Math.floor((100 * (lowestCents - priceCents)) / lowestCents))
}

/** Why a price may not be announced like that; null: it may, or nothing is announced. */
export function refuseAnnouncement(
  said: Announcement,
  { lowestCents }: Pick<Reference, 'lowestCents'>,
): Refusal | null {
  const { priceCents, strikeCents, percent, highlight } = said
  if (strikeCents === null && percent === null && !highlight) return null
  if (lowestCents === null) return 'unknown-low'
  if (priceCents >= lowestCents) return 'no-reduction'
  if (strikeCents !== null && strikeCents !== lowestCents) return 'strike-not-low'
  // Said to the tenth or to the whole: never more than it is.
  if (percent !== null && percent * lowestCents > 100 * (lowestCents - priceCents) + 1e-6) return 'percent-too-large'
  return null
}
