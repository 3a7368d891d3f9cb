import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { idOf } from '../src/core/ids.ts'
import { beginInLog, endInLog, eraseInLog, readFromLog } from '../src/features/privacy/log-store.ts'
import { clearVisits } from '../src/features/privacy/retention-store.ts'
import type { Subject } from '../src/features/privacy/schema.ts'
import { orderFact, productFact } from '../src/ingest/write/to-events.ts'
import { appendEvents, EMPTY_EVENT, fullEvent, type LogEvent } from '../src/stores/events/log.ts'
import { openLogWriter } from '../src/stores/events/log-writer.ts'
import { clearEvents, rebuildProjections } from '../src/stores/events/project.ts'
import { PROJECTIONS } from '../src/stores/events/schema.ts'
import { type EventStore, type EventStoreLocation, openEventStore } from '../src/stores/events/store.ts'
import { type Front, openFront } from './clickhouse-front.ts'
import { order, product, variant } from './event-store.ts'

const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'dirigent-http-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const START = Date.UTC(2026, 4, 1, 8)
const clock = { now: () => START + 40 * 86_400_000 }
const zone = 'Europe/Berlin'

/** What 900 visitors did on forty days; some order, and are known from then on. */
function visits(): LogEvent[] {
  return Array.from({ length: 9_000 }, (_, at) => {
    const visitor = at % 900
    const step = Math.floor(at / 900)
    const type =
      ['Page Viewed', 'Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed'][step % 5] ?? ''
    const ordered = type === 'Order Completed' && visitor % 3 === 0
    return {
      ...EMPTY_EVENT,
      event_id: idOf('event', 'shop', `m-${at}`),
      type: type === 'Order Completed' && !ordered ? 'Page Viewed' : type,
      time: START + (visitor % 40) * 86_400_000 + step * 60_000 + visitor,
      source: 'shop',
      anonymous_id: `visitor ${visitor} 'ü\\n`,
      customer_id: ordered ? `shop/c${visitor}` : '',
      order_id: ordered ? `shop/${visitor}-${step}` : '',
      sku: `S${visitor % 7}`,
      path: `/p/${visitor % 7}\t"tab"`,
      value_cents: ordered ? 1_999 : 0,
      device: 'mobile',
      country: 'DE',
      agent: 'person',
      utm_source: visitor % 5 === 0 ? 'newsletter' : '',
      utm_medium: visitor % 5 === 0 ? 'email' : '',
      properties: JSON.stringify({ url: 'https://shop.example/', name: 'Größe "M"\n' }),
    }
  })
}

function facts(): LogEvent[] {
  const products = ['S0', 'S1', 'S2'].map((sku) =>
    productFact('shop', product(sku, { variants: [variant(sku, { priceCents: 999, costCents: 500 })] }), START),
  )
  const orders = Array.from({ length: 60 }, (_, at) =>
    orderFact(
      'shop',
      order(`o${at}`, '2026-05-20', [[`S${at % 4}`, 1 + (at % 3), 999]], {
        customerExternalId: `c${at % 20}`,
        cancelledAt: at % 11 === 0 ? START : null,
        refunds: at % 7 === 0 ? [{ externalId: 'r', refundedAt: START, amountCents: 100, reason: '' }] : [],
      }),
    ),
  )
  return [...products, ...orders].map((fact, at) => fullEvent({ ...fact, version: at + 1 }))
}

const digestRow = z.object({ rows: z.number(), digest: z.string() })
const person: Subject = { keys: ['shop/c3'], emails: [], orders: [], devices: [], spans: [], names: [] }

async function digests(store: EventStore): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const name of ['events', ...Object.keys(PROJECTIONS)]) {
    const columns = name === 'events' ? '* EXCEPT received_at' : '*'
    const [row] = await store.query(
      `SELECT count() AS rows, toString(sum(cityHash64(toString(tuple(*))))) AS digest FROM (SELECT ${columns} FROM ${name})`,
      {},
      digestRow,
    )
    found[name] = row
  }
  return found
}

/** A life of an event store; everything a workbench does with it. */
async function live(location: EventStoreLocation): Promise<Record<string, unknown>> {
  const store = await openEventStore(location)
  try {
    const seen: Record<string, unknown> = {}
    const all = visits()
    seen.first = await appendEvents(store, [...facts(), ...all.slice(0, 8_000)], clock.now())
    const writer = await openLogWriter({ events: store, clock })
    seen.live = await Promise.all([writer.append(all.slice(7_000)), writer.append(all.slice(8_500, 8_600))])
    await writer.bury([{ source: 'shop', way: 'v1', reason: 'No type.', body: '{"a":"ü\'"}' }])
    await writer.close()
    seen.again = await appendEvents(store, all, clock.now())
    seen.counts = await rebuildProjections(store, zone)
    seen.built = await digests(store)
    const columns = await store.columns(
      'SELECT toFloat64(day) AS day, sum(total_cents) AS cents, NULL AS nothing FROM sales_lines GROUP BY day ORDER BY day',
      {},
      ['day', 'cents', 'nothing'],
    )
    seen.columns = Object.values(columns).map((values) => [...values])
    const mine = await readFromLog(store, person)
    seen.person = { visits: mine.visits.length, records: mine.records.length, hits: mine.hits.length }
    await beginInLog(store, person)
    seen.erased = await eraseInLog(store)
    await endInLog(store)
    seen.cleared = await clearVisits(store, '2026-05-10', START + 9 * 86_400_000)
    seen.left = await digests(store)
    await rebuildProjections(store, zone)
    seen.rebuilt = await digests(store)
    await clearEvents(store)
    seen.emptied = await digests(store)
    return seen
  } finally {
    await store.close()
  }
}

async function withFront<T>(cluster: string | undefined, work: (front: Front) => Promise<T>): Promise<T> {
  const front = await openFront({ folder: newFolder(), ...(cluster === undefined ? {} : { cluster }) })
  try {
    return await work(front)
  } finally {
    await front.close()
  }
}

describe('an event store on a server', () => {
  // One engine at a time in a process: the stores live one after the other.
  it('comes to the same as the embedded one, over HTTP and on a cluster', { timeout: 300_000 }, async () => {
    const embedded = await live({ url: null, folder: join(newFolder(), 'data') })
    expect(embedded.again).toBe(0)
    expect(embedded.live).toEqual([
      { stored: 1_000, repeated: 1_000 },
      { stored: 0, repeated: 100 },
    ])
    const server = await withFront(undefined, async (front) => {
      const seen = await live({ url: front.url, folder: '' })
      expect(front.statements.filter((statement) => statement.includes('ON CLUSTER'))).toEqual([])
      // How many cores and how much memory a question may take is the server's to say.
      expect(
        [...front.settings.keys()].filter((name) => name.startsWith('max_threads') || name.startsWith('max_memory')),
      ).toEqual([])
      return seen
    })
    expect(server).toEqual(embedded)
    const cluster = await withFront('nodes', async (front) => {
      const seen = await live({ url: front.url, folder: '', cluster: 'nodes' })
      const changes = front.statements.filter((text) => /^(CREATE|ALTER|DROP|EXCHANGE|TRUNCATE|DELETE)/.test(text))
      expect(changes.filter((text) => !text.includes("ON CLUSTER 'nodes'"))).toEqual([])
      expect(front.settings.get('distributed_foreground_insert')).toBe('1')
      return seen
    })
    expect(cluster).toEqual(embedded)
  })

  it('is migrated once, and says what is wrong where it is not let in or nobody answers', async () => {
    await withFront(undefined, async ({ url, statements }) => {
      await (await openEventStore({ url, folder: '' })).close()
      const before = statements.length
      await (await openEventStore({ url, folder: '' })).close()
      expect(
        statements.slice(before).filter((text) => /CREATE TABLE IF NOT EXISTS (?!dirigent_migrations)/.test(text)),
      ).toEqual([])
      await expect(openEventStore({ url: url.replace('secret', 'wrong'), folder: '' })).rejects.toMatchObject({
        code: 'store.unusable',
        message: expect.stringMatching(/Authentication failed.*Check CLICKHOUSE_URL/s),
      })
    })
    await expect(openEventStore({ url: 'http://127.0.0.1:9/shop', folder: '' })).rejects.toMatchObject({
      code: 'store.unusable',
      message: expect.stringContaining('Check CLICKHOUSE_URL'),
    })
  })
})
