/** What a text is asked for, and what a writer gives back; the same for every writer. */
import { z } from 'zod'
import { LANGS, type Text } from '../../core/lang.ts'

export const TEXT_KINDS = [
  'product-description',
  'teaser',
  'seo',
  'social-post',
  'ad-copy',
  'alt-text',
  'faq-answer',
] as const
export type TextKind = (typeof TEXT_KINDS)[number]

/** plain: facts first. warm: speaks to the reader. lively: short sentences, openings with a point. */
export const TONES = ['plain', 'warm', 'lively'] as const
export type Tone = (typeof TONES)[number]

export const LENGTHS = ['short', 'medium', 'long'] as const
export type TextLength = (typeof LENGTHS)[number]

/** How the shop speaks to its readers; English has one form, so only 'neutral' makes a difference there. */
export const ADDRESSES = ['du', 'sie', 'neutral'] as const
export type Address = (typeof ADDRESSES)[number]

/** Two versions may share this much of their word 3-grams (Jaccard: those in both by those in either), and not more. */
export const OVERLAP_BOUND = 0.35

export const writeRequestSchema = z.object({
  kind: z.enum(TEXT_KINDS),
  lang: z.enum(LANGS),
  tone: z.enum(TONES).default('plain'),
  length: z.enum(LENGTHS).default('medium'),
  address: z.enum(ADDRESSES).default('neutral'),
  versions: z.number().int().min(1).max(5).default(3),
  /** The same facts, request and seed give the same texts. */
  seed: z.number().int().default(1),
})
export type WriteRequest = z.infer<typeof writeRequestSchema>

export interface Sentence {
  readonly text: string
  /** Names of attributes, and of 'title', 'brand', 'category', 'variants', 'description': what the sentence rests on. */
  readonly sources: readonly string[]
}

/** 'title' and 'meta' are of search engines; 'headline' opens an advertisement; 'hashtags' end a post; 'details' is a list. */
type PartRole = 'title' | 'meta' | 'headline' | 'question' | 'paragraph' | 'details' | 'hashtags'

export interface Part {
  readonly role: PartRole
  readonly sentences: readonly Sentence[]
}

/** What a version turns on: what it opens with and what it tells first. */
export type Angle = 'overview' | 'story' | 'material' | 'measure' | 'feature' | 'use' | 'choice'

export interface Version {
  readonly angle: Angle
  readonly parts: readonly Part[]
}

export type Written =
  | {
      readonly outcome: 'written'
      /** As many as asked for, or as many as the facts give that differ enough. */
      readonly versions: readonly Version[]
      /** The greatest overlap of two of them, 0 to 1; 0 for a single one. */
      readonly maxOverlap: number
    }
  | { readonly outcome: 'too-little'; readonly missing: Text }

/** The text of a version as a reader sees it: sentences joined to paragraphs, list items on lines of their own. */
export function plainText(version: Version): string {
  return version.parts
    .map(({ role, sentences }) => {
      const texts = sentences.map(({ text }) => text)
      return role === 'details' ? texts.map((text) => `- ${text}`).join('\n') : texts.join(' ')
    })
    .join('\n\n')
}
