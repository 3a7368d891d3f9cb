import type { LineKind, OrderLineRecord, OrderRecord, RefundRecord } from '../records.ts'
import type { Adapter, AdapterContext } from './adapter.ts'
import { fieldAt } from './adapter.ts'
import { DateReader } from './dates.ts'
import { locate, SHOPIFY_ORDERS } from './formats.ts'
import { INT32_MAX, MoneyReader, parseWhole, quantityFault } from './numbers.ts'
import { optionalCents } from './product-fields.ts'
import type { Sink } from './sink.ts'
import { TextPool } from './text-pool.ts'

type Column = keyof typeof SHOPIFY_ORDERS

/** What only the first row of an order says. */
interface OrderHead {
  readonly placedAt: number
  readonly currency: string
  readonly email: string
  readonly country: string
  readonly channel: string
  readonly cancelledAt: number | null
  readonly subtotalCents: number | null
  readonly shippingCents: number
  readonly shippingMethod: string
  readonly discountCents: number
  readonly discountCode: string
  readonly refunds: readonly RefundRecord[]
}

interface OpenOrder {
  readonly name: string
  /** A text: why nothing of this order can be used. */
  readonly head: OrderHead | string
  readonly lines: OrderLineRecord[]
  lineDiscountCents: number
  lastRow: number
}

/**
 * Shopify's order export: one row per line item, the order's own fields on its first row only. Taxes make no line: where
 * prices include them they are in the lines, elsewhere they are not revenue.
 */
export class ShopifyOrdersAdapter implements Adapter {
  readonly #at: Record<Column, number>
  readonly #dates: DateReader
  readonly #money = new MoneyReader('auto')
  readonly #pool = new TextPool()
  #currency: string | null
  #open: OpenOrder | null = null

  /** @param firstCurrency  what the file's first order is in: the file's currency where the shop's is not given */
  constructor(context: AdapterContext, firstCurrency: string | null) {
    this.#at = locate(context.columns, SHOPIFY_ORDERS)
    this.#dates = new DateReader({ zone: context.zone, order: context.dateOrder, serials: context.excel })
    this.#currency = context.currency ?? firstCurrency
  }

  take(fields: readonly string[], line: number, row: number, sink: Sink): void {
    const name = this.#field(fields, 'name')
    if (name === '') {
      sink.reject(line, 'Name is empty; the row belongs to no order.', fields)
      return
    }
    if (this.#open !== null && this.#open.name !== name) this.finish(sink)
    const open = this.#open ?? this.#begin(name, fields, row, sink)
    open.lastRow = row
    if (typeof open.head === 'string') {
      sink.reject(line, open.head, fields)
      return
    }
    // Second payments and refunds make rows of their own, without a line item.
    if (this.#field(fields, 'quantity') === '' && this.#field(fields, 'title') === '') return
    const read = this.#lineOf(fields)
    if (typeof read === 'string') sink.reject(line, read, fields)
    else {
      open.lines.push(read.line)
      open.lineDiscountCents += read.discountCents
    }
  }

  finish(sink: Sink): void {
    if (this.#open === null) return
    const { name, head, lines, lineDiscountCents, lastRow } = this.#open
    this.#open = null
    if (typeof head === 'string') {
      sink.end(null, lastRow)
      return
    }
    const discountCents = chooseDiscount(head, lines, lineDiscountCents)
    if (discountCents !== 0) lines.push(extraLine('discount', head.discountCode, -discountCents))
    if (head.shippingCents !== 0) lines.push(extraLine('shipping', head.shippingMethod, head.shippingCents))
    const order: OrderRecord = {
      type: 'order',
      externalId: name,
      document: 'order',
      placedAt: head.placedAt,
      currency: head.currency,
      customerExternalId: '',
      customerEmail: head.email,
      country: head.country,
      channel: head.channel,
      cancelledAt: head.cancelledAt,
      lines,
      refunds: head.refunds,
    }
    sink.end(order, lastRow)
  }

  #field(fields: readonly string[], column: Column): string {
    return fieldAt(fields, this.#at[column])
  }

  #begin(name: string, fields: readonly string[], row: number, sink: Sink): OpenOrder {
    const head = this.#headOf(name, fields)
    this.#open = { name: this.#pool.own(name), head, lines: [], lineDiscountCents: 0, lastRow: row }
    sink.begin(row)
    return this.#open
  }

  #headOf(name: string, fields: readonly string[]): OrderHead | string {
    const createdText = this.#field(fields, 'createdAt')
    const dateFault = this.#dates.fault('Created at', createdText)
    if (dateFault !== null) return `Order ${name}: ${dateFault}`
    const placedAt = this.#dates.read(createdText)
    const currency = this.#field(fields, 'currency').toUpperCase() || (this.#currency ?? 'EUR')
    this.#currency ??= currency
    if (currency !== this.#currency) {
      return `Order ${name}: mixed currencies; the order is in ${currency}, the shop's are in ${this.#currency}.`
    }
    const cancelledText = this.#field(fields, 'cancelledAt')
    const cancelledFault = cancelledText === '' ? null : this.#dates.fault('Cancelled at', cancelledText)
    if (cancelledFault !== null) return `Order ${name}: ${cancelledFault}`
    const amounts: Record<'subtotal' | 'shipping' | 'discountAmount' | 'refunded', number | null> = {
      subtotal: null,
      shipping: null,
      discountAmount: null,
      refunded: null,
    }
    for (const column of ['subtotal', 'shipping', 'discountAmount', 'refunded'] as const) {
      const cents = optionalCents(this.#money, SHOPIFY_ORDERS[column][0], this.#field(fields, column))
      if (typeof cents === 'string') return `Order ${name}: ${cents}`
      amounts[column] = cents
    }
    const voided = this.#field(fields, 'financialStatus').toLowerCase() === 'voided'
    const cancelledAt = cancelledText === '' ? (voided ? placedAt : null) : this.#dates.read(cancelledText)
    const country = this.#field(fields, 'shippingCountry') || this.#field(fields, 'billingCountry')
    return {
      placedAt,
      currency: this.#pool.own(currency),
      email: this.#pool.own(this.#field(fields, 'email').toLowerCase()),
      country: this.#pool.own(country.length === 2 ? country.toUpperCase() : country),
      channel: this.#pool.own(this.#field(fields, 'source').toLowerCase() || 'unknown'),
      cancelledAt,
      subtotalCents: amounts.subtotal,
      shippingCents: amounts.shipping ?? 0,
      shippingMethod: this.#pool.own(this.#field(fields, 'shippingMethod')),
      discountCents: amounts.discountAmount ?? 0,
      discountCode: this.#pool.own(this.#field(fields, 'discountCode')),
      refunds: this.#refundsOf(name, amounts.refunded ?? 0, cancelledAt ?? this.#paidAt(fields) ?? placedAt),
    }
  }

  #paidAt(fields: readonly string[]): number | null {
    const instant = this.#dates.read(this.#field(fields, 'paidAt'))
    return Number.isNaN(instant) ? null : instant
  }

  /** The export gives one sum without a date: the refund is booked when the order was called off, paid or placed. */
  #refundsOf(name: string, amountCents: number, refundedAt: number): RefundRecord[] {
    return amountCents === 0 ? [] : [{ externalId: `${name}:refund`, refundedAt, amountCents, reason: '' }]
  }

  #lineOf(fields: readonly string[]): { line: OrderLineRecord; discountCents: number } | string {
    const quantityText = this.#field(fields, 'quantity')
    const priceText = this.#field(fields, 'price')
    const title = this.#field(fields, 'title')
    const discountCents = optionalCents(this.#money, 'Lineitem discount', this.#field(fields, 'lineDiscount'))
    if (typeof discountCents === 'string') return discountCents
    const fault = quantityFault('Lineitem quantity', quantityText) ?? this.#money.fault('Lineitem price', priceText)
    if (fault !== null) return fault
    const quantity = parseWhole(quantityText)
    const totalCents = this.#money.timesCents(quantity)
    if (Number.isNaN(totalCents) || Math.abs(quantity) > INT32_MAX) {
      return `Lineitem quantity '${quantityText}' times price '${priceText}' is too large (at most 1,000,000,000).`
    }
    // Lines without a SKU must still be told apart by what was bought.
    const sku = this.#field(fields, 'sku') || title
    if (sku === '') return 'Lineitem name and Lineitem sku are empty; the line names no product.'
    return {
      line: {
        sku: this.#pool.own(sku),
        title: this.#pool.own(title),
        kind: kindOf(title),
        quantity,
        unitPriceCents: this.#money.cents(),
        totalCents,
      },
      discountCents: discountCents ?? 0,
    }
  }
}

function kindOf(title: string): LineKind {
  if (title === 'Tip') return 'fee'
  return /\bgift ?card\b|gutschein/i.test(title) ? 'voucher' : 'product'
}

/**
 * Whether 'Discount Amount' already holds the discounts of the lines differs between shops: the one that leads to the
 * order's subtotal is right; where none does, the larger of the two.
 */
function chooseDiscount(head: OrderHead, lines: readonly OrderLineRecord[], lineDiscountCents: number): number {
  const itemCents = lines.reduce((sum, line) => sum + line.totalCents, 0)
  const ways = [head.discountCents, head.discountCents + lineDiscountCents, lineDiscountCents, 0]
  return (
    ways.find((cents) => itemCents - cents === head.subtotalCents) ?? Math.max(head.discountCents, lineDiscountCents)
  )
}

function extraLine(kind: 'discount' | 'shipping', title: string, totalCents: number): OrderLineRecord {
  return { sku: kind, title, kind, quantity: 1, unitPriceCents: totalCents, totalCents }
}
