import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, product, type TestStore } from '../../../test/event-store.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { openAnswers } from '../../api/answers.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import { openLog } from '../../core/log.ts'
import type { CustomerRecord, EventRecord } from '../../ingest/records.ts'
import { shopEvent } from '../../ingest/write/to-events.ts'
import { appendEvents } from '../../stores/events/log.ts'
import { watchVersion } from '../../stores/events/version.ts'
import { customersStep } from '../customers/index.ts'
import { audienceRoutes } from './routes.ts'
import { type Rule, SEGMENTS } from './schema.ts'
import { type Audiences, evaluateAll, openAudiences, versionOf } from './service.ts'

/** Noon of 20 May 2026 in the shop: the last day that is over is the 19th. */
const NOW = Date.parse('2026-05-20T10:00:00Z')
const DAY = 86_400_000
let clock = NOW
let store: TestStore
let state: TestState
let audiences: Audiences

let messages = 0
function hit(who: string, name: string, at: string, part: Partial<EventRecord> = {}): EventRecord {
  return {
    type: 'event',
    messageId: `m${messages++}`,
    name,
    at: Date.parse(`2026-05-${at}Z`),
    anonymousId: who,
    customerExternalId: '',
    sku: '',
    device: 'desktop',
    browser: 'Firefox',
    country: 'DE',
    channel: '',
    path: '/',
    valueCents: 0,
    properties: {},
    ...part,
  }
}

const customer = (externalId: string, acceptsMarketing: boolean): CustomerRecord => ({
  type: 'customer',
  externalId,
  email: `${externalId}@mail.example`,
  name: '',
  country: 'DE',
  city: '',
  postcode: '',
  createdAt: Date.parse('2026-01-02T00:00:00Z'),
  acceptsMarketing,
})

const VIEW = 'Product Viewed'
const ADD = 'Product Added'
const tent = { sku: 'TENT' }

beforeAll(async () => {
  store = await openTestStore()
  state = await openTestState()
  audiences = openAudiences({
    state,
    events: store.events,
    clock: { now: () => clock },
    timeZone: 'Europe/Berlin',
  })
  const visits = [
    // Ada: two devices, one person; buys a tent.
    hit('ada-phone', VIEW, '10T08:00:00', { ...tent, device: 'mobile', customerExternalId: 'ada' }),
    hit('ada-phone', ADD, '10T08:05:00', { ...tent, device: 'mobile' }),
    hit('ada-laptop', VIEW, '11T08:30:00', { ...tent, customerExternalId: 'ada' }),
    // Bob: adds to the cart and leaves.
    hit('bob', VIEW, '12T08:00:00', { sku: 'SHOE', customerExternalId: 'bob', browser: 'Safari' }),
    hit('bob', ADD, '12T08:05:00', { sku: 'SHOE', browser: 'Safari', properties: { coupon: 'NEU' } }),
    // Strangers: one looks twice, one adds two days later than he looked.
    hit('s1', VIEW, '12T09:00:00', tent),
    hit('s1', VIEW, '12T09:01:00', { sku: 'SHOE', path: '/schuhe/7' }),
    hit('s2', VIEW, '12T09:00:00', tent),
    hit('s2', ADD, '14T09:01:00', tent),
    // Too long ago for the last 28 days.
    hit('s3', VIEW, '01T09:00:00', tent),
    { ...hit('s3', VIEW, '01T09:00:00', tent), at: Date.parse('2026-01-05T09:00:00Z'), messageId: 'old' },
  ]
  await appendEvents(
    store.events,
    visits.map((visit) => shopEvent('test', visit)),
    0,
  )
  await store.fill([
    product('TENT', { category: 'Camping > Zelte' }),
    product('SHOE', { category: 'Schuhe' }),
    customer('ada', true),
    customer('bob', false),
    customer('cy', true),
    order('1', '2026-05-11', [['TENT', 1, 20_000]], { customerExternalId: 'ada' }),
    order('2', '2026-02-01', [['SHOE', 2, 5_000]], { customerExternalId: 'ada' }),
    order('3', '2026-03-01', [['SHOE', 1, 5_000]], { customerExternalId: 'dora' }),
    order('4', '2026-05-02', [['TENT', 1, 20_000]], {
      customerExternalId: 'bob',
      cancelledAt: Date.parse('2026-05-03T08:00:00Z'),
    }),
  ])
})
afterAll(async () => {
  await state.close()
  await store.close()
})

let names = 0
/** Whom a rule means: customers by number, and how many strangers. */
async function whom(rule: Rule): Promise<[customers: string[], strangers: number]> {
  const { id, size } = await audiences.add({ name: `rule ${names++}`, definition: { version: 1, rule } })
  const { items } = await audiences.members(id, { after: '', limit: 100 })
  expect(items).toHaveLength(size?.known ?? -1)
  return [items.map(({ customerKey }) => customerKey.replace('test/', '')), size?.anonymous ?? -1]
}

const period = { days: 28 }
const event = (part: object) =>
  ({ kind: 'event', match: VIEW, filters: [], count: { atLeast: 1 }, period, ...part }) as Rule // parsed by the service
const funnel = (part: object) =>
  ({
    kind: 'funnel',
    steps: [VIEW, ADD],
    windowHours: 24,
    period,
    filters: [],
    step: 1,
    outcome: 'reached',
    ...part,
  }) as Rule

describe('an audience of what visitors did', () => {
  it('counts a customer with several devices once, and strangers by their device', async () => {
    expect(await whom(event({}))).toEqual([['ada', 'bob'], 3])
  })

  it('narrows by product, category with those below it, page, property, column and number of times', async () => {
    expect(await whom(event({ skus: ['TENT'] }))).toEqual([['ada'], 3])
    expect(await whom(event({ categories: ['Camping'] }))).toEqual([['ada'], 3])
    expect(await whom(event({ categories: ['Camp'] }))).toEqual([[], 0])
    expect(await whom(event({ match: '/schuhe/*' }))).toEqual([[], 1])
    expect(await whom(event({ match: ADD, filters: [{ dimension: 'property:coupon', values: ['NEU'] }] }))).toEqual([
      ['bob'],
      0,
    ])
    expect(await whom(event({ filters: [{ dimension: 'device', values: ['mobile'] }] }))).toEqual([['ada'], 0])
    expect(await whom(event({ count: { atLeast: 2 } }))).toEqual([['ada'], 1])
    expect(await whom(event({ count: { atLeast: 1, atMost: 1 } }))).toEqual([['bob'], 2])
  })

  it('takes fixed days as well as the last ones that are over', async () => {
    expect(await whom(event({ period: { from: '2026-01-05', to: '2026-01-05' } }))).toEqual([[], 1])
    expect(await whom(event({ period: { days: 9 } }))).toEqual([['ada', 'bob'], 2])
  })
})

describe('an audience of a cell of a funnel', () => {
  it('has whoever reached a step within the window, and whoever was lost after it', async () => {
    expect(await whom(funnel({}))).toEqual([['ada', 'bob'], 3])
    expect(await whom(funnel({ step: 2 }))).toEqual([['ada', 'bob'], 0])
    expect(await whom(funnel({ step: 2, windowHours: 72 }))).toEqual([['ada', 'bob'], 1])
    expect(await whom(funnel({ outcome: 'lost' }))).toEqual([[], 3])
  })

  it('takes no hit for two steps', async () => {
    expect(await whom(funnel({ steps: [VIEW, VIEW], step: 2 }))).toEqual([[], 1])
  })

  it('is narrowed to a value of the breakdown', async () => {
    expect(await whom(funnel({ breakdown: { dimension: 'browser', value: 'Safari' } }))).toEqual([['bob'], 0])
  })
})

describe('an audience of what customers bought', () => {
  const sales = (part: object) => ({ kind: 'sales', ...part }) as Rule

  it('goes by orders that were not called off, by money, by recency and by goods', async () => {
    expect(await whom(sales({ orders: { atLeast: 2 } }))).toEqual([['ada'], 0])
    expect(await whom(sales({ orders: { atMost: 0 } }))).toEqual([['bob'], 0])
    expect(await whom(sales({ revenueCents: { atLeast: 5_000, atMost: 5_000 } }))).toEqual([['dora'], 0])
    expect(await whom(sales({ daysSinceOrder: { atMost: 8 } }))).toEqual([['ada'], 0])
    expect(await whom(sales({ daysSinceOrder: { atLeast: 9 } }))).toEqual([['bob', 'dora'], 0])
    expect(await whom(sales({ skus: ['SHOE'] }))).toEqual([['ada', 'dora'], 0])
    expect(await whom(sales({ categories: ['Schuhe'], period: { days: 90 } }))).toEqual([['dora'], 0])
  })
})

describe('rules together', () => {
  const shoes: Rule = { kind: 'sales', skus: ['SHOE'] }

  it('narrow down, add up and exclude', async () => {
    expect(await whom({ kind: 'all', of: [event({}), shoes] })).toEqual([['ada'], 0])
    expect(await whom({ kind: 'any', of: [event({ match: ADD }), shoes] })).toEqual([['ada', 'bob', 'dora'], 1])
    expect(await whom({ kind: 'all', of: [event({ match: ADD }), { kind: 'not', of: shoes }] })).toEqual([['bob'], 1])
  })

  it('exclude from everybody: visitors, buyers, and customers who did neither', async () => {
    expect(await whom({ kind: 'not', of: shoes })).toEqual([['bob', 'cy'], 3])
  })
})

describe('members', () => {
  it('bear what is known of their consent: yes, no, or that nobody asked', async () => {
    const rule: Rule = { kind: 'any', of: [event({}), { kind: 'sales', orders: { atLeast: 0 } }] }
    const { id } = await audiences.add({ name: 'consent', definition: { version: 1, rule } })
    expect(await audiences.members(id, { after: '', limit: 10 })).toEqual({
      items: [
        { customerKey: 'test/ada', acceptsMarketing: true },
        { customerKey: 'test/bob', acceptsMarketing: false },
        { customerKey: 'test/dora', acceptsMarketing: 'unknown' },
      ],
      next: null,
    })
  })

  it('come in pages that follow each other', async () => {
    const { id } = await audiences.add({ name: 'pages', definition: { version: 1, rule: event({ match: ADD }) } })
    const first = await audiences.members(id, { after: '', limit: 1 })
    expect(first).toMatchObject({ items: [{ customerKey: 'test/ada' }], next: 'test/ada' })
    const second = await audiences.members(id, { after: first.next ?? '', limit: 1 })
    expect(second).toMatchObject({ items: [{ customerKey: 'test/bob' }], next: 'test/bob' })
    expect(await audiences.members(id, { after: second.next ?? '', limit: 1 })).toEqual({ items: [], next: null })
  })

  it('are looked up the other way round: the audiences a customer is in', async () => {
    const found = await audiences.of(['test/dora'])
    expect(found.map(({ name }) => name)).toContain('consent')
    expect(found.map(({ name }) => name)).not.toContain('pages')
    expect(await audiences.of([])).toEqual([])
  })
})

describe('sizes', () => {
  it('are kept each night for the definition as it is, and one that fails does not keep the others back', async () => {
    const { id } = await audiences.add({ name: 'sizes', definition: { version: 1, rule: event({}) } })
    clock = NOW + 20 * DAY
    const deps = { state, events: store.events, clock: { now: () => clock }, timeZone: 'Europe/Berlin' }
    await evaluateAll({ ...deps, log: openLog('silent') })
    const { history, size } = await audiences.show(id)
    expect(history.map(({ asOf, known, anonymous }) => [asOf, known, anonymous])).toEqual([
      ['2026-06-08', 1, 2],
      ['2026-05-19', 2, 3],
    ])
    expect(size).toEqual(history[0])
    clock = NOW
    const broken = { ...store.events, query: () => Promise.reject(new Error('the engine is away')) }
    expect(await evaluateAll({ ...deps, events: broken, log: openLog('silent') })).toBe(0)
    expect((await audiences.show(id)).fault).toBe('the engine is away')
  })

  it('of an earlier definition are not taken for those of the present one', async () => {
    const { id } = await audiences.add({ name: 'edited', definition: { version: 1, rule: event({}) } })
    clock = NOW + 1_000
    const edited = { name: 'edited', definition: { version: 1 as const, rule: event({ match: ADD }) } }
    await audiences.change(id, edited, String(versionOf(await audiences.show(id))))
    clock = NOW
    expect((await audiences.show(id)).history).toMatchObject([{ known: 2, anonymous: 1 }])
  })
})

describe('RFM segments', () => {
  it('are those of the morning report', async () => {
    const orders = Array.from({ length: 300 }, (_, index) =>
      order(
        `rfm-${index}`,
        new Date(NOW - ((index * 37) % 600) * DAY - DAY).toISOString().slice(0, 10),
        [['TENT', 1 + (index % 7), 1_000 + index]],
        {
          customerExternalId: `rfm-${(index * index) % 90}`,
        },
      ),
    )
    await store.fill(orders)
    const told = await customersStep.run(store.context('customers', { asOf: '2026-05-19' }))
    const table = told.tables.find(({ columns }) => columns.some(({ key }) => key === 'segment'))
    expect(table).toBeDefined()
    const counts: number[] = []
    for (const segment of SEGMENTS) {
      const rule: Rule = { kind: 'segment', segments: [segment] }
      const { size } = await audiences.add({ name: segment, definition: { version: 1, rule } })
      counts.push(size?.known ?? -1)
    }
    // The report's rows are in the order of SEGMENTS.
    expect(counts).toEqual(table?.rows.map((row) => row[1]))
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(3)
  })
})

describe('/api/v1/audiences', () => {
  async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, etag = '') {
    const server = fastify()
    server.setErrorHandler((error, _request, reply) =>
      reply
        .status(error instanceof AppError ? error.status : 500)
        .send({ code: error instanceof AppError ? error.code : '', detail: messageOf(error) }),
    )
    const now = { now: () => clock }
    const answers = openAnswers({ version: watchVersion(store.events, now), clock: now })
    audienceRoutes({ audiences, answers, clock: now, timeZone: 'Europe/Berlin' })(server)
    try {
      const headers = etag === '' ? {} : { 'if-match': etag }
      const answer = await server.inject({
        method,
        url: `/api/v1/audiences${url}`,
        headers,
        ...(payload && { payload }),
      })
      const { statusCode: status, headers: answered } = answer
      return { status, etag: String(answered.etag), body: answer.body === '' ? null : answer.json() }
    } finally {
      await server.close()
    }
  }
  const body = (rule: unknown, name = 'by address') => ({ name, definition: { version: 1, rule } })
  const viewed = { kind: 'event', match: VIEW, period: { days: 28 } }

  it('keeps, lists, shows, changes, counts anew and removes an audience', async () => {
    const made = await ask('POST', '', body(viewed))
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'by address', size: { known: 2, anonymous: 3 }, fault: null },
    })
    const { id } = made.body
    expect((await ask('GET', '')).body.items).toContainEqual({ ...made.body, trend: [2] })
    const shown = await ask('GET', `/${id}`)
    expect(shown).toMatchObject({ status: 200, body: { history: [{ known: 2 }] } })
    const other = body({ ...viewed, match: ADD }, 'other name')
    expect((await ask('PUT', `/${id}`, other)).status).toBe(428)
    clock += 1_000
    const changed = await ask('PUT', `/${id}`, other, shown.etag)
    expect((await ask('PUT', `/${id}`, other, shown.etag)).status).toBe(412)
    expect(changed).toMatchObject({ status: 200, body: { name: 'other name', size: { known: 2, anonymous: 1 } } })
    expect(await ask('PUT', `/${id}/size`)).toMatchObject({ status: 200, body: { size: { known: 2, anonymous: 1 } } })
    expect(await ask('GET', `/${id}/members?limit=1`)).toMatchObject({
      status: 200,
      body: { items: [{ customerKey: 'test/ada', acceptsMarketing: true }], next: 'test/ada' },
    })
    expect(await ask('DELETE', `/${id}`)).toMatchObject({ status: 204, body: null })
    expect(await ask('GET', `/${id}`)).toMatchObject({ status: 404, body: { code: 'input.not-found' } })
  })

  it('refuses a name that is taken', async () => {
    await ask('POST', '', body(viewed, 'taken'))
    expect(await ask('POST', '', body(viewed, 'taken'))).toMatchObject({
      status: 409,
      body: { code: 'input.conflict' },
    })
  })

  it.each<[string, unknown, RegExp]>([
    ['no kind', {}, /^definition\.rule/],
    ['an unknown kind', { kind: 'everybody' }, /^definition\.rule/],
    ['an unknown field', { ...viewed, sql: '1' }, /^definition\.rule/],
    ['a match that is none', { ...viewed, match: 'x|y=z' }, /^definition\.rule\.match: .*neither step=/],
    [
      'a column that is none',
      { ...viewed, filters: [{ dimension: 'ip', values: ['x'] }] },
      /dimension: 'ip' is none of/,
    ],
    [
      'a day that is none',
      { ...viewed, period: { from: '2026-02-30', to: '2026-03-01' } },
      /^definition\.rule\.period\.from/,
    ],
    ['a step that is not there', { ...funnel({}), step: 3 }, /^definition\.rule\.step/],
    ['nobody lost after the last step', { ...funnel({}), step: 2, outcome: 'lost' }, /^definition\.rule\.step/],
    ['too deep', Array.from({ length: 2_000 }).reduce((of) => ({ kind: 'not', of }), viewed), /nested deeper than 6/],
    ['too many', { kind: 'any', of: [0, 1].map(() => ({ kind: 'all', of: Array(11).fill(viewed) })) }, /more than 20/],
  ])('refuses a rule with %s, and says where', async (_what, rule, sentence) => {
    const { status, body: problem } = await ask('POST', '', body(rule, 'refused'))
    expect({ status, detail: problem.detail }).toEqual({ status: 400, detail: expect.stringMatching(sentence) })
  })

  it('takes texts that look like SQL as the texts they are', async () => {
    const hostile = `x' OR 1=1 -- {from:String}`
    const rule = { ...viewed, skus: [hostile], filters: [{ dimension: 'browser', values: [hostile] }] }
    expect(await ask('POST', '', body(rule, 'hostile'))).toMatchObject({
      status: 201,
      body: { size: { known: 0, anonymous: 0 } },
    })
  })

  it.each(['/x', '/0', '/1.5', '/99999999999999999999'])('knows no audience %s', async (url) => {
    expect((await ask('GET', url)).status).toBe(404)
  })

  it('refuses pages that are none', async () => {
    expect(await ask('GET', '/1/members?limit=0')).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/^limit/) },
    })
  })
})
