import { beforeAll, describe, expect, it } from 'vitest'
import type { CustomerRecord, EventRecord, ImportRecord, OrderRecord, ProductRecord } from '../../ingest/records.ts'
import type { DemoOptions } from './options.ts'
import { simulateShop } from './simulate.ts'
import { type Truth, truthSchema } from './truth.ts'

const DAY_MS = 86_400_000
const berlin = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' })
const shopDay = (at: number): string => berlin.format(at)

interface Shop {
  readonly products: ProductRecord[]
  readonly customers: CustomerRecord[]
  readonly orders: OrderRecord[]
  readonly events: EventRecord[]
  readonly truth: Truth
}

function collect(options: DemoOptions): Shop {
  const shop: Omit<Shop, 'truth'> = { products: [], customers: [], orders: [], events: [] }
  const keep = (record: ImportRecord) => {
    if (record.type === 'product') shop.products.push(record)
    else if (record.type === 'customer') shop.customers.push(record)
    else if (record.type === 'order') shop.orders.push(record)
    else shop.events.push(record)
  }
  const simulation = simulateShop(options)
  let step = simulation.next()
  for (; step.done !== true; step = simulation.next()) keep(step.value)
  return { ...shop, truth: step.value }
}

const SCALE = 0.3
let shop: Shop
let productOf: Map<string, string>
let familyOf: Map<string, string>

beforeAll(() => {
  shop = collect({ seed: 5, endDay: '2026-11-22', scale: SCALE })
  productOf = new Map(
    shop.products.flatMap(({ externalId, variants }) => variants.map(({ sku }) => [sku, externalId] as const)),
  )
  const keyOf = new Map(shop.truth.families.map(({ category, key }) => [category, key]))
  familyOf = new Map(
    shop.products.flatMap(({ category, variants }) =>
      variants.map(({ sku }) => [sku, keyOf.get(category) ?? ''] as const),
    ),
  )
})

const totalOf = (order: OrderRecord) => order.lines.reduce((sum, line) => sum + line.totalCents, 0)

describe('simulateShop', () => {
  it('tells the same shop for the same seed and another for another', () => {
    const tell = (seed: number) => JSON.stringify(collect({ seed, endDay: '2026-11-22', scale: 0.02 }))
    expect(tell(1)).toBe(tell(1))
    expect(tell(1)).not.toBe(tell(2))
  })

  it('has the size it was asked for', () => {
    expect(shop.customers.length).toBe(20_000 * SCALE)
    expect(shop.orders.length / SCALE).toBeGreaterThan(40_000)
    expect(shop.orders.length / SCALE).toBeLessThan(60_000)
    expect(shop.events.length / SCALE).toBeGreaterThan(500_000)
    expect(shop.events.length / SCALE).toBeLessThan(800_000)
  })

  it('covers 24 months of orders and 60 days of events, in order of time', () => {
    const { truth } = shop
    expect([truth.startDay, truth.endDay, truth.eventsFrom]).toEqual(['2024-11-23', '2026-11-22', '2026-09-24'])
    for (const times of [
      shop.orders.map(({ placedAt }) => placedAt),
      shop.events.map(({ at }) => at),
      shop.customers.map(({ createdAt }) => createdAt ?? 0),
      shop.products.map(({ validFrom }) => validFrom ?? 0),
    ]) {
      expect(times.every((time, i) => i === 0 || time >= (times[i - 1] ?? 0))).toBe(true)
    }
    expect(shopDay(shop.orders[0]?.placedAt ?? 0)).toBe(truth.startDay)
    expect(shopDay(shop.orders.at(-1)?.placedAt ?? 0)).toBe(truth.endDay)
    expect(shopDay(shop.events[0]?.at ?? 0)).toBe(truth.eventsFrom)
    expect(shopDay(shop.events.at(-1)?.at ?? 0)).toBe(truth.endDay)
  })

  it('ends on any day, leap day and the day of a time change included', () => {
    for (const endDay of ['2024-02-29', '2026-03-29', '2026-12-31']) {
      const other = collect({ seed: 1, endDay, scale: 0.01 })
      expect(other.truth.endDay).toBe(endDay)
      expect(truthSchema.safeParse(other.truth).success).toBe(true)
      expect(other.orders.length).toBeGreaterThan(300)
    }
  })

  it.each([
    [{ seed: 1.5, endDay: '2026-11-22' }, /seed 1.5/],
    [{ seed: 1, endDay: 'gestern' }, /'gestern'/],
    [{ seed: 1, endDay: '2026-11-22', scale: 0 }, /scale 0/],
  ])('refuses %j, naming the value', (options, message) => {
    expect(() => simulateShop(options).next()).toThrow(message)
  })
})

describe('the records', () => {
  it('refer to one another', () => {
    const customers = new Map(shop.customers.map((customer) => [customer.externalId, customer]))
    for (const order of shop.orders) {
      if (order.customerExternalId !== '') {
        const customer = customers.get(order.customerExternalId)
        expect(customer?.email).toBe(order.customerEmail)
        expect(customer?.country).toBe(order.country)
        expect(customer?.createdAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(order.placedAt)
      }
      for (const line of order.lines) if (line.kind === 'product') expect(productOf.has(line.sku)).toBe(true)
    }
    for (const event of shop.events) {
      if (event.sku !== '') expect(productOf.has(event.sku)).toBe(true)
      if (event.customerExternalId !== '') expect(customers.has(event.customerExternalId)).toBe(true)
    }
    for (const keys of [
      shop.orders.map(({ externalId }) => externalId),
      shop.events.map(({ messageId }) => messageId),
      shop.customers.map(({ email }) => email),
    ]) {
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  it('add up: lines, totals, refunds', () => {
    for (const order of shop.orders) {
      const total = totalOf(order)
      expect(total).toBeGreaterThan(0)
      expect(order.lines.some(({ kind }) => kind === 'product')).toBe(true)
      for (const line of order.lines) {
        expect(line.totalCents).toBe(line.quantity * line.unitPriceCents)
        expect(Number.isInteger(line.totalCents) && line.quantity > 0).toBe(true)
      }
      const back = order.refunds.reduce((sum, refund) => sum + refund.amountCents, 0)
      expect(back).toBeLessThanOrEqual(total)
      for (const refund of order.refunds)
        expect(refund.amountCents > 0 && refund.refundedAt > order.placedAt).toBe(true)
      if (order.cancelledAt !== null)
        expect(order.cancelledAt > order.placedAt && order.refunds.length === 0).toBe(true)
    }
    const { daily } = shop.truth
    expect(daily.reduce((sum, day) => sum + day.revenueCents, 0)).toBe(
      shop.orders.reduce((sum, order) => sum + totalOf(order), 0),
    )
  })

  it('know nothing of the time after the end day', () => {
    const last = Math.max(
      ...shop.orders.flatMap(({ refunds, cancelledAt }) => [
        ...refunds.map(({ refundedAt }) => refundedAt),
        cancelledAt ?? 0,
      ]),
    )
    expect(shopDay(last) <= shop.truth.endDay).toBe(true)
  })

  it('charge shipping below the free limit and only there', () => {
    for (const order of shop.orders) {
      const goods = order.lines.reduce((sum, line) => sum + (line.kind === 'shipping' ? 0 : line.totalCents), 0)
      expect(order.lines.some(({ kind }) => kind === 'shipping')).toBe(goods < shop.truth.orders.freeShippingCents)
    }
  })

  it('sell at the price that the ledger of product records gives for the time', () => {
    const ledger = new Map<string, { validFrom: number; priceCents: number }[]>()
    for (const { variants, validFrom } of shop.products) {
      for (const { sku, priceCents } of variants) {
        const entries = ledger.get(sku) ?? []
        entries.push({ validFrom: validFrom ?? 0, priceCents: priceCents ?? 0 })
        ledger.set(sku, entries)
      }
    }
    for (const { lines, placedAt } of shop.orders) {
      for (const line of lines) {
        if (line.kind !== 'product') continue
        expect(ledger.get(line.sku)?.findLast(({ validFrom }) => validFrom <= placedAt)?.priceCents).toBe(
          line.unitPriceCents,
        )
      }
    }
  })

  it('show a struck price only above the price', () => {
    const reduced = shop.products
      .flatMap(({ variants }) => variants)
      .filter(({ compareAtCents }) => compareAtCents !== null)
    expect(reduced.length).toBeGreaterThan(500)
    for (const { priceCents, compareAtCents } of reduced) expect(compareAtCents ?? 0).toBeGreaterThan(priceCents ?? 0)
  })

  it('tell each order of the event window as one Order Completed with nothing but its id and value', () => {
    const completed = new Map(
      shop.events.filter(({ name }) => name === 'Order Completed').map((event) => [event.properties.orderId, event]),
    )
    const recent = shop.orders.filter(({ placedAt }) => shopDay(placedAt) >= shop.truth.eventsFrom)
    expect(completed.size).toBe(recent.length)
    for (const order of recent) {
      const event = completed.get(order.externalId)
      expect(event).toMatchObject({
        at: order.placedAt,
        valueCents: totalOf(order),
        channel: order.channel,
        country: order.country,
        sku: '',
      })
      expect(Object.keys(event?.properties ?? {})).toEqual(['orderId'])
    }
  })

  it('lead through the checkout in its order', () => {
    const steps = ['address', 'shipping', 'payment', 'review']
    const counted = steps.map((step) => shop.events.filter((event) => event.properties.step === step).length)
    expect(counted.every((count, i) => i === 0 || count < (counted[i - 1] ?? 0))).toBe(true)
    expect(counted[3] ?? 0).toBeGreaterThan(
      shop.orders.filter(({ placedAt }) => shopDay(placedAt) >= shop.truth.eventsFrom).length,
    )
  })

  it('write to nobody real', () => {
    for (const { email } of shop.customers) expect(email).toMatch(/^[a-z0-9.-]+@example\.(org|com|net)$/)
    for (const { customerEmail } of shop.orders) expect(customerEmail).toMatch(/^[a-z0-9.-]+@example\.(org|com|net)$/)
    expect(shop.customers.filter(({ country }) => country === 'DE').length / shop.customers.length).toBeCloseTo(0.8, 1)
  })
})

describe('the truth', () => {
  it('keeps to its schema', () => {
    expect(truthSchema.parse(shop.truth)).toEqual(shop.truth)
  })

  it('expects the orders that came before the incidents', () => {
    const calm = shop.truth.daily.slice(0, -15)
    const came = calm.reduce((sum, day) => sum + day.orders, 0)
    const expected = calm.reduce((sum, day) => sum + day.expectedOrders, 0)
    expect(Math.abs(came - expected)).toBeLessThan(5 * Math.sqrt(expected))
    const spread =
      calm.reduce((sum, day) => sum + (day.orders - day.expectedOrders) ** 2 / day.expectedOrders, 0) / calm.length
    expect(spread).toBeGreaterThan(0.8)
    expect(spread).toBeLessThan(1.25)
  })

  it('has weekday factors that come out of the orders again', () => {
    const { daily, weekdayFactors } = shop.truth
    const came = new Float64Array(7)
    const expectedFlat = new Float64Array(7)
    for (const { day, orders, expectedOrders } of daily.slice(0, -15)) {
      const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
      came[weekday] = (came[weekday] ?? 0) + orders
      expectedFlat[weekday] = (expectedFlat[weekday] ?? 0) + expectedOrders / (weekdayFactors[weekday] ?? 1)
    }
    weekdayFactors.forEach((factor, weekday) => {
      expect(Math.abs((came[weekday] ?? 0) / (expectedFlat[weekday] ?? 1) / factor - 1)).toBeLessThan(0.08)
    })
    expect(weekdayFactors.reduce((sum, factor) => sum + factor, 0)).toBeCloseTo(7, 9)
  })

  it('has year factors that come out of the sold units again', () => {
    const { families, yearFactors } = shop.truth
    const units = new Map<string, Float64Array>()
    for (const { lines, placedAt } of shop.orders) {
      const month = Number(shopDay(placedAt).slice(5, 7)) - 1
      for (const { sku, kind, quantity } of lines) {
        if (kind !== 'product') continue
        const profile = families.find(({ key }) => key === familyOf.get(sku))?.profile ?? ''
        const months = units.get(profile) ?? new Float64Array(12)
        months[month] = (months[month] ?? 0) + quantity
        units.set(profile, months)
      }
    }
    const seasonal = (profile: string, high: number[], low: number[]) => {
      const sum = (months: ArrayLike<number>, which: number[]) =>
        which.reduce((total, month) => total + (months[month] ?? 0), 0)
      const sold = units.get(profile) ?? new Float64Array(12)
      const truth = yearFactors[profile] ?? []
      return sum(sold, high) / sum(sold, low) / (sum(truth, high) / sum(truth, low))
    }
    // Growth and sales differ between the seasons, so the ratio of ratios is near one and not one.
    for (const [profile, high, low] of [
      ['winter', [0, 9, 10, 11], [4, 5, 6, 7]],
      ['camping', [4, 5, 6], [0, 1, 10]],
      ['hiking', [4, 5, 6, 7], [0, 1, 10]],
    ] as const) {
      const ratio = seasonal(profile, [...high], [...low])
      expect(ratio).toBeGreaterThan(0.65)
      expect(ratio).toBeLessThan(1.55)
    }
  })

  it('has elasticities that come out of the promotions again', () => {
    const { promotions, families, startDay } = shop.truth
    const start = Date.parse(`${startDay}T00:00:00Z`)
    const index = (day: string) => Math.round((Date.parse(`${day}T00:00:00Z`) - start) / DAY_MS)
    const units = new Map<string, Float64Array>()
    const all = new Float64Array(shop.truth.daily.length)
    for (const { lines, placedAt } of shop.orders) {
      const day = index(shopDay(placedAt))
      for (const { sku, kind } of lines) {
        if (kind !== 'product') continue
        const key = familyOf.get(sku) ?? ''
        const days = units.get(key) ?? new Float64Array(all.length)
        days[day] = (days[day] ?? 0) + 1
        units.set(key, days)
        all[day] = (all[day] ?? 0) + 1
      }
    }
    let inside = 0
    let expected = 0
    for (const promotion of promotions) {
      const from = index(promotion.from)
      const to = index(promotion.to)
      const length = to - from + 1
      if (from < length || to + length >= all.length - 15) continue
      const share = (days: Float64Array, low: number, high: number) => {
        const sum = (values: Float64Array) => values.subarray(low, high).reduce((total, value) => total + value, 0)
        return sum(days) / sum(all)
      }
      for (const key of promotion.families) {
        const days = units.get(key)
        const family = families.find((candidate) => candidate.key === key)
        if (days === undefined || family === undefined) continue
        const usual = (share(days, from - length, from) + share(days, to + 1, to + 1 + length)) / 2
        const sum = all.subarray(from, to + 1).reduce((total, value) => total + value, 0)
        inside += share(days, from, to + 1) * sum
        expected += usual * sum * (1 - promotion.percent / 100) ** -family.elasticity
      }
    }
    expect(inside / expected).toBeGreaterThan(0.85)
    expect(inside / expected).toBeLessThan(1.15)
  })

  it('has complements that are bought together more often than by chance', () => {
    const holds = (order: OrderRecord, key: string) => order.lines.some(({ sku }) => familyOf.get(sku) === key)
    const strong = shop.truth.complements.filter(({ probability }) => probability >= 0.2)
    expect(strong.length).toBeGreaterThan(4)
    for (const { family, partner } of strong) {
      const withFamily = shop.orders.filter((order) => holds(order, family))
      const rate = withFamily.filter((order) => holds(order, partner)).length / withFamily.length
      const base = shop.orders.filter((order) => holds(order, partner)).length / shop.orders.length
      expect(rate).toBeGreaterThan(1.8 * base)
    }
  })
})

describe('the planted incidents', () => {
  const unitsOn = (productId: string, from: string, to: string) =>
    shop.orders
      .filter(({ placedAt }) => shopDay(placedAt) >= from && shopDay(placedAt) <= to)
      .flatMap(({ lines }) => lines)
      .filter(({ sku }) => productOf.get(sku) === productId)
      .reduce((sum, { quantity }) => sum + quantity, 0)

  it('the payment step breaks for one browser only', () => {
    const { checkout } = shop.truth.incidents
    const passing = (own: boolean, during: boolean) => {
      const events = shop.events.filter(
        (event) => (event.browser === checkout.browser) === own && shopDay(event.at) >= checkout.from === during,
      )
      return (
        events.filter(({ name }) => name === 'Order Completed').length /
        events.filter(({ properties }) => properties.step === checkout.step).length
      )
    }
    expect(passing(true, false)).toBeGreaterThan(0.5)
    expect(passing(true, true)).toBeLessThan(0.15)
    expect(passing(false, true)).toBeGreaterThan(0.5)
    expect(checkout.lostOrders).toBeGreaterThan(10)
    expect(checkout.lostCents / checkout.lostOrders).toBeGreaterThan(5000)
  })

  it('one product sells several times its usual units for nine days, and is looked at more', () => {
    const { viral } = shop.truth.incidents
    expect(viral.factors.length).toBe(9)
    expect(unitsOn(viral.productId, viral.from, viral.to)).toBe(viral.units)
    const usual = viral.usualUnits.reduce((sum, units) => sum + units, 0)
    expect(viral.units / usual).toBeGreaterThan(2.5)
    const looks = (during: boolean) =>
      shop.events.filter(
        (event) =>
          productOf.get(event.sku) === viral.productId &&
          event.name === 'Product Viewed' &&
          shopDay(event.at) >= viral.from === during,
      ).length
    expect(looks(true) / 9).toBeGreaterThan((3 * looks(false)) / 51)
  })

  it('a best-seller is sold out while people still look at it', () => {
    const { stockOut } = shop.truth.incidents
    expect(unitsOn(stockOut.productId, stockOut.from, stockOut.to)).toBe(0)
    expect(unitsOn(stockOut.productId, '2026-09-01', '2026-11-09')).toBeGreaterThan(8)
    expect(
      shop.events.filter(
        (event) =>
          stockOut.skus.includes(event.sku) && event.name === 'Product Viewed' && shopDay(event.at) >= stockOut.from,
      ).length,
    ).toBeGreaterThan(20)
    const last = shop.products.findLast(
      ({ externalId, variants }) => externalId === stockOut.productId && variants.every(({ stock }) => stock !== null),
    )
    expect(last?.variants.every(({ stock }) => stock === 0)).toBe(true)
    expect(shopDay(last?.validFrom ?? 0)).toBe(stockOut.from)
    expect(stockOut.lostUnits * stockOut.lostCents).toBeGreaterThan(0)
  })

  it('a product is sold for a tenth of its price in the last two days', () => {
    const { wrongPrice } = shop.truth.incidents
    expect(wrongPrice.from).toBe('2026-11-21')
    expect(wrongPrice.wrongCents).toBe(Math.round(wrongPrice.rightCents / 10))
    expect(unitsOn(wrongPrice.productId, wrongPrice.from, wrongPrice.to)).toBe(wrongPrice.units)
    expect(wrongPrice.units).toBeGreaterThan(unitsOn(wrongPrice.productId, '2026-11-01', '2026-11-20'))
    expect(wrongPrice.shortfallCents).toBe(wrongPrice.units * (wrongPrice.rightCents - wrongPrice.wrongCents))
    const last = shop.products.findLast(({ externalId }) => externalId === wrongPrice.productId)
    expect(last?.variants.map(({ priceCents, compareAtCents }) => [priceCents, compareAtCents])).toEqual(
      last?.variants.map(() => [wrongPrice.wrongCents, null]),
    )
  })

  it('new customers come from the shifted country more often', () => {
    const { countryShift } = shop.truth.incidents
    const share = (during: boolean) => {
      const came = shop.customers.filter(({ createdAt }) => shopDay(createdAt ?? 0) >= countryShift.from === during)
      return came.filter(({ country }) => country === countryShift.country).length / came.length
    }
    expect(share(true)).toBeGreaterThan(1.4 * share(false))
  })
})
