/** A skill's draft becomes a proposal, or nothing where it is there already. */
import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { evidenceSchema } from '../findings/index.ts'
import type { DeskDeps } from './deps.ts'
import { contentHashOf, reconcile, storable } from './model.ts'
import { record } from './record.ts'
import { authorSchema, effectSchema, subjectSchema } from './schema.ts'
import type { NewProposal, Skill } from './skill.ts'
import { insertProposal, lockLastFor, type Newer, type StoredProposal, updateProposal } from './store.ts'
import { takeOffDesk } from './withdraw.ts'

const text = z.object({ de: z.string(), en: z.string() })
const proposedSchema = z.object({
  subject: subjectSchema,
  title: text,
  reason: text,
  effect: effectSchema.nullable(),
  evidence: z.array(evidenceSchema),
  author: authorSchema,
})

export type ProposeOutcome =
  | { readonly kind: 'proposed' | 'newer'; readonly id: string }
  /** 'same': it is there already; 'refused': a person did not want exactly this not long ago. */
  | { readonly kind: 'same' | 'refused' }

const DAY_MS = 86_400_000

/**
 * Checks the draft and puts it on the desk. There is one open proposal for each skill and subject: a later draft withdraws the
 * earlier one, or waits beside it where a person is at work on that.
 * @param origin  the night or run it comes from; the same one proposes once for each subject. Null: none
 * @throws AppError 'input.invalid' where the skill's draft is not what the skill says it is
 */
export async function propose(
  deps: DeskDeps,
  skill: Skill<unknown>,
  proposed: NewProposal<unknown>,
  origin: string | null,
): Promise<ProposeOutcome> {
  const { subject, ...said } = proposedSchema.parse(storable(proposed))
  const draft = readDraft(skill, proposed.draft)
  const checks = [...(await skill.check(draft.value))]
  const contentHash = contentHashOf(skill.name, subject, draft.stored)
  const weight = skill.weight(draft.value)
  const needsSecond = skill.secondPair(draft.value)
  const now = deps.clock.now()
  return deps.state.transaction(async (client) => {
    const before = await lockLastFor(client, skill.name, subject)
    const what = reconcile(before === null ? null : factsOf(before), { contentHash, origin, now })
    if (what === 'same' || what === 'refused') return { kind: what }
    const content = { ...said, draft: draft.stored, checks, contentHash, origin }
    if (what === 'beside' && before !== null) return keepBeside(client, before, { ...content, at: now })
    if (what === 'replace' && before !== null) await withdrawOlder(client, before, now)
    const errors = checks.filter(({ level }) => level === 'error').length
    const facts = { skill: skill.name, errors, needsSecond, ...weight, moment: 'proposed' as const }
    const verdict = await deps.rule.verdict(client, facts)
    const id = randomUUID()
    await insertProposal(client, {
      ...content,
      id,
      skill: skill.name,
      subject,
      createdAt: now,
      expiresAt: now + skill.expiresAfterDays * DAY_MS,
      actsAt:
        verdict.do === 'act'
          ? Math.max(verdict.at, skill.notBefore?.(draft.value) ?? 0)
          : verdict.do === 'block'
            ? verdict.again
            : null,
    })
    if (what === 'replace' && before !== null)
      await record(client, { proposal: before, at: now, actor: 'system', action: 'superseded', details: { by: id } })
    await record(client, {
      proposal: { id, skill: skill.name },
      at: now,
      actor: 'system',
      action: 'proposed',
      details: { contentHash, errors, byItself: verdict.do === 'act' },
    })
    return { kind: 'proposed', id }
  })
}

/** The draft as the skill reads it and as the store keeps it. */
export function readDraft(skill: Skill<unknown>, draft: unknown): { value: unknown; stored: Record<string, unknown> } {
  const read = skill.draft.safeParse(storable(draft))
  const stored = read.success ? z.record(z.string(), z.unknown()).safeParse(storable(read.data)) : read
  if (read.success && stored.success) return { value: read.data, stored: stored.data }
  const [issue] = (read.error ?? stored.error)?.issues ?? []
  const path = issue?.path.map(String).join('.') ?? ''
  const field = path === '' ? 'The draft' : `The draft's ${path}`
  const sentence = `${field} is not valid: ${issue?.message ?? 'it is no object'}.`
  throw new AppError('input.invalid', sentence, path === '' ? {} : { field: path })
}

function factsOf(before: StoredProposal) {
  return {
    ...before,
    isTouched: before.assignee !== null || before.firstApprover !== null || before.contentHash !== before.proposedHash,
    refusedAt: before.endedAt,
  }
}

async function keepBeside(client: PoolClient, before: StoredProposal, newer: Newer): Promise<ProposeOutcome> {
  if (before.newer?.contentHash === newer.contentHash) return { kind: 'same' }
  await updateProposal(client, before.id, { newer })
  const details = { contentHash: newer.contentHash }
  await record(client, { proposal: before, at: newer.at, actor: 'system', action: 'newer', details })
  return { kind: 'newer', id: before.id }
}

async function withdrawOlder(client: PoolClient, before: StoredProposal, now: number): Promise<void> {
  if ((await takeOffDesk(client, before.id, now)) === null)
    throw new AppError('internal', `A proposal that is ${before.state} cannot be withdrawn.`)
}
