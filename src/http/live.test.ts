import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { principalOf } from '../../test/principals.ts'
import { openTestState, type TestState } from '../../test/state-store.ts'
import type { Principal } from '../api/principal.ts'
import { route } from '../api/route.ts'
import { openLog } from '../core/log.ts'
import type { Role } from '../core/rights.ts'
import { systemClock } from '../core/time.ts'
import { notifyLive } from '../stores/state/live.ts'
import { createServer } from './server.ts'

let state: TestState
let server: FastifyInstance
let port: number
/** Who is signed in, by the token they bring. */
let known: Map<string, Principal>
const open: (() => void)[] = []

beforeEach(async () => {
  known = new Map()
  state = await openTestState()
  await serve(50)
})

async function serve(liveHeartbeatMs: number): Promise<void> {
  server = await createServer({
    log: openLog('silent'),
    clock: systemClock,
    state,
    hosts: [],
    liveHeartbeatMs,
    authenticate: async ({ headers }) => known.get(headers.authorization ?? '') ?? null,
    routes: [
      (routes) => {
        const common = { method: 'GET', tag: 'Test', summary: 'For the test', answer: z.object({}) } as const
        const handle = async () => ({})
        route(routes, { ...common, url: '/api/v1/proposals', permission: 'desk.read', handle })
        route(routes, { ...common, url: '/api/v1/customers/people', permission: 'customers.read', handle })
        route(routes, { ...common, url: '/api/v1/me', permission: 'signed-in', handle })
      },
    ],
  })
  port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port)
}
afterEach(async () => {
  for (const close of open.splice(0)) close()
  await server.close()
  await state.close()
})

function signIn(role: Role): string {
  known.set(role, principalOf(role, { kind: 'person', id: role }))
  return role
}

interface Stream {
  readonly status: number
  readonly type: string
  /** All that was said so far. */
  said(): string
  pause(): void
  resume(): void
  readonly ended: Promise<void>
}

async function listen(token: string): Promise<Stream> {
  const asked = request({
    host: '127.0.0.1',
    port,
    path: '/api/v1/live',
    headers: { authorization: token },
    agent: false,
  })
  asked.on('error', () => undefined)
  open.push(() => asked.destroy())
  asked.end()
  const [answer] = await once(asked, 'response')
  let said = ''
  answer.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = new Promise<void>((resolve) => answer.once('close', resolve))
  return {
    status: answer.statusCode,
    type: String(answer.headers['content-type']),
    said: () => said,
    pause: () => answer.pause(),
    resume: () => answer.resume(),
    ended,
  }
}

const changes = (said: string) =>
  [...said.matchAll(/^event: change\ndata: (.*)\n\n/gm)].map(([, data = '']) => JSON.parse(data))
/** More at once than the system's buffers between the two ends hold. */
const flood = () =>
  state.transaction(async (client) => {
    for (let n = 0; n < 1_500; n++) await notifyLive(client, 'proposals', `${n} ${'x'.repeat(7_000)}`)
  })
const tell = (topic: string, id?: string) => state.transaction((client) => notifyLive(client, topic, id))

describe('GET /api/v1/live', () => {
  it('tells what changed to whoever may read it, and that it is alive', async () => {
    const [owner, viewer] = [await listen(signIn('owner')), await listen(signIn('viewer'))]
    expect([owner.status, owner.type]).toEqual([200, 'text/event-stream'])
    await tell('customers', '7')
    await tell('proposals', '1')
    await tell('nothing-of-ours')
    await tell('me')
    const about = (...topics: [string, string | null][]) => topics.map(([topic, id]) => ({ topic, id }))
    await expect.poll(() => changes(owner.said())).toEqual(about(['customers', '7'], ['proposals', '1'], ['me', null]))
    await expect.poll(() => changes(viewer.said())).toEqual(about(['proposals', '1'], ['me', null]))
    await expect.poll(owner.said).toContain(': beat\n\n')
  })

  it('is for nobody who is not signed in', async () => {
    expect((await listen('nobody')).status).toBe(401)
  })

  it('ends for whoever signs out, and follows what somebody may', async () => {
    const stream = await listen(signIn('owner'))
    known.set('owner', principalOf('viewer', { kind: 'person', id: 'owner' }))
    const beats = () => stream.said().split(': beat').length
    const before = beats()
    await expect.poll(beats).toBeGreaterThan(before + 1)
    await tell('customers')
    await tell('proposals')
    await expect.poll(() => changes(stream.said())).toEqual([{ topic: 'proposals', id: null }])
    known.clear()
    await stream.ended
  })

  it('is given to ten pages of one person, and to others beside them', async () => {
    const owner = signIn('owner')
    for (let page = 0; page < 10; page++) expect((await listen(owner)).status).toBe(200)
    expect((await listen(owner)).status).toBe(429)
    expect((await listen(signIn('viewer'))).status).toBe(200)
    open[0]?.()
    await expect.poll(async () => (await listen(owner)).status).toBe(200)
  })

  it('does not count a page that was left, long before the next beat', async () => {
    await server.close()
    await serve(60_000)
    const owner = signIn('owner')
    for (let page = 0; page < 12; page++) {
      const stream = await listen(owner)
      await expect.poll(() => stream.said()).toContain('retry')
      expect(stream.status).toBe(200)
      for (const leave of open.splice(0)) leave()
      await sleep(50)
    }
  })

  it('says that something may have been missed when the line to the store broke', async () => {
    const stream = await listen(signIn('viewer'))
    await state.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dirigent live' AND datname = current_database()",
    )
    await expect.poll(stream.said, { timeout: 10_000 }).toContain('event: gap\n')
    await tell('proposals', '2')
    await expect.poll(() => changes(stream.said())).toEqual([{ topic: 'proposals', id: '2' }])
  })

  it('drops a client that does not read, and goes on for the others', async () => {
    await server.close()
    // Long enough for who does read, however busy the machine is.
    await serve(1_500)
    const reader = await listen(signIn('viewer'))
    const token = signIn('owner')
    const socket = connect(port, '127.0.0.1')
    open.push(() => socket.destroy())
    socket.on('error', () => undefined)
    socket.write(`GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${token}\r\n\r\n`)
    await once(socket, 'readable')
    const connections = () =>
      new Promise<number>((resolve, reject) =>
        server.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      )
    expect(await connections()).toBe(2)
    await flood()
    await expect.poll(connections, { timeout: 20_000 }).toBe(1)
    await tell('proposals', 'after')
    await expect.poll(() => changes(reader.said()).at(-1)).toEqual({ topic: 'proposals', id: 'after' })
  })

  it('tells who fell behind that something was missed, and goes on with what comes then', async () => {
    await server.close()
    await serve(60_000)
    const stream = await listen(signIn('viewer'))
    stream.pause()
    await flood()
    await tell('proposals', 'the last of the flood')
    await sleep(1_000)
    stream.resume()
    await expect.poll(stream.said, { timeout: 10_000 }).toContain('event: gap\n')
    await tell('proposals', 'after')
    await expect.poll(() => changes(stream.said()).at(-1)).toEqual({ topic: 'proposals', id: 'after' })
    expect(changes(stream.said()).length).toBeLessThan(1_500)
  })

  it('ends when the server stops, at once', async () => {
    const stream = await listen(signIn('owner'))
    await Promise.all([server.close(), stream.ended])
  })
})
