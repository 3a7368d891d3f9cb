import { describe, expect, it } from 'vitest'
import type { ProductRecord, VariantRecord } from '../records.ts'
import { planCatalogue, type StoredProduct, toReading } from './catalogue.ts'

const variant = (part: Partial<VariantRecord> = {}): VariantRecord => ({
  sku: 'Z',
  title: '',
  options: {},
  priceCents: 1_000,
  compareAtCents: null,
  costCents: null,
  stock: null,
  ...part,
})
const product = (part: Partial<ProductRecord> = {}): ProductRecord => ({
  type: 'product',
  externalId: 'p',
  title: { de: 'Zelt' },
  description: {},
  brand: '',
  category: '',
  tags: [],
  attributes: {},
  status: 'active',
  variants: [variant()],
  currency: 'EUR',
  validFrom: 10,
  ...part,
})
const stored = (part: Partial<StoredProduct> = {}): StoredProduct => ({
  id: 1,
  source: 'shop',
  externalId: 'p',
  hash: '',
  updatedAt: 0,
  isStandIn: false,
  variants: [{ id: 7, sku: 'Z', position: 1, title: '', costCents: 600, stock: 4 }],
  ...part,
})
const price = (validFrom: number, priceCents: number) => ({
  variantId: 7,
  validFrom,
  priceCents,
  compareAtCents: null,
})
const plan = (
  records: readonly ProductRecord[],
  products: readonly StoredProduct[] = [],
  prices: readonly ReturnType<typeof price>[] = [],
) =>
  planCatalogue(
    'shop',
    records.map((record) => toReading(record, 99)),
    products,
    prices,
  )
const typesOf = (facts: readonly { type: string }[]) => facts.map(({ type }) => type)

describe('planCatalogue', () => {
  it('adds what is not stored, the product before its prices', () => {
    const { outcomes, facts, products, variants, prices } = plan([product()])
    expect(outcomes).toEqual(['added'])
    expect(typesOf(facts)).toEqual(['Product Recorded', 'Price Recorded'])
    expect(products).toMatchObject([{ id: null, externalId: 'p', updatedAt: 10 }])
    expect(variants).toMatchObject([{ id: null, sku: 'Z', position: 1 }])
    expect(prices).toMatchObject([{ validFrom: 10, priceCents: 1_000, currency: 'EUR' }])
  })

  it('plans nothing for a record that is stored as it is', () => {
    const known = stored({ hash: toReading(product(), 0).hash, updatedAt: 10 })
    expect(plan([product()], [known], [price(10, 1_000)])).toEqual({
      outcomes: ['unchanged'],
      facts: [],
      removedIds: [],
      products: [],
      variants: [],
      prices: [],
    })
  })

  it('keeps cost and stock where a record says nothing about them', () => {
    const { variants } = plan([product({ variants: [variant({ stock: 0 })] })], [stored()])
    expect(variants).toMatchObject([{ id: 7, costCents: 600, stock: 0 }])
  })

  it('takes from an older list its price alone, and none where there is one of that very time', () => {
    const known = stored({ updatedAt: 20 })
    const older = plan([product()], [known], [price(5, 900), price(20, 800)])
    expect(older.outcomes).toEqual(['changed'])
    expect(older.products).toEqual([])
    expect(typesOf(older.facts)).toEqual(['Price Recorded'])
    expect(plan([product()], [known], [price(10, 900)]).prices).toEqual([])
  })

  it('sees what the records before it left', () => {
    const records = [
      product({ variants: [variant({ costCents: 5 })] }),
      product({ validFrom: 20, variants: [variant({ priceCents: 1_000, title: 'rot' })] }),
      product({ validFrom: 15, variants: [variant({ priceCents: 900, title: 'alt' })] }),
    ]
    const { outcomes, variants, prices, facts } = plan(records)
    expect(outcomes).toEqual(['added', 'changed', 'changed'])
    expect(variants).toMatchObject([{ title: 'rot', costCents: 5 }])
    expect(prices.map(({ validFrom, priceCents }) => [validFrom, priceCents])).toEqual([
      [10, 1_000],
      [15, 900],
    ])
    expect(typesOf(facts)).toEqual(['Product Recorded', 'Price Recorded', 'Product Recorded', 'Price Recorded'])
  })

  it('makes of a stand-in with its key the product, and removes one that has only its number', () => {
    const own = stored({ isStandIn: true })
    expect(plan([product()], [own])).toMatchObject({ outcomes: ['changed'], removedIds: [], products: [{ id: 1 }] })
    const other = stored({ source: 'till', externalId: 'Z', isStandIn: true })
    expect(plan([product()], [other])).toMatchObject({ outcomes: ['added'], removedIds: [1], products: [{ id: null }] })
  })

  it('drops the prices of a stand-in that is removed in the same block, and adds its key anew', () => {
    const standIn = stored({ externalId: 'Z', isStandIn: true, updatedAt: 50 })
    const early = product({ externalId: 'Z' })
    const { removedIds, products, prices, outcomes } = plan([early, product(), early], [standIn])
    expect(outcomes).toEqual(['changed', 'added', 'added'])
    expect(removedIds).toEqual([1])
    expect(products).toMatchObject([
      { id: null, externalId: 'p' },
      { id: null, externalId: 'Z' },
    ])
    expect(prices.map(({ variant: { product: owner } }) => owner.externalId)).toEqual(['p', 'Z'])
  })

  it('takes the last of two variants with one number in a record', () => {
    const { variants, prices } = plan([
      product({ variants: [variant({ title: 'a' }), variant({ sku: 'Y' }), variant({ title: 'b', priceCents: 5 })] }),
    ])
    expect(variants).toMatchObject([
      { sku: 'Y', position: 1 },
      { sku: 'Z', position: 2, title: 'b' },
    ])
    expect(prices.map(({ priceCents }) => priceCents)).toEqual([1_000, 5])
  })
})
