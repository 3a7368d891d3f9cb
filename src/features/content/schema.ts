/** A draft of a product's description: some versions of which one goes out; and what the Texts page asks for. */
import { z } from 'zod'
import { LANGS, type Text } from '../../core/lang.ts'
import { REWORKS, writeRequestSchema } from '../writing/index.ts'

/** Keys of the versions within the draft. */
export const VERSIONS = ['version1', 'version2', 'version3'] as const
export type VersionKey = (typeof VERSIONS)[number]

const version = z.string().max(20_000)
const text = z.object({ de: z.string(), en: z.string() })

export const descriptionDraftSchema = z.object({
  productId: z.number().int(),
  source: z.string(),
  externalId: z.string(),
  skus: z.array(z.string()),
  lang: z.enum(LANGS),
  /** What is live, as the shop keeps it; null: nothing. */
  live: z.string().nullable(),
  /** Which version goes out. */
  chosen: z.enum(VERSIONS),
  /** Paragraphs, an empty line between them; lines that begin with '- ' are a list. */
  version1: version,
  version2: version.nullable(),
  version3: version.nullable(),
})
export type DescriptionDraft = z.infer<typeof descriptionDraftSchema>

const productId = z.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** POST /api/v1/texts/write */
export const writeBody = writeRequestSchema.extend({
  product: productId,
  /** Another number, other texts. */
  seed: z.number().int().min(0).max(1_000_000).default(1),
})
export type WriteBody = z.infer<typeof writeBody>

const findingSchema = z.object({
  kind: z.enum(['fact', 'law', 'brand', 'craft']),
  /** 'facts.contradicted', 'law.environment', 'craft.spelling', ... */
  rule: z.string(),
  level: z.enum(['error', 'warning', 'hint']),
  /** Place in the text, UTF-16 offsets, `end` exclusive; both 0: about the whole. */
  start: z.number().int(),
  end: z.number().int(),
  reason: text,
  /** What could stand there instead; empty: nothing; null: no proposal. */
  mend: z.string().nullable(),
})
export type ShownFinding = z.infer<typeof findingSchema>

const writtenVersion = z.object({
  text: z.string(),
  /** What each sentence rests on: names of attributes, and of 'title', 'brand', 'category', 'variants', 'description'. */
  sentences: z.array(z.object({ start: z.number().int(), end: z.number().int(), sources: z.array(z.string()) })),
  findings: z.array(findingSchema),
  /** What it is made of, for whoever needs a title or a subject line by itself: 'subject' has a line for each to choose from. */
  parts: z.array(z.object({ role: z.string(), text: z.string(), lines: z.array(z.string()) })),
})
export type WrittenVersion = z.infer<typeof writtenVersion>

export const writtenSchema = z.object({
  /** None: too little is known, and `missing` says what to add. */
  versions: z.array(writtenVersion),
  missing: text.nullable(),
  /** Of a translation: what the text in the other language says and these do not. */
  leftOut: z.array(z.string()),
  /** Greatest share of word 3-grams two versions have in common (Jaccard), and what it may be at most. */
  maxOverlap: z.number(),
  overlapBound: z.number(),
  /** Who wrote: the built-in writer ('rule'), or a prompt with its version and model. */
  author: z.object({ kind: z.enum(['rule', 'prompt']), name: z.string(), version: z.string() }),
  /** What a reader should know of that: why the built-in writer stood in for the language model, what was dropped. */
  notes: z.array(text),
})
export type WrittenTexts = z.infer<typeof writtenSchema>

/** POST /api/v1/texts/write-along: a line each. 'growing': a version has so much of it; it may be taken back by a shorter one. */
export type StreamedLine =
  | { readonly kind: 'growing'; readonly index: number; readonly text: string }
  | { readonly kind: 'written'; readonly written: WrittenTexts }
  | { readonly kind: 'failed'; readonly status: number; readonly text: Text }

const ownText = z
  .string()
  .trim()
  .min(1)
  .max(12_000)
  .refine((said) => !said.includes('\0'), 'holds a character of code 0')

/** POST /api/v1/texts/rework: a text about a product, written anew. */
export const reworkBody = writeRequestSchema
  .pick({ kind: true, lang: true, tone: true, address: true })
  .extend({ product: productId, text: ownText, how: z.enum(REWORKS) })
export type ReworkBody = z.infer<typeof reworkBody>

/** POST /api/v1/texts/sources: what each sentence of a text rests on. */
export const sourcesBody = z.object({ product: productId, lang: z.enum(LANGS), text: ownText })
export const sourcesSchema = z.object({
  sentences: z.array(
    z.object({
      text: z.string(),
      /** None: nothing the catalogue knows. */
      facts: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
  ),
})
export type SourcesShown = z.infer<typeof sourcesSchema>

/** POST /api/v1/texts/check; null: a text about no product, or several, that is held against no data. */
export const checkBody = z.object({ product: productId.nullable(), lang: z.enum(LANGS), text: z.string().max(50_000) })
export const checkedSchema = z.object({ findings: z.array(findingSchema) })
export type CheckBody = z.infer<typeof checkBody>
export type CheckedText = z.infer<typeof checkedSchema>

/** POST /api/v1/texts/propose */
export const proposeBody = z.object({
  product: productId,
  lang: z.enum(LANGS),
  text: version.refine((said) => said.trim() !== '', 'The text is empty.'),
})
export type ProposeBody = z.infer<typeof proposeBody>
export const proposedSchema = z.object({ id: z.string() })

/** Of `group-schema.ts`, for the pages. */
export type { GroupBody } from './group-schema.ts'
