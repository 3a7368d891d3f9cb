/** What is kept beside the hits answers as the hits themselves do: random logs, asked both ways, and stores of earlier versions. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { startOfDay } from '../src/core/time.ts'
import type { StepContext } from '../src/features/findings/index.ts'
import { readFunnel } from '../src/features/funnel/store.ts'
import { beginInLog, endInLog, eraseInLog } from '../src/features/privacy/log-store.ts'
import { clearVisits } from '../src/features/privacy/retention-store.ts'
import { readCounts } from '../src/features/trending/store.ts'
import { ONE_NODE } from '../src/stores/events/layout.ts'
import { appendEvents, EMPTY_EVENT, type LogEvent } from '../src/stores/events/log.ts'
import { EVENT_MIGRATIONS } from '../src/stores/events/schema.ts'
import { rebuildVisits } from '../src/stores/events/visits.ts'
import { openTestStore, product, type TestStore, variant } from './event-store.ts'
import { fillFromHits } from './hits.ts'
import { randomSource } from './simulate.ts'

const START = Date.UTC(2026, 9, 1)
const DAY = 86_400_000
const TYPES = [
  ...['Page Viewed', 'Product Viewed', 'Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed'],
  ...['Page Left', 'Products Searched', 'Wishlist Opened', 'Checkout Step Viewed'],
]
/** A filter that every hit meets: what it narrows is read from hits. */
const ALL = [{ dimension: 'country' as const, values: ['DE', 'AT', ''] }]

let store: TestStore

/** Some on several devices and known later; several things in one instant, over the end of summer time. */
function randomLog(): LogEvent[] {
  const random = randomSource(11)
  const pick = (values: readonly string[]): string => values[Math.floor(random.uniform() * values.length)] ?? ''
  return Array.from({ length: 6_000 }, (_, at) => {
    const visitor = Math.floor(random.uniform() * 250)
    const visit = Math.floor(random.uniform() * 12)
    return {
      ...EMPTY_EVENT,
      event_id: `00000000-0000-8000-8000-${String(at).padStart(12, '0')}`,
      type: pick(TYPES),
      // Whole minutes: ties are frequent.
      time: START + ((visitor * 7 + visit * 5) % 58) * DAY + Math.floor(random.uniform() * 40) * 60_000,
      source: 'test',
      anonymous_id: `v${visitor}`,
      customer_id: visitor % 5 === 0 && random.uniform() < 0.2 ? `test/c${Math.floor(visitor / 10)}` : '',
      order_id: random.uniform() < 0.5 ? `test/o${Math.floor(random.uniform() * 900)}` : '',
      sku: random.uniform() < 0.2 ? '' : `S${Math.floor(random.uniform() * 8)}`,
      path: '/p',
      value_cents: Math.floor(random.uniform() * 9_000),
      country: pick(['DE', 'AT', '']),
      device: 'mobile',
      agent: 'person',
      properties: '{}',
    }
  })
}

beforeAll(async () => {
  store = await openTestStore()
  const products = [
    product('P1', { variants: [variant('S1'), variant('S2')] }),
    product('P3', { variants: [variant('S3')], category: 'Tents' }),
  ]
  await store.fill(products)
  await appendEvents(store.events, randomLog(), 0)
  await rebuildVisits(store.events, { timeZone: 'Europe/Berlin' })
})
afterAll(() => store.close())

const ask: StepContext['ask'] = (question) => store.context('both', { asOf: '2026-11-27' }).ask(question)
const step = (type: string) => ({ type, step: '', path: '' })
const FUNNELS = [
  ['Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed'],
  ['Order Completed', 'Product Viewed'],
  ['Product Viewed', 'Product Viewed', 'Page Viewed'],
]

it.each(FUNNELS.flatMap((types) => [1, 24, 720].map((hours) => [types, hours] as const)))(
  'a funnel of %j within %i hours is the same from journeys as from hits',
  async (types, windowHours) => {
    for (const withNext of [true, false]) {
      const of = (filters: typeof ALL | []) =>
        readFunnel(ask, {
          steps: types.map(step),
          windowHours,
          breakdown: null,
          values: [],
          withNext,
          timeZone: 'Europe/Berlin',
          seenUntil: START + 57 * DAY,
          scope: { period: { from: '2026-10-09', to: '2026-11-12' }, filters },
        })
      const [kept, counted] = [await of([]), await of(ALL)]
      expect(kept.evidence.sql).toContain('FROM journeys')
      expect(counted.evidence.sql).toContain('FROM hits')
      expect(kept.rows.length).toBeGreaterThan(1)
      expect(kept.rows).toEqual(counted.rows)
    }
  },
)

it('visitors per product and day are the same as counted from hits, variants of one product once', async () => {
  const of = (filters: typeof ALL | []) =>
    readCounts(ask, { period: { from: '2026-11-01', to: '2026-11-27' }, filters })
  const [kept, counted] = [await of([]), await of(ALL)]
  expect(kept.evidence.sql).toContain('FROM product_days')
  expect(counted.evidence.sql).not.toContain('FROM product_days')
  expect(kept.rows.map(({ product: name }) => name)).toContain('test/P1')
  expect(kept.rows.find(({ product: name }) => name === 'test/P3')?.category).toBe('Tents')
  expect(kept.rows).toEqual(counted.rows)
})

/** Everything in them, as numbers that any change changes. */
const sums = () =>
  store.events.query(
    `SELECT (SELECT sum(cityHash64(visitor_id, last_day, hits, toString(orders))) FROM journeys) AS journeys,
       (SELECT groupArray((product, type, day, n)) FROM (
         SELECT product, type, day, sum(visitors) AS n FROM product_days GROUP BY product, type, day ORDER BY product, type, day)) AS days,
       (SELECT count() FROM hits WHERE NOT ignore(items)) AS read`,
    {},
    z.unknown(),
  )

it('a store of an earlier version has both at once, from its hits, and what its orders were made of', async () => {
  const before = await sums()
  await store.events.change([
    'DROP TABLE journeys SYNC',
    'DROP TABLE product_days SYNC',
    'ALTER TABLE hits DROP COLUMN items',
  ])
  const migration = EVENT_MIGRATIONS.find(({ version }) => version === 3)
  await store.events.change(migration?.statements(ONE_NODE) ?? [])
  expect(await sums()).toEqual(before)
  await fillFromHits(store.events)
  expect(await sums()).toEqual(before)
})

it('what is over its days goes from them as it goes from the hits', async () => {
  await clearVisits(store.events, '2026-11-05', startOfDay('2026-11-05', 'Europe/Berlin'))
  const left = await sums()
  await fillFromHits(store.events)
  expect(left).toEqual(await sums())
})

it('whoever is erased has no journey any more', async () => {
  const journeys = () =>
    store.events.query(
      `SELECT visitor_id = sipHash64('c:test/c0') AS is_mine, count() AS n FROM journeys GROUP BY is_mine ORDER BY is_mine`,
      {},
      z.object({ is_mine: z.number(), n: z.number() }),
    )
  const before = await journeys()
  expect(before.map(({ is_mine }) => is_mine)).toEqual([0, 1])
  await beginInLog(store.events, { keys: ['test/c0'], emails: [], orders: [], devices: [], spans: [], names: [] })
  await eraseInLog(store.events)
  await endInLog(store.events)
  expect(await journeys()).toEqual(before.slice(0, 1))
})
