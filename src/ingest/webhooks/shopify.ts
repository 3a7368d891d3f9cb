/** Shopify's webhook topics as changes. Fields as documented for the Admin API's webhooks since 2024. */
import { AppError } from '../../core/errors.ts'
import { SHOPIFY_PRODUCTS } from '../import/formats.ts'
import { ShopifyProductsAdapter } from '../import/shopify-products.ts'
import type { CustomerRecord } from '../records.ts'
import {
  child,
  clean,
  decimal,
  field,
  instant,
  type Json,
  key,
  list,
  requiredInstant,
  requiredKey,
  text,
  whole,
} from './fields.ts'
import { adapterContext, columnNames, fieldsOf, type Row, recordOf } from './from-rows.ts'
import type { Change, ProductChange, ReadContext, Reading, StockItem } from './reading.ts'
import { readShopifyOrder, readShopifyRefund } from './shopify-order.ts'

const MAX_DESCRIPTION = 100_000

/** @throws AppError 'input.invalid' with the reason where the content cannot be used */
export function readShopify(topic: string, payload: Json, sentAt: number, context: ReadContext): Reading {
  switch (topic) {
    case 'orders/create':
    case 'orders/updated':
    case 'orders/paid':
    case 'orders/cancelled':
      if (field(payload, 'test') === true) return 'a test order'
      return [
        { type: 'order', ...versionOf(payload, sentAt, 'created_at'), record: readShopifyOrder(payload, context) },
      ]
    case 'refunds/create': {
      // The order's own message tells the same refund, and whether its prices include tax.
      const refund = readShopifyRefund(payload, { currency: context.currency, taxes_included: true })
      return refund === null
        ? 'a refund without money'
        : [{ type: 'refund', orderId: requiredKey(payload, 'order_id'), refund }]
    }
    case 'products/create':
    case 'products/update':
      return [readProduct(payload, sentAt, context)]
    case 'products/delete':
      return [{ type: 'gone', kind: 'product', foreignId: requiredKey(payload, 'id') }]
    case 'customers/create':
    case 'customers/update':
      return [{ type: 'customer', ...versionOf(payload, sentAt, 'created_at'), record: readCustomer(payload) }]
    case 'inventory_levels/update':
      return readLevel(payload)
    case 'customers/data_request':
      return [readRequest('export', payload, 'orders_requested')]
    case 'customers/redact':
      return [readRequest('erase', payload, 'orders_to_redact')]
    case 'shop/redact':
      return [{ type: 'privacy', kind: 'erase-shop', customerIds: [], orderIds: [] }]
    default:
      return `the topic '${topic}' is not used`
  }
}

function versionOf(payload: Json, sentAt: number, otherwise: string) {
  const at = instant(payload, 'updated_at') ?? requiredInstant(payload, otherwise)
  return { foreignId: requiredKey(payload, 'id'), at, sentAt }
}

type Column = keyof typeof SHOPIFY_PRODUCTS

function readProduct(product: Json, sentAt: number, context: ReadContext): ProductChange {
  const version = versionOf(product, sentAt, 'created_at')
  const names = list(product, 'options').map((option) => text(option, 'name', 200))
  const handle = requiredKey(product, 'handle')
  const tags = field(product, 'tags')
  const head: Row<Column> = {
    title: text(product, 'title'),
    description: text(product, 'body_html', MAX_DESCRIPTION),
    vendor: text(product, 'vendor'),
    category: text(child(product, 'category'), 'full_name'),
    productType: text(product, 'product_type'),
    tags: Array.isArray(tags)
      ? tags
          .filter((tag) => typeof tag === 'string')
          .map((tag) => clean(tag).replaceAll(',', '\\,'))
          .join(',')
      : text(product, 'tags', 20_000),
    status: text(product, 'status', 40),
    option1Name: names[0] ?? '',
    option2Name: names[1] ?? '',
    option3Name: names[2] ?? '',
  }
  const variants = list(product, 'variants')
  const rows = (variants.length === 0 ? [{}] : variants).map((variant, index) => ({
    ...(index === 0 ? head : {}),
    ...variantRow(variant),
    handle,
  }))
  const adapter = new ShopifyProductsAdapter(adapterContext(columnNames(SHOPIFY_PRODUCTS), context))
  const record = recordOf(
    adapter,
    rows.map((row) => fieldsOf(SHOPIFY_PRODUCTS, row)),
  )
  if (record.type !== 'product') throw new AppError('input.invalid', 'The delivery holds no product.')
  const items = variants.flatMap((variant, index): StockItem[] => {
    const read = record.variants[index]
    const itemId = key(variant, 'inventory_item_id')
    // A row that the reader took for one without a variant would shift all that follow.
    if (record.variants.length !== variants.length) return []
    return read === undefined || itemId === '' ? [] : [{ itemId, sku: read.sku, stock: read.stock }]
  })
  return { type: 'product', ...version, record: { ...record, validFrom: version.at }, items }
}

function variantRow(variant: Json): Row<Column> {
  // Null: the shop keeps no count of it.
  const counted = field(variant, 'inventory_management') !== null
  return {
    sku: key(variant, 'sku'),
    barcode: text(variant, 'barcode', 200),
    price: decimal(variant, 'price'),
    compareAt: decimal(variant, 'compare_at_price'),
    stock: counted ? text(variant, 'inventory_quantity', 40) : '',
    grams: text(variant, 'grams', 40),
    option1: text(variant, 'option1', 200),
    option2: text(variant, 'option2', 200),
    option3: text(variant, 'option3', 200),
  }
}

/** A mail address is the key where there is one: it is all that Shopify's order export names a buyer by. */
function readCustomer(customer: Json): CustomerRecord {
  const email = key(customer, 'email').toLowerCase()
  const address = child(customer, 'default_address')
  const consent = text(child(customer, 'email_marketing_consent'), 'state')
  return {
    type: 'customer',
    externalId: email || requiredKey(customer, 'id'),
    email,
    name: `${text(customer, 'first_name', 200)} ${text(customer, 'last_name', 200)}`.trim(),
    country: text(address, 'country_code', 60).toUpperCase(),
    city: text(address, 'city', 200),
    postcode: text(address, 'zip', 60),
    createdAt: instant(customer, 'created_at'),
    acceptsMarketing: consent === 'subscribed' || field(customer, 'accepts_marketing') === true,
  }
}

function readLevel(level: Json): Reading {
  if (decimal(level, 'available') === '') return 'a place that keeps no count'
  return [
    {
      type: 'stock',
      itemId: requiredKey(level, 'inventory_item_id'),
      locationId: requiredKey(level, 'location_id'),
      available: whole(level, 'available'),
      at: requiredInstant(level, 'updated_at'),
    },
  ]
}

function readRequest(kind: 'export' | 'erase', payload: Json, orders: string): Change {
  const customer = child(payload, 'customer')
  const customerIds = [key(customer, 'email').toLowerCase(), key(customer, 'id')].filter((id) => id !== '')
  if (customerIds.length === 0) throw new AppError('input.invalid', "'customer' has neither 'email' nor 'id'.")
  const named = field(payload, orders)
  const orderIds = (Array.isArray(named) ? named : [])
    .filter((id) => typeof id === 'number' || typeof id === 'string')
    .map((id) => clean(String(id)).slice(0, 40))
  return { type: 'privacy', kind, customerIds, orderIds }
}
