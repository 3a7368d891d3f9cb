import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openTestStore, order, type TestStore } from '../../../test/event-store.ts'
import { addDays } from '../../core/time.ts'
import type { OrderRecord, ProductRecord } from '../../ingest/records.ts'
import { contributionSchema, type Evidence } from '../findings/index.ts'
import { basketsOf } from './model.ts'
import { basketsStep } from './step.ts'

const AS_OF = '2026-11-22'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(async () => {
  await store.close()
})

/** What stands in the report as evidence must give its rows again. */
async function expectRerun(evidence: readonly Evidence[]): Promise<void> {
  for (const { sql, params, rowCount, columns, sample } of evidence) {
    const rows = await store.events.query(sql, params, z.record(z.string(), z.unknown()))
    expect(rows).toHaveLength(rowCount)
    expect(rows.slice(0, 25).map((row) => columns.map((column) => row[column] ?? null))).toEqual(sample)
  }
}

function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

const tent: ProductRecord = {
  type: 'product',
  externalId: 'zelt',
  title: { de: 'Zelt', en: 'Tent' },
  description: {},
  brand: '',
  category: '',
  tags: [],
  attributes: {},
  status: 'active',
  variants: ['P00', 'P00-XL'].map((sku) => ({
    sku,
    title: '',
    options: {},
    priceCents: 1000,
    compareAtCents: null,
    costCents: null,
    stock: null,
  })),
  currency: 'EUR',
  validFrom: 0,
}

/** 40 products at random; P00 (in two variants) and P01 come together more often than chance. */
function makeOrders(): OrderRecord[] {
  const random = randomFrom(3)
  const orders: OrderRecord[] = []
  for (let i = 0; i < 3000; i++) {
    const skus = new Set<string>()
    const size = 1 + Math.floor(random() * 4)
    while (skus.size < size) skus.add(`P${String(Math.floor(random() * 40)).padStart(2, '0')}`)
    if (random() < 0.04) {
      skus.add(random() < 0.3 ? 'P00-XL' : 'P00')
      skus.add('P01')
    }
    const day = addDays(AS_OF, -Math.floor(random() * 400))
    orders.push(
      order(
        `o${i}`,
        day,
        [...skus].map((sku, k): [string, number, number] => [sku, 1 + (k % 2), 1000 + k]),
      ),
    )
  }
  // A reseller's order holds more different products than a basket may.
  const everything = Array.from({ length: 201 }, (_, k): [string, number, number] => [
    `P${String(k).padStart(2, '0')}`,
    1,
    100,
  ])
  return [...orders, order('reseller', '2026-11-01', everything)]
}

const productOf = (sku: string) => (sku.startsWith('P00') ? 'P00' : sku)

describe('the basket analysis', () => {
  it('of an empty shop says what is missing', async () => {
    const said = await basketsStep.run(store.context('baskets', { asOf: AS_OF }))
    expect(contributionSchema.parse(said)).toEqual(said)
    expect(said.notEnoughData?.de).toContain('0 Bestellungen mit mehreren Produkten')
    expect(said.figures.find(({ id }) => id === 'baskets.size')?.value).toBeNull()
  })

  it('counts pairs as a count by hand does and finds the planted one', async () => {
    const orders = makeOrders()
    await store.fill([...orders, tent])
    const said = await basketsStep.run(store.context('baskets', { asOf: AS_OF }))
    expect(contributionSchema.parse(said)).toEqual(said)

    await expectRerun(said.evidence)
    const baskets = orders
      .filter(({ placedAt }) => new Date(placedAt).toISOString().slice(0, 10) > addDays(AS_OF, -365))
      .map(({ lines }) => new Set(lines.map(({ sku }) => productOf(sku))))
      .filter(({ size }) => size <= 200)
    const having = (...products: string[]) =>
      baskets.filter((basket) => products.every((one) => basket.has(one))).length
    expect(said.figures.find(({ id }) => id === 'baskets.orders')?.value).toBe(baskets.length)

    const table = said.tables[0]
    expect(table?.rows.length).toBeGreaterThan(0)
    for (const [skuA, , skuB, , n, lift, ab, ba] of table?.rows ?? []) {
      const [a, b] = [String(skuA), String(skuB)]
      const both = having(a, b)
      expect(n).toBe(both)
      expect(lift).toBeCloseTo((both * baskets.length) / (having(a) * having(b)), 9)
      expect(ab).toBeCloseTo(both / having(a), 9)
      expect(ba).toBeCloseTo(both / having(b), 9)
    }
    const first = table?.rows[0] ?? []
    expect([first[0], first[2]].sort()).toEqual(['P00', 'P01'])
    expect([first[1], first[3]]).toContainEqual({ de: 'Zelt', en: 'Tent' })
  })

  it('proposes the planted bundle with its money and the assumption', async () => {
    const said = await basketsStep.run(store.context('baskets', { asOf: AS_OF }))
    const orders = makeOrders().filter(
      ({ placedAt, externalId }) =>
        new Date(placedAt).toISOString().slice(0, 10) > addDays(AS_OF, -365) && externalId !== 'reseller',
    )
    const meanOf = (product: string) => {
      const holding = orders.filter(({ lines }) => lines.some(({ sku }) => productOf(sku) === product))
      const lines = holding.flatMap((one) => one.lines).filter(({ sku }) => productOf(sku) === product)
      return lines.reduce((sum, line) => sum + line.totalCents, 0) / holding.length
    }
    const found = said.findings[0]
    expect(found?.title.de).toContain('„Zelt“')
    const n = found?.figure.n ?? 0
    expect(found?.stakeCents).toBe(Math.round((0.1 * n * (meanOf('P00') + meanOf('P01'))) / 2))
    expect(found?.sentence.de).toContain('Annahme')
    expect(found?.figure.interval?.low).toBeGreaterThan(1)
    expect(said.findings.length).toBeLessThanOrEqual(3)
  })
})

describe('the baskets for the kernel', () => {
  it('begin where the store marks it', () => {
    const read = { item: Float64Array.of(3, 1, 2, 7), begins: Float64Array.of(1, 1, 0, 1) }
    expect(basketsOf(read)).toEqual({ items: Uint32Array.of(3, 1, 2, 7), basketOffsets: Uint32Array.of(0, 1, 3, 4) })
    expect(basketsOf({ item: new Float64Array(0), begins: new Float64Array(0) }).basketOffsets).toEqual(
      Uint32Array.of(0),
    )
  })
})
