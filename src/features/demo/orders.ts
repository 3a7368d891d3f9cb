/** From the wish to buy to the order: basket, prices, coupon, shipping, cancellation and returns. */
import type { OrderLineRecord, OrderRecord, RefundRecord } from '../../ingest/records.ts'
import { type BasketItem, type Day, fillBasket, type StockOutTally, type Taste, type Wish } from './basket.ts'
import { instantOf, weekdayOf } from './calendar.ts'
import { APPETITE, customerKey, drawSecond, identify } from './customers.ts'
import { drawProfile, profileAt } from './devices.ts'
import { GUEST_SHARE } from './expectation.ts'
import { FAMILIES } from './families.data.ts'
import { COUNTRIES, type Country } from './people.data.ts'
import type { Plan } from './plan.ts'
import { beta, exponential, integer, pick, poisson, type Rng, streamOf, weighted } from './rng.ts'
import { RETURN_REASONS } from './words.data.ts'

/** Shipping is free from this value of the goods, after the coupon. */
export const FREE_SHIPPING_CENTS = 8000
export const CANCEL_RATE = 0.022
/** Share of newsletter orders in the newsletter's days that use its coupon. */
export const COUPON_RATE = 0.6
export const WELCOME = { coupon: 'WILLKOMMEN5', cents: 500, fromCents: 5000, rate: 0.18 } as const
const NEWSLETTER_DAYS = 3

export type Channel = 'direct' | 'organic' | 'paid-search' | 'newsletter' | 'social' | 'marketplace'

/** Where orders come from: a first order, and every further one. */
export const CHANNEL_SHARES: Readonly<Record<'first' | 'repeat', Readonly<Record<Channel, number>>>> = {
  first: { direct: 0.18, organic: 0.3, 'paid-search': 0.24, newsletter: 0.03, social: 0.13, marketplace: 0.12 },
  repeat: { direct: 0.35, organic: 0.23, 'paid-search': 0.12, newsletter: 0.18, social: 0.06, marketplace: 0.06 },
}

export const CHANNELS: readonly Channel[] = ['direct', 'organic', 'paid-search', 'newsletter', 'social', 'marketplace']
const channelDraw = (kind: 'first' | 'repeat', newsletter: number) =>
  weighted(
    CHANNELS.map(
      (channel) => [channel, CHANNEL_SHARES[kind][channel] * (channel === 'newsletter' ? newsletter : 1)] as const,
    ),
  )

/** Somebody who meant to buy, and what came of it. */
export interface Purchase {
  readonly second: number
  readonly customer: number
  readonly first: boolean
  /** Place in `PROFILES`. */
  readonly profile: number
  readonly country: string
  readonly channel: Channel
  readonly cause: Wish['cause']
  readonly items: readonly BasketItem[]
  readonly totalCents: number
  /** Null: lost, to the checkout or to the empty shelf. */
  readonly order: OrderRecord | null
  readonly lostTo: 'checkout' | 'stock' | null
  /** Products looked at and not there. */
  readonly missed: readonly number[]
}

/** What the incidents did, counted while the orders are drawn. */
export interface Tally {
  checkout: { lostOrders: number; lostCents: number }
  viral: { extraOrders: number; units: number; cents: number }
  stockOut: StockOutTally
  wrongPrice: { orders: number; units: number; shortfallCents: number }
}

export const emptyTally = (): Tally => ({
  checkout: { lostOrders: 0, lostCents: 0 },
  viral: { extraOrders: 0, units: 0, cents: 0 },
  stockOut: { lostUnits: 0, lostCents: 0, substitutedUnits: 0 },
  wrongPrice: { orders: 0, units: 0, shortfallCents: 0 },
})

interface Streams {
  readonly wishes: Rng
  readonly baskets: Rng
  readonly after: Rng
}

/** Draws the purchases of one day after another; call it for every day of the window, in order. */
export function orderBook(plan: Plan, tally: Tally): (day: number) => readonly Purchase[] {
  const streams: Streams = {
    wishes: streamOf(plan.seed, 'wishes'),
    baskets: streamOf(plan.seed, 'baskets'),
    after: streamOf(plan.seed, 'after-sales'),
  }
  const cumulative = new Float64Array(plan.products.length)
  const ranges = familyRanges(plan)
  let serial = 0
  let guests = 0
  return (day) => {
    const today: Day = { day, cumulative, total: plan.demand.weightsOn(day, cumulative) }
    const channels = channelsOn(plan, day)
    return wishesOf(plan, day, streams.wishes).map((wish): Purchase => {
      const buyer = buyerOf(plan, wish, streams.wishes, () => ++guests)
      const channel = channelOf(plan, wish, channels, streams.wishes)
      const { items, missed } = fillBasket({ plan, today, ranges, rng: streams.baskets, tally }, wish, buyer)
      const base = {
        second: wish.second,
        customer: wish.customer,
        first: wish.first,
        profile: buyer.profile,
        country: buyer.country.code,
        channel,
        cause: wish.cause,
        items,
        missed,
      }
      if (items.length === 0) return { ...base, totalCents: 0, order: null, lostTo: 'stock' }
      const lines = linesOf(items, buyer.country, couponOf(plan, day, channel, wish, items, streams.baskets))
      const totalCents = lines.reduce((sum, line) => sum + line.totalCents, 0)
      if (breaksAtCheckout(plan, day, buyer.profile, streams.wishes)) {
        tally.checkout.lostOrders++
        tally.checkout.lostCents += totalCents
        return { ...base, totalCents, order: null, lostTo: 'checkout' }
      }
      countSold(plan, day, wish, items, tally)
      serial++
      const placedAt = instantOf(plan.startDay + day, wish.second)
      const { cancelledAt, refunds } = afterSales(plan, items, lines, placedAt, serial, streams.after)
      const order: OrderRecord = {
        type: 'order',
        externalId: `B${String(200_000 + serial)}`,
        document: 'order',
        placedAt,
        currency: 'EUR',
        customerExternalId: wish.customer < 0 ? '' : customerKey(wish.customer),
        customerEmail: buyer.email,
        country: buyer.country.code,
        channel,
        cancelledAt,
        lines,
        refunds,
      }
      return { ...base, totalCents, order, lostTo: null }
    })
  }
}

function familyRanges(plan: Plan): readonly (readonly [from: number, to: number])[] {
  return FAMILIES.map((_, f) => {
    const from = plan.products.findIndex((product) => product.familyIndex === f)
    return [from, from + plan.products.filter((product) => product.familyIndex === f).length] as const
  })
}

function wishesOf(plan: Plan, day: number, rng: Rng): readonly Wish[] {
  const { starts, customer, second, first } = plan.population.purchases
  const { viral, wrongPrice } = plan.incidents
  const wishes: Wish[] = []
  for (let i = starts[day] ?? 0; i < (starts[day + 1] ?? 0); i++) {
    wishes.push({ second: second[i] ?? 0, customer: customer[i] ?? 0, first: first[i] === 1, cause: 'usual' })
  }
  const addGuests = (mean: number, cause: Wish['cause']) => {
    const count = poisson(rng, mean)
    for (let i = 0; i < count; i++) wishes.push({ second: drawSecond(rng), customer: -1, first: true, cause })
  }
  addGuests(((plan.expectedOrders[day] ?? 0) * GUEST_SHARE) / (1 + GUEST_SHARE), 'usual')
  const viralDay = day - viral.fromDay
  if (viralDay >= 0) addGuests(((viral.factors[viralDay] ?? 1) - 1) * (viral.usualUnits[viralDay] ?? 0), 'viral')
  if (day >= wrongPrice.fromDay) addGuests(wrongPrice.bargainOrders * plan.scale, 'bargain')
  return wishes.sort((x, y) => x.second - y.second || x.customer - y.customer)
}

interface Buyer extends Taste {
  readonly country: Country
  readonly email: string
  readonly profile: number
}

const guestCountry = weighted(COUNTRIES.map((country) => [country, country.share] as const))

function buyerOf(plan: Plan, wish: Wish, rng: Rng, nextGuest: () => number): Buyer {
  const { population } = plan
  const c = wish.customer
  if (c < 0) {
    const country = guestCountry(rng)
    const woman = rng() < 0.5
    const { email } = identify(rng, country, woman, `g${nextGuest()}`)
    return { country, email, woman, profile: drawProfile(rng), appetite: beta(rng, APPETITE.a, APPETITE.b), taste: 0.5 }
  }
  const country = population.country[c]
  const identity = population.identity[c]
  if (country === undefined || identity === undefined) throw new RangeError(`customer ${c} is not there`)
  return {
    country,
    email: identity.email,
    woman: population.woman[c] === 1,
    profile: population.profile[c] ?? 0,
    appetite: population.appetite[c] ?? 0,
    taste: population.taste[c] ?? 0,
  }
}

type ChannelDraws = Readonly<Record<'first' | 'repeat' | 'silent', (rng: Rng) => Channel>>

/** Newsletter orders crowd on the days after one went out. */
function channelsOn(plan: Plan, day: number): ChannelDraws {
  const fresh = plan.newsletters.some(
    (letter) => plan.startDay + day - letter.day >= 0 && plan.startDay + day - letter.day < NEWSLETTER_DAYS,
  )
  const boost = fresh ? 4 : 0.7
  return {
    first: channelDraw('first', boost),
    repeat: channelDraw('repeat', boost / 0.46),
    silent: channelDraw('repeat', 0),
  }
}

function channelOf(plan: Plan, wish: Wish, draws: ChannelDraws, rng: Rng): Channel {
  if (wish.cause === 'viral') return rng() < 0.8 ? 'social' : 'direct'
  if (wish.cause === 'bargain') return rng() < 0.6 ? 'direct' : 'social'
  if (wish.first) return draws.first(rng)
  return (plan.population.marketing[wish.customer] === 1 ? draws.repeat : draws.silent)(rng)
}

interface Coupon {
  readonly code: string
  readonly cents: number
}

function couponOf(
  plan: Plan,
  day: number,
  channel: Channel,
  wish: Wish,
  items: readonly BasketItem[],
  rng: Rng,
): Coupon | null {
  if (wish.cause !== 'usual') return null
  const goods = items.reduce((sum, { quantity, priceCents }) => sum + quantity * priceCents, 0)
  const age = (letterDay: number) => plan.startDay + day - letterDay
  const letter = plan.newsletters.find((sent) => age(sent.day) >= 0 && age(sent.day) < NEWSLETTER_DAYS)
  if (channel === 'newsletter' && letter !== undefined && rng() < COUPON_RATE) {
    return { code: letter.coupon, cents: Math.round((goods * letter.percent) / 100) }
  }
  return wish.first && goods >= WELCOME.fromCents && rng() < WELCOME.rate
    ? { code: WELCOME.coupon, cents: WELCOME.cents }
    : null
}

function linesOf(items: readonly BasketItem[], country: Country, coupon: Coupon | null): readonly OrderLineRecord[] {
  const lines: OrderLineRecord[] = items.map(({ variant, quantity, priceCents }) => ({
    sku: variant.sku,
    title: variant.title,
    kind: 'product',
    quantity,
    unitPriceCents: priceCents,
    totalCents: quantity * priceCents,
  }))
  const single = (sku: string, title: string, kind: 'discount' | 'shipping', cents: number): OrderLineRecord => ({
    sku,
    title,
    kind,
    quantity: 1,
    unitPriceCents: cents,
    totalCents: cents,
  })
  const goods = lines.reduce((sum, line) => sum + line.totalCents, 0)
  if (coupon !== null)
    lines.push(single(`GUTSCHEIN-${coupon.code}`, `Gutschein ${coupon.code}`, 'discount', -coupon.cents))
  if (goods - (coupon?.cents ?? 0) < FREE_SHIPPING_CENTS) {
    lines.push(single(`VERSAND-${country.code}`, `Versand ${country.name}`, 'shipping', country.shippingCents))
  }
  return lines
}

function breaksAtCheckout(plan: Plan, day: number, profile: number, rng: Rng): boolean {
  const { checkout } = plan.incidents
  return day >= checkout.fromDay && profileAt(profile).browser === checkout.browser && rng() < checkout.failureRate
}

function countSold(plan: Plan, day: number, wish: Wish, items: readonly BasketItem[], tally: Tally): void {
  const { viral, wrongPrice } = plan.incidents
  if (wish.cause === 'viral') tally.viral.extraOrders++
  for (const { product, quantity, priceCents } of items) {
    if (product === viral.product && day >= viral.fromDay) {
      tally.viral.units += quantity
      tally.viral.cents += quantity * priceCents
    }
    if (product === wrongPrice.product && day >= wrongPrice.fromDay) {
      tally.wrongPrice.orders++
      tally.wrongPrice.units += quantity
      tally.wrongPrice.shortfallCents += quantity * (wrongPrice.rightCents - wrongPrice.wrongCents)
    }
  }
}

type AfterSales = Pick<OrderRecord, 'cancelledAt' | 'refunds'>

/** Cancellation and returns, as far as they are known when the window ends. */
function afterSales(
  plan: Plan,
  items: readonly BasketItem[],
  lines: readonly OrderLineRecord[],
  placedAt: number,
  serial: number,
  rng: Rng,
): AfterSales {
  const endBefore = instantOf(plan.startDay + plan.days, 0)
  const cancelled = rng() < CANCEL_RATE
  const cancelledAt = placedAt + Math.round((0.3 + 20 * exponential(rng)) * 3_600_000)
  if (cancelled) return { cancelledAt: cancelledAt < endBefore ? cancelledAt : null, refunds: [] }
  const goods = items.reduce((sum, { quantity, priceCents }) => sum + quantity * priceCents, 0)
  const discount = lines.reduce((sum, line) => sum + (line.kind === 'discount' ? -line.totalCents : 0), 0)
  const returned = items.filter(({ product }) => rng() < (plan.products[product]?.family.returnRate ?? 0))
  const refundedAt = refundInstant(plan, placedAt, rng)
  const [head] = returned
  if (head === undefined || refundedAt >= endBefore) return { cancelledAt: null, refunds: [] }
  const value = returned.reduce((sum, { quantity, priceCents }) => sum + quantity * priceCents, 0)
  const sized = ['clothing', 'shoe', 'half'].includes(plan.products[head.product]?.family.sizes ?? 'one')
  const refund: RefundRecord = {
    externalId: `R${String(200_000 + serial)}`,
    refundedAt,
    amountCents: Math.floor(value * (1 - discount / goods)),
    reason: pick(rng, RETURN_REASONS[sized ? 'size' : 'other']),
  }
  return { cancelledAt: null, refunds: refund.amountCents > 0 ? [refund] : [] }
}

/** Parcels take days to come back, and the money goes out in working hours. */
function refundInstant(plan: Plan, placedAt: number, rng: Rng): number {
  const placedDay = Math.floor(placedAt / 86_400_000)
  let day = placedDay + 5 + Math.min(40, Math.round(7 * exponential(rng)))
  while (weekdayOf(day) > 4) day++
  return Math.max(placedAt, instantOf(Math.max(day, plan.startDay), integer(rng, 8 * 3600, 17 * 3600)))
}
