import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { order } from '../../../test/event-store.ts'
import {
  allTraces,
  asked,
  audits,
  BOB,
  byHand,
  DAY,
  deps,
  events,
  exportFolder,
  fillStoresAround,
  KEY,
  LATER,
  MAIL,
  MAIL_KEY,
  NOW,
  others,
  PHONE,
  person,
  revenue,
  setNow,
  state,
  TRACES,
  tracesOf,
  visit,
  write,
} from '../../../test/person.ts'
import { parseInput } from '../../api/parse.ts'
import { AppError } from '../../core/errors.ts'
import { relayOutbox } from '../../ingest/write/outbox.ts'
import { customerKeyOf } from '../../ingest/write/to-events.ts'
import { appendEvents } from '../../stores/events/log.ts'
import { rebuildProjections } from '../../stores/events/project.ts'
import { findErased } from './digests.ts'
import { erasePerson, readmitPerson } from './erase.ts'
import { exportPerson } from './export.ts'
import { privacyJobs } from './jobs.ts'
import { answerRequests, eraseReturned } from './requests.ts'
import { applyRetention, changeRetention, readRetention } from './retention.ts'
import { retentionChangeSchema } from './schema.ts'

fillStoresAround()

describe('an erased person who comes back', () => {
  const old = () =>
    write(
      'shop',
      [person('kunde-4711', MAIL, 'Ada Lovelace')],
      [order('1001', '2026-03-01', [['TENT', 1, 20_000]], { customerExternalId: 'kunde-4711', channel: 'web' })],
    )

  it('by an old file, another number for the same address, or a device that still sends, is erased again by night', async () => {
    await erasePerson(deps(), asked(KEY), byHand)
    await relayOutbox(deps())
    const before = await others()
    await old()
    await write('crm', [person('77', MAIL, 'Ada Lovelace')], [])
    await relayOutbox(deps())
    await appendEvents(events, [visit(PHONE, '', 'Page Viewed', 0), visit('new-device', KEY, 'Identified', 0)], NOW)
    expect((await allTraces()).length).toBeGreaterThan(5)
    expect(await eraseReturned(deps())).toMatchObject({ customers: 2, orders: 1, visits: 2 })
    expect(await tracesOf(...TRACES, 'new-device', 'crm/77')).toEqual([])
    expect(await others()).toEqual(before)
    expect(await eraseReturned(deps())).toEqual({})
  })

  it('is known to writers by key, and nobody else is', async () => {
    await erasePerson(deps(), asked(KEY), byHand)
    expect(await findErased(state.pool, [KEY, BOB, MAIL_KEY])).toEqual(new Set([KEY, MAIL_KEY]))
  })

  it('stays once they were readmitted', async () => {
    await erasePerson(deps(), asked(KEY), byHand)
    await old()
    await relayOutbox(deps())
    expect(await readmitPerson(deps(), asked(KEY), 'cli')).toBe(true)
    expect(await eraseReturned(deps())).toEqual({})
    expect((await exportPerson(deps(), asked(KEY), 'cli')).state.customers).toHaveLength(1)
    expect(await readmitPerson(deps(), asked(KEY), 'cli')).toBe(false)
  })
})

describe('requests of shops', () => {
  const request = (kind: string, key: string, others: string[] = [], orders: string[] = []) =>
    state.pool.query(
      `INSERT INTO privacy_requests (source, customer_key, other_keys, order_keys, kind, received_at) VALUES ('shop', $1, $2, $3, $4, now())`,
      [key, others, orders, kind],
    )

  it('for data are answered with a file only its owner can read, those for erasure are done, and both forget whom they were about', async () => {
    await request('export', KEY, [customerKeyOf('shop', MAIL)])
    await request('erase', KEY, [customerKeyOf('shop', MAIL)], ['shop/1001'])
    await request('erase', 'shop/never-heard-of')
    expect(await answerRequests(deps())).toBe(3)
    const [file = ''] = readdirSync(exportFolder)
    expect(file).toMatch(/^request-\d+\.json$/)
    expect(statSync(join(exportFolder, file)).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(join(exportFolder, file), 'utf8'))).toMatchObject({
      format: 'dirigent-person',
      state: { orders: [{ external_id: '1001' }, { external_id: 'T1' }] },
    })
    expect(await allTraces()).toEqual([])
    expect(await tracesOf('never-heard-of')).toEqual([])
    const { rows } = await state.pool.query('SELECT count(*) AS open FROM privacy_requests WHERE done_at IS NULL')
    expect(rows).toEqual([{ open: 0 }])
    rmSync(exportFolder, { recursive: true })
  })

  it('for the guest behind an order empty the order', async () => {
    await write(
      'shop',
      [],
      [order('2000', '2026-05-02', [['TENT', 1, 5_000]], { customerEmail: 'guest@mail.example' })],
    )
    await relayOutbox(deps())
    await request('erase', '', [], ['shop/2000'])
    await answerRequests(deps())
    const { rows } = await state.pool.query(`SELECT customer_key, total_cents FROM orders WHERE external_id = '2000'`)
    expect(rows).toEqual([{ customer_key: null, total_cents: 5_000 }])
  })

  it('for a whole shop leave its orders and nobody of it, and other sources as they are', async () => {
    const money = await revenue()
    await request('erase-shop', '')
    await answerRequests(deps())
    expect([
      ...(await tracesOf('kunde-4711')),
      ...(await tracesOf('kunde-47')),
      ...(await tracesOf('stranger')),
    ]).toEqual([])
    expect(await tracesOf(MAIL_KEY)).not.toEqual([])
    expect(await revenue()).toEqual(money)
    expect(await events.query('SELECT count() AS n FROM sessions', {}, z.unknown())).toEqual([{ n: 0 }])
  })

  it('that fail stay open and do not keep the others back', async () => {
    await request('export', KEY)
    await request('erase', BOB)
    const unwritable = { ...deps(), exportFolder: '/dev/null/exports' }
    await expect(answerRequests(unwritable)).rejects.toThrow(/cannot be written/)
    expect((await state.pool.query('SELECT kind FROM privacy_requests WHERE done_at IS NULL')).rows).toEqual([
      { kind: 'export' },
    ])
    expect(existsSync(exportFolder)).toBe(false)
  })
})

describe('retention', () => {
  const eventsOf = async (where: string) =>
    (await events.query(`SELECT count() AS n FROM events WHERE ${where}`, {}, z.object({ n: z.number() })))[0]?.n

  it('has its own days for each kind, which can be set and are checked', async () => {
    expect(await readRetention(deps())).toMatchObject({ visits: 400, addresses: 30, 'dead-letters': 30 })
    expect(await changeRetention(deps(), { visits: 90, nights: null }, 'api')).toMatchObject({
      visits: 90,
      nights: null,
      profiles: 400,
    })
    const refused = (change: unknown) => () => parseInput(retentionChangeSchema, change, 'The body')
    expect(refused({ visits: 0 })).toThrow(/^visits: /)
    expect(refused({ 'dead-letters': 31 })).toThrow(/^dead-letters: /)
    expect(refused({ audit: 3 })).toThrow(AppError)
    expect(await audits()).toMatchObject([{ action: 'retention.changed', details: { visits: 90, nights: null } }])
  })

  it('takes visits that are over their days and no fact of the shop, in the log and at once in what is computed', async () => {
    await changeRetention(deps(), { visits: 25 }, 'api')
    const facts = await eventsOf(`endsWith(type, ' Recorded')`)
    expect(await applyRetention(deps())).toMatchObject({ visits: 9 })
    expect(await eventsOf(`NOT endsWith(type, ' Recorded')`)).toBe(3)
    expect(await eventsOf(`endsWith(type, ' Recorded')`)).toBe(facts)
    const left = () => events.query('SELECT count() AS hits FROM hits', {}, z.unknown())
    expect(await left()).toEqual([{ hits: 3 }])
    await rebuildProjections(events, 'Europe/Berlin')
    expect(await left()).toEqual([{ hits: 3 }])
    expect(await applyRetention(deps())).toMatchObject({ visits: 0 })
  })

  it('drops a month that holds nothing else as a whole', async () => {
    await appendEvents(events, [visit('long-ago', '', 'Page Viewed', 900)], NOW)
    expect(await applyRetention(deps())).toMatchObject({ visits: 1 })
    const months = await events.query(
      `SELECT count() AS n FROM system.parts WHERE table = 'events' AND active AND partition = '202312'`,
      {},
      z.unknown(),
    )
    expect(months).toEqual([{ n: 0 }])
  })

  it('empties addresses and browsers after their days and leaves the visits', async () => {
    expect(await applyRetention(deps())).toMatchObject({ addresses: 5, visits: 0 })
    expect(await eventsOf(`ip != '' AND time < fromUnixTimestamp64Milli(toInt64(${NOW - 31 * DAY}))`)).toBe(0)
    expect(await eventsOf(`ip != ''`)).toBe(7)
    expect(await eventsOf(`NOT endsWith(type, ' Recorded')`)).toBe(12)
  })

  it('takes letters, rejected rows, reports and profiles of people who never ordered', async () => {
    await state.pool.query(`INSERT INTO profiles VALUES ('shop/looker', '{}', now())`)
    await state.pool.query(`UPDATE profiles SET said_at = $1`, [new Date(NOW)])
    await state.pool.query(`UPDATE imports SET finished_at = $1`, [new Date(NOW)])
    setNow(LATER + 60 * DAY)
    expect(await applyRetention(deps())).toMatchObject({ 'dead-letters': 3, rejections: 4, nights: 2, profiles: 1 })
    const { rows } = await state.pool.query('SELECT customer_key FROM profiles ORDER BY 1')
    expect(rows.map(({ customer_key }) => customer_key)).toEqual([BOB, KEY])
    expect((await state.pool.query('SELECT count(*) AS n FROM nights')).rows).toEqual([{ n: 1 }])
    expect((await audits()).at(-1)).toMatchObject({ action: 'retention.applied', details: { nights: 2 } })
  })
})

describe('the jobs', () => {
  it('answer requests, look who came back and apply the retention', async () => {
    await state.pool.query(
      `INSERT INTO privacy_requests (source, customer_key, other_keys, order_keys, kind, received_at) VALUES ('shop', $1, '{}', '{}', 'erase', now())`,
      [KEY],
    )
    for (const job of privacyJobs(deps())) await job.run({}, new AbortController().signal)
    expect(await allTraces()).toEqual([])
    expect((await audits()).map(({ action }) => action)).toEqual(['customer.erased', 'retention.applied'])
  })
})
