/** What the records of a catalogue change in what is stored, one record after the other. Pure. */
import { sha256 } from '../../core/ids.ts'
import type { ProductRecord, VariantRecord } from '../records.ts'
import { storable } from './copy.ts'
import type { WriteCounts } from './orders.ts'
import { type Fact, priceFact, productFact } from './to-events.ts'

/** A record as it is compared with what is stored. */
export interface Reading {
  readonly record: ProductRecord
  readonly externalId: string
  /** By SKU; of one that stands in the record twice the last holds. */
  readonly variants: ReadonlyMap<string, VariantRecord>
  /** UTC milliseconds. */
  readonly validFrom: number
  readonly hash: string
  /** Characters of the record, for bounds. */
  readonly size: number
}

export interface StoredProduct {
  readonly id: number
  readonly source: string
  readonly externalId: string
  readonly hash: string
  readonly updatedAt: number
  /** Known only because it was sold. */
  readonly isStandIn: boolean
  readonly variants: readonly StoredVariant[]
}

interface StoredVariant {
  readonly id: number
  readonly sku: string
  readonly position: number
  readonly title: string
  readonly costCents: number | null
  readonly stock: number | null
}

/** A price of the ledger; of a variant's prices only those that the readings can meet need be at hand, oldest first. */
export interface StoredPrice {
  readonly variantId: number
  readonly validFrom: number
  readonly priceCents: number
  readonly compareAtCents: number | null
}

export interface CataloguePlan {
  /** One per reading. */
  readonly outcomes: readonly (keyof WriteCounts)[]
  readonly facts: readonly Fact[]
  /** Stand-ins whose place a catalogue product takes. */
  readonly removedIds: readonly number[]
  readonly products: readonly PlannedProduct[]
  readonly variants: readonly PlannedVariant[]
  readonly prices: readonly PlannedPrice[]
}

export interface PlannedProduct {
  /** Null: not stored yet. */
  readonly id: number | null
  readonly externalId: string
  readonly hash: string
  readonly updatedAt: number
  /** What is to be stored; null: nothing of it changes. */
  readonly record: ProductRecord | null
}

export interface PlannedVariant {
  readonly id: number | null
  readonly product: PlannedProduct
  readonly sku: string
  readonly position: number
  readonly title: string
  readonly costCents: number | null
  readonly stock: number | null
  /** What is to be stored; null: nothing of it changes. */
  readonly record: VariantRecord | null
}

interface PlannedPrice extends Omit<StoredPrice, 'variantId'> {
  readonly variant: PlannedVariant
  readonly currency: string
}

/** @param now when a record's prices begin to hold that says nothing about it, in UTC milliseconds */
export function toReading(record: ProductRecord, now: number): Reading {
  // What changes with each price is kept apart, so that a dated price list read twice changes nothing.
  const { validFrom, ...content } = record
  const text = JSON.stringify(content)
  return {
    record,
    externalId: storable(record.externalId),
    variants: lastOfEach(record.variants),
    validFrom: validFrom ?? now,
    hash: sha256(text),
    size: text.length,
  }
}

function lastOfEach(variants: readonly VariantRecord[]): Map<string, VariantRecord> {
  const bySku = new Map<string, VariantRecord>()
  for (const variant of variants) {
    const sku = storable(variant.sku)
    bySku.delete(sku) // so that its place is that of the last as well
    bySku.set(sku, variant)
  }
  return bySku
}

type Price = Omit<StoredPrice, 'variantId'>

interface Variant extends PlannedVariant {
  position: number
  title: string
  costCents: number | null
  stock: number | null
  record: VariantRecord | null
  readonly product: Product
  /** Oldest first. */
  readonly prices: Price[]
}

interface Product extends PlannedProduct {
  hash: string
  updatedAt: number
  record: ProductRecord | null
  isStandIn: boolean
  isRemoved: boolean
  /** In the order in which they were added. */
  readonly variants: Map<string, Variant>
}

interface Work {
  readonly source: string
  readonly byKey: Map<string, Product>
  readonly standInsBySku: ReadonlyMap<string, readonly Product[]>
  readonly products: Product[]
  readonly addedPrices: (PlannedPrice & { readonly variant: Variant })[]
}

/**
 * Decides what the readings change, each against what the ones before it left.
 * @param stored the products of these keys with their variants by id, and all stand-ins that have one of the readings' SKUs
 * @param prices of their variants: the last one, and for each reading the one that held at its time; oldest first
 */
export function planCatalogue(
  source: string,
  readings: readonly Reading[],
  stored: readonly StoredProduct[],
  prices: readonly StoredPrice[],
): CataloguePlan {
  const work = begin(source, stored, prices)
  const outcomes: (keyof WriteCounts)[] = []
  const facts: Fact[] = []
  for (const reading of readings) {
    const { product, outcome } = takeProduct(work, reading)
    if (outcome !== 'unchanged') takeVariants(work, product, reading)
    const priceFacts = takePrices(work, product, reading)
    if (outcome !== 'unchanged') facts.push(productFact(source, asStored(product, reading.record), reading.validFrom))
    for (const fact of priceFacts) facts.push(fact)
    outcomes.push(outcome === 'unchanged' && priceFacts.length > 0 ? 'changed' : outcome)
  }
  return {
    outcomes,
    facts,
    removedIds: work.products.flatMap(({ id, isRemoved }) => (isRemoved && id !== null ? [id] : [])),
    products: work.products.filter(({ record }) => record !== null),
    variants: work.products.flatMap(({ variants }) => [...variants.values()].filter(({ record }) => record !== null)),
    prices: work.addedPrices.filter(({ variant }) => !variant.product.isRemoved),
  }
}

function begin(source: string, stored: readonly StoredProduct[], prices: readonly StoredPrice[]): Work {
  const pricesOf = new Map<number, Price[]>()
  for (const price of prices) {
    const list = pricesOf.get(price.variantId)
    if (list === undefined) pricesOf.set(price.variantId, [price])
    else list.push(price)
  }
  const byKey = new Map<string, Product>()
  const standInsBySku = new Map<string, Product[]>()
  const products = stored.map((row) => {
    const product: Product = { ...row, record: null, isRemoved: false, variants: new Map() }
    for (const variant of row.variants) {
      product.variants.set(variant.sku, { ...variant, record: null, product, prices: pricesOf.get(variant.id) ?? [] })
      if (row.isStandIn) standInsBySku.set(variant.sku, [...(standInsBySku.get(variant.sku) ?? []), product])
    }
    if (row.source === source) byKey.set(row.externalId, product)
    return product
  })
  return { source, byKey, standInsBySku, products, addedPrices: [] }
}

function takeProduct(work: Work, reading: Reading): { product: Product; outcome: keyof WriteCounts } {
  const { externalId, hash, validFrom, record } = reading
  const known = work.byKey.get(externalId)
  if (known === undefined) {
    const product: Product = {
      id: null,
      externalId,
      hash,
      updatedAt: validFrom,
      record,
      isStandIn: false,
      isRemoved: false,
      variants: new Map(),
    }
    work.byKey.set(externalId, product)
    work.products.push(product)
    return { product, outcome: 'added' }
  }
  // An older list brings prices of its time, not what the product is now.
  if (known.hash === hash || known.updatedAt > validFrom) return { product: known, outcome: 'unchanged' }
  known.hash = hash
  known.updatedAt = validFrom
  known.record = record
  known.isStandIn = false
  return { product: known, outcome: 'changed' }
}

/** Adds and updates variants; what the source does not say (null) stays as it was. */
function takeVariants(work: Work, product: Product, { variants }: Reading): void {
  let position = 0
  for (const [sku, record] of variants) {
    position++
    const { costCents, stock } = record
    const title = storable(record.title)
    const known = product.variants.get(sku)
    if (known === undefined) {
      product.variants.set(sku, { id: null, product, sku, position, title, costCents, stock, record, prices: [] })
    } else {
      known.position = position
      known.title = title
      known.costCents = costCents ?? known.costCents
      known.stock = stock ?? known.stock
      known.record = record
    }
    // A catalogue knows better than an order what stands behind a number: the stand-in made from orders goes.
    for (const standIn of work.standInsBySku.get(sku) ?? []) {
      if (standIn === product || !standIn.isStandIn || standIn.isRemoved) continue
      standIn.isRemoved = true
      if (work.byKey.get(standIn.externalId) === standIn) work.byKey.delete(standIn.externalId)
    }
  }
}

/** Adds to the ledger where the price differs from the one that held at that time. */
function takePrices(work: Work, product: Product, { variants, validFrom, record: { currency } }: Reading): Fact[] {
  const facts: Fact[] = []
  for (const [sku, record] of variants) {
    const { priceCents, compareAtCents } = record
    const variant = product.variants.get(sku)
    if (variant === undefined || priceCents === null) continue
    const place = variant.prices.findLastIndex((price) => price.validFrom <= validFrom)
    const held = variant.prices[place]
    if (held !== undefined && (held.validFrom === validFrom || isSamePrice(held, priceCents, compareAtCents))) continue
    const price = { validFrom, priceCents, compareAtCents }
    variant.prices.splice(place + 1, 0, price)
    work.addedPrices.push({ ...price, variant, currency })
    facts.push(priceFact(work.source, { ...record, sku, priceCents }, validFrom, currency))
  }
  return facts
}

function isSamePrice(held: Price, priceCents: number, compareAtCents: number | null): boolean {
  return held.priceCents === priceCents && held.compareAtCents === compareAtCents
}

/** The product with all variants that are known, at their last prices. */
function asStored(product: Product, record: ProductRecord): ProductRecord {
  const variants = [...product.variants.values()].sort((a, b) => a.position - b.position)
  return {
    ...record,
    variants: variants.map(({ sku, title, costCents, stock, prices }) => {
      const last = prices.at(-1)
      return {
        sku,
        title,
        options: {},
        priceCents: last?.priceCents ?? null,
        compareAtCents: last?.compareAtCents ?? null,
        costCents,
        stock,
      }
    }),
  }
}
