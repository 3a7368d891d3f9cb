/** The visits of random logs, held against a reckoning in plain TypeScript that shares nothing with the queries. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { dayOf } from '../../core/time.ts'
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

const ZONE = 'Europe/Berlin'
const MINUTE = 60_000
const GAP = 30 * MINUTE
const START = Date.UTC(2026, 2, 28, 20)
const WORLDS = 60

interface Session {
  readonly visitor: string
  readonly customer: string
  readonly started: number
  ended: number
  readonly members: LogEvent[]
  own: string
  channel: string
  first: string
}

const isHit = ({ type, version, anonymous_id, customer_id }: LogEvent) =>
  version === 0 &&
  !type.endsWith(' Recorded') &&
  !['Identified', 'Aliased', 'Order Refunded'].includes(type) &&
  (anonymous_id !== '' || customer_id !== '')
const isAct = ({ type, anonymous_id, path, device, user_agent }: LogEvent) =>
  type !== 'Page Left' && (anonymous_id !== '' || path !== '' || device !== '' || user_agent !== '')

function ownerOf(event: LogEvent, events: readonly LogEvent[]): string {
  if (event.customer_id !== '') return event.customer_id
  const links = events
    .filter(({ version, customer_id, type }) => version === 0 && customer_id !== '' && !type.endsWith(' Recorded'))
    .filter(({ anonymous_id }) => anonymous_id === event.anonymous_id)
    .sort((x, y) => x.time - y.time || (x.customer_id < y.customer_id ? -1 : 1))
  const before = links.filter(({ time }) => time <= event.time)
  const instant = before.at(-1)?.time
  return (before.find(({ time }) => time === instant) ?? links[0])?.customer_id ?? ''
}

const CHANNELS: Readonly<Record<string, string>> = { 'www.google.de': 'organic', 'blog.example.org': 'referral' }

function saidChannel({ channel, referrer, utm_medium }: LogEvent): string {
  if (channel !== '') return channel
  if (utm_medium === 'email') return 'newsletter'
  return CHANNELS[referrer] ?? ''
}

/** Sessions with their hits, by the rules as the decision note tells them. */
function reckon(log: readonly LogEvent[]): Session[] {
  const events = [...new Map(log.map((event) => [event.event_id, event])).values()].sort((x, y) => x.time - y.time)
  const byVisitor = new Map<string, LogEvent[]>()
  const owners = new Map<string, string>()
  for (const event of events.filter(isHit)) {
    const owner = ownerOf(event, events)
    const visitor = owner === '' ? `a:${event.anonymous_id}` : `c:${owner}`
    owners.set(visitor, owner)
    byVisitor.set(visitor, [...(byVisitor.get(visitor) ?? []), event])
  }
  return [...byVisitor].flatMap(([visitor, hits]) => {
    const sessions: Session[] = []
    for (const { time } of hits.filter(isAct)) {
      const last = sessions.at(-1)
      if (last !== undefined && time - last.ended <= GAP) last.ended = time
      else {
        const customer = owners.get(visitor) ?? ''
        sessions.push({ visitor, customer, started: time, ended: time, members: [], own: '', channel: '', first: '' })
      }
    }
    for (const hit of hits) {
      const session = sessions.findLast(({ started }) => started <= hit.time)
      if (session !== undefined && hit.time <= session.ended + GAP) session.members.push(hit)
    }
    let led: Session | null = null
    for (const session of sessions) {
      session.own = session.members.map(saidChannel).find((channel) => channel !== '') ?? 'direct'
      if (session.own !== 'direct') led = session
      session.channel = led !== null && session.started - led.started <= 90 * 1440 * MINUTE ? led.own : 'direct'
      session.first = sessions[0]?.own ?? ''
    }
    return sessions
  })
}

/** Minutes apart, so that no two hits of one world share an instant and 'first' has one meaning; some gaps are exactly thirty minutes. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 20 }) },
  { weight: 2, arbitrary: fc.constantFrom(30, 31) },
  { weight: 1, arbitrary: fc.integer({ min: 60, max: 3_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 40 * 1440, max: 95 * 1440 }) },
)
const part = fc.record({
  type: fc.constantFrom(
    ...['Page Viewed', 'Page Viewed', 'Product Viewed', 'Product Added', 'Page Left', 'Identified', 'Aliased'],
    ...['Order Completed', 'Order Recorded', 'Order Refunded'],
  ),
  anonymous_id: fc.constantFrom('', 'a', 'b', 'b', 'c'),
  customer_id: fc.constantFrom('', '', '', '', 'x', 'y'),
  path: fc.constantFrom('', '/1', '/2'),
  device: fc.constantFrom('', 'mobile'),
  channel: fc.constantFrom('', '', '', '', 'social', 'direct'),
  referrer: fc.constantFrom('', '', '', 'www.google.de', 'blog.example.org'),
  utm_medium: fc.constantFrom('', '', '', 'email'),
  order_id: fc.constantFrom('', 'o1', 'o2'),
  value_cents: fc.integer({ min: 0, max: 500 }),
})
const world = fc.record({
  events: fc.array(fc.tuple(step, part), { minLength: 1, maxLength: 40 }),
  /** Places of events that arrive a second time, and how the arrivals are mixed. */
  again: fc.array(fc.nat(39), { maxLength: 4 }),
  mix: fc.nat(1_000),
})

function logOf(name: string, { events }: { events: readonly (readonly [number, Partial<LogEvent>])[] }): LogEvent[] {
  let time = START
  return events.map(([minutes, said], place) => {
    time += minutes * MINUTE
    const inWorld = (id: string | undefined) => (id === undefined || id === '' ? '' : `${name}-${id}`)
    return {
      ...EMPTY_EVENT,
      type: 'Page Viewed',
      ...said,
      source: 'test',
      time,
      event_id: `00000000-0000-8000-8000-${name.slice(1).padStart(6, '0')}${String(place).padStart(6, '0')}`,
      anonymous_id: inWorld(said.anonymous_id),
      customer_id: inWorld(said.customer_id),
      version: said.type === 'Order Recorded' ? 5 : 0,
    }
  })
}

const sessionRow = z.object({
  visitor: z.string(),
  session: z.string(),
  customer: z.string(),
  started: z.number(),
  ended: z.number(),
  day: z.string(),
  hits: z.number(),
  orders: z.number(),
  revenue: z.number(),
  landing: z.string(),
  exit: z.string(),
  own: z.string(),
  channel: z.string(),
  first: z.string(),
})
const hitRow = z.object({
  event_id: z.string(),
  visitor: z.string(),
  session: z.string(),
  day: z.string(),
  channel: z.string(),
})

it('of random logs are those of the plain reckoning', async () => {
  // All worlds stand in one log, with ids of their own: a rebuild costs the same for one as for sixty.
  const worlds = fc.sample(world, { numRuns: WORLDS, seed: 20_261_123 })
  const logs = worlds.map((one, place) => logOf(`w${place}`, one))
  await clearEvents(store)
  const arrivals = worlds.flatMap(({ again, mix }, place) => {
    const log = logs[place] ?? []
    const twice = again.flatMap((at) => log[at] ?? [])
    return [...log, ...twice].map((event, at) => ({ event, key: (at * 7919 + mix) % 1_009 }))
  })
  arrivals.sort((x, y) => x.key - y.key)
  for (let from = 0; from < arrivals.length; from += 500) {
    const lines = arrivals.slice(from, from + 500).map(({ event }) => lineOf(event, toTimestamp(START)))
    await store.insertLines('events', LOG_COLUMNS, lines.join('\n'))
  }
  await rebuildVisits(store, { timeZone: ZONE })

  const ids = await store.query(
    `SELECT toString(sipHash64(text)) AS id, text FROM (SELECT arrayJoin({texts:Array(String)}) AS text)`,
    { texts: [...new Set(logs.flatMap((log) => reckon(log).map(({ visitor }) => visitor)))] },
    z.object({ id: z.string(), text: z.string() }),
  )
  const visitorOf = new Map(ids.map(({ id, text }) => [id, text]))
  const sessions = await store.query(
    `SELECT toString(visitor_id) AS visitor, toString(session_id) AS session, customer_id AS customer,
       toUnixTimestamp64Milli(started_at) AS started, toUnixTimestamp64Milli(ended_at) AS ended, toString(day) AS day, hits, orders,
       revenue_cents AS revenue, landing_path AS landing, exit_path AS exit, own_channel AS own, channel, first_channel AS first
     FROM sessions`,
    {},
    sessionRow,
  )
  const startOf = new Map(sessions.map(({ session, started }) => [session, started]))
  const hits = await store.query(
    `SELECT toString(event_id) AS event_id, toString(visitor_id) AS visitor, toString(session_id) AS session, toString(day) AS day, channel
     FROM hits`,
    {},
    hitRow,
  )

  const expected = logs.flatMap(reckon)
  const bySession = (x: { visitor: string; started: number }, y: { visitor: string; started: number }) =>
    x.visitor === y.visitor ? x.started - y.started : x.visitor < y.visitor ? -1 : 1
  expect(
    sessions.map(({ session, ...row }) => ({ ...row, visitor: visitorOf.get(row.visitor) ?? '?' })).sort(bySession),
  ).toEqual(expected.map(summaryOf).sort(bySession))
  const byId = (x: { event_id: string }, y: { event_id: string }) => (x.event_id < y.event_id ? -1 : 1)
  expect(
    hits
      .map(({ visitor, session, ...row }) => ({
        ...row,
        visitor: visitorOf.get(visitor),
        started: startOf.get(session),
      }))
      .sort(byId),
  ).toEqual(
    expected
      .flatMap(({ members, visitor, started, channel }) =>
        members.map(({ event_id, time }) => ({ event_id, day: dayOf(time, ZONE), channel, visitor, started })),
      )
      .sort(byId),
  )
})

function summaryOf({ members, visitor, customer, started, ended, own, channel, first }: Session) {
  const paths = members.map(({ path }) => path).filter((path) => path !== '')
  const bought = new Map<string, number>()
  for (const { type, order_id, event_id, value_cents } of members) {
    const order = order_id === '' ? event_id : order_id
    if (type === 'Order Completed') bought.set(order, Math.max(bought.get(order) ?? 0, value_cents))
  }
  return {
    visitor,
    customer,
    started,
    ended,
    day: dayOf(started, ZONE),
    hits: members.length,
    orders: bought.size,
    revenue: [...bought.values()].reduce((sum, cents) => sum + cents, 0),
    landing: paths[0] ?? '',
    exit: paths.at(-1) ?? '',
    own,
    channel,
    first,
  }
}
