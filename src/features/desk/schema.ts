/** Proposals as the desk keeps them and as the API gives them. */
import { z } from 'zod'
import { ROLES } from '../../core/rights.ts'
import { evidenceSchema } from '../findings/index.ts'

const text = z.object({ de: z.string(), en: z.string() })
const instant = z.iso.datetime({ offset: true })

/** Where a proposal stands; the allowed ways between them are in `model.ts`. 'edited': approved with changes by a person. */
export const STATES = [
  'open',
  'approved',
  'edited',
  'rejected',
  'expired',
  'withdrawn',
  'applied',
  'failed',
  'undone',
] as const
export const stateSchema = z.enum(STATES)
export type State = z.infer<typeof stateSchema>

/** What is wrong with a draft. 'error' blocks at every level of autonomy; 'warning' and 'note' are shown. */
export const checkFindingSchema = z.object({
  level: z.enum(['error', 'warning', 'note']),
  /** Stable: 'price.below-cost'. */
  code: z.string(),
  message: text,
  /** Key of the field it is about; null: the whole draft. */
  field: z.string().nullable(),
})
export type CheckFinding = z.infer<typeof checkFindingSchema>

/** One part of a draft as a person reads and changes it. What a skill drafts is shown by these and by nothing else. */
export const draftFieldSchema = z.object({
  /** Path into the draft that an edit sets: 'priceCents', 'subject'. */
  key: z.string(),
  label: text,
  kind: z.enum(['line', 'text', 'cents', 'count', 'percent', 'day', 'choice', 'lines']),
  value: z.union([z.string(), z.number(), z.null(), z.array(z.string())]),
  /** What is live now, for the difference; left out: there is nothing to compare with. */
  before: z.union([z.string(), z.number(), z.null(), z.array(z.string())]).optional(),
  editable: z.boolean(),
  /** For 'choice'. */
  options: z.array(z.object({ value: z.string(), label: text })).optional(),
})
export type DraftField = z.infer<typeof draftFieldSchema>

/** What is expected of it, with an interval; `basis` says from what. */
export const effectSchema = z.object({
  /** Money per `periodDays`, signed, cents; null: not in money. */
  cents: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  level: z.number(),
  periodDays: z.number().int(),
  n: z.number().int().nullable(),
  basis: text,
})
export type Effect = z.infer<typeof effectSchema>

/** What was drafted by: a rule of ours, a model or a prompt, and which version of it. */
export const authorSchema = z.object({
  kind: z.enum(['rule', 'model', 'prompt', 'person']),
  name: z.string(),
  version: z.string(),
})
export type Author = z.infer<typeof authorSchema>

/** What acting brought back; `detail` is the skill's own (ids of the other side), never a secret. */
export const receiptSchema = z.object({
  at: instant,
  summary: text,
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type Receipt = z.infer<typeof receiptSchema>

export const subjectSchema = z.object({
  /** 'product', 'audience', 'finding', 'order', ... */
  kind: z.string(),
  /** Stable key within the kind. One open proposal for each skill and subject. */
  key: z.string(),
  label: text,
})

const personRef = z.object({ id: z.string(), name: z.string() })

/** What a list shows of a proposal. */
export const proposalRowSchema = z.object({
  id: z.string(),
  skill: z.string(),
  skillTitle: text,
  /** The role that reviews it. */
  role: z.enum(ROLES),
  subject: subjectSchema,
  /** One line: what it would do. */
  title: text,
  state: stateSchema,
  effect: effectSchema.nullable(),
  /** How many check findings of each level. */
  findings: z.object({ error: z.number().int(), warning: z.number().int(), note: z.number().int() }),
  assignee: personRef.nullable(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  /** When it will act by itself unless somebody stops it ('veto'); null: it waits for a person. */
  actsAt: instant.nullable(),
  decidedAt: instant.nullable(),
  decidedBy: personRef.nullable(),
  /** ETag: grows with each change of draft or state. */
  version: z.number().int(),
  contentHash: z.string(),
  /** Whether the caller may decide it. */
  mayDecide: z.boolean(),
})
export type ProposalRow = z.infer<typeof proposalRowSchema>

export const historyEntrySchema = z.object({
  at: instant,
  actor: personRef,
  /** 'proposed', 'edited', 'approved', 'rejected', 'commented', 'assigned', 'applied', 'failed', 'undone', ... */
  action: z.string(),
  /** Reason of a rejection, text of a comment, what failed. */
  note: z.string().nullable(),
  /** What an edit changed. */
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
})

/** All of a proposal. */
export const proposalSchema = proposalRowSchema.extend({
  fields: z.array(draftFieldSchema),
  draft: z.record(z.string(), z.unknown()),
  author: authorSchema,
  evidence: z.array(evidenceSchema),
  checks: z.array(checkFindingSchema),
  /** Why it is proposed, one to three sentences. */
  reason: text,
  history: z.array(historyEntrySchema),
  receipt: receiptSchema.nullable(),
  failure: z.string().nullable(),
  mayUndo: z.boolean(),
  /** A second person must approve; `first` has done so already. */
  secondPair: z.object({ needed: z.boolean(), first: personRef.nullable() }),
  /** Open proposals of the same skill that the same decision would fit. */
  similar: z.number().int(),
})
export type Proposal = z.infer<typeof proposalSchema>

export const REJECT_REASONS = ['wrong', 'bad-timing', 'not-our-style', 'too-risky', 'done-already', 'other'] as const

/** POST /api/v1/proposals/:id/approve. `draft` left out: as it is. */
export const approveBody = z.strictObject({
  contentHash: z.string().max(100),
  draft: z.record(z.string(), z.unknown()).optional(),
  note: z.string().max(2_000).optional(),
})
/** POST /api/v1/proposals/:id/reject */
export const rejectBody = z.strictObject({
  contentHash: z.string().max(100),
  reason: z.enum(REJECT_REASONS),
  note: z.string().max(2_000).optional(),
})
/** POST /api/v1/proposals/batch/preview and .../batch: the same decision for many, each bound to what was seen. */
export const batchBody = z.strictObject({
  decision: z.enum(['approve', 'reject']),
  reason: z.enum(REJECT_REASONS).optional(),
  note: z.string().max(2_000).optional(),
  proposals: z
    .array(z.strictObject({ id: z.uuid(), contentHash: z.string().max(100) }))
    .min(1)
    .max(500),
})
/** What a batch would do, or did: each of them with its outcome. */
export const batchAnswer = z.object({
  ready: z.number().int(),
  effectCents: z.number().nullable(),
  outcomes: z.array(
    z.object({
      id: z.string(),
      title: text,
      outcome: z.enum(['ready', 'done', 'changed', 'blocked', 'decided', 'denied', 'gone']),
      message: text.nullable(),
    }),
  ),
})

/** GET /api/v1/desk: what is waiting, for Today and for the counts beside the menu. */
export const deskSummarySchema = z.object({
  open: z.number().int(),
  mine: z.number().int(),
  bySkill: z.array(
    z.object({
      skill: z.string(),
      title: text,
      role: z.enum(ROLES),
      open: z.number().int(),
      effectCents: z.number().nullable(),
      oldestAt: instant.nullable(),
    }),
  ),
  acting: z.number().int(),
  failed: z.number().int(),
})
