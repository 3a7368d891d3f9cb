import { EventEmitter, once } from 'node:events'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { byRole } from '../../test/principals.ts'
import { openTestState, type TestState } from '../../test/state-store.ts'
import { route } from '../api/route.ts'
import { AppError } from '../core/errors.ts'
import { idOf, sha256 } from '../core/ids.ts'
import { openLog } from '../core/log.ts'
import { claimKey, DEAD_AFTER_MS, KEPT_MS, pruneKeys } from '../stores/state/idempotency.ts'
import { createServer } from './server.ts'

const NOW = Date.UTC(2026, 10, 23, 9)
let now: number
let state: TestState
let server: FastifyInstance
let done: string[]
let hold: Promise<unknown> | null
let fault: AppError | null
let begun: number

beforeEach(async () => {
  now = NOW
  done = []
  hold = null
  fault = null
  begun = 0
  state = await openTestState()
  await state.pool.query('CREATE TABLE counted AS SELECT 0 AS n')
  server = await createServer({
    log: openLog('silent'),
    clock: { now: () => now },
    state,
    hosts: [],
    authenticate: byRole,
    routes: [thingRoutes],
  })
})
afterEach(async () => {
  await server.close()
  await state.close()
})

function thingRoutes(routes: FastifyInstance): void {
  const common = { tag: 'Things', permission: 'signed-in', params: z.object({ id: z.string() }) } as const
  route(routes, {
    ...common,
    method: 'POST',
    url: '/api/v1/things/:id',
    summary: 'Does a thing',
    body: z.object({ text: z.string() }),
    answer: z.object({ n: z.number() }),
    status: 201,
    async handle({ params, body }, { reply }) {
      await hold
      if (fault !== null) throw fault
      done.push(`${params.id} ${body.text}`)
      reply.header('etag', `"${done.length}"`)
      return { n: done.length }
    },
  })
  route(routes, {
    ...common,
    method: 'POST',
    url: '/api/v1/counts/:id',
    summary: 'Counts up, in a transaction',
    body: z.object({ refused: z.boolean().default(false) }),
    answer: z.object({ n: z.number() }),
    async handle({ body }) {
      begun++
      await hold
      await state.transaction((client) => client.query('UPDATE counted SET n = n + 1'))
      if (body.refused) throw new AppError('input.conflict', 'Not like this.')
      if (fault !== null) throw fault
      return { n: await counted() }
    },
    again: async () => ({ n: await counted() }),
  })
  route(routes, {
    ...common,
    method: 'DELETE',
    url: '/api/v1/things/:id',
    summary: 'Removes a thing',
    async handle({ params }) {
      done.push(`${params.id} gone`)
    },
  })
  route(routes, {
    ...common,
    method: 'POST',
    url: '/api/v1/secrets/:id',
    summary: 'Makes a secret',
    idempotent: false,
    answer: z.object({ n: z.number() }),
    handle: async ({ params }) => ({ n: done.push(params.id) }),
  })
}

const counted = async () => (await state.pool.query<{ n: number }>('SELECT n FROM counted')).rows[0]?.n ?? 0

interface Sent {
  readonly id?: string
  readonly text?: string
  readonly key?: string
  readonly role?: string
}

const send = async ({ id = 'a', text = 'x', key = 'k-1', role = 'owner' }: Sent = {}) =>
  server.inject({
    method: 'POST',
    url: `/api/v1/things/${id}`,
    headers: { authorization: `Bearer ${role}`, 'idempotency-key': key },
    payload: { text },
  })

describe('the same write under the same key', () => {
  it('is done once, and answered again as the first time', async () => {
    const [first, again] = [await send(), await send()]
    expect(done).toEqual(['a x'])
    expect(first.headers['idempotent-replayed']).toBeUndefined()
    for (const { statusCode, headers, body } of [first, again]) {
      expect([statusCode, headers.etag, headers['content-type'], body]).toEqual([
        201,
        '"1"',
        'application/json; charset=utf-8',
        '{"n":1}',
      ])
    }
    expect(again.headers['idempotent-replayed']).toBe('true')
  })

  it('that answers nothing is answered with nothing again', async () => {
    const remove = () =>
      server.inject({
        method: 'DELETE',
        url: '/api/v1/things/a',
        headers: { authorization: 'Bearer owner', 'idempotency-key': 'k-1' },
      })
    const answers = [await remove(), await remove()]
    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual([
      [204, ''],
      [204, ''],
    ])
    expect(done).toEqual(['a gone'])
  })

  it('with another body is refused', async () => {
    await send()
    const other = await send({ text: 'y' })
    expect([other.statusCode, other.json().code, done]).toEqual([422, 'input.invalid', ['a x']])
  })

  it('while the first is being done is told to wait, and done once', async () => {
    const held = new EventEmitter()
    hold = once(held, 'go')
    const first = send()
    await expect.poll(async () => (await send()).statusCode).toBe(409)
    const waiting = await send()
    expect([waiting.json().code, waiting.headers['retry-after']]).toEqual(['input.conflict', '1'])
    expect((await send({ text: 'y' })).statusCode).toBe(422)
    held.emit('go')
    expect((await first).statusCode).toBe(201)
    expect((await send()).headers['idempotent-replayed']).toBe('true')
    expect(done).toEqual(['a x'])
  })

  it('sent many times at once is done once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => send()))
    expect(done).toEqual(['a x'])
    expect(answers.filter(({ statusCode }) => ![201, 409].includes(statusCode))).toEqual([])
  })

  it('after one that failed is tried anew', async () => {
    fault = new AppError('channel.failed', 'The other side does not answer.')
    expect((await send()).statusCode).toBe(502)
    fault = null
    expect([(await send()).statusCode, done]).toEqual([201, ['a x']])
  })

  it('of somebody else, or for something else, is another write', async () => {
    await send()
    await send({ role: 'sales' })
    await send({ id: 'b' })
    await send({ key: 'k-2' })
    expect(done).toEqual(['a x', 'a x', 'b x', 'a x'])
  })

  it('is done again once a day has passed', async () => {
    await send()
    now += KEPT_MS + 1
    expect((await send({ text: 'y' })).statusCode).toBe(201)
    expect(done).toEqual(['a x', 'a y'])
  })
})

describe('work that notes that it was done', () => {
  const count = (body: object = {}) =>
    server.inject({
      method: 'POST',
      url: '/api/v1/counts/a',
      headers: { authorization: 'Bearer owner', 'idempotency-key': 'k-1' },
      payload: body,
    })
  /** As a crash between the work and the keeping of its answer leaves it. */
  const loseAnswer = () =>
    state.pool.query('UPDATE idempotency_keys SET answered_at = NULL, status = NULL, headers = NULL, body = NULL')

  it('is not done again where the process ended before the answer was kept; what is so now is answered', async () => {
    expect((await count()).json()).toEqual({ n: 1 })
    await loseAnswer()
    for (const later of [0, DEAD_AFTER_MS + 1]) {
      now += later
      const again = await count()
      expect([again.statusCode, again.json(), again.headers['idempotent-replayed']]).toEqual([200, { n: 1 }, 'true'])
    }
    expect(await counted()).toBe(1)
  })

  it('is done by whoever asks again where the process ended before it was done', async () => {
    const id = idOf('key', 'owner', 'POST', '/api/v1/counts/a', 'k-1')
    const bodyHash = sha256('{}')
    expect((await claimKey(state, { id, bodyHash, now })).status).toBe('ours')
    expect((await count()).statusCode).toBe(409)
    now += DEAD_AFTER_MS + 1
    expect([(await count()).json(), await counted()]).toEqual([{ n: 1 }, 1])
  })

  it('is not done a second time by the one who was taken for dead', async () => {
    const held = new EventEmitter()
    hold = once(held, 'go')
    const slow = count()
    await expect.poll(() => begun).toBe(1)
    hold = null
    now += DEAD_AFTER_MS + 1
    expect((await count()).json()).toEqual({ n: 1 })
    held.emit('go')
    expect((await slow).statusCode).toBe(409)
    expect(await counted()).toBe(1)
  })

  it('is not done again where only the answer failed, and is tried anew where it was refused', async () => {
    fault = new AppError('internal', 'The answer cannot be written.')
    expect((await count()).statusCode).toBe(500)
    fault = null
    expect([(await count()).json(), await counted()]).toEqual([{ n: 1 }, 1])
    await state.pool.query('DELETE FROM idempotency_keys')
    expect((await count({ refused: true })).statusCode).toBe(409)
    expect((await count({})).json()).toEqual({ n: 3 })
  })
})

describe('a key', () => {
  it('whose holder died is taken over once nobody can be working on it any more', async () => {
    const id = '00000000-0000-8000-8000-000000000001'
    const claim = (at: number, bodyHash = 'h') => claimKey(state, { id, bodyHash, now: at })
    expect((await claim(NOW)).status).toBe('ours')
    expect((await claim(NOW + DEAD_AFTER_MS - 1)).status).toBe('in-flight')
    expect((await claim(NOW + DEAD_AFTER_MS + 1, 'other')).status).toBe('other-body')
    expect((await claim(NOW + DEAD_AFTER_MS + 1)).status).toBe('ours')
    expect((await claim(NOW + DEAD_AFTER_MS + 2)).status).toBe('in-flight')
  })

  it('is forgotten after a day', async () => {
    await send()
    expect(await pruneKeys(state, NOW + KEPT_MS)).toBe(0)
    expect(await pruneKeys(state, NOW + KEPT_MS + 1)).toBe(1)
  })

  it.each(['', 'a b', 'ä', 'k'.repeat(201)])("'%s' is refused", async (key) => {
    const answer = await send({ key })
    expect([answer.statusCode, done]).toEqual([400, []])
  })

  it('does not make answers with secrets be kept', async () => {
    const make = () =>
      server.inject({
        method: 'POST',
        url: '/api/v1/secrets/s',
        headers: { authorization: 'Bearer owner', 'idempotency-key': 'k-1' },
      })
    expect([(await make()).json(), (await make()).json()]).toEqual([{ n: 1 }, { n: 2 }])
    const { rows } = await state.pool.query('SELECT FROM idempotency_keys')
    expect(rows).toEqual([])
  })
})
