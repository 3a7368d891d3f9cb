/**
 * Carries out what was decided, exactly once. Inside the state store the effect and its receipt are one transaction. On
 * another system the intent is stored first; where it is found without a receipt and nobody at work on it, the attempt was cut
 * off, and the skill is asked what became of it before anything is done again.
 */
import type { PoolClient } from 'pg'
import { AppError, faultText, textFault } from '../../core/errors.ts'
import { idOf } from '../../core/ids.ts'
import type { Text } from '../../core/lang.ts'
import { dayOf } from '../../core/time.ts'
import { type Action, beginActing, endAction, findAction, postponeAction, withTried } from './action-store.ts'
import { type DeskDeps, skillOf } from './deps.ts'
import { contentHashOf, isTemporary, transition, waitBefore } from './model.ts'
import { readDraft } from './propose.ts'
import { record } from './record.ts'
import type { HistoryAction, Receipt } from './schema.ts'
import type { ApplyJob, NewReceipt, OutsideSkill, Skill } from './skill.ts'
import { findProposal, lockProposal, type StoredProposal, updateProposal } from './store.ts'
import { blockedAtActing, FAILURES, failedWords, noAnswerWords, undoFailedWords, unknownWords } from './words.ts'

const NO_UNDO: Text = { de: 'Es lässt sich nicht zurücknehmen.', en: 'This cannot be undone.' }

/** An attempt on another system that takes longer counts as cut off. */
const ATTEMPT_MS = 120_000

/** One decision with all that is needed to carry it out. */
interface Work {
  readonly action: Action
  readonly proposal: StoredProposal
  readonly skill: Skill<unknown>
  readonly job: ApplyJob<unknown>
}

/** Tries the action once, unless somebody else is at it. */
export async function actOn(deps: DeskDeps, actionId: number): Promise<void> {
  await withTried(deps.state, `action:${actionId}`, async () => {
    const action = await findAction(deps.state.pool, actionId)
    if (action === null || !isLive(action) || action.dueAt > deps.clock.now()) return
    const proposal = await findProposal(deps.state, action.proposalId)
    if (proposal === null) return
    const skill = skillOf(deps, proposal.skill)
    if (skill === null) return fail(deps, action, FAILURES.gone)
    const draft = readableDraft(skill, proposal.draft)
    if (draft === null) return fail(deps, action, FAILURES.unreadable)
    const work = { action, proposal, skill, job: jobOf(deps, proposal, action.kind, draft.value) }
    try {
      if (action.kind === 'undo') await undo(deps, work)
      else if (skill.acts === 'inside') await applyInside(deps, work, skill)
      else await applyOutside(deps, work, skill)
    } catch (error) {
      await afterError(deps, work, error)
    }
  })
}

const isLive = ({ status }: Action): boolean => status === 'waiting' || status === 'acting'

function readableDraft(skill: Skill<unknown>, draft: unknown): { value: unknown } | null {
  try {
    return readDraft(skill, draft)
  } catch (error) {
    if (error instanceof AppError && error.code === 'input.invalid') return null
    throw error
  }
}

function jobOf(deps: DeskDeps, { id, contentHash }: StoredProposal, kind: string, draft: unknown): ApplyJob<unknown> {
  return { proposalId: id, contentHash, draft, key: idOf(kind, id, contentHash), lang: deps.lang }
}

async function applyInside(
  deps: DeskDeps,
  work: Work,
  skill: Extract<Skill<unknown>, { acts: 'inside' }>,
): Promise<void> {
  if (await isBlocked(deps, work)) return
  await deps.state.transaction(async (client) => {
    if (!(await mayBegin(deps, client, work))) return
    const receipt = await skill.apply(work.job, client)
    await applied(deps, client, work, receipt)
  })
}

async function applyOutside(deps: DeskDeps, work: Work, skill: OutsideSkill<unknown>): Promise<void> {
  const { action, job } = work
  const finish = (receipt: NewReceipt) => deps.state.transaction((client) => applied(deps, client, work, receipt))
  if (action.status === 'acting' || action.doubtful) {
    const settled = await inTime(skill.settle(job))
    if (settled.status === 'done') return finish(settled.receipt)
    // A person who has read that nobody knows, and approved it again, has decided just that.
    if (settled.status === 'unknown' && action.status === 'acting')
      return fail(deps, action, unknownWords(settled.message), { doubtful: true })
  }
  if (await isBlocked(deps, work)) return
  const begun = await deps.state.transaction(async (client) => {
    const may = await mayBegin(deps, client, work)
    if (may) await beginActing(client, action.id)
    return may
  })
  if (!begun) return
  let receipt: NewReceipt
  try {
    receipt = await inTime(skill.apply(job))
  } catch (error) {
    // What may come right is settled before the next attempt; what will not, now.
    if (isTemporary(error)) throw error
    const settled = await inTime(skill.settle(job))
    if (settled.status === 'not-done') return fail(deps, action, failedWords(faultText(error)))
    if (settled.status === 'unknown') return fail(deps, action, unknownWords(settled.message), { doubtful: true })
    receipt = settled.receipt
  }
  await finish(receipt)
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(textFault('channel.failed', noAnswerWords(ATTEMPT_MS / 1000))), ATTEMPT_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Asks the guardrails again at the last moment; what they block, or nobody approved as it stands, fails with the reason. */
async function isBlocked(deps: DeskDeps, { action, proposal, job, skill }: Work): Promise<boolean> {
  if (contentHashOf(proposal.skill, proposal.subject, proposal.draft) !== proposal.contentHash) {
    await fail(deps, action, FAILURES.altered)
    return true
  }
  const checks = [...(await skill.check(job.draft))]
  if (!checks.some(({ level }) => level === 'error')) return false
  await fail(deps, action, blockedAtActing(checks), { checks })
  return true
}

/**
 * Whether it may begin: still decided as it was, nothing is stopped, and, where no person decided, still within the day whose
 * budget it counts against. Holds all of it until the transaction ends.
 */
async function mayBegin(deps: DeskDeps, client: PoolClient, { action, proposal }: Work): Promise<boolean> {
  const row = await lockProposal(client, proposal.id)
  const live = await findAction(client, action.id)
  const isDecided = row !== null && (row.state === 'approved' || row.state === 'edited')
  if (!isDecided || row.contentHash !== proposal.contentHash || live === null || !isLive(live)) return false
  if (await deps.rule.isStopped(client)) return false
  const now = deps.clock.now()
  if (action.ruleDay === null || action.ruleDay === dayOf(now, deps.timeZone)) return true
  // Held over midnight: back to the desk, where it is decided anew within the budget of today.
  const state = transition(row.state, 'reopen', 'system')
  if (state === null) return false
  await endAction(client, action.id, { status: 'cancelled', error: null, doubtful: action.doubtful, now })
  await updateProposal(client, row.id, { state, decidedAt: null, decidedBy: null, actsAt: now })
  await record(client, { proposal: row, at: now, actor: 'system', action: 'reopened' })
  return false
}

async function applied(deps: DeskDeps, client: PoolClient, work: Work, receipt: NewReceipt): Promise<void> {
  await settleProposal(deps, client, work, 'apply', { receipt: { ...receipt, at: isoNow(deps) }, failure: null })
}

const isoNow = ({ clock }: DeskDeps): string => new Date(clock.now()).toISOString()

/** The end of an action that came through, with its proposal and its record. */
async function settleProposal(
  deps: DeskDeps,
  client: PoolClient,
  { action, proposal }: Pick<Work, 'action' | 'proposal'>,
  command: 'apply' | 'undo',
  patch: { receipt?: Receipt; failure: Text | null },
): Promise<void> {
  const now = deps.clock.now()
  const row = await lockProposal(client, proposal.id)
  const state = row === null ? null : transition(row.state, command, command === 'undo' ? 'person' : 'system')
  if (row === null || state === null)
    throw new AppError('internal', `Proposal ${proposal.id} is not where its action ${action.id} left it.`)
  await endAction(client, action.id, { status: 'done', error: null, doubtful: false, now })
  await updateProposal(client, row.id, { state, endedAt: now, ...patch })
  await record(client, {
    proposal: row,
    at: now,
    actor: command === 'undo' ? action.decidedBy : 'system',
    action: command === 'undo' ? 'undone' : 'applied',
    details: { contentHash: row.contentHash, attempts: action.attempts + 1 },
  })
}

async function undo(deps: DeskDeps, work: Work): Promise<void> {
  const { action, proposal, skill, job } = work
  const { receipt } = proposal
  if (receipt === null || skill.undo === undefined) return fail(deps, action, undoFailedWords(NO_UNDO))
  if (skill.acts === 'inside') {
    await deps.state.transaction(async (client) => {
      await lockProposal(client, proposal.id)
      await skill.undo?.(receipt, job.draft, client)
      await settleProposal(deps, client, work, 'undo', { failure: null })
    })
    return
  }
  await deps.state.transaction((client) => beginActing(client, action.id))
  await inTime(skill.undo(receipt, job.draft, job.key))
  await deps.state.transaction((client) => settleProposal(deps, client, work, 'undo', { failure: null }))
}

/** Tries again later what may come right by itself; anything else fails with its reason. */
async function afterError(deps: DeskDeps, { action, skill }: Work, error: unknown): Promise<void> {
  const current = await findAction(deps.state.pool, action.id)
  if (current === null || !isLive(current)) return
  const counts = current.attempts === action.attempts
  const attempts = current.attempts + (counts ? 1 : 0)
  deps.log.warn({ action: action.id, skill: skill.name, attempts, err: error }, 'a decision could not be carried out')
  // The other side may have been reached: no error makes that certain, so it stays to be settled.
  const mayHaveActed = action.kind === 'apply' && current.status === 'acting'
  const wait = mayHaveActed || isTemporary(error) ? waitBefore(attempts) : null
  const said = faultText(error)
  if (wait !== null) {
    const dueAt = deps.clock.now() + wait
    return postponeAction(deps.state, action.id, { dueAt, error: said, counts })
  }
  if (action.kind === 'undo') return fail(deps, current, undoFailedWords(said))
  const words = mayHaveActed ? unknownWords(said) : failedWords(said)
  return fail(deps, current, words, { doubtful: mayHaveActed })
}

/** Ends the action without its effect; a proposal that was to be undone stays applied. */
async function fail(
  deps: DeskDeps,
  action: Action,
  words: Text,
  more: { doubtful?: boolean; checks?: StoredProposal['checks'] } = {},
): Promise<void> {
  const now = deps.clock.now()
  await deps.state.transaction(async (client) => {
    const row = await lockProposal(client, action.proposalId)
    if (row === null) return
    const state = action.kind === 'undo' ? row.state : transition(row.state, 'fail', 'system')
    if (state === null) return
    const doubtful = more.doubtful ?? false
    await endAction(client, action.id, { status: 'failed', error: words, doubtful, now })
    const checks = more.checks === undefined ? {} : { checks: more.checks }
    await updateProposal(client, row.id, { state, failure: words, endedAt: now, ...checks })
    const name: HistoryAction = action.kind === 'undo' ? 'undo-failed' : 'failed'
    await record(client, { proposal: row, at: now, actor: 'system', action: name, details: { doubtful } })
  })
}
