import { gunzipSync } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openTestStore, type TestStore } from '../../../test/event-store.ts'
import { insertHits } from '../../../test/hits.ts'
import { openAnswers } from '../../api/answers.ts'
import { runInline } from '../../compute/index.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import { ONE_NODE } from '../../stores/events/layout.ts'
import { watchVersion } from '../../stores/events/version.ts'
import { matchName, matchSql, parseMatch } from './match.ts'
import { daysOf, parseFilters, periodBefore, resolvePeriod, resolveScope } from './model.ts'
import { insightRoutes } from './routes.ts'
import { dimensionSchema } from './schema.ts'
import { defineInsight, type InsightDeps } from './service.ts'
import { allOf, readCoverage, readTopValues, scopeSql } from './store.ts'
import { matchText, waitingText } from './texts.ts'

const TODAY = '2026-11-23'

/** A server with these routes, which answers faults with their status and sentence. */
function serve(routes: (server: FastifyInstance) => void): FastifyInstance {
  const server = fastify()
  server.setErrorHandler((error, _request, reply) =>
    reply.status(error instanceof AppError ? error.status : 500).send({ detail: messageOf(error) }),
  )
  routes(server)
  return server
}

describe('the period', () => {
  it('is the last 28 days that are over where none is asked for', () => {
    expect(resolvePeriod({}, TODAY)).toEqual({ from: '2026-10-26', to: '2026-11-22' })
    expect(daysOf(resolvePeriod({}, TODAY))).toBe(28)
  })

  it('may reach to today, begin anywhere, and has one of its length before it', () => {
    expect(resolvePeriod({ from: '2026-11-20', to: TODAY }, TODAY)).toEqual({ from: '2026-11-20', to: TODAY })
    expect(resolvePeriod({ to: '2026-03-31' }, TODAY)).toEqual({ from: '2026-03-04', to: '2026-03-31' })
    expect(periodBefore({ from: '2026-03-01', to: '2026-03-07' })).toEqual({ from: '2026-02-22', to: '2026-02-28' })
  })

  it.each([
    [{ from: '2026-11-21', to: '2026-11-20' }, 'later than the last day'],
    [{ to: '2026-11-24' }, 'yet to come'],
    [{ from: '2025-01-01' }, 'more than the 400'],
    [{ from: '2026-02-30' }, 'is no date'],
  ])('%j is refused', (asked, sentence) => {
    expect(() => resolvePeriod(asked, TODAY)).toThrow(sentence)
  })
})

describe('filters', () => {
  it('of one dimension add up; values may hold colons', () => {
    expect(parseFilters(['browser:Safari 17', 'country:DE', 'browser:a:b', 'property:coupon:NEU:1', 'os:'])).toEqual([
      { dimension: 'browser', values: ['Safari 17', 'a:b'] },
      { dimension: 'country', values: ['DE'] },
      { dimension: 'property:coupon', values: ['NEU:1'] },
      { dimension: 'os', values: [''] },
    ])
  })

  it.each(['browser', 'customer_id:1', "property:a'b:1", 'property::1', ':'])('%j is refused', (text) => {
    expect(() => parseFilters([text])).toThrow(AppError)
  })

  it('reach a query as parameters only', () => {
    const hostile = "x') OR 1=1 --"
    const scope = resolveScope({ filter: [`device:${hostile}`, `property:k:${hostile}`] }, TODAY)
    const { sql, params } = scopeSql(scope)
    expect(sql).not.toContain(hostile)
    expect(params).toMatchObject({ filter0: [hostile], filter1: [hostile], filter1Key: 'k' })
  })

  it('know no dimension but the columns and properties with a plain key', () => {
    expect(dimensionSchema.safeParse('property:a.b-c_1').success).toBe(true)
    for (const bad of ['properties', 'property:', 'property:a b', `property:${'k'.repeat(65)}`, '']) {
      expect(dimensionSchema.safeParse(bad).success).toBe(false)
    }
  })
})

describe('what is meant by a hit', () => {
  it('is read from an event with conditions, or a path', () => {
    expect(parseMatch('Checkout Step Viewed|step=payment', 'step')).toEqual({
      type: 'Checkout Step Viewed',
      step: 'payment',
      path: '',
    })
    expect(parseMatch('/sale*', 'start')).toEqual({ type: '', step: '', path: '/sale*' })
    expect(matchSql(parseMatch('Page Viewed|path=/sale*', 'step'), 'a')).toEqual({
      sql: 'type = {aType:String} AND startsWith(path, {aPath:String})',
      params: { aType: 'Page Viewed', aPath: '/sale' },
    })
  })

  it.each(['', '|step=a', 'Page Viewed|colour=red', 'Page Viewed|path=', 'x'.repeat(301)])('%j is refused', (text) => {
    if (text === '|step=a') expect(() => parseMatch(text, 'step')).toThrow('names no event')
    else expect(() => parseMatch(text, 'step')).toThrow(/^step: /)
  })

  it('has a name for machines and one for people', () => {
    const payment = parseMatch('Checkout Step Viewed|step=payment', 'step')
    expect(matchName(payment)).toBe('payment')
    expect(matchText(payment).de).toBe('Schritt des Bezahlvorgangs: payment')
    expect([matchName(parseMatch('/a', 's')), matchText(parseMatch('Wish', 's')).de]).toEqual(['/a', 'Wish'])
  })
})

describe('over stored visits', () => {
  let store: TestStore
  let server: FastifyInstance
  let reckoned = 0
  const ask = () => store.context('visits', { asOf: '2026-11-22' }).ask
  const count = defineInsight({
    name: 'count',
    title: { de: 'Anzahl', en: 'Count' },
    query: { least: z.coerce.number().default(1) },
    async run(context, scope, { least }, { today, seenUntil }) {
      reckoned++
      const where = scopeSql(scope)
      const row = z.object({ n: z.number() })
      const sql = `SELECT toInt64(count()) AS n FROM hits WHERE ${where.sql}`
      const title = { de: 'Anzahl', en: 'Count' }
      const { rows } = await context.ask({ id: 'count', title, sql, params: where.params, row })
      return { hits: rows[0]?.n, least, today, seenUntil, currency: context.currency }
    },
  })
  let now = Date.parse('2026-11-23T09:00:00Z')
  const clock = { now: () => now }
  beforeAll(async () => {
    store = await openTestStore()
    const deps: InsightDeps = {
      events: store.events,
      compute: runInline,
      clock,
      timeZone: 'Europe/Berlin',
      currency: async () => 'CHF',
    }
    const answers = openAnswers({ version: watchVersion(store.events, clock), clock })
    server = serve(insightRoutes({ ...deps, answers }, [count]))
  })
  afterAll(async () => {
    await server.close()
    await store.close()
  })
  const get = (query: string) => server.inject({ method: 'GET', url: `/api/v1/insights/count${query}` })

  it('an answer without any visit says what is missing', async () => {
    const answer = await get('')
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ asOf: null, period: { from: '2026-10-26', to: '2026-11-22' } })
    expect(answer.json().waiting.de).toContain('noch keine Besuche')
    expect(answer.json()).not.toHaveProperty('hits')
  })

  it('an answer carries period, filters, figures and the queries behind them', async () => {
    const page = { type: 'Page Viewed', minute: 0, path: '/', properties: { plan: 'pro', n: 3, off: null } }
    await insertHits(store.events, [
      { id: 1, from: '2026-11-10T10:00:00Z', browser: 'Safari 17', hits: [page, { ...page, minute: 1 }] },
      { id: 2, from: '2026-11-22T23:30:00Z', hits: [{ ...page, properties: {} }] },
      { id: 3, from: '2026-11-11T10:00:00Z', hits: [{ ...page, properties: { plan: 'basic' } }] },
    ])
    // The next look at the store is due by then.
    now += 60_000
    const answer = (await get('?filter=browser:Safari%2017&filter=property:n:3')).json()
    expect(answer).toMatchObject({ hits: 2, least: 1, today: TODAY, currency: 'CHF', waiting: null })
    // Half past midnight in Berlin belongs to the 23rd, which is not over.
    expect(answer.asOf).toBe('2026-11-22T23:30:00.000Z')
    expect((await get('')).json().hits).toBe(3)
    expect((await get(`?to=${TODAY}`)).json().hits).toBe(4)
    const [, evidence] = answer.evidence
    expect(evidence.id).toBe('count.count')
    const again = await store.events.query(evidence.sql, evidence.params, z.object({ n: z.number() }))
    expect(again).toEqual([{ n: 2 }])
  })

  it('a period without visits says when there are some', async () => {
    const { waiting } = (await get('?from=2026-01-01&to=2026-01-31')).json()
    expect(waiting.de).toContain('bekannt sind welche vom 10.11.2026')
  })

  it.each([
    ['?from=gestern', 'from:'],
    ['?least=viele', 'least:'],
    ['?colour=red', 'colour: is not known here'],
    ['?filter=colour:red', 'filter:'],
  ])("%s is a fault of the asker, with the field's name", async (query, start) => {
    const answer = await get(query)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toContain(start)
  })

  it('is in the list of what can be asked', async () => {
    expect((await server.inject('/api/v1/insights')).json().items).toMatchObject([
      { name: 'count', href: '/api/v1/insights/count' },
    ])
  })

  it('values of a dimension come by visitors; a property that is null or not there has none', async () => {
    const where = scopeSql({ period: { from: '2026-11-01', to: TODAY }, filters: [] })
    const values = async (dimension: 'property:plan' | 'property:off' | 'property:n' | 'browser') =>
      (await readTopValues(ask(), { dimension, where, limit: 3 })).rows
    expect(await values('property:plan')).toEqual([
      { value: '', visitors: 1 },
      { value: 'basic', visitors: 1 },
      { value: 'pro', visitors: 1 },
    ])
    expect(await values('property:off')).toEqual([{ value: '', visitors: 3 }])
    expect((await values('property:n')).map(({ value }) => value)).toContain('3')
    expect((await values('browser'))[0]).toEqual({ value: 'Firefox 131', visitors: 2 })
  })

  it('coverage counts days and hits within the period', async () => {
    const period = { from: '2026-11-11', to: TODAY }
    const [row] = (await readCoverage(ask(), period)).rows
    expect(row).toMatchObject({ hits: 4, period_hits: 2, period_days: 2, first_day: '2026-11-10', last_day: TODAY })
    expect(waitingText(row, period)).toBeNull()
  })

  it('is reckoned once for all who ask, until the visits change', async () => {
    const first = await get('?from=2026-11-11')
    expect(first.headers['cache-control']).toBe('private, no-cache')
    const before = reckoned
    const again = await get('?from=2026-11-11')
    expect([again.body, reckoned]).toEqual([first.body, before])
    const headers = { 'if-none-match': String(first.headers.etag) }
    const known = await server.inject({ url: '/api/v1/insights/count?from=2026-11-11', headers })
    expect([known.statusCode, known.body, reckoned]).toEqual([304, '', before])
    const small = { 'accept-encoding': 'gzip' }
    const packed = await server.inject({ url: '/api/v1/insights/count?from=2026-11-11', headers: small })
    expect(gunzipSync(packed.rawPayload).toString()).toBe(first.body)

    const page = { type: 'Page Viewed', minute: 0, path: '/' }
    await insertHits(store.events, [{ id: 4, from: '2026-11-12T10:00:00Z', hits: [page] }])
    now += 60_000
    const changed = await server.inject({ url: '/api/v1/insights/count?from=2026-11-11', headers })
    expect([changed.statusCode, changed.json().hits]).toEqual([200, first.json().hits + 1])
    expect(reckoned).toBe(before + 1)
  })
})

describe('conditions', () => {
  it('are joined with all their parameters', () => {
    expect(
      allOf([
        { sql: 'a = {x:String}', params: { x: '1' } },
        { sql: 'b', params: {} },
      ]),
    ).toEqual({
      sql: 'a = {x:String} AND b',
      params: { x: '1' },
    })
  })
})

describe('many askers at once', () => {
  it('wait for two at a time, and are refused beyond twenty', async () => {
    let [running, most] = [0, 0]
    const slow = {
      name: 'slow',
      title: { de: 'Langsam', en: 'Slow' },
      query: z.object({ n: z.string().optional() }),
      async answer() {
        most = Math.max(most, ++running)
        await new Promise((resolve) => setTimeout(resolve, 5))
        running--
        return { asOf: null, period: { from: TODAY, to: TODAY }, filters: [], waiting: null, evidence: [] }
      },
    }
    const none = async () => {
      throw new AppError('internal', 'not asked')
    }
    const events = {
      query: none,
      columns: none,
      command: none,
      change: none,
      layout: ONE_NODE,
      insertLines: none,
      version: '',
      close: none,
    }
    const clock = { now: () => 0 }
    const kept = openAnswers({ version: async () => '1', clock })
    const deps = { events, compute: runInline, clock, timeZone: 'UTC', currency: async () => 'EUR', answers: kept }
    const server = serve(insightRoutes(deps, [slow]))
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, n) => server.inject(`/api/v1/insights/slow?n=${n}`)),
    )
    const codes = answers.map(({ statusCode }) => statusCode)
    expect(most).toBe(2)
    expect(codes.filter((code) => code === 429)).toHaveLength(3)
    expect(codes.filter((code) => code === 200)).toHaveLength(22)
    expect((await server.inject('/api/v1/insights/slow')).statusCode).toBe(200)
    await server.close()
  })
})
