/** The way to the shop's prices: the same for every system it may run on. */

/** 'catalogue': no shop is connected; the workbench's own catalogue stands for it. */
export type ShopKind = 'catalogue' | 'shopify' | 'woocommerce' | 'shopware'

/** A variant by its article number; `productId` ('shopify/jacket') helps where the workbench knows two of that number. */
export interface PriceRef {
  readonly sku: string
  readonly productId: string
}

export interface ShopPrice {
  /** Null: not known. */
  readonly priceCents: number | null
  /** The crossed-out price; null: there is none. */
  readonly compareAtCents: number | null
  readonly currency: string
}

export interface PriceChange {
  /** What was live when it was approved; null: it was not known. */
  readonly fromCents: number | null
  readonly toCents: number
  /** The crossed-out price to go with it; left out: the one that is there, as long as it is above the new price. */
  readonly compareAtCents?: number | null
  readonly currency: string
  /** The same for every attempt at the same decision. */
  readonly key: string
}

export interface PriceReceipt {
  /** 'already': an earlier attempt, or somebody in the shop, had done it. */
  readonly outcome: 'changed' | 'already'
  readonly before: Omit<ShopPrice, 'currency'>
  readonly after: Omit<ShopPrice, 'currency'>
}

/** What is live and what may be written; one for each system. */
export interface ShopAdapter {
  readonly kind: Exclude<ShopKind, 'catalogue'>
  /** As people call it: 'Shopify (bergfreund.myshopify.com)'. */
  readonly name: string
  /** Null: there is no such article. Throws AppError 'channel.failed'. */
  readPrice(sku: string): Promise<(ShopPrice & { readonly priceCents: number }) | null>
  writePrice(sku: string, price: { readonly priceCents: number; readonly compareAtCents: number | null }): Promise<void>
  /** Reads only. @returns what it found, in a few words */
  verify(): Promise<string>
}

export interface ShopChannel {
  readonly kind: ShopKind
  /** What is live now; null: there is no such article. Throws AppError 'channel.failed'. */
  readPrice(ref: PriceRef): Promise<ShopPrice | null>
  /**
   * Makes `toCents` what is live, where `fromCents` is; reads back that it is, and brings the workbench's catalogue along.
   * @throws AppError 'input.conflict' where another price is live; 'channel.failed', see `details.temporary`
   */
  setPrice(ref: PriceRef, change: PriceChange): Promise<PriceReceipt>
  /** What an earlier attempt of this key is known to have done; null: nothing is known of one. */
  wasSet(ref: PriceRef, key: string): Promise<PriceReceipt | null>
}

/** A crossed-out price that is not above the price says nothing. */
export function strikeAfter(toCents: number, compareAtCents: number | null): number | null {
  return compareAtCents !== null && compareAtCents > toCents ? compareAtCents : null
}
