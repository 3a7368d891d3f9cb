/** What people do with a proposal short of deciding it: change the draft, take a newer one over, comment, assign; and undo. */
import { actorOf, type Principal } from '../../api/principal.ts'
import { mustBe } from '../../api/version.ts'
import { AppError, textFault } from '../../core/errors.ts'
import { mayDecideFor } from '../../core/rights.ts'
import { findLiveAction, insertAction } from './action-store.ts'
import { lockedProposal, noteOf, permit, readEdit, requiredProposal } from './decide.ts'
import { type DeskDeps, requiredSkill } from './deps.ts'
import { readDraft } from './propose.ts'
import { record } from './record.ts'
import { replaceContent, type StoredProposal, updateProposal } from './store.ts'
import { decidedWords, REFUSALS } from './words.ts'

/** Stores the changed draft of an open proposal with what the checks say of it. From then on it waits for a person. */
export async function editDraft(
  deps: DeskDeps,
  principal: Principal,
  id: string,
  { draft, version }: { draft: Record<string, unknown>; version: string },
): Promise<void> {
  const seen = await openProposal(deps, principal, id)
  const skill = requiredSkill(deps, seen.skill)
  mustBe(seen.version, version)
  const edit = await readEdit(skill, seen, draft)
  if (edit.changes.length === 0) return
  const checks = [...(await skill.check(edit.value))]
  await deps.state.transaction(async (client) => {
    const row = await lockedProposal(client, id)
    mustBe(row.version, version)
    await updateProposal(client, id, {
      draft: edit.stored,
      checks,
      contentHash: edit.contentHash,
      actsAt: null,
      firstApprover: null,
    })
    await record(client, {
      proposal: row,
      at: deps.clock.now(),
      actor: actorOf(principal),
      action: 'edited',
      changes: edit.changes,
      details: { contentHash: edit.contentHash, fields: edit.changes.length },
    })
  })
}

/** Puts the newer draft that waits beside this one in its place. */
export async function takeNewer(deps: DeskDeps, principal: Principal, id: string, version: string): Promise<void> {
  const seen = await openProposal(deps, principal, id)
  const skill = requiredSkill(deps, seen.skill)
  if (seen.newer === null) throw textFault('input.conflict', REFUSALS['no-newer'])
  mustBe(seen.version, version)
  const { newer } = seen
  const checks = [...(await skill.check(readDraft(skill, newer.draft).value))]
  await deps.state.transaction(async (client) => {
    const row = await lockedProposal(client, id)
    mustBe(row.version, version)
    await replaceContent(client, row, newer, checks)
    await record(client, {
      proposal: row,
      at: deps.clock.now(),
      actor: actorOf(principal),
      action: 'taken-over',
      details: { contentHash: newer.contentHash },
    })
  })
}

async function openProposal(deps: DeskDeps, principal: Principal, id: string): Promise<StoredProposal> {
  const seen = await requiredProposal(deps, id)
  permit(principal, requiredSkill(deps, seen.skill))
  if (seen.state !== 'open') throw textFault('input.conflict', decidedWords(seen.state))
  return seen
}

/** Whoever works here may comment, also on what another role decides. */
export async function commentOn(deps: DeskDeps, principal: Principal, id: string, note: string): Promise<void> {
  const text = noteOf(note)
  if (text === null) throw new AppError('usage.invalid', 'note: says nothing.')
  await deps.state.transaction(async (client) => {
    const row = await lockedProposal(client, id)
    const actor = actorOf(principal)
    await record(client, { proposal: row, at: deps.clock.now(), actor, action: 'commented', note: text })
  })
}

/** Gives it to somebody, or to nobody. What somebody has taken on does not act by itself. */
export async function assignTo(
  deps: DeskDeps,
  principal: Principal,
  id: string,
  assignee: string | null,
): Promise<void> {
  const seen = await openProposal(deps, principal, id)
  const skill = requiredSkill(deps, seen.skill)
  if (assignee !== null) {
    const role = await deps.people.roleOf(assignee)
    if (role === null) throw new AppError('input.not-found', `Nobody here is '${assignee}'.`)
    if (!mayDecideFor(role, skill.role))
      throw new AppError('input.invalid', `assignee: does not decide what '${skill.name}' proposes.`)
  }
  await deps.state.transaction(async (client) => {
    const row = await lockedProposal(client, id)
    if (row.state !== 'open') throw textFault('input.conflict', decidedWords(row.state))
    if (row.assignee === assignee) return
    await updateProposal(client, id, { assignee, ...(assignee === null ? {} : { actsAt: null }) })
    const details = { assignee }
    await record(client, {
      proposal: row,
      at: deps.clock.now(),
      actor: actorOf(principal),
      action: 'assigned',
      note: assignee,
      details,
    })
  })
}

/** Puts undoing into the queue; it stays applied until that has come through. */
export async function undoProposal(deps: DeskDeps, principal: Principal, id: string): Promise<void> {
  const seen = await requiredProposal(deps, id)
  const skill = requiredSkill(deps, seen.skill)
  permit(principal, skill)
  if (skill.undo === undefined) throw textFault('input.conflict', REFUSALS['no-undo'])
  const now = deps.clock.now()
  const actor = actorOf(principal)
  await deps.state.transaction(async (client) => {
    const row = await lockedProposal(client, id)
    if (row.state !== 'applied') throw textFault('input.conflict', decidedWords(row.state))
    if ((await findLiveAction(client, id)) !== null) return
    await insertAction(client, {
      proposalId: id,
      kind: 'undo',
      skill: row.skill,
      decidedBy: actor,
      dueAt: now,
      now,
      rule: null,
    })
    await updateProposal(client, id, { failure: null })
    await record(client, { proposal: row, at: now, actor, action: 'undo-asked' })
  })
}
