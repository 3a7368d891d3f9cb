import { type AllowedPrices, nearestPrices, type PriceLimits } from './price-limits.ts'

/** Prices tried before the search narrows, and its steps. */
const TRIED = 33
const NARROWING = 24
const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * The price of the largest value among those that are allowed: without regard to endings, and with one of them.
 * @param valueAt  of a price in cents; asked some fifty times
 * @returns        null where no allowed price has one of the endings
 * Source: golden section search, Kiefer (1953), about the best of evenly spread prices
 */
export function bestPrice(
  allowed: AllowedPrices,
  endings: PriceLimits['endings'],
  valueAt: (cents: number) => number,
): { readonly freeCents: number; readonly priceCents: number } | null {
  const freeCents = bestWithin(allowed, valueAt)
  const candidates = nearestPrices(freeCents, allowed, endings)
  if (candidates.length === 0) return null
  return { freeCents, priceCents: candidates.reduce((one, other) => (valueAt(other) > valueAt(one) ? other : one)) }
}

function bestWithin({ lowCents, highCents }: AllowedPrices, valueAt: (cents: number) => number): number {
  const step = (highCents - lowCents) / (TRIED - 1)
  let best = lowCents
  let value = valueAt(lowCents)
  for (let i = 1; i < TRIED && step > 0; i++) {
    const reached = valueAt(lowCents + i * step)
    if (reached > value) [best, value] = [lowCents + i * step, reached]
  }
  let low = Math.max(lowCents, best - step)
  let high = Math.min(highCents, best + step)
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)]
  let [atLeft, atRight] = [valueAt(left), valueAt(right)]
  for (let round = 0; round < NARROWING && high - low > 0.5; round++) {
    // One of the two inner places stays one.
    if (atLeft >= atRight) {
      ;[high, right, atRight] = [right, left, atLeft]
      left = high - GOLDEN * (high - low)
      atLeft = valueAt(left)
    } else {
      ;[low, left, atLeft] = [left, right, atRight]
      right = low + GOLDEN * (high - low)
      atRight = valueAt(right)
    }
  }
  // The ends too: on a slope the narrowing stops just short of them.
  for (const cents of [low, high, Math.round(0.5 * (low + high))]) {
    const reached = valueAt(cents)
    if (reached > value) [best, value] = [cents, reached]
  }
  return best
}
