/** What a text is asked for, and what a writer gives back; the same for every writer. */
import { z } from 'zod'
import { LANGS, type Text } from '../../core/lang.ts'
import type { ProductFacts } from '../text-check/index.ts'

type Words = ProductFacts['title']

export const TEXT_KINDS = [
  'product-description',
  'teaser',
  'seo',
  'social-post',
  'ad-copy',
  'alt-text',
  'faq-answer',
  'translation',
] as const
export type TextKind = (typeof TEXT_KINDS)[number]

/** Kinds of text about several products: a category, or a topic that products go with. */
export const GROUP_KINDS = ['category-text', 'buying-guide', 'blog-post', 'newsletter'] as const
export type GroupKind = (typeof GROUP_KINDS)[number]

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

/** The same for a text about several products. */
export const groupRequestSchema = writeRequestSchema.extend({ kind: z.enum(GROUP_KINDS) })
export type GroupRequest = z.infer<typeof groupRequestSchema>

/** What may stand between `{{` and `}}` in a prompt; `data` is the product data as delimited JSON. */
export const PROMPT_VARIABLES = ['task', 'language', 'tone', 'address', 'length', 'count', 'data'] as const
export type PromptVariable = (typeof PROMPT_VARIABLES)[number]

/** Where a prompt has a variable, its name as the first group. */
export const VARIABLE_PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g

/** What can be done with a text that is there. 'tone': told anew in the tone that is asked for. */
export const REWORKS = ['shorter', 'longer', 'tone'] as const

/** A text that is to be written anew. */
export interface Rework {
  readonly text: string
  readonly how: (typeof REWORKS)[number]
}

/** What is reduced, by how much and until when, as it holds; the writer makes a sentence of it. */
export interface Offer {
  /** On what: 'Regenjacken'. */
  readonly title: Words
  /** Whole percent off; null: the offer is not a percentage. */
  readonly percent: number | null
  /** Last day it holds, YYYY-MM-DD; null: not limited. */
  readonly until: string | null
  /** What is typed in at the checkout; null: nothing. */
  readonly code: string | null
  readonly source: string
}

/** Something worth telling, in whole sentences of both languages; taken over as it stands. */
interface Note {
  readonly text: Text
  readonly source: string
}

/** Products and what is to be told of them together. */
export interface Topic {
  /** What it is about: 'Herbsttouren'; empty: the products alone. */
  readonly title: Words
  readonly products: readonly ProductFacts[]
  /** Which of the products sell better than expected now, by their `externalId`. */
  readonly trending: readonly string[]
  readonly offers: readonly Offer[]
  readonly notes: readonly Note[]
}

/** The several products a text is about. */
export type GroupSubject =
  /** `path` as the shop has it: 'Bekleidung > Jacken > Regenjacken'. */
  | { readonly kind: 'category'; readonly path: string; readonly products: readonly ProductFacts[] }
  | ({ readonly kind: 'topic' } & Topic)

export interface Sentence {
  readonly text: string
  /**
   * What the sentence rests on: names of attributes, and of 'title', 'brand', 'category', 'variants', 'description'. Where it speaks of one
   * product among several, the product's `externalId` and a slash stand before; 'trending' and the sources of offers and notes as handed in.
   */
  readonly sources: readonly string[]
}

/**
 * 'title' and 'meta' are of search engines; 'headline' opens an advertisement; 'hashtags' end a post; 'details' is a list; 'subject' holds
 * the subject lines of a mail to choose from; a 'table' has a row a sentence, cells between bars, the first row its heads.
 */
type PartRole =
  | 'title'
  | 'meta'
  | 'headline'
  | 'question'
  | 'heading'
  | 'subject'
  | 'preheader'
  | 'paragraph'
  | 'details'
  | 'table'
  | 'hashtags'

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
      /** Of a translation: what the text in the other language says and these do not. Empty or absent: nothing. */
      readonly leftOut?: readonly string[]
    }
  | { readonly outcome: 'too-little'; readonly missing: Text }

const HEADING_MARK = '## '

function partText({ role, sentences }: Part): string {
  const texts = sentences.map(({ text }) => text)
  switch (role) {
    case 'details':
    case 'subject':
      return texts.map((text) => `- ${text}`).join('\n')
    case 'table': {
      const columns = (texts[0] ?? '').split(' | ').length
      const [head = '', ...rows] = texts.map((text) => `| ${text} |`)
      return [head, `|${' --- |'.repeat(columns)}`, ...rows].join('\n')
    }
    case 'heading':
      return HEADING_MARK + texts.join(' ')
    default:
      return texts.join(' ')
  }
}

/** The text of a version as Markdown: sentences joined to paragraphs, entries of lists and rows of tables on lines of their own. */
export function plainText({ parts }: Version): string {
  return parts.map(partText).join('\n\n')
}

/** What of a version is written and not data: two versions may have the same table. */
export function writtenText({ parts }: Version): string {
  return plainText({ angle: 'overview', parts: parts.filter(({ role }) => role !== 'table') })
}
