/** Everything that is settled before the first order is drawn: calendar, catalogue, demand, customers and incidents. */
import { dayNumberOf, windowStart } from './calendar.ts'
import { buildCatalogue, type DemoProduct } from './catalogue.ts'
import { type Population, populate } from './customers.ts'
import { type Demand, planDemand } from './demand.ts'
import { expectOrders } from './expectation.ts'
import { FAMILIES } from './families.data.ts'
import { type Incidents, planIncidents } from './incidents.ts'
import { type DemoOptions, sizeOf } from './options.ts'
import {
  increasesBetween,
  type Newsletter,
  newslettersBetween,
  type PriceIncrease,
  type Promotion,
  promotionsBetween,
} from './promotions.ts'

/** Shop events reach back so many days, the end day included. */
export const EVENT_DAYS = 60

/** The planted newsletter goes out so many days before the end. */
export const NEWSLETTER_DAYS_BEFORE_END = 10

export interface Plan {
  readonly seed: number
  readonly scale: number
  readonly startDay: number
  readonly days: number
  readonly products: readonly DemoProduct[]
  readonly promotions: readonly Promotion[]
  readonly newsletters: readonly Newsletter[]
  readonly increases: readonly PriceIncrease[]
  readonly demand: Demand
  readonly population: Population
  /** Per day of the window, without the incidents. */
  readonly expectedOrders: Float64Array
  readonly incidents: Incidents
  /** What a product costs on a day of the window, mistakes included. */
  readonly priceOn: (product: number, day: number) => number
}

/** Settles a demo shop; the same options give the same plan. */
export function planDemo(options: DemoOptions): Plan {
  const { seed, scale = 1 } = options
  const customers = sizeOf(options)
  const endDay = dayNumberOf(options.endDay)
  const startDay = windowStart(endDay)
  const days = endDay - startDay + 1
  const products = buildCatalogue(seed, days)
  const promotions = promotionsBetween(startDay, endDay)
  const newsletters = newslettersBetween(startDay, endDay, endDay - NEWSLETTER_DAYS_BEFORE_END)
  const increases = increasesBetween(
    startDay,
    endDay,
    FAMILIES.map(({ key }) => key),
  )
  const newsletterDays = newsletters.map(({ day }) => day)
  const demand = planDemand({ seed, startDay, days, products, promotions, increases, newsletterDays })
  const population = populate(seed, customers, demand)
  const expectedOrders = expectOrders(customers, demand)
  const incidents = planIncidents(products, demand, expectedOrders)
  const { wrongPrice } = incidents
  return {
    seed,
    scale,
    startDay,
    days,
    products,
    promotions,
    newsletters,
    increases,
    demand,
    population,
    expectedOrders,
    incidents,
    priceOn: (product, day) =>
      product === wrongPrice.product && day >= wrongPrice.fromDay
        ? wrongPrice.wrongCents
        : (demand.priceCents[product * days + day] ?? 0),
  }
}
