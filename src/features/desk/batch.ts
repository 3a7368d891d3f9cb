/** The same decision for many proposals, each bound to what was seen and each in a transaction of its own. */
import type { Principal } from '../../api/principal.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'
import { approveProposal, type Decision, mayDecide, rejectProposal } from './decide.ts'
import { type DeskDeps, skillOf } from './deps.ts'
import { type ListedProposal, listByIds } from './list-store.ts'
import { effectCentsOf, transition } from './model.ts'
import type { BatchAnswer, BatchBody } from './schema.ts'
import { BATCH, decidedWords, REFUSALS } from './words.ts'

type Outcome = BatchAnswer['outcomes'][number]

const NO_TITLE: Text = { de: '', en: '' }

/** What the batch would do, by what is known now; the guardrails are asked again when it is done. */
export async function previewBatch(deps: DeskDeps, principal: Principal, body: BatchBody): Promise<BatchAnswer> {
  const found = await listByIds(
    deps.state,
    body.proposals.map(({ id }) => id),
  )
  return answerOf(
    found,
    body.proposals.map(({ id, contentHash }) => foresee(deps, principal, body.decision, { id, contentHash, found })),
  )
}

function foresee(
  deps: DeskDeps,
  principal: Principal,
  decision: BatchBody['decision'],
  { id, contentHash, found }: { id: string; contentHash: string; found: ReadonlyMap<string, ListedProposal> },
): Outcome {
  const proposal = found.get(id)
  if (proposal === undefined) return { id, title: NO_TITLE, outcome: 'gone', message: BATCH.gone }
  const { title, state } = proposal
  const skill = skillOf(deps, proposal.skill)
  if (skill === null || !mayDecide(principal, skill)) return { id, title, outcome: 'denied', message: BATCH.denied }
  if (transition(state, decision, 'person') === null)
    return { id, title, outcome: 'decided', message: decidedWords(state) }
  if (proposal.contentHash !== contentHash) return { id, title, outcome: 'changed', message: REFUSALS.changed }
  if (decision === 'approve' && proposal.checks.some(({ level }) => level === 'error'))
    return { id, title, outcome: 'blocked', message: BATCH.blocked }
  return { id, title, outcome: 'ready', message: null }
}

/** Decides one after the other; what cannot be decided is named and does not keep the others from their turn. */
export async function decideBatch(deps: DeskDeps, principal: Principal, body: BatchBody): Promise<BatchAnswer> {
  const preview = await previewBatch(deps, principal, body)
  const hashes = new Map(body.proposals.map(({ id, contentHash }) => [id, contentHash]))
  const outcomes: Outcome[] = []
  for (const foreseen of preview.outcomes) {
    const { id, title } = foreseen
    // The stored checks may be older than the matter: what they block is asked again.
    if (foreseen.outcome !== 'ready' && foreseen.outcome !== 'blocked') {
      outcomes.push(foreseen)
      continue
    }
    outcomes.push({ id, title, ...(await decideOne(deps, principal, body, { id, contentHash: hashes.get(id) ?? '' })) })
  }
  const found = await listByIds(deps.state, [...hashes.keys()])
  return answerOf(found, outcomes)
}

async function decideOne(
  deps: DeskDeps,
  principal: Principal,
  { decision, reason = 'other', note }: BatchBody,
  { id, contentHash }: { id: string; contentHash: string },
): Promise<Pick<Outcome, 'outcome' | 'message'>> {
  try {
    const decided: Decision =
      decision === 'approve'
        ? await approveProposal(deps, principal, id, { contentHash, note })
        : await rejectProposal(deps, principal, id, { contentHash, reason, note })
    return { outcome: decided.kind, message: 'message' in decided ? decided.message : null }
  } catch (error) {
    if (error instanceof AppError && error.code === 'input.not-found') return { outcome: 'gone', message: BATCH.gone }
    deps.log.warn({ proposal: id, err: error }, 'a proposal of a batch could not be decided')
    const said = messageOf(error)
    return { outcome: 'failed', message: { de: `Nicht entschieden: ${said}`, en: `Not decided: ${said}` } }
  }
}

function answerOf(found: ReadonlyMap<string, ListedProposal>, outcomes: Outcome[]): BatchAnswer {
  const counting = outcomes.filter(({ outcome }) => outcome === 'ready' || outcome === 'done')
  const cents = counting.map(({ id }) => effectCentsOf(found.get(id)?.effect ?? null)).filter((value) => value !== null)
  return {
    ready: counting.length,
    effectCents: cents.length === 0 ? null : cents.reduce((sum, value) => sum + value, 0),
    outcomes,
  }
}
