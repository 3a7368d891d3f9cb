/** Skills as steps of the night and when somebody asks: proposals once, also where the process was killed in between. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clearDesk, deskOf, insideSkill, person, proposalOf, type TestDraft, testClock } from '../../../test/desk.ts'
import { openTestStore, type TestStore } from '../../../test/event-store.ts'
import { nightOf } from '../../../test/skill.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { AppError } from '../../core/errors.ts'
import type { DeskDeps } from './deps.ts'
import { skillSteps } from './night.ts'
import { askForRun, listSkills, workRuns } from './runs.ts'
import type { NewProposal, Skill, SkillNight } from './skill.ts'

let state: TestState
let store: TestStore
let context: SkillNight
beforeAll(async () => {
  state = await openTestState()
  store = await openTestStore()
  context = nightOf(store, 'test.inside', { asOf: '2026-05-12' })
})
afterAll(async () => {
  await store.close()
  await state.close()
})
beforeEach(() => clearDesk(state))

/** A desk with one skill that makes these drafts each night. */
function deskThat(
  night: () => AsyncIterable<NewProposal<TestDraft>>,
  works: 'night' | 'on-request' | 'off' = 'night',
): DeskDeps {
  const skill: Skill<TestDraft> = { ...insideSkill({ blocks: new Set() }), night }
  const deps = deskOf(state, testClock(), [skill, insideSkill({ blocks: new Set() }, { name: 'test.events' })])
  return { ...deps, rule: { ...deps.rule, works: async () => works } }
}

async function* three() {
  for (const item of ['a', 'b', 'c']) yield proposalOf(item)
}

const open = async () => (await state.pool.query("SELECT subject_key FROM proposals WHERE state = 'open'")).rows.length

describe('at night', () => {
  it('only skills that work at night and make drafts by themselves are steps', async () => {
    expect((await skillSteps(deskThat(three))).map(({ name }) => name)).toEqual(['skill.test.inside'])
    expect(await skillSteps(deskThat(three, 'on-request'))).toEqual([])
    expect(await skillSteps(deskThat(three, 'off'))).toEqual([])
  })

  it('a step that was cut off goes on without proposing twice, also where its drafts come out differently', async () => {
    let round = 0
    const shaky = async function* () {
      round++
      yield proposalOf('a', { cents: 100 + round })
      if (round === 1) throw new Error('killed')
      yield proposalOf('b')
    }
    const [step] = await skillSteps(deskThat(shaky))
    await expect(step?.run(context, 'night:1')).rejects.toThrow('killed')
    expect(await step?.run(context, 'night:1')).toBe(1)
    const { rows } = await state.pool.query("SELECT draft->>'cents' AS cents, state FROM proposals ORDER BY number")
    expect(rows).toEqual([
      { cents: '101', state: 'open' },
      { cents: '100', state: 'open' },
    ])
  })
})

describe('on request', () => {
  const ask = (deps: DeskDeps, who = 2) => askForRun(deps, person(who), 'test.inside')
  const run = async (deps: DeskDeps) => (await listSkills(deps)).find(({ name }) => name === 'test.inside')?.run

  it('a run is kept, worked off once, and says how it went', async () => {
    const deps = deskThat(three, 'on-request')
    const asked = await ask(deps)
    expect(asked).toMatchObject({ status: 'waiting', proposed: 0 })
    expect((await ask(deps)).id).toBe(asked.id)
    await Promise.all([workRuns(deps, async () => context), workRuns(deps, async () => context)])
    expect(await run(deps)).toMatchObject({ id: asked.id, status: 'done', drafts: 3, proposed: 3, error: null })
    expect(await open()).toBe(3)
  })

  it('one that was stopped goes on with the next start', async () => {
    let stopping = true
    const stoppable = async function* () {
      yield proposalOf('a')
      if (stopping) throw new AppError('work.stopped', 'Stopped.')
      yield proposalOf('b')
    }
    const deps = deskThat(stoppable)
    await ask(deps)
    await workRuns(deps, async () => context)
    expect(await run(deps)).toMatchObject({ status: 'running' })
    stopping = false
    await workRuns(deps, async () => context)
    expect(await run(deps)).toMatchObject({ status: 'done', drafts: 2 })
    expect(await open()).toBe(2)
  })

  it('one that fails says why and keeps what it made', async () => {
    const failing = async function* () {
      yield proposalOf('a')
      throw new Error('no model')
    }
    const deps = deskThat(failing)
    await ask(deps)
    await workRuns(deps, async () => context)
    expect(await run(deps)).toMatchObject({ status: 'failed', drafts: 1, error: 'no model' })
    expect(await open()).toBe(1)
  })

  it('is for those who decide what the skill proposes, and not for a skill that is off or makes nothing by itself', async () => {
    await expect(ask(deskThat(three), 4)).rejects.toMatchObject({ code: 'access.denied' })
    await expect(ask(deskThat(three, 'off'))).rejects.toThrow(/is off/)
    await expect(askForRun(deskThat(three), person(2), 'test.events')).rejects.toThrow(/when something happens/)
    await expect(askForRun(deskThat(three), person(1), 'nothing')).rejects.toMatchObject({ code: 'input.not-found' })
  })
})
