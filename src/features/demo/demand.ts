/**
 * How many units of which product the demo shop's visitors want on a day. Demand of a product is
 *   popularity x year season x weather x (price / list price)^-elasticity,
 * the shop's whole demand of a day is the sum over products x weekday x special day. Incidents come on top, elsewhere.
 */
import { partsOf, SPECIAL_FACTORS, specialDay, weekdayOf } from './calendar.ts'
import { type DemoProduct, usualPrice } from './catalogue.ts'
import { FAMILIES, YEAR_PROFILES, type YearProfile } from './families.data.ts'
import type { PriceIncrease, Promotion } from './promotions.ts'
import { normal, streamOf } from './rng.ts'

/** Days before the window in which the shop already won customers; their orders are not part of the data. */
export const WARM_UP_DAYS = 540

/** Monday to Sunday, mean 1. */
export const WEEKDAY_FACTORS = [1.06, 0.98, 0.95, 0.97, 0.9, 0.93, 1.21] as const

/** A newsletter raises the demand of its day and the next. */
export const NEWSLETTER_LIFT = [1.22, 1.1] as const

/** The monthly factors of a profile, January first, with mean 1. */
export function yearFactors(profile: YearProfile): readonly number[] {
  const raw = YEAR_PROFILES[profile]
  const mean = raw.reduce((sum, value) => sum + value, 0) / 12
  return raw.map((value) => value / mean)
}

/** The season's factor on a day: monthly factors stand in mid-month, with straight lines between. */
function seasonFactor(factors: readonly number[], day: number): number {
  const { month, date } = partsOf(day)
  const position = month - 1 + (date - 15.5) / 30.5
  const before = Math.floor(position)
  const share = position - before
  const at = (index: number) => factors[(index + 12) % 12] ?? 1
  return at(before) * (1 - share) + at(before + 1) * share
}

interface Weather {
  /** Standardised: 0 usual, 1 a standard deviation more rain or more cold than the season has. */
  readonly rain: Float64Array
  readonly cold: Float64Array
}

function simulateWeather(seed: number, days: number): Weather {
  const rng = streamOf(seed, 'weather')
  const series = (memory: number) => {
    const values = new Float64Array(days)
    let state = normal(rng)
    for (let d = 0; d < days; d++) {
      state = memory * state + Math.sqrt(1 - memory * memory) * normal(rng)
      // Adding zero makes a negative zero a plain one, which JSON can hold.
      values[d] = Math.round(state * 100) / 100 + 0
    }
    return values
  }
  return { rain: series(0.78), cold: series(0.88) }
}

export interface Demand {
  readonly startDay: number
  /** Days of the window. */
  readonly days: number
  readonly weather: Weather
  /** Price in cents of product p on day d of the window at [p * days + d], before any mistake. */
  readonly priceCents: Int32Array
  /** List price at the same place; higher than the price while it is reduced. */
  readonly listCents: Int32Array
  /** The shop's demand of day d at [d + WARM_UP_DAYS]; about 1 on average. */
  readonly level: Float64Array
  /** Fills the running totals of the products' demand on a day of the window; returns their sum. */
  readonly weightsOn: (day: number, cumulative: Float64Array) => number
  /** Demand of a family on a day relative to the demand at list prices. */
  readonly priceEffect: (day: number, familyIndex: number) => number
}

interface DemandInput {
  readonly seed: number
  readonly startDay: number
  readonly days: number
  readonly products: readonly DemoProduct[]
  readonly promotions: readonly Promotion[]
  readonly increases: readonly PriceIncrease[]
  /** Day number of every newsletter. */
  readonly newsletterDays: readonly number[]
}

function pricePaths({ startDay, days, products, promotions, increases }: DemandInput) {
  const priceCents = new Int32Array(products.length * days)
  const listCents = new Int32Array(products.length * days)
  products.forEach((product, p) => {
    const { key } = product.family
    const own = promotions.filter(({ families }) => families.includes(key))
    const rises = increases.filter(({ families }) => families.includes(key))
    for (let d = 0; d < days; d++) {
      const day = startDay + d
      const list = rises.reduce(
        (cents, rise) => (day >= rise.day ? usualPrice(cents * (1 + rise.percent / 100)) : cents),
        product.listCents,
      )
      const promotion = own.find(({ from, to }) => day >= from && day <= to)
      listCents[p * days + d] = list
      priceCents[p * days + d] =
        promotion === undefined ? list : Math.round((list * (100 - promotion.percent)) / 500) * 5
    }
  })
  return { priceCents, listCents }
}

/** Season and weather of every family on every day from the warm-up to the end, at [f * span + d + WARM_UP_DAYS]. */
function familyFactors(startDay: number, days: number, weather: Weather): Float64Array {
  const span = WARM_UP_DAYS + days
  const values = new Float64Array(FAMILIES.length * span)
  FAMILIES.forEach(({ profile, rain, cold }, f) => {
    const factors = yearFactors(profile)
    // The mean of exp(b z) over standard normal weather, so that the weather moves demand but not its level.
    const centre = Math.exp((rain * rain + cold * cold) / 2)
    for (let d = -WARM_UP_DAYS; d < days; d++) {
      const effect = d < 0 ? 1 : Math.exp(rain * (weather.rain[d] ?? 0) + cold * (weather.cold[d] ?? 0)) / centre
      values[f * span + d + WARM_UP_DAYS] = seasonFactor(factors, startDay + d) * effect
    }
  })
  return values
}

function dayFactor(day: number, newsletterDays: readonly number[]): number {
  const special = specialDay(day)
  const lift = newsletterDays.includes(day)
    ? NEWSLETTER_LIFT[0]
    : newsletterDays.includes(day - 1)
      ? NEWSLETTER_LIFT[1]
      : 1
  return (WEEKDAY_FACTORS[weekdayOf(day)] ?? 1) * (special === null ? 1 : SPECIAL_FACTORS[special]) * lift
}

/** The shop's demand over the window and the warm-up before it. */
export function planDemand(input: DemandInput): Demand {
  const { seed, startDay, days, products, newsletterDays } = input
  const weather = simulateWeather(seed, days)
  const { priceCents, listCents } = pricePaths(input)
  const span = WARM_UP_DAYS + days
  const factors = familyFactors(startDay, days, weather)
  const effect = new Float64Array(products.length * days)
  products.forEach((product, p) => {
    for (let d = 0; d < days; d++) {
      effect[p * days + d] =
        d < product.launchDay ? 0 : ((priceCents[p * days + d] ?? 0) / product.listCents) ** -product.family.elasticity
    }
  })
  const weightsOn = (day: number, cumulative: Float64Array): number => {
    let total = 0
    products.forEach((product, p) => {
      total +=
        product.popularity *
        (factors[product.familyIndex * span + day + WARM_UP_DAYS] ?? 0) *
        (effect[p * days + day] ?? 0)
      cumulative[p] = total
    })
    return total
  }
  const familyEffect = new Float64Array(FAMILIES.length * days)
  const familyPopularity = new Float64Array(FAMILIES.length)
  products.forEach((product, p) => {
    familyPopularity[product.familyIndex] = (familyPopularity[product.familyIndex] ?? 0) + product.popularity
    for (let d = 0; d < days; d++) {
      const at = product.familyIndex * days + d
      familyEffect[at] = (familyEffect[at] ?? 0) + product.popularity * (effect[p * days + d] ?? 0)
    }
  })
  const level = new Float64Array(span)
  const cumulative = new Float64Array(products.length)
  for (let d = -WARM_UP_DAYS; d < days; d++) {
    let wanted = 0
    if (d >= 0) wanted = weightsOn(d, cumulative)
    else
      for (let f = 0; f < FAMILIES.length; f++)
        wanted += (familyPopularity[f] ?? 0) * (factors[f * span + d + WARM_UP_DAYS] ?? 0)
    level[d + WARM_UP_DAYS] = wanted * dayFactor(startDay + d, newsletterDays)
  }
  const priceEffect = (day: number, f: number) => (familyEffect[f * days + day] ?? 0) / (familyPopularity[f] ?? 1)
  return { startDay, days, weather, priceCents, listCents, level, weightsOn, priceEffect }
}
