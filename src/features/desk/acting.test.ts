/** Carrying out what was decided: once, or not at all with the reason, whoever else is at work. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  clearDesk,
  deskOf,
  insideSkill,
  openStandIn,
  outsideSkill,
  person,
  proposalOf,
  type StandIn,
  type TestClock,
  type TestGuard,
  testClock,
} from '../../../test/desk.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { verifyAudit } from '../../stores/state/audit.ts'
import { approveProposal, reopenProposal } from './decide.ts'
import type { DeskDeps } from './deps.ts'
import { propose } from './propose.ts'
import { undoProposal } from './revise.ts'
import { showForApi } from './show.ts'
import type { Settlement, Skill } from './skill.ts'
import { actOnDue } from './worker.ts'

let state: TestState
let clock: TestClock
let guard: TestGuard
let standIn: StandIn
let deps: DeskDeps
/** What the skill inside does besides writing its row. */
let onApply: () => Promise<void>
let settle: (() => Promise<Settlement>) | undefined

beforeAll(async () => {
  state = await openTestState()
})
afterAll(() => state.close())
beforeEach(async () => {
  await clearDesk(state)
  clock = testClock()
  guard = { blocks: new Set() }
  standIn = await openStandIn()
  onApply = async () => undefined
  settle = undefined
  deps = deskOf(state, clock, skills())
})
afterEach(async () => {
  const { brokenAt } = await verifyAudit(state)
  await standIn.close()
  expect(brokenAt).toBeNull()
})

function skills(): Skill<unknown>[] {
  const inside = insideSkill(guard, { onApply: () => onApply() })
  // Asks the stand-in unless a test says what is to be said.
  return [
    inside,
    outsideSkill(
      guard,
      () => standIn.url,
      () => settle?.() ?? null,
    ),
  ]
}

const show = (id: string) => showForApi(deps, person(2), id)
const effects = async () => (await state.pool.query<{ item: string }>('SELECT item FROM test_effects')).rows

/** Proposed and approved. @returns its id */
async function decided(skillName: 'test.inside' | 'test.outside', item = 'a'): Promise<string> {
  const skill = deps.skills.find(({ name }) => name === skillName)
  if (skill === undefined) throw new Error(skillName)
  const outcome = await propose(deps, skill, proposalOf(item), null)
  if (outcome.kind !== 'proposed') throw new Error(outcome.kind)
  await approve(outcome.id)
  return outcome.id
}

async function approve(id: string): Promise<void> {
  const { contentHash } = await show(id)
  expect(await approveProposal(deps, person(2), id, { contentHash })).toEqual({ kind: 'done' })
}

/** Time goes by, and the worker looks. */
async function later(ms = 10_000): Promise<void> {
  clock.pass(ms)
  await actOnDue(deps)
}

/** As a worker left it that was killed after it stored its intent. */
async function cutOff(id: string): Promise<void> {
  await state.pool.query("UPDATE proposal_actions SET status = 'acting', attempts = 1 WHERE proposal_id = $1", [id])
}

describe('inside the state store', () => {
  it('waits the moment in which a decision can be taken back, then acts', async () => {
    const id = await decided('test.inside')
    await actOnDue(deps)
    expect(await effects()).toEqual([])
    await later()
    expect(await effects()).toEqual([{ item: 'a' }])
    expect(await show(id)).toMatchObject({
      state: 'applied',
      receipt: { detail: { item: 'a' } },
      mayUndo: true,
      mayReopen: false,
    })
  })

  it('acts once, however many workers look at the same time', async () => {
    for (const item of ['a', 'b', 'c', 'd']) await decided('test.inside', item)
    clock.pass(10_000)
    await Promise.all(Array.from({ length: 3 }, () => actOnDue(deps)))
    await actOnDue(deps)
    expect((await effects()).map(({ item }) => item).sort()).toEqual(['a', 'b', 'c', 'd'])
  })

  it('leaves no effect where it fails, says why, and does not repeat it by itself', async () => {
    onApply = async () => {
      throw new RangeError('The shelf is gone.')
    }
    const id = await decided('test.inside')
    await later()
    await later(86_400_000)
    expect(await effects()).toEqual([])
    expect(await show(id)).toMatchObject({
      state: 'failed',
      failure: { en: expect.stringContaining('The shelf is gone.') },
    })
    onApply = async () => undefined
    await approve(id)
    await later()
    expect([await effects(), (await show(id)).state]).toEqual([[{ item: 'a' }], 'applied'])
  })

  it('tries again after a pause where a store was away', async () => {
    let left = 2
    onApply = async () => {
      if (left-- > 0) throw Object.assign(new Error('Connection terminated'), { code: '57P01' })
    }
    const id = await decided('test.inside')
    await later()
    expect((await show(id)).acting).toMatchObject({
      attempts: 1,
      error: { de: 'Connection terminated', en: 'Connection terminated' },
    })
    await actOnDue(deps)
    expect((await show(id)).acting).toMatchObject({ attempts: 1 })
    await later()
    await later(60_000)
    expect([await effects(), (await show(id)).state]).toEqual([[{ item: 'a' }], 'applied'])
  })

  it('asks the guardrails again at the last moment', async () => {
    const id = await decided('test.inside')
    guard.blocks = new Set(['a'])
    await later()
    expect(await effects()).toEqual([])
    expect(await show(id)).toMatchObject({
      state: 'failed',
      findings: { error: 1 },
      failure: { de: expect.stringContaining('Zu billig.') },
    })
  })

  it('does nothing with a draft that is not the approved one any more', async () => {
    const id = await decided('test.inside')
    await state.pool.query(`UPDATE proposals SET draft = draft || '{"item": "b"}' WHERE id = $1`, [id])
    await later()
    expect(await effects()).toEqual([])
    expect(await show(id)).toMatchObject({
      state: 'failed',
      failure: { en: expect.stringContaining('not the one that was approved') },
    })
  })

  it('can be undone, once', async () => {
    const id = await decided('test.inside')
    await later()
    await Promise.all([undoProposal(deps, person(3), id), undoProposal(deps, person(2), id)])
    await later()
    expect([await effects(), (await show(id)).state]).toEqual([[], 'undone'])
    await expect(undoProposal(deps, person(2), id)).rejects.toMatchObject({ code: 'input.conflict' })
  })
})

describe('on another system', () => {
  it('acts once, however many workers look at the same time', async () => {
    standIn.answerAfterMs = 50
    for (const item of ['a', 'b', 'c']) await decided('test.outside', item)
    clock.pass(10_000)
    await Promise.all(Array.from({ length: 3 }, () => actOnDue(deps)))
    await actOnDue(deps)
    expect(standIn.effects).toHaveLength(3)
    expect(new Set(standIn.effects).size).toBe(3)
  })

  it('cut off after it was done and before the receipt, asks and stores the receipt', async () => {
    const id = await decided('test.outside')
    await later()
    await cutOff(id)
    await state.pool.query("UPDATE proposals SET state = 'approved', receipt = NULL WHERE id = $1", [id])
    await later()
    expect(standIn.effects).toHaveLength(1)
    expect(await show(id)).toMatchObject({ state: 'applied', receipt: { summary: { en: 'found' } } })
  })

  it('cut off before it was done, asks and does it under the same key', async () => {
    const id = await decided('test.outside')
    await cutOff(id)
    await later()
    expect(standIn.effects).toHaveLength(1)
    expect((await show(id)).state).toBe('applied')
  })

  it('is not repeated where nobody knows whether it happened; a person may', async () => {
    settle = async () => ({
      status: 'unknown',
      message: { de: 'Dort gibt es keine Liste.', en: 'The other side keeps no list.' },
    })
    const id = await decided('test.outside')
    await cutOff(id)
    await later()
    await later(86_400_000)
    expect(standIn.effects).toEqual([])
    expect(await show(id)).toMatchObject({
      state: 'failed',
      failure: {
        de: expect.stringMatching(/weiß niemand hier: Dort gibt es keine Liste\./),
        en: expect.stringMatching(/Nobody here knows whether it happened: The other side keeps no list\./),
      },
    })
    await approve(id)
    await later()
    expect(standIn.effects).toHaveLength(1)
    expect((await show(id)).state).toBe('applied')
  })

  it('approved again after nobody knew, asks first and does nothing where it had happened', async () => {
    settle = async () => ({ status: 'unknown', message: { de: 'Keine Antwort.', en: 'No answer.' } })
    const id = await decided('test.outside')
    await cutOff(id)
    await later()
    settle = async () => ({ status: 'done', receipt: { summary: { de: 'da', en: 'there' }, detail: {} } })
    await approve(id)
    await later()
    expect(standIn.effects).toEqual([])
    expect(await show(id)).toMatchObject({ state: 'applied', receipt: { summary: { en: 'there' } } })
  })

  it('tries again with growing pauses while the other side is busy, and gives up in the end', async () => {
    standIn.refuse = 503
    const id = await decided('test.outside')
    await later()
    expect((await show(id)).acting).toMatchObject({ attempts: 1, error: { en: 'The other side is busy.' } })
    standIn.refuse = null
    await later()
    expect([standIn.effects.length, (await show(id)).state]).toEqual([1, 'applied'])

    standIn.refuse = 503
    const other = await decided('test.outside', 'b')
    for (let n = 0; n < 8; n++) await later(86_400_000)
    expect((await show(other)).state).toBe('failed')
    expect(standIn.effects).toHaveLength(1)
  })

  it('fails at once where the other side does not want it', async () => {
    standIn.refuse = 422
    const id = await decided('test.outside')
    await later()
    standIn.refuse = null
    await later(86_400_000)
    expect(await show(id)).toMatchObject({
      state: 'failed',
      failure: { en: expect.stringContaining('does not want it') },
    })
    expect(standIn.effects).toEqual([])
  })

  it('cannot be taken back while it is being carried out, and can be undone afterwards', async () => {
    const id = await decided('test.outside')
    await cutOff(id)
    expect((await show(id)).mayReopen).toBe(false)
    await expect(reopenProposal(deps, person(2), id)).rejects.toThrow(/being carried out right now/)
    await later()
    await undoProposal(deps, person(2), id)
    await later()
    expect([standIn.undone.length, (await show(id)).state]).toEqual([1, 'undone'])
  })
})

it('of a skill that is not there any more fails with a sentence', async () => {
  const id = await decided('test.inside')
  await actOnDue({ ...deps, skills: [], clock: { now: () => clock.now() + 10_000 } })
  expect(await show(id)).toMatchObject({
    state: 'failed',
    failure: { en: expect.stringContaining('not there any more') },
  })
})
