/** A person in every corner of both stores and another one beside them; for tests of what is exported and erased. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { z } from 'zod'
import { openLog } from '../src/core/log.ts'
import type { CustomerRecord, OrderRecord } from '../src/ingest/records.ts'
import { writeBuyers, writeCustomers } from '../src/ingest/write/customers.ts'
import { prepareOrders, writeOrders } from '../src/ingest/write/orders.ts'
import { enqueueFacts, relayOutbox } from '../src/ingest/write/outbox.ts'
import { customerKeyOf, orderFact, productFact } from '../src/ingest/write/to-events.ts'
import { appendEvents, EMPTY_EVENT, type LogEvent } from '../src/stores/events/log.ts'
import { clearEvents, rebuildProjections } from '../src/stores/events/project.ts'
import { type EventStore, openEventStore } from '../src/stores/events/store.ts'
import { order, product } from './event-store.ts'
import { openTestState, type TestState } from './state-store.ts'

export const NOW = Date.parse('2026-05-20T10:00:00Z')
export const DAY = 86_400_000
/** The engine drops letters 30 days old by its own clock. */
export const LATER = Date.parse('2100-01-01T00:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'dirigent-privacy-'))
export const exportFolder = join(folder, 'exports')
export let state: TestState
export let events: EventStore
let now = NOW

/** Sets the clock. */
export function setNow(at: number): void {
  now = at
}

export const MAIL = 'ada.lovelace@mail.example'
export const KEY = 'shop/kunde-4711'
export const MAIL_KEY = customerKeyOf('till', MAIL)
export const PHONE = 'device-of-ada-phone'
export const LAPTOP = 'device-of-ada-laptop'
export const GUEST = 'device-of-ada-guest'
const SHARED = 'device-of-the-family'
/** What must be nowhere once Ada is erased. */
export const TRACES = ['kunde-4711', MAIL, MAIL_KEY.slice(5), PHONE, LAPTOP, GUEST, 'Lovelace', 'Adas Zelt']
export const BOB = 'shop/kunde-47'

export const deps = () => ({
  state,
  events,
  clock: { now: () => now },
  timeZone: 'Europe/Berlin',
  log: openLog('silent'),
  exportFolder,
})
export const asked = (id: string, source: string | null = null) => ({ id, source })
export const byHand = { actor: 'cli' }

export function person(externalId: string, email: string, name: string): CustomerRecord {
  const home = { country: 'DE', city: 'Köln', postcode: '50667' }
  return { type: 'customer', externalId, email, name, ...home, createdAt: NOW - 300 * DAY, acceptsMarketing: true }
}

let count = 0
export function visit(
  anonymousId: string,
  customerId: string,
  type: string,
  daysAgo: number,
  part: Partial<LogEvent> = {},
) {
  const id = String(count++).padStart(12, '0')
  return {
    ...EMPTY_EVENT,
    event_id: `00000000-0000-8000-8000-${id}`,
    type,
    time: NOW - daysAgo * DAY + count * 1_000,
    source: 'shop',
    anonymous_id: anonymousId,
    customer_id: customerId,
    device: 'desktop',
    browser: 'Firefox',
    agent: 'person',
    ip: '192.0.2.0',
    user_agent: 'Mozilla/5.0',
    path: '/',
    ...part,
  }
}

export async function write(source: string, customers: readonly CustomerRecord[], orders: readonly OrderRecord[]) {
  const counts = () => ({ added: 0, changed: 0, unchanged: 0 })
  await state.transaction(async (client) => {
    await enqueueFacts(client, [
      ...(await writeCustomers(client, { source, customers, counts: counts(), now })),
      ...(await writeBuyers(client, { source, orders, known: new Set() })),
      ...(await writeOrders(client, await prepareOrders(client, { source, importId: ++count, orders }), counts())),
    ])
  })
}

async function fill(): Promise<void> {
  await clearEvents(events)
  const refunds = [{ externalId: 'r1', refundedAt: NOW - 50 * DAY, amountCents: 500, reason: 'Adas Zelt undicht' }]
  await write(
    'shop',
    [person('kunde-4711', MAIL, 'Ada Lovelace'), person('kunde-47', 'bob@mail.example', 'Bob Stein')],
    [
      order('1001', '2026-03-01', [['TENT', 1, 20_000]], { customerExternalId: 'kunde-4711', refunds }),
      order('1002', '2026-03-02', [['TENT', 2, 20_000]], { customerExternalId: 'kunde-47' }),
    ],
  )
  await write('till', [], [order('T1', '2026-04-01', [['SHOE', 1, 9_000]], { customerEmail: MAIL })])
  await state.transaction((client) =>
    enqueueFacts(
      client,
      ['TENT', 'SHOE'].map((sku) => productFact('shop', product(sku), 0)),
    ),
  )
  await relayOutbox(deps())
  // Waiting still: cut off before it was delivered.
  await state.transaction((client) =>
    enqueueFacts(client, [
      orderFact('shop', order('1003', '2026-05-01', [['TENT', 1, 1_000]], { customerExternalId: 'kunde-4711' })),
      orderFact('shop', order('1004', '2026-05-01', [['TENT', 1, 1_000]], { customerExternalId: 'kunde-47' })),
    ]),
  )
  await appendEvents(
    events,
    [
      visit(PHONE, '', 'Page Viewed', 40),
      visit(PHONE, KEY, 'Identified', 39),
      visit(PHONE, '', 'Product Viewed', 38, { sku: 'TENT' }),
      visit(LAPTOP, KEY, 'Product Viewed', 20, { sku: 'SHOE' }),
      visit(GUEST, '', 'Product Viewed', 50, { sku: 'SHOE' }),
      visit(GUEST, '', 'Order Completed', 50, { order_id: 'till/T1', value_cents: 9_000 }),
      visit(SHARED, BOB, 'Product Viewed', 30, { sku: 'TENT' }),
      visit(SHARED, KEY, 'Product Viewed', 29, { sku: 'TENT' }),
      visit(SHARED, '', 'Page Viewed', 28, { path: '/while-ada' }),
      visit(SHARED, BOB, 'Page Viewed', 27),
      visit('device-of-bob', BOB, 'Product Viewed', 10),
      visit('stranger', '', 'Product Viewed', 10),
    ],
    NOW,
  )
  await events.command(
    `INSERT INTO dead_letters (received_at, source, way, reason, body) VALUES
      (fromUnixTimestamp64Milli({at:Int64}), 'shop', 'v1', 'bad', {ada:String}), (fromUnixTimestamp64Milli({at:Int64}), 'shop', 'v1', 'bad', {number:String}),
      (fromUnixTimestamp64Milli({at:Int64}), 'shop', 'v1', 'bad', {bob:String})`,
    {
      at: LATER,
      ada: `{"traits":{"mail":"${MAIL.toUpperCase()}"}}`,
      number: '{"userId": "kunde-4711", "event": 1}',
      bob: '{"userId": "kunde-47", "event": 1}',
    },
  )
  await rebuildProjections(events, 'Europe/Berlin')
  await fillState()
}

async function fillState(): Promise<void> {
  const { pool } = state
  await pool.query(`INSERT INTO profiles VALUES ($1, $2, now()), ($3, '{"name": "Bob"}', now())`, [
    KEY,
    JSON.stringify({ name: 'Ada Lovelace', email: MAIL }),
    BOB,
  ])
  await pool.query(
    `INSERT INTO webhook_objects (source, kind, foreign_id, external_id, updated_at, sent_at)
     VALUES ('shop', 'customer', '99', 'kunde-4711', now(), now()), ('shop', 'customer', '98', 'kunde-47', now(), now())`,
  )
  await pool.query(`INSERT INTO shopware_changes VALUES ('shop', 'customer', 'kunde-4711', 'update', '{}', now())`)
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO imports (format, source, file_name, file_hash, settings_hash, status, started_at, finished_at)
     VALUES ('csv', 'shop', 'a.csv', 'h', 's', 'done', now(), now()) RETURNING id`,
  )
  const rejected = [
    ['kunde-4711', 'x'],
    ['kunde-47', 'y'],
    ['', `<${MAIL}>`],
    ['1', ' Ada Lovelace '],
  ]
  for (const [line, fields] of rejected.entries())
    await pool.query('INSERT INTO import_rejections VALUES ($1, $2, $3, $4)', [
      rows[0]?.id,
      line,
      'why',
      JSON.stringify(fields),
    ])
  const table = {
    id: 'customers.win-back',
    columns: [{ key: 'customer' }, { key: 'cents' }],
    rows: [
      [KEY, 100],
      [BOB, 200],
      [{ de: `Kunde ${KEY}.`, en: `Customer ${KEY}.` }, 300],
      [MAIL_KEY, 400],
    ],
  }
  const contribution = { tables: [table], evidence: [{ params: { ids: `${KEY},${BOB}` } }] }
  const night = await pool.query<{ id: number }>(
    `INSERT INTO nights (as_of, status, started_at) VALUES ('2026-05-19', 'done', now()) RETURNING id`,
  )
  const id = night.rows[0]?.id
  await pool.query(
    `INSERT INTO night_steps (night_id, position, name, status, contribution) VALUES ($1, 1, 'customers', 'done', $2)`,
    [id, JSON.stringify(contribution)],
  )
  await pool.query('INSERT INTO reports VALUES ($1, $2, now(), $3)', [
    id,
    '2026-05-19',
    JSON.stringify({ sections: [{ step: 'customers', contribution }] }),
  ])
}

/** Where texts stand in any column of any table of both stores. */
export async function tracesOf(...needles: readonly string[]): Promise<string[]> {
  const found: string[] = []
  const { rows: tables } = await state.pool.query<{ name: string }>(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  )
  for (const { name } of tables) {
    const { rows } = await state.pool.query<{ needle: string }>(
      `SELECT needle FROM unnest($1::text[]) AS needle
       WHERE EXISTS (SELECT 1 FROM ${name} AS t WHERE strpos(lower(to_jsonb(t)::text), lower(needle)) > 0)`,
      [needles],
    )
    found.push(...rows.map(({ needle }) => `${name}: ${needle}`))
  }
  const columns = await events.query(
    `SELECT table, arrayStringConcat(groupArray(concat('toString(', name, ')')), ', ') AS texts FROM system.columns
     WHERE database = currentDatabase() AND type LIKE '%String%' GROUP BY table
     UNION ALL SELECT 'system.mutations', 'command, command'`,
    {},
    z.object({ table: z.string(), texts: z.string() }),
  )
  for (const { table, texts } of columns) {
    const rows = await events.query(
      `SELECT DISTINCT arrayJoin({needles:Array(String)}) AS needle FROM ${table}
       WHERE positionCaseInsensitiveUTF8(concat('', ${texts}), needle) > 0`,
      { needles },
      z.object({ needle: z.string() }),
    )
    found.push(...rows.map(({ needle }) => `${table}: ${needle}`))
  }
  return found.sort()
}

export const allTraces = () => tracesOf(...TRACES)

/** Everything that is not Ada's. */
export async function others(): Promise<unknown> {
  const log = async (sql: string) => events.query(sql, {}, z.unknown())
  const read = async (sql: string) => (await state.pool.query(sql)).rows
  const notAda = `customer_id NOT IN ('${KEY}', '${MAIL_KEY}') AND anonymous_id NOT IN ('${PHONE}', '${LAPTOP}', '${GUEST}')`
  return {
    events: await log(
      `SELECT * FROM events WHERE ${notAda} AND path != '/while-ada' AND order_id NOT IN ('shop/1001', 'till/T1', 'shop/1003') ORDER BY event_id`,
    ),
    hits: await log(
      `SELECT * FROM hits WHERE customer_id = '${BOB}' OR (customer_id = '' AND order_id = '' AND type = 'Product Viewed' AND sku = '') ORDER BY event_id`,
    ),
    sessions: await log(`SELECT * FROM sessions WHERE customer_id = '${BOB}' ORDER BY session_id`),
    sales: await log(`SELECT * FROM sales_lines WHERE customer_id = '${BOB}' ORDER BY order_id, line_no`),
    letters: await log(`SELECT * FROM dead_letters WHERE position(body, 'kunde-47"') > 0`),
    customers: await read(`SELECT * FROM customers WHERE key = '${BOB}'`),
    profiles: await read(`SELECT * FROM profiles WHERE customer_key = '${BOB}'`),
    orders: await read(
      `SELECT o.*, l.* FROM orders AS o JOIN order_lines AS l ON l.order_id = o.id WHERE customer_key = '${BOB}'`,
    ),
    outbox: await read(`SELECT * FROM outbox WHERE event LIKE '%kunde-47"%'`),
    objects: await read(`SELECT * FROM webhook_objects WHERE external_id = 'kunde-47'`),
    rejections: await read(`SELECT * FROM import_rejections WHERE fields ->> 0 = 'kunde-47'`),
  }
}

/** What the shop took, whoever it was from. */
export async function revenue(): Promise<unknown> {
  const sums = `sum(total_cents) AS cents, sum(quantity) AS pieces, uniqExact(order_id) AS orders`
  const { rows } = await state.pool.query('SELECT sum(total_cents), count(*) FROM orders')
  return [
    await events.query(
      `SELECT day, ${sums} FROM sales_lines WHERE is_revenue GROUP BY day ORDER BY day`,
      {},
      z.unknown(),
    ),
    rows,
  ]
}

export const audits = async () =>
  (await state.pool.query('SELECT actor, action, subject, details FROM audit_log ORDER BY id')).rows

/** Both stores, filled anew for each test of the file. */
export function fillStoresAround(): void {
  beforeAll(async () => {
    events = await openEventStore({ url: null, folder: join(folder, 'clickhouse') })
  })
  afterAll(async () => {
    await events.close()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    now = NOW
    state = await openTestState()
    await fill()
    return () => state.close()
  })
}
