/** Skills that act by themselves, over the real desk: within their budgets, by their clocks, and not while all is stopped. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  clearDesk,
  deskOf,
  insideSkill,
  NOON,
  outsideSkill,
  person,
  proposalOf,
  type TestClock,
  type TestDraft,
  type TestGuard,
  testClock,
} from '../../../test/desk.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { verifyAudit } from '../../stores/state/audit.ts'
import { actOnDue, type DeskDeps, propose } from '../desk/index.ts'
import type { AutonomySettings } from './schema.ts'
import { applyPreset, changeSettings, readAutonomy, setStop } from './service.ts'

let state: TestState
let clock: TestClock
let guard: TestGuard
let deps: DeskDeps
/** What the skill does besides writing its row. */
let onApply: () => Promise<void>
beforeAll(async () => {
  state = await openTestState()
})
afterAll(() => state.close())
beforeEach(async () => {
  await clearDesk(state)
  clock = testClock()
  guard = { blocks: new Set() }
  onApply = async () => undefined
  deps = deskOf(state, clock, [insideSkill(guard, { onApply: () => onApply() }), outsideSkill(guard, () => '')])
})

const owner = person(1)
const HOUR = 3_600_000

async function set(part: Partial<AutonomySettings>): Promise<void> {
  const now = (await readAutonomy(deps)).skills[0]
  if (now === undefined) throw new Error('There is no skill.')
  const settings = {
    ...now.settings,
    dailyActions: null,
    dailyCents: null,
    maxChangePercent: null,
    quietFrom: null,
    quietUntil: null,
    ...part,
  }
  await changeSettings(deps, owner, now.skill, { settings, version: String(now.version) })
}

async function put(item: string, part: Partial<TestDraft> = {}): Promise<void> {
  const [skill] = deps.skills
  if (skill === undefined) throw new Error('There is no skill.')
  expect((await propose(deps, skill, proposalOf(item, part), null)).kind).toBe('proposed')
}

async function later(ms: number): Promise<void> {
  clock.pass(ms)
  // What is approved in one look acts in the same.
  await actOnDue(deps)
}

const effects = async () =>
  (await state.pool.query<{ item: string }>('SELECT item FROM test_effects ORDER BY item')).rows.map(({ item }) => item)
const stop = (active: boolean, who = owner) => setStop(deps, who, { active, reason: null })

describe('by itself', () => {
  it('a skill that suggests does nothing', async () => {
    await put('a')
    await later(24 * HOUR)
    expect(await effects()).toEqual([])
  })

  it('one with a veto acts when the delay is over, one that is free at once', async () => {
    await set({ level: 'veto', vetoMinutes: 60 })
    await put('a')
    await later(HOUR - 1)
    expect(await effects()).toEqual([])
    await later(1)
    expect(await effects()).toEqual(['a'])
    await set({ level: 'auto' })
    await put('b')
    await later(0)
    expect(await effects()).toEqual(['a', 'b'])
    const { rows } = await state.pool.query("SELECT DISTINCT decided_by FROM proposals WHERE state = 'applied'")
    expect(rows).toEqual([{ decided_by: 'autonomy' }])
  })

  it('what a guardrail blocks waits for a person, also where it does only at the last moment', async () => {
    await set({ level: 'veto', vetoMinutes: 60 })
    await put('a', { bad: true })
    await put('b')
    guard.blocks = new Set(['b'])
    await later(2 * HOUR)
    expect(await effects()).toEqual([])
    const { rows } = await state.pool.query('SELECT state, acts_at, worst FROM proposals ORDER BY number')
    expect(rows).toEqual([
      { state: 'open', acts_at: null, worst: 3 },
      { state: 'open', acts_at: null, worst: 3 },
    ])
  })

  it('keeps the budget of the day with two workers at once, and goes on the next day', async () => {
    await set({ level: 'auto', dailyActions: 3, dailyCents: 1_000 })
    for (const item of ['a', 'b', 'c', 'd', 'e']) await put(item)
    await Promise.all([actOnDue(deps), actOnDue(deps), actOnDue(deps)])
    await later(0)
    expect(await effects()).toHaveLength(3)
    expect((await readAutonomy(deps)).skills[0]?.today).toEqual({ actions: 3, cents: 300 })
    clock.set(Date.UTC(2026, 4, 13, 22, 1))
    await later(0)
    expect(await effects()).toHaveLength(5)
  })

  it('keeps the money of the day, and the greatest change', async () => {
    await set({ level: 'auto', dailyCents: 250, maxChangePercent: 10 })
    for (const item of ['a', 'b', 'c']) await put(item)
    await put('d', { cents: 300 })
    await put('e', { cents: 0, percent: 11 })
    await later(0)
    expect(await effects()).toEqual(['a', 'b'])
  })

  it('what is held over midnight is decided anew within the budget of the new day', async () => {
    await set({ level: 'auto', dailyActions: 1 })
    await put('a')
    onApply = async () => {
      throw Object.assign(new Error('Connection terminated'), { code: '57P01' })
    }
    await later(0)
    onApply = async () => undefined
    expect(await effects()).toEqual([])
    clock.set(NOON + 24 * HOUR)
    await put('b')
    await later(0)
    await later(0)
    expect(await effects()).toHaveLength(1)
    expect((await readAutonomy(deps)).skills[0]?.today.actions).toBe(1)
  })

  it('waits for a person again where the level is lowered in time', async () => {
    await set({ level: 'veto', vetoMinutes: 60 })
    await put('a')
    await set({ level: 'suggest' })
    await later(2 * HOUR)
    expect(await effects()).toEqual([])
  })
})

describe('the stop', () => {
  it('holds everything at once, counts what it holds, and lets it go when it is released', async () => {
    await set({ level: 'auto' })
    await put('a')
    await stop(true)
    await put('b')
    await later(HOUR)
    expect(await effects()).toEqual([])
    expect((await readAutonomy(deps)).stop).toMatchObject({ active: true, by: 'Name person:1', held: 2 })
    await stop(false)
    await later(0)
    expect(await effects()).toEqual(['a', 'b'])
    expect((await readAutonomy(deps)).stop).toMatchObject({ active: false, held: 0 })
  })

  it('makes the clock of a veto stand still: nothing passes while nobody could look', async () => {
    await set({ level: 'veto', vetoMinutes: 60 })
    await put('a')
    await later(HOUR / 2)
    await stop(true)
    clock.pass(10 * HOUR)
    await stop(false)
    await later(HOUR / 2 - 1)
    expect(await effects()).toEqual([])
    await later(1)
    expect(await effects()).toEqual(['a'])
  })

  it('can be pressed by everybody who works here and released by few', async () => {
    await stop(true, person(2))
    await expect(stop(false, person(2))).rejects.toMatchObject({ code: 'access.denied' })
    expect((await stop(false)).active).toBe(false)
    const { rows } = await state.pool.query(
      "SELECT actor, action FROM audit_log WHERE subject = 'everything' ORDER BY id",
    )
    expect(rows).toEqual([
      { actor: 'person:2', action: 'stop.pressed' },
      { actor: 'person:1', action: 'stop.released' },
    ])
  })

  it('pressed while something acts comes after it, and nothing acts after it', async () => {
    await set({ level: 'auto' })
    for (let n = 0; n < 20; n++) await put(`i${n}`)
    const acting = actOnDue(deps)
    await stop(true)
    const atPress = (await effects()).length
    await acting
    expect((await effects()).length).toBe(atPress)
  })
})

describe('settings', () => {
  it('say which version they are for, and keep every one there was', async () => {
    const [first] = (await readAutonomy(deps)).skills
    if (first === undefined) throw new Error('There is no skill.')
    const change = (version: string) => changeSettings(deps, owner, first.skill, { settings: first.settings, version })
    await change('0')
    await expect(change('0')).rejects.toMatchObject({ code: 'input.changed' })
    const both = await Promise.allSettled([change('1'), change('1')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(state.pool.query("UPDATE autonomy_settings SET skill = 'x'")).rejects.toThrow(/only grows/)
    expect((await readAutonomy(deps)).skills[0]?.version).toBe(2)
  })

  it('by preset are shown before they are set, by what each skill can do', async () => {
    const ask = (preview: boolean) => applyPreset(deps, owner, { preset: 'ai-first-same', preview })
    const seen = await ask(true)
    expect(seen.changes.map(({ skill, from, to }) => [skill, from, to])).toEqual([
      ['test.inside', 'suggest', 'auto'],
      ['test.outside', 'suggest', 'veto'],
    ])
    const active = async () => (await readAutonomy(deps)).presets.filter((one) => one.active).map(({ id }) => id)
    // As it is by default, people decide everything.
    expect(await active()).toEqual(['human-first-same'])
    expect(await ask(false)).toEqual({ ...seen, applied: true })
    const { skills } = await readAutonomy(deps)
    expect(skills.map(({ settings }) => settings.level)).toEqual(['auto', 'veto'])
    expect(await active()).toEqual(['ai-first-same'])
    expect((await verifyAudit(state)).brokenAt).toBeNull()
  })
})

describe('the time saved', () => {
  it('is that of what was done and not taken back, by the minutes the team has set', async () => {
    await set({ level: 'auto' })
    for (const item of ['a', 'b', 'c']) await put(item)
    await later(1)
    const saved = async () => (await readAutonomy(deps)).skills.map(({ savedMinutes }) => savedMinutes)
    expect(await saved()).toEqual([15, 0])
    await state.pool.query("UPDATE proposals SET state = 'undone' WHERE id = (SELECT id FROM proposals LIMIT 1)")
    expect(await saved()).toEqual([10, 0])
    await state.pool.query('UPDATE settings SET said = $1', [{ routineMinutes: { 'test.inside': 7 } }])
    expect(await saved()).toEqual([14, 0])
  })
})
