/** What an audience is: a rule about people, saved, versioned, and built from the words that insights are asked with. */
import { z } from 'zod'
import { parseDay } from '../../core/time.ts'
import { dimensionSchema, parseMatch } from '../visits/index.ts'

const MOST_DAYS = 730
const MOST_VALUES = 100
const MOST_RULES = 20
const MOST_STEPS = 8
const MOST_DEPTH = 6
/** What a count may be held against. */
const LARGEST = 1_000_000_000_000

/** RFM segments as the morning report has them. */
export const SEGMENTS = ['champions', 'loyal', 'promising', 'new', 'at-risk', 'needs-attention', 'hibernating'] as const
export type SegmentName = (typeof SEGMENTS)[number]

/** Runs a check of ours that throws, and says what it says. */
const says = (check: (text: string) => unknown) => (text: string, context: z.RefinementCtx) => {
  try {
    check(text)
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is not valid' })
  }
}

const word = z.string().min(1).max(200)
const match = z.string().superRefine(says((text) => parseMatch(text, 'match')))
const day = z.string().superRefine(says((text) => parseDay(text, 'day')))
const days = z.number().int().min(1).max(MOST_DAYS)

/** The last so many shop days that are over, or fixed ones, both ends included. */
const period = z.union([
  z.strictObject({ days }),
  z.strictObject({ from: day, to: day }).refine(({ from, to }) => from <= to, 'from is later than to'),
])
export type AudiencePeriod = z.infer<typeof period>

const filters = z
  .array(z.strictObject({ dimension: dimensionSchema, values: z.array(z.string().max(200)).min(1).max(MOST_VALUES) }))
  .max(12)
  .default([])

const range = z
  .strictObject({
    atLeast: z.number().int().min(-LARGEST).max(LARGEST).optional(),
    atMost: z.number().int().min(-LARGEST).max(LARGEST).optional(),
  })
  .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, 'needs atLeast or atMost')
export type Range = z.infer<typeof range>

const funnelRule = z
  .strictObject({
    kind: z.literal('funnel'),
    steps: z.array(match).min(2).max(MOST_STEPS),
    windowHours: z.number().int().min(1).max(720).default(24),
    period,
    filters,
    /** The breakdown's cell: the value at the visitor's first hit of the first step. */
    breakdown: z.strictObject({ dimension: dimensionSchema, value: z.string().max(200) }).optional(),
    /** 1 is the first step. */
    step: z.number().int().min(1).max(MOST_STEPS),
    /** 'lost': reached this step and not the next one. */
    outcome: z.enum(['reached', 'lost']),
  })
  .refine(({ step, steps, outcome }) => step + (outcome === 'lost' ? 1 : 0) <= steps.length, {
    path: ['step'],
    message: 'is not one of the steps, or nobody can be lost after it',
  })

const eventRule = z.strictObject({
  kind: z.literal('event'),
  match,
  skus: z.array(word).min(1).max(MOST_VALUES).optional(),
  /** A category stands for those below it too. */
  categories: z.array(word).min(1).max(MOST_VALUES).optional(),
  filters,
  count: z
    .strictObject({ atLeast: z.number().int().min(1).default(1), atMost: z.number().int().min(1).optional() })
    .default({ atLeast: 1 }),
  period,
})

const salesRule = z.strictObject({
  kind: z.literal('sales'),
  /** Left out: everything that was ever sold. */
  period: period.optional(),
  orders: range.optional(),
  /** What they paid less what they got back, in cents. */
  revenueCents: range.optional(),
  /** Days from the last order to the day the audience is looked at. */
  daysSinceOrder: range.optional(),
  /** Bought at least one of these. */
  skus: z.array(word).min(1).max(MOST_VALUES).optional(),
  categories: z.array(word).min(1).max(MOST_VALUES).optional(),
})

const segmentRule = z.strictObject({ kind: z.literal('segment'), segments: z.array(z.enum(SEGMENTS)).min(1) })

export type FunnelRule = z.infer<typeof funnelRule>
export type EventRule = z.infer<typeof eventRule>
export type SalesRule = z.infer<typeof salesRule>
type SegmentRule = z.infer<typeof segmentRule>
export type Leaf = FunnelRule | EventRule | SalesRule | SegmentRule
export type Rule =
  | Leaf
  | { readonly kind: 'all'; readonly of: readonly Rule[] }
  | { readonly kind: 'any'; readonly of: readonly Rule[] }
  | { readonly kind: 'not'; readonly of: Rule }

const rule: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    z.discriminatedUnion('kind', [funnelRule, eventRule, salesRule, segmentRule]),
    z.strictObject({ kind: z.enum(['all', 'any']), of: z.array(rule).min(1).max(MOST_RULES) }),
    z.strictObject({ kind: z.literal('not'), of: rule }),
  ]),
)

/** @param depth levels this rule itself may have */
function isShallow(value: unknown, depth = MOST_DEPTH): boolean {
  if (typeof value !== 'object' || value === null || !('of' in value)) return true
  if (depth === 1) return false
  return [value.of].flat().every((part) => isShallow(part, depth - 1))
}

function refuseDeep(value: unknown, context: z.RefinementCtx): unknown {
  if (!isShallow(value)) context.addIssue({ code: 'custom', message: `is nested deeper than ${MOST_DEPTH} levels` })
  return value
}

function leavesOf(one: Rule): number {
  if (one.kind === 'not') return leavesOf(one.of)
  if (one.kind === 'all' || one.kind === 'any') return one.of.reduce((sum, part) => sum + leavesOf(part), 0)
  return 1
}

export const definitionSchema = z.strictObject({
  version: z.literal(1),
  // The depth is looked at before anything walks into it.
  rule: z.preprocess(
    refuseDeep,
    rule.refine((value) => leavesOf(value) <= MOST_RULES, `has more than ${MOST_RULES} conditions`),
  ),
})
export type Definition = z.infer<typeof definitionSchema>

export const newAudienceSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  definition: definitionSchema,
})
export type NewAudience = z.infer<typeof newAudienceSchema>

const sizeSchema = z.object({
  evaluatedAt: z.string(),
  /** Last shop day that was looked at. */
  asOf: z.string(),
  known: z.number(),
  anonymous: z.number(),
})
export type Size = z.infer<typeof sizeSchema>

export const audienceSchema = z.object({
  id: z.number(),
  name: z.string(),
  definition: definitionSchema,
  createdAt: z.string(),
  updatedAt: z.string(),
  /** Of the definition as it is now; null: not looked at yet. */
  size: sizeSchema.nullable(),
  /** Why the last evaluation failed. */
  fault: z.string().nullable(),
})
export type Audience = z.infer<typeof audienceSchema>
/** Each with its last known sizes, the oldest first. */
export const audienceListSchema = z.object({
  items: z.array(audienceSchema.extend({ trend: z.array(z.number().int()) })),
})
export type ListedAudience = z.infer<typeof audienceListSchema>['items'][number]

/** An audience with its sizes, the newest first. */
export const audienceWithHistorySchema = audienceSchema.extend({ history: z.array(sizeSchema) })
export type AudienceWithHistory = z.infer<typeof audienceWithHistorySchema>

const memberSchema = z.object({
  customerKey: z.string(),
  /** 'unknown': known from orders alone, nobody asked. */
  acceptsMarketing: z.union([z.boolean(), z.literal('unknown')]),
})
export type Member = z.infer<typeof memberSchema>

export const memberPageSchema = z.object({
  items: z.array(memberSchema),
  /** `after` of the next page; null: this was the last. */
  next: z.string().nullable(),
})
export type MemberPage = z.infer<typeof memberPageSchema>
