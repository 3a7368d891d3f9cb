import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { appendEvents, EMPTY_EVENT, type LogEvent } from './log.ts'
import { rebuildProjections } from './project.ts'
import { type EventStore, openEventStore } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-events-'))
let store: EventStore

beforeAll(async () => {
  store = await openEventStore({ url: null, folder })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const at = Date.UTC(2026, 2, 28, 23, 30) // 00:30 on 29 March in Berlin, the day the clocks go forward

function event(part: Partial<LogEvent> & Pick<LogEvent, 'event_id' | 'type'>): LogEvent {
  return { ...EMPTY_EVENT, time: at, source: 'test', ...part }
}

const id = (n: number) => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`

const order = (version: number, eventId: number, lines: object[], rest: object = {}) =>
  event({
    event_id: id(eventId),
    type: 'Order Recorded',
    version,
    order_id: 'o1',
    customer_id: 'c1',
    country: 'DE',
    channel: 'direct',
    currency: 'EUR',
    properties: JSON.stringify({ document: 'order', cancelledAt: null, lines, refunds: [], ...rest }),
  })

const line = (no: number, sku: string, quantity: number, unit: number) => ({
  no,
  sku,
  kind: 'product',
  quantity,
  unit,
  total: quantity * unit,
})

const salesRow = z.object({
  line_no: z.number(),
  document: z.string(),
  day: z.string(),
  sku: z.string(),
  category: z.string(),
  quantity: z.number(),
  total_cents: z.number(),
  cost_cents: z.number().nullable(),
  customer_first_day: z.string(),
})
const readSales = () =>
  store.query(
    'SELECT line_no, document, day, sku, category, quantity, total_cents, cost_cents, customer_first_day FROM sales_lines ORDER BY document, line_no',
    {},
    salesRow,
  )

describe('the event log', () => {
  it('stores an id once, within a block and across blocks', async () => {
    const viewed = event({ event_id: id(1), type: 'Product Viewed' })
    expect(await appendEvents(store, [viewed, viewed], at)).toBe(1)
    expect(await appendEvents(store, [viewed, event({ event_id: id(2), type: 'Product Viewed' })], at)).toBe(1)
    const rows = await store.query('SELECT count() AS n FROM events', {}, z.object({ n: z.number() }))
    expect(rows).toEqual([{ n: 2 }])
  })

  it('keeps every character of a text', async () => {
    const path = `/suche?q=Zelt's "groß" \\n\u0000\n🏔`
    await appendEvents(store, [event({ event_id: id(3), type: 'Text Kept', path })], at)
    const rows = await store.query(
      "SELECT path FROM events WHERE type = 'Text Kept'",
      {},
      z.object({ path: z.string() }),
    )
    expect(rows).toEqual([{ path }])
  })
})

describe('the projections', () => {
  it('take the latest version of an order, in shop days, with cost and category of the product', async () => {
    await appendEvents(
      store,
      [
        event({
          event_id: id(10),
          type: 'Product Recorded',
          version: 1,
          sku: 'p1',
          currency: 'EUR',
          properties: JSON.stringify({
            title: { de: 'Zelt', en: 'Tent' },
            brand: 'B',
            category: 'Zelte',
            status: 'active',
            variants: [{ sku: 'Z-1', title: '', price: 1000, compareAt: null, cost: 600, stock: 3 }],
          }),
        }),
        order(2, 11, [line(1, 'Z-1', 1, 1000)]),
        order(3, 12, [line(1, 'Z-1', 2, 1000), line(2, 'X', 1, 50)], { refunds: [{ at, amount: 300 }] }),
      ],
      at,
    )
    await rebuildProjections(store, 'Europe/Berlin')
    const first = await readSales()
    expect(first).toEqual([
      {
        line_no: 1,
        document: 'order',
        day: '2026-03-29',
        sku: 'Z-1',
        category: 'Zelte',
        quantity: 2,
        total_cents: 2000,
        cost_cents: 1200,
        customer_first_day: '2026-03-29',
      },
      {
        line_no: 2,
        document: 'order',
        day: '2026-03-29',
        sku: 'X',
        category: '',
        quantity: 1,
        total_cents: 50,
        cost_cents: null,
        customer_first_day: '2026-03-29',
      },
      {
        line_no: 1,
        document: 'refund',
        day: '2026-03-29',
        sku: '',
        category: '',
        quantity: 0,
        total_cents: -300,
        cost_cents: null,
        customer_first_day: '2026-03-29',
      },
    ])
    await rebuildProjections(store, 'Europe/Berlin')
    expect(await readSales()).toEqual(first)
  })

  it('book a cancelled order back on the day it was called off', async () => {
    await appendEvents(store, [order(4, 13, [line(1, 'Z-1', 2, 1000)], { cancelledAt: at + 86_400_000 })], at)
    await rebuildProjections(store, 'Europe/Berlin')
    expect((await readSales()).map(({ document, day, total_cents }) => [document, day, total_cents])).toEqual([
      ['cancellation', '2026-03-30', -2000],
      ['order', '2026-03-29', 2000],
    ])
  })
})
