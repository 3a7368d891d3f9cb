/** The way to what a shop has live, prices and descriptions: the same for every system it may run on. */
import type { Lang } from '../../core/lang.ts'

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

/** 'already': an earlier attempt, or somebody in the shop, had done it. */
export type Outcome = 'changed' | 'already'

export interface PriceReceipt {
  readonly outcome: Outcome
  readonly before: Omit<ShopPrice, 'currency'>
  readonly after: Omit<ShopPrice, 'currency'>
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

/** A product of the workbench's catalogue; a shop knows it by the numbers of its variants. */
export interface TextRef {
  readonly source: string
  readonly externalId: string
  readonly skus: readonly string[]
}

export interface TextChange {
  readonly lang: Lang
  /** What was live when it was approved; null: there was no text. */
  readonly fromHtml: string | null
  /** Empty: no text any more. */
  readonly toHtml: string
  /** The same for every attempt at the same decision. */
  readonly key: string
}

export interface TextReceipt {
  readonly outcome: Outcome
  /** Null: there was no text. */
  readonly before: string | null
  readonly after: string
}

export interface TextChannel {
  readonly kind: ShopKind
  /**
   * The description that is live, as HTML; empty: it has none in this language; null: there is no such product.
   * @throws AppError 'input.conflict' where the shop has no texts in this language; 'channel.failed'
   */
  readText(ref: TextRef, lang: Lang): Promise<string | null>
  /**
   * Makes `toHtml` what is live, where `fromHtml` is; reads back that it is, and brings the workbench's catalogue along.
   * @throws AppError 'input.conflict' where another text is live; 'channel.failed', see `details.temporary`
   */
  setText(ref: TextRef, change: TextChange): Promise<TextReceipt>
  /** What an earlier attempt of this key is known to have done; null: nothing is known of one. */
  wasSet(ref: TextRef, key: string): Promise<TextReceipt | null>
}

/** What is live and what may be written; one for each system. Everything throws AppError 'channel.failed'. */
export interface ShopAdapter {
  readonly kind: Exclude<ShopKind, 'catalogue'>
  /** As people call it: 'Shopify (bergfreund.myshopify.com)'. */
  readonly name: string
  /** Null: there is no such article. */
  readPrice(sku: string): Promise<(ShopPrice & { readonly priceCents: number }) | null>
  writePrice(sku: string, price: { readonly priceCents: number; readonly compareAtCents: number | null }): Promise<void>
  /** The description as the shop keeps it; empty: none; null: there is no product with a variant of these numbers. */
  readText(skus: readonly string[], lang: Lang): Promise<string | null>
  writeText(skus: readonly string[], lang: Lang, html: string): Promise<void>
  /** Reads only. @returns what it found, in a few words */
  verify(): Promise<string>
}

/** A crossed-out price that is not above the price says nothing. */
export function strikeAfter(toCents: number, compareAtCents: number | null): number | null {
  return compareAtCents !== null && compareAtCents > toCents ? compareAtCents : null
}
