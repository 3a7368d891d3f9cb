/**
 * The records every import format is read into and every writer takes: what a shop's catalogue, customers and orders
 * are, whatever system they come from. Money is integer cents; instants are UTC milliseconds since 1970.
 */
import type { Lang } from '../core/lang.ts'

/** What a line of an order is; only `product`, `voucher`, `shipping` and `discount` are revenue. */
export const LINE_KINDS = ['product', 'voucher', 'shipping', 'discount', 'fee', 'adjustment'] as const
export type LineKind = (typeof LINE_KINDS)[number]

/** What a document is: a purchase, the cancellation of one, or a booking that is neither (stock, bad debt). */
export const DOCUMENT_KINDS = ['order', 'cancellation', 'adjustment'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

export interface VariantRecord {
  readonly sku: string
  readonly title: string
  readonly barcode?: string
  readonly options: Readonly<Record<string, string>>
  /** Null: the source says nothing about it; the stored value stays. */
  readonly priceCents: number | null
  readonly compareAtCents: number | null
  readonly costCents: number | null
  readonly stock: number | null
}

export interface ProductRecord {
  readonly type: 'product'
  /** The product's key in the source system (Shopify: handle, WooCommerce: ID or SKU). */
  readonly externalId: string
  readonly title: Readonly<Partial<Record<Lang, string>>>
  readonly description: Readonly<Partial<Record<Lang, string>>>
  readonly brand: string
  /** Path from the root, joined by ' > '; empty: unknown. */
  readonly category: string
  readonly tags: readonly string[]
  readonly attributes: Readonly<Record<string, string | number | boolean | Readonly<Record<Lang, string>>>>
  readonly status: 'active' | 'draft' | 'archived'
  readonly variants: readonly VariantRecord[]
  readonly currency: string
  /** When these prices were valid from; null: the time of the import. */
  readonly validFrom: number | null
}

export interface CustomerRecord {
  readonly type: 'customer'
  readonly externalId: string
  readonly email: string
  readonly name: string
  readonly country: string
  readonly city: string
  readonly postcode: string
  readonly createdAt: number | null
  readonly acceptsMarketing: boolean
}

export interface OrderLineRecord {
  readonly sku: string
  readonly title: string
  readonly kind: LineKind
  /** Pieces; negative where goods came back. */
  readonly quantity: number
  readonly unitPriceCents: number
  /** What the line adds to the order's total (rounded once, half up, from the exact product). */
  readonly totalCents: number
}

export interface RefundRecord {
  readonly externalId: string
  readonly refundedAt: number
  /** Positive amount paid back. */
  readonly amountCents: number
  readonly reason: string
}

export interface OrderRecord {
  readonly type: 'order'
  readonly externalId: string
  readonly document: DocumentKind
  readonly placedAt: number
  readonly currency: string
  /** Key of the customer in the source system; empty: guest or unknown. */
  readonly customerExternalId: string
  readonly customerEmail: string
  readonly country: string
  readonly channel: string
  /** When an order was called off as a whole; null: it was not. */
  readonly cancelledAt: number | null
  readonly lines: readonly OrderLineRecord[]
  readonly refunds: readonly RefundRecord[]
}

/** One event of the shop in Segment's vocabulary, as a source sent it. */
export interface EventRecord {
  readonly type: 'event'
  /** The source's own id (`messageId`); the same id is stored once. */
  readonly messageId: string
  /** 'Product Viewed', 'Product Added', 'Checkout Step Viewed', 'Order Completed', ... */
  readonly name: string
  readonly at: number
  readonly anonymousId: string
  readonly customerExternalId: string
  readonly sku: string
  readonly device: string
  readonly browser: string
  readonly country: string
  readonly channel: string
  readonly path: string
  readonly valueCents: number
  readonly properties: Readonly<Record<string, unknown>>
}

export type ImportRecord = ProductRecord | CustomerRecord | OrderRecord | EventRecord

/** A row that could not be read into a record. */
export interface RejectedRow {
  readonly type: 'rejected'
  /** 1-based line in the file where the row begins (xlsx: the row of the sheet). */
  readonly line: number
  readonly reason: string
  /** The row's fields as they stood. */
  readonly fields: readonly string[]
}

/** A record and the rows it was read from. */
export interface ReadRecord<R extends ImportRecord = ImportRecord> {
  readonly record: R
  /** Ordinal (0-based, data rows only) of the record's first and last row in the file. */
  readonly firstRow: number
  readonly lastRow: number
}
