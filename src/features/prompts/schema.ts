/** The prompt library: versions of prompts and writer settings, which of them hold, and the cases they are tried on. */
import { z } from 'zod'
import { plainText } from '../../api/text.ts'
import { LANGS } from '../../core/lang.ts'
import { LENGTHS, TEXT_KINDS, TONES, writeRequestSchema } from '../writing/index.ts'

const text = z.object({ de: z.string(), en: z.string() })
const instant = z.iso.datetime({ offset: true })
const version = z.number().int().min(0).max(1_000_000)
const productId = z.number().int().positive().max(Number.MAX_SAFE_INTEGER)

export const promptParams = z.object({ kind: z.enum(TEXT_KINDS), lang: z.enum(LANGS) })
/** Which prompt: of a kind of text in a language. */
export type PromptKey = z.infer<typeof promptParams>

/** More is no instruction any more but a text. */
const MOST_CHARS = 8_000

export const settingsSchema = z.strictObject({
  /** Another model of the same provider; null: the one that is set. */
  model: plainText(200)
    .trim()
    .min(1)
    .regex(/^\P{Cc}*$/u, 'must be one line')
    .nullable()
    .default(null),
  /** 0 to 2; null: the model's own. */
  temperature: z.number().min(0).max(2).nullable().default(null),
  /** Most tokens of an answer. */
  maxTokens: z.number().int().min(100).max(16_000).default(2_000),
  /** In place of what is asked for, for the built-in writer too; null: as asked for. */
  tone: z.enum(TONES).nullable().default(null),
  length: z.enum(LENGTHS).nullable().default(null),
})

export const contentSchema = z.strictObject({
  system: plainText(MOST_CHARS).trim().min(1),
  /** With variables as `{{task}}`; `{{data}}` must be in it. */
  template: plainText(MOST_CHARS).trim().min(1),
  settings: settingsSchema,
})
export type PromptContent = z.output<typeof contentSchema>

/** POST .../versions */
export const versionBody = contentSchema.extend({ note: plainText(500).trim().default('') })
export type VersionBody = z.output<typeof versionBody>

/** PUT .../standing: what holds, and what is tried on a share of the drafts. */
export const standingBody = z.strictObject({
  current: version,
  /** Null: nothing is tried. */
  candidate: version.nullable(),
  /** Percent of the drafts. */
  share: z.number().int().min(0).max(100),
  /** 'person:7'; null: nobody in particular. */
  owner: z
    .string()
    .regex(/^person:\d{1,12}$/, "must be somebody here: 'person:7'")
    .nullable(),
})
export type StandingBody = z.output<typeof standingBody>

const standingSchema = standingBody.extend({
  /** Who changed it last, and when; null: nobody has yet. */
  by: z.string().nullable(),
  at: instant.nullable(),
})
export type Standing = z.infer<typeof standingSchema>

/** GET /api/v1/prompts */
export const promptListSchema = z.object({
  items: z.array(promptParams.extend({ standing: standingSchema, newest: version, cases: z.number().int() })),
})
export type PromptList = z.infer<typeof promptListSchema>

/** `count` of `n` with its 95 % interval; `low` and `high` are null where n is 0. */
const shareSchema = z.object({
  count: z.number().int(),
  n: z.number().int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type Share = z.infer<typeof shareSchema>

const shownVersion = contentSchema.extend({
  /** 0: the one in the code. */
  version,
  note: z.string(),
  by: z.string().nullable(),
  at: instant.nullable(),
  /** Of the drafts it wrote and people decided about: how many went out. */
  accepted: shareSchema,
  /** Of those that went out: of how many people changed the text before. */
  edited: shareSchema,
})
export type ShownVersion = z.infer<typeof shownVersion>

/** GET /api/v1/prompts/:kind/:lang; its ETag is asked for in If-Match by what changes it. */
export const promptSchema = promptParams.extend({
  standing: standingSchema,
  /** The newest first. */
  versions: z.array(shownVersion),
  /** 'openai/gpt-5-mini'; null: none is set, and the built-in writer heeds tone and length alone. */
  model: z.string().nullable(),
})
export type ShownPrompt = z.infer<typeof promptSchema>

/** POST .../cases */
export const caseBody = z
  .strictObject({
    title: plainText(200).trim().min(1),
    products: z
      .array(productId)
      .min(1)
      .max(20)
      .transform((ids) => [...new Set(ids)]),
    tone: writeRequestSchema.shape.tone,
    length: writeRequestSchema.shape.length,
    address: writeRequestSchema.shape.address,
    /** What somebody approved for it; versions are measured by how far they are from it. */
    approved: plainText(20_000)
      .trim()
      .nullable()
      .default(null)
      .transform((said) => (said === '' ? null : said)),
  })
  .refine(({ products, approved }) => approved === null || products.length === 1, {
    path: ['approved'],
    message: 'is of one product: name one',
  })
export type CaseBody = z.output<typeof caseBody>

const caseSchema = z.object({
  id: z.string(),
  title: z.string(),
  products: z.array(z.object({ id: productId, title: text })),
  tone: z.enum(TONES),
  length: z.enum(LENGTHS),
  address: z.enum(['du', 'sie', 'neutral']),
  approved: z.string().nullable(),
  by: z.string(),
  at: instant,
})
export type PromptCase = z.infer<typeof caseSchema>
export const caseListSchema = z.object({ items: z.array(caseSchema) })

/** POST .../runs: one version over the cases, or two side by side. */
export const runBody = z.strictObject({
  versions: z
    .array(version)
    .min(1)
    .max(2)
    .refine((versions) => new Set(versions).size === versions.length, 'names the same version twice'),
})

export const RUN_STATES = ['running', 'done', 'stopped'] as const
/** 'stood-in': the built-in writer wrote in the model's place, so that nothing is learnt of the version. */
export const ITEM_STATES = ['waiting', 'written', 'stood-in', 'too-little', 'gone', 'failed'] as const

export const resultSchema = z.object({
  texts: z.array(z.string()),
  /** Versions asked for; those without an error are `texts`, and `clean` of them bear no warning either. */
  asked: z.number().int(),
  clean: z.number().int(),
  warnings: z.number().int(),
  /** Share of words that make the nearest of them the approved text, 0 to 1; null: there is none. */
  distance: z.number().nullable(),
  costMicros: z.number(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  seconds: z.number(),
  author: z.string(),
  notes: z.array(text),
})
export type ItemResult = z.infer<typeof resultSchema>

const sumSchema = z.object({
  version,
  items: z.number().int(),
  done: z.number().int(),
  /** Texts that passed all checks without error and warning, of those that were asked for. */
  clean: shareSchema,
  /** Mean distance to the approved texts, and of how many; null: none has one. */
  distance: z.object({ mean: z.number(), n: z.number().int() }).nullable(),
  costMicros: z.number(),
  tokens: z.number().int(),
  seconds: z.number(),
})
export type RunSum = z.infer<typeof sumSchema>

const runRowSchema = promptParams.extend({
  id: z.string(),
  versions: z.array(version),
  status: z.enum(RUN_STATES),
  /** Why it was stopped by itself. */
  error: text.nullable(),
  by: z.string(),
  askedAt: instant,
  endedAt: instant.nullable(),
  sums: z.array(sumSchema),
})
export type RunRow = z.infer<typeof runRowSchema>
export const runListSchema = z.object({ items: z.array(runRowSchema) })

/** GET .../runs/:id */
export const runSchema = runRowSchema.extend({
  items: z.array(
    z.object({
      caseTitle: z.string(),
      product: productId,
      productTitle: text,
      approved: z.string().nullable(),
      version,
      status: z.enum(ITEM_STATES),
      result: resultSchema.nullable(),
    }),
  ),
})
export type PromptRun = z.infer<typeof runSchema>

/** GET /api/v1/model-spend */
export const spendSchema = z.object({
  /** 'YYYY-MM' of the shop. */
  month: z.string(),
  /** 'openai/gpt-5-mini'; null: none is set. */
  model: z.string().nullable(),
  calls: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** In the provider's currency; null: no prices are set, so that nothing but tokens is counted. */
  cost: z.number().nullable(),
  /** Of the month; null: none is set. */
  budget: z.number().nullable(),
})
export type Spend = z.infer<typeof spendSchema>
