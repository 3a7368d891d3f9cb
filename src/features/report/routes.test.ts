import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sampleReport } from '../../../test/report-sample.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import { systemClock } from '../../core/time.ts'
import { reportRoutes } from './routes.ts'
import { saveReport } from './store.ts'

const OLD = '2026-11-21'
let state: TestState
let server: FastifyInstance

/** Two days, the newer one of them with a report as another version wrote it. */
beforeAll(async () => {
  state = await openTestState()
  for (const asOf of ['2026-11-20', OLD]) {
    const { rows } = await state.pool.query<{ id: number }>(
      "INSERT INTO nights (as_of, status, started_at) VALUES ($1, 'done', now()) RETURNING id",
      [asOf],
    )
    await state.transaction((client) => saveReport(client, rows[0]?.id ?? 0, { ...sampleReport(), asOf }))
  }
  await state.pool.query("UPDATE reports SET report = report - 'totals' WHERE as_of = $1", [OLD])
  server = fastify()
  server.setErrorHandler((error, _request, reply) =>
    reply.status(error instanceof AppError ? error.status : 500).send({ detail: messageOf(error) }),
  )
  reportRoutes({ state, language: async () => 'de', clock: systemClock })(server)
})
afterAll(async () => {
  await server.close()
  await state.close()
})

const get = (url: string) => server.inject({ url })

it.each([
  ['de', 'Der Bericht für den 21.11.2026 stammt von einer anderen Version.'],
  ['en', 'The report for 21 Nov 2026 was written by another version.'],
])('a report of another version is a page that says so, with what to run (%s)', async (lang, sentence) => {
  for (const [url, status] of [
    [`/reports/${OLD}.html`, 409],
    ['/reports/latest.html', 409],
  ] as const) {
    const answer = await server.inject({ url: `${url}?lang=${lang}`, headers: { accept: 'text/html,*/*;q=0.8' } })
    expect([url, answer.statusCode, answer.headers['content-type']]).toEqual([url, status, 'text/html; charset=utf-8'])
    expect(answer.body).toContain(`<html lang="${lang}">`)
    expect(answer.body).toContain(sentence)
    expect(answer.body).toContain(`dirigent night --as-of ${OLD}`)
  }
})

it.each([`/reports/${OLD}.html`, `/reports/${OLD}.pdf`, '/reports/latest.json', `/api/v1/reports/${OLD}`])(
  '%s of another version is refused with the same sentence',
  async (url) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toEqual({
      detail: `The report for ${OLD} was written by another version; run \`dirigent night --as-of ${OLD}\` to make it anew.`,
    })
  },
)

it('a report is asked about by its tag, and is another one as soon as it is written anew', async () => {
  const url = '/api/v1/reports/2026-11-20'
  const first = await get(url)
  expect(first.headers['cache-control']).toBe('private, no-cache')
  const known = () => server.inject({ url, headers: { 'if-none-match': String(first.headers.etag) } })
  expect([(await known()).statusCode, (await known()).body]).toEqual([304, ''])
  await state.pool.query(
    `UPDATE reports SET report = jsonb_set(report, '{shop,name}', '"Anders"') WHERE as_of = '2026-11-20'`,
  )
  expect([(await known()).statusCode, (await known()).json().shop.name]).toEqual([200, 'Anders'])
})

it('the other reports and the list are served as ever', async () => {
  expect((await get('/reports/2026-11-20.html')).statusCode).toBe(200)
  expect((await get('/reports/2026-11-20.json')).json()).toMatchObject({ asOf: '2026-11-20' })
  expect((await get('/api/v1/reports')).json()).toMatchObject({ items: [{ asOf: OLD }, { asOf: '2026-11-20' }] })
})
