import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FIRST_PAGE, makeWebApp, SCRIPT } from '../../test/made-web-app.ts'
import { openTestState, type TestState } from '../../test/state-store.ts'
import { openLog } from '../core/log.ts'
import { systemClock } from '../core/time.ts'
import { createServer } from './server.ts'

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const folder = makeWebApp()
let state: TestState
let server: FastifyInstance
const serve = (webFolder: string) =>
  createServer({
    log: openLog('silent'),
    clock: systemClock,
    state,
    hosts: [],
    webFolder,
    authenticate: async () => null,
    routes: [],
  })
beforeAll(async () => {
  state = await openTestState()
  server = await serve(folder)
})
afterAll(async () => {
  await server.close()
  await state.close()
  rmSync(folder, { recursive: true })
})

const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers })

describe('a page', () => {
  it.each(['/', '/desk', '/reports/2026-11-22?lang=de', '/customers/shop%2F4711', '/sign-in', '/apiary', '/v1x'])(
    '%s is the web app, whoever asks, which may load what is its own alone',
    async (url) => {
      const { statusCode, headers, body } = await get(url, BROWSER)
      expect([statusCode, headers['content-type'], body]).toEqual([200, 'text/html; charset=utf-8', FIRST_PAGE])
      expect(headers['cache-control']).toBe('no-cache')
      const policy = String(headers['content-security-policy'])
      expect(policy).toMatch(/default-src 'none'.*script-src 'self';/)
      expect(/script-src ([^;]*)/.exec(policy)?.[1]).not.toContain('unsafe')
      expect(policy).toContain("frame-ancestors 'none'")
      expect(headers['x-content-type-options']).toBe('nosniff')
    },
  )

  it('is not what a program gets where nothing is', async () => {
    expect((await get('/')).statusCode).toBe(200)
    for (const url of ['/desk', '/assets/main-0000.js'])
      expect((await get(url, { accept: '*/*' })).statusCode).toBe(404)
  })

  it.each(['/api', '/api/v1/nothing', '/api/v2', '/v1/track', '/v1', '/webhooks/shopify', '/webhooks'])(
    '%s is never one',
    async (url) => {
      const answer = await get(url, BROWSER)
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'input.not-found'])
    },
  )

  it('says how to build it where it is not there', async () => {
    const bare = await serve(join(folder, 'nowhere'))
    const answer = await bare.inject({ url: '/', headers: BROWSER })
    expect([answer.statusCode, answer.json().detail]).toEqual([503, 'The web app is not built. Run: npm run build'])
    await bare.close()
  })
})

describe('a file', () => {
  it('with a digest in its name is kept for ever, in the smallest form that is taken', async () => {
    const url = '/assets/main-3f2a.js'
    const [plain, br, gzip] = [
      await get(url),
      await get(url, { 'accept-encoding': 'gzip, br' }),
      await get(url, { 'accept-encoding': 'gzip, br;q=0' }),
    ]
    expect(plain.body).toBe(SCRIPT)
    expect([plain, br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip'])
    for (const { headers } of [plain, br, gzip]) {
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
      expect(headers['content-type']).toBe('text/javascript; charset=utf-8')
      expect(headers.vary).toBe('Accept-Encoding')
    }
  })

  it('that the browser has already is not sent again', async () => {
    const { headers } = await get('/icon.svg')
    expect([headers['cache-control'], headers['content-type']]).toEqual(['no-cache', 'image/svg+xml'])
    const again = await get('/icon.svg', { 'if-none-match': String(headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  it.each([
    '/assets',
    '/assets/',
    '/assets/raw-1.bin',
    '/assets/main-3f2a.js.br',
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets//main-3f2a.js',
  ])('%s is none', async (url) => {
    expect((await get(url)).statusCode).toBe(404)
  })

  it('is answered to HEAD with its head alone', async () => {
    const answer = await server.inject({ method: 'HEAD', url: '/assets/main-3f2a.js' })
    expect([answer.statusCode, answer.body, answer.headers['content-length']]).toEqual([200, '', String(SCRIPT.length)])
  })
})
