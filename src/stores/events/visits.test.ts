import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { EMPTY_EVENT, LOG_COLUMNS, type LogEvent, lineOf, toTimestamp } from './log.ts'
import { clearEvents } from './project.ts'
import { type EventStore, openEventStore } from './store.ts'
import { rebuildVisits } from './visits.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-visits-'))
let store: EventStore

beforeAll(async () => {
  store = await openEventStore({ url: null, folder })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => clearEvents(store))

const MINUTE = 60_000
const DAY = 86_400_000
const START = Date.UTC(2026, 5, 1, 8)
let serial = 0
const idOf = (n: number) => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`

/** Somebody looks at a page, unless the part says otherwise. */
function hit(at: number, part: Partial<LogEvent> = {}): LogEvent {
  serial++
  return {
    ...EMPTY_EVENT,
    event_id: idOf(serial),
    type: 'Page Viewed',
    time: START + at,
    source: 'test',
    anonymous_id: 'a',
    path: '/',
    ...part,
  }
}

/** Straight into the table: what arrives twice is twice in the log. */
function write(events: readonly LogEvent[]): Promise<void> {
  const lines = events.map((event) => lineOf(event, toTimestamp(START)))
  return store.insertLines('events', LOG_COLUMNS, lines.join('\n'))
}

const sessionRow = z.object({
  visitor: z.string(),
  customer_id: z.string(),
  started: z.number(),
  ended: z.number(),
  day: z.string(),
  agent: z.string(),
  hits: z.number(),
  pages: z.number(),
  carts: z.number(),
  orders: z.number(),
  revenue_cents: z.number(),
  landing_path: z.string(),
  exit_path: z.string(),
  own_channel: z.string(),
  channel: z.string(),
  first_channel: z.string(),
  device: z.string(),
})
type SessionRow = z.infer<typeof sessionRow>

async function rebuild(timeZone = 'Europe/Berlin'): Promise<SessionRow[]> {
  await rebuildVisits(store, { timeZone })
  return store.query(
    `SELECT *, toString(visitor_id) AS visitor, toUnixTimestamp64Milli(started_at) - ${START} AS started,
       toUnixTimestamp64Milli(ended_at) - ${START} AS ended
     FROM sessions ORDER BY started_at, visitor_id`,
    {},
    sessionRow,
  )
}

const hitRow = z.object({
  visitor: z.string(),
  session: z.string(),
  event_id: z.string(),
  type: z.string(),
  day: z.string(),
  customer_id: z.string(),
  step: z.string(),
  query: z.string(),
  results: z.number(),
  channel: z.string(),
  first_channel: z.string(),
})
const readHits = () =>
  store.query(
    'SELECT *, toString(visitor_id) AS visitor, toString(session_id) AS session FROM hits ORDER BY time, event_id',
    {},
    hitRow,
  )

const checksums = async () => {
  const sums: string[] = []
  for (const table of ['identities', 'sessions', 'journeys', 'product_days', 'hits']) {
    const [row] = await store.query(
      `SELECT concat(toString(count()), ' ', toString(sum(sipHash64(*)))) AS sum FROM ${table}`,
      {},
      z.object({ sum: z.string() }),
    )
    sums.push(row?.sum ?? '')
  }
  return sums
}

describe('who a visitor is', () => {
  it('joins browsing, identifying, a second device and an alias without counting anybody twice', async () => {
    const visitors = async () => new Set((await rebuild()).map(({ visitor }) => visitor)).size
    await write([
      hit(0, { anonymous_id: 'phone' }),
      hit(DAY, { anonymous_id: 'laptop' }),
      hit(2 * DAY, { anonymous_id: 'old-app' }),
      hit(0, { anonymous_id: 'somebody-else' }),
    ])
    expect(await visitors()).toBe(4)
    await write([hit(MINUTE, { type: 'Identified', anonymous_id: 'phone', customer_id: 'c1' })])
    expect(await visitors()).toBe(4)
    await write([hit(DAY + MINUTE, { anonymous_id: 'laptop', customer_id: 'c1' })])
    expect(await visitors()).toBe(3)
    await write([hit(3 * DAY, { type: 'Aliased', anonymous_id: 'old-app', customer_id: 'c1' })])
    const sessions = await rebuild()
    expect(new Set(sessions.map(({ visitor }) => visitor)).size).toBe(2)
    expect(sessions.map(({ customer_id }) => customer_id).sort()).toEqual(['', 'c1', 'c1', 'c1'])
  })

  it('takes the former id of an alias from its properties as well', async () => {
    const properties = JSON.stringify({ previousId: 'before' })
    await write([
      hit(0, { anonymous_id: 'before' }),
      hit(MINUTE, { type: 'Aliased', anonymous_id: '', customer_id: 'c1', properties }),
    ])
    expect((await rebuild()).map(({ customer_id }) => customer_id)).toEqual(['c1'])
  })

  it('never merges two customers of one device: each has what was done after their own sign-in', async () => {
    await write([
      hit(0, { path: '/before' }),
      hit(MINUTE, { customer_id: 'anna', path: '/anna' }),
      hit(2 * MINUTE, { path: '/still-anna' }),
      hit(3 * MINUTE, { customer_id: 'bert', path: '/bert' }),
      hit(4 * MINUTE, { path: '/still-bert' }),
    ])
    const sessions = await rebuild()
    expect(sessions.map(({ customer_id, hits, exit_path }) => [customer_id, hits, exit_path])).toEqual([
      ['anna', 3, '/still-anna'],
      ['bert', 2, '/still-bert'],
    ])
    const links = await store.query(
      'SELECT anonymous_id, customer_id FROM identities ORDER BY known_from',
      {},
      z.object({ anonymous_id: z.string(), customer_id: z.string() }),
    )
    expect(links.map(({ customer_id }) => customer_id)).toEqual(['anna', 'bert'])
  })

  it('leaves out what nobody did: facts, notes on orders and messages, identity calls, and hits without any id', async () => {
    await write([
      hit(0, { type: 'Order Recorded', version: 7, customer_id: 'c1', order_id: 'o1' }),
      hit(0, { type: 'Price Recorded', anonymous_id: '' }),
      hit(0, { type: 'Order Shipped', customer_id: 'c1' }),
      hit(0, { type: 'Email Opened', customer_id: 'c1' }),
      hit(0, { type: 'Identified', customer_id: 'c1' }),
      hit(0, { anonymous_id: '' }),
      hit(0, { type: 'Order Completed', anonymous_id: '', customer_id: 'c1', path: '' }),
    ])
    expect(await rebuild()).toEqual([])
    expect(await readHits()).toEqual([])
  })
})

describe('a session', () => {
  it('ends after thirty minutes without an act, not before', async () => {
    await write([hit(0), hit(30 * MINUTE), hit(60 * MINUTE + 1)])
    expect((await rebuild()).map(({ started, ended, hits }) => [started, ended, hits])).toEqual([
      [0, 30 * MINUTE, 2],
      [60 * MINUTE + 1, 60 * MINUTE + 1, 1],
    ])
  })

  it("takes in what its pages and the shop's server tell while it is open, and is not kept open by them", async () => {
    const bought = { type: 'Order Completed', anonymous_id: '', customer_id: 'c1', path: '', value_cents: 500 }
    await write([
      hit(0, { customer_id: 'c1' }),
      hit(10 * MINUTE, { type: 'Page Left' }),
      hit(20 * MINUTE, { ...bought, order_id: 'test/1' }),
      hit(31 * MINUTE, { type: 'Page Left' }),
      hit(35 * MINUTE),
    ])
    const sessions = await rebuild()
    expect(sessions.map(({ started, ended, hits, orders }) => [started, ended, hits, orders])).toEqual([
      [0, 0, 3, 1],
      [35 * MINUTE, 35 * MINUTE, 1, 0],
    ])
  })

  it('counts an order once that was told by the page and by the server', async () => {
    const bought = { type: 'Order Completed', order_id: 'test/1', value_cents: 4200 }
    await write([
      hit(0, { type: 'Product Added' }),
      hit(MINUTE, bought),
      hit(MINUTE + 5, { ...bought, customer_id: 'c1' }),
      hit(2 * MINUTE, { ...bought, order_id: 'test/2', value_cents: 100 }),
    ])
    const [session] = await rebuild()
    expect(session).toMatchObject({ hits: 4, carts: 1, orders: 2, revenue_cents: 4300 })
  })

  it('belongs to the shop day it started on; a hit to its own', async () => {
    const beforeMidnight = Date.UTC(2026, 5, 1, 21, 50) - START
    await write([hit(beforeMidnight), hit(beforeMidnight + 20 * MINUTE)])
    expect((await rebuild()).map(({ day }) => day)).toEqual(['2026-06-01'])
    expect((await readHits()).map(({ day }) => day)).toEqual(['2026-06-01', '2026-06-02'])
    expect((await rebuild('UTC')).map(({ day }) => day)).toEqual(['2026-06-01'])
    expect((await readHits()).map(({ day }) => day)).toEqual(['2026-06-01', '2026-06-01'])
  })

  it('is joined by a late event that closes the gap between two', async () => {
    await write([hit(0), hit(40 * MINUTE)])
    expect(await rebuild()).toHaveLength(2)
    await write([hit(20 * MINUTE)])
    expect((await rebuild()).map(({ hits }) => hits)).toEqual([3])
  })

  it('has the first page, the last page and the device of whoever told one', async () => {
    await write([
      hit(0, { path: '' }),
      hit(1, { path: '/a', device: 'mobile' }),
      hit(2, { path: '/b' }),
      hit(3, { path: '' }),
    ])
    expect(await rebuild()).toMatchObject([{ landing_path: '/a', exit_path: '/b', device: 'mobile' }])
  })
})

describe('a hit', () => {
  it('says the step of the checkout and what was searched for, however it was spelt', async () => {
    const step = (value: unknown) => ({ type: 'Checkout Step Viewed', properties: JSON.stringify({ step: value }) })
    const search = (properties: object) => ({ type: 'Products Searched', properties: JSON.stringify(properties) })
    await write([
      hit(1, step('payment')),
      hit(2, step(3)),
      hit(3, step(null)),
      hit(4, search({ query: '  Zelt GRÜN ', results: 0 })),
      hit(5, search({ search_term: 'x', results_count: '12' })),
      hit(6, search({ search_string: 'y', number_of_results: 2.0 })),
      hit(7, search({ query: 'z', total_results: [1, 2] })),
      hit(8, search({ query: 7, results: -5 })),
      hit(9, { type: 'Products Searched', properties: 'no json' }),
      hit(10, { properties: JSON.stringify({ query: 'not a search', step: 1 }) }),
    ])
    await rebuild()
    expect((await readHits()).map(({ step, query, results }) => [step, query, results])).toEqual([
      ['payment', '', -1],
      ['3', '', -1],
      ['', '', -1],
      ['', 'zelt grün', 0],
      ['', 'x', 12],
      ['', 'y', 2],
      ['', 'z', 2],
      ['', '7', -1],
      ['', '', -1],
      ['', '', -1],
    ])
  })
})

describe('the channel', () => {
  const CASES: readonly (readonly [string, Partial<LogEvent>])[] = [
    ['direct', {}],
    ['direct', { utm_source: '(direct)', utm_medium: '(none)' }],
    ['marketplace', { channel: 'marketplace', utm_source: 'google', utm_medium: 'cpc' }],
    ['organic', { referrer: 'www.google.co.uk' }],
    ['organic', { referrer: 'suche.t-online.de' }],
    ['organic', { referrer: 'www.ecosia.org' }],
    ['paid-search', { utm_source: 'google', utm_medium: 'CPC' }],
    ['paid-search', { utm_source: 'bing', utm_medium: 'ppc' }],
    ['social', { referrer: 'l.facebook.com' }],
    ['social', { referrer: 't.co' }],
    ['social', { referrer: 'www.xing.com' }],
    ['paid-social', { utm_source: 'Instagram', utm_medium: 'paid_social' }],
    ['video', { referrer: 'm.youtube.com' }],
    ['paid-video', { utm_source: 'youtube', utm_medium: 'cpv-paid', utm_campaign: 'x' }],
    ['newsletter', { utm_source: 'brevo', utm_medium: 'email', utm_campaign: 'shop-news' }],
    ['newsletter', { referrer: 'deref-gmx.net' }],
    ['newsletter', { referrer: 'mail.google.com' }],
    ['affiliate', { utm_source: 'awin', utm_medium: 'cpo' }],
    ['affiliate', { utm_source: 'blog', utm_medium: 'affiliate' }],
    ['display', { utm_source: 'gdn', utm_medium: 'banner' }],
    ['paid-other', { utm_source: 'criteo', utm_medium: 'retargeting' }],
    ['shopping', { referrer: 'www.idealo.de' }],
    ['paid-shopping', { utm_source: 'google', utm_medium: 'cpc', utm_campaign: 'Shopping DE' }],
    ['referral', { referrer: 'blog.example.org' }],
    ['referral', { referrer: 'google.evil.example' }],
    ['referral', { utm_source: 'partner', utm_medium: 'referral' }],
    ['sms', { utm_source: 'twilio', utm_medium: 'sms' }],
    ['push', { utm_source: 'app', utm_medium: 'web-push' }],
    ['other', { utm_source: 'flyer', utm_medium: 'print' }],
    ['direct', { referrer: 'www.paypal.com' }],
    ['direct', { referrer: 'pay.amazon.de' }],
    ['direct', { referrer: 'kasse.shop.de', properties: JSON.stringify({ url: 'https://www.shop.de/x' }) }],
  ]

  it('is told from referrer and campaign as Google Analytics does, in the words of the shop', async () => {
    await write(CASES.map(([, part], place) => hit(place, { ...part, anonymous_id: `v${place}` })))
    const sessions = await rebuild()
    const told = CASES.map(([, part], place) => [sessions[place]?.own_channel, part])
    expect(told).toEqual(CASES)
  })

  it('is that of the first hit that says one', async () => {
    await write([hit(0), hit(1, { referrer: 'www.bing.com' }), hit(2, { utm_source: 'x', utm_medium: 'email' })])
    expect(await rebuild()).toMatchObject([{ own_channel: 'organic' }])
  })

  it('is kept for ninety days of direct visits, and the first one for good', async () => {
    await write([
      hit(0, { utm_medium: 'email' }),
      hit(DAY, { referrer: 'www.google.de' }),
      hit(2 * DAY),
      hit(91 * DAY),
      hit(91 * DAY + 60 * MINUTE),
    ])
    const sessions = await rebuild()
    expect(sessions.map(({ own_channel, channel, first_channel }) => [own_channel, channel, first_channel])).toEqual([
      ['newsletter', 'newsletter', 'newsletter'],
      ['organic', 'organic', 'newsletter'],
      ['direct', 'organic', 'newsletter'],
      ['direct', 'organic', 'newsletter'],
      ['direct', 'direct', 'newsletter'],
    ])
    expect((await readHits()).map(({ channel }) => channel)).toEqual(sessions.map(({ channel }) => channel))
  })
})

describe('machines', () => {
  const crawl = (who: string, count: number, step: number, part: Partial<LogEvent> = {}) =>
    Array.from({ length: count }, (_, n) => hit(n * step + (n % 7), { anonymous_id: who, path: `/p/${n}`, ...part }))
  const judge = async () =>
    (
      await store.query(
        `SELECT DISTINCT e.anonymous_id AS who, s.agent AS agent FROM events AS e
         JOIN (SELECT visitor_id, agent FROM sessions) AS s
         ON s.visitor_id = sipHash64(if(e.customer_id = '', concat('a:', e.anonymous_id), concat('c:', e.customer_id)))
         ORDER BY who`,
        {},
        z.object({ who: z.string(), agent: z.string() }),
      )
    ).map(({ who, agent }) => [who, agent])

  it('that say what they are have sessions and no hits', async () => {
    await write([
      hit(0, { anonymous_id: 'a', agent: 'bot' }),
      hit(0, { anonymous_id: 'b', agent: 'scanner' }),
      hit(0, { anonymous_id: 'c', agent: 'person' }),
    ])
    await rebuild()
    expect(await readHits()).toHaveLength(1)
    expect((await rebuild()).map(({ agent }) => agent).sort()).toEqual(['bot', 'person', 'scanner'])
  })

  it('are told by more than sixty different pages at more than one a second, and persons are not', async () => {
    const persons = [
      ...crawl('slow', 80, 1_500),
      ...crawl('opens thirty tabs at once', 30, 100),
      ...crawl('one page whose script tells much', 200, 100, { path: '/one' }),
      ...crawl('scrolls past many products', 200, 100, { type: 'Product Impression' }),
      ...Array.from({ length: 80 }, (_, n) =>
        hit(Math.floor(n / 2) * 1000, { anonymous_id: 'file of whole seconds', path: `/p/${n}` }),
      ),
      ...crawl('buys something', 80, 500),
      hit(50_000, { anonymous_id: 'buys something', type: 'Order Completed', order_id: 'o' }),
      hit(0, { anonymous_id: 'whose order the server sent', agent: 'person' }),
      hit(1, { anonymous_id: 'whose order the server sent', type: 'Order Completed', agent: 'bot' }),
    ]
    await write([...crawl('machine', 80, 500), ...persons])
    await rebuild()
    const names = [...new Set(persons.map(({ anonymous_id }) => anonymous_id))]
    expect(await judge()).toEqual([...names.map((who) => [who, 'person']), ['machine', 'bot']].sort())
    expect(await readHits()).toHaveLength(persons.length)
  })

  it('are scanners where they open the links of many mails of one network at once, and people are not', async () => {
    /** Six visitors who open a link of a mail, a tenth of a second apart. */
    const opened = (name: string, place: number, part: (n: number) => Partial<LogEvent> = () => ({}), count = 6) =>
      Array.from({ length: count }, (_, n) =>
        hit(n * 100, {
          anonymous_id: `${name} ${n}`,
          ip: `198.51.${place}.0`,
          user_agent: 'UA',
          utm_medium: 'email',
          ...part(n),
        }),
      )
    const stay = opened('stay', 7)
    const people = [
      ...opened('four colleagues', 1, () => ({}), 4),
      ...opened('different networks', 2, (n) => ({ ip: `203.0.${n}.0` })),
      ...opened('network not known', 3, () => ({ ip: '' })),
      ...opened('one after the other', 4, (n) => ({ time: START + n * 11_000 })),
      ...opened('not out of a mail', 5, () => ({ utm_medium: 'cpc' })),
      ...opened('known', 6, (n) => ({ customer_id: `c${n}` })),
      ...stay,
      ...stay.map(({ anonymous_id }, n) => hit(n * 100 + 5_000, { anonymous_id })),
    ]
    await write([...opened('scanner', 8), ...people])
    await rebuild()
    const scanners = (await judge()).filter(([, agent]) => agent !== 'person')
    expect(scanners).toEqual(Array.from({ length: 6 }, (_, n) => [`scanner ${n}`, 'scanner']))
    expect(await readHits()).toHaveLength(people.length)
  })
})

describe('a rebuild', () => {
  it('gives the same rows again, in whatever order and however often the events arrived', async () => {
    const events = Array.from({ length: 60 }, (_, n) =>
      hit(((n * 7919) % 400) * MINUTE, {
        anonymous_id: `a${n % 5}`,
        customer_id: n % 11 === 0 ? `c${n % 3}` : '',
        path: `/${n}`,
        referrer: n % 4 === 0 ? 'www.google.de' : '',
      }),
    )
    await write(events)
    await rebuild()
    const first = await checksums()
    await rebuild()
    expect(await checksums()).toEqual(first)
    await clearEvents(store)
    for (const part of [events.slice(40), events.slice(20, 40).reverse(), events, events.slice(10, 30)])
      await write(part)
    await rebuild()
    expect(await checksums()).toEqual(first)
  })

  it('that is stopped leaves the tables as they were', async () => {
    await write([hit(0)])
    await rebuild()
    await write([hit(DAY)])
    const stopped = AbortSignal.abort(new Error('stop'))
    await expect(rebuildVisits(store, { timeZone: 'UTC', signal: stopped })).rejects.toThrow('stop')
    expect(await readHits()).toHaveLength(1)
    expect(await rebuild()).toHaveLength(2)
  })

  it('counts what it made', async () => {
    await write([hit(0, { customer_id: 'c1' }), hit(1), hit(DAY)])
    expect(await rebuildVisits(store, { timeZone: 'UTC' })).toEqual([
      { name: 'identities', rows: 1 },
      { name: 'sessions', rows: 2 },
      { name: 'journeys', rows: 1 },
      { name: 'product_days', rows: 0 },
      { name: 'hits', rows: 3 },
    ])
  })
})
