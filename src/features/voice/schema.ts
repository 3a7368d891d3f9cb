/** The shop's voice: how it speaks to readers, its tone, words it uses and avoids, names, length of sentences. */
import { z } from 'zod'
import { plainText } from '../../api/text.ts'
import { LANGS } from '../../core/lang.ts'

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u, 'must be one line')
/** -2 to 2; 0 is in between. */
const scale = z.number().int().min(-2).max(2)
const MOST_WORDS = 200

export const voiceSchema = z.strictObject({
  /** Null: either way. */
  address: z.enum(['du', 'sie', 'neutral']).nullable().default(null),
  /** -2 plain to 2 lively. */
  liveliness: scale.default(0),
  /** -2 formal to 2 near. */
  nearness: scale.default(0),
  /** Words it likes to use. */
  use: z.array(line(60)).max(MOST_WORDS).default([]),
  /** Words it avoids, in their base form, with what is said instead; null: nothing. */
  avoid: z
    .array(z.strictObject({ word: line(60), instead: line(60).nullable() }))
    .max(MOST_WORDS)
    .default([]),
  /** Names as they are spelt. */
  names: z.array(line(80)).max(MOST_WORDS).default([]),
  /** Words a sentence has at most; null: any number. */
  sentenceWords: z.number().int().min(5).max(80).nullable().default(null),
})
export type Voice = z.infer<typeof voiceSchema>

export const shownVoiceSchema = z.object({
  /** ETag; 0: nobody has set anything yet. */
  version: z.number().int(),
  profile: voiceSchema,
  /** The last changes, newest first; instants in UTC milliseconds. */
  history: z.array(z.object({ version: z.number().int(), by: z.string(), at: z.number() })),
})
export type ShownVoice = z.infer<typeof shownVoiceSchema>

/** POST /api/v1/voice/learn */
export const learnBody = z.strictObject({
  lang: z.enum(LANGS),
  texts: z.array(z.string().max(20_000)).min(1).max(50),
})

const share = z.object({ count: z.number().int(), n: z.number().int(), low: z.number(), high: z.number() })

export const learnedSchema = z.object({
  texts: z.number().int(),
  words: z.number().int(),
  sentences: z.number().int(),
  /** Null where readers are spoken to too seldom to tell; `share` of the texts that speak so, with its 95 % interval. */
  address: z.object({ value: z.enum(['du', 'sie', 'neutral']), share }).nullable(),
  /** Words a sentence; null without a sentence. */
  sentenceWords: z.object({ median: z.number(), p90: z.number() }).nullable(),
  /** Words of many texts that are not those of every text: in how many of them, with the interval. */
  favourites: z.array(z.object({ word: z.string(), share })),
  names: z.array(z.string()),
})
export type Learned = z.infer<typeof learnedSchema>

const EDIT_KINDS = ['fact', 'law', 'grammar', 'length', 'structure', 'tone'] as const
export type EditKind = (typeof EDIT_KINDS)[number]

/** GET /api/v1/voice/suggestions: of the drafts of one author ('product-description.de'), or of all. */
export const suggestionsQuery = z.object({ author: plainText(100).optional() })

/** What can be done to drafts again and again: 'du' speaks to readers so, 'legal-note' adds what the law asks for. */
const HABITS = [
  'shorter',
  'longer',
  'du',
  'sie',
  'neutral',
  'list',
  'no-list',
  'heading',
  'no-heading',
  'order',
  'no-exclamation',
  'legal-note',
  'no-legal-claim',
  'facts',
  'grammar',
] as const
export type HabitKey = (typeof HABITS)[number]
const habit = z.object({
  key: z.enum(HABITS),
  /** Of `n` drafts in which it could be done, it was done in `count`. */
  share,
})
export type Habit = z.infer<typeof habit>

const counted = {
  /** Approved drafts looked at, and how many of them people had changed. */
  drafts: z.number().int(),
  edited: z.number().int(),
  /** How many of the changes were of which kind. */
  kinds: z.record(z.enum(EDIT_KINDS), z.number().int()),
}

export const suggestionsSchema = z.object({
  ...counted,
  /** The same of each skill that wrote some of them. */
  skills: z.array(z.object({ skill: z.string(), ...counted })),
  habits: z.array(habit),
  /** Words people take out again and again. */
  avoid: z.array(
    z.object({
      word: z.string(),
      /** What they put in its place most often; null: nothing. */
      instead: z.string().nullable(),
      /** Of `n` drafts that had it, `count` went out without it. */
      share,
    }),
  ),
})
export type Suggestions = z.infer<typeof suggestionsSchema>
