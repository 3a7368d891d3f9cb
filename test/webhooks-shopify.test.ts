/** Shopify's webhooks over real stores: signatures, repetition, order of arrival, and the same order by file and by webhook. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFile } from '../src/ingest/write/run.ts'
import { customerKeyOf } from '../src/ingest/write/to-events.ts'
import { hmac, openTestWebhooks, refusedEntries, SECRET, type TestWebhooks, value } from './webhooks.ts'

let shop: TestWebhooks
beforeAll(async () => {
  shop = await openTestWebhooks()
})
afterAll(() => shop.close())

interface Sent {
  readonly body?: string | Buffer
  readonly headers?: Record<string, string>
}

function post(topic: string, payload: unknown, { body = JSON.stringify(payload), headers = {} }: Sent = {}) {
  return shop.server.inject({
    method: 'POST',
    url: '/webhooks/shopify',
    headers: {
      host: 'any.example',
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-hmac-sha256': hmac(body, SECRET, 'base64'),
      'x-shopify-webhook-id': randomUUID(),
      ...headers,
    },
    payload: body,
  })
}

const order = (id: number, part: Record<string, unknown> = {}) => ({
  id,
  name: `#${id}`,
  email: 'Ada@Example.com',
  created_at: '2026-11-20T10:00:00+01:00',
  updated_at: '2026-11-20T10:00:00+01:00',
  cancelled_at: null,
  currency: 'EUR',
  taxes_included: true,
  financial_status: 'paid',
  source_name: 'web',
  subtotal_price: '95.00',
  total_discounts: '5.00',
  total_price: '99.90',
  discount_codes: [{ code: 'MAI', amount: '5.00', type: 'fixed_amount' }],
  shipping_lines: [{ title: 'DHL', price: '4.90', discounted_price: '4.90' }],
  shipping_address: { country_code: 'AT' },
  line_items: [{ id: 1, name: 'Mug - Red', sku: 'MUG-R', quantity: 2, price: '50.00', total_discount: '0.00' }],
  refunds: [],
  ...part,
})

const stored = (name: string) =>
  value(shop.state, `SELECT total_cents FROM orders WHERE source = 'shopify' AND external_id = '${name}'`)

describe('an order', () => {
  it('is stored and in the log once, answered under any host name', async () => {
    const answer = await post('orders/create', order(1001))
    expect(answer.json()).toEqual({ status: 'stored' })
    expect(answer.statusCode).toBe(200)
    expect(await stored('#1001')).toBe(9990)
    const logged = await shop.loggedOrder('shopify/#1001')
    expect(logged).toMatchObject({ versions: 1, value_cents: 9990 })
    expect(logged.customer_id).toBe(customerKeyOf('shopify', 'ada@example.com'))
    expect(logged.customer_id).not.toContain('@')
  })

  it('is the same with the same total when it comes by the order export', async () => {
    const path = join(shop.dataDir, 'orders.csv')
    const columns =
      'Name,Email,Financial Status,Currency,Subtotal,Shipping,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Country,Source'
    const row =
      '#1002,ada@example.com,paid,EUR,95.00,4.90,MAI,5.00,DHL,2026-11-20 10:00:00 +0100,2,Mug - Red,50.00,MUG-R,AT,web'
    writeFileSync(path, `${columns}\n${row}\n`)
    await post('orders/create', order(1002))
    const before = await value(shop.state, 'SELECT count(*) FROM orders')
    const { state, events, clock } = shop
    const summary = await importFile(
      { state, events, clock },
      {
        format: 'shopify-orders',
        path,
        source: 'shopify',
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
        lang: 'de',
        fallbackFolder: shop.dataDir,
      },
    )
    expect(summary.counts.orders).toEqual({ added: 0, changed: 0, unchanged: 1 })
    expect(await value(shop.state, 'SELECT count(*) FROM orders')).toBe(before)
    expect(await stored('#1002')).toBe(9990)
  })

  it('is taken once when the same delivery comes twenty times at once', async () => {
    const headers = { 'x-shopify-webhook-id': 'delivery-1003' }
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('orders/create', order(1003), { headers })))
    const said = answers.map((answer) => answer.json<{ status: string }>().status)
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(200))
    expect(said.filter((status) => status === 'stored')).toHaveLength(1)
    expect(said.filter((status) => status === 'repeated')).toHaveLength(19)
    expect(await shop.loggedOrder('shopify/#1003')).toMatchObject({ versions: 1, value_cents: 9990 })
  })

  it('is stored with its delivery and its facts, or not at all: what broke off half-way is taken when it comes again', async () => {
    const headers = { 'x-shopify-webhook-id': 'delivery-1007' }
    await shop.state.pool.query('ALTER TABLE outbox RENAME TO outbox_away')
    const failed = await post('orders/create', order(1007), { headers })
    await shop.state.pool.query('ALTER TABLE outbox_away RENAME TO outbox')
    expect(failed.statusCode).toBe(500)
    expect(failed.body).not.toContain('outbox')
    expect(await stored('#1007')).toBeUndefined()
    expect((await post('orders/create', order(1007), { headers })).json()).toEqual({ status: 'stored' })
    expect(await shop.loggedOrder('shopify/#1007')).toMatchObject({ versions: 1, value_cents: 9990 })
  })

  it('is stored whatever else comes at the same time: thirty orders that share buyers and products', async () => {
    const line = (sku: string) => ({ name: sku, sku, quantity: 1, price: '50.00', total_discount: '0.00' })
    const crossing = (id: number) => {
      const skus = ['K-1', 'K-2', 'K-3', 'K-4']
      return order(id, { line_items: (id % 2 === 0 ? skus : skus.reverse()).slice(0, 2).map(line) })
    }
    const ids = Array.from({ length: 30 }, (_, index) => 3000 + index)
    const answers = await Promise.all(ids.map((id) => post('orders/create', crossing(id))))
    expect(new Set(answers.map((answer) => answer.body))).toEqual(new Set(['{"status":"stored"}']))
    const total = await value(
      shop.state,
      "SELECT count(*) FROM orders WHERE external_id LIKE '#30__' AND total_cents = 9990",
    )
    expect(total).toBe(30)
  })

  it('is taken once when two subscriptions send the same event', async () => {
    const headers = { 'x-shopify-event-id': 'event-1004' }
    expect((await post('orders/create', order(1004), { headers })).json()).toEqual({ status: 'stored' })
    expect((await post('orders/create', order(1004), { headers })).json()).toEqual({ status: 'repeated' })
  })

  it('keeps every delivery of one event id that is about another object', async () => {
    const headers = { 'x-shopify-event-id': 'bulk' }
    for (const id of [1005, 1006])
      expect((await post('orders/updated', order(id), { headers })).json()).toEqual({ status: 'stored' })
    expect([await stored('#1005'), await stored('#1006')]).toEqual([9990, 9990])
  })

  it('stays as it is when an older state comes late', async () => {
    const newer = order(1010, { updated_at: '2026-11-20T12:00:00+01:00', cancelled_at: '2026-11-20T11:59:00+01:00' })
    await post('orders/cancelled', newer)
    const late = await post('orders/create', order(1010))
    expect(late.statusCode).toBe(200)
    expect(late.json()).toMatchObject({ status: 'unchanged' })
    expect(await value(shop.state, "SELECT cancelled_at IS NOT NULL FROM orders WHERE external_id = '#1010'")).toBe(
      true,
    )
  })

  it('goes by the moment of sending where two states have the same second', async () => {
    const second = order(1011, { total_discounts: '0.00', subtotal_price: '100.00' })
    const at = (time: string) => ({ headers: { 'x-shopify-triggered-at': time } })
    await post('orders/updated', second, at('2026-11-20T09:00:00.900Z'))
    expect((await post('orders/updated', order(1011), at('2026-11-20T09:00:00.100Z'))).json()).toMatchObject({
      status: 'unchanged',
    })
    expect(await stored('#1011')).toBe(10_490)
  })

  it('comes back to an earlier content, and the log follows', async () => {
    const at = (hour: number, part = {}) => order(1012, { updated_at: `2026-11-20T1${hour}:00:00+01:00`, ...part })
    await post('orders/create', at(0))
    await post('orders/cancelled', at(1, { cancelled_at: '2026-11-20T11:00:00+01:00' }))
    await post('orders/updated', at(2))
    const logged = await shop.loggedOrder('shopify/#1012')
    expect(logged.versions).toBe(3)
    expect(logged.properties).toContain('"cancelledAt":null')
  })

  it('is counted without the shipping that a code gives away', async () => {
    const free = { shipping_lines: [{ title: 'DHL', price: '4.90', discounted_price: '0.00' }] }
    await post(
      'orders/create',
      order(1013, { ...free, subtotal_price: '100.00', total_discounts: '4.90', total_price: '100.00' }),
    )
    expect(await stored('#1013')).toBe(10_000)
  })

  it('is set aside with the reason where its currency is not the shop’s, and holds no name in the dead letters', async () => {
    const answer = await post('orders/create', order(1014, { currency: 'USD' }))
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ status: 'set-aside', reason: expect.stringContaining('Mixed currencies') })
    expect(shop.buried.at(-1)).toMatchObject({ way: 'shopify', source: 'shopify' })
    expect(shop.buried.at(-1)?.body).not.toContain('Example')
  })

  it('is left out where it is a test', async () => {
    expect((await post('orders/create', order(1015, { test: true }))).json()).toMatchObject({ status: 'ignored' })
    expect(await stored('#1015')).toBeUndefined()
  })
})

describe('a refund', () => {
  const refund = (orderId: number, id: number) => ({
    id,
    order_id: orderId,
    created_at: '2026-11-21T10:00:00+01:00',
    processed_at: '2026-11-21T10:00:00+01:00',
    transactions: [{ id: 9, kind: 'refund', status: 'success', amount: '20.00', currency: 'EUR' }],
  })
  const refunds = (name: string) =>
    value(
      shop.state,
      `SELECT coalesce(sum(r.amount_cents), 0)::bigint FROM refunds AS r JOIN orders AS o ON o.id = r.order_id WHERE o.external_id = '${name}'`,
    )

  it('is joined to its order, once, and the order keeps its buyer', async () => {
    await post('orders/create', order(1020))
    await post('refunds/create', refund(1020, 71))
    await post('refunds/create', refund(1020, 71))
    expect(await refunds('#1020')).toBe(2000)
    const told = order(1020, { updated_at: '2026-11-21T10:00:01+01:00', refunds: [refund(1020, 71)] })
    await post('orders/updated', told)
    expect(await refunds('#1020')).toBe(2000)
    expect((await shop.loggedOrder('shopify/#1020')).customer_id).toBe(customerKeyOf('shopify', 'ada@example.com'))
  })

  it('waits for an order that comes later', async () => {
    expect((await post('refunds/create', refund(1021, 72))).json()).toEqual({ status: 'stored' })
    await post('orders/create', order(1021))
    expect(await refunds('#1021')).toBe(2000)
  })
})

describe('a product', () => {
  const product = (hour: number, part: Record<string, unknown> = {}) => ({
    id: 501,
    handle: 'becher',
    title: 'Becher',
    body_html: '<p>Für <b>Tee</b></p>',
    vendor: 'Nordwind',
    product_type: 'Geschirr',
    tags: 'rot, groß',
    status: 'active',
    created_at: '2026-11-01T10:00:00+01:00',
    updated_at: `2026-11-20T${hour}:00:00+01:00`,
    options: [{ name: 'Farbe', position: 1, values: ['Rot'] }],
    variants: [
      {
        id: 601,
        sku: 'BECHER-R',
        price: '19.90',
        compare_at_price: '24.90',
        option1: 'Rot',
        inventory_item_id: 701,
        inventory_quantity: 8,
        inventory_management: 'shopify',
      },
    ],
    ...part,
  })
  const stock = () => value(shop.state, "SELECT stock FROM variants WHERE sku = 'BECHER-R'")
  const level = (location: number, available: number, minute: number) => ({
    inventory_item_id: 701,
    location_id: location,
    available,
    updated_at: `2026-11-20T13:${minute}:00+01:00`,
  })

  it('is stored with its variants and prices; an older state that comes late changes nothing', async () => {
    await post('products/update', product(12))
    await post('products/create', product(11, { title: 'Alt' }))
    const title = await value(shop.state, "SELECT title->>'de' FROM products WHERE external_id = 'becher'")
    expect(title).toBe('Becher')
    expect(await stock()).toBe(8)
    expect(await value(shop.state, 'SELECT price_cents FROM price_ledger ORDER BY valid_from DESC LIMIT 1')).toBe(1990)
  })

  it('has the stock of all places once these are all known, and not before', async () => {
    await post('inventory_levels/update', level(1, 5, 10))
    expect(await stock()).toBe(8)
    await post('inventory_levels/update', level(2, 3, 11))
    await post('inventory_levels/update', level(1, 4, 12))
    expect(await stock()).toBe(7)
    await post('inventory_levels/update', level(1, 9, 11))
    expect(await stock()).toBe(7)
  })

  it('is archived when it is deleted, and not brought back by what was sent before', async () => {
    await post('products/delete', { id: 501 })
    await post('products/update', product(12))
    expect(await value(shop.state, "SELECT status FROM products WHERE external_id = 'becher'")).toBe('archived')
  })
})

describe('privacy', () => {
  const customer = { id: 207119551, email: 'Ada@Example.com', phone: '555' }

  it('keeps who asks for their data, who is to be forgotten, and a shop that leaves, by keys alone', async () => {
    await post('orders/create', order(1030))
    await post('customers/data_request', { shop_id: 1, customer, orders_requested: [1030, 99] })
    await post(
      'customers/redact',
      { shop_id: 1, customer, orders_to_redact: [1030] },
      { headers: { 'x-shopify-test': 'true' } },
    )
    await post('shop/redact', { shop_id: 1, shop_domain: 'a.myshopify.com' })
    const { rows } = await shop.state.pool.query(
      'SELECT source, customer_key, other_keys, order_keys, kind, done_at FROM privacy_requests ORDER BY id',
    )
    const keys = { source: 'shopify', customer_key: customerKeyOf('shopify', 'ada@example.com'), done_at: null }
    const others = { other_keys: ['shopify/207119551'] }
    expect(rows).toEqual([
      { ...keys, ...others, kind: 'export', order_keys: ['shopify/#1030', 'shopify/99'] },
      { ...keys, ...others, kind: 'erase', order_keys: ['shopify/#1030'] },
      { ...keys, customer_key: '', other_keys: [], kind: 'erase-shop', order_keys: [] },
    ])
  })

  it('stores a customer under the key that their orders have', async () => {
    const created = { created_at: '2026-11-01T10:00:00+01:00', updated_at: '2026-11-20T10:00:00+01:00' }
    const consent = { email_marketing_consent: { state: 'subscribed' } }
    await post('customers/update', { ...customer, ...created, ...consent, first_name: 'Ada', last_name: 'Lovelace' })
    const { rows } = await shop.state.pool.query(
      "SELECT key, name, accepts_marketing, known_from FROM customers WHERE email = 'ada@example.com'",
    )
    const key = customerKeyOf('shopify', 'ada@example.com')
    expect(rows).toEqual([{ key, name: 'Ada Lovelace', accepts_marketing: true, known_from: 'feed' }])
  })
})

describe('signatures', () => {
  it('are over the bytes as they came, whatever the characters', async () => {
    const body = ` {"id": 1040,\n "name":"#1040","title":"Größe ✓ 𝄞 \\u00fc"}`
    expect((await post('orders/none', null, { body })).json()).toMatchObject({ status: 'ignored' })
  })

  it.each([
    ['a changed body', () => hmac('{"id":2}', SECRET, 'base64')],
    ['another secret', () => hmac('{"id":1}', 'other', 'base64')],
    ['hex instead of base64', () => hmac('{"id":1}', SECRET, 'hex')],
    ['one character too few', () => hmac('{"id":1}', SECRET, 'base64').slice(1)],
    ['one character too many', () => `${hmac('{"id":1}', SECRET, 'base64')}=`],
    ['nothing', () => ''],
  ])('that fit not (%s) are refused with 401 and stand in the audit log', async (_name, signature) => {
    shop.clock.at += 61_000
    const before = (await refusedEntries(shop.state)).length
    const answer = await post('orders/create', null, {
      body: '{"id":1}',
      headers: { 'x-shopify-hmac-sha256': signature() },
    })
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ status: 401, code: 'access.unknown' })
    const entries = await refusedEntries(shop.state)
    expect(entries).toHaveLength(before + 1)
    expect(entries.at(-1)).toMatchObject({ actor: 'webhook:shopify', details: { count: 1 } })
  })

  it('that fit not a hundred times add five entries and one with the count', async () => {
    const server = await shop.serve({})
    const before = (await refusedEntries(shop.state)).length
    const send = () => server.inject({ method: 'POST', url: '/webhooks/shopify', payload: { id: 1 } })
    const answers = await Promise.all(Array.from({ length: 100 }, send))
    expect(answers.every(({ statusCode }) => statusCode === 401)).toBe(true)
    await server.close()
    const added = (await refusedEntries(shop.state)).slice(before).map(({ details }) => details)
    expect(added).toHaveLength(6)
    expect(added.at(-1)).toEqual({ reason: 'further ones', count: 95 })
  })

  it('are not asked for where no secret is set: 404 says which setting', async () => {
    const server = await shop.serve({ shopifySecret: null, woocommerceSecret: null, shopwareAppSecret: null })
    const ask = (url: string) => server.inject({ method: 'POST', url, payload: {} })
    expect((await ask('/webhooks/shopify')).json()).toMatchObject({
      status: 404,
      detail: expect.stringContaining('DIRIGENT_SHOPIFY_SECRET'),
    })
    expect((await ask('/webhooks/woocommerce')).json()).toMatchObject({
      detail: expect.stringContaining('DIRIGENT_WOOCOMMERCE_SECRET'),
    })
    expect((await ask('/webhooks/shopware')).json()).toMatchObject({
      detail: expect.stringContaining('DIRIGENT_SHOPWARE_APP_SECRET'),
    })
    await server.close()
  })
})

describe('bodies', () => {
  it.each([
    ['broken JSON', Buffer.from('{"id": 1')],
    ['no object', Buffer.from('[1]')],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['nothing', Buffer.alloc(0)],
    ['deep nesting that ends nowhere', Buffer.from('{"a":'.repeat(100_000))],
  ])('that are %s and signed well are refused with 400 and kept', async (_name, body) => {
    const before = shop.buried.length
    const answer = await post('orders/create', null, { body })
    expect(answer.statusCode).toBe(400)
    expect(shop.buried).toHaveLength(before + 1)
  })

  it('that are nested deeply do no harm', async () => {
    const body = `{"id":1,"name":"#1","currency":"EUR","x":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`
    expect([200, 400]).toContain((await post('orders/create', null, { body })).statusCode)
  })

  it('over 5 MB are refused with 413', async () => {
    const body = JSON.stringify({ id: 1, note: 'x'.repeat(5_300_000) })
    expect((await post('orders/create', null, { body })).statusCode).toBe(413)
  })

  it('that are hostile never fail us: 200 or 400 for whatever is signed well', async () => {
    const topics = [
      'orders/create',
      'refunds/create',
      'products/update',
      'customers/update',
      'inventory_levels/update',
      'customers/redact',
      'products/delete',
    ]
    const hostile = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom(
        '\u0000',
        '\ud800',
        'x'.repeat(5000),
        '1e999',
        '99999999999999999999',
        1e300,
        -1,
        null,
        'NaN',
        { __proto__: null },
        ['toString'],
      ),
    )
    const shapes = [order(2000), { ...order(2000), line_items: [{ quantity: 1 }] }]
    const names = [
      ...Object.keys(order(1)),
      'order_id',
      'handle',
      'variants',
      'options',
      'customer',
      'transactions',
      'inventory_item_id',
      'location_id',
      'available',
      '__proto__',
      'constructor',
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...topics),
        fc.constantFrom(...shapes),
        fc.dictionary(fc.constantFrom(...names), hostile, { maxKeys: 4 }),
        async (topic, shape, changes) => {
          const answer = await post(topic, { ...shape, ...changes })
          expect([200, 400]).toContain(answer.statusCode)
        },
      ),
      { numRuns: 150, seed: 7 },
    )
  })
})
