import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, type TestStore } from '../../../test/event-store.ts'
import { expectRerun } from '../../../test/evidence.ts'
import { randomSource } from '../../../test/simulate.ts'
import { addDays, daysBetween } from '../../core/time.ts'
import type { OrderRecord } from '../../ingest/records.ts'
import { contributionSchema } from '../findings/index.ts'
import { SEGMENTS } from './segments.ts'
import { customersStep } from './step.ts'

const AS_OF = '2026-11-22'
const PREVIOUS = '2026-10-25'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(async () => {
  await store.close()
})

/** 400 customers with 1 to 14 orders over three years, some refunded or called off, and guests among them. */
function makeOrders(): OrderRecord[] {
  const random = randomSource(8).uniform
  const orders: OrderRecord[] = []
  for (let customer = 0; customer < 400; customer++) {
    const count = 1 + Math.floor(random() ** 3 * 14)
    const last = Math.floor(random() ** 2 * 500)
    for (let i = 0; i < count; i++) {
      const day = addDays(AS_OF, -last - Math.floor(random() * i * 170))
      const cents = 1000 + Math.floor(random() * 20000)
      const refunded = random() < 0.1
      const calledOff = random() < 0.05
      orders.push(
        order(`o${customer}-${i}`, day, [['A', 1 + Math.floor(random() * 3), cents]], {
          customerExternalId: customer % 25 === 0 ? '' : `c${customer}`,
          cancelledAt: calledOff ? Date.parse(`${addDays(day, 2)}T12:00:00Z`) : null,
          refunds: refunded
            ? [
                {
                  externalId: 'r',
                  refundedAt: Date.parse(`${addDays(day, 9)}T12:00:00Z`),
                  amountCents: 700,
                  reason: '',
                },
              ]
            : [],
        }),
      )
    }
  }
  return orders
}

interface Entry {
  readonly day: string
  readonly cents: number
  readonly bought: boolean
}

/** The same reckoning in plain TypeScript: entries per customer, then scores and segments. */
function entriesOf(orders: readonly OrderRecord[]): Map<string, Entry[]> {
  const entries = new Map<string, Entry[]>()
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
  for (const one of orders) {
    if (one.customerExternalId === '') continue
    const list = entries.get(one.customerExternalId) ?? []
    entries.set(one.customerExternalId, list)
    const cents = one.lines.reduce((sum, line) => sum + line.totalCents, 0)
    list.push({ day: dayOf(one.placedAt), cents, bought: true })
    if (one.cancelledAt !== null) list.push({ day: dayOf(one.cancelledAt), cents: -cents, bought: false })
    for (const refund of one.refunds) {
      list.push({ day: dayOf(refund.refundedAt), cents: -refund.amountCents, bought: false })
    }
  }
  return entries
}

function cutsOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  return [0.2, 0.4, 0.6, 0.8].map((level) => sorted[Math.floor(level * sorted.length)] ?? Number.NaN)
}

function measure(entries: readonly Entry[], day: string) {
  const inWindow = entries.filter((entry) => entry.day > addDays(day, -730) && entry.day <= day)
  const bought = inWindow.filter((entry) => entry.bought)
  const last = bought.reduce((latest, entry) => (entry.day > latest ? entry.day : latest), '1970-01-01')
  return {
    orders: bought.length,
    recency: daysBetween(last, day),
    value: inWindow.reduce((sum, entry) => sum + entry.cents, 0),
  }
}

function rate(entries: Map<string, Entry[]>, asOf: string) {
  const now = [...entries.values()].map((list) => measure(list, asOf)).filter(({ orders }) => orders > 0)
  const recencyCuts = cutsOf(now.map(({ recency }) => recency))
  const valueCuts = cutsOf(now.map(({ value }) => value))
  return (list: readonly Entry[], day: string): string => {
    const { orders, recency, value } = measure(list, day)
    if (orders === 0) return 'none'
    const r = 5 - recencyCuts.filter((cut) => recency > cut).length
    const m = 1 + valueCuts.filter((cut) => value >= cut).length
    const f = orders >= 10 ? 5 : orders >= 5 ? 4 : orders >= 3 ? 3 : orders
    if (f + m >= 7) return r >= 4 ? 'champions' : r === 3 ? 'loyal' : 'at-risk'
    const first =
      list
        .filter((entry) => entry.bought)
        .map((entry) => entry.day)
        .sort()[0] ?? ''
    if (r >= 4) return orders === 1 && first > addDays(day, -730) ? 'new' : 'promising'
    return r === 3 ? 'needs-attention' : 'hibernating'
  }
}

const sumFrom = (list: readonly Entry[], after: string, until: string) =>
  list.filter(({ day }) => day > after && day <= until).reduce((sum, { cents }) => sum + cents, 0)

describe('the customer analysis', () => {
  it('of an empty shop and of guests alone says what is missing and claims nothing', async () => {
    const said = await customersStep.run(store.context('customers', { asOf: AS_OF }))
    expect(contributionSchema.parse(said)).toEqual(said)
    expect(said.notEnoughData?.de).toContain('0 von 50 nötigen Kunden')
    expect(said.findings).toEqual([])
    expect(said.charts).toEqual([])
    await store.fill([order('guest', '2026-11-01', [['A', 1, 100]])])
    const guests = await customersStep.run(store.context('customers', { asOf: AS_OF }))
    expect(guests.figures.find(({ id }) => id === 'customers.known-share')?.value).toBe(0)
    expect(guests.findings).toEqual([])
  })

  it('counts moves, revenue and returns as a reckoning by hand does', async () => {
    const orders = makeOrders()
    await store.fill(orders)
    const said = await customersStep.run(store.context('customers', { asOf: AS_OF, previousAsOf: PREVIOUS }))
    expect(contributionSchema.parse(said)).toEqual(said)
    await expectRerun(store.events, said.evidence)
    expect(said.notEnoughData).toBeNull()

    const entries = entriesOf(orders)
    const segmentOf = rate(entries, AS_OF)
    const matrix = new Map<string, number>()
    let slidCents = 0
    let slid = 0
    let back = 0
    let earlier = 0
    let returned = 0
    const known = new Set([...SEGMENTS, 'none'])
    for (const list of entries.values()) {
      const before = segmentOf(list, PREVIOUS)
      const now = segmentOf(list, AS_OF)
      expect(known.has(now)).toBe(true)
      matrix.set(`${before}>${now}`, (matrix.get(`${before}>${now}`) ?? 0) + 1)
      if (['champions', 'loyal'].includes(before) && now === 'at-risk') {
        slid++
        slidCents += sumFrom(list, addDays(AS_OF, -365), AS_OF)
      }
      if (['at-risk', 'hibernating'].includes(before) && ['champions', 'loyal', 'promising'].includes(now)) {
        back += sumFrom(list, PREVIOUS, AS_OF)
      }
      if (segmentOf(list, addDays(AS_OF, -90)) === 'at-risk') {
        earlier++
        if (list.some(({ day, bought }) => bought && day > addDays(AS_OF, -90) && day <= AS_OF)) returned++
      }
    }
    const table = said.tables.find(({ id }) => id === 'customers.moves')
    const all = [...SEGMENTS, 'none']
    const given = table?.rows.flatMap((row, from) => all.map((to, at) => [`${all[from]}>${to}`, row[at + 1]]))
    expect(given?.filter(([, count]) => count !== 0).sort()).toEqual(
      [...matrix].filter(([key]) => key !== 'none>none').sort(),
    )
    expect(slid).toBeGreaterThan(0)
    expect(earlier).toBeGreaterThan(29)
    const found = said.findings.find(({ id }) => id === 'customers.slid')
    expect(found?.figure.n).toBe(slid)
    expect(found?.stakeCents).toBe(-Math.round(slidCents * (1 - returned / earlier)))
    expect(found?.figure.interval?.low).toBeLessThan(found?.figure.value ?? 0)
    expect(found?.figure.interval?.high).toBeGreaterThan(found?.figure.value ?? 0)
    expect(said.findings.find(({ id }) => id === 'customers.returned')?.stakeCents).toBe(back)
  })

  it('lists those at risk with the most valuable first, by key alone', async () => {
    const said = await customersStep.run(store.context('customers', { asOf: AS_OF, previousAsOf: PREVIOUS }))
    const segmentOf = rate(entriesOf(makeOrders()), AS_OF)
    const expected = [...entriesOf(makeOrders())]
      .filter(([, list]) => segmentOf(list, AS_OF) === 'at-risk')
      .map(([id, list]) => [`test/${id}`, measure(list, AS_OF).value] as const)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    const table = said.tables.find(({ id }) => id === 'customers.win-back')
    expect(table?.rowCount).toBe(expected.length)
    expect(table?.rows.map((row) => [row[0], row[4]])).toEqual(expected.slice(0, 200))
  })

  it('says of consent what a source said, and that it is not known where there are only orders', async () => {
    const before = await customersStep.run(store.context('customers', { asOf: AS_OF, previousAsOf: PREVIOUS }))
    const winBack = (said: typeof before) => said.tables.find(({ id }) => id === 'customers.win-back')?.rows ?? []
    const consentOf = (said: typeof before, customer: unknown) =>
      winBack(said)
        .find(([id]) => id === customer)
        ?.at(-1)
    const [buyer, yes, no] = winBack(before).map(([id]) => String(id).replace('test/', ''))
    const firstOrder = makeOrders().find(({ customerExternalId }) => customerExternalId === buyer)
    const record = (externalId = '', createdAt: number | null = null, acceptsMarketing = false) =>
      ({
        type: 'customer',
        externalId,
        email: '',
        name: '',
        country: 'DE',
        city: '',
        postcode: '',
        createdAt,
        acceptsMarketing,
      }) as const
    // The import makes a record of whoever orders, dated by the order.
    await store.fill([
      record(buyer, firstOrder?.placedAt),
      record(yes, Date.parse('2024-01-01T08:00:00Z'), true),
      record(no, Date.parse('2024-01-01T08:00:00Z')),
    ])
    const said = await customersStep.run(store.context('customers', { asOf: AS_OF, previousAsOf: PREVIOUS }))
    expect(consentOf(before, `test/${buyer}`)).toEqual({ de: 'nicht bekannt', en: 'unknown' })
    expect(consentOf(said, `test/${buyer}`)).toEqual({ de: 'nicht bekannt', en: 'unknown' })
    expect(consentOf(said, `test/${yes}`)).toEqual({ de: 'ja', en: 'yes' })
    expect(consentOf(said, `test/${no}`)).toEqual({ de: 'nein', en: 'no' })
  })

  it('says the same for a day when asked on a later one', async () => {
    const before = await customersStep.run(store.context('customers', { asOf: '2026-06-01' }))
    await store.fill([order('later', '2026-08-01', [['A', 1, 5000]], { customerExternalId: 'c7' })])
    expect(await customersStep.run(store.context('customers', { asOf: '2026-06-01' }))).toEqual(before)
  })
})
