/** Pieces: posts, articles and newsletters with a time to go out; their drafts, and the plan they stand in. */
import { z } from 'zod'
import { LANGS } from '../../core/lang.ts'

/** 'file': no place is connected; the approved text waits in the plan as a file. */
export const SOCIAL_PLACES = ['mastodon', 'bluesky', 'file'] as const
export const BLOG_PLACES = ['wordpress', 'file'] as const
const NEWSLETTER_PLACES = ['mail', 'file'] as const

/** Keys of the versions within a draft. */
export const VERSIONS = ['version1', 'version2', 'version3'] as const
export const SUBJECTS = ['subject1', 'subject2', 'subject3'] as const

const text = z.object({ de: z.string(), en: z.string() })
const instant = z.iso.datetime({ offset: true })
const line = (most: number) =>
  z
    .string()
    .max(most)
    .refine((said) => !/[\r\n]/.test(said), 'one line')
const version = z.string().max(50_000)
/** A day that the stores can hold. */
const day = z.iso.date().refine((said) => said >= '1970-01-01' && said <= '2149-06-06', 'a day from 1970 to 2149')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day as HH:MM')

/** What all pieces have. */
const piece = {
  /** What it is about; null: no product, or several. */
  productId: z.number().int().positive().nullable().default(null),
  lang: z.enum(LANGS),
  /** Which version goes out. */
  chosen: z.enum(VERSIONS).default('version1'),
  version1: version,
  version2: version.nullable().default(null),
  version3: version.nullable().default(null),
  /** Shop day and shop time at which it goes out; without a day as soon as it is approved. */
  day: day.nullable().default(null),
  time: time.default('09:00'),
}

export const socialDraftSchema = z.object({
  place: z.enum(SOCIAL_PLACES),
  ...piece,
  /** Stands below the text unless the text has it; empty: none. */
  link: line(2_000).default(''),
  pictureId: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .default(null),
  /** What the picture shows, for whoever does not see it. */
  pictureAlt: z.string().max(1_500).default(''),
})
export type SocialDraft = z.infer<typeof socialDraftSchema>

export const blogDraftSchema = z.object({
  place: z.enum(BLOG_PLACES),
  /** 'draft': put there for somebody to publish. */
  status: z.enum(['publish', 'draft']).default('publish'),
  title: line(200),
  /** One or two sentences for lists. */
  excerpt: line(500).default(''),
  /** Versions are Markdown. */
  ...piece,
})
export type BlogDraft = z.infer<typeof blogDraftSchema>

export const newsletterDraftSchema = z.object({
  place: z.enum(NEWSLETTER_PLACES),
  chosenSubject: z.enum(SUBJECTS).default('subject1'),
  subject1: line(200),
  subject2: line(200).nullable().default(null),
  subject3: line(200).nullable().default(null),
  /** What mail programs show beside the subject. */
  preheader: line(300).default(''),
  /** Versions are Markdown. */
  ...piece,
})
export type NewsletterDraft = z.infer<typeof newsletterDraftSchema>

export const PIECE_KINDS = ['social-post', 'blog-post', 'newsletter'] as const
export type PieceKind = (typeof PIECE_KINDS)[number]
const pieceKind = z.enum(PIECE_KINDS)

/** POST /api/v1/pieces */
export const newPieceBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('social-post'), draft: socialDraftSchema }),
  z.object({ kind: z.literal('blog-post'), draft: blogDraftSchema }),
  z.object({ kind: z.literal('newsletter'), draft: newsletterDraftSchema }),
])
export type NewPieceBody = z.input<typeof newPieceBody>
export type NewPiece = z.output<typeof newPieceBody>
export const newPieceAnswer = z.object({ id: z.string() })

/** 'planned': waits for a decision; 'scheduled': approved, and waits for its time. */
export const STAGES = ['planned', 'scheduled', 'live', 'failed'] as const
export type Stage = (typeof STAGES)[number]

const plannedSchema = z.object({
  /** Of its proposal. */
  id: z.string(),
  kind: pieceKind,
  place: z.enum([...SOCIAL_PLACES, 'wordpress', 'mail']),
  title: text,
  stage: z.enum(STAGES),
  /** When it goes out, or went out; null: when it is approved. */
  at: instant.nullable(),
  /** The same in shop time. */
  day: day.nullable(),
  time: time.nullable(),
  /** Level of its worst check finding. */
  worst: z.enum(['none', 'note', 'warning', 'error']),
  /** Where it can be seen; null: nowhere. */
  url: z.string().nullable(),
  failure: text.nullable(),
  contentHash: z.string(),
  mayDecide: z.boolean(),
})
export type PlannedPiece = z.infer<typeof plannedSchema>

/** GET /api/v1/pieces: what goes out, or went out, on these shop days, and what has no day yet. */
export const planQuery = z.object({ from: day, to: day })
export const planSchema = z.object({
  /** The shop's day now, so that whoever looks from elsewhere sees the shop's. */
  today: day,
  timeZone: z.string(),
  items: z.array(plannedSchema),
  /** Which places are set up. */
  places: z.array(z.enum(['mastodon', 'bluesky', 'wordpress', 'mail'])),
})
export type Plan = z.infer<typeof planSchema>

/** POST /api/v1/pieces/:id/move; bound to what was seen. */
export const moveBody = z.strictObject({ contentHash: z.string().max(100), day: day.nullable(), time: time.optional() })
export type MoveBody = z.output<typeof moveBody>

/** POST /api/v1/piece-pictures: a picture in base64. */
export const pictureBody = z.strictObject({ base64: z.base64().max(11_000_000) })
export const pictureAnswer = z.object({ id: z.string() })

const FILE_FORMATS = ['html', 'md', 'txt', 'json'] as const
export const fileQuery = z.object({ format: z.enum(FILE_FORMATS).default('html') })
export type FileFormat = (typeof FILE_FORMATS)[number]
