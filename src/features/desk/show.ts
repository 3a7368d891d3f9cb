/** Proposals as the API gives them: with names of people, what the skill says of the draft, and what the caller may do. */
import { actorOf, type Principal } from '../../api/principal.ts'
import type { Text } from '../../core/lang.ts'
import { findLiveAction } from './action-store.ts'
import { verdictOn } from './by-rule.ts'
import { mayDecide, requiredProposal } from './decide.ts'
import { type DeskDeps, skillOf } from './deps.ts'
import { countProposals, type ListedProposal, listProposals, type ProposalFilter } from './list-store.ts'
import { transition, worstOf } from './model.ts'
import { readDraft } from './propose.ts'
import type { Actor, CheckFinding, DraftField, Proposal, ProposalQuery, ProposalRow } from './schema.ts'
import type { Skill } from './skill.ts'
import { readHistory, type StoredProposal } from './store.ts'
import { ACTOR_NAMES } from './words.ts'

const MOST_SIMILAR = 1_000
const LEVELS = ['none', 'note', 'warning', 'error'] as const

export async function listForApi(
  deps: DeskDeps,
  principal: Principal,
  query: ProposalQuery,
): Promise<{ items: ProposalRow[]; next: string | null }> {
  const { items, next } = await listProposals(deps.state, await filterOf(deps, principal, query), query)
  const named = await namesOf(
    deps,
    items.flatMap(({ assignee, decidedBy }) => [assignee, decidedBy]),
  )
  return { items: items.map((item) => rowOf(deps, principal, item, named)), next }
}

async function filterOf(deps: DeskDeps, principal: Principal, query: ProposalQuery): Promise<ProposalFilter> {
  const skills = deps.skills.filter(
    (skill) =>
      (query.role === undefined || skill.role === query.role) && (query.mine !== true || mayDecide(principal, skill)),
  )
  const isNarrowed = query.role !== undefined || query.mine === true
  const names = isNarrowed ? skills.map(({ name }) => name) : null
  const filter: ProposalFilter = {
    states: query.state,
    skills: query.skill === undefined ? names : (names ?? [query.skill]).filter((name) => name === query.skill),
    assignee: query.assignee === 'me' ? actorOf(principal) : (query.assignee ?? null),
    worst: query.level === undefined ? null : LEVELS.indexOf(query.level),
    subjectKind: null,
    except: null,
    words: (query.q ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
      .slice(0, 8),
  }
  if (query.similarTo === undefined) return filter
  return { ...filter, ...similarTo(await requiredProposal(deps, query.similarTo)) }
}

/** Open ones that the same decision would fit: of the same skill, about the same kind of subject, with the same worst finding. */
function similarTo({ id, skill, subject, checks }: StoredProposal) {
  const states = ['open'] as const
  return { states, skills: [skill], subjectKind: subject.kind, worst: worstOf(checks), except: id }
}

export async function showForApi(deps: DeskDeps, principal: Principal, id: string): Promise<Proposal> {
  const row = await requiredProposal(deps, id)
  const skill = skillOf(deps, row.skill)
  const value = skill === null ? null : draftValue(skill, row.draft)
  const [history, action] = await Promise.all([readHistory(deps.state, id), findLiveAction(deps.state.pool, id)])
  const named = await namesOf(deps, [
    row.assignee,
    row.decidedBy,
    row.firstApprover,
    ...history.flatMap(({ actor, action: what, note }) => (what === 'assigned' ? [actor, note] : [actor])),
  ])
  const iso = (at: number) => new Date(at).toISOString()
  const listed: ListedProposal = {
    ...row,
    createdAt: iso(row.createdAt),
    expiresAt: row.expiresAt === null ? null : iso(row.expiresAt),
    actsAt: row.actsAt === null ? null : iso(row.actsAt),
    decidedAt: row.decidedAt === null ? null : iso(row.decidedAt),
  }
  const base = rowOf(deps, principal, listed, named)
  const decides = base.mayDecide
  const isIdle = action === null || action.status === 'waiting'
  return {
    ...base,
    fields: skill === null || value === null ? [] : await fieldsOf(skill, value.value),
    draft: row.draft,
    author: row.author,
    evidence: row.evidence,
    checks: row.checks,
    reason: row.reason,
    history: history.map(({ at, actor, action: what, note, changes }) => ({
      at: iso(at),
      actor: actorNamed(actor, named),
      action: what,
      note: what === 'assigned' && note !== null ? actorNamed(note, named).name : note,
      changes: [...changes],
    })),
    receipt: row.receipt,
    failure: row.failure,
    mayUndo: decides && row.state === 'applied' && skill?.undo !== undefined && action === null,
    mayReopen: decides && isIdle && transition(row.state, 'reopen', 'person') !== null,
    acting:
      action === null
        ? null
        : { kind: action.kind, attempts: action.attempts, dueAt: iso(action.dueAt), error: action.error },
    autonomy: skill === null || value === null ? null : await autonomyOf(deps, skill, row),
    secondPair: {
      needed: skill !== null && value !== null && skill.secondPair(value.value),
      first: row.firstApprover === null ? null : actorNamed(row.firstApprover, named),
    },
    similar:
      skill === null || row.state !== 'open'
        ? 0
        : await countProposals(deps.state, { assignee: null, words: [], ...similarTo(row) }, MOST_SIMILAR),
    newer: skill === null ? null : await newerOf(skill, row),
  }
}

/** The draft as the skill reads it; null where it no longer does. */
function draftValue(skill: Skill<unknown>, draft: unknown): { value: unknown } | null {
  const read = skill.draft.safeParse(draft)
  return read.success ? { value: read.data } : null
}

async function fieldsOf(skill: Skill<unknown>, value: unknown): Promise<DraftField[]> {
  return [...(await skill.present(value))]
}

async function autonomyOf(deps: DeskDeps, skill: Skill<unknown>, row: StoredProposal): Promise<Text | null> {
  return row.state === 'open' ? (await verdictOn(deps, skill, row)).why : null
}

async function newerOf(skill: Skill<unknown>, { newer }: StoredProposal): Promise<Proposal['newer']> {
  if (newer === null) return null
  const { title, reason, effect, checks } = newer
  const fields = await fieldsOf(skill, readDraft(skill, newer.draft).value)
  return { at: new Date(newer.at).toISOString(), title, reason, effect, fields, checks }
}

function rowOf(
  deps: DeskDeps,
  principal: Principal,
  row: ListedProposal,
  named: ReadonlyMap<string, string>,
): ProposalRow {
  const skill = skillOf(deps, row.skill)
  return {
    id: row.id,
    skill: row.skill,
    skillTitle: skill?.title ?? { de: row.skill, en: row.skill },
    role: skill?.role ?? 'owner',
    subject: row.subject,
    title: row.title,
    state: row.state,
    effect: row.effect,
    findings: countLevels(row.checks),
    assignee: row.assignee === null ? null : actorNamed(row.assignee, named),
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    actsAt: row.actsAt,
    decidedAt: row.decidedAt,
    decidedBy: row.decidedBy === null ? null : actorNamed(row.decidedBy, named),
    version: row.version,
    contentHash: row.contentHash,
    mayDecide: skill !== null && mayDecide(principal, skill),
  }
}

function countLevels(checks: readonly Pick<CheckFinding, 'level'>[]): ProposalRow['findings'] {
  const of = (level: CheckFinding['level']) => checks.filter((check) => check.level === level).length
  return { error: of('error'), warning: of('warning'), note: of('note') }
}

async function namesOf({ people }: DeskDeps, actors: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const asked = new Set(actors.filter((actor) => actor !== null && ACTOR_NAMES[actor] === undefined))
  return asked.size === 0 ? new Map() : people.names([...asked].filter((actor) => actor !== null))
}

/** Somebody who is not here any more goes by their number. */
function actorNamed(id: string, named: ReadonlyMap<string, string>): Actor {
  return { id, name: ACTOR_NAMES[id] ?? named.get(id) ?? id }
}
