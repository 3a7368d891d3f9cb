/** A real embedded event store filled with records, for tests of analyses. One engine per process: one per test file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInline } from '../src/compute/index.ts'
import { openLog } from '../src/core/log.ts'
import { createAsk, type StepContext } from '../src/features/findings/index.ts'
import type { ImportRecord, OrderLineRecord, OrderRecord, ProductRecord, VariantRecord } from '../src/ingest/records.ts'
import { customerFact, orderFact, priceFact, productFact, shopEvent } from '../src/ingest/write/to-events.ts'
import { appendEvents, FACT_SUFFIX, fullEvent, type LogEvent } from '../src/stores/events/log.ts'
import { rebuildProjections } from '../src/stores/events/project.ts'
import { type EventStore, openEventStore } from '../src/stores/events/store.ts'

export interface TestStore {
  readonly events: EventStore
  /** Appends the records as facts and rebuilds the projections. */
  fill(records: readonly ImportRecord[]): Promise<void>
  /** The context of a step of the night shift. */
  context(step: string, part: Partial<StepContext> & Pick<StepContext, 'asOf'>): StepContext
  close(): Promise<void>
}

export async function openTestStore(): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), 'dirigent-test-'))
  const events = await openEventStore({ url: null, folder })
  let version = 0
  return {
    events,
    async fill(records) {
      const found = records.flatMap(toEvents).map((event) => ({
        ...event,
        // What visitors did is no fact of the state store.
        version: event.type.endsWith(FACT_SUFFIX) ? ++version : 0,
      }))
      await appendEvents(events, found, 0)
      await rebuildProjections(events, 'Europe/Berlin')
    },
    context: (step, part) => ({
      previousAsOf: null,
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      taxPercent: 0,
      holidays: 'DE',
      dueClaims: [],
      ask: createAsk(events, step),
      events,
      compute: runInline,
      log: openLog('silent'),
      signal: new AbortController().signal,
      ...part,
    }),
    async close() {
      await events.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function toEvents(record: ImportRecord): Omit<LogEvent, 'version'>[] {
  if (record.type === 'order') return [fullEvent(orderFact('test', record))]
  if (record.type === 'customer') return [fullEvent(customerFact('test', record, 0))]
  if (record.type === 'event') return [shopEvent('test', record)]
  const validFrom = record.validFrom ?? 0
  const prices = record.variants.flatMap((variant) =>
    variant.priceCents === null
      ? []
      : [priceFact('test', { ...variant, priceCents: variant.priceCents }, validFrom, record.currency)],
  )
  return [productFact('test', record, validFrom), ...prices].map(fullEvent)
}

/** A line that is no product: shipping, a discount, a fee. */
export function lineOf(kind: OrderLineRecord['kind'], totalCents: number): OrderLineRecord {
  return { sku: '', title: kind, kind, quantity: 1, unitPriceCents: totalCents, totalCents }
}

/** A variant of which nothing but its number is known. */
export function variant(sku: string, part: Partial<VariantRecord> = {}): VariantRecord {
  return { sku, title: '', options: {}, priceCents: null, compareAtCents: null, costCents: null, stock: null, ...part }
}

/** An active product with one variant of the same number; its prices are valid since the beginning of time. */
export function product(externalId: string, part: Partial<ProductRecord> = {}): ProductRecord {
  return {
    type: 'product',
    externalId,
    title: { de: externalId, en: externalId },
    description: {},
    brand: '',
    category: '',
    tags: [],
    attributes: {},
    status: 'active',
    variants: [variant(externalId)],
    currency: 'EUR',
    validFrom: 0,
    ...part,
  }
}

/** An order with one product line per `[sku, quantity, unitPriceCents]`, at noon UTC of a day. */
export function order(
  externalId: string,
  day: string,
  lines: readonly (readonly [sku: string, quantity: number, unitPriceCents: number])[],
  part: Partial<OrderRecord> = {},
): OrderRecord {
  return {
    type: 'order',
    externalId,
    document: 'order',
    placedAt: Date.parse(`${day}T12:00:00Z`),
    currency: 'EUR',
    customerExternalId: '',
    customerEmail: '',
    country: 'DE',
    channel: 'direct',
    cancelledAt: null,
    lines: lines.map(
      ([sku, quantity, unitPriceCents]): OrderLineRecord => ({
        sku,
        title: sku,
        kind: 'product',
        quantity,
        unitPriceCents,
        totalCents: quantity * unitPriceCents,
      }),
    ),
    refunds: [],
    ...part,
  }
}
