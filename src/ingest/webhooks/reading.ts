/** What a delivery says, whatever shop system it came from: changes to be made, or why there are none. */
import type { Lang } from '../../core/lang.ts'
import type { CustomerRecord, OrderRecord, ProductRecord, RefundRecord, VariantRecord } from '../records.ts'

/** Which object of the shop a state belongs to and how new it is. */
interface Version {
  /** What the shop calls it in deliveries that name nothing else. */
  readonly foreignId: string
  /** When the shop changed it, UTC milliseconds; an older state never replaces a newer one. */
  readonly at: number
  /** When it was sent, where the shop says so, else 0; tells states of the same second apart. */
  readonly sentAt: number
  /** Taken back out of the bin: a deletion heard of before does not hold any more. */
  readonly restored?: boolean
}

export interface OrderChange extends Version {
  readonly type: 'order'
  readonly record: OrderRecord
  /** The order is called off, but only where it is known: it never became one. */
  readonly onlyIfKnown?: boolean
  /** `cancelledAt` is when we heard of it; one that was heard of earlier stays. */
  readonly cancelledAtHeard?: boolean
  /** The refunds are all there are, dated when we heard of them; those heard of before keep their date. */
  readonly refundsHeard?: boolean
}

export interface StockItem {
  readonly itemId: string
  readonly sku: string
  readonly stock: number | null
}

export interface ProductChange extends Version {
  readonly type: 'product'
  readonly record: ProductRecord
  /** Numbers by which stock levels name its variants. */
  readonly items?: readonly StockItem[]
  /** The category is only its last step, and variants are not told: what is stored of them stays. */
  readonly partial?: boolean
}

/** One variant, sent without its product. */
export interface VariantChange extends Version {
  readonly type: 'variant'
  readonly productId: string
  readonly variant: VariantRecord
}

export interface CustomerChange extends Version {
  readonly type: 'customer'
  readonly record: CustomerRecord
  /** The shop does not say whether they may be written to: what is stored stays. */
  readonly consentUntold?: boolean
}

export interface GoneChange {
  readonly type: 'gone'
  readonly kind: 'order' | 'product' | 'customer'
  readonly foreignId: string
  /** Our key where the shop's number is the key. */
  readonly externalId?: string
}

export interface RefundChange {
  readonly type: 'refund'
  /** The shop's number of the order. */
  readonly orderId: string
  readonly refund: RefundRecord
}

export interface StockChange {
  readonly type: 'stock'
  readonly itemId: string
  readonly locationId: string
  readonly available: number
  readonly at: number
}

export interface PrivacyChange {
  readonly type: 'privacy'
  readonly kind: 'export' | 'erase' | 'erase-shop'
  /** By what the person may be known, the most likely first. */
  readonly customerIds: readonly string[]
  readonly orderIds: readonly string[]
}

/** Something changed and the shop does not say how. */
export interface UntoldChange {
  readonly type: 'untold'
  readonly entity: string
  readonly foreignId: string
  readonly operation: string
  readonly fields: readonly string[]
  readonly at: number
}

export type Change =
  | OrderChange
  | ProductChange
  | VariantChange
  | CustomerChange
  | GoneChange
  | RefundChange
  | StockChange
  | PrivacyChange
  | UntoldChange

/** Changes; a text: why nothing is to be done. */
export type Reading = readonly Change[] | string

export interface ReadContext {
  readonly timeZone: string
  readonly lang: Lang
  /** What the shop's prices are in. */
  readonly currency: string
  readonly receivedAt: number
}
