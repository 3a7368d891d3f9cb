/** The collector on the wire: what is sent in each of the protocols is in the log when the answer is 200. */
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '../src/core/errors.ts'
import { openTestCollector, SHOP_ORIGIN, type TestCollector } from './collector.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'

let now = NOW
let overloaded = false
let shop: TestCollector
beforeAll(async () => {
  shop = await openTestCollector({
    clock: { now: () => now },
    trust: { forwardedFor: true, country: true },
    writer: (usual) => ({
      ...usual,
      append: (events) =>
        overloaded ? Promise.reject(new AppError('work.overloaded', 'Too much at once.')) : usual.append(events),
      bury: (letters) => usual.bury(letters),
    }),
  })
})
afterAll(() => shop.close())

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const payload =
    typeof body === 'string' || body instanceof Uint8Array ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body)
  const answer = await fetch(`${shop.url}${path}`, { method: 'POST', body: payload, headers })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) }
}

const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` })
const at = (offsetMs: number) => new Date(now + offsetMs).toISOString()
const problem = z.object({ status: z.number(), code: z.string(), detail: z.string(), success: z.literal(false) })

function detailOf({ body }: Answer): string {
  return problem.parse(body).detail
}

let count = 0
/** A source of one test's own and its key. */
async function ownSource(origins: readonly string[] = []): Promise<{ name: string; key: string }> {
  const name = `own-${++count}`
  const key = await shop.addSource(name, origins)
  now += 1_000
  return { name, key }
}

describe("Segment's calls", () => {
  it('are stored under their names with all that they say, once however often they come', async () => {
    const { name, key } = await ownSource()
    const body = {
      messageId: 'm1',
      event: 'Order Completed',
      userId: 'c7',
      anonymousId: 'a1',
      timestamp: at(90_000),
      sentAt: at(100_000),
      properties: {
        order_id: 1001,
        total: 59.97,
        currency: 'eur',
        products: [{ sku: 'S1', price: 19.99, quantity: 3 }],
      },
      context: {
        ip: '203.0.113.77',
        userAgent: IPHONE,
        timezone: 'Europe/Vienna',
        page: { url: 'https://shop.example/danke?utm_source=news&email=a@b.de', referrer: 'https://www.google.com/' },
      },
    }
    for (let time = 0; time < 3; time++) {
      expect((await post('/v1/track', body, basic(key))).body).toEqual({ success: true })
    }
    const [event, ...more] = await shop.stored(name)
    expect(more).toEqual([])
    expect(event).toMatchObject({
      type: 'Order Completed',
      at: now - 10_000,
      anonymous_id: 'a1',
      customer_id: `${name}/c7`,
      order_id: `${name}/1001`,
      sku: 'S1',
      path: '/danke',
      value_cents: 5997,
      currency: 'EUR',
      country: 'AT',
      device: 'mobile',
      browser: 'Safari 17',
      os: 'iOS',
      agent: 'person',
      ip: '203.0.113.0',
      consent: '',
      referrer: 'google.com',
      utm_source: 'news',
    })
    expect(JSON.parse(event?.properties ?? '')).toEqual(body.properties)
  })

  it.each([
    ['track', 't', 'Zelt angesehen'],
    ['page', 'p', 'Page Viewed'],
    ['screen', 's', 'Screen Viewed'],
    ['identify', 'i', 'Identified'],
    ['group', 'g', 'Grouped'],
  ])('%s are taken at their long and their short address, with the key in the body', async (long, short, type) => {
    const { name, key } = await ownSource()
    for (const path of [long, short]) {
      const answer = await post(`/v1/${path}`, {
        writeKey: key,
        event: 'Zelt angesehen',
        anonymousId: path,
        groupId: 'g',
      })
      expect(answer.status).toBe(200)
    }
    expect((await shop.stored(name)).map((event) => event.type)).toEqual([type, type])
  })

  it('of alias join the id of before to the customer', async () => {
    const { name, key } = await ownSource()
    await post('/v1/alias', { userId: 'c1', previousId: 'a9' }, basic(key))
    expect(await shop.stored(name)).toMatchObject([
      { type: 'Aliased', anonymous_id: 'a9', customer_id: `${name}/c1`, properties: '{}' },
    ])
  })

  it('that speak the words of GA4 are stored in those of the log', async () => {
    const { name, key } = await ownSource()
    const properties = {
      value: 30,
      currency: 'EUR',
      transaction_id: 'T9',
      items: [{ item_id: 'S2', price: 15, quantity: 2 }],
    }
    await post('/v1/track', { event: 'purchase', anonymousId: 'a', properties }, basic(key))
    expect(await shop.stored(name)).toMatchObject([
      { type: 'Order Completed', order_id: `${name}/T9`, sku: 'S2', value_cents: 3000 },
    ])
  })

  it('without an id get one from what they say: the same again is not counted again', async () => {
    const { name, key } = await ownSource()
    const event = { type: 'track', event: 'Product Viewed', anonymousId: 'a', timestamp: at(0) }
    await post('/v1/batch', { batch: [event, { ...event, properties: { sku: 'X' } }], sentAt: at(0) }, basic(key))
    await post('/v1/batch', { batch: [event], sentAt: at(0) }, basic(key))
    expect(await shop.stored(name)).toHaveLength(2)
    await post('/v1/track', { event: 'Cart Viewed', anonymousId: 'a' }, basic(key))
    now += 1
    await post('/v1/track', { event: 'Cart Viewed', anonymousId: 'a' }, basic(key))
    expect((await shop.stored(name)).filter(({ type }) => type === 'Cart Viewed')).toHaveLength(2)
  })

  it('are taken as beacons of text, without a content type, packed, and with a byte order mark', async () => {
    const { name, key } = await ownSource()
    const event = (id: string) => JSON.stringify({ writeKey: key, messageId: id, event: 'X', anonymousId: 'a' })
    const packed = (id: string) => new Uint8Array(gzipSync(event(id)))
    const answers = [
      await post('/v1/t', event('1'), { 'content-type': 'text/plain;charset=UTF-8' }),
      await post('/v1/t', Buffer.from(event('2'))),
      await post('/v1/t', packed('3'), { 'content-encoding': 'gzip', 'content-type': 'application/json' }),
      await post('/v1/t', packed('4')),
      await post('/v1/t', `\ufeff${event('5')}`),
      await post('/v1/t', event('6'), { 'content-type': 'application/x-nonsense; ;' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    expect(await shop.stored(name)).toHaveLength(6)
  })
})

describe('a batch', () => {
  it('with malformed events stores the others, says why, and keeps the malformed ones', async () => {
    const { name, key } = await ownSource()
    const good = { type: 'track', event: 'X', anonymousId: 'a' }
    const bad: readonly (readonly [unknown, RegExp])[] = [
      [7, /must be a JSON object/],
      [{ ...good, type: 'spy' }, /type must be one of/],
      [{ ...good, event: '' }, /event must be a text/],
      [{ type: 'track', event: 'X' }, /userId or anonymousId/],
      [{ ...good, event: 'Order Recorded' }, /own facts/],
      [{ ...good, timestamp: '1970-01-01T00:00:00Z' }, /before the year 2000/],
      [{ ...good, timestamp: '2099-01-01T00:00:00Z' }, /more than a day ahead/],
      [{ ...good, userId: { $gt: '' } }, /userId must be a text/],
      [{ ...good, properties: ['x'] }, /properties must be a JSON object/],
      [{ ...good, properties: { total: 1e12 } }, /larger than ten billion/],
      [{ ...good, properties: { note: 'x'.repeat(33_000) } }, /larger than 32 KB/],
      [{ ...good, messageId: 'm'.repeat(300) }, /messageId is longer/],
    ]
    const batch = [{ ...good, messageId: 'first' }, ...bad.map(([event]) => event), { ...good, messageId: 'last' }]
    const { status, body } = await post('/v1/batch', { batch }, basic(key))
    expect(status).toBe(200)
    const { rejected } = z
      .object({ rejected: z.array(z.object({ index: z.number(), messageId: z.string(), reason: z.string() })) })
      .parse(body)
    expect(rejected.map(({ index }) => index)).toEqual(bad.map((_, index) => index + 1))
    for (const [index, [, reason]] of bad.entries()) expect(rejected[index]?.reason).toMatch(reason)
    expect(await shop.stored(name)).toHaveLength(2)
    expect(await shop.buried(name)).toEqual(rejected.map(({ reason }) => reason).sort())
  })

  it('that nests endlessly in one event loses that event alone', async () => {
    const { name, key } = await ownSource()
    const deep = `{"type":"track","event":"X","anonymousId":"a","properties":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`
    const batch = `{"batch":[${deep},{"type":"track","event":"X","anonymousId":"a"}]}`
    const { body } = await post('/v1/batch', batch, basic(key))
    expect(body).toMatchObject({ success: true, rejected: [{ index: 0, reason: 'nested deeper than 32 levels' }] })
    expect(await shop.stored(name)).toHaveLength(1)
  })

  it('without events is fine, without a list or with too many is not', async () => {
    expect((await post('/v1/batch', { batch: [] }, basic(shop.key))).body).toEqual({ success: true })
    for (const body of [{}, { batch: {} }, [], 'null', { batch: Array(2_501).fill({}) }]) {
      expect((await post('/v1/batch', body, basic(shop.key))).status).toBe(400)
    }
  })
})

describe('what cannot be taken', () => {
  it.each([
    ['a missing key', { event: 'X', anonymousId: 'a' }, {}, 401, /write key is missing/],
    ['a wrong key', { event: 'X', anonymousId: 'a' }, basic('wrong'), 401, /not known/],
    ['a key that is a name of JavaScript', { writeKey: '__proto__' }, {}, 401, /not known/],
    ['no JSON', '{"event":', null, 400, /not JSON/],
    ['no body', '', null, 400, /empty/],
    ['a number JSON does not have', '{"event":"X","anonymousId":"a","properties":{"a":NaN}}', null, 400, /not JSON/],
    ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), null, 400, /not UTF-8/],
    [
      'an event over 32 KB',
      { event: 'X', anonymousId: 'a', properties: { a: 'x'.repeat(33_000) } },
      null,
      400,
      /32 KB/,
    ],
    ['a body over 500 KB', 'x'.repeat(512_001), null, 413, /500 KB/],
    ['a bomb', new Uint8Array(gzipSync(Buffer.alloc(200_000_000))), null, 413, /500 KB/],
    ['a broken pack', new Uint8Array([0x1f, 0x8b, 1, 2, 3]), null, 400, /unpacked/],
    ['a list where an event is expected', '[]', null, 400, /JSON object/],
    ['an infinite number', '{"event":"X","anonymousId":"a","properties":{"a":1e999}}', null, 400, /too large/],
  ])('%s is answered with the reason', async (_what, body, headers, status, detail) => {
    const answer = await post('/v1/track', body, headers ?? basic(shop.key))
    expect(answer.status).toBe(status)
    expect(detailOf(answer)).toMatch(detail)
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  })

  it('an encoding nobody knows is named', async () => {
    const answer = await post('/v1/track', '{}', { ...basic(shop.key), 'content-encoding': 'constructor' })
    expect([answer.status, detailOf(answer)]).toEqual([
      400,
      "The content encoding 'constructor' is not known. Use gzip.",
    ])
  })

  it('under overload is sent away with the time to come again, and nothing of it is taken', async () => {
    const { name, key } = await ownSource()
    overloaded = true
    const answer = await post('/v1/track', { event: 'X', anonymousId: 'a' }, basic(key))
    overloaded = false
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '2'])
    expect(await shop.stored(name)).toEqual([])
  })

  it('a source that was closed is refused within seconds', async () => {
    const { name, key } = await ownSource()
    expect((await post('/v1/track', { event: 'X', anonymousId: 'a' }, basic(key))).status).toBe(200)
    const closed = await fetch(`${shop.url}/api/v1/sources/${name}`, { method: 'DELETE' })
    expect(closed.status).toBe(204)
    now += 10_001
    expect((await post('/v1/track', { event: 'X', anonymousId: 'a' }, basic(key))).status).toBe(401)
  })
})

describe('browsers', () => {
  const preflight = (origin: string) =>
    fetch(`${shop.url}/v1/t`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    })

  it("are told before that the shop's pages may send, and others not", async () => {
    const allowed = await preflight(SHOP_ORIGIN)
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('access-control-allow-origin')).toBe(SHOP_ORIGIN)
    expect(allowed.headers.get('access-control-allow-headers')).toBe('authorization')
    const refused = await preflight('https://evil.example')
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })

  it('of other pages are refused, of pages of another source as well', async () => {
    const other = await ownSource(['https://other.example'])
    const event = { event: 'X', anonymousId: 'a' }
    const send = (origin: string, key: string) => post('/v1/t', { ...event, writeKey: key }, { origin })
    expect((await send(SHOP_ORIGIN, shop.key)).status).toBe(200)
    expect((await send('https://other.example', shop.key)).status).toBe(403)
    expect((await send('https://other.example', other.key)).status).toBe(200)
    expect((await send('null', shop.key)).status).toBe(403)
    const refused = await send(SHOP_ORIGIN, 'wrong')
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, SHOP_ORIGIN])
  })

  it('are known by address and user agent as the proxy in front says, servers are not', async () => {
    const { name, key } = await ownSource([SHOP_ORIGIN])
    const proxy = { 'x-forwarded-for': '10.0.0.1, 198.51.100.9', 'cf-ipcountry': 'CH' }
    await post('/v1/t', { event: 'Browser', anonymousId: 'a' }, { ...basic(key), ...proxy, 'user-agent': IPHONE })
    await post('/v1/t', { event: 'Server', anonymousId: 'a' }, { ...basic(key), ...proxy, 'user-agent': 'php/8' })
    const byType = new Map((await shop.stored(name)).map((event) => [event.type, event]))
    expect(byType.get('Browser')).toMatchObject({
      ip: '198.51.100.0',
      country: 'CH',
      device: 'mobile',
      user_agent: IPHONE,
    })
    expect(byType.get('Server')).toMatchObject({ ip: '', device: '', user_agent: '' })
  })

  it('get the settings of the Segment client under the name they used', async () => {
    const get = (key: string) => fetch(`${shop.url}/v1/projects/${key}/settings`, { headers: { origin: SHOP_ORIGIN } })
    const settings = await get(shop.key)
    expect(settings.headers.get('access-control-allow-origin')).toBe(SHOP_ORIGIN)
    expect(await settings.json()).toMatchObject({
      integrations: { 'Segment.io': { apiKey: shop.key, apiHost: `127.0.0.1:${shop.port}/v1`, protocol: 'http' } },
    })
    expect((await get('wrong')).status).toBe(404)
  })

  it('are served under any host name, the workbench is not', async () => {
    const ask = async (path: string, method: string) => {
      const socket = connect(shop.port, '127.0.0.1')
      socket.end(
        `${method} ${path} HTTP/1.1\r\nHost: events.shop.example\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      )
      return Buffer.concat(await socket.toArray())
        .toString('utf8')
        .slice(9, 12)
    }
    expect(await ask('/v1/m', 'POST')).toBe('200')
    expect(await ask('/api/v1/sources', 'GET')).toBe('404')
  })
})

describe('personal data', () => {
  it('of identify goes to the profile, and never to the log', async () => {
    const { name, key } = await ownSource()
    const identify = (traits: object, offset: number) =>
      post('/v1/identify', { userId: 'Anna@Mail.example', anonymousId: 'a', traits, timestamp: at(offset) }, basic(key))
    await identify({ email: 'anna@mail.example', plan: 'gold', age: 30 }, -1_000)
    await identify({ plan: 'old' }, -60_000)
    await identify({ plan: 'new' }, 0)
    const { rows } = await shop.state.pool.query<{ customer_key: string; traits: unknown }>(
      'SELECT customer_key, traits FROM profiles WHERE customer_key LIKE $1',
      [`${name}/%`],
    )
    expect(rows.map(({ traits }) => traits)).toEqual([{ email: 'anna@mail.example', plan: 'new', age: 30 }])
    const stored = await shop.stored(name)
    expect(stored.map(({ customer_id: customer }) => customer)).toEqual(Array(3).fill(rows[0]?.customer_key))
    expect(JSON.stringify([stored, rows[0]?.customer_key])).not.toMatch(/mail\.example|gold/i)
  })

  it('in the properties of an event does not reach the log', async () => {
    const { name, key } = await ownSource()
    const properties = { email: 'x@y.example', note: 'an x@y.example', customer: { first_name: 'Anna' }, step: 2 }
    await post('/v1/track', { event: 'Checkout Step Viewed', anonymousId: 'x@y.example', properties }, basic(key))
    const [event] = await shop.stored(name)
    expect(JSON.parse(event?.properties ?? '')).toEqual({ note: 'an [mail]', step: 2 })
    expect(JSON.stringify(event)).not.toContain('y.example')
  })
})

describe('a visitor who refused', () => {
  const denied = (id: string, part: object = {}) => ({
    messageId: id,
    event: 'Order Completed',
    userId: 'customer-one',
    anonymousId: 'device-1',
    properties: { order_id: 'ORDER-1', total: 10, gclid: 'g' },
    context: { ip: '203.0.113.7', userAgent: IPHONE, consent: { categoryPreferences: { Analytics: false } } },
    ...part,
  })

  it('is the same for a day and nobody afterwards, and no id of theirs is stored', async () => {
    const { name, key } = await ownSource()
    await post('/v1/track', denied('1'), basic(key))
    await post('/v1/track', denied('2', { anonymousId: 'device-2' }), basic(key))
    now += 86_400_000
    await post('/v1/track', denied('3'), basic(key))
    const stored = await shop.stored(name)
    const [first, second, third] = stored
    expect(stored).toHaveLength(3)
    expect(first?.anonymous_id).toMatch(/^day-[0-9a-f]{32}$/)
    expect(second?.anonymous_id).toBe(first?.anonymous_id)
    expect(second?.order_id).toBe(first?.order_id)
    expect(third?.anonymous_id).not.toBe(first?.anonymous_id)
    expect(third?.order_id).not.toBe(first?.order_id)
    expect(first).toMatchObject({
      consent: 'denied',
      customer_id: '',
      ip: '',
      user_agent: '',
      device: 'mobile',
      value_cents: 1000,
    })
    expect(JSON.stringify(stored)).not.toMatch(/device-|customer-|ORDER|"g"|203\.0/)
  })

  it('leaves no profile', async () => {
    const { name, key } = await ownSource()
    await post('/v1/identify', denied('1', { traits: { email: 'a@b.example' } }), basic(key))
    const { rows } = await shop.state.pool.query('SELECT FROM profiles WHERE customer_key LIKE $1', [`${name}/%`])
    expect(rows).toEqual([])
    expect(await shop.stored(name)).toMatchObject([{ type: 'Identified', customer_id: '', properties: '{}' }])
  })
})

describe("PostHog's calls", () => {
  const browser = { $device_id: 'd1', $current_url: 'https://shop.example/zelte?x=1', $pathname: '/zelte', token: '' }

  it('are stored in the words of the log, at each of their addresses', async () => {
    const { name, key } = await ownSource()
    const event = (uuid: string, part: object) => ({
      api_key: key,
      uuid,
      event: '$pageview',
      distinct_id: 'd1',
      ...part,
    })
    await post('/i/v0/e/?ip=0&_=1', event('1', { properties: { ...browser, zone: 'a' } }))
    await post('/e/', [
      event('2', {
        event: '$identify',
        distinct_id: 'c1',
        properties: { $anon_distinct_id: 'd1', $set: { email: 'a@b.c' } },
      }),
    ])
    await post(
      '/capture/',
      event('3', { event: 'add_to_cart', distinct_id: 'c1', properties: { ...browser, items: [{ item_id: 'S1' }] } }),
    )
    await post('/batch/', {
      api_key: key,
      batch: [event('4', { event: 'Order Completed', distinct_id: 'c1', properties: { total: 5 } })],
    })
    const form = `data=${encodeURIComponent(Buffer.from(JSON.stringify(event('5', {}))).toString('base64'))}`
    await post('/e', form, { 'content-type': 'application/x-www-form-urlencoded' })
    const byId = (await shop.stored(name)).map((row) => [row.type, row.anonymous_id, row.customer_id, row.sku])
    expect(byId.sort()).toEqual(
      [
        ['Page Viewed', 'd1', '', ''],
        ['Identified', 'd1', `${name}/c1`, ''],
        ['Product Added', 'd1', `${name}/c1`, 'S1'],
        ['Order Completed', '', `${name}/c1`, ''],
        ['Page Viewed', '', `${name}/d1`, ''],
      ].sort(),
    )
    const page = (await shop.stored(name)).find(({ path }) => path !== '')
    expect([page?.path, page?.properties]).toEqual(['/zelte', '{"zone":"a"}'])
  })

  it('that are malformed are answered with the reason, in a batch beside the others', async () => {
    const single = await post('/capture/', { api_key: shop.key, distinct_id: 'a' })
    expect([single.status, detailOf(single)]).toEqual([400, expect.stringMatching(/event must be a text/)])
    const batch = await post('/batch/', { api_key: shop.key, batch: [{}, { event: 'X', distinct_id: 'a' }] })
    expect(batch.body).toMatchObject({ success: true, rejected: [{ index: 0 }] })
  })
})
