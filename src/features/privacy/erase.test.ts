import { PgBoss } from 'pg-boss'
import { describe, expect, it } from 'vitest'
import {
  allTraces,
  asked,
  audits,
  BOB,
  byHand,
  deps,
  events,
  fillStoresAround,
  GUEST,
  KEY,
  LAPTOP,
  MAIL,
  MAIL_KEY,
  others,
  PHONE,
  revenue,
  state,
} from '../../../test/person.ts'
import { rebuildProjections } from '../../stores/events/project.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { verifyAudit } from '../../stores/state/audit.ts'
import { claimKey, keepAnswer } from '../../stores/state/idempotency.ts'
import { openAudiences } from '../audiences/index.ts'
import { countPerson, erasePerson, finishErasures } from './erase.ts'
import { exportPerson } from './export.ts'

fillStoresAround()

describe('the export of a person', () => {
  it('has all there is, by whatever name they are asked for', async () => {
    const audiences = openAudiences(deps())
    const rule = { kind: 'sales' as const, skus: ['TENT'] }
    await audiences.add({ name: 'tents', definition: { version: 1, rule } })
    await audiences.add({ name: 'none', definition: { version: 1, rule: { ...rule, skus: ['BOAT'] } } })
    const found = await exportPerson(deps(), asked(KEY), 'cli')
    expect(found.names).toEqual({
      keys: [KEY, MAIL_KEY],
      emails: [MAIL],
      devices: expect.arrayContaining([PHONE, LAPTOP, GUEST]),
    })
    expect(found.state.customers.map(({ key }) => key)).toEqual([KEY, MAIL_KEY])
    expect(found.state.profiles).toMatchObject([{ traits: { name: 'Ada Lovelace' } }])
    expect(found.state.orders).toMatchObject([
      { external_id: '1001', lines: [{ sku: 'TENT' }], refunds: [{ amount_cents: 500, reason: 'Adas Zelt undicht' }] },
      { external_id: 'T1', lines: [{ sku: 'SHOE' }] },
    ])
    expect(found.state.waiting).toMatchObject([{ order_id: 'shop/1003' }])
    expect(found.state.rejectedRows.map(({ line }) => line)).toEqual([0, 2, 3])
    expect(found.state.reports.map(({ row }) => row)).toMatchObject([{ cents: 100 }, { cents: 300 }, { cents: 400 }])
    expect(found.log.visits).toHaveLength(8)
    expect(found.log.records.map(({ type }) => type).sort()).toEqual([
      'Customer Recorded',
      'Customer Recorded',
      'Order Recorded',
      'Order Recorded',
    ])
    expect(found.log.hits).toHaveLength(7)
    expect(found.log.sessions.length).toBeGreaterThan(3)
    expect(found.log.deadLetters).toHaveLength(2)
    expect(found.audiences.map(({ name }) => name)).toEqual(['tents'])
    for (const id of [asked(MAIL.toUpperCase()), asked('kunde-4711', 'shop'), asked(MAIL_KEY)]) {
      const again = await exportPerson(deps(), id, 'cli')
      expect({ ...again, names: null }).toEqual({ ...found, names: null })
    }
    expect(JSON.stringify(found)).not.toContain('kunde-47"')
  })

  it('is noted without saying whose it was, and refuses whom nobody knows', async () => {
    await exportPerson(deps(), asked(KEY), 'cli')
    expect(await audits()).toEqual([
      { actor: 'cli', action: 'customer.exported', subject: 'customer', details: { orders: 2, events: 8 } },
    ])
    await expect(exportPerson(deps(), asked('shop/nobody'), 'cli')).rejects.toMatchObject({ code: 'input.not-found' })
    await expect(exportPerson(deps(), asked('4711'), 'cli')).rejects.toThrow(/--source/)
  })
})

describe('the erasure of a person', () => {
  it('leaves no trace of them in any table of both stores, and everything of everybody else', async () => {
    // What was answered to a write that showed them, kept for a day.
    const id = '00000000-0000-8000-8000-000000000001'
    const claim = await claimKey(state, { id, bodyHash: '', now: deps().clock.now() })
    if (claim.status !== 'ours') throw new Error('The key was taken.')
    const shown = { status: 200, headers: {}, body: '{"name":"Ada Lovelace"}' }
    await keepAnswer(state, { id, claim: claim.claim, now: deps().clock.now() }, shown)
    expect((await allTraces()).length).toBeGreaterThan(20)
    const [before, money] = [await others(), await revenue()]
    const { counts } = await erasePerson(deps(), asked(KEY), byHand)
    expect(counts).toMatchObject({
      customers: 2,
      profiles: 1,
      orders: 2,
      refundReasons: 1,
      outbox: 1,
      rejectedRows: 3,
      reports: 1,
      nightSteps: 1,
    })
    expect(counts).toMatchObject({
      visits: 8,
      customerRecords: 2,
      orderRecords: 2,
      deadLetters: 2,
      hits: 7,
      salesLines: 3,
    })
    expect(await allTraces()).toEqual([])
    expect(await others()).toEqual(before)
    expect(await revenue()).toEqual(money)
    await rebuildProjections(events, 'Europe/Berlin')
    expect(await allTraces()).toEqual([])
    expect(await others()).toEqual(before)
    expect(await revenue()).toEqual(money)
  })

  it('masks them in reports and leaves the rest of the report as it was', async () => {
    await erasePerson(deps(), asked(KEY), byHand)
    const { rows } = await state.pool.query<{
      report: { sections: { contribution: { tables: { rows: unknown }[] } }[] }
    }>('SELECT report FROM reports')
    expect(rows[0]?.report.sections[0]?.contribution.tables[0]?.rows).toEqual([
      ['(gelöscht/erased)', 100],
      [BOB, 200],
      [{ de: 'Kunde (gelöscht/erased).', en: 'Customer (gelöscht/erased).' }, 300],
      ['(gelöscht/erased)', 400],
    ])
  })

  it('is noted with counts and without the person, and the chain of the audit log holds', async () => {
    await erasePerson(deps(), asked(MAIL), byHand)
    expect(await audits()).toMatchObject([
      { actor: 'cli', action: 'customer.erased', details: { customers: 2, visits: 8 } },
    ])
    expect(await verifyAudit(state)).toEqual({ entries: 1, brokenAt: null })
  })

  it('done twice changes nothing more, and says so', async () => {
    await erasePerson(deps(), asked(KEY), byHand)
    const before = await others()
    expect(await erasePerson(deps(), asked(KEY), byHand)).toEqual({ counts: {}, wasErased: true })
    expect(await erasePerson(deps(), asked(MAIL), byHand)).toEqual({ counts: {}, wasErased: true })
    expect(await others()).toEqual(before)
    expect(await audits()).toHaveLength(1)
  })

  it('only counts in a dry run: what the erasure then does', async () => {
    const before = [await allTraces(), await others()]
    const dry = await countPerson(deps(), asked(KEY))
    expect([await allTraces(), await others()]).toEqual(before)
    expect(await erasePerson(deps(), asked(KEY), byHand)).toEqual({ counts: dry.counts, wasErased: false })
    expect(await countPerson(deps(), asked(KEY))).toEqual({ counts: {}, wasErased: true })
  })

  it.each([1, 2, 3, 4])('that was cut off after step %d goes on and ends the same', async (steps) => {
    const money = await revenue()
    const before = await others()
    const dry = await countPerson(deps(), asked(KEY))
    let left = steps
    const cut = {
      actor: 'cli',
      onStep() {
        if (--left === 0) throw new Error('killed')
      },
    }
    await expect(erasePerson(deps(), asked(KEY), cut)).rejects.toThrow('killed')
    await finishErasures(deps(), { actor: 'system' })
    expect(await allTraces()).toEqual([])
    expect(await others()).toEqual(before)
    expect(await revenue()).toEqual(money)
    expect(await audits()).toMatchObject([{ action: 'customer.erased', details: dry.counts }])
  })

  it('cut off within a step repeats the step', async () => {
    const broken: EventStore = {
      ...events,
      command(sql, params) {
        if (sql.startsWith('ALTER TABLE hits')) return Promise.reject(new Error('killed'))
        return events.command(sql, params)
      },
    }
    await expect(erasePerson({ ...deps(), events: broken }, asked(KEY), byHand)).rejects.toThrow('killed')
    await erasePerson(deps(), asked(KEY), byHand)
    expect(await allTraces()).toEqual([])
  })

  it('takes jobs that were given up and hold them', async () => {
    const db = { executeSql: (text: string, values?: unknown[]) => state.pool.query(text, values) }
    const boss = new PgBoss({ schema: 'jobs', db })
    await boss.start()
    await boss.createQueue('dead-letters')
    await boss.send('dead-letters', { said: `mail to ${MAIL}` })
    await boss.send('dead-letters', { said: 'mail to bob' })
    await boss.stop({ graceful: false })
    expect((await erasePerson(deps(), asked(KEY), byHand)).counts.jobs).toBe(1)
    const { rows } = await state.pool.query("SELECT data FROM jobs.job WHERE name = 'dead-letters'")
    expect(rows).toEqual([{ data: { said: 'mail to bob' } }])
  })

  it('of somebody nobody knows is refused', async () => {
    await expect(erasePerson(deps(), asked('shop/nobody'), byHand)).rejects.toMatchObject({ code: 'input.not-found' })
  })
})
