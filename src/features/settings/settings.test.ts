import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { loadConfig } from '../../config.ts'
import { verifyAudit } from '../../stores/state/audit.ts'
import { applyChange, nightCron, settleConfig } from './model.ts'
import { settingsBody } from './schema.ts'
import { openSettings } from './service.ts'
import { readSettings } from './store.ts'

const NOW = Date.parse('2026-05-20T10:00:00Z')
const skills = [{ name: 'prices.correct', title: { de: 'Preise', en: 'Prices' }, routineMinutes: 10 }]
let state: TestState
let scheduled: [string, string][]

beforeEach(async () => {
  state = await openTestState()
  scheduled = []
})
afterEach(() => state.close())

const configOf = (env: Record<string, string> = {}) => loadConfig({ env, cwd: '/nowhere' })
const open = (env: Record<string, string> = {}) =>
  openSettings({
    state,
    clock: { now: () => NOW },
    config: configOf(env),
    skills,
    shop: async () => ({ name: 'Bergfreund', currency: 'EUR', taxPercent: 19 }),
    schedule: async (job, cron) => void scheduled.push([job, cron]),
  })
const nameOf = async (env: Record<string, string>, name: string) =>
  (await open(env).show()).said.find((one) => one.name === name)

describe('settings', () => {
  it('that are set in the workbench hold where nothing is set outside of it', async () => {
    await open().change(
      { language: 'en', nightAt: '03:15', reportTo: ['a@shop.example', 'b@shop.example'] },
      '1',
      'person:1',
    )
    const { said } = await readSettings(state)
    expect(settleConfig(configOf(), said)).toMatchObject({
      language: 'en',
      nightAt: '03:15',
      reportTo: 'a@shop.example, b@shop.example',
    })
    const outside = { DIRIGENT_LANGUAGE: 'de', DIRIGENT_NIGHT_AT: '01:00', DIRIGENT_REPORT_TO: 'c@shop.example' }
    expect(settleConfig(configOf(outside), said)).toMatchObject({
      language: 'de',
      nightAt: '01:00',
      reportTo: 'c@shop.example',
    })
  })

  it('say where each was set, and whether that can be changed here', async () => {
    expect(await nameOf({}, 'nightAt')).toMatchObject({ value: '02:00', origin: 'default', locked: false })
    expect(await nameOf({ DIRIGENT_NIGHT_AT: '01:00' }, 'nightAt')).toMatchObject({
      value: '01:00',
      origin: 'environment',
      locked: true,
      env: 'DIRIGENT_NIGHT_AT',
    })
    await open().change({ nightAt: '04:00' }, '1', 'cli')
    expect(await nameOf({}, 'nightAt')).toMatchObject({ value: '04:00', origin: 'workbench' })
    const { effective } = await open().show()
    expect(effective.find(({ name }) => name === 'nightAt')).toMatchObject({ value: '04:00', origin: 'workbench' })
  })

  it('never show a secret', async () => {
    const shown = await open({
      DATABASE_URL: 'postgres://shop:geheim@db.example/shop',
      DIRIGENT_LLM_KEY: 'sk-geheim',
    }).show()
    expect(JSON.stringify(shown)).not.toContain('geheim')
  })

  it('move the night when they are changed, and only then', async () => {
    await open().change({ language: 'en' }, '1', 'cli')
    expect(scheduled).toEqual([])
    await open().change({ nightAt: '23:05' }, '2', 'cli')
    await open().change({ nightAt: null }, '3', 'cli')
    await open({ DIRIGENT_NIGHT_AT: '01:00' }).change({ nightAt: '05:00' }, '4', 'cli')
    expect(scheduled).toEqual([
      ['night', '5 23 * * *'],
      ['night', '0 2 * * *'],
      ['night', '0 1 * * *'],
    ])
  })

  it('are refused to whoever saw an older version, and then not changed', async () => {
    await open().change({ language: 'en' }, '1', 'cli')
    await expect(open().change({ language: 'de' }, '1', 'cli')).rejects.toMatchObject({ code: 'input.changed' })
    expect(await readSettings(state)).toEqual({ version: 2, said: { language: 'en' } })
  })

  it('of two people at once, one is stored', async () => {
    const outcomes = await Promise.allSettled([
      open().change({ shopName: 'A' }, '1', 'person:1'),
      open().change({ shopName: 'B' }, '1', 'person:2'),
    ])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await readSettings(state)).version).toBe(2)
  })

  it('are noted in the audit log by name, without addresses', async () => {
    await open().change({ reportTo: ['ada@shop.example'], shopName: 'Neu' }, '1', 'person:7')
    const { rows } = await state.pool.query("SELECT actor, details FROM audit_log WHERE action = 'settings.changed'")
    expect(rows).toEqual([{ actor: 'person:7', details: { names: 'reportTo shopName' } }])
    expect((await verifyAudit(state)).brokenAt).toBeNull()
  })

  it('keep minutes of skills beside the usual ones', async () => {
    await open().change({ routineMinutes: { 'prices.correct': 25 } }, '1', 'cli')
    expect((await open().show()).routineMinutes).toMatchObject([{ skill: 'prices.correct', minutes: 25, default: 10 }])
    await open().change({ routineMinutes: null }, '2', 'cli')
    expect((await open().show()).routineMinutes).toMatchObject([{ minutes: 10 }])
  })

  it('that are none are refused with what is expected', () => {
    for (const body of [
      {},
      { nightAt: '24:00' },
      { reportTo: ['nobody'] },
      { language: 'fr' },
      { shopName: '  ' },
      { timeZone: 'Europe/Rome' },
      { routineMinutes: { x: -1 } },
    ])
      expect(settingsBody.safeParse(body).success).toBe(false)
  })
})

describe('a change', () => {
  it('leaves what it does not name, and takes back what is null', () => {
    expect(applyChange({ shopName: 'A', language: 'en' }, { language: null, nightAt: '01:00' })).toEqual({
      shopName: 'A',
      nightAt: '01:00',
    })
    expect(nightCron('07:05')).toBe('5 7 * * *')
  })
})
