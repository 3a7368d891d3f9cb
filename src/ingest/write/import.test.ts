import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { order } from '../../../test/event-store.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { fullEvent } from '../../stores/events/log.ts'
import { rebuildProjections } from '../../stores/events/project.ts'
import { type EventStore, openEventStore } from '../../stores/events/store.ts'
import { prepareOrders, writeOrders } from './orders.ts'
import { enqueueFacts, readFact, relayOutbox, writeFact } from './outbox.ts'
import { type ImportSummary, importFile } from './run.ts'
import { customerFact, type Fact, orderFact } from './to-events.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-write-'))
const clock = { now: () => Date.UTC(2026, 0, 1) }
let events: EventStore
let state: TestState

beforeAll(async () => {
  events = await openEventStore({ url: null, folder: join(folder, 'events') })
})
beforeEach(async () => {
  state = await openTestState()
  await events.command('TRUNCATE TABLE events')
  return () => state.close()
})
afterAll(async () => {
  await events.close()
  rmSync(folder, { recursive: true, force: true })
})

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
let files = 0

function fileOf(text: string, name = `file-${++files}.csv`): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function run(path: string, format: 'online-retail' | 'dirigent' = 'online-retail'): Promise<ImportSummary> {
  return importFile(
    { state, events, clock },
    { format, path, source: format, timeZone: 'Europe/Berlin', currency: null, fallbackFolder: folder },
  )
}

const linesRow = z.object({ order_id: z.string(), line_no: z.number(), sku: z.string(), total_cents: z.number() })
async function salesLines() {
  await rebuildProjections(events, 'Europe/Berlin')
  return events.query(
    'SELECT order_id, line_no, sku, total_cents FROM sales_lines ORDER BY order_id, line_no',
    {},
    linesRow,
  )
}
const eventCount = async () =>
  (await events.query('SELECT count() AS n FROM events', {}, z.object({ n: z.number() })))[0]?.n
const stored = async (sql: string) => (await state.pool.query<Record<string, unknown>>(sql)).rows

describe('importing a file', () => {
  it('fills both stores alike', async () => {
    const summary = await run(
      fileOf(
        `${HEADER}\n1,A,Lamp,2,2025-05-01 10:00:00,1.50,7.0,Germany\n1,L2,Cup,1,2025-05-01 10:00:00,2,7.0,Germany\n`,
      ),
    )
    expect(summary).toMatchObject({ rows: 2, accepted: 2, rejected: 0, counts: { orders: { added: 1 } } })
    expect(await salesLines()).toEqual([
      { order_id: 'online-retail/1', line_no: 1, sku: 'A', total_cents: 300 },
      { order_id: 'online-retail/1', line_no: 2, sku: 'L2', total_cents: 200 },
    ])
    expect(await stored('SELECT total_cents, customer_key, currency FROM orders')).toEqual([
      { total_cents: 500, customer_key: 'online-retail/7', currency: 'GBP' },
    ])
    expect(await stored('SELECT sku FROM variants ORDER BY sku')).toEqual([{ sku: 'A' }, { sku: 'L2' }])
    expect(await stored('SELECT order_id FROM order_lines WHERE order_id NOT IN (SELECT id FROM orders)')).toEqual([])
    expect(await stored('SELECT id FROM outbox')).toEqual([])
  })

  it('changes nothing the second time, neither for the same bytes nor for the same rows in other bytes', async () => {
    const text = `${HEADER}\n1,A,Lamp,2,2025-05-01 10:00:00,1.50,7.0,Germany\n2,A,Lamp,1,2025-05-02 10:00:00,1.50,,Germany\n1,A,Lamp,2,2025-05-01 10:00:00,1.50,7.0,Germany\n`
    const path = fileOf(text)
    await run(path)
    const before = [
      await salesLines(),
      await eventCount(),
      await stored('SELECT * FROM order_lines ORDER BY order_id, line_no'),
    ]
    expect(await run(path)).toMatchObject({ alreadyDone: true, rows: 3 })
    expect(await run(fileOf(text.replaceAll('\n', '\r\n')))).toMatchObject({
      counts: { orders: { added: 0, changed: 0, unchanged: 3 } },
    })
    expect([
      await salesLines(),
      await eventCount(),
      await stored('SELECT * FROM order_lines ORDER BY order_id, line_no'),
    ]).toEqual(before)
  })

  it('joins an order whose rows do not stand together, equal rows included', async () => {
    const row = '1,A,Lamp,2,2025-05-01 10:00:00,1.50,7.0,Germany'
    const summary = await run(fileOf(`${HEADER}\n${row}\n2,B,Cup,1,2025-05-01 10:00:00,2,7.0,Germany\n${row}\n`))
    expect(summary.counts.orders).toEqual({ added: 2, changed: 1, unchanged: 0 })
    expect((await salesLines()).map(({ order_id, total_cents }) => [order_id, total_cents])).toEqual([
      ['online-retail/1', 300],
      ['online-retail/1', 300],
      ['online-retail/2', 200],
    ])
    expect(await stored("SELECT total_cents FROM orders WHERE external_id = '1'")).toEqual([{ total_cents: 600 }])
  })

  it('takes a changed order as it is now', async () => {
    await run(
      fileOf(
        `${HEADER}\n1,A,Lamp,2,2025-05-01 10:00:00,1.50,7.0,Germany\n1,B,Cup,1,2025-05-01 10:00:00,2,7.0,Germany\n`,
      ),
    )
    const summary = await run(fileOf(`${HEADER}\n1,A,Lamp,3,2025-05-01 10:00:00,1.50,7.0,Germany\n`))
    expect(summary.counts.orders).toEqual({ added: 0, changed: 1, unchanged: 0 })
    expect(await salesLines()).toEqual([{ order_id: 'online-retail/1', line_no: 1, sku: 'A', total_cents: 450 }])
  })

  it('keeps every rejected row with line and reason, and never gives a formula to a spreadsheet', async () => {
    const path = fileOf(
      `${HEADER}\n1,A,Lamp,many,2025-05-01 10:00:00,1.50,7.0,Germany\n1,B,=HYPERLINK("x"),1,2025-02-30 10:00:00,2,7.0,Germany\n2,C,Cup,1,2025-05-01 10:00:00,2,7.0,Germany\n`,
    )
    const summary = await run(path)
    expect(summary).toMatchObject({ rows: 3, accepted: 1, rejected: 2, rejectedFile: `${path}.rejected.csv` })
    const [header, first, second] = readFileSync(`${path}.rejected.csv`, 'utf8').split('\n')
    expect(header).toBe('line,reason,row')
    expect(first).toMatch(/^2,.*many/)
    expect(second).toMatch(/^3,.*2025-02-30.*'=HYPERLINK/)
  })

  it('stores nothing of a file that breaks off', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `${i},A,Lamp,1,2025-05-01 10:00:00,1.50,,Germany`)
    await expect(
      run(fileOf(`${HEADER}\n${rows.join('\n')}\n9,B,"open,1,2025-05-01 10:00:00,2,,Germany\n`)),
    ).rejects.toThrow(/50,?002/)
    expect(await stored('SELECT count(*) AS n FROM orders')).toEqual([{ n: 0 }])
    expect(await eventCount()).toBe(0)
  })

  it('rejects rows of another currency than the shop has', async () => {
    const order = (externalId: string, currency: string) =>
      JSON.stringify({
        type: 'order',
        externalId,
        document: 'order',
        placedAt: 0,
        currency,
        customerExternalId: '',
        customerEmail: '',
        country: 'DE',
        channel: '',
        cancelledAt: null,
        lines: [],
        refunds: [],
      })
    await run(fileOf(`${HEADER}\n1,A,Lamp,2,2025-05-01 10:00:00,1.50,7.0,Germany\n`))
    const summary = await run(fileOf(`${order('x', 'EUR')}\n${order('y', 'GBP')}\n`), 'dirigent')
    expect(summary).toMatchObject({ rows: 2, accepted: 1, rejected: 1 })
    expect(readFileSync(summary.rejectedFile ?? '', 'utf8')).toMatch(/EUR.*GBP/)
  })
})

describe('a catalogue', () => {
  const product = (price: number, validFrom: number, part: object = {}) =>
    JSON.stringify({
      type: 'product',
      externalId: 'p',
      title: { de: 'Zelt', en: 'Tent' },
      description: {},
      brand: 'B',
      category: 'Zelte',
      tags: ['x"y'],
      attributes: {},
      status: 'active',
      variants: [
        { sku: 'Z', title: '', options: {}, priceCents: price, compareAtCents: null, costCents: null, stock: null },
      ],
      currency: 'EUR',
      validFrom,
      ...part,
    })
  const day = 86_400_000
  const ledger = () => stored('SELECT price_cents FROM price_ledger ORDER BY valid_from')

  it('adds to the price ledger only where a price changes, and a second reading changes nothing', async () => {
    const rows = [product(1000, day), product(800, 2 * day), product(800, 3 * day), product(1000, 4 * day)]
    await run(fileOf(`${rows.join('\n')}\n`), 'dirigent')
    expect(await ledger()).toEqual([{ price_cents: 1000 }, { price_cents: 800 }, { price_cents: 1000 }])
    const before = await eventCount()
    const again = await run(fileOf(`${rows.join('\n')}\n\n`), 'dirigent')
    expect(again.counts.products).toEqual({ added: 0, changed: 0, unchanged: 4 })
    expect(await ledger()).toHaveLength(3)
    expect(await eventCount()).toBe(before)
  })

  it('keeps cost and stock where a later reading says nothing about them', async () => {
    const withCost = product(1000, day).replace('"costCents":null,"stock":null', '"costCents":600,"stock":4')
    await run(fileOf(`${withCost}\n${product(900, 2 * day)}\n`), 'dirigent')
    expect(await stored('SELECT cost_cents, stock FROM variants')).toEqual([{ cost_cents: 600, stock: 4 }])
    await rebuildProjections(events, 'Europe/Berlin')
    const row = z.object({
      cost_cents: z.number().nullable(),
      price_cents: z.number().nullable(),
      category: z.string(),
    })
    expect(await events.query('SELECT cost_cents, price_cents, category FROM products', {}, row)).toEqual([
      { cost_cents: 600, price_cents: 900, category: 'Zelte' },
    ])
  })

  it('takes the place of what was known only from orders', async () => {
    await run(fileOf(`${HEADER}\n1,Z,WRONG NAME,2,2025-05-01 10:00:00,1.50,7.0,Germany\n`))
    await run(fileOf(`${product(1000, day, { currency: 'GBP' })}\n`), 'dirigent')
    expect(await stored("SELECT known_from, title ->> 'de' AS title FROM products")).toEqual([
      { known_from: 'catalogue', title: 'Zelt' },
    ])
  })
})

describe('a buyer known by mail address alone', () => {
  it('is one customer across orders, and the address does not reach the log', async () => {
    const order = (externalId: string, customerEmail: string) =>
      JSON.stringify({
        type: 'order',
        externalId,
        document: 'order',
        placedAt: 0,
        currency: 'EUR',
        customerExternalId: '',
        customerEmail,
        country: 'DE',
        channel: '',
        cancelledAt: null,
        refunds: [],
        lines: [{ sku: 'A', title: 'A', kind: 'product', quantity: 1, unitPriceCents: 100, totalCents: 100 }],
      })
    await run(
      fileOf(`${order('x', 'Anna@example.org')}\n${order('y', 'anna@example.org ')}\n${order('z', '')}\n`),
      'dirigent',
    )
    const keys = await stored('SELECT customer_key FROM orders ORDER BY external_id')
    expect(keys[0]?.customer_key).toMatch(/^dirigent\/mail-[0-9a-f]{20}$/)
    expect(keys.map(({ customer_key }) => customer_key)).toEqual([keys[0]?.customer_key, keys[0]?.customer_key, null])
    const rows = await events.query('SELECT * FROM events', {}, z.record(z.string(), z.unknown()))
    expect(JSON.stringify(rows)).not.toContain('example.org')
  })
})

describe('the outbox', () => {
  const customer = (acceptsMarketing: boolean) =>
    customerFact(
      'shop',
      {
        type: 'customer',
        externalId: '7',
        email: '',
        name: '',
        country: 'DE',
        city: '',
        postcode: '',
        createdAt: Date.UTC(2025, 0, 1),
        acceptsMarketing,
      },
      clock.now(),
    )
  const enqueue = (...facts: Fact[]) => state.transaction((client) => enqueueFacts(client, facts))

  it('delivers a fact once though the workbench is cut off between delivering and removing', async () => {
    await enqueue(customer(true))
    const [row] = await stored('SELECT id, event FROM outbox')
    expect(await relayOutbox({ state, events, clock })).toBe(1)
    await state.pool.query('INSERT INTO outbox (id, event) OVERRIDING SYSTEM VALUE VALUES ($1, $2)', [
      row?.id,
      row?.event,
    ])
    expect(await relayOutbox({ state, events, clock })).toBe(1)
    expect(await eventCount()).toBe(1)
    expect(await stored('SELECT id FROM outbox')).toEqual([])
  })

  it('keeps a fact as it was, and reads one that an earlier version left waiting', () => {
    const fact = { ...customer(true), properties: '{"a":"line\\nbreak \\\\ \\"quoted\\""}', country: 'Österreich\n{}' }
    expect(fullEvent(readFact(writeFact(fact)))).toEqual(fullEvent(fact))
    expect(readFact(JSON.stringify(fact))).toEqual(fact)
    expect(readFact(writeFact({ ...fact, properties: '{}' }))).not.toHaveProperty('properties')
  })

  const logged = () =>
    events.query(
      "SELECT order_id, customer_id, properties FROM events WHERE type = 'Order Recorded' ORDER BY order_id",
      {},
      z.object({ order_id: z.string(), customer_id: z.string(), properties: z.string() }),
    )
  const sold = () =>
    order('B-1', '2026-05-10', [['A', 2, 500]], {
      customerExternalId: '7',
      refunds: [{ externalId: 'r1', refundedAt: Date.UTC(2026, 4, 12), amountCents: 100, reason: 'late' }],
    })
  const storeOrder = () =>
    state.transaction(async (client) => {
      const prepared = await prepareOrders(client, { source: 'test', importId: 1, orders: [sold()] })
      return enqueueFacts(client, await writeOrders(client, prepared, { added: 0, changed: 0, unchanged: 0 }))
    })

  it('makes the fact of an order from what is stored where it is not at hand any more', async () => {
    await storeOrder()
    expect(await stored("SELECT position('quantity' IN event) AS at FROM outbox")).toEqual([{ at: 0 }])
    await relayOutbox({ state, events, clock })
    const { properties } = orderFact('test', sold())
    expect(await logged()).toEqual([{ order_id: 'test/B-1', customer_id: 'test/7', properties }])
  })

  it('delivers what is at hand without reading it, but never what was changed in the outbox since', async () => {
    const fresh = await storeOrder()
    await state.pool.query(`UPDATE outbox SET event = replace(event, '"customer_id":"test/7",', '')`)
    await relayOutbox({ state, events, clock }, undefined, fresh)
    expect(await logged()).toMatchObject([{ customer_id: '' }])
    const again = await enqueue(customer(true))
    await relayOutbox(
      { state, events, clock },
      undefined,
      new Map([...again].map(([id, { bytes }]) => [id, { bytes, fact: customer(false) }])),
    )
    expect(
      await events.query(
        "SELECT properties FROM events WHERE type = 'Customer Recorded'",
        {},
        z.object({ properties: z.string() }),
      ),
    ).toEqual([{ properties: '{"acceptsMarketing":false}' }])
  })

  it('delivers a state that comes back after another one, so that the log ends with what holds', async () => {
    await enqueue(customer(true))
    await enqueue(customer(false), customer(true))
    await relayOutbox({ state, events, clock })
    await rebuildProjections(events, 'Europe/Berlin')
    const accepts = z.object({ accepts_marketing: z.number() })
    expect(await events.query('SELECT accepts_marketing FROM customers', {}, accepts)).toEqual([
      { accepts_marketing: 1 },
    ])
    expect(await eventCount()).toBe(3)
  })
})
