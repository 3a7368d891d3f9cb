import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../../../test/event-store.ts'
import { contributionOf, findingOf, nightOf, proposalsOf } from '../../../test/skill.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import type { ApplyJob } from '../desk/index.ts'
import { dueDayOf, findingsToFollow } from './model.ts'
import { type TaskDraft, taskDraftSchema } from './schema.ts'
import { followUpSkill } from './skill.ts'

/** A Sunday: its night is read on Monday. */
const AS_OF = '2026-11-22'
const AT = Date.UTC(2026, 10, 23, 3)
const PROPOSAL = '11111111-1111-4111-8111-111111111111'

let store: TestStore
let state: TestState
beforeAll(async () => {
  store = await openTestStore()
  state = await openTestState()
})
afterAll(async () => {
  await store.close()
  await state.close()
})

const skill = () =>
  followUpSkill({
    state,
    clock: { now: () => AT },
    timeZone: 'Europe/Berlin',
    lang: 'de',
    isTaken: (id) => id.startsWith('incidents.price.'),
  })

const night = () =>
  nightOf(store, 'tasks.follow-up', {
    asOf: AS_OF,
    contributions: new Map([
      [
        'comparison',
        contributionOf([
          findingOf('comparison.break.safari'),
          findingOf('anomalies.total', { about: 'total 2026-11-22', stakeCents: -40_000 }),
        ]),
      ],
      [
        'other',
        contributionOf([
          findingOf('movers.total', { about: 'total 2026-11-22', stakeCents: -30_000 }),
          findingOf('incidents.price.A', { kind: 'price', stakeCents: -900_000 }),
          findingOf('small', { stakeCents: -9_000 }),
          findingOf('same-step', { next: [{ de: 'Noch einmal', en: 'Have a look: comparison.break.safari' }] }),
          findingOf('slow', { kind: 'customers', stakeCents: -900_000, stakePeriodDays: 365 }),
          findingOf('nothing-to-do', { next: [], stakeCents: -90_000 }),
          findingOf('unknown', { stakeCents: null }),
        ]),
      ],
    ]),
  })

async function apply(draft: TaskDraft, proposalId = PROPOSAL) {
  const one = skill()
  if (one.acts !== 'inside') throw new RangeError('acts outside')
  const job: ApplyJob<TaskDraft> = { proposalId, contentHash: 'h', draft, key: `${proposalId}/h`, lang: 'de' }
  const receipt = await state.transaction((client) => one.apply(job, client))
  return { one, receipt: { ...receipt, at: new Date(AT).toISOString() } }
}

describe('findingsToFollow', () => {
  it('takes what is worth an hour a week, once for the same money, the greatest first, and leaves what others propose', () => {
    const found = findingsToFollow(night().contributions.values(), (id) => id.startsWith('incidents.price.'))
    expect(found.map(({ id }) => id)).toEqual(['comparison.break.safari', 'anomalies.total', 'slow'])
  })

  it('gives a night at most five', () => {
    const many = Array.from({ length: 9 }, (_, i) => findingOf(`f${i}`, { stakeCents: -100_000 - i }))
    expect(findingsToFollow([contributionOf(many)], () => false).map(({ id }) => id)).toEqual([
      'f8',
      'f7',
      'f6',
      'f5',
      'f4',
    ])
  })
})

describe('dueDayOf', () => {
  it('is the next working day for what costs money every day, and never a weekend', () => {
    const bad = { direction: 'bad', kind: 'anomaly' } as const
    expect(dueDayOf(bad, '2026-11-23')).toBe('2026-11-24')
    expect(dueDayOf(bad, '2026-11-27')).toBe('2026-11-30')
    expect(dueDayOf(bad, '2026-11-28')).toBe('2026-11-30')
    expect(dueDayOf({ direction: 'good', kind: 'mover' }, '2026-11-22')).toBe('2026-11-30')
  })
})

describe('tasks.follow-up', () => {
  it('drafts a task with the words of the finding, its evidence and its money', async () => {
    const [first] = await proposalsOf(skill(), night())
    expect(taskDraftSchema.parse(first?.draft)).toEqual({
      title: 'Nachsehen: comparison.break.safari – Titel comparison.break.safari',
      notes: 'Satz über comparison.break.safari.\n\n– Nachsehen: comparison.break.safari',
      role: 'marketing-lead',
      dueDay: '2026-11-24',
      findingId: 'comparison.break.safari',
      reportDay: AS_OF,
    })
    expect(first?.title.en).toBe('Task: Have a look: comparison.break.safari – Title comparison.break.safari')
    expect(first?.evidence.map(({ id }) => id)).toEqual(['comparison.break.safari.rows'])
    expect(first?.effect).toMatchObject({ cents: 50_000, low: 40_000, high: 60_000, periodDays: 7, n: 100 })
  })

  it('makes the task once, says so where there is one already, and proposes it no second time', async () => {
    const [first] = await proposalsOf(skill(), night())
    if (first === undefined) throw new RangeError('nothing was proposed')
    expect(await skill().check(first.draft)).toEqual([])
    const { receipt } = await apply(first.draft)
    await expect(apply(first.draft)).rejects.toThrow(/duplicate key/)
    const { rows } = await state.pool.query('SELECT title, due_day, created_by, proposal_id FROM tasks')
    expect(rows).toEqual([
      { title: first.draft.title, due_day: '2026-11-24', created_by: 'system', proposal_id: PROPOSAL },
    ])
    expect((await skill().check(first.draft)).map(({ level, code }) => [level, code])).toEqual([
      ['error', 'task.exists'],
    ])
    expect((await proposalsOf(skill(), night())).map(({ subject }) => subject.key)).not.toContain(first.subject.key)
    expect(typeof receipt.detail.taskId).toBe('string')
  })

  it('takes the task back, unless somebody has worked on it', async () => {
    const draft: TaskDraft = {
      title: 'Zurück',
      notes: '',
      role: 'sales',
      dueDay: '2026-11-01',
      findingId: 'undone',
      reportDay: AS_OF,
    }
    expect((await skill().check(draft)).map(({ level, code }) => [level, code])).toEqual([['warning', 'task.overdue']])
    const first = await apply(draft, '22222222-2222-4222-8222-222222222222')
    const undo = ({ one, receipt }: typeof first) =>
      state.transaction(async (client) => (one.acts === 'inside' ? one.undo?.(receipt, draft, client) : undefined))
    await undo(first)
    const count = async () => (await state.pool.query("SELECT FROM tasks WHERE finding_id = 'undone'")).rowCount
    expect(await count()).toBe(0)
    const second = await apply(draft, '33333333-3333-4333-8333-333333333333')
    await state.pool.query("UPDATE tasks SET version = 2 WHERE finding_id = 'undone'")
    await expect(undo(second)).rejects.toThrow(/Somebody has worked on this task/)
    expect(await count()).toBe(1)
  })

  it('shows every part of a draft, each of which can be changed', async () => {
    const [first] = await proposalsOf(skill(), night())
    if (first === undefined) throw new RangeError('nothing was proposed')
    const fields = await skill().present(first.draft)
    expect(fields.map(({ key, editable }) => [key, editable])).toEqual([
      ['title', true],
      ['notes', true],
      ['role', true],
      ['dueDay', true],
    ])
  })
})
