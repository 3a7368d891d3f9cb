import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  clearDesk,
  deskOf,
  draftOf,
  insideSkill,
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
import { decideBatch, previewBatch } from './batch.ts'
import { expireProposals } from './by-rule.ts'
import { approveProposal, rejectProposal, reopenProposal, withdrawProposal } from './decide.ts'
import type { DeskDeps } from './deps.ts'
import { propose } from './propose.ts'
import { assignTo, commentOn, editDraft, takeNewer } from './revise.ts'
import { type ProposalQuery, proposalQuery } from './schema.ts'
import { listForApi, showForApi } from './show.ts'
import { summarise } from './summary.ts'

let state: TestState
let clock: TestClock
let guard: TestGuard
let deps: DeskDeps
beforeAll(async () => {
  state = await openTestState()
})
afterAll(() => state.close())
beforeEach(async () => {
  await clearDesk(state)
  clock = testClock()
  guard = { blocks: new Set() }
  const editor = { ...insideSkill(guard, { name: 'test.texts' }), role: 'content-editor' as const }
  deps = deskOf(state, clock, [insideSkill(guard), outsideSkill(guard, () => ''), editor])
})
afterEach(async () => {
  // Whatever was done, the audit log tells it in an unbroken chain.
  const { brokenAt } = await verifyAudit(state)
  expect(brokenAt).toBeNull()
})

const skillNamed = (name: string) => {
  const skill = deps.skills.find((one) => one.name === name)
  if (skill === undefined) throw new Error(name)
  return skill
}
const put = (item: string, part: Partial<TestDraft> = {}, origin: string | null = null, skill = 'test.inside') =>
  propose(deps, skillNamed(skill), proposalOf(item, part), origin)

/** Puts one on the desk. @returns its id */
async function added(item: string, part: Partial<TestDraft> = {}, skill = 'test.inside'): Promise<string> {
  const outcome = await put(item, part, null, skill)
  if (outcome.kind !== 'proposed') throw new Error(`${item}: ${outcome.kind}`)
  return outcome.id
}
const show = (id: string, who = 2) => showForApi(deps, person(who), id)
const list = (query: Partial<Record<keyof ProposalQuery, unknown>> = {}, who = 2) =>
  listForApi(deps, person(who), proposalQuery.parse(query))
const items = async (query: Partial<Record<keyof ProposalQuery, unknown>> = {}, who = 2) =>
  (await list(query, who)).items.map(({ subject }) => subject.key)
async function approve(id: string, who = 2, more: { draft?: TestDraft; hash?: string } = {}) {
  const contentHash = more.hash ?? (await show(id)).contentHash
  return approveProposal(deps, person(who), id, { contentHash, draft: more.draft })
}
const actions = async () =>
  (await state.pool.query('SELECT status, kind, decided_by FROM proposal_actions ORDER BY id')).rows

describe('proposing', () => {
  it('puts one open proposal on the desk for each subject, however often the same is proposed', async () => {
    const id = await added('a')
    expect(await put('a')).toEqual({ kind: 'same' })
    expect(await show(id)).toMatchObject({ state: 'open', version: 1, mayDecide: true, similar: 0 })
    expect(await items()).toEqual(['a'])
  })

  it('at the same time from many sides is one proposal', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => put('a')))
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['proposed', ...Array(7).fill('same')])
  })

  it('withdraws the earlier draft for the subject where nobody is at work on it', async () => {
    const first = await added('a')
    const second = await added('a', { cents: 200 })
    expect((await show(first)).state).toBe('withdrawn')
    expect((await show(first)).history.map(({ action }) => action)).toEqual(['proposed', 'superseded'])
    expect((await show(second)).state).toBe('open')
  })

  it('keeps a later draft beside one that somebody has taken on, to be taken over', async () => {
    const id = await added('a')
    await assignTo(deps, person(2), id, 'person:3')
    expect(await put('a', { cents: 200 })).toEqual({ kind: 'newer', id })
    expect(await put('a', { cents: 200 })).toEqual({ kind: 'same' })
    const seen = await show(id)
    expect(seen.fields.map(({ value }) => value)).toEqual(['a', 100])
    expect(seen.newer?.fields.map(({ value }) => value)).toEqual(['a', 200])
    await takeNewer(deps, person(2), id, String(seen.version))
    expect(await show(id)).toMatchObject({ draft: draftOf('a', { cents: 200 }), newer: null, state: 'open' })
    // It is what the skill proposed: approved as it is, it counts as approved and not as changed.
    expect(await approve(id)).toEqual({ kind: 'done' })
    expect((await show(id)).state).toBe('approved')
  })

  it('by a night that was cut off and goes on does not propose twice, also where the draft comes out differently', async () => {
    await put('a', {}, 'night:1')
    expect(await put('a', { cents: 999 }, 'night:1')).toEqual({ kind: 'same' })
    expect((await put('a', { cents: 999 }, 'night:2')).kind).toBe('proposed')
  })

  it('does not come again unchanged after it was rejected', async () => {
    const id = await added('a')
    const { contentHash } = await show(id)
    await rejectProposal(deps, person(2), id, { contentHash, reason: 'wrong' })
    expect(await put('a')).toEqual({ kind: 'refused' })
    clock.pass(91 * 86_400_000)
    expect((await put('a')).kind).toBe('proposed')
  })

  it('refuses a draft that is not what the skill says it is', async () => {
    const odd = { ...proposalOf('a'), draft: { item: 'a', cents: 'many' } }
    await expect(propose(deps, skillNamed('test.inside'), odd, null)).rejects.toMatchObject({ code: 'input.invalid' })
    expect(await items()).toEqual([])
  })
})

describe('approving', () => {
  it('calls a field that cannot be read as the person sees it, in both languages', async () => {
    const id = await added('a')
    const { version } = await show(id)
    const draft = { ...draftOf('a'), cents: null }
    const refused = editDraft(deps, person(3), id, { draft, version: String(version) })
    const text = { de: '„cents“ ist leer; tragen Sie etwas ein.', en: '‘cents’ is empty; enter something.' }
    await expect(refused).rejects.toMatchObject({ code: 'input.invalid', details: { field: 'cents', text } })
  })

  it('binds to what was seen: a draft changed since is refused', async () => {
    const id = await added('a')
    const { contentHash, version } = await show(id)
    await editDraft(deps, person(3), id, { draft: draftOf('a', { cents: 90 }), version: String(version) })
    expect(await approve(id, 2, { hash: contentHash })).toMatchObject({ kind: 'changed' })
    expect(await show(id)).toMatchObject({ state: 'open', draft: { cents: 90 } })
    expect(await actions()).toEqual([])
  })

  it('with a change stores the draft, what changed, and what is to be done, together', async () => {
    const id = await added('a')
    expect(await approve(id, 2, { draft: draftOf('a', { cents: 90 }) })).toEqual({ kind: 'done' })
    const seen = await show(id)
    expect(seen).toMatchObject({ state: 'edited', draft: { cents: 90 }, mayReopen: true })
    expect(seen.history.at(-1)).toMatchObject({
      action: 'approved',
      actor: { id: 'person:2', name: 'Name person:2' },
      changes: [{ field: 'cents', before: 100, after: 90 }],
    })
    expect(await actions()).toEqual([{ status: 'waiting', kind: 'apply', decided_by: 'person:2' }])
  })

  it('refuses a change of what is not to be changed', async () => {
    const id = await added('a')
    await expect(approve(id, 2, { draft: draftOf('b') })).rejects.toThrow(/^item: cannot be changed here/)
    await expect(approve(id, 2, { draft: draftOf('a', { two: true }) })).rejects.toThrow(/^two: /)
    expect((await show(id)).state).toBe('open')
  })

  it('is refused while a guardrail stands against it, also one that did not when it was proposed', async () => {
    const id = await added('a')
    guard.blocks = new Set(['a'])
    expect(await approve(id)).toMatchObject({ kind: 'blocked', message: { en: expect.stringContaining('Too cheap.') } })
    expect(await show(id)).toMatchObject({ state: 'open', findings: { error: 1 } })
    guard.blocks = new Set()
    expect(await approve(id)).toEqual({ kind: 'done' })
  })

  it('twice at the same time decides once', async () => {
    const id = await added('a')
    const { contentHash } = await show(id)
    const outcomes = await Promise.all([2, 3, 1].map((who) => approveProposal(deps, person(who), id, { contentHash })))
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['decided', 'decided', 'done'])
    expect(await actions()).toHaveLength(1)
  })

  it('is for the role the skill names', async () => {
    const id = await added('a', {}, 'test.texts')
    for (const who of [2, 5]) await expect(approve(id, who)).rejects.toMatchObject({ code: 'access.denied' })
    expect((await show(id, 5)).mayDecide).toBe(false)
    expect(await approve(id, 4)).toEqual({ kind: 'done' })
  })

  it('that needs two people is given by two different ones who saw the same', async () => {
    const id = await added('a', { two: true })
    expect(await approve(id, 2)).toEqual({ kind: 'first' })
    expect(await show(id)).toMatchObject({ state: 'open', secondPair: { needed: true, first: { id: 'person:2' } } })
    expect(await approve(id, 2)).toMatchObject({ kind: 'denied' })
    const key = { ...person(1), kind: 'key' as const }
    const { contentHash } = await show(id)
    expect(await approveProposal(deps, key, id, { contentHash })).toMatchObject({ kind: 'denied' })
    // A change makes the first approval void: it was for something else.
    expect(await approve(id, 3, { draft: draftOf('a', { two: true, cents: 90 }) })).toEqual({ kind: 'first' })
    expect(await approve(id, 2)).toEqual({ kind: 'done' })
    expect((await show(id)).state).toBe('edited')
  })
})

describe('after a decision', () => {
  it('it can be taken back to the desk before it acts, and decided again', async () => {
    const id = await added('a')
    await approve(id)
    await reopenProposal(deps, person(2), id)
    expect(await show(id)).toMatchObject({ state: 'open', decidedBy: null, acting: null })
    expect(await actions()).toEqual([{ status: 'cancelled', kind: 'apply', decided_by: 'person:2' }])
    expect(await approve(id)).toEqual({ kind: 'done' })
  })

  it('it can be withdrawn for good, and nothing else is possible then', async () => {
    const id = await added('a')
    await approve(id)
    await withdrawProposal(deps, person(2), id, 'not today')
    expect(await show(id)).toMatchObject({ state: 'withdrawn', mayReopen: false, mayUndo: false })
    await expect(reopenProposal(deps, person(2), id)).rejects.toMatchObject({ code: 'input.conflict' })
    expect(await approve(id)).toMatchObject({ kind: 'decided' })
  })
})

describe('a rejection', () => {
  const rejected = async (item: string) => {
    const id = await added(item)
    const { contentHash } = await show(id)
    await rejectProposal(deps, person(2), id, { contentHash, reason: 'wrong', note: 'too dear' })
    return id
  }
  const faultOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => null,
      (error: unknown) => error,
    )

  it('can be taken back; then a person decides anew, and the audit log tells both', async () => {
    const id = await rejected('a')
    expect(await show(id)).toMatchObject({ state: 'rejected', mayReopen: true })
    expect(await show(id, 5)).toMatchObject({ mayReopen: false })
    await reopenProposal(deps, person(2), id)
    expect(await show(id)).toMatchObject({ state: 'open', decidedBy: null, decidedAt: null, actsAt: null })
    expect((await show(id)).history.map(({ action }) => action)).toEqual(['proposed', 'rejected', 'reopened'])
    const { rows } = await state.pool.query('SELECT actor, action FROM audit_log WHERE subject = $1 ORDER BY id', [id])
    expect(rows.at(-1)).toEqual({ actor: 'person:2', action: 'proposal.reopened' })
    // It is no longer one that nobody wants: the same draft is there already.
    expect(await put('a')).toEqual({ kind: 'same' })
    expect(await approve(id)).toEqual({ kind: 'done' })
  })

  it('stays where there is a newer proposal about the same subject, and says so in both languages', async () => {
    const id = await rejected('a')
    const newer = await added('a', { cents: 200 })
    expect(await faultOf(reopenProposal(deps, person(2), id))).toMatchObject({
      code: 'input.conflict',
      details: { text: { de: expect.stringMatching(/neueren Vorschlag \(offen\)/) } },
      message: expect.stringMatching(/newer proposal about the same subject by now \(open\)/),
    })
    await approve(newer)
    expect(await faultOf(reopenProposal(deps, person(2), id))).toMatchObject({ code: 'input.conflict' })
    expect((await show(id)).state).toBe('rejected')
  })

  it('taken back while the same skill proposes anew leaves one open proposal, whoever comes first', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, (_, n) => rejected(`r${n}`)))
    await Promise.all(
      ids.flatMap((id, n) => [faultOf(reopenProposal(deps, person(2), id)), put(`r${n}`, { cents: 7 })]),
    )
    expect((await items()).sort()).toEqual(ids.map((_, n) => `r${n}`))
  })

  it('stays once the proposal would have expired', async () => {
    const id = await rejected('a')
    clock.pass(30 * 86_400_000)
    expect(await faultOf(reopenProposal(deps, person(2), id))).toMatchObject({
      message: expect.stringMatching(/would have expired/),
    })
  })
})

describe('working at a proposal', () => {
  it('an edit says which version it is for, and keeps what it changed', async () => {
    const id = await added('a')
    const edit = (cents: number, version: string) =>
      editDraft(deps, person(2), id, { draft: draftOf('a', { cents }), version })
    await edit(90, '1')
    await expect(edit(80, '1')).rejects.toMatchObject({ code: 'input.changed' })
    const seen = await show(id)
    expect(seen).toMatchObject({ version: 2, draft: { cents: 90 } })
    expect(seen.history.map(({ action, changes }) => [action, changes])).toEqual([
      ['proposed', []],
      ['edited', [{ field: 'cents', before: 100, after: 90 }]],
    ])
  })

  it('is given only to somebody who may decide it', async () => {
    const id = await added('a')
    await expect(assignTo(deps, person(2), id, 'person:5')).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(assignTo(deps, person(2), id, 'person:99')).rejects.toMatchObject({ code: 'input.not-found' })
    await assignTo(deps, person(2), id, 'person:3')
    expect(await items({ assignee: 'me' }, 3)).toEqual(['a'])
    expect(await items({ assignee: 'none' })).toEqual([])
    expect(await summarise(deps, person(3))).toMatchObject({ open: 1, mine: 1, acting: 0, failed: 0 })
  })

  it('keeps comments as they were said, and none of their words in the audit log', async () => {
    const id = await added('a')
    await commentOn(deps, person(2), id, 'Why so \0cheap?')
    expect((await show(id)).history.at(-1)).toMatchObject({ action: 'commented', note: 'Why so cheap?' })
    const { rows } = await state.pool.query<{ line: string }>('SELECT details::text AS line FROM audit_log')
    expect(rows.map(({ line }) => line).join()).not.toMatch(/cheap|Name/)
  })
})

describe('time', () => {
  it('expires what nobody decided, and nothing else', async () => {
    const [left, decided] = [await added('a'), await added('b')]
    await approve(decided)
    clock.pass(7 * 86_400_000)
    expect(await expireProposals(deps, new AbortController().signal)).toBe(1)
    expect([(await show(left)).state, (await show(decided)).state]).toEqual(['expired', 'approved'])
  })
})

describe('the list', () => {
  it('is in order of the size of the effect, in pieces that miss and repeat nothing', async () => {
    for (let n = 0; n < 25; n++)
      await propose(deps, skillNamed('test.inside'), proposalOf(`i${n}`, {}, n % 5 === 0 ? null : (n % 7) * -100), null)
    for (const sort of ['effect', 'oldest', 'newest']) {
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await list({ sort, limit: 4, after })
        seen.push(...page.items.map(({ subject }) => subject.key))
        after = page.next ?? undefined
      } while (after !== undefined)
      expect(seen).toEqual(await items({ sort, limit: 200 }))
      expect(new Set(seen).size).toBe(25)
    }
    const cents = (await list({ limit: 200 })).items.map(({ effect }) =>
      effect === null ? -1 : Math.abs(effect.cents ?? 0),
    )
    expect(cents).toEqual([...cents].sort((a, b) => b - a))
  })

  it('is narrowed by state, skill, role, level, words and what the caller may decide', async () => {
    const a = await added('alpha')
    await added('beta', { bad: true })
    await added('gamma', {}, 'test.texts')
    await approve(a)
    expect(await items({ state: 'approved' })).toEqual(['alpha'])
    expect((await items({ state: 'all' })).sort()).toEqual(['alpha', 'beta', 'gamma'])
    expect(await items({ skill: 'test.texts' })).toEqual(['gamma'])
    expect(await items({ role: 'content-editor' })).toEqual(['gamma'])
    expect(await items({ level: 'error' })).toEqual(['beta'])
    expect(await items({ level: 'none' })).toEqual(['gamma'])
    expect(await items({ q: 'preis BETA' })).toEqual(['beta'])
    expect(await items({ q: '%' })).toEqual([])
    expect(await items({ mine: 'true' })).toEqual(['beta'])
    expect(await items({ mine: 'true' }, 5)).toEqual([])
    expect(() => proposalQuery.parse({ state: 'nonsense' })).toThrow()
  })

  it('finds those that the same decision would fit', async () => {
    const id = await added('a')
    await added('b')
    await added('c', { bad: true })
    await added('d', {}, 'test.texts')
    expect(await items({ similarTo: id })).toEqual(['b'])
    expect((await show(id)).similar).toBe(1)
  })
})

describe('a batch', () => {
  it('says before what it would do, does it, and names what it could not', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'] as const
    const ids = new Map<string, string>()
    for (const name of names)
      ids.set(name, await added(name, { bad: name === 'c' }, name === 'e' ? 'test.texts' : 'test.inside'))
    const proposals = await Promise.all(
      [...ids.values()].map(async (id) => ({ id, contentHash: (await show(id)).contentHash })),
    )
    const idOf = (name: string) => ids.get(name) ?? ''
    await editDraft(deps, person(2), idOf('b'), { draft: draftOf('b', { cents: 1 }), version: '1' })
    await withdrawProposal(deps, person(2), idOf('d'), undefined)
    const body = {
      decision: 'approve' as const,
      proposals: [...proposals, { id: '00000000-0000-4000-8000-000000000000', contentHash: '' }],
    }
    const preview = await previewBatch(deps, person(2), body)
    expect(preview.outcomes.map(({ outcome }) => outcome)).toEqual([
      'ready',
      'changed',
      'blocked',
      'decided',
      'denied',
      'gone',
    ])
    expect(preview).toMatchObject({ ready: 1, effectCents: 100 })
    expect(await actions()).toEqual([])
    const done = await decideBatch(deps, person(2), body)
    expect(done.outcomes.map(({ outcome }) => outcome)).toEqual([
      'done',
      'changed',
      'blocked',
      'decided',
      'denied',
      'gone',
    ])
    expect(await actions()).toHaveLength(1)
    expect((await decideBatch(deps, person(2), body)).outcomes[0]?.outcome).toBe('decided')
  })
})
