/** An order of Shopify's webhooks, read by the reader of its order export. */
import { AppError } from '../../core/errors.ts'
import { SHOPIFY_ORDERS } from '../import/formats.ts'
import { ShopifyOrdersAdapter } from '../import/shopify-orders.ts'
import type { OrderRecord, RefundRecord } from '../records.ts'
import { cents, child, currency, decimal, field, instant, type Json, key, list, requiredKey, text } from './fields.ts'
import { adapterContext, columnNames, fieldsOf, type Row, recordOf } from './from-rows.ts'
import type { ReadContext } from './reading.ts'

type Column = keyof typeof SHOPIFY_ORDERS

/** @throws AppError 'input.invalid' where it cannot be read */
export function readShopifyOrder(order: Json, context: ReadContext): OrderRecord {
  const money = currency(order, 'currency')
  const adapter = new ShopifyOrdersAdapter(
    adapterContext(columnNames(SHOPIFY_ORDERS), { ...context, currency: money }),
    null,
  )
  const head = headOf(order, money)
  const lines: Row<Column>[] = list(order, 'line_items').map((line) => ({
    name: head.name ?? '',
    quantity: text(line, 'quantity'),
    title: text(line, 'name') || text(line, 'title'),
    price: decimal(line, 'price'),
    sku: key(line, 'sku'),
    lineDiscount: decimal(line, 'total_discount'),
  }))
  const [first = {}, ...others] = lines
  const record = recordOf(
    adapter,
    [{ ...head, ...first }, ...others].map((row) => fieldsOf(SHOPIFY_ORDERS, row)),
  )
  if (record.type !== 'order') throw new AppError('input.invalid', 'The delivery holds no order.')
  return {
    ...record,
    customerExternalId: record.customerEmail === '' ? key(child(order, 'customer'), 'id') : '',
    refunds: list(order, 'refunds').flatMap((refund) => readShopifyRefund(refund, order) ?? []),
  }
}

function headOf(order: Json, money: string): Row<Column> {
  const discounts = list(order, 'discount_codes')
  const shipping = list(order, 'shipping_lines')
  return {
    name: requiredKey(order, 'name'),
    email: key(order, 'email') || key(order, 'contact_email') || key(child(order, 'customer'), 'email'),
    financialStatus: text(order, 'financial_status'),
    currency: money,
    subtotal: decimal(order, 'subtotal_price'),
    shipping: shippingOf(shipping),
    discountCode: text(discounts[0] ?? {}, 'code'),
    discountAmount: decimal(order, 'total_discounts'),
    shippingMethod: text(shipping[0] ?? {}, 'title'),
    createdAt: text(order, 'created_at'),
    cancelledAt: text(order, 'cancelled_at'),
    billingCountry: text(child(order, 'billing_address'), 'country_code', 60),
    shippingCountry: text(child(order, 'shipping_address'), 'country_code', 60),
    source: text(order, 'source_name', 60),
  }
}

/** What shipping costs after its own discounts, which `subtotal_price` knows nothing of. */
function shippingOf(lines: readonly Json[]): string {
  const total = lines.reduce((sum, line) => sum + (cents(line, 'discounted_price') ?? cents(line, 'price') ?? 0), 0)
  return total <= 0 ? '' : `${Math.trunc(total / 100)}.${String(total % 100).padStart(2, '0')}`
}

/** What was paid back; null where no money moved. */
export function readShopifyRefund(refund: Json, order: Json): RefundRecord | null {
  const refundedAt = instant(refund, 'processed_at') ?? instant(refund, 'created_at')
  if (refundedAt === null) throw new AppError('input.invalid', "A refund has neither 'processed_at' nor 'created_at'.")
  const paid = list(refund, 'transactions').filter(
    (transaction) => text(transaction, 'kind') === 'refund' && text(transaction, 'status') === 'success',
  )
  const money = text(order, 'currency')
  const foreign = money !== '' && paid.some((transaction) => !['', money].includes(text(transaction, 'currency')))
  const amountCents = foreign
    ? goodsOf(refund, field(order, 'taxes_included') === true)
    : paid.reduce((sum, transaction) => sum + (cents(transaction, 'amount') ?? 0), 0)
  if (paid.length === 0 || amountCents <= 0) return null
  return { externalId: requiredKey(refund, 'id'), refundedAt, amountCents, reason: '' }
}

/** Buyers who pay in another currency get it back in theirs; what came back is told in the shop's currency. */
function goodsOf(refund: Json, taxesIncluded: boolean): number {
  const goods = list(refund, 'refund_line_items').reduce(
    (sum, line) => sum + (cents(line, 'subtotal') ?? 0) + (taxesIncluded ? 0 : (cents(line, 'total_tax') ?? 0)),
    0,
  )
  const adjusted = list(refund, 'order_adjustments').reduce(
    (sum, line) => sum - (cents(line, 'amount') ?? 0) - (cents(line, 'tax_amount') ?? 0),
    0,
  )
  return goods + adjusted
}
