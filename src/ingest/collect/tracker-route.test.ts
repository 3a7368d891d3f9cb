import { readFileSync } from 'node:fs'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pickCoding } from '../../api/coding.ts'
import { trackerRoutes } from './tracker-route.ts'

const file = readFileSync(new URL('../../../dist/snippets/dirigent.js', import.meta.url))
const server: FastifyInstance = fastify()

beforeAll(() => {
  // As the workbench does it: its pages may not be embedded elsewhere.
  server.addHook('onRequest', async (_request, reply) => {
    reply.header('cross-origin-resource-policy', 'same-origin')
  })
  trackerRoutes()(server)
})
afterAll(() => server.close())

const get = (headers: Record<string, string> = {}) => server.inject({ url: '/dirigent.js', headers })

describe('GET /dirigent.js', () => {
  it('gives the script to pages of any origin, to be kept for an hour', async () => {
    const { statusCode, rawPayload, headers } = await get()
    expect(statusCode).toBe(200)
    expect(rawPayload.equals(file)).toBe(true)
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      vary: 'Accept-Encoding',
    })
    expect(headers['content-encoding']).toBeUndefined()
  })

  it('gives it compressed to whoever takes that', async () => {
    const asBrotli = await get({ 'accept-encoding': 'gzip, deflate, br, zstd' })
    expect(asBrotli.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(asBrotli.rawPayload).equals(file)).toBe(true)
    const asGzip = await get({ 'accept-encoding': 'gzip' })
    expect(asGzip.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(asGzip.rawPayload).equals(file)).toBe(true)
    const tags = [asBrotli, asGzip, await get()].map(({ headers }) => headers.etag)
    expect(new Set(tags).size).toBe(3)
  })

  it('says 304 without a body to whoever has it already', async () => {
    const { headers } = await get({ 'accept-encoding': 'br' })
    const etag = String(headers.etag)
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get({ 'accept-encoding': 'br', 'if-none-match': known })
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag])
    }
    expect((await get({ 'accept-encoding': 'br', 'if-none-match': '"other"' })).statusCode).toBe(200)
  })
})

describe('the coding', () => {
  it.each([
    ['', 'identity'],
    ['identity', 'identity'],
    ['deflate', 'identity'],
    ['gzip', 'gzip'],
    ['GZIP;q=1.0, br;q=0', 'gzip'],
    ['gzip;q=0.5, br;q=0.001', 'br'],
    ['br;q=0.000, gzip; q=0', 'identity'],
  ])('for %j is %s', (accepted, coding) => {
    expect(pickCoding(accepted)).toBe(coding)
  })
})
