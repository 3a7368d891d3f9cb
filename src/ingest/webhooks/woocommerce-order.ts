/** An order of WooCommerce's webhooks (REST API v3, v2 and v1). */
import { AppError } from '../../core/errors.ts'
import type { OrderLineRecord, RefundRecord } from '../records.ts'
import {
  cents,
  child,
  currency,
  field,
  instant,
  type Json,
  key,
  list,
  requiredCents,
  requiredInstant,
  requiredKey,
  text,
  whole,
} from './fields.ts'
import type { OrderChange } from './reading.ts'
import { extraLine, settle } from './settle.ts'

/** Not yet an order: somebody stands at the checkout or has not paid yet. */
const NOT_YET = new Set(['pending', 'checkout-draft', 'auto-draft', 'draft', 'new'])
const CALLED_OFF = new Set(['cancelled', 'failed', 'trash'])

/**
 * The order as a change; a text: why it is none.
 * @throws AppError 'input.invalid' where it cannot be read
 */
export function readWooOrder(order: Json, restored: boolean): OrderChange | string {
  const status = text(order, 'status', 40)
  if (NOT_YET.has(status)) return `an order that is '${status}' is not one yet`
  const at = instant(order, 'date_modified_gmt') ?? requiredInstant(order, 'date_created_gmt')
  const id = requiredKey(order, 'id')
  const calledOff = CALLED_OFF.has(status)
  const billing = child(order, 'billing')
  const email = key(billing, 'email').toLowerCase()
  const customer = key(order, 'customer_id')
  const country = text(child(order, 'shipping'), 'country', 60) || text(billing, 'country', 60)
  return {
    type: 'order',
    foreignId: id,
    at,
    sentAt: 0,
    restored,
    onlyIfKnown: calledOff,
    cancelledAtHeard: true,
    refundsHeard: true,
    record: {
      type: 'order',
      externalId: id,
      document: 'order',
      placedAt: requiredInstant(order, 'date_created_gmt'),
      currency: currency(order, 'currency'),
      customerExternalId: email === '' && customer !== '0' ? customer : '',
      customerEmail: email,
      country: country.toUpperCase(),
      channel: text(order, 'created_via', 60).toLowerCase() || 'unknown',
      cancelledAt: calledOff ? at : null,
      lines: linesOf(order),
      refunds: refundsOf(order, at),
    },
  }
}

/** Taxes make no line: where prices include them they are in the lines, elsewhere they are not revenue. */
function linesOf(order: Json): OrderLineRecord[] {
  const gross = field(order, 'prices_include_tax') === true
  const sum = (object: Json, net: string, tax: string) =>
    (cents(object, net) ?? 0) + (gross ? (cents(object, tax) ?? 0) : 0)
  const lines = list(order, 'line_items').map((line): OrderLineRecord => {
    const quantity = whole(line, 'quantity')
    const totalCents = sum(line, 'subtotal', 'subtotal_tax')
    return {
      sku: skuOf(line),
      title: text(line, 'name', 500),
      kind: 'product',
      quantity,
      unitPriceCents: quantity === 0 ? 0 : Math.round(totalCents / quantity),
      totalCents,
    }
  })
  const coupons = list(order, 'coupon_lines').map((coupon) => text(coupon, 'code', 200))
  const discount = sum(order, 'discount_total', 'discount_tax')
  if (discount !== 0) lines.push(extraLine('discount', coupons.join(', '), -discount))
  const shipping = sum(order, 'shipping_total', 'shipping_tax')
  const method = text(list(order, 'shipping_lines')[0] ?? {}, 'method_title', 200)
  if (shipping !== 0) lines.push(extraLine('shipping', method, shipping))
  for (const fee of list(order, 'fee_lines')) {
    lines.push(extraLine('fee', text(fee, 'name', 200), sum(fee, 'total', 'total_tax')))
  }
  const total = requiredCents(order, 'total') - (gross ? 0 : (cents(order, 'total_tax') ?? 0))
  return settle(lines, total)
}

/** As the product export names it: the number where there is no SKU. */
function skuOf(line: Json): string {
  const sku = key(line, 'sku')
  if (sku !== '') return sku
  const variation = key(line, 'variation_id')
  const id = variation === '' || variation === '0' ? key(line, 'product_id') : variation
  // A product that was deleted since has the number 0.
  if (id !== '' && id !== '0') return `id:${id}`
  const name = text(line, 'name', 200)
  if (name === '') throw new AppError('input.invalid', 'A line names no product.')
  return name
}

/** An order says what was paid back, not when. */
function refundsOf(order: Json, heardAt: number): RefundRecord[] {
  return list(order, 'refunds').flatMap((refund) => {
    const amountCents = Math.abs(cents(refund, 'total') ?? 0)
    const externalId = requiredKey(refund, 'id')
    return amountCents === 0 ? [] : [{ externalId, refundedAt: heardAt, amountCents, reason: '' }]
  })
}
