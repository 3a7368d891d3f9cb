/** Changes of one delivery into the state store, within its transaction. */
import type { PoolClient } from 'pg'
import { AppError } from '../../core/errors.ts'
import { keepCurrency } from '../../stores/state/shop.ts'
import type { OrderRecord, ProductRecord } from '../records.ts'
import { writeBuyers, writeCustomers } from '../write/customers.ts'
import { prepareOrders, type WriteCounts, writeOrders } from '../write/orders.ts'
import { writeProducts, writeSoldProducts } from '../write/products.ts'
import { customerKeyOf, type Fact } from '../write/to-events.ts'
import { readStoredCustomer, readStoredOrder, readStoredProduct } from './read-back.ts'
import type {
  Change,
  CustomerChange,
  GoneChange,
  OrderChange,
  PrivacyChange,
  ProductChange,
  RefundChange,
  StockChange,
  VariantChange,
} from './reading.ts'
import {
  findObjects,
  keepPrivacyRequest,
  keepRefunds,
  keepStockItems,
  keepStockLevel,
  keepUntold,
  markGone,
  readRefunds,
  takeState,
} from './store.ts'

export interface ApplyContext {
  readonly client: PoolClient
  readonly source: string
  readonly deliveryId: number
  readonly receivedAt: number
  readonly currency: string
}

/** @returns the facts of what changed; null where the change is older than what is stored, or about nothing that is known */
export async function applyChange(context: ApplyContext, change: Change): Promise<Fact[] | null> {
  switch (change.type) {
    case 'order':
      return applyOrder(context, change)
    case 'product':
      return applyProduct(context, change)
    case 'variant':
      return applyVariant(context, change)
    case 'customer':
      return applyCustomer(context, change)
    case 'gone':
      return applyGone(context, change)
    case 'refund':
      return applyRefund(context, change)
    case 'stock':
      return applyStock(context, change)
    case 'privacy':
      return applyPrivacy(context, change)
    case 'untold':
      await keepUntold(context.client, context.source, change)
      return []
  }
}

const noCounts = (): WriteCounts => ({ added: 0, changed: 0, unchanged: 0 })

/** An object's key without its source: of customers never the mail address itself. */
function keyWithin(source: string, externalId: string): string {
  return customerKeyOf(source, externalId).slice(source.length + 1)
}

async function applyOrder(context: ApplyContext, change: OrderChange): Promise<Fact[] | null> {
  const { client, source } = context
  const { foreignId, record } = change
  if (change.onlyIfKnown === true && (await readStoredOrder(client, source, record.externalId)) === null) return null
  const state = { kind: 'order' as const, source, foreignId, externalId: record.externalId }
  const heard = change.refundsHeard === true
  await keepRefunds(client, { source, orderId: foreignId, heard }, record.refunds)
  const { at, sentAt, restored = false } = change
  if (!(await takeState(client, { ...state, at, sentAt, restored }))) return null
  // Read after the state is taken: what another delivery of this order was about to store is stored by now.
  const stored = await readStoredOrder(client, source, record.externalId)
  const kept = await readRefunds(client, source, foreignId)
  const named = new Set(record.refunds.map(({ externalId }) => externalId))
  const refunds = heard ? kept.filter(({ externalId }) => named.has(externalId)) : kept
  const earlier = change.cancelledAtHeard === true ? (stored?.cancelledAt ?? null) : null
  const cancelledAt = record.cancelledAt === null ? null : (earlier ?? record.cancelledAt)
  return writeOrder(context, { ...record, refunds, cancelledAt })
}

async function writeOrder({ client, source, deliveryId }: ApplyContext, order: OrderRecord): Promise<Fact[]> {
  await keepCurrency(client, order.currency)
  await checkCurrency(client, order.currency)
  const orders = [order]
  return [
    ...(await writeSoldProducts(client, { source, orders, known: new Set() })),
    ...(await writeBuyers(client, { source, orders, known: new Set() })),
    // Imports count upwards from 1: a number below 0 is a delivery's, in which the order always is its first part.
    ...(await writeOrders(client, await prepareOrders(client, { source, importId: -deliveryId, orders }), noCounts())),
  ]
}

async function checkCurrency(client: PoolClient, currency: string): Promise<void> {
  const { rows } = await client.query<{ currency: string | null }>('SELECT currency FROM shop')
  const shop = rows[0]?.currency ?? currency
  if (shop === currency) return
  throw new AppError('input.invalid', `Mixed currencies; the order is in ${currency}, the shop's are in ${shop}.`)
}

async function applyProduct(context: ApplyContext, change: ProductChange): Promise<Fact[] | null> {
  const { client, source, currency } = context
  const { foreignId, record, at, sentAt, restored = false } = change
  const state = { kind: 'product' as const, source, foreignId, externalId: record.externalId }
  if (!(await takeState(client, { ...state, at, sentAt, restored }))) return null
  if (change.items !== undefined) await keepStockItems(client, source, record.externalId, change.items)
  if (change.partial !== true) return writeProduct(context, record)
  const stored = await readStoredProduct(client, { source, externalId: record.externalId, currency })
  // A path known from an import says more than its last step.
  const known = stored?.category.split(' > ').at(-1) === record.category ? stored.category : record.category
  return writeProduct(context, { ...record, category: known, brand: record.brand || (stored?.brand ?? '') })
}

async function writeProduct({ client, source, receivedAt }: ApplyContext, product: ProductRecord): Promise<Fact[]> {
  return writeProducts(client, { source, products: [product], counts: noCounts(), now: receivedAt })
}

async function applyVariant(context: ApplyContext, change: VariantChange): Promise<Fact[] | null> {
  const { client, source, currency } = context
  const { foreignId, productId, variant, at, sentAt, restored = false } = change
  const stored = await readStoredProduct(client, { source, externalId: productId, currency })
  if (stored === null) return null
  const state = { kind: 'product' as const, source, foreignId, externalId: productId }
  if (!(await takeState(client, { ...state, at, sentAt, restored }))) return null
  const known = stored.variants.some(({ sku }) => sku === variant.sku)
  const variants = known
    ? stored.variants.map((other) => (other.sku === variant.sku ? variant : other))
    : [...stored.variants, variant]
  return writeProduct(context, { ...stored, variants, validFrom: Math.max(stored.validFrom, at) })
}

async function applyCustomer(context: ApplyContext, change: CustomerChange): Promise<Fact[] | null> {
  const { client, source, receivedAt } = context
  const { foreignId, record, at, sentAt, restored = false } = change
  const externalId = keyWithin(source, record.externalId)
  const state = { kind: 'customer' as const, source, foreignId, externalId }
  if (!(await takeState(client, { ...state, at, sentAt, restored }))) return null
  const stored = change.consentUntold === true ? await readStoredCustomer(client, source, externalId) : null
  const customer = { ...record, acceptsMarketing: stored?.acceptsMarketing ?? record.acceptsMarketing }
  return writeCustomers(client, { source, customers: [customer], counts: noCounts(), now: receivedAt })
}

/** Orders are called off, products archived, customers no longer written to: what was stored of them stays. */
async function applyGone(context: ApplyContext, { kind, foreignId, externalId }: GoneChange): Promise<Fact[] | null> {
  const { client, source, currency, receivedAt } = context
  const known = (await markGone(client, { source, kind, foreignId, now: receivedAt })) || (externalId ?? '')
  if (known === '') return null
  if (kind === 'order') {
    const order = await readStoredOrder(client, source, known)
    if (order === null) return null
    const refunds = await readRefunds(client, source, foreignId)
    return writeOrder(context, { ...order, refunds, cancelledAt: order.cancelledAt ?? receivedAt })
  }
  if (kind === 'product') {
    const product = await readStoredProduct(client, { source, externalId: known, currency })
    if (product === null) return null
    return writeProduct(context, { ...product, status: 'archived' })
  }
  const customer = await readStoredCustomer(client, source, known)
  if (customer === null) return null
  const { email } = customer
  const named = keyWithin(source, email) === known ? email : known
  const record = { ...customer, externalId: named, acceptsMarketing: false }
  return writeCustomers(client, { source, customers: [record], counts: noCounts(), now: receivedAt })
}

async function applyRefund(context: ApplyContext, { orderId, refund }: RefundChange): Promise<Fact[] | null> {
  const { client, source } = context
  const externalId = (await findObjects(client, source, 'order', [orderId])).get(orderId)
  await keepRefunds(client, { source, orderId, heard: false }, [refund])
  // Of an order that has not come yet the refund is kept, and joined when it comes.
  if (externalId === undefined) return []
  const order = await readStoredOrder(client, source, externalId)
  if (order === null) return []
  return writeOrder(context, { ...order, refunds: await readRefunds(client, source, orderId) })
}

async function applyStock(context: ApplyContext, change: StockChange): Promise<Fact[] | null> {
  const { client, source, currency } = context
  const total = await keepStockLevel(client, { source, ...change })
  if (total === null) return null
  const product = await readStoredProduct(client, { source, externalId: total.productId, currency })
  if (product === null) return null
  const variants = product.variants.map((variant) =>
    variant.sku === total.sku ? { ...variant, stock: total.stock } : variant,
  )
  return writeProduct(context, { ...product, variants, validFrom: Math.max(product.validFrom, change.at) })
}

async function applyPrivacy(context: ApplyContext, change: PrivacyChange): Promise<Fact[]> {
  const { client, source, receivedAt } = context
  const orders = await findObjects(client, source, 'order', change.orderIds)
  await keepPrivacyRequest(client, {
    source,
    kind: change.kind,
    customerKeys: change.customerIds.map((id) => customerKeyOf(source, id)),
    orderKeys: change.orderIds.map((id) => `${source}/${orders.get(id) ?? id}`),
    receivedAt,
  })
  return []
}
