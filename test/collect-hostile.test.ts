/** The collector among people who mean it harm: an answer to everything, a fault of ours to nothing, nobody else disturbed. */

import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestCollector, type TestCollector } from './collector.ts'

let shop: TestCollector
let auth: string
beforeAll(async () => {
  shop = await openTestCollector({ patience: { headMs: 400, requestMs: 800, idleMs: 8_000, checkMs: 100 } })
  auth = `Basic ${Buffer.from(`${shop.key}:`).toString('base64')}`
})
afterAll(() => shop.close())

const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${shop.url}${path}`, { method: 'POST', body, headers: { authorization: auth, ...headers } })

const PATHS = [
  '/v1/track',
  '/v1/i',
  '/v1/page',
  '/v1/alias',
  '/v1/batch',
  '/v1/b',
  '/i/v0/e/',
  '/batch/',
  '/e',
] as const

/** Names that the protocols know, and names that objects have. */
const knownKey = fc.constantFrom(
  ...['type', 'event', 'userId', 'anonymousId', 'messageId', 'timestamp', 'sentAt', 'properties', 'context', 'traits'],
  ...[
    'batch',
    'products',
    'items',
    'order_id',
    'total',
    'value',
    'price',
    'quantity',
    'sku',
    'currency',
    'page',
    'url',
  ],
  ...[
    'consent',
    'categoryPreferences',
    'userAgent',
    'ip',
    'location',
    'country',
    'locale',
    'device',
    'referrer',
    'name',
  ],
  ...['distinct_id', '$set', '$anon_distinct_id', 'api_key', 'offset', 'previousId', 'groupId', 'writeKey', 'search'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length'],
)
const hostileText = fc.constantFrom(
  ...['track', 'identify', 'page', 'Order Recorded', 'purchase', '$identify', '1970-01-01', '2099-12-31T00:00:00Z'],
  ...['\ud83d', '\ude00\u0000', '￿', "'; DROP TABLE events --", '\\N', '\t\n\r', '\u2028', '%00%ff', 'a@b.example'],
  ...[
    'https://a.example/?utm_source=%ff%00',
    '1e999',
    '-0',
    '{"a":1}',
    '[mail]',
    '203.0.113.7',
    '::1',
    'Mozilla/5.0 (',
  ],
)
const hostileNumber = fc.constantFrom(0, -0, 1e308, -1e308, 5e-324, 2 ** 53, -(2 ** 63), 0.1 + 0.2, 1e21)
const leaf = fc.oneof(
  hostileText,
  hostileNumber,
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.oneof({ weight: 4, arbitrary: knownKey }, { weight: 1, arbitrary: fc.string() }), tie('tree'), {
      maxKeys: 6,
    }),
  ),
}))
const likely = fc.record(
  {
    type: fc.constantFrom('track', 'identify', 'page', 'alias'),
    event: fc.oneof(hostileText, fc.string()),
    userId: leaf,
    anonymousId: leaf,
    properties: tree,
    traits: tree,
    context: tree,
    timestamp: fc.oneof(leaf, fc.constant(undefined)),
  },
  { requiredKeys: ['type'] },
)

describe('hostile JSON', () => {
  it('of any shape is answered without a fault of ours, and one that cannot be taken disturbs no other', {
    timeout: 240_000,
  }, async () => {
    let sent = 0
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PATHS), fc.oneof(tree, likely), async (path, body) => {
        const answer = await post(path, JSON.stringify(body) ?? 'null')
        expect([200, 400, 401]).toContain(answer.status)
        await answer.arrayBuffer()
      }),
      { numRuns: 300 },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(tree, likely), { maxLength: 20 }), async (hostile) => {
        const honest = { type: 'track', event: 'Honest', anonymousId: 'a', messageId: `honest-${++sent}` }
        const answer = await post('/v1/batch', JSON.stringify({ batch: [...hostile, honest] }))
        expect(answer.status).toBe(200)
        await answer.arrayBuffer()
      }),
      { numRuns: 150 },
    )
    const honest = (await shop.stored()).filter(({ type }) => type === 'Honest')
    expect(honest).toHaveLength(sent)
    const facts = (await shop.stored()).filter(({ type }) => type.endsWith(' Recorded'))
    expect(facts).toEqual([])
  })

  it('that is no JSON, or any bytes, is answered as well', { timeout: 240_000 }, async () => {
    const encoding = fc.constantFrom('', 'gzip', 'deflate', 'br', 'x-gzip')
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...PATHS),
        fc.uint8Array({ maxLength: 200 }),
        encoding,
        async (path, bytes, how) => {
          const body = new Uint8Array(bytes)
          const answer = await post(path, body, how === '' ? {} : { 'content-encoding': how })
          expect([200, 400, 413]).toContain(answer.status)
          await answer.arrayBuffer()
        },
      ),
      { numRuns: 150 },
    )
  })
})

/** Everything a socket says until it ends. */
async function untilEnd(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1')
  })
  await new Promise<void>((resolve) => socket.once('close', () => resolve()))
  return text
}

const head = (length: number) =>
  `POST /v1/track HTTP/1.1\r\nHost: x\r\nAuthorization: ${auth}\r\nContent-Length: ${length}\r\n`

describe('slow and broken clients', () => {
  const honest = async (id: string) => {
    const answer = await post('/v1/track', JSON.stringify({ event: 'Beside', anonymousId: 'a', messageId: id }))
    return answer.status
  }

  it('are hung up on, one drop at a time or silent, while the others are served', async () => {
    const sockets = Array.from({ length: 40 }, (_, index) => {
      const socket = connect(shop.port, '127.0.0.1')
      socket.on('error', () => undefined)
      // A head that never ends, a body that never comes, and a connection on which nothing is said.
      if (index % 3 === 0) socket.write('POST /v1/track HTTP/1.1\r\nX-A: 1\r\n')
      if (index % 3 === 1) socket.write(`${head(1_000)}\r\n{`)
      return socket
    })
    const ends = sockets.map(untilEnd)
    const drip = setInterval(() => {
      for (const socket of sockets) if (socket.writable && socket.bytesWritten > 0) socket.write('X')
    }, 50)
    const statuses: number[] = []
    for (let round = 0; round < 20; round++) statuses.push(await honest(`slow-${round}`))
    const answers = await Promise.all(ends)
    clearInterval(drip)
    expect(new Set(statuses)).toEqual(new Set([200]))
    for (const [index, answer] of answers.entries()) {
      if (index % 3 !== 2) expect(answer).toMatch(/^HTTP\/1\.1 408 /)
      else expect(answer === '' || answer.startsWith('HTTP/1.1 408 ')).toBe(true)
    }
  })

  it('that close their half are told what became of what they said, that break off have said nothing', async () => {
    const body = JSON.stringify({ event: 'Half', anonymousId: 'a' })
    const half = connect(shop.port, '127.0.0.1')
    half.end(`${head(body.length)}\r\n${body}`)
    expect(await untilEnd(half)).toMatch(/^HTTP\/1\.1 200 /)
    for (let round = 0; round < 20; round++) {
      const broken = connect(shop.port, '127.0.0.1')
      broken.on('error', () => undefined)
      broken.write(`${head(body.length)}\r\n${body.slice(0, 10)}`)
      await sleep(5)
      if (round % 2 === 0) broken.destroy()
      else broken.resetAndDestroy()
    }
    expect(await honest('after')).toBe(200)
    const told = async () => (await shop.stored()).filter(({ type }) => type === 'Half').length
    await expect.poll(told, { timeout: 5_000 }).toBe(1)
  })
})
