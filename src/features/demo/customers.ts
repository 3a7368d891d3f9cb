/**
 * The demo shop's customers and when they buy: BG/NBD in the shop's own time. A customer's rate is gamma distributed and
 * multiplied by the shop's demand of the day; after each repeat purchase the customer leaves with a beta distributed
 * probability. Time runs faster on days of high demand, so seasons and heterogeneity do not get in each other's way.
 * Source: Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way.
 */
import type { CustomerRecord } from '../../ingest/records.ts'
import { instantOf } from './calendar.ts'
import { asciiOf } from './catalogue.ts'
import { type Demand, WARM_UP_DAYS } from './demand.ts'
import { drawProfile } from './devices.ts'
import { COUNTRIES, type Country, MAIL_DOMAINS, NAMES } from './people.data.ts'
import { beta, exponential, gamma, integer, pick, type Rng, searchCumulative, streamOf, weighted } from './rng.ts'

/** Parameters of the purchase process; rates are per day of average demand. */
export const CUSTOMER_PROCESS = { r: 0.62, alpha: 78, a: 0.85, b: 2.6, buyingShare: 0.95, yearlyGrowth: 0.06 } as const

/** New customers from the Netherlands from this many days before the end, as a multiple of their usual share. */
export const COUNTRY_SHIFT = { country: 'NL', sinceDays: 34, factor: 2.6 } as const

/** Beta distribution of the probability of one more product in a customer's baskets. */
export const APPETITE = { a: 2.2, b: 4.4 } as const

/** Weight of each hour of the day in local time. */
export const HOUR_WEIGHTS = [
  7, 4, 2, 1, 1, 2, 6, 14, 24, 32, 37, 39, 42, 40, 38, 38, 40, 45, 52, 62, 70, 66, 44, 20,
] as const

/** Customers in the order in which they came; a customer's number is its place in every array, counted from 0. */
export interface Population {
  readonly size: number
  /** Day of the window (negative: before it) and second of the day of the account's creation. */
  readonly joinedDay: Int32Array
  readonly joinedSecond: Int32Array
  readonly country: readonly Country[]
  readonly identity: readonly Identity[]
  readonly woman: Uint8Array
  /** Place of the customer's device and browser in `PROFILES`. */
  readonly profile: Uint8Array
  readonly marketing: Uint8Array
  /** Probability of one more product in the basket. */
  readonly appetite: Float64Array
  /** Probability of taking the dearer of two products. */
  readonly taste: Float64Array
  readonly purchases: Purchases
}

/** Every purchase within the window, ordered by day and second. */
interface Purchases {
  readonly customer: Int32Array
  readonly day: Int32Array
  readonly second: Int32Array
  /** 1 where it is the customer's first. */
  readonly first: Uint8Array
  /** Purchases of day d are at [starts[d], starts[d + 1]). */
  readonly starts: Int32Array
}

/** Second of a day by the day's hourly profile. */
export function drawSecond(rng: Rng): number {
  return drawHour(rng) * 3600 + integer(rng, 0, 3599)
}
const drawHour = weighted(HOUR_WEIGHTS.map((weight, hour) => [hour, weight] as const))

/** Weight of each day from the warm-up on in winning new customers, as running totals. */
function arrivalTotals(demand: Demand): Float64Array {
  const totals = new Float64Array(demand.level.length)
  let sum = 0
  demand.level.forEach((level, i) => {
    sum += level * Math.exp((CUSTOMER_PROCESS.yearlyGrowth * (i - WARM_UP_DAYS)) / 365)
    totals[i] = sum
  })
  return totals
}

interface Draft {
  readonly index: number
  readonly joinedDay: number
  readonly joinedSecond: number
  readonly days: readonly number[]
  readonly seconds: readonly number[]
}

/** One customer's purchase days from the first one on; days count from the warm-up's beginning. */
function purchaseDays(rng: Rng, first: number, level: Float64Array, clock: Float64Array): number[] {
  const { r, alpha, a, b } = CUSTOMER_PROCESS
  const rate = gamma(rng, r) / alpha
  const leave = beta(rng, a, b)
  const days = [first]
  let time = (clock[first] ?? 0) - (level[first] ?? 0) * rng()
  const end = clock[clock.length - 1] ?? 0
  for (;;) {
    time += exponential(rng) / rate
    if (!(time < end)) return days
    days.push(searchCumulative(clock, time, first, clock.length))
    if (rng() < leave) return days
  }
}

function drawDrafts(rng: Rng, size: number, demand: Demand): readonly Draft[] {
  const span = demand.level.length
  const arrivals = arrivalTotals(demand)
  const clock = new Float64Array(span)
  let sum = 0
  demand.level.forEach((level, i) => {
    sum += level
    clock[i] = sum
  })
  const buyers = Math.round(size * CUSTOMER_PROCESS.buyingShare)
  return Array.from({ length: size }, (_, index): Draft => {
    const arrival = searchCumulative(arrivals, rng() * (arrivals[span - 1] ?? 0), 0, span)
    const days = (index < buyers ? purchaseDays(rng, arrival, demand.level, clock) : [arrival]).map(
      (day) => day - WARM_UP_DAYS,
    )
    const seconds: number[] = []
    for (let i = 0; i < days.length; i++) {
      const earliest = days[i] === days[i - 1] ? (seconds[i - 1] ?? 0) + 300 : 0
      seconds.push(Math.min(86_399, Math.max(earliest, drawSecond(rng))))
    }
    const joinedSecond = Math.max(0, (seconds[0] ?? 0) - integer(rng, 120, 900))
    return { index, joinedDay: arrival - WARM_UP_DAYS, joinedSecond, days: index < buyers ? days : [], seconds }
  }).sort((x, y) => x.joinedDay - y.joinedDay || x.joinedSecond - y.joinedSecond || x.index - y.index)
}

function collectPurchases(drafts: readonly Draft[], days: number): Purchases {
  const all: (readonly [day: number, second: number, customer: number, first: number])[] = []
  drafts.forEach((draft, customer) => {
    draft.days.forEach((day, nth) => {
      if (day >= 0) all.push([day, draft.seconds[nth] ?? 0, customer, nth === 0 ? 1 : 0])
    })
  })
  all.sort((x, y) => x[0] - y[0] || x[1] - y[1] || x[2] - y[2])
  const starts = new Int32Array(days + 1)
  for (const [day] of all) starts[day + 1] = (starts[day + 1] ?? 0) + 1
  for (let d = 0; d < days; d++) starts[d + 1] = (starts[d + 1] ?? 0) + (starts[d] ?? 0)
  return {
    day: Int32Array.from(all, (purchase) => purchase[0]),
    second: Int32Array.from(all, (purchase) => purchase[1]),
    customer: Int32Array.from(all, (purchase) => purchase[2]),
    first: Uint8Array.from(all, (purchase) => purchase[3]),
    starts,
  }
}

/** Everybody who ever opened an account, with their purchases of the window. */
export function populate(seed: number, size: number, demand: Demand): Population {
  const drafts = drawDrafts(streamOf(seed, 'customers'), size, demand)
  const rng = streamOf(seed, 'traits')
  const usual = weighted(COUNTRIES.map((country) => [country, country.share] as const))
  const shifted = weighted(
    COUNTRIES.map(
      (country) =>
        [country, country.share * (country.code === COUNTRY_SHIFT.country ? COUNTRY_SHIFT.factor : 1)] as const,
    ),
  )
  const shiftDay = demand.days - 1 - COUNTRY_SHIFT.sinceDays
  const country = drafts.map((draft) => (draft.joinedDay >= shiftDay ? shifted : usual)(rng))
  const woman = Uint8Array.from(drafts, () => (rng() < 0.52 ? 1 : 0))
  return {
    size,
    joinedDay: Int32Array.from(drafts, (draft) => draft.joinedDay),
    joinedSecond: Int32Array.from(drafts, (draft) => draft.joinedSecond),
    country,
    identity: country.map((home, c) => identify(rng, home, woman[c] === 1, customerKey(c).slice(1))),
    woman,
    profile: Uint8Array.from(drafts, () => drawProfile(rng)),
    marketing: Uint8Array.from(drafts, () => (rng() < 0.46 ? 1 : 0)),
    appetite: Float64Array.from(drafts, () => beta(rng, APPETITE.a, APPETITE.b)),
    taste: Float64Array.from(drafts, () => 0.2 + 0.6 * rng()),
    purchases: collectPurchases(drafts, demand.days),
  }
}

/** The key of a customer in the shop's system. */
export function customerKey(customer: number): string {
  return `K${String(100_001 + customer)}`
}

interface Identity {
  readonly name: string
  readonly email: string
}

/** An invented person of a country; `serial` keeps the address apart from everybody else's. */
export function identify(rng: Rng, country: Country, woman: boolean, serial: string): Identity {
  const names = NAMES[country.language]
  const first = pick(rng, woman ? names.women : names.men)
  const family = pick(rng, names.families)
  return {
    name: `${first} ${family}`,
    email: `${asciiOf(first)}.${asciiOf(family)}.${serial}@${pick(rng, MAIL_DOMAINS)}`,
  }
}

/** The canonical records of all customers, oldest account first. */
export function* customerRecords(
  seed: number,
  startDay: number,
  population: Population,
): Generator<CustomerRecord, void> {
  const rng = streamOf(seed, 'homes')
  const cityOf = new Map(
    COUNTRIES.map((country) => [country.code, weighted(country.cities.map((city) => [city, city[2]] as const))]),
  )
  for (let c = 0; c < population.size; c++) {
    const country = population.country[c]
    const identity = population.identity[c]
    const draw = country === undefined ? undefined : cityOf.get(country.code)
    if (country === undefined || identity === undefined || draw === undefined)
      throw new RangeError(`customer ${c} is not there`)
    const [city, postcode] = draw(rng)
    yield {
      type: 'customer',
      externalId: customerKey(c),
      email: identity.email,
      name: identity.name,
      country: country.code,
      city,
      postcode: postcode.replace(/#/g, () => String(integer(rng, 1, 9))),
      createdAt: instantOf(startDay + (population.joinedDay[c] ?? 0), population.joinedSecond[c] ?? 0),
      acceptsMarketing: population.marketing[c] === 1,
    }
  }
}
