/** Prices over time and margins. Pure. */
import { addDays, type Day, startOfDay } from '../../core/time.ts'
import { LOW_PRICE_DAYS, type Prices } from './schema.ts'

const DAY_MS = 86_400_000

/** A price from an instant on, until the next one. */
export interface PriceStep {
  /** UTC milliseconds. */
  readonly at: number
  readonly priceCents: number
  readonly compareAtCents: number | null
}

/**
 * The lowest price that held at any time from `since` (inclusive) to `until` (exclusive).
 * @param steps in order of time
 * @returns null where none held
 */
export function lowestWithin(steps: readonly PriceStep[], since: number, until: number): number | null {
  let lowest: number | null = null
  for (const [index, { at, priceCents }] of steps.entries()) {
    const end = steps[index + 1]?.at ?? Number.POSITIVE_INFINITY
    if (at >= until || end <= since || end === at) continue
    lowest = lowest === null ? priceCents : Math.min(lowest, priceCents)
  }
  return lowest
}

/** Lowest price of the 30 days before the present one began; null: it had none before within them. */
export function lowestBeforePresent(steps: readonly PriceStep[]): number | null {
  const present = steps.at(-1)
  return present === undefined ? null : lowestWithin(steps, present.at - LOW_PRICE_DAYS * DAY_MS, present.at)
}

/** What it cost on each of `days` shop days up to `lastDay`, beside the lowest price of the 30 days before that day. */
export function priceDays(
  steps: readonly PriceStep[],
  { lastDay, days, timeZone }: { lastDay: Day; days: number; timeZone: string },
): Prices['days'] {
  return Array.from({ length: days }, (_, index) => {
    const day = addDays(lastDay, index - days + 1)
    const start = startOfDay(day, timeZone)
    const end = startOfDay(addDays(day, 1), timeZone)
    const held = steps.findLast(({ at }) => at < end)
    return {
      day,
      priceCents: lowestWithin(steps, start, end),
      compareAtCents: held?.compareAtCents ?? null,
      lowestBeforeCents: lowestWithin(steps, startOfDay(addDays(day, -LOW_PRICE_DAYS), timeZone), start),
    }
  })
}

/**
 * Share of the net price that is left after cost.
 * @param taxPercent VAT contained in the price
 * @returns null where price or cost is not known, or the price is 0
 */
export function marginOf(priceCents: number | null, costCents: number | null, taxPercent: number): number | null {
  if (priceCents === null || costCents === null || priceCents <= 0) return null
  const net = priceCents / (1 + taxPercent / 100)
  return (net - costCents) / net
}

/** The days of a period with what is known of them; the others with 0. */
export function fillDays(
  known: ReadonlyMap<Day, { quantity: number; revenueCents: number }>,
  { lastDay, days }: { lastDay: Day; days: number },
): { day: Day; quantity: number; revenueCents: number }[] {
  return Array.from({ length: days }, (_, index) => {
    const day = addDays(lastDay, index - days + 1)
    return { day, ...(known.get(day) ?? { quantity: 0, revenueCents: 0 }) }
  })
}
