/** A person, or autonomy, decides: approve, reject, back to the desk, withdraw. Each in one transaction with its record. */
import type { PoolClient } from 'pg'
import { actorOf, type Principal } from '../../api/principal.ts'
import { AppError, textFault } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'
import { mayDecideFor } from '../../core/rights.ts'
import { endAction, findLiveAction, insertAction } from './action-store.ts'
import { type DeskDeps, requiredSkill } from './deps.ts'
import {
  approve as approval,
  type Change,
  changesBetween,
  contentHashOf,
  forbiddenChange,
  storableText,
  transition,
} from './model.ts'
import { readDraft } from './propose.ts'
import { record } from './record.ts'
import type { CheckFinding, REJECT_REASONS } from './schema.ts'
import type { Skill } from './skill.ts'
import { findProposal, lockLastFor, lockProposal, type StoredProposal, updateProposal } from './store.ts'
import { blockedWords, decidedWords, newerWords, REFUSALS, unreadableWords } from './words.ts'

/** How long a person can take back a decision before it acts. */
const SECOND_THOUGHTS_MS = 5_000

export type Decision =
  | { readonly kind: 'done' | 'first' }
  | { readonly kind: 'changed' | 'blocked' | 'decided' | 'denied'; readonly message: Text }

/** @throws AppError 'input.not-found' */
export async function requiredProposal(deps: DeskDeps, id: string): Promise<StoredProposal> {
  const found = await findProposal(deps.state, id)
  if (found === null) throw new AppError('input.not-found', `There is no proposal ${id}.`)
  return found
}

/** @throws AppError 'access.denied' where the principal's role does not decide what this skill proposes */
export function permit(principal: Principal, skill: Pick<Skill<unknown>, 'role'>): void {
  if (mayDecide(principal, skill)) return
  throw textFault('access.denied', REFUSALS['not-yours'])
}

export function mayDecide(principal: Principal, skill: Pick<Skill<unknown>, 'role'>): boolean {
  return principal.rights.has('desk.decide') && mayDecideFor(principal.role, skill.role)
}

const REFUSAL_CODES = {
  changed: 'input.changed',
  blocked: 'input.conflict',
  decided: 'input.conflict',
  denied: 'access.denied',
} as const

/** The refusal as an error, for whoever asked about this one alone; what was done passes. */
export function throwRefusal(decision: Decision): void {
  if ('message' in decision) throw textFault(REFUSAL_CODES[decision.kind], decision.message)
}

export interface ApproveRequest {
  readonly contentHash: string
  readonly draft?: Record<string, unknown> | undefined
  readonly note?: string | undefined
}

/** Approves what was seen, with a change where one is given, and puts it into the queue of what is to be done. */
export async function approveProposal(
  deps: DeskDeps,
  principal: Principal,
  id: string,
  request: ApproveRequest,
): Promise<Decision> {
  const seen = await requiredProposal(deps, id)
  const skill = requiredSkill(deps, seen.skill)
  permit(principal, skill)
  if (seen.contentHash !== request.contentHash) return { kind: 'changed', message: REFUSALS.changed }
  const edit = await readEdit(skill, seen, request.draft ?? seen.draft)
  const checks = [...(await skill.check(edit.value))]
  const now = deps.clock.now()
  const actor = actorOf(principal)
  return deps.state.transaction(async (client) => {
    const row = await lockedProposal(client, id)
    const needsSecond = skill.secondPair(edit.value)
    const outcome = approval(row, {
      seenHash: request.contentHash,
      contentHash: edit.contentHash,
      checks,
      needsSecond,
      cause: 'person',
      actor,
    })
    const note = noteOf(request.note)
    if (outcome.kind === 'refused') return refuse(client, row, outcome.why, checks)
    const content = { draft: edit.stored, checks, contentHash: edit.contentHash }
    const details = { contentHash: edit.contentHash, edited: outcome.kind === 'decided' && outcome.to === 'edited' }
    if (outcome.kind === 'first') {
      await updateProposal(client, id, { ...content, firstApprover: actor, actsAt: null })
      await record(client, { proposal: row, at: now, actor, action: 'seconded', note, changes: edit.changes, details })
      return { kind: 'first' }
    }
    await updateProposal(client, id, {
      ...content,
      state: outcome.to,
      decidedAt: now,
      decidedBy: actor,
      actsAt: null,
      failure: null,
      newer: null,
    })
    await insertAction(client, {
      proposalId: id,
      kind: 'apply',
      skill: row.skill,
      decidedBy: actor,
      dueAt: Math.max(now + SECOND_THOUGHTS_MS, skill.notBefore?.(edit.value) ?? 0),
      now,
      rule: null,
    })
    await record(client, { proposal: row, at: now, actor, action: 'approved', note, changes: edit.changes, details })
    return { kind: 'done' }
  })
}

/** What the checks say now is kept where they block, so that whoever looks again sees why. */
async function refuse(
  client: PoolClient,
  row: StoredProposal,
  why: 'state' | 'changed' | 'blocked' | 'same-person' | 'not-a-person',
  checks: readonly CheckFinding[],
): Promise<Decision> {
  switch (why) {
    case 'state':
      return { kind: 'decided', message: decidedWords(row.state) }
    case 'changed':
      return { kind: 'changed', message: REFUSALS.changed }
    case 'blocked':
      await updateProposal(client, row.id, { checks: [...checks] })
      return { kind: 'blocked', message: blockedWords(checks) }
    default:
      return { kind: 'denied', message: REFUSALS[why] }
  }
}

export interface Edit {
  readonly value: unknown
  readonly stored: Record<string, unknown>
  readonly contentHash: string
  readonly changes: readonly Change[]
}

/**
 * Reads a changed draft; only what the skill shows as editable may differ.
 * @throws AppError 'input.invalid' naming the field
 */
export async function readEdit(
  skill: Skill<unknown>,
  proposal: Pick<StoredProposal, 'subject' | 'draft'>,
  draft: Record<string, unknown>,
): Promise<Edit> {
  const { value, stored } = await readByPerson(skill, proposal.draft, draft)
  const changes = changesBetween(proposal.draft, stored)
  if (changes.length > 0) {
    const fields = await skill.present(readDraft(skill, proposal.draft).value)
    const editable = fields.filter((field) => field.editable).map(({ key }) => key)
    const forbidden = forbiddenChange(changes, editable)
    if (forbidden !== null)
      throw new AppError('input.invalid', `${forbidden.field}: cannot be changed here; reject the proposal instead.`)
  }
  return { value, stored, changes, contentHash: contentHashOf(skill.name, proposal.subject, stored) }
}

/** A field that cannot be read is called as the person sees it. */
async function readByPerson(skill: Skill<unknown>, before: unknown, draft: Record<string, unknown>) {
  try {
    return readDraft(skill, draft)
  } catch (error) {
    const path = error instanceof AppError ? error.details.field : undefined
    if (typeof path !== 'string') throw error
    const fields = await skill.present(readDraft(skill, before).value)
    const field = fields.find(({ key }) => key === path)
    if (field === undefined) throw error
    throw textFault('input.invalid', unreadableWords(field.label, draft[path]), { field: path })
  }
}

export interface RejectRequest {
  readonly contentHash: string
  readonly reason: (typeof REJECT_REASONS)[number]
  readonly note?: string | undefined
}

export async function rejectProposal(
  deps: DeskDeps,
  principal: Principal,
  id: string,
  request: RejectRequest,
): Promise<Decision> {
  const { skill } = await requiredProposal(deps, id)
  permit(principal, requiredSkill(deps, skill))
  const now = deps.clock.now()
  const actor = actorOf(principal)
  return deps.state.transaction(async (client) => {
    const row = await lockedProposal(client, id)
    const state = transition(row.state, 'reject', 'person')
    if (state === null) return { kind: 'decided', message: decidedWords(row.state) }
    if (row.contentHash !== request.contentHash) return { kind: 'changed', message: REFUSALS.changed }
    const { reason } = request
    const decided = { decidedAt: now, decidedBy: actor, endedAt: now }
    await updateProposal(client, id, { state, ...decided, rejectReason: reason, actsAt: null, newer: null })
    const note = noteOf(request.note)
    await record(client, { proposal: row, at: now, actor, action: 'rejected', note, details: { reason } })
    return { kind: 'done' }
  })
}

/** Takes a rejection back to the desk, or an approval while it has not begun to act. */
export async function reopenProposal(deps: DeskDeps, principal: Principal, id: string): Promise<void> {
  await takeOffQueue(deps, principal, id, 'reopen')
}

/** Takes a proposal off the desk, or a decision off the queue, for good. */
export async function withdrawProposal(
  deps: DeskDeps,
  principal: Principal,
  id: string,
  note: string | undefined,
): Promise<void> {
  await takeOffQueue(deps, principal, id, 'withdraw', note)
}

async function takeOffQueue(
  deps: DeskDeps,
  principal: Principal,
  id: string,
  command: 'reopen' | 'withdraw',
  note?: string,
): Promise<void> {
  const { skill, subject } = await requiredProposal(deps, id)
  permit(principal, requiredSkill(deps, skill))
  const now = deps.clock.now()
  await deps.state.transaction(async (client) => {
    // Before the proposal, as whoever proposes does.
    const last = await lockLastFor(client, skill, subject)
    const row = await lockedProposal(client, id)
    const state = transition(row.state, command, 'person')
    if (state === null) throw textFault('input.conflict', decidedWords(row.state))
    if (row.state === 'rejected') refuseOutdated(row, last, now)
    await cancelAction(client, id, now)
    await updateProposal(client, id, {
      state,
      actsAt: null,
      firstApprover: null,
      ...(state === 'open'
        ? { decidedAt: null, decidedBy: null, rejectReason: null, endedAt: null }
        : { endedAt: now }),
    })
    await record(client, {
      proposal: row,
      at: now,
      actor: actorOf(principal),
      action: command === 'reopen' ? 'reopened' : 'withdrawn',
      note: noteOf(note),
    })
  })
}

/** What was rejected comes back as long as it is the last word on its subject. @throws AppError 'input.conflict' */
function refuseOutdated(row: StoredProposal, last: StoredProposal | null, now: number): void {
  if (last !== null && last.id !== row.id) throw textFault('input.conflict', newerWords(last.state))
  if (row.expiresAt !== null && row.expiresAt <= now) throw textFault('input.conflict', REFUSALS.outlived)
}

/** @throws AppError 'input.conflict' where it has begun to act */
async function cancelAction(client: PoolClient, proposalId: string, now: number): Promise<void> {
  const action = await findLiveAction(client, proposalId)
  if (action === null) return
  if (action.status === 'acting') throw textFault('input.conflict', REFUSALS.acting)
  await endAction(client, action.id, { status: 'cancelled', error: null, doubtful: action.doubtful, now })
}

/** @throws AppError 'input.not-found' */
export async function lockedProposal(client: PoolClient, id: string): Promise<StoredProposal> {
  const row = await lockProposal(client, id)
  if (row === null) throw new AppError('input.not-found', `There is no proposal ${id}.`)
  return row
}

export function noteOf(note: string | undefined): string | null {
  const text = storableText(note ?? '').trim()
  return text === '' ? null : text
}
