import fc from 'fast-check'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import type { CustomerRecord, OrderRecord, ProductRecord, VariantRecord } from '../records.ts'
import { writeBuyers, writeCustomers } from './customers.ts'
import { writeProducts, writeSoldProducts } from './products.ts'
import { customerKeyOf, type Fact } from './to-events.ts'

const DAY = 86_400_000
const NOW = 3 * DAY
const RUNS = 60
let state: TestState

beforeAll(async () => {
  state = await openTestState()
})
afterAll(() => state.close())

const cents = fc.constantFrom(null, 100, 200)
const variant: fc.Arbitrary<VariantRecord> = fc.record({
  sku: fc.constantFrom('A', 'B', 'C', 'Ä "x"\t\\'),
  title: fc.constantFrom('', 'rot'),
  options: fc.constantFrom({}, { Farbe: 'rot' }),
  priceCents: cents,
  compareAtCents: cents,
  costCents: cents,
  stock: fc.constantFrom(null, 0, 5),
})
// Keys that are numbers of variants as well: the stand-in of such a number has the key of the product.
const product: fc.Arbitrary<ProductRecord> = fc.record({
  type: fc.constant('product' as const),
  externalId: fc.constantFrom('A', 'B', 'p'),
  title: fc.constantFrom({ de: 'Zelt' }, { de: 'Zelt', en: 'Tent' }),
  description: fc.constant({ de: 'Zeile 1\nZeile 2' }),
  brand: fc.constantFrom('', 'Nordwind'),
  category: fc.constant('Zelte'),
  tags: fc.constantFrom<string[][]>([], ['a"b', 'c\\d']),
  attributes: fc.constant({ weightGrams: 12 }),
  status: fc.constantFrom('active' as const, 'draft' as const),
  variants: fc.array(variant, { maxLength: 3 }),
  currency: fc.constant('EUR'),
  validFrom: fc.constantFrom(null, DAY, 2 * DAY, 4 * DAY, 5 * DAY),
})
const order = (customer: string, sku: string, placedAt: number): OrderRecord => ({
  type: 'order',
  externalId: `${sku}-${placedAt}`,
  document: 'order',
  placedAt,
  currency: 'EUR',
  customerExternalId: customer,
  customerEmail: '',
  country: 'DE',
  channel: '',
  cancelledAt: null,
  lines: [{ sku, title: 'SOLD', kind: 'product', quantity: 1, unitPriceCents: 100, totalCents: 100 }],
  refunds: [],
})
const sold = fc.array(
  fc.record({
    source: fc.constantFrom('shop', 'till'),
    customer: fc.constantFrom('1', '2', 'a@b.de'),
    sku: fc.constantFrom('A', 'B', 'C'),
    day: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 3 },
)
const customer: fc.Arbitrary<CustomerRecord> = fc.record({
  type: fc.constant('customer' as const),
  externalId: fc.constantFrom('1', '2', 'a@b.de', 'A@b.de'),
  email: fc.constantFrom('', 'a@b.de'),
  name: fc.constantFrom('Ada', 'O"Neill\\'),
  country: fc.constantFrom('DE', 'AT'),
  city: fc.constant(''),
  postcode: fc.constant(''),
  createdAt: fc.constantFrom(null, DAY),
  acceptsMarketing: fc.boolean(),
})

interface Outcome {
  readonly counts: { added: number; changed: number; unchanged: number }
  readonly facts: Fact[]
  readonly rows: unknown[]
}

/** Runs `work` and gives what it did; nothing of it stays. */
async function outcomeOf(
  sql: string,
  work: (client: PoolClient, outcome: Pick<Outcome, 'counts' | 'facts'>) => Promise<void>,
): Promise<Outcome> {
  const client = await state.pool.connect()
  const outcome = { counts: { added: 0, changed: 0, unchanged: 0 }, facts: [] }
  try {
    await client.query('BEGIN')
    await work(client, outcome)
    return { ...outcome, rows: (await client.query<Record<string, unknown>>(sql)).rows }
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

const CATALOGUE = `
  SELECT p.source, external_id, p.title, description, brand, category, tags, attributes, status, known_from, content_hash, updated_at,
    v.position, v.sku, v.title AS variant, v.barcode, v.options, v.cost_cents, v.stock,
    (SELECT json_agg(json_build_array(valid_from, price_cents, compare_at_cents, currency) ORDER BY valid_from)
     FROM price_ledger WHERE variant_id = v.id) AS prices
  FROM products AS p LEFT JOIN variants AS v ON v.product_id = p.id ORDER BY p.source, external_id, v.position, v.id`

const CUSTOMERS = `SELECT * FROM customers ORDER BY key`

describe('a block of products', () => {
  it('leaves the rows, facts and counts that its records leave one at a time', async () => {
    const blocks = fc.array(fc.array(product, { maxLength: 8 }), { maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(sold, blocks, async (orders, whole) => {
        const write = (parts: readonly (readonly ProductRecord[])[]) =>
          outcomeOf(CATALOGUE, async (client, { counts, facts }) => {
            for (const { source, customer: buyer, sku, day } of orders) {
              await writeSoldProducts(client, { source, orders: [order(buyer, sku, day * DAY)], known: new Set() })
            }
            for (const products of parts) {
              facts.push(...(await writeProducts(client, { source: 'shop', products, counts, now: NOW })))
            }
          })
        expect(await write(whole)).toEqual(await write(whole.flat().map((record) => [record])))
      }),
      { numRuns: RUNS },
    )
  })

  it('is stored whole where it is longer than one slice', async () => {
    const products = fc.sample(product, { numRuns: 1, seed: 1 }).flatMap((record) =>
      Array.from({ length: 4_100 }, (_, at) => {
        const line = { sku: `S${at}`, title: '', options: {}, compareAtCents: null, costCents: null, stock: at }
        return { ...record, externalId: `P${at}`, variants: [{ ...line, priceCents: at }] }
      }),
    )
    const twice = await outcomeOf(CATALOGUE, async (client, { counts, facts }) => {
      for (let time = 0; time < 2; time++)
        facts.push(...(await writeProducts(client, { source: 'shop', products, counts, now: NOW })))
    })
    expect(twice.counts).toEqual({ added: 4_100, changed: 0, unchanged: 4_100 })
    expect(twice.facts).toHaveLength(2 * 4_100)
    expect(new Set(twice.rows.map((row) => JSON.stringify(row))).size).toBe(4_100)
  })
})

describe('a block of customers', () => {
  it('leaves the rows and facts that the last word about each of them leaves, one at a time', async () => {
    const blocks = fc.array(fc.array(customer, { maxLength: 6 }), { maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(sold, blocks, async (orders, whole) => {
        const write = (parts: readonly (readonly CustomerRecord[])[]) =>
          outcomeOf(CUSTOMERS, async (client, { facts, counts }) => {
            for (const { source, customer: buyer, sku, day } of orders) {
              await writeBuyers(client, { source, orders: [order(buyer, sku, day * DAY)], known: new Set() })
            }
            for (const customers of parts) {
              facts.push(...(await writeCustomers(client, { source: 'shop', customers, counts, now: NOW })))
            }
          })
        const bulk = await write(whole)
        const single = await write(whole.flatMap(lastWords).map((record) => [record]))
        expect(bulk.rows).toEqual(single.rows)
        expect(bulk.facts).toEqual(single.facts)
      }),
      { numRuns: RUNS },
    )
  })
})

function lastWords(block: readonly CustomerRecord[]): CustomerRecord[] {
  return [...new Map(block.map((record) => [customerKeyOf('shop', record.externalId), record])).values()]
}
