import { once } from 'node:events'
import { request as ask, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { route } from '../src/api/route.ts'
import { sendVersion } from '../src/api/version.ts'
import { fileOf, written } from '../src/api/written.ts'
import { AppError } from '../src/core/errors.ts'
import { openLog } from '../src/core/log.ts'
import { createServer } from '../src/http/server.ts'
import { notifyLive } from '../src/stores/state/live.ts'
import { byRole } from './principals.ts'
import { openTestState, type TestState } from './state-store.ts'

/** Characters of a row. */
const LONG = 4_000

let now: number
let state: TestState
let server: FastifyInstance
let value: number
let asked: number
let hold: Promise<unknown> | null

beforeEach(async () => {
  ;[now, value, asked, hold] = [0, 1, 0, null]
  state = await openTestState()
  server = await createServer({
    log: openLog('silent'),
    clock: { now: () => now },
    state,
    hosts: [],
    authenticate: byRole,
    routes: [valueRoutes],
    keptMs: 1_000,
  })
})
afterEach(async () => {
  await server.close()
  await state.close()
})

function valueRoutes(routes: FastifyInstance): void {
  const common = { tag: 'Values', summary: 'A value', permission: 'desk.read' } as const
  route(routes, {
    ...common,
    method: 'GET',
    url: '/api/v1/value',
    kept: true,
    query: z.object({ fails: z.stringbool().default(false) }),
    answer: z.object({ value: z.number(), for: z.string(), decides: z.boolean() }),
    async handle({ query }, { principal, reply }) {
      asked++
      const read = value
      await hold
      if (query.fails) throw new AppError('input.not-found', 'There is no such value.')
      sendVersion(reply, read)
      return { value: read, for: principal.id, decides: principal.rights.has('desk.decide') }
    },
  })
  route(routes, {
    ...common,
    method: 'POST',
    url: '/api/v1/value',
    body: z.object({ value: z.number() }),
    async handle({ body }) {
      value = body.value
    },
  })
  route(routes, {
    ...common,
    method: 'GET',
    url: '/api/v1/file',
    kept: true,
    query: z.object({ lines: z.coerce.number() }),
    answer: fileOf('text/csv'),
    async handle({ query: { lines } }, { reply }) {
      asked++
      reply.header('content-disposition', 'attachment; filename="values.csv"')
      const rows = Array.from({ length: lines }, (_, line) => `${line},${value},${'.'.repeat(LONG)}\n`)
      return written(Readable.from(rows), 'text/csv')
    },
  })
}

const get = (role = 'owner', query = '', name = 'value') =>
  server.inject({ method: 'GET', url: `/api/v1/${name}${query}`, headers: { authorization: `Bearer ${role}` } })
const set = (to: number) =>
  server.inject({
    method: 'POST',
    url: '/api/v1/value',
    headers: { authorization: 'Bearer owner', 'x-dirigent': '1' },
    payload: { value: to },
  })

describe('an answer that is kept', () => {
  it('is made once for whoever asks the same within a moment, with its version', async () => {
    const answers = [await get(), ...(await Promise.all([get(), get()]))]
    expect(answers.map((answer) => [answer.statusCode, answer.json().value, answer.headers.etag])).toEqual(
      Array(3).fill([200, 1, '"1"']),
    )
    expect(asked).toBe(1)
    now += 1_001
    await get()
    expect(asked).toBe(2)
  })

  it('shows a change at once to whoever was told that it was made', async () => {
    await get()
    await set(2)
    expect((await get()).json()).toMatchObject({ value: 2 })
  })

  it('that was being made while something changed is given to nobody who asks afterwards', async () => {
    let release = () => undefined as unknown
    hold = new Promise((resolve) => {
      release = () => resolve(null)
    })
    const before = get()
    await expect.poll(() => asked).toBe(1)
    hold = null
    await set(2)
    release()
    await before
    expect((await get()).json()).toMatchObject({ value: 2 })
  })

  it('is forgotten before anybody hears of a change that another process made', async () => {
    const url = await server.listen({ host: '127.0.0.1', port: 0 })
    const request = ask(`${url}/api/v1/live`, { headers: { authorization: 'Bearer owner' } }).end()
    const [answer]: IncomingMessage[] = await once(request, 'response')
    const heard: string[] = []
    answer?.on('data', (chunk: Buffer) => heard.push(chunk.toString()))
    await expect.poll(() => heard.join()).toContain('retry')
    await get()
    value = 2
    await state.transaction((client) => notifyLive(client, 'value', '1'))
    await expect.poll(() => heard.join(), { timeout: 10_000 }).toContain('event: change')
    expect((await get()).json()).toMatchObject({ value: 2 })
    request.destroy()
  })

  it('is never given to somebody else, nor to the same person with other rights', async () => {
    expect((await get('owner')).json()).toMatchObject({ decides: true })
    expect((await get('viewer')).json()).toMatchObject({ decides: false })
    expect(asked).toBe(2)
    expect((await server.inject({ method: 'GET', url: '/api/v1/value' })).statusCode).toBe(401)
  })

  it('is no failure: that is looked at anew', async () => {
    expect((await get('owner', '?fails=true')).statusCode).toBe(404)
    expect((await get('owner', '?fails=true')).statusCode).toBe(404)
    expect(asked).toBe(2)
  })

  it('may be a file, with its type and its name', async () => {
    const dots = '.'.repeat(LONG)
    const files = [await get('owner', '?lines=2', 'file'), await get('owner', '?lines=2', 'file')]
    expect(files.map(({ body, headers }) => [body, headers['content-type'], headers['content-disposition']])).toEqual(
      Array(2).fill([`0,1,${dots}\n1,1,${dots}\n`, 'text/csv', 'attachment; filename="values.csv"']),
    )
    expect(asked).toBe(1)
  })

  it('is no file too long to be held: that comes whole, and anew each time', async () => {
    const lines = 500
    const first = await get('owner', `?lines=${lines}`, 'file')
    value = 2
    const second = await get('owner', `?lines=${lines}`, 'file')
    expect([first, second].map(({ body }) => body.slice(0, 4))).toEqual(['0,1,', '0,2,'])
    expect([first, second].map(({ body }) => body.split('\n').length)).toEqual([lines + 1, lines + 1])
  })

  it('can only be one that changes nothing', () => {
    const odd = { method: 'POST', url: '/x', tag: 'X', summary: 'x', permission: 'anyone', kept: true } as const
    expect(() => route(server, { ...odd, handle: async () => undefined })).toThrow(/done anew each time/)
  })
})
