/** Proposals as the desk keeps them and as the API gives them. */
import { z } from 'zod'
import { pageQuery } from '../../api/page.ts'
import { plainText } from '../../api/text.ts'
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
const draftFieldSchema = z.object({
  /** Path into the draft that an edit sets: 'priceCents', 'subject'. */
  key: z.string(),
  label: text,
  /** 'markdown': a text with headings, lists, emphasis and links. */
  kind: z.enum(['line', 'text', 'markdown', 'cents', 'count', 'percent', 'day', 'choice', 'lines']),
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

/** `id` as in the audit log: 'person:7', 'key:3', 'cli', 'autonomy', 'system'. */
const actorSchema = z.object({ id: z.string(), name: z.string() })
export type Actor = z.infer<typeof actorSchema>

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
  assignee: actorSchema.nullable(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  /** When it will act by itself unless somebody stops it ('veto'); null: it waits for a person. */
  actsAt: instant.nullable(),
  decidedAt: instant.nullable(),
  decidedBy: actorSchema.nullable(),
  /** ETag: grows with each change of draft or state. */
  version: z.number().int(),
  contentHash: z.string(),
  /** Whether the caller may decide it. */
  mayDecide: z.boolean(),
})
export type ProposalRow = z.infer<typeof proposalRowSchema>

export const HISTORY_ACTIONS = [
  'proposed',
  // A later draft for the same subject came while a person was at work on this one.
  'newer',
  'taken-over',
  'edited',
  // The first of two approvals.
  'seconded',
  'approved',
  'rejected',
  'commented',
  'assigned',
  'reopened',
  'withdrawn',
  'superseded',
  'expired',
  // Checks of the moment stand against acting by itself; it waits for a person.
  'held',
  'applied',
  'failed',
  'undo-asked',
  'undo-failed',
  'undone',
] as const
export type HistoryAction = (typeof HISTORY_ACTIONS)[number]

const historyEntrySchema = z.object({
  at: instant,
  actor: actorSchema,
  action: z.enum(HISTORY_ACTIONS),
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
  /** Why it failed or could not be undone, and what that means. */
  failure: text.nullable(),
  mayUndo: z.boolean(),
  /** Whether its decision can be taken back to the desk: it was rejected, or has not begun to act. */
  mayReopen: z.boolean(),
  /** Attempts so far and when the next one is due, while it is on its way. */
  acting: z
    .object({
      kind: z.enum(['apply', 'undo']),
      attempts: z.number().int(),
      dueAt: instant,
      error: text.nullable(),
    })
    .nullable(),
  /** Why it waits for a person, or when and why it acts by itself; null once it is decided. */
  autonomy: text.nullable(),
  /** A second person must approve; `first` has done so already. */
  secondPair: z.object({ needed: z.boolean(), first: actorSchema.nullable() }),
  /** Open proposals of the same skill that the same decision would fit. */
  similar: z.number().int(),
  /** A later draft for the same subject, which did not replace this one because a person is at work on it. */
  newer: z
    .object({
      at: instant,
      title: text,
      reason: text,
      effect: effectSchema.nullable(),
      fields: z.array(draftFieldSchema),
      checks: z.array(checkFindingSchema),
    })
    .nullable(),
})
export type Proposal = z.infer<typeof proposalSchema>

export const REJECT_REASONS = ['wrong', 'bad-timing', 'not-our-style', 'too-risky', 'done-already', 'other'] as const

/** How a list is put in order: by the size of the effect, or by age. */
export const SORTS = ['effect', 'oldest', 'newest'] as const

/** GET /api/v1/proposals */
export const proposalQuery = pageQuery.extend({
  /** One state or several, separated by commas; left out: open. 'all': every one. */
  state: z
    .string()
    .max(100)
    .default('open')
    .transform((given) => (given === 'all' ? [...STATES] : given.split(',')))
    .pipe(z.array(stateSchema).min(1)),
  skill: plainText(100).optional(),
  /** Role that reviews it. */
  role: z.enum(ROLES).optional(),
  /** 'person:7', 'me', or 'none'. */
  assignee: plainText(100).optional(),
  /** Level of its worst check finding. */
  level: z.enum(['none', 'note', 'warning', 'error']).optional(),
  /** Only what the caller may decide. */
  mine: z.stringbool().optional(),
  /** Open ones of the same skill, kind of subject and worst check finding as this one. */
  similarTo: z.uuid().optional(),
  /** Words, each of which stands in title or subject. */
  q: plainText(200).optional(),
  sort: z.enum(SORTS).default('effect'),
})
export type ProposalQuery = z.output<typeof proposalQuery>

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
/** PUT /api/v1/proposals/:id/draft, with If-Match. */
export const draftBody = z.strictObject({ draft: z.record(z.string(), z.unknown()) })
/** POST .../comment */
export const commentBody = z.strictObject({ note: z.string().trim().min(1).max(2_000) })
/** POST .../assign; null: nobody. */
export const assignBody = z.strictObject({ assignee: z.string().max(100).nullable() })
/** POST .../withdraw */
export const withdrawBody = z.strictObject({ note: z.string().max(2_000).optional() })

/** POST /api/v1/proposals/batch/preview and .../batch: the same decision for many, each bound to what was seen. */
export const batchBody = z
  .strictObject({
    decision: z.enum(['approve', 'reject']),
    reason: z.enum(REJECT_REASONS).optional(),
    note: z.string().max(2_000).optional(),
    proposals: z
      .array(z.strictObject({ id: z.uuid(), contentHash: z.string().max(100) }))
      .min(1)
      .max(500),
  })
  .refine(({ decision, reason }) => decision === 'approve' || reason !== undefined, {
    path: ['reason'],
    message: 'a rejection says why',
  })
export type BatchBody = z.output<typeof batchBody>
/** What a batch would do, or did: each of them with its outcome. */
export const batchAnswer = z.object({
  ready: z.number().int(),
  /** Sum of the effects for at most four weeks each; null: none of them is in money. */
  effectCents: z.number().nullable(),
  outcomes: z.array(
    z.object({
      id: z.string(),
      title: text,
      /** 'first': approved as the first of two; 'failed': could not be decided, see the message. */
      outcome: z.enum(['ready', 'done', 'first', 'changed', 'blocked', 'decided', 'denied', 'gone', 'failed']),
      message: text.nullable(),
    }),
  ),
})
export type BatchAnswer = z.infer<typeof batchAnswer>

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
export type DeskSummary = z.infer<typeof deskSummarySchema>

/** GET /api/v1/skills */
export const skillSchema = z.object({
  name: z.string(),
  title: text,
  about: text,
  role: z.enum(ROLES),
  routineMinutes: z.number(),
  expiresAfterDays: z.number().int(),
  /** Within the workbench, or on another system. */
  acts: z.enum(['inside', 'outside']),
  mayUndo: z.boolean(),
  /** 'night': it prepares by itself every night; 'on-request': when asked; 'off': not at all. */
  works: z.enum(['night', 'on-request', 'off']),
  open: z.number().int(),
  /** Its last run on request. */
  run: z
    .object({
      id: z.string(),
      status: z.enum(['waiting', 'running', 'done', 'failed']),
      drafts: z.number().int(),
      proposed: z.number().int(),
      error: z.string().nullable(),
      askedAt: instant,
      endedAt: instant.nullable(),
    })
    .nullable(),
})
export type SkillInfo = z.infer<typeof skillSchema>
