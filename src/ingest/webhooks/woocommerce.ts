/** WooCommerce's webhook topics as changes. Payloads are what its REST API answers for the object. */
import { AppError } from '../../core/errors.ts'
import { WOOCOMMERCE_PRODUCTS } from '../import/formats.ts'
import { WooCommerceProductsAdapter } from '../import/woocommerce-products.ts'
import type { CustomerRecord, ProductRecord } from '../records.ts'
import { child, decimal, field, instant, type Json, key, list, requiredInstant, requiredKey, text } from './fields.ts'
import { adapterContext, columnNames, fieldsOf, type Row, recordOf } from './from-rows.ts'
import type { Change, ReadContext, Reading } from './reading.ts'
import { readWooOrder } from './woocommerce-order.ts'

const MAX_DESCRIPTION = 100_000
const ATTRIBUTES = 30

/** @throws AppError 'input.invalid' with the reason where the content cannot be used */
export function readWooCommerce(topic: string, payload: Json, context: ReadContext): Reading {
  const [resource = '', event = ''] = topic.split('.')
  if (!['created', 'updated', 'deleted', 'restored'].includes(event)) return `the topic '${topic}' is not used`
  if (resource !== 'order' && resource !== 'product' && resource !== 'customer')
    return `the topic '${topic}' is not used`
  if (event === 'deleted') {
    const foreignId = requiredKey(payload, 'id')
    return [{ type: 'gone', kind: resource, foreignId, ...(resource === 'customer' ? {} : { externalId: foreignId }) }]
  }
  const restored = event === 'restored'
  if (resource === 'order') {
    const change = readWooOrder(payload, restored)
    return typeof change === 'string' ? change : [change]
  }
  return resource === 'product' ? readProduct(payload, restored, context) : [readCustomer(payload)]
}

function versionOf(payload: Json) {
  const at = instant(payload, 'date_modified_gmt') ?? requiredInstant(payload, 'date_created_gmt')
  return { foreignId: requiredKey(payload, 'id'), at, sentAt: 0 }
}

type Column = keyof typeof WOOCOMMERCE_PRODUCTS

const COLUMNS = [
  ...columnNames(WOOCOMMERCE_PRODUCTS),
  ...Array.from({ length: ATTRIBUTES }, (_, at) => [`Attribute ${at + 1} name`, `Attribute ${at + 1} value(s)`]).flat(),
]

function readProduct(product: Json, restored: boolean, context: ReadContext): Reading {
  const version = { ...versionOf(product), restored }
  const adapter = new WooCommerceProductsAdapter(adapterContext(COLUMNS, context))
  const parent = key(product, 'parent_id')
  if (text(product, 'type', 40) === 'variation') {
    const parentRow: Row<Column> = { id: requiredKey(product, 'parent_id'), productType: 'variable', name: '-' }
    const variationRow = rowOf(product, { productType: 'variation', parent: `id:${parent}` })
    const rows = [fieldsOf(WOOCOMMERCE_PRODUCTS, parentRow), variationRow]
    for (const row of rows) adapter.collect(row)
    const [variant] = productOf(adapter, rows).variants
    if (variant === undefined) throw new AppError('input.invalid', 'The variation cannot be read.')
    return [{ type: 'variant', ...version, foreignId: `variation-${version.foreignId}`, productId: parent, variant }]
  }
  const record = productOf(adapter, [rowOf(product, {})])
  const variable = ['variable', 'grouped'].includes(text(product, 'type', 40))
  const change: Change = {
    type: 'product',
    ...version,
    partial: true,
    record: { ...record, externalId: version.foreignId, validFrom: version.at },
  }
  // Its variations come by themselves; of one that has never been heard of, nothing could be sold yet.
  return variable || record.variants.length > 0 ? [change] : 'a product that is not sold'
}

function productOf(adapter: WooCommerceProductsAdapter, rows: readonly (readonly string[])[]): ProductRecord {
  const record = recordOf(adapter, rows)
  if (record.type !== 'product') throw new AppError('input.invalid', 'The delivery holds no product.')
  return record
}

function rowOf(product: Json, kind: Row<Column>): string[] {
  const managed = field(product, 'manage_stock') === true
  const onSale = field(product, 'on_sale') === true
  const status = text(product, 'status', 40)
  const names = (name: string) =>
    list(product, name)
      .map((item) => text(item, 'name', 200).replaceAll(',', '\\,'))
      .join(', ')
  const row: Row<Column> = {
    id: requiredKey(product, 'id'),
    productType: text(product, 'type', 40) || 'simple',
    sku: key(product, 'sku'),
    barcode: text(product, 'global_unique_id', 200),
    name: text(product, 'name'),
    published: status === 'publish' ? '1' : '0',
    shortDescription: text(product, 'short_description', MAX_DESCRIPTION),
    description: text(product, 'description', MAX_DESCRIPTION),
    stock: managed ? text(product, 'stock_quantity', 40) : '',
    salePrice: onSale ? decimal(product, 'sale_price') : '',
    regularPrice: decimal(product, 'regular_price') || decimal(product, 'price'),
    // The first one is the product's own; which lies in which is not told.
    categories: text(list(product, 'categories')[0] ?? {}, 'name', 200).replaceAll(',', '\\,'),
    tags: names('tags'),
    brand: text(list(product, 'brands')[0] ?? {}, 'name', 200),
    ...kind,
  }
  const attributes = list(product, 'attributes').slice(0, ATTRIBUTES)
  return [...fieldsOf(WOOCOMMERCE_PRODUCTS, row), ...attributes.flatMap(attributeOf)]
}

/** Products list the options of an attribute, a variation has one. */
function attributeOf(attribute: Json): [string, string] {
  const options = field(attribute, 'options')
  const listed = (Array.isArray(options) ? options : []).filter((option) => typeof option === 'string').join(', ')
  return [text(attribute, 'name', 200), text({ value: text(attribute, 'option') || listed }, 'value', 500)]
}

function readCustomer(customer: Json): Change {
  const email = key(customer, 'email').toLowerCase()
  const billing = child(customer, 'billing')
  const record: CustomerRecord = {
    type: 'customer',
    externalId: email || requiredKey(customer, 'id'),
    email,
    name: `${text(customer, 'first_name', 200)} ${text(customer, 'last_name', 200)}`.trim(),
    country: text(billing, 'country', 60).toUpperCase(),
    city: text(billing, 'city', 200),
    postcode: text(billing, 'postcode', 60),
    createdAt: instant(customer, 'date_created_gmt'),
    // WooCommerce itself asks for no consent; what newsletter plug-ins keep is not sent.
    acceptsMarketing: false,
  }
  return { type: 'customer', ...versionOf(customer), record, consentUntold: true }
}
