/** Proposals and their history in the state store. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { Text } from '../../core/lang.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { evidenceSchema } from '../findings/index.ts'
import { type Change, effectCentsOf, worstOf } from './model.ts'
import {
  type Author,
  authorSchema,
  type CheckFinding,
  checkFindingSchema,
  type Effect,
  effectSchema,
  HISTORY_ACTIONS,
  type HistoryAction,
  type Receipt,
  receiptSchema,
  type State,
  stateSchema,
} from './schema.ts'

type Evidence = z.infer<typeof evidenceSchema>
type Asker = Pick<PoolClient, 'query'>

const text = z.object({ de: z.string(), en: z.string() })

/** What of a proposal a later draft for the same subject may take the place of. */
const contentSchema = z.object({
  title: text,
  reason: text,
  draft: z.record(z.string(), z.unknown()),
  effect: effectSchema.nullable(),
  evidence: z.array(evidenceSchema),
  author: authorSchema,
  checks: z.array(checkFindingSchema),
})
type Content = z.infer<typeof contentSchema>

const newerSchema = contentSchema.extend({ at: z.number(), contentHash: z.string(), origin: z.string().nullable() })
export type Newer = z.infer<typeof newerSchema>

export interface Subject {
  readonly kind: string
  readonly key: string
  readonly label: Text
}

/** Instants in UTC milliseconds. */
export interface StoredProposal {
  readonly id: string
  readonly skill: string
  readonly subject: Subject
  readonly title: Text
  readonly reason: Text
  readonly draft: Record<string, unknown>
  readonly effect: Effect | null
  readonly evidence: Evidence[]
  readonly author: Author
  readonly checks: CheckFinding[]
  readonly contentHash: string
  readonly proposedHash: string
  readonly origin: string | null
  readonly state: State
  readonly version: number
  readonly assignee: string | null
  readonly firstApprover: string | null
  readonly newer: Newer | null
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly actsAt: number | null
  readonly decidedAt: number | null
  readonly decidedBy: string | null
  readonly rejectReason: string | null
  readonly receipt: Receipt | null
  readonly failure: Text | null
  readonly endedAt: number | null
}

const at = z.date().transform((date) => date.getTime())

const takenSchema = z.object({ skill: z.string(), state: stateSchema })

const rowSchema = z
  .object({
    id: z.string(),
    skill: z.string(),
    subject_kind: z.string(),
    subject_key: z.string(),
    subject_label: text,
    content_hash: z.string(),
    proposed_hash: z.string(),
    origin: z.string().nullable(),
    state: stateSchema,
    version: z.number(),
    assignee: z.string().nullable(),
    first_approver: z.string().nullable(),
    newer: newerSchema.nullable(),
    created_at: at,
    expires_at: at.nullable(),
    acts_at: at.nullable(),
    decided_at: at.nullable(),
    decided_by: z.string().nullable(),
    reject_reason: z.string().nullable(),
    receipt: receiptSchema.nullable(),
    failure: text.nullable(),
    ended_at: at.nullable(),
  })
  .extend(contentSchema.shape)
  .transform(
    (row): StoredProposal => ({
      id: row.id,
      skill: row.skill,
      subject: { kind: row.subject_kind, key: row.subject_key, label: row.subject_label },
      title: row.title,
      reason: row.reason,
      draft: row.draft,
      effect: row.effect,
      evidence: row.evidence,
      author: row.author,
      checks: row.checks,
      contentHash: row.content_hash,
      proposedHash: row.proposed_hash,
      origin: row.origin,
      state: row.state,
      version: row.version,
      assignee: row.assignee,
      firstApprover: row.first_approver,
      newer: row.newer,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      actsAt: row.acts_at,
      decidedAt: row.decided_at,
      decidedBy: row.decided_by,
      rejectReason: row.reject_reason,
      receipt: row.receipt,
      failure: row.failure,
      endedAt: row.ended_at,
    }),
  )

const COLUMNS = `id, skill, subject_kind, subject_key, subject_label, title, reason, draft, effect, evidence, author, checks,
  content_hash, proposed_hash, origin, state, version, assignee, first_approver, newer, created_at, expires_at, acts_at,
  decided_at, decided_by, reject_reason, receipt, failure, ended_at`

export async function findProposal({ pool }: Pick<StateStore, 'pool'>, id: string): Promise<StoredProposal | null> {
  const { rows } = await pool.query(`SELECT ${COLUMNS} FROM proposals WHERE id = $1`, [id])
  return rows[0] === undefined ? null : rowSchema.parse(rows[0])
}

/** Held until the transaction ends. */
export async function lockProposal(client: Asker, id: string): Promise<StoredProposal | null> {
  const { rows } = await client.query(`SELECT ${COLUMNS} FROM proposals WHERE id = $1 FOR UPDATE`, [id])
  return rows[0] === undefined ? null : rowSchema.parse(rows[0])
}

/** Held until the transaction ends; no more of it is read than is needed to take it off the desk. */
export async function lockState(client: Asker, id: string): Promise<Pick<StoredProposal, 'skill' | 'state'> | null> {
  const { rows } = await client.query('SELECT skill, state FROM proposals WHERE id = $1 FOR UPDATE', [id])
  return rows[0] === undefined ? null : takenSchema.parse(rows[0])
}

/** First number of our advisory locks for a skill's subject. */
const SUBJECT_LOCK = 4_747_011

/** The last proposal for the subject; until the transaction ends nobody else proposes for it. */
export async function lockLastFor(client: Asker, skill: string, subject: Subject): Promise<StoredProposal | null> {
  await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
    SUBJECT_LOCK,
    JSON.stringify([skill, subject.kind, subject.key]),
  ])
  const { rows } = await client.query(
    `SELECT ${COLUMNS} FROM proposals WHERE skill = $1 AND subject_kind = $2 AND subject_key = $3
     ORDER BY number DESC LIMIT 1 FOR UPDATE`,
    [skill, subject.kind, subject.key],
  )
  return rows[0] === undefined ? null : rowSchema.parse(rows[0])
}

export interface ProposalToAdd extends Content {
  readonly id: string
  readonly skill: string
  readonly subject: Subject
  readonly contentHash: string
  readonly origin: string | null
  readonly createdAt: number
  readonly expiresAt: number
  readonly actsAt: number | null
}

export async function insertProposal(client: Asker, proposal: ProposalToAdd): Promise<void> {
  const { subject, title, effect, checks } = proposal
  await client.query(
    `INSERT INTO proposals (id, skill, subject_kind, subject_key, subject_label, title, reason, draft, effect, effect_cents,
       effect_rank, evidence, author, checks, worst, content_hash, proposed_hash, origin, state, search_text, created_at,
       expires_at, acts_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, $17, 'open', $18, $19, $20, $21)`,
    [
      proposal.id,
      proposal.skill,
      subject.kind,
      subject.key,
      JSON.stringify(subject.label),
      JSON.stringify(title),
      JSON.stringify(proposal.reason),
      JSON.stringify(proposal.draft),
      effect === null ? null : JSON.stringify(effect),
      effectCentsOf(effect),
      rankOf(effect),
      JSON.stringify(proposal.evidence),
      JSON.stringify(proposal.author),
      JSON.stringify(checks),
      worstOf(checks),
      proposal.contentHash,
      proposal.origin,
      searchTextOf(title, subject),
      new Date(proposal.createdAt),
      new Date(proposal.expiresAt),
      proposal.actsAt === null ? null : new Date(proposal.actsAt),
    ],
  )
}

/** What is not in money comes last. */
function rankOf(effect: Effect | null): number {
  const cents = effectCentsOf(effect)
  return cents === null ? -1 : Math.abs(cents)
}

function searchTextOf(title: Text, { label, key }: Subject): string {
  return [title.de, title.en, label.de, label.en, key].join('\n').toLowerCase()
}

/** What changes of a proposal; what is left out stays. */
export type Patch = Partial<
  Pick<
    StoredProposal,
    | 'state'
    | 'draft'
    | 'checks'
    | 'contentHash'
    | 'assignee'
    | 'firstApprover'
    | 'newer'
    | 'actsAt'
    | 'decidedAt'
    | 'decidedBy'
    | 'rejectReason'
    | 'receipt'
    | 'failure'
    | 'endedAt'
  >
>

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))
const instant = (value: number | null): Date | null => (value === null ? null : new Date(value))

/** Writes the change and counts the version up. */
export async function updateProposal(client: Asker, id: string, patch: Patch): Promise<void> {
  const values: unknown[] = [id]
  const parts = ['version = version + 1']
  const set = (column: string, value: unknown) => parts.push(`${column} = $${values.push(value)}`)
  if (patch.state !== undefined) set('state', patch.state)
  if (patch.draft !== undefined) set('draft', json(patch.draft))
  if (patch.checks !== undefined) {
    set('checks', json(patch.checks))
    set('worst', worstOf(patch.checks))
  }
  if (patch.contentHash !== undefined) set('content_hash', patch.contentHash)
  if (patch.assignee !== undefined) set('assignee', patch.assignee)
  if (patch.firstApprover !== undefined) set('first_approver', patch.firstApprover)
  if (patch.newer !== undefined) set('newer', json(patch.newer))
  if (patch.actsAt !== undefined) set('acts_at', instant(patch.actsAt))
  if (patch.decidedAt !== undefined) set('decided_at', instant(patch.decidedAt))
  if (patch.decidedBy !== undefined) set('decided_by', patch.decidedBy)
  if (patch.rejectReason !== undefined) set('reject_reason', patch.rejectReason)
  if (patch.receipt !== undefined) set('receipt', json(patch.receipt))
  if (patch.failure !== undefined) set('failure', json(patch.failure))
  if (patch.endedAt !== undefined) set('ended_at', instant(patch.endedAt))
  await client.query(`UPDATE proposals SET ${parts.join(', ')} WHERE id = $1`, values)
}

/** Puts a later draft in the place of what is there, as if the skill had just proposed it. */
export async function replaceContent(
  client: Asker,
  { id, subject }: Pick<StoredProposal, 'id' | 'subject'>,
  newer: Newer,
  checks: readonly CheckFinding[],
): Promise<void> {
  await client.query(
    `UPDATE proposals SET version = version + 1, title = $2, reason = $3, draft = $4, effect = $5, effect_cents = $6,
       effect_rank = $7, evidence = $8, author = $9, checks = $10, worst = $11, content_hash = $12, proposed_hash = $12,
       origin = $13, search_text = $14, newer = NULL, first_approver = NULL, acts_at = NULL
     WHERE id = $1`,
    [
      id,
      json(newer.title),
      json(newer.reason),
      json(newer.draft),
      json(newer.effect),
      effectCentsOf(newer.effect),
      rankOf(newer.effect),
      json(newer.evidence),
      json(newer.author),
      json(checks),
      worstOf(checks),
      newer.contentHash,
      newer.origin,
      searchTextOf(newer.title, subject),
    ],
  )
}

export interface HistoryRow {
  readonly at: number
  readonly actor: string
  readonly action: HistoryAction
  readonly note: string | null
  readonly changes: readonly Change[]
}

export async function addHistory(client: Asker, proposalId: string, row: HistoryRow): Promise<void> {
  await client.query(
    'INSERT INTO proposal_history (proposal_id, at, actor, action, note, changes) VALUES ($1, $2, $3, $4, $5, $6)',
    [proposalId, new Date(row.at), row.actor, row.action, row.note, JSON.stringify(row.changes)],
  )
}

const historySchema = z.object({
  at,
  actor: z.string(),
  action: z.enum(HISTORY_ACTIONS),
  note: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
})

/** Oldest first. */
export async function readHistory({ pool }: Pick<StateStore, 'pool'>, proposalId: string): Promise<HistoryRow[]> {
  const { rows } = await pool.query(
    'SELECT at, actor, action, note, changes FROM proposal_history WHERE proposal_id = $1 ORDER BY id',
    [proposalId],
  )
  return rows.map((row) => historySchema.parse(row))
}
