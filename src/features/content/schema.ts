/** A draft of a product's description: some versions of which one goes out. */
import { z } from 'zod'
import { LANGS } from '../../core/lang.ts'

/** Keys of the versions within the draft. */
export const VERSIONS = ['version1', 'version2', 'version3'] as const
export type VersionKey = (typeof VERSIONS)[number]

const version = z.string().max(20_000)

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
