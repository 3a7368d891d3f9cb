import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { asPerson, byRole } from '../../test/principals.ts'
import type { Authenticate } from '../api/principal.ts'
import { route } from '../api/route.ts'
import { AppError } from '../core/errors.ts'
import { guardRoutes } from './guard.ts'

/** A guarded server with a reading and a deciding route, and one for anyone. */
async function serve(authenticate: Authenticate, hosts: readonly string[] = []): Promise<FastifyInstance> {
  const server = fastify()
  server.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof AppError)) throw error
    return reply.status(error.status).send({ code: error.code, detail: error.message })
  })
  guardRoutes(server, { hosts, authenticate })
  const common = { tag: 'Test', summary: 'For the test', answer: z.object({ who: z.string().nullable() }) }
  route(server, {
    ...common,
    method: 'GET',
    url: '/api/v1/read',
    permission: 'desk.read',
    handle: async (_input, { principal }) => ({ who: principal.name }),
  })
  route(server, {
    ...common,
    method: 'POST',
    url: '/api/v1/decide',
    permission: 'desk.decide',
    handle: async (_input, { principal }) => ({ who: principal.name }),
  })
  route(server, {
    ...common,
    method: 'POST',
    url: '/api/v1/session',
    permission: 'anyone',
    handle: async (_input, { request }) => ({ who: request.principal?.name ?? null }),
  })
  server.get('/page', { config: { permission: 'signed-in' } }, async () => 'page')
  await server.ready()
  return server
}

const as = (role: string) => ({ authorization: `Bearer ${role}` })

describe('a route', () => {
  it('that does not say who may ask is not served', async () => {
    const server = fastify()
    guardRoutes(server, { hosts: [], authenticate: byRole })
    expect(() => server.get('/open', async () => 'door')).toThrow('GET /open does not say who may ask.')
  })
})

describe('whoever asks', () => {
  let server: FastifyInstance
  beforeAll(async () => {
    server = await serve(byRole)
  })
  afterAll(() => server.close())

  it('and is nobody known is told to sign in', async () => {
    const answer = await server.inject({ url: '/api/v1/read' })
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'access.unknown'])
  })

  it('without the right is told which one it takes', async () => {
    const answer = await server.inject({ method: 'POST', url: '/api/v1/decide', headers: as('viewer') })
    expect([answer.statusCode, answer.json()]).toEqual([
      403,
      {
        code: 'access.denied',
        detail: 'This needs the right to decide on proposals; this key does not have it.',
      },
    ])
  })

  it('with the right is served', async () => {
    const read = await server.inject({ url: '/api/v1/read', headers: as('viewer') })
    const decided = await server.inject({ method: 'POST', url: '/api/v1/decide', headers: as('sales') })
    expect([read.json(), decided.json()]).toEqual([{ who: 'viewer' }, { who: 'sales' }])
  })

  it('is known to routes for anyone as well', async () => {
    const headers = { ...as('sales') }
    expect((await server.inject({ method: 'POST', url: '/api/v1/session', headers })).json()).toEqual({ who: 'sales' })
  })

  it('for a page, in a browser, without signing in, is sent to do so and comes back', async () => {
    const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
    const answer = await server.inject({ url: '/page?lang=de', headers: browser })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in?next=%2Fpage%3Flang%3Dde'])
    expect((await server.inject({ url: '/page' })).statusCode).toBe(401)
    expect((await server.inject({ url: '/api/v1/read', headers: browser })).statusCode).toBe(401)
  })
})

describe('a change that a browser sends', () => {
  let server: FastifyInstance
  beforeAll(async () => {
    server = await serve(asPerson, ['desk.shop.example'])
  })
  afterAll(() => server.close())
  const decide = async (headers: Record<string, string>, url = '/api/v1/decide') =>
    (await server.inject({ method: 'POST', url, headers: { host: 'localhost:4747', ...headers } })).statusCode

  it('needs the header that pages elsewhere cannot send', async () => {
    expect(await decide({})).toBe(403)
    expect(await decide({ 'x-dirigent': '2' })).toBe(403)
    expect(await decide({ 'x-dirigent': '1' })).toBe(200)
  })

  it.each([
    ['http://localhost:4747', 200],
    ['https://localhost:4747', 200],
    ['https://desk.shop.example', 200],
    ['https://desk.shop.example:8443', 200],
    ['http://localhost:3000', 403],
    ['http://localhost', 403],
    ['https://evil.example', 403],
    ['https://desk.shop.example.evil.example', 403],
    ['null', 403],
    ['nonsense', 403],
  ])('from %s is answered with %s', async (origin, status) => {
    expect(await decide({ 'x-dirigent': '1', origin })).toBe(status)
  })

  it('is held to the same where it signs somebody in', async () => {
    const nobody = await serve(async () => null)
    const signIn = (headers: Record<string, string>) =>
      nobody.inject({ method: 'POST', url: '/api/v1/session', headers: { host: 'localhost', ...headers } })
    expect((await signIn({})).statusCode).toBe(403)
    expect((await signIn({ 'x-dirigent': '1', origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await signIn({ 'x-dirigent': '1', origin: 'http://localhost' })).json()).toEqual({ who: null })
    await nobody.close()
  })

  it('is not asked of bearers of a token, which no browser sends by itself', async () => {
    const keys = await serve(byRole)
    const headers = { ...as('owner'), origin: 'https://partner.example' }
    expect((await keys.inject({ method: 'POST', url: '/api/v1/decide', headers })).statusCode).toBe(200)
    await keys.close()
  })
})
