/** What happens on the desk without a person: proposals whose time to act by themselves has come, and those that expire. */
import type { PoolClient } from 'pg'
import { dayOf } from '../../core/time.ts'
import { insertAction, postponeClock } from './action-store.ts'
import { type DeskDeps, skillOf } from './deps.ts'
import { listDue } from './list-store.ts'
import { approve, transition } from './model.ts'
import { readDraft } from './propose.ts'
import { record } from './record.ts'
import type { Verdict } from './rule.ts'
import type { Skill } from './skill.ts'
import { findProposal, lockProposal, type StoredProposal, updateProposal } from './store.ts'

const AUTONOMY = 'autonomy'

/** How long one waits whose checks could not be asked. */
const AGAIN_MS = 300_000

/** Decides one whose time has come: approves it within the budgets, puts it off, or leaves it to a person. */
export async function decideByRule(deps: DeskDeps, id: string): Promise<void> {
  try {
    await decide(deps, id)
  } catch (error) {
    await postponeClock(deps.state, id, deps.clock.now() + AGAIN_MS)
    throw error
  }
}

async function decide(deps: DeskDeps, id: string): Promise<void> {
  const seen = await findProposal(deps.state, id)
  const skill = seen === null ? null : skillOf(deps, seen.skill)
  if (seen === null || skill === null) return
  const draft = readDraft(skill, seen.draft).value
  const checks = [...(await skill.check(draft))]
  const errors = checks.filter(({ level }) => level === 'error').length
  const weight = skill.weight(draft)
  await deps.state.transaction(async (client) => {
    const row = await lockProposal(client, id)
    const now = deps.clock.now()
    // Somebody was quicker: decided it, changed it, or took it on.
    if (row === null || row.state !== 'open' || row.actsAt === null || row.actsAt > now) return
    if (row.contentHash !== seen.contentHash || (await deps.rule.isStopped(client))) return
    const needsSecond = skill.secondPair(draft)
    const facts = { skill: skill.name, errors, needsSecond, ...weight, moment: 'due' as const }
    const verdict = await deps.rule.verdict(client, facts)
    // What has a time of its own is decided at that time, within the budget of that day.
    const at = skill.notBefore?.(draft) ?? 0
    if (verdict.do === 'act' && at > now) return putOff(client, row, { ...verdict, at }, { now, checks })
    if (verdict.do !== 'act' || verdict.at > now) return putOff(client, row, verdict, { now, checks })
    const outcome = approve(row, {
      seenHash: seen.contentHash,
      contentHash: row.contentHash,
      checks,
      needsSecond,
      cause: 'rule',
      actor: AUTONOMY,
    })
    if (outcome.kind !== 'decided') return putOff(client, row, { do: 'wait' }, { now, checks })
    await updateProposal(client, id, {
      checks,
      state: outcome.to,
      decidedAt: now,
      decidedBy: AUTONOMY,
      actsAt: null,
      newer: null,
    })
    const rule = { day: dayOf(now, deps.timeZone), cents: weight.cents }
    const action = {
      proposalId: id,
      kind: 'apply' as const,
      skill: row.skill,
      decidedBy: AUTONOMY,
      dueAt: now,
      now,
      rule,
    }
    await insertAction(client, action)
    const details = { contentHash: row.contentHash }
    await record(client, { proposal: row, at: now, actor: AUTONOMY, action: 'approved', details })
  })
}

async function putOff(
  client: PoolClient,
  row: StoredProposal,
  verdict: Verdict | { readonly do: 'wait' },
  { now, checks }: { now: number; checks: StoredProposal['checks'] },
): Promise<void> {
  const actsAt = verdict.do === 'act' ? verdict.at : verdict.do === 'block' ? verdict.again : null
  await updateProposal(client, row.id, { checks, actsAt })
  // That it waits for a person now is news; that it waits for tomorrow's budget is not.
  if (actsAt === null) await record(client, { proposal: row, at: now, actor: AUTONOMY, action: 'held' })
}

/** @returns how many expired */
export async function expireProposals(deps: DeskDeps, signal: AbortSignal): Promise<number> {
  let count = 0
  for (;;) {
    const ids = await listDue(deps.state, 'expires_at', deps.clock.now())
    for (const id of ids) {
      signal.throwIfAborted()
      if (await expire(deps, id)) count++
    }
    if (ids.length === 0) return count
  }
}

function expire(deps: DeskDeps, id: string): Promise<boolean> {
  return deps.state.transaction(async (client) => {
    const row = await lockProposal(client, id)
    const now = deps.clock.now()
    const state = row === null ? null : transition(row.state, 'expire', 'system')
    if (row === null || state === null) return false
    await updateProposal(client, id, { state, actsAt: null, newer: null, endedAt: now })
    await record(client, { proposal: row, at: now, actor: 'system', action: 'expired' })
    return true
  })
}

/** What autonomy says of an open proposal, for whoever looks at it. */
export async function verdictOn(deps: DeskDeps, skill: Skill<unknown>, row: StoredProposal): Promise<Verdict> {
  const draft = readDraft(skill, row.draft).value
  const errors = row.checks.filter(({ level }) => level === 'error').length
  const needsSecond = skill.secondPair(draft)
  const facts = { skill: skill.name, errors, needsSecond, ...skill.weight(draft), moment: 'proposed' as const }
  return deps.state.transaction((client) => deps.rule.verdict(client, facts))
}
