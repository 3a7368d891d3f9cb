import type { ProductRecord, VariantRecord } from '../records.ts'
import type { Adapter, AdapterContext } from './adapter.ts'
import { fieldAt } from './adapter.ts'
import { textOfHtml } from './html.ts'
import { decimalStyle, type MappedColumns } from './mapped-columns.ts'
import type { ProductsMapping } from './mapping.ts'
import { MoneyReader, parseWhole, quantityFault } from './numbers.ts'
import { categoryPath, currencyOf, optionalCents, tagList } from './product-fields.ts'
import type { Sink } from './sink.ts'
import { TextPool } from './text-pool.ts'

const COLUMNS = [
  'sku',
  'title',
  'titleDe',
  'titleEn',
  'product',
  'description',
  'descriptionDe',
  'descriptionEn',
  'brand',
  'category',
  'tags',
  'status',
  'barcode',
  'price',
  'compareAt',
  'cost',
  'stock',
] as const
type Column = (typeof COLUMNS)[number]

interface OpenProduct {
  readonly product: Omit<ProductRecord, 'variants'>
  readonly variants: VariantRecord[]
  lastRow: number
}

/** Products of somebody's own CSV: rows of the same product that follow one another are its variants. */
export class MappedProductsAdapter implements Adapter {
  readonly #mapping: ProductsMapping
  readonly #context: AdapterContext
  readonly #at: Record<Column, number>
  readonly #money: MoneyReader
  readonly #pool = new TextPool()
  readonly #attributes: ReadonlyArray<{ readonly name: string; readonly column: number }>
  readonly #options: ReadonlyArray<{ readonly name: string; readonly column: number }>
  readonly #currency: string
  #open: OpenProduct | null = null

  constructor(mapping: ProductsMapping, context: AdapterContext, columns: MappedColumns) {
    this.#mapping = mapping
    this.#context = { ...context, lang: mapping.lang ?? context.lang }
    this.#at = columns.all<Column>(mapping.columns, COLUMNS)
    this.#money = new MoneyReader(decimalStyle(mapping, context.excel))
    const named = (names: Readonly<Record<string, string>>) =>
      Object.entries(names).map(([column, name]) => ({ name, column: columns.at(column) }))
    this.#attributes = named(mapping.attributes)
    this.#options = named(mapping.options)
    this.#currency = mapping.currency ?? currencyOf(context)
  }

  take(fields: readonly string[], line: number, row: number, sink: Sink): void {
    const key = this.#field(fields, this.#at.product === -1 ? 'sku' : 'product')
    if (this.#open !== null && key !== '' && key !== this.#open.product.externalId) this.finish(sink)
    const variant = this.#variantOf(fields)
    const title = this.#texts(fields, ['title', 'titleDe', 'titleEn'])
    const fault = this.#faultOf(key, title)
    if (typeof variant === 'string' || fault !== null) {
      sink.reject(line, fault ?? String(variant), fields)
      return
    }
    if (this.#open === null) {
      this.#open = { product: this.#productOf(key, title, fields), variants: [], lastRow: row }
      sink.begin(row)
    }
    this.#open.variants.push(variant)
    this.#open.lastRow = row
  }

  finish(sink: Sink): void {
    if (this.#open === null) return
    const { product, variants, lastRow } = this.#open
    this.#open = null
    sink.end({ ...product, variants }, lastRow)
  }

  #field(fields: readonly string[], column: Column): string {
    return fieldAt(fields, this.#at[column])
  }

  #columnName(column: Column): string {
    return this.#mapping.columns[column] ?? column
  }

  #faultOf(key: string, title: ProductRecord['title']): string | null {
    if (key === '') return 'The key of the product is empty; the row belongs to no product.'
    const missing = this.#open === null && Object.keys(title).length === 0
    return missing ? `Product '${key}' has no title; a product needs one.` : null
  }

  #texts(fields: readonly string[], columns: readonly [Column, Column, Column]): Partial<Record<'de' | 'en', string>> {
    const [plain, de, en] = columns.map((column) => this.#pool.own(textOfHtml(this.#field(fields, column))))
    const texts: Partial<Record<'de' | 'en', string>> = {}
    if (plain !== undefined && plain !== '') texts[this.#context.lang] = plain
    if (de !== undefined && de !== '') texts.de = de
    if (en !== undefined && en !== '') texts.en = en
    return texts
  }

  #productOf(key: string, title: ProductRecord['title'], fields: readonly string[]): Omit<ProductRecord, 'variants'> {
    const status = this.#field(fields, 'status').toLowerCase()
    return {
      type: 'product',
      externalId: this.#pool.own(key),
      title,
      description: this.#texts(fields, ['description', 'descriptionDe', 'descriptionEn']),
      brand: this.#pool.own(this.#field(fields, 'brand')),
      category: this.#pool.own(categoryPath(this.#field(fields, 'category'))),
      tags: tagList(this.#field(fields, 'tags')).map((tag) => this.#pool.own(tag)),
      attributes: this.#values(fields, this.#attributes),
      status: status === 'draft' || status === 'archived' ? status : 'active',
      currency: this.#currency,
      validFrom: null,
    }
  }

  #values(fields: readonly string[], columns: ReadonlyArray<{ name: string; column: number }>): Record<string, string> {
    const pairs = columns.map(({ name, column }) => [name, this.#pool.own(fieldAt(fields, column))] as const)
    return Object.fromEntries(pairs.filter(([, value]) => value !== ''))
  }

  #variantOf(fields: readonly string[]): VariantRecord | string {
    const sku = this.#field(fields, 'sku')
    if (sku === '') return `${this.#columnName('sku')} is empty; the row names no product.`
    const priceCents = this.#cents(fields, 'price')
    const compareAtCents = this.#cents(fields, 'compareAt')
    const costCents = this.#cents(fields, 'cost')
    if (typeof priceCents === 'string') return priceCents
    if (typeof compareAtCents === 'string') return compareAtCents
    if (typeof costCents === 'string') return costCents
    const stockText = this.#field(fields, 'stock')
    const stockFault = stockText === '' ? null : quantityFault(this.#columnName('stock'), stockText)
    if (stockFault !== null) return stockFault
    const options = this.#values(fields, this.#options)
    const barcode = this.#pool.own(this.#field(fields, 'barcode'))
    return {
      sku: this.#pool.own(sku),
      title: Object.values(options).join(' / '),
      ...(barcode === '' ? {} : { barcode }),
      options,
      priceCents,
      compareAtCents,
      costCents,
      stock: stockText === '' ? null : parseWhole(stockText),
    }
  }

  #cents(fields: readonly string[], column: Column): number | string | null {
    return optionalCents(this.#money, this.#columnName(column), this.#field(fields, column))
  }
}
