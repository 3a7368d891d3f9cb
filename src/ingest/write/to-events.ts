/** The facts of the log: what a catalogue, a customer or an order is once it is stored, as an event. Pure. */
import { idOf, sha256 } from '../../core/ids.ts'
import { fullEvent, type LogEvent } from '../../stores/events/log.ts'
import type { CustomerRecord, EventRecord, OrderRecord, ProductRecord, VariantRecord } from '../records.ts'

/** What a fact says of an event's columns; its version is what the outbox adds: the order of facts. */
export type Fact = Pick<LogEvent, 'event_id' | 'type'> &
  Partial<Omit<LogEvent, 'version'>> & {
    /** Number of the order in the state store from which the properties can be made again. */
    readonly stored?: number
  }

/** Key of a record across sources: 'shopify/1001'. */
function keyOf(source: string, externalId: string): string {
  return `${source}/${externalId}`
}

/** Key of a customer; a mail address never reaches the log, its digest does. Empty where the customer is not known. */
export function customerKeyOf(source: string, externalId: string): string {
  if (externalId === '') return ''
  if (!externalId.includes('@')) return keyOf(source, externalId)
  return keyOf(source, `mail-${sha256(externalId.trim().toLowerCase()).slice(0, 20)}`)
}

/** Key of whoever ordered: by the number in the source, else by the mail address (all that some exports have). */
export function buyerKeyOf(source: string, order: Pick<OrderRecord, 'customerExternalId' | 'customerEmail'>): string {
  return customerKeyOf(source, order.customerExternalId || order.customerEmail)
}

/** What the fact of an order says beyond its columns, as JSON. */
export function orderProperties(order: Pick<OrderRecord, 'document' | 'cancelledAt' | 'lines' | 'refunds'>): string {
  return JSON.stringify({
    document: order.document,
    cancelledAt: order.cancelledAt,
    lines: order.lines.map(({ sku, kind, quantity, unitPriceCents, totalCents }, index) => ({
      no: index + 1,
      sku,
      kind,
      quantity,
      unit: unitPriceCents,
      total: totalCents,
    })),
    refunds: order.refunds.map(({ refundedAt, amountCents }) => ({ at: refundedAt, amount: amountCents })),
  })
}

/** @param stored its number in the state store, where that holds all of the order and nothing besides */
export function orderFact(source: string, order: OrderRecord, stored?: number): Fact {
  const key = keyOf(source, order.externalId)
  const properties = orderProperties(order)
  const customer = buyerKeyOf(source, order)
  return {
    event_id: idOf('Order Recorded', key, order.placedAt, customer, order.country, order.channel, properties),
    type: 'Order Recorded',
    time: order.placedAt,
    source,
    customer_id: customer,
    order_id: key,
    country: order.country,
    channel: order.channel,
    value_cents: order.lines.reduce((sum, line) => sum + line.totalCents, 0),
    currency: order.currency,
    properties,
    ...(stored === undefined ? {} : { stored }),
  }
}

export function productFact(source: string, product: ProductRecord, recordedAt: number): Fact {
  const key = keyOf(source, product.externalId)
  const properties = JSON.stringify({
    title: { de: product.title.de ?? product.title.en ?? '', en: product.title.en ?? product.title.de ?? '' },
    brand: product.brand,
    category: product.category,
    status: product.status,
    variants: product.variants.map(({ sku, title, priceCents, compareAtCents, costCents, stock }) => ({
      sku,
      title,
      price: priceCents,
      compareAt: compareAtCents,
      cost: costCents,
      stock,
    })),
  })
  return {
    event_id: idOf('Product Recorded', key, properties),
    type: 'Product Recorded',
    time: recordedAt,
    source,
    sku: key,
    currency: product.currency,
    properties,
  }
}

export function priceFact(
  source: string,
  variant: VariantRecord & { priceCents: number },
  validFrom: number,
  currency: string,
): Fact {
  return {
    event_id: idOf('Price Recorded', source, variant.sku, validFrom, variant.priceCents, variant.compareAtCents ?? ''),
    type: 'Price Recorded',
    time: validFrom,
    source,
    sku: variant.sku,
    value_cents: variant.priceCents,
    currency,
    properties: JSON.stringify({ compareAt: variant.compareAtCents }),
  }
}

export function customerFact(source: string, customer: CustomerRecord, recordedAt: number): Fact {
  const key = customerKeyOf(source, customer.externalId)
  const properties = JSON.stringify({ acceptsMarketing: customer.acceptsMarketing })
  const time = customer.createdAt ?? recordedAt
  return {
    event_id: idOf('Customer Recorded', key, customer.country, time, properties),
    type: 'Customer Recorded',
    time,
    source,
    customer_id: key,
    country: customer.country,
    properties,
  }
}

/** What a visitor did; its id is the source's own message id. */
export function shopEvent(source: string, event: EventRecord): LogEvent {
  return fullEvent({
    event_id: idOf('event', source, event.messageId),
    type: event.name,
    time: event.at,
    source,
    anonymous_id: event.anonymousId,
    customer_id: customerKeyOf(source, event.customerExternalId),
    order_id: typeof event.properties.orderId === 'string' ? keyOf(source, event.properties.orderId) : '',
    sku: event.sku,
    device: event.device,
    browser: event.browser,
    country: event.country,
    channel: event.channel,
    path: event.path,
    value_cents: event.valueCents,
    properties: JSON.stringify(event.properties),
  })
}
