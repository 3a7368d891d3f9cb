/** The shop events of the last weeks: sessions of buyers, of people who meant to buy, and of all who only looked. */
import type { EventRecord } from '../../ingest/records.ts'
import { drawVariant } from './basket.ts'
import { dayText, instantOf } from './calendar.ts'
import { asciiOf } from './catalogue.ts'
import { customerKey, drawSecond } from './customers.ts'
import { drawProfile, profileAt } from './devices.ts'
import { CHANNEL_SHARES, CHANNELS, type Purchase } from './orders.ts'
import { COUNTRIES } from './people.data.ts'
import { EVENT_DAYS, type Plan } from './plan.ts'
import {
  exponential,
  geometric,
  integer,
  pick,
  poisson,
  type Rng,
  searchCumulative,
  streamOf,
  weighted,
} from './rng.ts'
import { EMPTY_SEARCHES } from './words.data.ts'

/** Sessions without an order, per expected order. */
export const BROWSING_PER_ORDER = 50
/** Share of sessions that go on to the next stage, of those that looked at a product and did not buy. */
export const FUNNEL = {
  added: 0.085,
  cart: 0.75,
  checkout: 0.42,
  address: 0.85,
  shipping: 0.86,
  payment: 0.82,
  review: 0.86,
} as const

const STEPS = ['address', 'shipping', 'payment', 'review'] as const
type Step = (typeof STEPS)[number]
const STEP_PATHS: Readonly<Record<Step, string>> = {
  address: 'adresse',
  shipping: 'versand',
  payment: 'zahlung',
  review: 'pruefen',
}

const VISITORS_KEPT = 4096
const VIRAL_LOOKS_PER_ORDER = 30
const BARGAIN_LOOKS_PER_ORDER = 12

interface Visitor {
  readonly anonymousId: string
  readonly customerExternalId: string
  readonly profile: number
  readonly country: string
}

interface Session {
  readonly visitor: Visitor
  readonly channel: string
  /** Whether the account is known from the first event on; else from the checkout's address step on. */
  readonly known: boolean
}

interface Draft {
  second: number
  readonly session: Session
  readonly known: boolean
  readonly name: string
  readonly sku: string
  readonly path: string
  readonly valueCents: number
  readonly properties: Readonly<Record<string, unknown>>
}

/** One visit being told: what happened, and how many seconds after the step before it. */
class Visit {
  readonly session: Session
  readonly #rng: Rng
  readonly #prefix: string
  readonly drafts: Draft[] = []
  #clock = 0

  constructor(session: Session, rng: Rng) {
    this.session = session
    this.#rng = rng
    this.#prefix = ['DE', 'AT', 'CH'].includes(session.visitor.country) ? '' : '/en'
  }

  tell(
    name: string,
    path: string,
    more: { sku?: string; valueCents?: number; properties?: Record<string, unknown> } = {},
  ): void {
    if (this.drafts.length > 0) this.#clock += 2 + Math.round(38 * exponential(this.#rng))
    const known = this.session.known || path.startsWith('/kasse/')
    const { sku = '', valueCents = 0, properties = {} } = more
    this.drafts.push({
      second: this.#clock,
      session: this.session,
      known,
      name,
      sku,
      path: `${this.#prefix}${path}`,
      valueCents,
      properties,
    })
  }

  /** Moves the visit so that it begins (or ends) at a second of the day, and keeps it within the day. */
  place(second: number, at: 'begin' | 'end'): readonly Draft[] {
    const shift = at === 'begin' ? second : second - this.#clock
    for (const draft of this.drafts) draft.second = Math.min(86_399, Math.max(0, draft.second + shift))
    return this.drafts
  }
}

interface Scene {
  readonly plan: Plan
  readonly rng: Rng
  readonly day: number
  readonly cumulative: Float64Array
  readonly total: number
}

const productPath = (plan: Plan, product: number) => `/produkt/${plan.products[product]?.externalId ?? ''}`

function look({ plan, rng, day }: Scene, visit: Visit, product: number): { sku: string; priceCents: number } {
  const variants = plan.products[product]?.variants ?? []
  const sku = drawVariant(rng, variants).sku
  const priceCents = plan.priceOn(product, day)
  visit.tell('Product Viewed', productPath(plan, product), { sku, valueCents: priceCents })
  return { sku, priceCents }
}

function arrive({ plan, rng }: Scene, visit: Visit, product: number): void {
  const family = plan.products[product]?.family
  const draw = rng()
  if (family === undefined || draw < 0.4) visit.tell('Page Viewed', '/')
  else if (draw < 0.75) visit.tell('Page Viewed', `/kategorie/${family.category.split(' > ').map(asciiOf).join('/')}`)
  else {
    const found = rng() > 0.09
    const query = found
      ? [family.noun.de.toLowerCase(), ...(family.cut && rng() < 0.4 ? [rng() < 0.5 ? 'damen' : 'herren'] : [])].join(
          ' ',
        )
      : pick(rng, EMPTY_SEARCHES)
    visit.tell('Products Searched', '/suche', { properties: { query, results: found ? family.models : 0 } })
  }
}

/** Checkout from the cart on; the last step that is reached is given. */
function checkOut(visit: Visit, valueCents: number, last: Step): void {
  visit.tell('Cart Viewed', '/warenkorb', { valueCents })
  visit.tell('Checkout Started', '/kasse', { valueCents })
  for (const step of STEPS) {
    visit.tell('Checkout Step Viewed', `/kasse/${STEP_PATHS[step]}`, { valueCents, properties: { step } })
    if (step === last) return
  }
}

function purchaseVisit(scene: Scene, purchase: Purchase, session: Session): readonly Draft[] {
  const { plan, rng } = scene
  const visit = new Visit(session, rng)
  const [head] = purchase.items
  const aim = head?.product ?? purchase.missed[0] ?? 0
  if (purchase.cause === 'usual') arrive(scene, visit, aim)
  for (const product of purchase.missed) look(scene, visit, product)
  for (let extra = geometric(rng, 0.45); extra > 0; extra--) look(scene, visit, drawProduct(scene))
  for (const { product, variant, quantity, priceCents } of purchase.items) {
    const path = productPath(plan, product)
    visit.tell('Product Viewed', path, { sku: variant.sku, valueCents: priceCents })
    visit.tell('Product Added', path, { sku: variant.sku, valueCents: priceCents * quantity, properties: { quantity } })
  }
  if (purchase.lostTo === 'stock') return visit.place(purchase.second, 'end')
  checkOut(visit, purchase.totalCents, purchase.lostTo === 'checkout' ? 'payment' : 'review')
  if (purchase.lostTo === 'checkout' && rng() < 0.55) {
    visit.tell('Checkout Step Viewed', '/kasse/zahlung', {
      valueCents: purchase.totalCents,
      properties: { step: 'payment' },
    })
  }
  if (purchase.order !== null) {
    visit.tell('Order Completed', '/kasse/danke', {
      valueCents: purchase.totalCents,
      properties: { orderId: purchase.order.externalId },
    })
  }
  return visit.place(purchase.second, 'end')
}

function drawProduct({ cumulative, total, rng }: Scene): number {
  return searchCumulative(cumulative, rng() * total, 0, cumulative.length)
}

/** A visit without an order; `aim` is the product it is about, null: any. */
function browsingVisit(scene: Scene, session: Session, aim: number | null): readonly Draft[] {
  const { plan, rng, day } = scene
  const visit = new Visit(session, rng)
  const product = aim ?? drawProduct(scene)
  const views = aim !== null ? 1 + geometric(rng, 0.2) : rng() < 0.3 ? 0 : 1 + geometric(rng, 0.46)
  if (views === 0 || (aim === null && rng() < 0.66)) arrive(scene, visit, product)
  if (views > 0) {
    let seen = look(scene, visit, product)
    let last = product
    for (let i = 1; i < views; i++) {
      last = drawProduct(scene)
      seen = look(scene, visit, last)
    }
    const { stockOut } = plan.incidents
    const inStock = last !== stockOut.product || day < stockOut.fromDay
    if (inStock && rng() < FUNNEL.added) {
      visit.tell('Product Added', productPath(plan, last), {
        sku: seen.sku,
        valueCents: seen.priceCents,
        properties: { quantity: 1 },
      })
      leaveOnTheWay(scene, visit, seen.priceCents)
    }
  }
  return visit.place(drawSecond(rng), 'begin')
}

function leaveOnTheWay({ plan, rng, day }: Scene, visit: Visit, valueCents: number): void {
  if (rng() >= FUNNEL.cart) return
  visit.tell('Cart Viewed', '/warenkorb', { valueCents })
  if (rng() >= FUNNEL.checkout) return
  visit.tell('Checkout Started', '/kasse', { valueCents })
  const { checkout } = plan.incidents
  const broken = day >= checkout.fromDay && profileAt(visit.session.visitor.profile).browser === checkout.browser
  for (const step of STEPS) {
    if (rng() >= FUNNEL[step] || (step === 'review' && broken && rng() < checkout.failureRate)) return
    visit.tell('Checkout Step Viewed', `/kasse/${STEP_PATHS[step]}`, { valueCents, properties: { step } })
  }
}

const countryDraw = weighted(COUNTRIES.map(({ code, share }) => [code, share] as const))
const browsingChannel = weighted(
  CHANNELS.map((channel) => [channel, CHANNEL_SHARES.first[channel] + 0.4 * CHANNEL_SHARES.repeat[channel]] as const),
)

/** Spreads whole numbers over eight hexadecimal digits, each number to another place. */
const spread = (n: number) => (Math.imul(n, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')
const CUSTOMER_IDS_FROM = 0x4000_0000

/** Tells the events of one day after another; call it for every day of the event window, in order. */
export function guestBook(plan: Plan): (day: number, purchases: readonly Purchase[]) => Generator<EventRecord, void> {
  const rng = streamOf(plan.seed, 'visits')
  const { population } = plan
  const recent: Visitor[] = []
  const cumulative = new Float64Array(plan.products.length)
  const endText = dayText(plan.startDay + plan.days - 1).replaceAll('-', '')
  let joined = 0
  let strangers = 0
  let serial = 0
  const stranger = (profile: number, country: string): Visitor => {
    const visitor = { anonymousId: `a${spread(++strangers)}`, customerExternalId: '', profile, country }
    recent[strangers % VISITORS_KEPT] = visitor
    return visitor
  }
  const account = (customer: number): Visitor => ({
    anonymousId: `a${spread(CUSTOMER_IDS_FROM + customer)}`,
    customerExternalId: customerKey(customer),
    profile: population.profile[customer] ?? 0,
    country: population.country[customer]?.code ?? '',
  })
  const browser = (): Session => {
    const channel = browsingChannel(rng)
    const kind = rng()
    if (kind < 0.08 && joined > 0) return { visitor: account(integer(rng, 0, joined - 1)), channel, known: rng() < 0.5 }
    if (kind < 0.36 && recent.length === VISITORS_KEPT) return { visitor: pick(rng, recent), channel, known: false }
    return { visitor: stranger(drawProfile(rng), countryDraw(rng)), channel, known: false }
  }
  return function* (day, purchases) {
    while (joined < population.size && (population.joinedDay[joined] ?? 0) < day) joined++
    const scene: Scene = { plan, rng, day, cumulative, total: plan.demand.weightsOn(day, cumulative) }
    const drafts: Draft[] = []
    for (const purchase of purchases) {
      const visitor = purchase.customer < 0 ? stranger(purchase.profile, purchase.country) : account(purchase.customer)
      const session = { visitor, channel: purchase.channel, known: !purchase.first && rng() < 0.5 }
      drafts.push(...purchaseVisit(scene, purchase, session))
    }
    const visits = poisson(rng, (plan.expectedOrders[day] ?? 0) * BROWSING_PER_ORDER)
    for (let i = 0; i < visits; i++) drafts.push(...browsingVisit(scene, browser(), null))
    for (const { product, count, channels } of crowds(plan, day, rng)) {
      for (let i = 0; i < count; i++) {
        const session = {
          visitor: stranger(drawProfile(rng), countryDraw(rng)),
          channel: pick(rng, channels),
          known: false,
        }
        drafts.push(...browsingVisit(scene, session, product))
      }
    }
    drafts.sort((x, y) => x.second - y.second)
    for (const draft of drafts) {
      serial++
      yield eventOf(draft, `${endText}-${serial.toString(36).padStart(5, '0')}`, plan.startDay + day)
    }
  }
}

/** People who come for one product because of an incident, and do not buy. */
function crowds(
  plan: Plan,
  day: number,
  rng: Rng,
): readonly { product: number; count: number; channels: readonly string[] }[] {
  const { viral, wrongPrice } = plan.incidents
  const viralDay = day - viral.fromDay
  const extra = viralDay < 0 ? 0 : ((viral.factors[viralDay] ?? 1) - 1) * (viral.usualUnits[viralDay] ?? 0)
  const bargains = day < wrongPrice.fromDay ? 0 : wrongPrice.bargainOrders * plan.scale
  return [
    {
      product: viral.product,
      count: poisson(rng, extra * VIRAL_LOOKS_PER_ORDER),
      channels: ['social', 'social', 'social', 'organic', 'direct'],
    },
    {
      product: wrongPrice.product,
      count: poisson(rng, bargains * BARGAIN_LOOKS_PER_ORDER),
      channels: ['direct', 'direct', 'social'],
    },
  ]
}

function eventOf(draft: Draft, messageId: string, day: number): EventRecord {
  const { visitor, channel } = draft.session
  const { device, browser } = profileAt(visitor.profile)
  return {
    type: 'event',
    messageId,
    name: draft.name,
    at: instantOf(day, draft.second),
    anonymousId: visitor.anonymousId,
    customerExternalId: draft.known ? visitor.customerExternalId : '',
    sku: draft.sku,
    device,
    browser,
    country: visitor.country,
    channel,
    path: draft.path,
    valueCents: draft.valueCents,
    properties: draft.properties,
  }
}

/** First day of the window that has shop events. */
export function firstEventDay(plan: Plan): number {
  return plan.days - EVENT_DAYS
}
