/** A shop of some weeks by the usual way in: products, customers, orders and visits up to now, and a report. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { saveReport } from '../src/features/report/index.ts'
import type { EventRecord, ImportRecord } from '../src/ingest/records.ts'
import { importFile } from '../src/ingest/write/run.ts'
import { rebuildProjections } from '../src/stores/events/project.ts'
import type { EventStore } from '../src/stores/events/store.ts'
import type { StateStore } from '../src/stores/state/store.ts'
import { order, product, variant } from './event-store.ts'
import { sampleReport } from './report-sample.ts'

const TIME_ZONE = 'Europe/Berlin'
const DAY_MS = 86_400_000
const DAYS = 70
const SKUS = ['TENT', 'SHOE', 'STOVE', 'ROPE'] as const
const WAY = [
  'Page Viewed',
  'Products Searched',
  'Product Viewed',
  'Product Added',
  'Checkout Started',
  'Order Completed',
]

export async function fillSmallShop(
  { state, events, folder }: { readonly state: StateStore; readonly events: EventStore; readonly folder: string },
  now: number,
): Promise<void> {
  const path = join(folder, 'shop.jsonl')
  writeFileSync(
    path,
    recordsUpTo(now)
      .map((record) => JSON.stringify(record))
      .join('\n'),
  )
  await importFile(
    { state, events, clock: { now: () => now } },
    {
      format: 'dirigent',
      path,
      source: 'shop',
      timeZone: TIME_ZONE,
      currency: 'EUR',
      signal: new AbortController().signal,
      fallbackFolder: folder,
    },
  )
  await rebuildProjections(events, TIME_ZONE)
  const { rows } = await state.pool.query<{ id: number }>(
    "INSERT INTO nights (as_of, status, started_at) VALUES ($1, 'done', now()) RETURNING id",
    [sampleReport().asOf],
  )
  await state.transaction((client) => saveReport(client, rows[0]?.id ?? 0, sampleReport()))
}

function recordsUpTo(now: number): ImportRecord[] {
  const records: ImportRecord[] = SKUS.map((sku, index) =>
    product(sku, {
      category: `Outdoor > ${sku}`,
      variants: [variant(sku, { priceCents: 1_000 * (index + 1), stock: 5 })],
    }),
  )
  for (let person = 0; person < 12; person++) {
    records.push({
      type: 'customer',
      externalId: `c${person}`,
      email: `c${person}@mail.example`,
      name: `Person ${person}`,
      country: 'DE',
      city: 'Köln',
      postcode: '50667',
      createdAt: now - DAYS * DAY_MS,
      acceptsMarketing: person % 2 === 0,
    })
  }
  for (let day = DAYS; day > 0; day--) {
    for (let visit = 0; visit < 6; visit++) records.push(...visitOf(day * 6 + visit, now - day * DAY_MS))
    const placed = new Date(now - day * DAY_MS).toISOString().slice(0, 10)
    const sku = SKUS[day % SKUS.length] ?? ''
    records.push(order(`o${day}`, placed, [[sku, 1 + (day % 3), 2_000]], { customerExternalId: `c${day % 12}` }))
  }
  return records
}

/** Each goes one step further than the one before, and the last of them orders. */
function visitOf(number: number, at: number): EventRecord[] {
  return WAY.slice(0, 1 + (number % WAY.length)).map((name, step) => ({
    type: 'event',
    messageId: `m${number}-${step}`,
    name,
    at: at + step * 60_000,
    anonymousId: `v${number % 90}`,
    customerExternalId: number % 7 === 0 ? `c${number % 12}` : '',
    sku: step < 2 ? '' : (SKUS[number % SKUS.length] ?? ''),
    device: number % 2 === 0 ? 'mobile' : 'desktop',
    browser: number % 3 === 0 ? 'Safari 17' : 'Firefox 131',
    country: 'DE',
    channel: number % 5 === 0 ? 'newsletter' : 'direct',
    path: step === 0 ? '/' : `/${SKUS[number % SKUS.length]?.toLowerCase()}`,
    valueCents: name === 'Order Completed' ? 4_000 : 0,
    properties: name === 'Products Searched' ? { query: number % 2 === 0 ? 'zelt' : 'zellt', results: number % 2 } : {},
  }))
}
