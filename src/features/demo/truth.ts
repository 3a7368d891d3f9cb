/** The ground truth of a demo shop: what was put into the data, for tests that hold the analysis against it. */
import { z } from 'zod'

const text = z.object({ de: z.string(), en: z.string() })
const day = z.iso.date()
const factors = z.record(z.string(), z.number())

/** Days are shop days 'YYYY-MM-DD', money is cents including VAT, factors multiply demand, rates are 0..1. */
export const truthSchema = z.object({
  generatorVersion: z.number().int(),
  seed: z.number().int(),
  scale: z.number(),
  startDay: day,
  endDay: day,
  /** First day with shop events. */
  eventsFrom: day,
  counts: z.object({
    products: z.number().int(),
    variants: z.number().int(),
    customers: z.number().int(),
    orders: z.number().int(),
    events: z.number().int(),
  }),
  /** Costs in the records are without VAT, prices with it. */
  vatRate: z.number(),
  /** Demand by weekday, Monday first, mean 1. */
  weekdayFactors: z.array(z.number()).length(7),
  /** Demand on public holidays and trading days, on top of the weekday. */
  specialFactors: factors,
  specialDays: z.array(z.object({ day, kind: z.string() })),
  /** Demand on a newsletter's day and the day after it. */
  newsletterLift: z.array(z.number()).length(2),
  /** Per season profile twelve monthly factors, January first, mean 1; between mid-months straight lines. */
  yearFactors: z.record(z.string(), z.array(z.number()).length(12)),
  /** Per family of products. Its category names it in the records. */
  families: z.array(
    z.object({
      key: z.string(),
      category: z.string(),
      profile: z.string(),
      /** Share of all units picked on an average day. */
      share: z.number(),
      /** Units change with (price / price at the window's start) to the power of minus this. */
      elasticity: z.number(),
      /** Effect of one standard deviation of rain and of cold on the logarithm of demand. */
      rain: z.number(),
      cold: z.number(),
      returnRate: z.number(),
    }),
  ),
  /** Per day of the window: standardised weather, the shop's demand level, expected and drawn orders and revenue. */
  daily: z.array(
    z.object({
      day,
      rain: z.number(),
      cold: z.number(),
      demand: z.number(),
      /** Expected orders without the incidents, guests included. */
      expectedOrders: z.number(),
      /** Orders in the data, cancelled ones included. */
      orders: z.number().int(),
      /** Sum of their lines before cancellation and refunds. */
      revenueCents: z.number().int(),
    }),
  ),
  promotions: z.array(z.object({ name: text, families: z.array(z.string()), from: day, to: day, percent: z.number() })),
  newsletters: z.array(z.object({ day, coupon: z.string(), percent: z.number() })),
  priceIncreases: z.array(z.object({ day, percent: z.number(), families: z.array(z.string()) })),
  /** Whoever buys of `family` also takes one of `partner` with this probability (times the partner's price effect). */
  complements: z.array(z.object({ family: z.string(), partner: z.string(), probability: z.number() })),
  channels: z.object({ first: factors, repeat: factors }),
  /** Relative weight of each hour of the day in shop time. */
  hourWeights: z.array(z.number()).length(24),
  orders: z.object({
    freeShippingCents: z.number().int(),
    cancelRate: z.number(),
    /** Share of the newsletter channel's orders that use its coupon while it is fresh. */
    couponRate: z.number(),
    welcome: z.object({ coupon: z.string(), cents: z.number().int(), fromCents: z.number().int(), rate: z.number() }),
  }),
  visits: z.object({
    /** Sessions without an order, per expected order. */
    browsingPerOrder: z.number(),
    /** Share of those sessions going on from one stage to the next. */
    funnel: factors,
    profiles: z.array(z.object({ device: z.string(), browser: z.string(), share: z.number() })),
  }),
  /**
   * BG/NBD in the shop's own time (a day of demand 1.3 counts as 1.3 days): rate ~ gamma(r, alpha), leaving after a
   * repeat purchase ~ beta(a, b). Customers who joined before `startDay` are in the data with later orders only.
   */
  customers: z.object({
    r: z.number(),
    alpha: z.number(),
    a: z.number(),
    b: z.number(),
    buyingShare: z.number(),
    yearlyGrowth: z.number(),
    joinedBeforeStart: z.number().int(),
    guestShare: z.number(),
  }),
  incidents: z.object({
    /** `lost`: orders that would have come, reckoned order by order. */
    checkout: z.object({
      from: day,
      to: day,
      browser: z.string(),
      step: z.string(),
      failureRate: z.number(),
      lostOrders: z.number().int(),
      lostCents: z.number().int(),
    }),
    viral: z.object({
      from: day,
      to: day,
      productId: z.string(),
      skus: z.array(z.string()),
      factors: z.array(z.number()),
      usualUnits: z.array(z.number()),
      extraOrders: z.number().int(),
      units: z.number().int(),
      revenueCents: z.number().int(),
      extraCents: z.number().int(),
    }),
    /** `lost`: wished for and not replaced, whether or not the buyer would then have met the broken checkout. */
    stockOut: z.object({
      from: day,
      to: day,
      productId: z.string(),
      skus: z.array(z.string()),
      usualUnits: z.array(z.number()),
      substituteRate: z.number(),
      substitutedUnits: z.number().int(),
      lostUnits: z.number().int(),
      lostCents: z.number().int(),
    }),
    /** `shortfall`: right price minus wrong price, times the units sold. */
    wrongPrice: z.object({
      from: day,
      to: day,
      productId: z.string(),
      skus: z.array(z.string()),
      rightCents: z.number().int(),
      wrongCents: z.number().int(),
      orders: z.number().int(),
      units: z.number().int(),
      shortfallCents: z.number().int(),
    }),
    /** Among new customers, as a multiple of the country's usual share. */
    countryShift: z.object({ from: day, to: day, country: z.string(), usualShare: z.number(), factor: z.number() }),
    newsletter: z.object({ day, coupon: z.string(), percent: z.number() }),
  }),
})
export type Truth = z.infer<typeof truthSchema>
