/** The Shopware app's handshake and webhooks over real stores. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customerKeyOf } from '../src/ingest/write/to-events.ts'
import { APP, hmac, openTestWebhooks, type TestWebhooks, value } from './webhooks.ts'

let shop: TestWebhooks
beforeAll(async () => {
  shop = await openTestWebhooks()
})
afterAll(() => shop.close())

interface Registered {
  readonly proof: string
  readonly secret: string
  readonly confirmation_url: string
}

function register(
  shopId: string,
  {
    old,
    url = 'https://shop.example',
    secret = APP.secret,
    ageSeconds = 0,
  }: { old?: string; url?: string; secret?: string; ageSeconds?: number } = {},
) {
  const timestamp = Math.floor(shop.clock.at / 1000) - ageSeconds
  const query = `shop-id=${shopId}&shop-url=${encodeURIComponent(url)}&timestamp=${timestamp}`
  return shop.server.inject({
    method: 'GET',
    url: `/webhooks/shopware/register?${query}`,
    headers: {
      'shopware-app-signature': hmac(query, secret, 'hex'),
      'sw-version': '6.7.10.0',
      ...(old === undefined ? {} : { 'shopware-shop-signature': hmac(query, old, 'hex') }),
    },
  })
}

function confirm(shopId: string, secret: string, previous?: string) {
  const body = JSON.stringify({
    apiKey: 'SWIAKEY',
    secretKey: 'TOPSECRET',
    timestamp: '1',
    shopUrl: 'https://shop.example',
    shopId,
  })
  return shop.server.inject({
    method: 'POST',
    url: '/webhooks/shopware/confirm',
    headers: {
      'shopware-shop-signature': hmac(body, secret, 'hex'),
      ...(previous === undefined ? {} : { 'shopware-shop-signature-previous': hmac(body, previous, 'hex') }),
    },
    payload: body,
  })
}

async function install(shopId: string, old?: string): Promise<string> {
  const answer = await register(shopId, old === undefined ? {} : { old })
  const { secret } = answer.json<Registered>()
  expect((await confirm(shopId, secret, old)).statusCode).toBe(200)
  return secret
}

let count = 0
function send(
  shopId: string,
  secret: string,
  event: string,
  payload: unknown,
  source: Record<string, unknown> = { eventId: `e${++count}` },
) {
  const timestamp = Math.floor(shop.clock.at / 1000)
  const body = JSON.stringify({
    data: { payload, event },
    source: { url: 'https://shop.example', appVersion: '1.0.0', shopId, ...source },
    timestamp,
  })
  return shop.server.inject({
    method: 'POST',
    url: '/webhooks/shopware',
    headers: { 'content-type': 'application/json', 'shopware-shop-signature': hmac(body, secret, 'hex') },
    payload: body,
  })
}

describe('registration', () => {
  it('proves that we know the app’s secret and gives a long secret of the shop’s own', async () => {
    const answer = await register('first')
    const { proof, secret, confirmation_url: url } = answer.json<Registered>()
    expect(proof).toBe(hmac(`firsthttps://shop.example${APP.name}`, APP.secret, 'hex'))
    expect(secret.length).toBeGreaterThanOrEqual(64)
    expect(secret.length).toBeLessThanOrEqual(255)
    expect(url).toBe('https://dirigent.example/webhooks/shopware/confirm')
    const again = (await register('first')).json<Registered>()
    expect(again.secret).not.toBe(secret)
    expect((await confirm('first', secret)).statusCode).toBe(401)
    expect((await confirm('first', again.secret)).statusCode).toBe(200)
    expect((await confirm('first', again.secret)).statusCode).toBe(200)
  })

  it('is refused with the words that Shopware shows where the signature is wrong, or the request is old', async () => {
    const wrong = await register('second', { secret: 'other' })
    expect(wrong.statusCode).toBe(401)
    expect(wrong.json()).toMatchObject({ code: 'access.unknown', error: expect.stringContaining('signature') })
    expect((await register('second', { ageSeconds: 3600 })).json()).toMatchObject({
      status: 400,
      error: expect.stringContaining('timestamp'),
    })
    expect(await value(shop.state, "SELECT count(*) FROM shopware_shops WHERE shop_id = 'second'")).toBe(0)
  })

  it('of a known shop asks for its present secret too, and holds only once it is confirmed with both', async () => {
    const old = await install('third')
    expect((await register('third')).statusCode).toBe(401)
    expect((await register('third', { old: 'guessed' })).statusCode).toBe(401)
    const { secret } = (await register('third', { old, url: 'https://moved.example' })).json<Registered>()
    const where = () => value(shop.state, "SELECT url FROM shopware_shops WHERE shop_id = 'third'")
    expect(await where()).toBe('https://shop.example')
    expect((await send('third', old, 'app.activated', [])).statusCode).toBe(200)
    expect((await send('third', secret, 'app.activated', [])).statusCode).toBe(401)
    expect((await confirm('third', secret)).statusCode).toBe(401)
    expect((await confirm('third', secret, old)).statusCode).toBe(200)
    expect(await where()).toBe('https://moved.example')
    shop.clock.at += 59_000
    expect((await send('third', old, 'app.activated', [])).statusCode).toBe(200)
    shop.clock.at += 2_000
    expect((await send('third', old, 'app.activated', [])).statusCode).toBe(401)
    expect((await send('third', secret, 'app.activated', [])).statusCode).toBe(200)
  })

  it('seals secrets and API keys with a key that only its owner can read', async () => {
    const secret = await install('fourth')
    const { rows } = await shop.state.pool.query("SELECT * FROM shopware_shops WHERE shop_id = 'fourth'")
    const text = JSON.stringify(rows)
    for (const open of [secret, 'SWIAKEY', 'TOPSECRET']) expect(text).not.toContain(open)
    const key = join(shop.dataDir, 'seal.key')
    expect(statSync(key).mode & 0o777).toBe(0o600)
    expect(readFileSync(key, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
  })

  it('ends with the app: the shop is refused afterwards, saying so twice is fine, and it may register anew', async () => {
    const secret = await install('fifth')
    expect((await send('fifth', secret, 'app.deleted', [])).statusCode).toBe(200)
    expect((await send('fifth', secret, 'app.deleted', [])).statusCode).toBe(200)
    expect((await send('fifth', secret, 'app.activated', [])).statusCode).toBe(401)
    const kept = await value(
      shop.state,
      "SELECT api_key IS NULL AND api_secret IS NULL FROM shopware_shops WHERE shop_id = 'fifth'",
    )
    expect(kept).toBe(true)
    expect((await send('fifth', await install('fifth'), 'app.activated', [])).statusCode).toBe(200)
  })
})

const order = (number: string, part: Record<string, unknown> = {}) => ({
  id: `id-${number}`,
  orderNumber: number,
  orderDateTime: '2026-11-20T09:00:00.000+00:00',
  createdAt: '2026-11-20T09:00:00.100+00:00',
  updatedAt: null,
  amountTotal: 44.879999999999995,
  amountNet: 37.71,
  taxStatus: 'gross',
  shippingTotal: 4.9,
  currency: { isoCode: 'EUR' },
  orderCustomer: { customerId: 'c1', email: 'Ada@Example.com', firstName: 'Ada' },
  billingAddress: { country: { iso: 'DE' } },
  stateMachineState: { technicalName: 'open' },
  lineItems: [
    {
      id: 'l1',
      parentId: null,
      type: 'product',
      identifier: 'p1',
      label: 'Becher',
      quantity: 3,
      unitPrice: 14.66,
      totalPrice: 43.98,
      payload: { productNumber: 'SW-1' },
    },
    {
      id: 'l2',
      type: 'promotion',
      identifier: 'x',
      label: 'Zehn',
      quantity: 1,
      unitPrice: -4,
      totalPrice: -4.0,
      payload: {},
    },
  ],
  ...part,
})

describe('deliveries', () => {
  let secret = ''
  beforeAll(async () => {
    secret = await install('main')
  })
  const source = () => value(shop.state, "SELECT source FROM shopware_shops WHERE shop_id = 'main'")
  const column = (name: string, number: string) =>
    value(shop.state, `SELECT ${name} FROM orders WHERE external_id = '${number}'`)

  it('of a placed order store it with the total that was paid, once, however often the event is sent', async () => {
    const event = { eventId: 'once' }
    expect((await send('main', secret, 'checkout.order.placed', { order: order('10001') }, event)).json()).toEqual({
      status: 'stored',
    })
    shop.clock.at += 5_000
    expect((await send('main', secret, 'checkout.order.placed', { order: order('10001') }, event)).json()).toEqual({
      status: 'repeated',
    })
    expect(await column('total_cents', '10001')).toBe(4488)
    const logged = await shop.loggedOrder(`${await source()}/10001`)
    expect(logged).toMatchObject({
      versions: 1,
      value_cents: 4488,
      customer_id: customerKeyOf(String(await source()), 'ada@example.com'),
    })
  })

  it('take the net amount where the shop is net', async () => {
    const net = { taxStatus: 'net', amountNet: 44.88, amountTotal: 53.41 }
    await send('main', secret, 'checkout.order.placed', { order: order('10002', net) })
    expect(await column('total_cents', '10002')).toBe(4488)
  })

  it('call an order off by its state, and a placing that comes late does not undo it', async () => {
    const updatedAt = '2026-11-20T10:00:00.000+00:00'
    await send('main', secret, 'state_enter.order.state.cancelled', { order: order('10003', { updatedAt }) })
    const late = await send('main', secret, 'checkout.order.placed', { order: order('10003') })
    expect(late.json()).toMatchObject({ status: 'unchanged' })
    expect(await column('cancelled_at IS NOT NULL', '10003')).toBe(true)
  })

  it('book a payment that was given back', async () => {
    const transactions = [{ id: 't1', amount: { totalPrice: 44.88 }, stateMachineState: { technicalName: 'refunded' } }]
    await send('main', secret, 'state_enter.order_transaction.state.refunded', {
      order: order('10004', { transactions }),
    })
    expect(await value(shop.state, "SELECT amount_cents FROM refunds WHERE external_id = 't1'")).toBe(4488)
  })

  it('that carry ids alone are kept as what is to be asked for', async () => {
    const written = (entity: string, operation: string) => [
      { entity, operation, primaryKey: 'p1', updatedFields: ['stock'] },
    ]
    await send('main', secret, 'product.written', written('product', 'update'))
    await send('main', secret, 'customer.written', written('customer', 'insert'))
    const { rows } = await shop.state.pool.query(
      'SELECT entity, foreign_id, operation, fields FROM shopware_changes ORDER BY entity',
    )
    expect(rows).toEqual([
      { entity: 'customer', foreign_id: 'p1', operation: 'insert', fields: ['stock'] },
      { entity: 'product', foreign_id: 'p1', operation: 'update', fields: ['stock'] },
    ])
  })

  it('of two shops never meet: each has a source of its own', async () => {
    const other = await install('other')
    await send('other', other, 'checkout.order.placed', { order: order('10001', { lineItems: [], amountTotal: 4.9 }) })
    expect(await value(shop.state, "SELECT count(*) FROM orders WHERE external_id = '10001'")).toBe(2)
    expect((await send('main', other, 'checkout.order.placed', { order: order('10009') })).statusCode).toBe(401)
  })

  it('that are hostile never fail us', async () => {
    const hostile = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('\u0000', '\udfff', 1e300, -0.5, 5e-324, null, 'x'.repeat(3000)),
    )
    const names = [...Object.keys(order('1')), 'payload', 'primaryKey', 'transactions', '__proto__']
    const events = [
      'checkout.order.placed',
      'state_enter.order.state.cancelled',
      'checkout.customer.register',
      'order.written',
      'checkout.customer.deleted',
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...events),
        fc.dictionary(fc.constantFrom(...names), hostile, { maxKeys: 4 }),
        hostile,
        fc.boolean(),
        async (event, changes, raw, whole) => {
          const entity = { ...order('20000'), ...changes }
          const answer = await send('main', secret, event, whole ? raw : { order: entity, customer: entity })
          expect([200, 400]).toContain(answer.statusCode)
        },
      ),
      { numRuns: 120, seed: 11 },
    )
  })

  it('that nobody can have signed are refused without a fault', async () => {
    const ask = (payload: string, headers = {}) =>
      shop.server.inject({ method: 'POST', url: '/webhooks/shopware', payload, headers })
    expect((await ask('{')).statusCode).toBe(400)
    expect((await ask('{"source":{"shopId":"nobody"}}')).statusCode).toBe(401)
    expect((await ask('{"source":{"shopId":["main"]}}')).statusCode).toBe(401)
    expect((await ask('{"source":{"shopId":"main\\u0000"}}', { 'shopware-shop-signature': 'zz' })).statusCode).toBe(401)
  })
})
