/** The same decision for many: sent in pieces as large as the workbench takes, told as one. */
import type { BatchAnswer, BatchBody } from '../schema.ts'

export type Outcome = BatchAnswer['outcomes'][number]

/** As many as `batchBody` takes at once. */
const MOST_AT_ONCE = 500

interface Seen {
  readonly id: string
  readonly contentHash: string
}

/** One body for each piece, each proposal bound to what was seen of it. */
export function bodiesOf(decision: Omit<BatchBody, 'proposals'>, seen: readonly Seen[]): readonly BatchBody[] {
  const proposals = seen.map(({ id, contentHash }) => ({ id, contentHash }))
  return Array.from({ length: Math.ceil(proposals.length / MOST_AT_ONCE) }, (_, piece) => ({
    ...decision,
    proposals: proposals.slice(piece * MOST_AT_ONCE, (piece + 1) * MOST_AT_ONCE),
  }))
}

/** Money is known where it is known for any of the pieces. */
export function joinAnswers(answers: readonly BatchAnswer[]): BatchAnswer {
  const known = answers.flatMap(({ effectCents }) => (effectCents === null ? [] : [effectCents]))
  return {
    ready: answers.reduce((sum, { ready }) => sum + ready, 0),
    effectCents: known.length === 0 ? null : known.reduce((sum, cents) => sum + cents, 0),
    outcomes: answers.flatMap(({ outcomes }) => outcomes),
  }
}

/** What stays behind and why: everything but what goes through, by reason, the most frequent first. */
export function heldBack({ outcomes }: BatchAnswer): readonly (readonly [Outcome['outcome'], readonly Outcome[]])[] {
  const held = new Map<Outcome['outcome'], Outcome[]>()
  for (const one of outcomes) {
    if (isThrough(one)) continue
    held.set(one.outcome, [...(held.get(one.outcome) ?? []), one])
  }
  return [...held].sort(([, one], [, other]) => other.length - one.length)
}

/** Those that the batch would decide, or has decided. */
export function decidedIds({ outcomes }: BatchAnswer): readonly string[] {
  return outcomes.filter(isThrough).map(({ id }) => id)
}

function isThrough({ outcome }: Outcome): boolean {
  return outcome === 'ready' || outcome === 'done' || outcome === 'first'
}
