/** Records as they are stored, for deliveries that change a part of one. */
import type { PoolClient } from 'pg'
import type { CustomerRecord, OrderLineRecord, OrderRecord, ProductRecord, VariantRecord } from '../records.ts'

interface OrderRow {
  readonly id: number
  readonly document: OrderRecord['document']
  readonly placed_at: Date
  readonly currency: string
  readonly customer_key: string | null
  readonly country: string
  readonly channel: string
  readonly cancelled_at: Date | null
}

interface LineRow {
  readonly sku: string
  readonly title: string
  readonly kind: OrderLineRecord['kind']
  readonly quantity: number
  readonly unit_price_cents: number
  readonly total_cents: number
}

/** An order with its lines and without its refunds; null where there is none. */
export async function readStoredOrder(
  client: PoolClient,
  source: string,
  externalId: string,
): Promise<OrderRecord | null> {
  const heads = await client.query<OrderRow>(
    `SELECT id, document, placed_at, currency, customer_key, country, channel, cancelled_at
     FROM orders WHERE source = $1 AND external_id = $2 FOR UPDATE`,
    [source, externalId],
  )
  const [head] = heads.rows
  if (head === undefined) return null
  const lines = await client.query<LineRow>(
    'SELECT sku, title, kind, quantity, unit_price_cents, total_cents FROM order_lines WHERE order_id = $1 ORDER BY line_no',
    [head.id],
  )
  return {
    type: 'order',
    externalId,
    document: head.document,
    placedAt: head.placed_at.getTime(),
    currency: head.currency,
    // What follows the source in a key gives the same key again.
    customerExternalId: head.customer_key?.slice(source.length + 1) ?? '',
    customerEmail: '',
    country: head.country,
    channel: head.channel,
    cancelledAt: head.cancelled_at?.getTime() ?? null,
    lines: lines.rows.map((row) => ({
      sku: row.sku,
      title: row.title,
      kind: row.kind,
      quantity: row.quantity,
      unitPriceCents: row.unit_price_cents,
      totalCents: row.total_cents,
    })),
    refunds: [],
  }
}

interface ProductRow extends Pick<ProductRecord, 'title' | 'description' | 'brand' | 'category' | 'status'> {
  readonly id: number
  readonly tags: string[]
  readonly attributes: ProductRecord['attributes']
  readonly updated_at: Date
}

interface VariantRow {
  readonly sku: string
  readonly title: string
  readonly barcode: string
  readonly options: Record<string, string>
}

/**
 * A product with its variants, whose prices, costs and stock are left out: written again, they stay as they are. `validFrom`
 * is when it changed last. Null where there is none.
 */
export async function readStoredProduct(
  client: PoolClient,
  { source, externalId, currency }: { source: string; externalId: string; currency: string },
): Promise<(ProductRecord & { readonly validFrom: number }) | null> {
  const { rows } = await client.query<ProductRow>(
    `SELECT id, title, description, brand, category, tags, attributes, status, updated_at
     FROM products WHERE source = $1 AND external_id = $2`,
    [source, externalId],
  )
  const [row] = rows
  if (row === undefined) return null
  const variants = await client.query<VariantRow>(
    'SELECT sku, title, barcode, options FROM variants WHERE product_id = $1 ORDER BY position, id',
    [row.id],
  )
  const { id: _id, updated_at: updatedAt, ...product } = row
  return {
    type: 'product',
    externalId,
    ...product,
    variants: variants.rows.map(
      (variant): VariantRecord => ({
        ...variant,
        priceCents: null,
        compareAtCents: null,
        costCents: null,
        stock: null,
      }),
    ),
    currency,
    validFrom: updatedAt.getTime(),
  }
}

interface CustomerRow {
  readonly email: string
  readonly name: string
  readonly country: string
  readonly city: string
  readonly postcode: string
  readonly created_at: Date | null
  readonly accepts_marketing: boolean
}

/** A customer by what follows the source in their key; null where there is none. */
export async function readStoredCustomer(
  client: PoolClient,
  source: string,
  externalId: string,
): Promise<CustomerRecord | null> {
  const { rows } = await client.query<CustomerRow>(
    'SELECT email, name, country, city, postcode, created_at, accepts_marketing FROM customers WHERE key = $1',
    [`${source}/${externalId}`],
  )
  const [row] = rows
  if (row === undefined) return null
  const { created_at: createdAt, accepts_marketing: acceptsMarketing, ...customer } = row
  return { type: 'customer', externalId, ...customer, createdAt: createdAt?.getTime() ?? null, acceptsMarketing }
}
