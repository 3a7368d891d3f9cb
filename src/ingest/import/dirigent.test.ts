import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { CustomerRecord, EventRecord, ImportRecord, OrderRecord, ProductRecord } from '../records.ts'
import { fileOf, readAll } from './testing.ts'

const product: ProductRecord = {
  type: 'product',
  externalId: 'p1',
  title: { de: 'Zelt', en: 'Tent' },
  description: {},
  brand: 'Nordwind',
  category: 'Camping > Zelte',
  tags: ['neu'],
  attributes: { weightGrams: 1200, waterproof: true, colour: { de: 'Grün', en: 'Green' } },
  status: 'active',
  variants: [{ sku: 's1', title: '', options: {}, priceCents: 100, compareAtCents: null, costCents: 50, stock: -1 }],
  currency: 'EUR',
  validFrom: null,
}
const customer: CustomerRecord = {
  type: 'customer',
  externalId: 'c1',
  email: 'a@b.de',
  name: 'Ada',
  country: 'DE',
  city: '',
  postcode: '',
  createdAt: 5,
  acceptsMarketing: true,
}
const order: OrderRecord = {
  type: 'order',
  externalId: 'o1',
  document: 'order',
  placedAt: 1_700_000_000_000,
  currency: 'EUR',
  customerExternalId: 'c1',
  customerEmail: '',
  country: 'DE',
  channel: 'web',
  cancelledAt: null,
  lines: [{ sku: 's1', title: 'Zelt', kind: 'product', quantity: 1, unitPriceCents: 100, totalCents: 100 }],
  refunds: [{ externalId: 'r1', refundedAt: 1_700_000_000_001, amountCents: 10, reason: '' }],
}
const event: EventRecord = {
  type: 'event',
  messageId: 'm1',
  name: 'Product Viewed',
  at: 1_700_000_000_000,
  anonymousId: 'v1',
  customerExternalId: '',
  sku: 's1',
  device: 'mobile',
  browser: 'Firefox',
  country: 'DE',
  channel: 'web',
  path: '/zelt',
  valueCents: 0,
  properties: { position: 3 },
}
const all: ImportRecord[] = [product, customer, order, event]

function read(lines: readonly string[], skipRows = 0) {
  return readAll({ format: 'dirigent', path: fileOf(gzipSync(`${lines.join('\n')}\n`), 'shop.ndjson.gz'), skipRows })
}

async function faultOf(record: unknown): Promise<string | undefined> {
  return (await read([JSON.stringify(customer), JSON.stringify(record)])).rejected[0]?.reason
}

describe('dirigent', () => {
  it('gives the records as they are, one a line', async () => {
    const reading = await read(all.map((record) => JSON.stringify(record)))
    expect(reading.records).toEqual(all)
    expect(reading.spans).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ])
  })

  it('goes on behind the rows that were taken, and skips blank lines without losing count of them', async () => {
    const reading = await read([JSON.stringify(product), '', JSON.stringify(order), '{"type":"order"}'], 1)
    expect(reading.records).toEqual([order])
    expect(reading.spans).toEqual([[1, 1]])
    expect(reading.rejected).toMatchObject([{ line: 4, reason: "The order is not valid: 'externalId' is missing." }])
  })

  it('says what is wrong with a record', async () => {
    expect(await faultOf({ ...order, placedAt: '2024-05-01' })).toBe(
      "The order is not valid: 'placedAt' must be UTC milliseconds between 1970 and 2100.",
    )
    expect(await faultOf({ ...order, lines: [{ ...order.lines[0], quantity: 1.5 }] })).toBe(
      "The order is not valid: 'lines' entry 0: 'quantity' must be a whole number.",
    )
    expect(await faultOf({ ...order, currency: 'euro' })).toContain("'currency' must be a currency code")
    expect(await faultOf({ ...order, document: 'bill' })).toContain(
      "'document' must be one of order, cancellation, adjustment",
    )
    expect(await faultOf({ ...product, title: { fr: 'Tente' } })).toContain("'title' has the unknown language 'fr'")
    expect(await faultOf({ ...product, attributes: { size: [1] } })).toContain(
      "'attributes' 'size' must be a text, a number",
    )
    expect(await faultOf({ ...event, properties: [] })).toContain("'properties' must be an object")
    expect(await faultOf({ ...customer, name: 'A\0' })).toContain('NUL')
    expect(await faultOf({ type: 'invoice' })).toContain("'type' must be one of")
    expect(await faultOf([])).toBe('The line is not a JSON object.')
  })

  it('refuses a file that is none, and an empty one', async () => {
    await expect(read(['a,b,c'])).rejects.toThrow('line 1: this is not newline-delimited JSON')
    await expect(read(['', ' '])).rejects.toThrow('the file holds no records')
  })
})
