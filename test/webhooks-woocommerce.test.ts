/** WooCommerce's webhooks over real stores. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customerKeyOf } from '../src/ingest/write/to-events.ts'
import { hmac, openTestWebhooks, refusedEntries, SECRET, type TestWebhooks, value } from './webhooks.ts'

let shop: TestWebhooks
beforeAll(async () => {
  shop = await openTestWebhooks()
})
afterAll(() => shop.close())

function post(topic: string, payload: unknown, deliveryId = 'same-second') {
  const body = JSON.stringify(payload)
  return shop.server.inject({
    method: 'POST',
    url: '/webhooks/woocommerce',
    headers: {
      'content-type': 'application/json',
      'x-wc-webhook-topic': topic,
      'x-wc-webhook-signature': hmac(body, SECRET, 'base64'),
      'x-wc-webhook-delivery-id': deliveryId,
    },
    payload: body,
  })
}

/** 2 x 9.99 with 19 % within, a coupon of 10 %, shipping 4.90: WooCommerce rounds nets and taxes apart. */
const order = (id: number, part: Record<string, unknown> = {}) => ({
  id,
  status: 'processing',
  currency: 'EUR',
  prices_include_tax: true,
  date_created_gmt: '2026-11-20T09:00:00',
  date_modified_gmt: '2026-11-20T09:00:00',
  discount_total: '1.68',
  discount_tax: '0.32',
  shipping_total: '4.12',
  shipping_tax: '0.78',
  total: '22.88',
  total_tax: '3.65',
  customer_id: 26,
  created_via: 'checkout',
  billing: { email: 'Ada@Example.com', country: 'DE' },
  shipping: { country: 'AT' },
  line_items: [
    {
      id: 1,
      name: 'Becher',
      product_id: 93,
      variation_id: 0,
      sku: '',
      quantity: 2,
      subtotal: '16.79',
      subtotal_tax: '3.19',
      total: '15.11',
      total_tax: '2.87',
      price: 7.555,
    },
  ],
  coupon_lines: [{ code: 'zehn' }],
  shipping_lines: [{ method_title: 'DHL' }],
  fee_lines: [],
  refunds: [],
  ...part,
})

const column = (name: string, id: number) =>
  value(shop.state, `SELECT ${name} FROM orders WHERE source = 'woocommerce' AND external_id = '${id}'`)

describe('the ping that WooCommerce sends when a webhook is saved', () => {
  it('is answered with 200 though it is not signed', async () => {
    const answer = await shop.server.inject({
      method: 'POST',
      url: '/webhooks/woocommerce',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'webhook_id=42',
    })
    expect(answer.statusCode).toBe(200)
    expect(await refusedEntries(shop.state)).toEqual([])
  })

  it('opens no way in for anything else without a signature', async () => {
    const payloads = ['webhook_id=42&x=1', '{"id":1}', 'webhook_id=']
    for (const payload of payloads) {
      const answer = await shop.server.inject({ method: 'POST', url: '/webhooks/woocommerce', payload })
      expect(answer.statusCode).toBe(401)
    }
  })
})

describe('an order', () => {
  it('has the total that the customer paid where prices include tax, to the cent', async () => {
    expect((await post('order.created', order(1))).json()).toEqual({ status: 'stored' })
    expect(await column('total_cents', 1)).toBe(2288)
    const { rows } = await shop.state.pool.query('SELECT sku, kind, total_cents FROM order_lines ORDER BY line_no')
    expect(rows).toEqual([
      { sku: 'id:93', kind: 'product', total_cents: 1998 },
      { sku: 'discount', kind: 'discount', total_cents: -200 },
      { sku: 'shipping', kind: 'shipping', total_cents: 490 },
    ])
    expect(await column('customer_key', 1)).toBe(customerKeyOf('woocommerce', 'ada@example.com'))
  })

  it('has its net total where prices are net', async () => {
    await post('order.created', order(2, { prices_include_tax: false }))
    expect(await column('total_cents', 2)).toBe(2288 - 365)
  })

  it('is not mixed up with another one that has the same delivery id, because both are of one second', async () => {
    expect((await post('order.updated', order(3), 'second')).json()).toEqual({ status: 'stored' })
    expect((await post('order.updated', order(4), 'second')).json()).toEqual({ status: 'stored' })
    expect((await post('order.updated', order(4), 'second')).json()).toEqual({ status: 'repeated' })
  })

  it('is none before it is paid or accepted, and none where payment failed', async () => {
    expect((await post('order.created', order(5, { status: 'pending' }))).json()).toMatchObject({ status: 'ignored' })
    expect((await post('order.updated', order(5, { status: 'failed' }))).json()).toMatchObject({ status: 'unchanged' })
    expect(await column('id', 5)).toBeUndefined()
  })

  it('is called off when it goes to the bin, stays so when an older state comes late, and comes back when restored', async () => {
    await post('order.created', order(6))
    await post('order.deleted', { id: 6 })
    expect(await column('cancelled_at', 6)).toEqual(new Date(shop.clock.at))
    await post('order.updated', order(6), 'late')
    expect(await column('cancelled_at', 6)).toEqual(new Date(shop.clock.at))
    await post('order.restored', order(6))
    expect(await column('cancelled_at', 6)).toBeNull()
    const logged = await shop.loggedOrder('woocommerce/6')
    expect(logged.versions).toBe(3)
    expect(logged.properties).toContain('"cancelledAt":null')
  })

  it('dates cancellation and refunds by when they were first heard of', async () => {
    await post('order.created', order(7))
    const refunds = [{ id: 70, reason: '', total: '-5.00' }]
    await post('order.updated', order(7, { date_modified_gmt: '2026-11-21T09:00:00', refunds }))
    const cancelled = { status: 'cancelled', refunds }
    await post('order.updated', order(7, { date_modified_gmt: '2026-11-22T09:00:00', ...cancelled }))
    await post('order.updated', order(7, { date_modified_gmt: '2026-11-23T09:00:00', ...cancelled }))
    expect(await column('cancelled_at', 7)).toEqual(new Date('2026-11-22T09:00:00Z'))
    const { rows } = await shop.state.pool.query(
      "SELECT refunded_at, amount_cents FROM refunds WHERE external_id = '70'",
    )
    expect(rows).toEqual([{ refunded_at: new Date('2026-11-21T09:00:00Z'), amount_cents: 500 }])
    await post('order.updated', order(7, { date_modified_gmt: '2026-11-23T10:00:00', status: 'processing' }))
    expect(await value(shop.state, "SELECT count(*) FROM refunds WHERE external_id = '70'")).toBe(0)
  })

  it('is set aside where its lines do not make its total', async () => {
    const answer = await post('order.created', order(8, { total: '99.00' }))
    expect(answer.json()).toMatchObject({ status: 'set-aside', reason: expect.stringContaining('off its total') })
  })
})

describe('a product', () => {
  const product = (id: number, part: Record<string, unknown> = {}) => ({
    id,
    name: 'Becher',
    type: 'simple',
    status: 'publish',
    sku: `B-${id}`,
    regular_price: '19.90',
    sale_price: '14.90',
    on_sale: true,
    price: '14.90',
    manage_stock: true,
    stock_quantity: 4,
    description: '<p>Für Tee</p>',
    date_created_gmt: '2026-11-20T09:00:00',
    date_modified_gmt: '2026-11-20T09:00:00',
    categories: [{ id: 1, name: 'Tassen, Becher' }],
    tags: [{ id: 1, name: 'rot' }],
    attributes: [{ name: 'Farbe', variation: false, options: ['Rot', 'Blau'] }],
    ...part,
  })
  const read = (expression: string, id: number) =>
    value(shop.state, `SELECT ${expression} FROM products WHERE source = 'woocommerce' AND external_id = '${id}'`)

  it('is stored with the price that holds and the one before', async () => {
    await post('product.created', product(20))
    const { rows } = await shop.state.pool.query(
      "SELECT price_cents, compare_at_cents, stock FROM variants JOIN price_ledger ON variant_id = id WHERE sku = 'B-20'",
    )
    expect(rows).toEqual([{ price_cents: 1490, compare_at_cents: 1990, stock: 4 }])
    expect(await read('category', 20)).toBe('Tassen, Becher')
  })

  it('keeps a path of categories of which only the last step is sent', async () => {
    await post('product.created', product(21))
    await shop.state.pool.query("UPDATE products SET category = 'Küche > Tassen, Becher' WHERE external_id = '21'")
    await post('product.updated', product(21, { date_modified_gmt: '2026-11-21T09:00:00', name: 'Neu' }))
    expect([await read('category', 21), await read("title->>'de'", 21)]).toEqual(['Küche > Tassen, Becher', 'Neu'])
  })

  it('takes its variations one by one, and stays when one of them is deleted', async () => {
    await post('product.created', product(22, { type: 'variable', sku: '' }))
    const variation = { type: 'variation', parent_id: 22, attributes: [{ name: 'Farbe', option: 'Rot' }] }
    await post('product.updated', product(23, variation))
    await post('product.updated', product(24, { ...variation, attributes: [{ name: 'Farbe', option: 'Blau' }] }))
    const { rows } = await shop.state.pool.query(
      "SELECT sku, v.title FROM variants AS v JOIN products AS p ON p.id = product_id WHERE p.external_id = '22' ORDER BY position",
    )
    expect(rows).toEqual([
      { sku: 'B-23', title: 'Rot' },
      { sku: 'B-24', title: 'Blau' },
    ])
    await post('product.deleted', { id: 23 })
    expect(await read('status', 22)).toBe('active')
    await post('product.deleted', { id: 22 })
    expect(await read('status', 22)).toBe('archived')
  })
})

describe('a customer', () => {
  const customer = (city: string, modified: string) => ({
    id: 26,
    email: 'bob@example.com',
    first_name: 'Bob',
    billing: { country: 'DE', city },
    date_created_gmt: '2026-11-20T09:00:00',
    date_modified_gmt: modified,
  })
  const stored = async () => {
    const { rows } = await shop.state.pool.query(
      "SELECT key, city, accepts_marketing FROM customers WHERE email = 'bob@example.com'",
    )
    return rows[0]
  }

  it('keeps a consent of which WooCommerce says nothing, until the account is deleted', async () => {
    const key = customerKeyOf('woocommerce', 'bob@example.com')
    await post('customer.created', customer('Ulm', '2026-11-20T09:00:00'))
    expect(await stored()).toEqual({ key, city: 'Ulm', accepts_marketing: false })
    await shop.state.pool.query("UPDATE customers SET accepts_marketing = true WHERE email = 'bob@example.com'")
    await post('customer.updated', customer('Köln', '2026-11-21T09:00:00'))
    expect(await stored()).toEqual({ key, city: 'Köln', accepts_marketing: true })
    await post('customer.deleted', { id: 26 })
    expect(await stored()).toEqual({ key, city: 'Köln', accepts_marketing: false })
  })
})
