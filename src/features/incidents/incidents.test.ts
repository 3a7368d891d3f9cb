import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, type TestStore } from '../../../test/event-store.ts'
import { randomSource } from '../../../test/simulate.ts'
import { addDays, weekdayOf } from '../../core/time.ts'
import type { EventRecord, ImportRecord, OrderRecord, ProductRecord } from '../../ingest/records.ts'
import { contributionSchema } from '../findings/index.ts'
import { incidentsStep } from './step.ts'
import { compareProportions } from './two-proportions.ts'

const AS_OF = '2026-06-24'
const at = (day: string, time = '00:00') => Date.parse(`${day}T${time}:00Z`)

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(async () => {
  await store.close()
})

interface ProductPart {
  readonly skus?: readonly string[]
  readonly stock?: number | null
  readonly cost?: number | null
  readonly status?: ProductRecord['status']
  readonly category?: string
  readonly recorded?: string
}

function product(key: string, part: ProductPart = {}): ProductRecord {
  const {
    skus = [key],
    stock = null,
    cost = null,
    status = 'active',
    category = '',
    recorded = addDays(AS_OF, -100),
  } = part
  return {
    type: 'product',
    externalId: key,
    title: { de: `Ding ${key}`, en: `Thing ${key}` },
    description: {},
    brand: '',
    category,
    tags: [],
    attributes: {},
    status,
    variants: skus.map((sku) => ({
      sku,
      title: sku === key ? '' : sku,
      options: {},
      priceCents: null,
      compareAtCents: null,
      costCents: cost,
      stock,
    })),
    currency: 'EUR',
    validFrom: at(recorded),
  }
}

/** 130 days of a shop closed on Sundays: 30 plain products, and those that something happens to. */
function makeOrders(): OrderRecord[] {
  const random = randomSource(21)
  const orders: OrderRecord[] = []
  for (let back = 129; back >= 0; back--) {
    const day = addDays(AS_OF, -back)
    if (weekdayOf(day) === 7) continue
    const sell = (sku: string, rate: number, cents = 2000) => {
      for (let n = random.poisson(rate); n > 0; n--) {
        orders.push(order(`o${orders.length}`, day, [[sku, 1, cents]]))
      }
    }
    for (let p = 0; p < 30; p++) sell(`P${p}`, 1)
    // Stops without anybody having said so; taken off the shelf on purpose; one size of a shoe gone; selling from a low stock.
    sell('STOPPED', back >= 14 ? 2 : 0)
    sell('ARCHIVED', back >= 14 ? 2 : 0)
    sell('SHOE-42', back >= 16 ? 2 : 0, 6000)
    sell('SHOE-43', 2, 6000)
    sell('SCARCE', 2)
    // A tenth of the price since two days; a family on sale; one customer with a price of his own; a gift now and then.
    sell('CHEAP', 3, back < 2 ? 900 : 9000)
    for (let k = 0; k < 6; k++) sell(`SALE${k}`, 2, back < 5 ? 1500 : 4000)
    sell('SPECIAL', 3, 3000)
    if (back === 1) orders.push(order(`o${orders.length}`, day, [['SPECIAL', 50, 300]]))
    sell('GIFT', 2, back % 4 === 0 ? 0 : 1500)
  }
  return orders
}

const orders = makeOrders()
const catalogue: ImportRecord[] = [
  product('ARCHIVED', { status: 'archived' }),
  product('SHOE', { skus: ['SHOE-42', 'SHOE-43'] }),
  product('SCARCE', { stock: 20, recorded: addDays(AS_OF, -2) }),
  product('CHEAP', { cost: 4000 }),
  ...Array.from({ length: 6 }, (_, k) => product(`SALE${k}`, { category: 'Angebote' })),
]

/** Visits to the checkout: before, seven in ten order; in the last week fewer, where `broken` says so. */
function makeVisits(broken: (browser: string, device: string) => boolean): EventRecord[] {
  const random = randomSource(8)
  const events: EventRecord[] = []
  for (let back = 34; back >= 0; back--) {
    for (const [browser, device] of [
      ['Firefox', 'desktop'],
      ['Chrome', 'mobile'],
      ['Chrome', 'desktop'],
    ] as const) {
      for (let n = 0; n < 20; n++) {
        const shared = {
          type: 'event',
          anonymousId: `${browser}-${device}-${back}-${n}`,
          customerExternalId: '',
          sku: '',
          device,
          browser,
          country: 'DE',
          channel: 'direct',
          path: '',
          at: at(addDays(AS_OF, -back), '10:00'),
        } as const
        const tell = (name: string, step: number | string, valueCents = 0) =>
          events.push({
            ...shared,
            name,
            messageId: `${shared.anonymousId}-${name}-${step}`,
            valueCents,
            properties: name === 'Order Completed' ? {} : { step },
          })
        const buys = random.uniform() < (back < 7 && broken(browser, device) ? 0.2 : 0.7)
        tell('Checkout Step Viewed', 1)
        tell('Checkout Step Viewed', 2)
        if (buys) {
          tell('Checkout Step Viewed', 3)
          tell('Order Completed', '', 5000)
        }
      }
    }
  }
  return events
}

const night = (asOf = AS_OF) => incidentsStep.run(store.context('incidents', { asOf, taxPercent: 19 }))
const ids = (said: Awaited<ReturnType<typeof night>>, start = '') =>
  said.findings.map(({ id }) => id).filter((id) => id.startsWith(start))

describe('the search for faults', () => {
  it('of an empty shop, of one order, and of a young shop says what is missing', async () => {
    const empty = await night()
    expect(contributionSchema.parse(empty)).toEqual(empty)
    expect(empty.notEnoughData?.de).toContain('0 von 28 nötigen Tagen')
    await store.fill([order('first', addDays(AS_OF, -129), [['P0', 1, 2000]])])
    const one = await night(addDays(AS_OF, -129))
    expect(one.notEnoughData?.de).toContain('1 von 28')
    expect([one.findings, one.tables]).toEqual([[], []])
  })

  it('tells stops that are improbable, of a product and of one size, but none that was meant', async () => {
    await store.fill([...orders, ...catalogue])
    const said = await night()
    expect(contributionSchema.parse(said)).toEqual(said)
    const stopped = said.tables.find(({ id }) => id === 'incidents.stopped')
    expect(stopped?.rows.map(([key]) => key).sort()).toEqual(['SHOE-42', 'STOPPED'])
    expect(ids(said, 'incidents.stock.').sort()).toEqual([
      'incidents.stock.product.STOPPED',
      'incidents.stock.variant.SHOE-42',
    ])
    const shoe = said.findings.find(({ id }) => id.endsWith('SHOE-42'))
    expect(shoe?.title.de).toContain('„Ding SHOE, SHOE-42“ ist wahrscheinlich ausverkauft')
    expect(shoe?.chart?.marks[0]?.x).toBe(stopped?.rows.find(([key]) => key === 'SHOE-42')?.[2])
  })

  it('reckons the loss from what sold before, per order of the shop', async () => {
    const said = await night()
    const dayOf = ({ placedAt }: OrderRecord) => new Date(placedAt).toISOString().slice(0, 10)
    const own = orders.filter(({ lines }) => lines[0]?.sku === 'STOPPED')
    const last = own.map(dayOf).sort().at(-1) ?? ''
    const between = (some: readonly OrderRecord[], from: string, to: string) =>
      some.filter((one) => dayOf(one) >= from && dayOf(one) <= to)
    const usual = between(own, addDays(last, -56), addDays(last, -1))
    const quiet = Math.round((at(AS_OF) - at(last)) / 86_400_000)
    const scale =
      between(orders, addDays(last, 1), AS_OF).length /
      between(orders, addDays(last, -56), addDays(last, -1)).length /
      quiet
    const row = said.tables.find(({ id }) => id === 'incidents.stopped')?.rows.find(([key]) => key === 'STOPPED')
    expect(row?.[2]).toBe(last)
    expect(row?.[3]).toBeCloseTo(usual.length * scale, 9)
    expect(row?.[5]).toBe(Math.round(usual.length * 2000 * scale))
    const found = said.findings.find(({ id }) => id.endsWith('STOPPED'))
    expect(Math.abs((found?.stakeCents ?? 0) + 7 * usual.length * 2000 * scale)).toBeLessThan(1)
    expect(found?.figure.n).toBe(usual.length)
  })

  it('tells how long a stock lasts that was heard of lately, less what was sold since', async () => {
    const said = await night()
    const dayOf = ({ placedAt }: OrderRecord) => new Date(placedAt).toISOString().slice(0, 10)
    const own = orders.filter(({ lines }) => lines[0]?.sku === 'SCARCE')
    const since = own.filter((one) => dayOf(one) >= addDays(AS_OF, -2)).length
    const month = own.filter((one) => dayOf(one) > addDays(AS_OF, -28)).length
    const cover = said.tables.find(({ id }) => id === 'incidents.cover')
    expect(cover?.rows.map(([key]) => key)).toEqual(['test/SCARCE'])
    expect(cover?.rows[0]?.[2]).toBe(20 - since)
    expect(cover?.rows[0]?.[4]).toBeCloseTo(((20 - since) * 28) / month, 9)
    expect(ids(said, 'incidents.cover')).toEqual(['incidents.cover'])
    expect(said.findings.find(({ id }) => id === 'incidents.cover')?.title.de).toContain('reicht keine 14 Tage mehr')
  })

  it('tells a mistaken price with its money, but no sale, no single bargain and no gift', async () => {
    const said = await night()
    const wrong = orders.filter(({ lines }) => lines[0]?.sku === 'CHEAP' && lines[0]?.unitPriceCents === 900)
    const prices = said.tables.find(({ id }) => id === 'incidents.prices')
    expect(prices?.rows.map(([key]) => key)).toEqual(['test/CHEAP'])
    const found = said.findings.find(({ id }) => id === 'incidents.price.test/CHEAP')
    expect(found?.stakeCents).toBe(-8100 * wrong.length)
    expect(found?.figure.n).toBe(wrong.length)
    expect(found?.stakePeriodDays).toBe(2)
    expect(found?.sentence.de).toContain('Der Einkauf kostet 40,00')
  })

  it('says that the checkout needs events, and gives the rest without them', async () => {
    const said = await night()
    expect(said.notEnoughData?.de).toContain('„Checkout Step Viewed“')
    expect(ids(said, 'incidents.checkout.')).toEqual([])
  })

  it('finds nothing before anything happened', async () => {
    const said = await night(addDays(AS_OF, -17))
    expect(said.findings).toEqual([])
  })
})

describe('the search for a broken checkout', () => {
  it('names the one device of a browser that no longer gets from the last step it reaches to the order', async () => {
    await store.fill(makeVisits((browser, device) => browser === 'Chrome' && device === 'mobile'))
    const said = await night()
    expect(contributionSchema.parse(said)).toEqual(said)
    expect(said.notEnoughData).toBeNull()
    expect(ids(said, 'incidents.checkout.')).toEqual(['incidents.checkout.Chrome.mobile.2'])
    const row = said.tables
      .find(({ id }) => id === 'incidents.checkout')
      ?.rows.find(([browser, device, step]) => browser === 'Chrome' && device === 'mobile' && step === '2')
    expect([row?.[3], row?.[5]]).toEqual([560, 140])
    const found = said.findings.find(({ id }) => id.startsWith('incidents.checkout.'))
    expect(found?.figure.value).toBe(row?.[6])
    const fall = Number(row?.[4]) - Number(row?.[6])
    expect(Math.abs((found?.stakeCents ?? 0) + fall * 140 * 5000)).toBeLessThan(1)
    expect(found?.chart?.marks[0]?.x).toBe(addDays(AS_OF, -6))
    expect(found?.title.de).toContain('mit Chrome (mobile)')
  })

  it('names the checkout itself where all browsers fall', async () => {
    const other = await openTestStoreOf([...orders, ...makeVisits(() => true)])
    expect(other).toEqual(['incidents.checkout.all.2'])
  })
})

/** A second shop in the same engine: the first one's events go, its orders stay the same. */
async function openTestStoreOf(records: readonly ImportRecord[]): Promise<string[]> {
  await store.events.command('TRUNCATE TABLE events')
  await store.fill(records)
  return ids(await night(), 'incidents.checkout.')
}

describe('compareProportions', () => {
  it('gives the interval of the published example', () => {
    // Newcombe (1998), table II, method 10, example (a): 56/70 - 48/80.
    const test = compareProportions({ hits: 48, of: 80 }, { hits: 56, of: 70 }, 0.95)
    expect(test?.difference).toBeCloseTo(0.2, 12)
    expect(test?.low).toBeCloseTo(0.0524, 4)
    expect(test?.high).toBeCloseTo(0.3339, 4)
    expect(test?.p).toBeCloseTo(0.008, 2)
  })

  it('makes no test of groups too small for it', () => {
    expect(compareProportions({ hits: 3, of: 4 }, { hits: 1, of: 4 }, 0.95)).toBeNull()
    expect(compareProportions({ hits: 0, of: 100 }, { hits: 0, of: 100 }, 0.95)).toBeNull()
  })
})
