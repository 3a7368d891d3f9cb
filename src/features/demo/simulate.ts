/** The demo shop, told record by record. */
import type { ImportRecord, ProductRecord } from '../../ingest/records.ts'
import { dayText, instantOf, SPECIAL_FACTORS, specialDay } from './calendar.ts'
import { productRecord, VAT_RATE } from './catalogue.ts'
import { COUNTRY_SHIFT, CUSTOMER_PROCESS, customerRecords, HOUR_WEIGHTS } from './customers.ts'
import { NEWSLETTER_LIFT, WARM_UP_DAYS, WEEKDAY_FACTORS, yearFactors } from './demand.ts'
import { PROFILES } from './devices.ts'
import { GUEST_SHARE } from './expectation.ts'
import { FAMILIES, YEAR_PROFILES, type YearProfile } from './families.data.ts'
import { type DemoOptions, GENERATOR_VERSION } from './options.ts'
import {
  CANCEL_RATE,
  CHANNEL_SHARES,
  COUPON_RATE,
  emptyTally,
  FREE_SHIPPING_CENTS,
  orderBook,
  type Tally,
  WELCOME,
} from './orders.ts'
import { COUNTRIES } from './people.data.ts'
import { NEWSLETTER_DAYS_BEFORE_END, type Plan, planDemo } from './plan.ts'
import type { Truth } from './truth.ts'
import { BROWSING_PER_ORDER, FUNNEL, firstEventDay, guestBook } from './visits.ts'

/** Records a demo shop of scale 1 has, about; for progress displays. */
export const USUAL_RECORDS = 720_000

interface Counts {
  orders: number
  events: number
  readonly ordersOn: Int32Array
  readonly revenueOn: Float64Array
}

/**
 * Every record of a demo shop, then its truth as the generator's return value. Order: products by `validFrom` (the whole
 * catalogue first, then each change of a price and the stock-out), customers by `createdAt`, then day by day the day's
 * orders by `placedAt` and the day's events by `at`. The same options give the same records.
 */
export function* simulateShop(options: DemoOptions): Generator<ImportRecord, Truth> {
  const plan = planDemo(options)
  const tally = emptyTally()
  const counts: Counts = {
    orders: 0,
    events: 0,
    ordersOn: new Int32Array(plan.days),
    revenueOn: new Float64Array(plan.days),
  }
  yield* productRecords(plan)
  yield* customerRecords(plan.seed, plan.startDay, plan.population)
  const purchasesOf = orderBook(plan, tally)
  const eventsOf = guestBook(plan)
  for (let day = 0; day < plan.days; day++) {
    const purchases = purchasesOf(day)
    for (const { order, totalCents } of purchases) {
      if (order === null) continue
      counts.orders++
      counts.ordersOn[day] = (counts.ordersOn[day] ?? 0) + 1
      counts.revenueOn[day] = (counts.revenueOn[day] ?? 0) + totalCents
      yield order
    }
    if (day >= firstEventDay(plan)) {
      for (const event of eventsOf(day, purchases)) {
        counts.events++
        yield event
      }
    }
  }
  return truthOf(plan, tally, counts)
}

/** The catalogue as it stands at the window's beginning (or the product's launch), then each change of it by day. */
function* productRecords(plan: Plan): Generator<ProductRecord, void> {
  const { products, days, startDay, demand, incidents } = plan
  const recordOn = (
    p: number,
    day: number,
    stockOf: Parameters<typeof productRecord>[1]['stockOf'],
  ): ProductRecord | null => {
    const product = products[p]
    if (product === undefined) return null
    const list = demand.listCents[p * days + day] ?? 0
    const priceCents = plan.priceOn(p, day)
    const reduced = (demand.priceCents[p * days + day] ?? 0) < list && priceCents === demand.priceCents[p * days + day]
    return productRecord(product, {
      priceCents,
      compareAtCents: reduced ? list : null,
      validFrom: instantOf(startDay + day, 0),
      stockOf,
    })
  }
  for (let day = 0; day < days; day++) {
    for (let p = 0; p < products.length; p++) {
      const launchDay = products[p]?.launchDay ?? 0
      if (day < launchDay) continue
      const soldOut = p === incidents.stockOut.product && day === incidents.stockOut.fromDay
      const changed = plan.priceOn(p, day) !== plan.priceOn(p, day - 1)
      if (day !== launchDay && !soldOut && !changed) continue
      const record = recordOn(p, day, soldOut ? () => 0 : day === launchDay ? (variant) => variant.stock : null)
      if (record !== null) yield record
    }
  }
}

function truthOf(plan: Plan, tally: Tally, counts: Counts): Truth {
  const { startDay, days, products, demand, population } = plan
  const at = (day: number) => dayText(startDay + day)
  const totalShare = FAMILIES.reduce((sum, { share }) => sum + share, 0)
  const profiles = Object.keys(YEAR_PROFILES).filter((key): key is YearProfile => key in YEAR_PROFILES)
  const dayIndices = Array.from({ length: days }, (_, day) => day)
  return {
    generatorVersion: GENERATOR_VERSION,
    seed: plan.seed,
    scale: plan.scale,
    startDay: at(0),
    endDay: at(days - 1),
    eventsFrom: at(firstEventDay(plan)),
    counts: {
      products: products.length,
      variants: products.reduce((sum, { variants }) => sum + variants.length, 0),
      customers: population.size,
      orders: counts.orders,
      events: counts.events,
    },
    vatRate: VAT_RATE,
    weekdayFactors: [...WEEKDAY_FACTORS],
    specialFactors: SPECIAL_FACTORS,
    specialDays: dayIndices.flatMap((day) => {
      const kind = specialDay(startDay + day)
      return kind === null ? [] : [{ day: at(day), kind }]
    }),
    newsletterLift: [...NEWSLETTER_LIFT],
    yearFactors: Object.fromEntries(
      profiles.map((profile) => [profile, yearFactors(profile).map((factor) => round(factor, 6))]),
    ),
    families: FAMILIES.map(({ key, category, profile, share, elasticity, rain, cold, returnRate }) => ({
      key,
      category,
      profile,
      share: round(share / totalShare, 6),
      elasticity,
      rain,
      cold,
      returnRate,
    })),
    daily: dayIndices.map((day) => ({
      day: at(day),
      rain: demand.weather.rain[day] ?? 0,
      cold: demand.weather.cold[day] ?? 0,
      demand: round(demand.level[day + WARM_UP_DAYS] ?? 0, 5),
      expectedOrders: round(plan.expectedOrders[day] ?? 0, 3),
      orders: counts.ordersOn[day] ?? 0,
      revenueCents: counts.revenueOn[day] ?? 0,
    })),
    promotions: plan.promotions.map(({ name, families, from, to, percent }) => ({
      name,
      families: [...families],
      from: dayText(from),
      to: dayText(to),
      percent,
    })),
    newsletters: plan.newsletters.map(({ day, coupon, percent }) => ({ day: dayText(day), coupon, percent })),
    priceIncreases: plan.increases.map(({ day, percent, families }) => ({
      day: dayText(day),
      percent,
      families: [...families],
    })),
    complements: FAMILIES.flatMap(({ key, complements }) =>
      complements.map(([partner, probability]) => ({ family: key, partner, probability })),
    ),
    channels: CHANNEL_SHARES,
    hourWeights: [...HOUR_WEIGHTS],
    orders: {
      freeShippingCents: FREE_SHIPPING_CENTS,
      cancelRate: CANCEL_RATE,
      couponRate: COUPON_RATE,
      welcome: WELCOME,
    },
    visits: { browsingPerOrder: BROWSING_PER_ORDER, funnel: FUNNEL, profiles: [...PROFILES] },
    customers: {
      ...CUSTOMER_PROCESS,
      joinedBeforeStart: population.joinedDay.filter((day) => day < 0).length,
      guestShare: GUEST_SHARE,
    },
    incidents: incidentsOf(plan, tally),
  }
}

function incidentsOf(plan: Plan, tally: Tally): Truth['incidents'] {
  const { startDay, days, products, incidents } = plan
  const at = (day: number) => dayText(startDay + day)
  const to = at(days - 1)
  const named = (product: number) => ({
    productId: products[product]?.externalId ?? '',
    skus: products[product]?.variants.map(({ sku }) => sku) ?? [],
  })
  const { checkout, viral, stockOut, wrongPrice } = incidents
  const usualUnits = (units: readonly number[]) => units.map((value) => round(value, 4))
  const viralUsual = viral.usualUnits.reduce(
    (sum, units, i) => sum + units * plan.priceOn(viral.product, viral.fromDay + i),
    0,
  )
  const planted = plan.newsletters.find(({ day }) => day === startDay + days - 1 - NEWSLETTER_DAYS_BEFORE_END)
  return {
    checkout: {
      from: at(checkout.fromDay),
      to,
      browser: checkout.browser,
      step: checkout.step,
      failureRate: checkout.failureRate,
      ...tally.checkout,
    },
    viral: {
      from: at(viral.fromDay),
      to,
      ...named(viral.product),
      factors: [...viral.factors],
      usualUnits: usualUnits(viral.usualUnits),
      extraOrders: tally.viral.extraOrders,
      units: tally.viral.units,
      revenueCents: tally.viral.cents,
      extraCents: Math.round(tally.viral.cents - viralUsual),
    },
    stockOut: {
      from: at(stockOut.fromDay),
      to,
      ...named(stockOut.product),
      usualUnits: usualUnits(stockOut.usualUnits),
      substituteRate: stockOut.substituteRate,
      ...tally.stockOut,
    },
    wrongPrice: {
      from: at(wrongPrice.fromDay),
      to,
      ...named(wrongPrice.product),
      rightCents: wrongPrice.rightCents,
      wrongCents: wrongPrice.wrongCents,
      ...tally.wrongPrice,
    },
    countryShift: {
      from: at(days - 1 - COUNTRY_SHIFT.sinceDays),
      to,
      country: COUNTRY_SHIFT.country,
      usualShare: COUNTRIES.find(({ code }) => code === COUNTRY_SHIFT.country)?.share ?? 0,
      factor: COUNTRY_SHIFT.factor,
    },
    newsletter: { day: dayText(planted?.day ?? 0), coupon: planted?.coupon ?? '', percent: planted?.percent ?? 0 },
  }
}

function round(value: number, digits: number): number {
  const factor = 10 ** digits
  return Math.round(value * factor) / factor
}
