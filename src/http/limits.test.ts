import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { byRole } from '../../test/principals.ts'
import { guardRoutes } from './guard.ts'
import { limitWrites } from './limits.ts'
import { sendProblem, toProblem } from './problem.ts'

const server: FastifyInstance = fastify()
beforeAll(async () => {
  server.setErrorHandler((error, _request, reply) => sendProblem(reply, toProblem(error)))
  guardRoutes(server, { hosts: [], authenticate: byRole })
  await limitWrites(server, 3)
  const config = { permission: 'signed-in' } as const
  server.get('/thing', { config }, async () => 'seen')
  server.post('/thing', { config }, async () => 'done')
  server.delete('/thing', { config }, async () => 'gone')
  await server.ready()
})
afterAll(() => server.close())

const ask = (method: 'GET' | 'POST' | 'DELETE', role: string) =>
  server.inject({ method, url: '/thing', headers: { authorization: `Bearer ${role}` } })

it('so many changes of one principal are taken in a minute, and reading as well as others are left alone', async () => {
  const statuses: number[] = []
  for (const method of ['POST', 'DELETE', 'POST', 'POST'] as const)
    statuses.push((await ask(method, 'owner')).statusCode)
  expect(statuses).toEqual([200, 200, 200, 429])
  const refused = await ask('POST', 'owner')
  expect(refused.json()).toMatchObject({
    status: 429,
    code: 'work.overloaded',
    detail: expect.stringContaining('More than 3'),
  })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await ask('POST', 'sales')).statusCode).toBe(200)
  for (let n = 0; n < 20; n++) expect((await ask('GET', 'owner')).statusCode).toBe(200)
})
