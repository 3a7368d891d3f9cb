import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { effortOf, fillManyRows, markOf } from '../../../test/many-customers.ts'
import { BOB, deps, fillStoresAround, KEY, MAIL, MAIL_KEY, state } from '../../../test/person.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { privacyJobs } from '../privacy/index.ts'
import { refreshCustomers } from './jobs.ts'
import { listCustomers } from './list-store.ts'
import { type CustomerListQuery, customerListQuery } from './schema.ts'
import { openProfiles } from './service.ts'
import { findPerson, listOrders } from './store.ts'

fillStoresAround()

let asked: string[] = []
const profiles = () => openProfiles({ ...deps(), ask: async (job) => void asked.push(job) })
/** What the workbench does when it is asked for. */
async function runJob(name: string): Promise<void> {
  const job = privacyJobs(deps()).find((one) => one.name === name)
  await job?.run({}, new AbortController().signal)
}
const query = (part: Partial<z.input<typeof customerListQuery>> = {}): CustomerListQuery =>
  customerListQuery.parse(part)

beforeEach(async () => {
  asked = []
  await refreshCustomers(deps())
})

/** All pieces of a list, one after the other. */
async function walk<T>(
  read: (after: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const all: T[] = []
  for (let after: string | undefined; ; ) {
    const { items, next } = await read(after)
    all.push(...items)
    if (next === null) return all
    after = next
  }
}

describe('the list of customers', () => {
  const keys = async (part: Partial<z.input<typeof customerListQuery>>) =>
    (await walk((after) => profiles().list(query({ ...part, limit: 1, after })))).map(({ key }) => key)

  it('has everybody once, in each order, in pieces', async () => {
    expect(await keys({ sort: 'value' })).toEqual([BOB, KEY, MAIL_KEY])
    expect(await keys({ sort: 'last-order' })).toEqual([MAIL_KEY, BOB, KEY])
    expect(await keys({ sort: 'name' })).toEqual([MAIL_KEY, KEY, BOB])
  })

  it('counts what was ordered less what was paid back', async () => {
    const { items } = await profiles().list(query({ text: 'kunde-4711' }))
    expect(items).toMatchObject([{ key: KEY, orders: 1, spentCents: 19_500, lastOrderAt: '2026-03-01T12:00:00.000Z' }])
  })

  it('is narrowed by country, consent and words', async () => {
    expect(await keys({ consent: 'unknown' })).toEqual([MAIL_KEY])
    expect(await keys({ consent: 'no' })).toEqual([])
    expect(await keys({ country: 'AT' })).toEqual([])
    expect(await keys({ text: 'koln stein' })).toEqual([BOB])
    expect(await keys({ segment: 'none' })).toEqual([])
  })

  it('gives everybody who bought a segment of the last night, and says of which day', async () => {
    const { customers, segments, asOf } = await profiles().summary()
    expect(asOf).toBe('2026-05-19')
    expect(customers).toBe(3)
    expect(segments.map(({ segment }) => segment)).not.toContain('none')
  })

  it('refuses a place that is none of its own', async () => {
    await expect(profiles().list(query({ after: 'x' }))).rejects.toThrow(/after: is no place in this list/)
  })
})

describe('a customer', () => {
  it('is told with consent and what was said at identify', async () => {
    expect(await profiles().show(KEY)).toMatchObject({
      name: 'Ada Lovelace',
      email: MAIL,
      city: 'Köln',
      consent: 'yes',
      consentSaid: [{ by: 'shop', purpose: 'marketing', value: 'yes' }],
      traits: [
        { name: 'name', value: 'Ada Lovelace' },
        { name: 'email', value: MAIL },
      ],
      firstOrderAt: '2026-03-01T12:00:00.000Z',
    })
    expect((await profiles().show(MAIL_KEY)).consentSaid).toEqual([])
  })

  it('that is not there is not found', async () => {
    await expect(profiles().show('shop/nobody')).rejects.toMatchObject({ code: 'input.not-found' })
  })

  it('has orders with lines and refunds', async () => {
    const { items } = await profiles().orders(KEY, { limit: 10 })
    expect(items).toMatchObject([
      {
        number: '1001',
        totalCents: 20_000,
        refundedCents: 500,
        lines: [{ sku: 'TENT', quantity: 1, totalCents: 20_000 }],
        refunds: [{ amountCents: 500, reason: 'Adas Zelt undicht' }],
      },
    ])
    expect(await profiles().order(items[0]?.id ?? 0)).toEqual(items[0])
  })

  it('has a timeline over both stores, on all devices, the newest first, each entry once however it is cut', async () => {
    const whole = (await profiles().timeline(KEY, { limit: 100 })).items
    const times = whole.map(({ at }) => Date.parse(at))
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    expect(new Set(whole.map(({ kind }) => kind))).toEqual(new Set(['order', 'refund', 'visit', 'event']))
    expect(whole.find(({ kind }) => kind === 'order')).toMatchObject({ cents: 20_000, subject: { de: '1001' } })
    const seen = whole.filter(({ kind }) => kind === 'event').map(({ name, subject }) => `${name.en} ${subject?.en}`)
    expect(seen).toContain('Product viewed TENT')
    expect(seen).toContain('Page viewed /while-ada')
    for (const limit of [1, 3]) {
      const cut = await walk((after) => profiles().timeline(KEY, { limit, after }))
      expect(cut.map(({ id }) => id)).toEqual(whole.map(({ id }) => id))
    }
  })

  it("has a timeline of the kinds that are asked for, and nobody else's", async () => {
    const { items } = await profiles().timeline(KEY, { limit: 100, kinds: 'order,refund' })
    expect(items.map(({ kind }) => kind)).toEqual(['refund', 'order'])
    const ofBob = (await profiles().timeline(BOB, { limit: 100 })).items
    expect(ofBob.map(({ subject }) => subject?.en)).not.toContain('/while-ada')
  })

  it('is exported with a note in the audit log', async () => {
    expect(await profiles().export(KEY, 'person:7')).toMatchObject({ format: 'dirigent-person' })
    const { rows } = await state.pool.query('SELECT actor, action, details FROM audit_log ORDER BY id DESC LIMIT 1')
    expect(rows).toMatchObject([{ actor: 'person:7', action: 'customer.exported' }])
    expect(JSON.stringify(rows)).not.toContain(MAIL)
  })

  it('is erased in a job, after its key was typed', async () => {
    await expect(profiles().erase(KEY, 'yes', 'person:7')).rejects.toMatchObject({ code: 'usage.invalid' })
    expect(asked).toEqual([])
    const { id, isDone, counts } = await profiles().erase(KEY, KEY, 'person:7')
    expect({ isDone, asked }).toEqual({ isDone: false, asked: ['privacy-requests'] })
    expect(counts.customers).toBeGreaterThan(0)
    await runJob('privacy-requests')
    expect(await profiles().erasure(id)).toMatchObject({
      isDone: true,
      stepsDone: expect.arrayContaining(['state', 'log']),
    })
    await expect(profiles().show(KEY)).rejects.toMatchObject({ code: 'input.not-found' })
    await expect(profiles().erase(KEY, KEY, 'person:7')).rejects.toMatchObject({ code: 'input.conflict' })
    const { rows } = await state.pool.query("SELECT actor FROM audit_log WHERE action = 'customer.erased'")
    expect(rows).toEqual([{ actor: 'person:7' }])
  })
})

describe('among twenty thousand customers', () => {
  let many: TestState
  beforeAll(async () => {
    many = await openTestState()
    await fillManyRows(many)
  })
  afterAll(() => many.close())

  it('each list is one question, answered by an index', async () => {
    for (const part of [
      { sort: 'value' },
      { sort: 'last-order' },
      { sort: 'name' },
      { sort: 'value', segment: 'champions' },
      { text: markOf(1_234) },
    ] as const) {
      const effort = await effortOf(many, (watched) => listCustomers(watched, query(part)))
      expect({ part, ...effort }).toEqual({ part, scans: [], statements: 1 })
    }
  })

  it('goes on from any place by an index too', async () => {
    const { next } = await listCustomers(many, query({ sort: 'value' }))
    const effort = await effortOf(many, (watched) =>
      listCustomers(watched, query({ sort: 'value', after: next ?? '' })),
    )
    expect(effort).toEqual({ scans: [], statements: 1 })
  })

  it('a person and their orders are one question each', async () => {
    const person = await effortOf(many, ({ pool }) => findPerson(pool, 'shop/777'))
    expect(person.statements).toBe(1)
    // The profiles of this store are none: a table without rows is read as it is.
    expect(person.scans.filter((table) => table !== 'profiles' && table !== 'p')).toEqual([])
    const orders = await effortOf(many, ({ pool }) => listOrders(pool, 'shop/777', { limit: 20 }))
    expect(orders).toEqual({ scans: expect.not.arrayContaining(['orders', 'order_lines', 'variants']), statements: 1 })
  })
})
