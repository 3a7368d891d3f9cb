import type { ProductRecord, VariantRecord } from '../records.ts'
import type { Adapter, AdapterContext } from './adapter.ts'
import { fieldAt } from './adapter.ts'
import { DateReader } from './dates.ts'
import { locate, normalName, WOOCOMMERCE_PRODUCTS } from './formats.ts'
import { textOfHtml } from './html.ts'
import { MoneyReader, parseWhole, quantityFault } from './numbers.ts'
import { categoryPath, currencyOf, optionalCents, tagList } from './product-fields.ts'
import type { Sink } from './sink.ts'
import { TextPool } from './text-pool.ts'

type Column = keyof typeof WOOCOMMERCE_PRODUCTS

/**
 * WooCommerce's product export, in English and German. Variations stand anywhere in the file, so they are collected in
 * a first run (`collect`) and given with their product in the second: only variations are held in memory.
 */
export class WooCommerceProductsAdapter implements Adapter {
  readonly #at: Record<Column, number>
  readonly #context: AdapterContext
  readonly #money = new MoneyReader('auto')
  readonly #dates: DateReader
  readonly #pool = new TextPool()
  readonly #attributes: ReadonlyArray<{ readonly name: number; readonly values: number }>
  readonly #currency: string
  readonly #byParent = new Map<string, VariantRecord[]>()
  readonly #parents = new Set<string>()

  constructor(context: AdapterContext) {
    this.#at = locate(context.columns, WOOCOMMERCE_PRODUCTS)
    this.#context = context
    this.#currency = currencyOf(context)
    this.#dates = new DateReader({ zone: context.zone, order: context.dateOrder, serials: context.excel })
    this.#attributes = attributeColumns(context.columns)
  }

  /** First run: keeps the row when it is a variation, and remembers the product when it is one. */
  collect(fields: readonly string[]): void {
    if (!this.#isVariation(fields)) {
      for (const key of this.#keysOf(fields)) this.#parents.add(this.#pool.own(key))
      return
    }
    const variant = this.#variantOf(fields, this.#pairs(fields))
    if (typeof variant === 'string') return
    const parent = this.#pool.own(this.#field(fields, 'parent'))
    const siblings = this.#byParent.get(parent)
    if (siblings === undefined) this.#byParent.set(parent, [variant])
    else siblings.push(variant)
  }

  take(fields: readonly string[], line: number, row: number, sink: Sink): void {
    if (this.#isVariation(fields)) {
      const variant = this.#variantOf(fields, this.#pairs(fields))
      const parent = this.#field(fields, 'parent')
      if (typeof variant === 'string') sink.reject(line, variant, fields)
      else if (!this.#parents.has(parent)) {
        sink.reject(line, `The product '${parent}' this variation belongs to is not in the file.`, fields)
      }
      return
    }
    const [externalId] = this.#keysOf(fields)
    if (externalId === undefined) {
      sink.reject(line, 'ID and SKU are empty; the product cannot be told apart from others.', fields)
      return
    }
    const product = this.#productOf(externalId, fields)
    if (typeof product === 'string') sink.reject(line, product, fields)
    else sink.single(product, row)
  }

  finish(): void {
    return
  }

  #field(fields: readonly string[], column: Column): string {
    return fieldAt(fields, this.#at[column])
  }

  #types(fields: readonly string[]): string[] {
    return this.#field(fields, 'productType')
      .toLowerCase()
      .split(',')
      .map((type) => type.trim())
  }

  #isVariation(fields: readonly string[]): boolean {
    return this.#types(fields).includes('variation')
  }

  /** How variations name this product, the product's own key first. */
  #keysOf(fields: readonly string[]): string[] {
    const id = this.#field(fields, 'id')
    const sku = this.#field(fields, 'sku')
    return [id === '' ? '' : `id:${id}`, sku].filter((key) => key !== '')
  }

  #pairs(fields: readonly string[]): Array<readonly [string, string]> {
    return this.#attributes
      .map(
        ({ name, values }) => [this.#pool.own(fieldAt(fields, name)), this.#pool.own(fieldAt(fields, values))] as const,
      )
      .filter(([name, value]) => name !== '' && value !== '')
  }

  #productOf(key: string, fields: readonly string[]): ProductRecord | string {
    const { lang } = this.#context
    const title = this.#field(fields, 'name')
    const variations = this.#keysOf(fields).flatMap((name) => this.#byParent.get(name) ?? [])
    if (title === '') {
      const also = variations.length === 0 ? '' : ` Its ${variations.length} variations are left out with it.`
      return `Name is empty; a product needs a name.${also}`
    }
    const types = this.#types(fields)
    const own = types.includes('variable') || types.includes('grouped') ? [] : [this.#variantOf(fields, [])]
    const fault = own.find((variant) => typeof variant === 'string')
    if (fault !== undefined) return fault
    const optionNames = new Set(variations.flatMap((variant) => Object.keys(variant.options)))
    const html = this.#field(fields, 'description') || this.#field(fields, 'shortDescription')
    const description = this.#pool.own(textOfHtml(html.replaceAll('\\n', '\n')))
    return {
      type: 'product',
      externalId: this.#pool.own(key.replace(/^id:/, '')),
      title: { [lang]: this.#pool.own(textOfHtml(title)) },
      description: description === '' ? {} : { [lang]: description },
      brand: this.#pool.own(this.#field(fields, 'brand')),
      category: this.#pool.own(deepestCategory(this.#field(fields, 'categories'))),
      tags: tagList(this.#field(fields, 'tags')).map((tag) => this.#pool.own(tag)),
      attributes: Object.fromEntries(this.#pairs(fields).filter(([name]) => !optionNames.has(name))),
      status: ['0', '-1'].includes(this.#field(fields, 'published')) ? 'draft' : 'active',
      variants: [...variations, ...own.filter((variant) => typeof variant !== 'string')],
      currency: this.#currency,
      validFrom: null,
    }
  }

  /** What is sold by this row; a text: why it cannot be used. */
  #variantOf(fields: readonly string[], options: ReadonlyArray<readonly [string, string]>): VariantRecord | string {
    const regular = optionalCents(this.#money, 'The regular price', this.#field(fields, 'regularPrice'))
    const sale = optionalCents(this.#money, 'The sale price', this.#field(fields, 'salePrice'))
    const costCents = optionalCents(this.#money, 'The cost', this.#field(fields, 'cost'))
    const stockText = this.#field(fields, 'stock')
    // 'parent': the stock is kept at the product.
    const counted = stockText !== '' && stockText !== 'parent'
    const stockFault = counted ? quantityFault('The stock', stockText) : null
    if (typeof regular === 'string') return regular
    if (typeof sale === 'string') return sale
    if (typeof costCents === 'string') return costCents
    if (stockFault !== null) return stockFault
    const reduced = sale !== null && this.#saleCounts(fields)
    const label = options.map(([, value]) => value).join(' / ')
    const barcode = this.#field(fields, 'barcode')
    return {
      sku: this.#pool.own(this.#skuOf(fields)),
      title: label,
      ...(barcode === '' ? {} : { barcode: this.#pool.own(barcode) }),
      options: Object.fromEntries(options),
      priceCents: reduced ? sale : regular,
      compareAtCents: reduced ? regular : null,
      costCents,
      stock: counted ? parseWhole(stockText) : null,
    }
  }

  #skuOf(fields: readonly string[]): string {
    const sku = this.#field(fields, 'sku')
    const id = this.#field(fields, 'id')
    if (sku !== '' || id !== '') return sku === '' ? `id:${id}` : sku
    return [this.#field(fields, 'parent'), ...this.#pairs(fields).map(([, value]) => value)].join(':')
  }

  /** Whether the sale price is the price at the time that was asked for. */
  #saleCounts(fields: readonly string[]): boolean {
    const { asOf } = this.#context
    if (asOf === null) return true
    const start = this.#dates.read(this.#field(fields, 'saleStart'))
    const end = this.#dates.read(this.#field(fields, 'saleEnd'))
    return !(asOf < start) && !(asOf >= end + 86_400_000)
  }
}

function attributeColumns(columns: readonly string[]): Array<{ name: number; values: number }> {
  const normal = columns.map(normalName)
  return normal.flatMap((column, name) => {
    const match = /^attribut(e?)(\d+)name$/.exec(column)
    if (match === null) return []
    const values = normal.indexOf(match[1] === 'e' ? `attribute${match[2]}values` : `attribut${match[2]}werte`)
    return values === -1 ? [] : [{ name, values }]
  })
}

function deepestCategory(text: string): string {
  const paths = tagList(text).map(categoryPath)
  return paths.reduce(
    (deepest, path) => (path.split(' > ').length > deepest.split(' > ').length ? path : deepest),
    paths[0] ?? '',
  )
}
