import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, product, type TestStore, variant } from '../../../test/event-store.ts'
import { randomSource } from '../../../test/simulate.ts'
import { addDays, weekdayOf } from '../../core/time.ts'
import type { ImportRecord, OrderRecord, ProductRecord } from '../../ingest/records.ts'
import { contributionSchema } from '../findings/index.ts'
import { incidentsStep } from './step.ts'

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

function thing(key: string, part: ProductPart = {}): ProductRecord {
  const {
    skus = [key],
    stock = null,
    cost = null,
    status = 'active',
    category = '',
    recorded = addDays(AS_OF, -100),
  } = part
  return product(key, {
    title: { de: `Ding ${key}`, en: `Thing ${key}` },
    category,
    status,
    variants: skus.map((sku) => variant(sku, { title: sku === key ? '' : sku, costCents: cost, stock })),
    validFrom: at(recorded),
  })
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
  thing('ARCHIVED', { status: 'archived' }),
  thing('SHOE', { skus: ['SHOE-42', 'SHOE-43'] }),
  thing('SCARCE', { stock: 20, recorded: addDays(AS_OF, -2) }),
  thing('CHEAP', { cost: 4000 }),
  ...Array.from({ length: 6 }, (_, k) => thing(`SALE${k}`, { category: 'Angebote' })),
]

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

  it('finds nothing before anything happened', async () => {
    const said = await night(addDays(AS_OF, -17))
    expect(said.findings).toEqual([])
  })
})
