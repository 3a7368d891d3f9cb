/** The demo shop's products with demand whose answer to prices is known: what prices are tried on. */
import { buildCatalogue, type DemoProduct, VAT_RATE } from '../../src/features/demo/catalogue.ts'
import { WEEKDAY_FACTORS, yearFactors } from '../../src/features/demo/demand.ts'
import { FAMILIES } from '../../src/features/demo/families.data.ts'
import { gamma, integer, normal, poisson, type Rng, streamOf } from '../../src/features/demo/rng.ts'
import { DEMAND_FORMS, type DemandCurve, unitsAt } from '../../src/ml/pricing/demand-curve.ts'

export const WEEK = 7
export const HISTORY_WEEKS = 104
export const TAX = VAT_RATE
const DAYS_OF_YEAR = 365.25
/** Units of the whole shop in an average week at list prices. */
const WEEKLY_UNITS = 3000
/** How far a product's elasticity lies from its family's, and products of the same family from each other in a week. */
const OWN_ELASTICITY = 0.3
const WEEKLY_SHAPE = 10
const SHOP_NOISE = 0.08
const DRIFT = 0.015
/** What a promotion brings beyond its price: it stands on the first page. */
const PROMOTION_LIFT = 0.12

interface MarketProduct {
  readonly product: DemoProduct
  /** Units of an average day. */
  readonly truth: DemandCurve
  readonly startCents: number
  readonly costCents: number
  /** Most that may be asked (the maker's recommended price). */
  readonly ceilingCents: number
  readonly category: number
  readonly year: readonly number[]
  /** First day and end of the weeks in which the maker could not deliver, from the first day of the trial; -1 where it always could. */
  readonly gap: readonly [from: number, before: number]
}

export interface Market {
  readonly products: readonly MarketProduct[]
  /** Expected units of a product on a day at a price; days from the first day of the trial, negative before. */
  readonly expect: (p: number, day: number, priceCents: number) => number
  /** Units wanted on that day: the same chance for every policy. */
  readonly draw: (p: number, day: number, mean: number) => number
  /** Price of a day before the trial, and whether it was promoted. */
  readonly pastPrice: (p: number, week: number) => { readonly cents: number; readonly promoted: boolean }
}

/** A market of so many products and days after the history; the same seed gives the same. */
export function buildMarket({ seed, size, days }: { seed: number; size: number; days: number }): Market {
  const rng = streamOf(seed, 'price-market')
  const all = buildCatalogue(seed, days)
  const kept = Array.from({ length: Math.min(size, all.length) }, (_, i) =>
    Math.floor((i * all.length) / Math.min(size, all.length)),
  )
  const chosen = kept.flatMap((i) => all[i] ?? [])
  const total = chosen.reduce((sum, { popularity }) => sum + popularity, 0)
  const scale = ((WEEKLY_UNITS / WEEK) * chosen.length) / all.length / total
  const categories = [...new Set(chosen.map(({ family }) => family.category))]
  const products = chosen.map((product): MarketProduct => {
    const form = DEMAND_FORMS[Math.floor(rng() * DEMAND_FORMS.length)] ?? 'constant-elasticity'
    const elasticity = -Math.max(0.6, product.family.elasticity + OWN_ELASTICITY * normal(rng))
    const start = integer(rng, 0, days)
    return {
      product,
      truth: { form, referencePrice: product.listCents, units: product.popularity * scale, elasticity },
      startCents: product.listCents,
      costCents: product.costCents,
      ceilingCents: Math.round(product.listCents * 1.3),
      category: categories.indexOf(product.family.category),
      year: yearFactors(product.family.profile),
      gap: rng() < 0.1 ? [start, start + 28] : [-1, -1],
    }
  })
  const levels = weeklyLevels(rng, products.length, Math.ceil(days / WEEK) + 1)
  const past = pastPrices(rng, products)
  const expect = (p: number, day: number, priceCents: number) => {
    const one = products[p]
    if (one === undefined) return 0
    const week = Math.floor(day / WEEK)
    const weekday = WEEKDAY_FACTORS[((day % WEEK) + WEEK) % WEEK] ?? 1
    return unitsAt(one.truth, priceCents) * seasonOn(one.year, day) * weekday * levels(p, week)
  }
  return {
    products,
    expect,
    draw: (p, day, mean) => poisson(streamOf(seed, `units:${p}:${day}`), mean),
    pastPrice: (p, week) => past(p, week),
  }
}

/** Promotions are announced: demand of a promoted day is multiplied by this. */
export const PROMOTED = Math.exp(PROMOTION_LIFT)

/** Monthly factors with straight lines between; the trial begins on the first of March. */
function seasonOn(factors: readonly number[], day: number): number {
  const month = ((((day + 59) / DAYS_OF_YEAR) * 12 - 0.5) % 12) + 12
  const before = Math.floor(month) % 12
  const share = month - Math.floor(month)
  return (factors[before] ?? 1) * (1 - share) + (factors[(before + 1) % 12] ?? 1) * share
}

/** Chance of a week: the whole shop's, a slow drift of the product, and its own luck. */
function weeklyLevels(rng: Rng, size: number, weeks: number): (p: number, week: number) => number {
  const span = HISTORY_WEEKS + weeks
  const shop = Float64Array.from({ length: span }, () => SHOP_NOISE * normal(rng))
  const values = new Float64Array(size * span)
  for (let p = 0; p < size; p++) {
    let drift = 0
    for (let w = 0; w < span; w++) {
      drift += DRIFT * normal(rng)
      const luck = gamma(rng, WEEKLY_SHAPE) / WEEKLY_SHAPE
      values[p * span + w] = Math.exp((shop[w] ?? 0) + drift) * luck
    }
  }
  return (p, week) => values[p * span + week + HISTORY_WEEKS] ?? 1
}

/** Two years of prices as shops have them: a rise now and then, and a few weeks of promotion for a whole family. */
function pastPrices(rng: Rng, products: readonly MarketProduct[]) {
  const rises = products.map(() => ({ week: -integer(rng, 20, HISTORY_WEEKS - 10), share: 0.03 + 0.07 * rng() }))
  const promotions = FAMILIES.map(() =>
    Array.from({ length: 5 }, () => {
      const from = -integer(rng, 1, HISTORY_WEEKS)
      return { from, before: from + integer(rng, 1, 3), percent: integer(rng, 2, 5) * 5 }
    }),
  )
  return (p: number, week: number) => {
    const one = products[p]
    const rise = rises[p]
    if (one === undefined || rise === undefined) throw new RangeError(`there is no product ${p}`)
    const list = week < rise.week ? one.startCents / (1 + rise.share) : one.startCents
    const found = promotions[one.product.familyIndex]?.find(({ from, before }) => week >= from && week < before)
    const percent = found === undefined || week >= -1 ? 0 : found.percent
    return { cents: Math.round((list * (100 - percent)) / 100), promoted: percent > 0 }
  }
}
