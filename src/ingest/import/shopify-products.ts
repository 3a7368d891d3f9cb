import type { ProductRecord, VariantRecord } from '../records.ts'
import type { Adapter, AdapterContext } from './adapter.ts'
import { fieldAt } from './adapter.ts'
import { locate, SHOPIFY_PRODUCTS } from './formats.ts'
import { textOfHtml } from './html.ts'
import { MoneyReader, parseWhole, quantityFault } from './numbers.ts'
import { categoryPath, currencyOf, optionalCents, tagList } from './product-fields.ts'
import type { Sink } from './sink.ts'
import { TextPool } from './text-pool.ts'

type Column = keyof typeof SHOPIFY_PRODUCTS
type Attributes = Record<string, string | number>

interface OpenProduct {
  readonly handle: string
  /** The product without its variants; null: its first row has no title, so its rows cannot be used. */
  readonly product: Omit<ProductRecord, 'variants'> | null
  readonly optionNames: readonly string[]
  readonly variants: VariantRecord[]
  lastRow: number
}

/** Shopify's product export, with the column names before and since 2024: product fields on its first row only. */
export class ShopifyProductsAdapter implements Adapter {
  readonly #at: Record<Column, number>
  readonly #context: AdapterContext
  readonly #money = new MoneyReader('auto')
  readonly #pool = new TextPool()
  readonly #metafields: ReadonlyArray<{ readonly name: string; readonly column: number }>
  readonly #currency: string
  #open: OpenProduct | null = null

  constructor(context: AdapterContext) {
    this.#at = locate(context.columns, SHOPIFY_PRODUCTS)
    this.#context = context
    this.#currency = currencyOf(context)
    this.#metafields = context.columns.flatMap((column, at) => {
      const name = /^(.+?) \(product\.metafields\.[\w.-]+\)$/.exec(column)?.[1]
      return name === undefined ? [] : [{ name, column: at }]
    })
  }

  take(fields: readonly string[], line: number, row: number, sink: Sink): void {
    const handle = this.#field(fields, 'handle')
    if (handle === '') {
      sink.reject(line, 'The handle is empty; the row belongs to no product.', fields)
      return
    }
    if (this.#open !== null && this.#open.handle !== handle) this.finish(sink)
    const open = this.#open ?? this.#begin(handle, fields, row, sink)
    open.lastRow = row
    if (open.product === null) {
      const reason = `The first row of product '${handle}' has no title; keep the rows of a product together.`
      sink.reject(line, reason, fields)
      return
    }
    const variant = this.#variantOf(fields, open)
    if (typeof variant === 'string') sink.reject(line, variant, fields)
    else if (variant !== null) open.variants.push(variant)
  }

  finish(sink: Sink): void {
    if (this.#open === null) return
    const { product, variants, lastRow } = this.#open
    this.#open = null
    sink.end(product === null ? null : { ...product, variants }, lastRow)
  }

  #field(fields: readonly string[], column: Column): string {
    return fieldAt(fields, this.#at[column])
  }

  #begin(handle: string, fields: readonly string[], row: number, sink: Sink): OpenProduct {
    const title = this.#field(fields, 'title')
    this.#open = {
      handle: this.#pool.own(handle),
      product: title === '' ? null : this.#productOf(handle, title, fields),
      optionNames: [
        this.#field(fields, 'option1Name'),
        this.#field(fields, 'option2Name'),
        this.#field(fields, 'option3Name'),
      ],
      variants: [],
      lastRow: row,
    }
    sink.begin(row)
    return this.#open
  }

  #productOf(handle: string, title: string, fields: readonly string[]): Omit<ProductRecord, 'variants'> {
    const { lang } = this.#context
    const description = this.#pool.own(textOfHtml(this.#field(fields, 'description')))
    const productType = this.#pool.own(this.#field(fields, 'productType'))
    const category = categoryPath(this.#field(fields, 'category'))
    return {
      type: 'product',
      externalId: this.#pool.own(handle),
      title: { [lang]: this.#pool.own(title) },
      description: description === '' ? {} : { [lang]: description },
      brand: this.#pool.own(this.#field(fields, 'vendor')),
      category: this.#pool.own(category === '' ? productType : category),
      tags: tagList(this.#field(fields, 'tags')).map((tag) => this.#pool.own(tag)),
      attributes: this.#attributes(fields, category === '' ? '' : productType),
      status: this.#status(fields),
      currency: this.#currency,
      validFrom: null,
    }
  }

  #attributes(fields: readonly string[], productType: string): Attributes {
    const attributes: Attributes = {}
    if (productType !== '') attributes.productType = productType
    const grams = parseWhole(this.#field(fields, 'grams'))
    if (grams > 0) attributes.weightGrams = grams
    for (const { name, column } of this.#metafields) {
      const value = fieldAt(fields, column)
      if (value !== '') attributes[name] = this.#pool.own(value)
    }
    return attributes
  }

  #status(fields: readonly string[]): ProductRecord['status'] {
    const status = this.#field(fields, 'status').toLowerCase()
    if (status === 'archived') return 'archived'
    if (status === 'active') return 'active'
    if (status === 'draft' || status === 'unlisted') return 'draft'
    return this.#field(fields, 'published').toLowerCase() === 'false' ? 'draft' : 'active'
  }

  /** The row's variant; null: the row only adds a picture; a text: why it cannot be used. */
  #variantOf(fields: readonly string[], open: OpenProduct): VariantRecord | string | null {
    const values = [this.#field(fields, 'option1'), this.#field(fields, 'option2'), this.#field(fields, 'option3')]
    const priceText = this.#field(fields, 'price')
    const sku = this.#field(fields, 'sku')
    if (open.variants.length > 0 && sku === '' && priceText === '' && values.every((value) => value === '')) return null
    const options: Record<string, string> = {}
    for (const [at, value] of values.entries()) {
      const name = open.optionNames[at] ?? ''
      if (value !== '' && !(name === 'Title' && value === 'Default Title')) {
        options[this.#pool.own(name === '' ? `Option ${at + 1}` : name)] = this.#pool.own(value)
      }
    }
    const stockText = this.#field(fields, 'stock')
    const priceCents = optionalCents(this.#money, 'The price', priceText)
    const compareAtCents = optionalCents(this.#money, 'The compare-at price', this.#field(fields, 'compareAt'))
    const costCents = optionalCents(this.#money, 'The cost per item', this.#field(fields, 'cost'))
    if (typeof priceCents === 'string') return priceCents
    if (typeof compareAtCents === 'string') return compareAtCents
    if (typeof costCents === 'string') return costCents
    const stockFault = stockText === '' ? null : quantityFault('The inventory quantity', stockText)
    if (stockFault !== null) return stockFault
    const label = Object.values(options).join(' / ')
    const barcode = withoutApostrophe(this.#field(fields, 'barcode'))
    return {
      sku: this.#pool.own(
        sku === '' ? [open.handle, label].filter((part) => part !== '').join(':') : withoutApostrophe(sku),
      ),
      title: label,
      ...(barcode === '' ? {} : { barcode: this.#pool.own(barcode) }),
      options,
      priceCents,
      compareAtCents,
      costCents,
      stock: stockText === '' ? null : parseWhole(stockText),
    }
  }
}

/** Shopify puts an apostrophe before long numbers so that spreadsheets leave them alone. */
function withoutApostrophe(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text
}
