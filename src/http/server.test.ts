import { once } from 'node:events'
import { type IncomingHttpHeaders, IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makeWebApp } from '../../test/made-web-app.ts'
import { asOwner } from '../../test/principals.ts'
import { sampleReport } from '../../test/report-sample.ts'
import { openTestState, type TestState } from '../../test/state-store.ts'
import { AppError } from '../core/errors.ts'
import { openLog } from '../core/log.ts'
import { systemClock } from '../core/time.ts'
import { reportRoutes, saveReport } from '../features/report/index.ts'
import { createServer } from './server.ts'

const report = sampleReport()
let state: TestState
let server: FastifyInstance
let port: number

beforeAll(async () => {
  state = await openTestState()
  for (const asOf of ['2026-01-02', report.asOf]) {
    const { rows } = await state.pool.query<{ id: number }>(
      "INSERT INTO nights (as_of, status, started_at) VALUES ($1, 'done', now()) RETURNING id",
      [asOf],
    )
    const nightId = rows[0]?.id ?? 0
    await state.transaction((client) => saveReport(client, nightId, { ...report, asOf }))
  }
  server = await createServer({
    log: openLog('silent'),
    state,
    clock: systemClock,
    webFolder: makeWebApp(),
    hosts: ['Shop.Example', '2001:db8::1'],
    authenticate: asOwner,
    routes: [
      reportRoutes({ state, language: async () => 'de', clock: systemClock }),
      (routes) => {
        const config = { permission: 'anyone' } as const
        routes.get('/broken', { config }, async () => {
          throw new Error('password of the database at /srv/secret')
        })
        routes.get('/full', { config }, async () => {
          throw new AppError('store.unusable', 'The disk is full.')
        })
        routes.post('/echo', { config }, async ({ body }) => ({ got: body ?? null }))
      },
    ],
    open: [
      (routes) => {
        routes.removeAllContentTypeParsers()
        routes.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
        routes.post('/hook', async ({ body }) => ({ bytes: Buffer.isBuffer(body) ? body.length : -1 }))
      },
    ],
  })
  port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(async () => {
  await server.close()
  await state.close()
})

const problem = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
})

interface Asked {
  readonly method?: string
  readonly url: string
  readonly headers?: Record<string, string>
  readonly payload?: string
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Over a socket, because the way in is part of what is tested: `inject` reads the address by itself. */
async function ask({ method = 'GET', url, headers = {}, payload }: Asked): Promise<Answer> {
  const length = payload === undefined ? {} : { 'content-length': String(Buffer.byteLength(payload)) }
  const all = { host: 'localhost', ...headers, ...length }
  const asked = request({ host: '127.0.0.1', port, method, path: url, headers: all, agent: false })
  asked.end(payload)
  const [answer] = await once(asked, 'response')
  if (!(answer instanceof IncomingMessage)) throw new TypeError('There was no answer.')
  const body = Buffer.concat(await answer.toArray()).toString('utf8')
  return { status: answer.statusCode ?? 0, headers: answer.headers, body }
}

/** What holds for every answer, whatever was asked. */
function expectDecent({ status, headers, body }: Answer, method = 'GET'): void {
  expect(status).toBeLessThan(500)
  expect(body).not.toMatch(/\n\s+at .*:\d+:\d+|node_modules|\/src\//)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(headers['referrer-policy']).toBe('no-referrer')
  if (status < 400) return
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
  if (method !== 'HEAD') expect(problemOf(body).status).toBe(status)
}

const problemOf = (body: string) => problem.parse(JSON.parse(body))

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'] as const

describe('any request', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'reports',
      'api',
      'v1',
      'latest',
      'latest.json',
      '2026-01-02',
      '2026-01-02.text',
      'jobs',
      'dead-letters',
      'healthz',
      'echo',
    ),
    fc.constantFrom(
      '..',
      '.',
      '%',
      '%00',
      '%zz',
      '%2e%2e%2f',
      '%E0%A4%A',
      '%ff',
      '\\',
      '//evil.example',
      '0000-00-00',
      '0000-01-01',
      '9999-99-99',
      '__proto__',
      "'; DROP TABLE reports--",
      '<script>',
    ),
    fc.string({ unit: 'binary', maxLength: 30 }),
  )
  const key = fc.oneof(
    fc.constantFrom('lang', 'limit', 'lang[]', '__proto__', 'constructor'),
    fc.string({ maxLength: 8 }),
  )
  const value = fc.oneof(
    fc.constantFrom('de', 'en', 'fr', '0', '-1', '1e9', 'NaN', '', '%', '\u0000'),
    fc.string({ maxLength: 12 }),
  )
  const url = fc
    .tuple(fc.array(part, { maxLength: 4 }), fc.array(fc.tuple(key, value), { maxLength: 3 }), fc.boolean())
    .map(([parts, query, encoded]) => {
      const write = encoded ? encodeURIComponent : (text: string) => text.replaceAll(/[^!-~]|[?#]/gu, '_')
      const search = query.map(([name, text]) => `${write(name)}=${write(text)}`).join('&')
      return `/${parts.map((text) => write(text.replaceAll(/\p{Cs}/gu, '_'))).join('/')}${search === '' ? '' : `?${search}`}`
    })
  const headers = fc.dictionary(
    fc.constantFrom(
      'accept',
      'content-type',
      'if-none-match',
      'range',
      'x-forwarded-host',
      'content-encoding',
      'cookie',
    ),
    fc.oneof(
      fc.constantFrom(
        'application/json',
        'text/html',
        '*/*',
        'bytes=0-1',
        'gzip',
        'evil.example',
        'text/plain; charset=nonsense',
      ),
      fc.string({ maxLength: 20 }).map((text) => text.replaceAll(/[^\x20-\x7e]/g, '')),
    ),
    { maxKeys: 3 },
  )

  it('is answered without a fault of ours, as a problem where it cannot be served', async () => {
    await fc.assert(
      fc.asyncProperty(
        url,
        fc.constantFrom(...METHODS),
        headers,
        fc.option(fc.string({ maxLength: 200 }), { nil: undefined }),
        async (url, method, headers, payload) => {
          const body = payload === undefined || method === 'GET' || method === 'HEAD' ? {} : { payload }
          expectDecent(await ask({ method, url, headers, ...body }), method)
        },
      ),
      { numRuns: 400 },
    )
  })

  it.each([
    ['a name that is no text', '/reports/%E0%A4%A', 400],
    ['a very long name', `/api/v1/reports/${'a'.repeat(5_000)}`, 404],
    ['a very long name of a file', `/reports/${'a'.repeat(5_000)}.html`, 404],
    ['a very long query', `/reports/latest.html?lang=${'e'.repeat(10_000)}`, 400],
    ['a day that does not exist', '/reports/2026-02-30.html', 400],
    ['a year no calendar of ours has', '/reports/0000-01-01.html', 400],
    ['a day without a report', '/reports/2026-03-03.html', 404],
    ['a form that is not known', '/reports/latest.docx', 404],
    ['a language that is not known', '/reports/latest.html?lang=fr', 400],
    ['two languages', '/reports/latest.html?lang=de&lang=en', 400],
    ['a list of none', '/api/v1/reports?limit=0', 400],
    ['a list of too many', '/api/v1/reports?limit=401', 400],
    ['a list of a part', '/api/v1/reports?limit=1.5', 400],
    ['a page that is not there', '/admin', 404],
  ])('for %s is refused', async (_what, url, status) => {
    const answer = await ask({ url })
    expect(answer.status).toBe(status)
    expectDecent(answer)
  })

  it('with a body that is no JSON, too big, or of another type is refused', async () => {
    const json = { 'content-type': 'application/json' }
    const answers = [
      await ask({ method: 'POST', url: '/echo', headers: json, payload: '{' }),
      await ask({ method: 'POST', url: '/echo', headers: json, payload: `"${'x'.repeat(1_100_000)}"` }),
      await ask({ method: 'POST', url: '/echo', headers: { 'content-type': 'application/x-evil' }, payload: 'x' }),
      await ask({ method: 'POST', url: '/echo', headers: json, payload: '{"__proto__": {"admin": true}}' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([400, 413, 415, 400])
    for (const answer of answers) expectDecent(answer, 'POST')
  })
})

describe('input that nobody can work with', () => {
  const json = { 'content-type': 'application/json', 'idempotency-key': 'k' }
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

  it.each([
    ['a body of 65 levels', { method: 'POST', url: '/echo', headers: json, payload: nested(66) }, /nested deeper/],
    ['a body of 400,000 levels', { method: 'POST', url: '/echo', headers: json, payload: nested(400_000) }, /./],
    [
      'a text with a character of code 0',
      { method: 'POST', url: '/echo', headers: json, payload: '{"a":["\\u0000"]}' },
      /code 0/,
    ],
    ['a name with one', { method: 'POST', url: '/echo', headers: json, payload: '{"a\\u0000":1}' }, /code 0/],
    ['a query with one', { url: '/api/v1/reports?limit=1&x=a%00b' }, /code 0/],
    ['an address with one', { url: '/api/v1/reports/a%00b' }, /code 0/],
  ])('%s is refused', async (_what, asked, sentence) => {
    const answer = await ask(asked)
    expect(answer.status).toBe(400)
    expect(problemOf(answer.body).detail).toMatch(sentence)
    expectDecent(answer)
  })

  it('is told from a body that is merely deep', async () => {
    const answer = await ask({ method: 'POST', url: '/echo', headers: json, payload: nested(60) })
    expect([answer.status, answer.body]).toEqual([200, `{"got":${nested(60)}}`])
  })
})

describe('what is no request', () => {
  it.each([
    ['GARBAGE\r\n\r\n', 400],
    ['GET /healthz HTTP/9.9\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nContent-Length: 1, 2\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['GET /reports/latest.html HTTP/1.0\r\n\r\n', 404],
  ])('is refused as a problem and the line is closed', async (text, status) => {
    const socket = connect(port, '127.0.0.1')
    socket.write(text)
    const [head = '', body = ''] = Buffer.concat(await socket.toArray())
      .toString('utf8')
      .split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(head.toLowerCase()).toContain('x-content-type-options: nosniff')
    expect(problemOf(body).status).toBe(status)
  })
})

describe('a fault of ours', () => {
  it('says nothing about itself', async () => {
    const answer = await ask({ url: '/broken' })
    expect(answer.status).toBe(500)
    expect(problemOf(answer.body).detail).toBe('Something went wrong here; the log says what.')
    expect(answer.body).not.toContain('secret')
  })

  it('that a person can act on is told', async () => {
    const answer = await ask({ url: '/full' })
    expect([answer.status, problemOf(answer.body).detail]).toEqual([503, 'The disk is full.'])
  })
})

describe('the name under which it is asked', () => {
  const served = [
    'localhost',
    'LOCALHOST:4747',
    '127.0.0.1',
    '127.0.0.1:80',
    '[::1]',
    '[::1]:4747',
    'shop.example',
    'SHOP.example:443',
    '[2001:DB8::1]:4747',
  ]
  it.each(served)('%s is served', async (host) => {
    expect((await ask({ url: '/healthz', headers: { host } })).status).toBe(200)
  })

  const refused = [
    'evil.example',
    'localhost.evil.example',
    'evil.example:4747',
    '127.0.0.1.evil.example',
    '[::2]',
    '::1',
    'localhost:4747:1',
    'shop.example@evil.example',
    ' ',
    '127.0.0.2',
  ]
  it.each(refused)('%s is not', async (host) => {
    const answer = await ask({ url: '/reports/latest', headers: { host } })
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain(report.shop.name)
    expectDecent(answer)
  })

  it('counts for addresses that are no text as well', async () => {
    expect((await ask({ url: '/%E0%A4%A', headers: { host: 'evil.example' } })).status).toBeGreaterThanOrEqual(400)
  })
})

describe('an open route', () => {
  it('answers under any name and reads bodies in its own way, beside a workbench that goes on as it is', async () => {
    const headers = { host: 'hooks.elsewhere.example', 'content-type': 'application/json' }
    const hook = await ask({ method: 'POST', url: '/hook', headers, payload: '{not json' })
    expect([hook.status, hook.body]).toEqual([200, '{"bytes":9}'])
    const echo = await ask({ method: 'POST', url: '/echo', headers, payload: '{}' })
    expect(echo.status).toBe(404)
    const own = await ask({
      method: 'POST',
      url: '/echo',
      headers: { 'content-type': 'application/json' },
      payload: '{"a":1}',
    })
    expect([own.status, own.body]).toEqual([200, '{"got":{"a":1}}'])
  })
})

describe('the reports', () => {
  it.each([
    ['.html', 'text/html; charset=utf-8'],
    ['.text', 'text/plain; charset=utf-8'],
    ['.json', 'application/json; charset=utf-8'],
    ['.pdf', 'application/pdf'],
  ])('are given as %s of type %s, by day and as the latest', async (suffix, type) => {
    for (const name of [report.asOf, 'latest']) {
      const answer = await ask({ url: `/reports/${name}${suffix}` })
      expect(answer.status).toBe(200)
      expect(answer.headers['content-type']).toBe(type)
    }
  })

  it('are in the language that is asked for, else in that of the shop', async () => {
    const [asked, usual] = [
      await ask({ url: '/reports/latest.text?lang=en' }),
      await ask({ url: '/reports/latest.text' }),
    ]
    expect(asked.body).toContain('Morning report')
    expect(usual.body).toContain('Morgenbericht')
  })

  it('answer HEAD with the head alone', async () => {
    const answer = await ask({ method: 'HEAD', url: '/reports/latest.html' })
    expect([answer.status, answer.body]).toEqual([200, ''])
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(10_000)
  })

  it('are listed newest day first, as many as are asked for', async () => {
    const list = z.object({ items: z.array(z.object({ asOf: z.string() })) })
    const days = async (url: string) => list.parse(JSON.parse((await ask({ url })).body)).items.map(({ asOf }) => asOf)
    expect(await days('/api/v1/reports')).toEqual([report.asOf, '2026-01-02'])
    expect(await days('/api/v1/reports?limit=1')).toEqual([report.asOf])
    expect(await days('/api/v1/reports?limit=400')).toHaveLength(2)
  })
})
