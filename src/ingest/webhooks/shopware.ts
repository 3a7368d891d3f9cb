/** Shopware 6 webhooks as changes: business events carry entities, '....written' events only what was touched. */
import { AppError } from '../../core/errors.ts'
import type { CustomerRecord, LineKind, OrderLineRecord, RefundRecord } from '../records.ts'
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
import type { Change, OrderChange, ReadContext, Reading } from './reading.ts'
import { extraLine, settle } from './settle.ts'

/** @throws AppError 'input.invalid' with the reason where the content cannot be used */
export function readShopware(event: string, payload: unknown, sentAt: number, context: ReadContext): Reading {
  if (Array.isArray(payload)) return readWritten(payload, sentAt)
  const data: Json = child({ payload }, 'payload')
  if (event === 'checkout.order.placed' || event.startsWith('state_enter.order')) {
    return [readOrder(child(data, 'order'), event, sentAt, context)]
  }
  if (event === 'checkout.customer.register' || event === 'checkout.customer.guest_register') {
    return [readCustomer(child(data, 'customer'), sentAt)]
  }
  if (event === 'checkout.customer.deleted') {
    return [{ type: 'gone', kind: 'customer', foreignId: requiredKey(child(data, 'customer'), 'id') }]
  }
  return `the event '${event}' is not used`
}

const USED = new Set(['order', 'product', 'customer'])

function readWritten(payload: readonly unknown[], sentAt: number): Reading {
  const changes = list({ payload }, 'payload').flatMap((entry): Change[] => {
    const entity = text(entry, 'entity', 60)
    if (!USED.has(entity)) return []
    const operation = text(entry, 'operation', 20)
    const foreignId = keyText(entry)
    const fields = field(entry, 'updatedFields')
    const named = (Array.isArray(fields) ? fields : []).filter((name) => typeof name === 'string')
    const untold: Change = { type: 'untold', entity, foreignId, operation, fields: named.slice(0, 100), at: sentAt }
    if (operation !== 'delete') return [untold]
    if (entity !== 'order' && entity !== 'product' && entity !== 'customer') return [untold]
    return [untold, { type: 'gone', kind: entity, foreignId }]
  })
  return changes.length === 0 ? 'nothing that is used was written' : changes
}

/** One key, or several of which the first names the thing itself. */
function keyText(entry: Json): string {
  const keys = child(entry, 'primaryKey')
  const name = field(entry, 'primaryKey')
  if (typeof name === 'string') return requiredKey(entry, 'primaryKey')
  return Array.isArray(name) ? requiredKey({ id: name[0] }, 'id') : requiredKey(keys, 'id')
}

function readOrder(order: Json, event: string, sentAt: number, context: ReadContext): OrderChange {
  const placedAt = requiredInstant(order, 'orderDateTime')
  const at = instant(order, 'updatedAt') ?? placedAt
  const buyer = child(order, 'orderCustomer')
  const email = key(buyer, 'email').toLowerCase()
  const calledOff =
    event === 'state_enter.order.state.cancelled' ||
    text(child(order, 'stateMachineState'), 'technicalName') === 'cancelled'
  const heardAt = sentAt === 0 ? context.receivedAt : sentAt
  const refunds = refundsOf(order, heardAt)
  return {
    type: 'order',
    foreignId: requiredKey(order, 'id'),
    at,
    sentAt,
    cancelledAtHeard: true,
    // Where transactions are not sent along, nothing is known of refunds: those heard of before stay.
    refundsHeard: refunds.length > 0,
    record: {
      type: 'order',
      externalId: requiredKey(order, 'orderNumber'),
      document: 'order',
      placedAt,
      currency: currencyOf(order, context),
      customerExternalId: email === '' ? key(buyer, 'customerId') : '',
      customerEmail: email,
      country: countryOf(order),
      channel: text(child(order, 'salesChannel'), 'name', 60).toLowerCase() || 'unknown',
      cancelledAt: calledOff ? heardAt : null,
      lines: linesOf(order),
      refunds,
    },
  }
}

/** The currency's code where the event has the currency with it, else the shop's. */
function currencyOf(order: Json, context: ReadContext): string {
  const named = child(order, 'currency')
  return text(named, 'isoCode') === '' ? context.currency : currency(named, 'isoCode')
}

function countryOf(order: Json): string {
  const delivery = child(list(order, 'deliveries')[0] ?? {}, 'shippingOrderAddress')
  const addresses = [delivery, child(order, 'billingAddress'), ...list(order, 'addresses')]
  return addresses.map((address) => text(child(address, 'country'), 'iso', 60)).find((iso) => iso !== '') ?? ''
}

const KINDS: Readonly<Record<string, LineKind>> = {
  product: 'product',
  custom: 'product',
  promotion: 'discount',
  discount: 'discount',
  credit: 'discount',
}

/** Net shops (`taxStatus` 'net') have net lines and a total with tax; their revenue is the net amount. */
function linesOf(order: Json): OrderLineRecord[] {
  const items = field(order, 'lineItems')
  if (!Array.isArray(items))
    throw new AppError('input.invalid', "'lineItems' are not sent along; the event has no lines.")
  // Parts of a set stand beside the set, which has the price of all.
  const lines = list(order, 'lineItems')
    .filter((item) => key(item, 'parentId') === '')
    .map(lineOf)
  const shipping = cents(order, 'shippingTotal') ?? 0
  if (shipping !== 0) lines.push(extraLine('shipping', '', shipping))
  const total = requiredCents(order, text(order, 'taxStatus') === 'net' ? 'amountNet' : 'amountTotal')
  return settle(lines, total)
}

function lineOf(item: Json): OrderLineRecord {
  const kind = KINDS[text(item, 'type', 40)] ?? 'product'
  const quantity = whole(item, 'quantity')
  const totalCents = requiredCents(item, 'totalPrice')
  const title = text(item, 'label', 500)
  if (kind === 'discount') return extraLine('discount', title, totalCents)
  const sku = key(child(item, 'payload'), 'productNumber') || title.slice(0, 200) || requiredKey(item, 'identifier')
  return { sku, title, kind, quantity, unitPriceCents: cents(item, 'unitPrice') ?? 0, totalCents }
}

/** Payments that were given back as a whole; how much of one was given back in part is not told. */
function refundsOf(order: Json, heardAt: number): RefundRecord[] {
  return list(order, 'transactions').flatMap((transaction) => {
    if (text(child(transaction, 'stateMachineState'), 'technicalName') !== 'refunded') return []
    const amountCents = cents(child(transaction, 'amount'), 'totalPrice') ?? 0
    const externalId = requiredKey(transaction, 'id')
    return amountCents <= 0 ? [] : [{ externalId, refundedAt: heardAt, amountCents, reason: '' }]
  })
}

function readCustomer(customer: Json, sentAt: number): Change {
  const email = key(customer, 'email').toLowerCase()
  const foreignId = requiredKey(customer, 'id')
  const address = child(customer, 'defaultBillingAddress')
  const createdAt = instant(customer, 'createdAt')
  const record: CustomerRecord = {
    type: 'customer',
    externalId: email || foreignId,
    email,
    name: `${text(customer, 'firstName', 200)} ${text(customer, 'lastName', 200)}`.trim(),
    country: text(child(address, 'country'), 'iso', 60),
    city: text(address, 'city', 200),
    postcode: text(address, 'zipcode', 60),
    createdAt,
    // Newsletter recipients are kept apart from customers and are not sent along.
    acceptsMarketing: false,
  }
  const at = instant(customer, 'updatedAt') ?? createdAt ?? sentAt
  return { type: 'customer', foreignId, at, sentAt, record, consentUntold: true }
}
