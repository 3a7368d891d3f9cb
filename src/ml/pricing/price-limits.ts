/** What a price must keep to. Null switches a limit off. Prices in cents as customers pay them. */
export interface PriceLimits {
  /** Least share of the price without tax that stays above cost, below 1; 0: not below cost. */
  readonly minimumMargin: number | null
  /** Largest change at once, as a share of the current price. */
  readonly largestStep: number | null
  readonly lowestCents: number | null
  readonly highestCents: number | null
  /** What others ask, as the band to stay in. */
  readonly competitor: { readonly lowestCents: number; readonly highestCents: number } | null
  /** Lowest price the maker lets shops advertise (MAP). */
  readonly advertisedMinimumCents: number | null
  /** The maker's recommended price (UVP), not to be exceeded. */
  readonly recommendedCents: number | null
  /** How far beyond the prices seen so far the curve is believed, as a share of them. */
  readonly largestReach: number | null
  /** Last two digits a price may have, 0..99: [99, 95, 49]. */
  readonly endings: readonly number[] | null
}

export const NO_LIMITS: PriceLimits = {
  minimumMargin: 0,
  largestStep: null,
  lowestCents: null,
  highestCents: null,
  competitor: null,
  advertisedMinimumCents: null,
  recommendedCents: null,
  largestReach: null,
  endings: null,
}

export type PriceLimit =
  | 'cost-floor'
  | 'minimum-margin'
  | 'largest-step'
  | 'price-range'
  | 'competitor-band'
  | 'advertised-minimum'
  | 'recommended-price'
  | 'seen-prices'

/** Whole cents between which a price may lie, and which limit stands at either end. */
export interface AllowedPrices {
  readonly lowCents: number
  readonly highCents: number
  readonly lowLimit: PriceLimit
  readonly highLimit: PriceLimit
}

interface LimitedPrice {
  readonly currentCents: number
  /** Without tax. */
  readonly costCents: number | null
  readonly taxRate: number
  readonly seen: { readonly lowestSeen: number; readonly highestSeen: number }
  readonly limits: PriceLimits
}

/** Without any limit nobody moves a price further than to a quarter or to four times. */
const FURTHEST = 4

/** The prices that keep to all limits; low above high where two limits leave nothing between them. */
export function allowedPrices({ currentCents, costCents, taxRate, seen, limits }: LimitedPrice): AllowedPrices {
  let lowCents = currentCents / FURTHEST
  let highCents = currentCents * FURTHEST
  let lowLimit: PriceLimit = 'price-range'
  let highLimit: PriceLimit = 'price-range'
  const atLeast = (cents: number | null, limit: PriceLimit) => {
    if (cents === null || cents <= lowCents) return
    lowCents = cents
    lowLimit = limit
  }
  const atMost = (cents: number | null, limit: PriceLimit) => {
    if (cents === null || cents >= highCents) return
    highCents = cents
    highLimit = limit
  }
  const { minimumMargin, largestStep, largestReach, competitor } = limits
  if (largestReach !== null) {
    atLeast(seen.lowestSeen * (1 - largestReach), 'seen-prices')
    atMost(seen.highestSeen * (1 + largestReach), 'seen-prices')
  }
  atLeast(competitor?.lowestCents ?? null, 'competitor-band')
  atMost(competitor?.highestCents ?? null, 'competitor-band')
  atLeast(limits.lowestCents, 'price-range')
  atMost(limits.highestCents, 'price-range')
  atMost(limits.recommendedCents, 'recommended-price')
  atLeast(limits.advertisedMinimumCents, 'advertised-minimum')
  if (largestStep !== null) {
    atLeast(currentCents * (1 - largestStep), 'largest-step')
    atMost(currentCents * (1 + largestStep), 'largest-step')
  }
  if (costCents !== null && minimumMargin !== null) {
    const floor = (costCents * (1 + taxRate)) / (1 - minimumMargin)
    atLeast(floor, minimumMargin > 0 ? 'minimum-margin' : 'cost-floor')
  }
  // Rounding must not push a price over a limit by a thousandth of a cent of floating point.
  return { lowCents: Math.ceil(lowCents - 1e-6), highCents: Math.floor(highCents + 1e-6), lowLimit, highLimit }
}

/** Nearest prices with an allowed ending at or below and at or above a price, within the allowed ones; without endings the price itself. */
export function nearestPrices(cents: number, { lowCents, highCents }: AllowedPrices, endings: PriceLimits['endings']) {
  if (lowCents > highCents) return []
  const kept = Math.min(highCents, Math.max(lowCents, Math.round(cents)))
  if (endings === null || endings.length === 0) return [kept]
  const below = stepTo(kept, -1, lowCents, endings)
  const above = stepTo(kept, 1, highCents, endings)
  return [...new Set([below, above].filter((price) => price !== null))]
}

function stepTo(cents: number, direction: -1 | 1, end: number, endings: readonly number[]): number | null {
  for (let step = 0; step < 100; step++) {
    const price = cents + direction * step
    if (direction * (end - price) < 0) return null
    if (price > 0 && endings.includes(price % 100)) return price
  }
  return null
}
