/** POST /api/v1/texts/write-about: a text about a category, or about a topic and the products that go with it. */
import { z } from 'zod'
import { groupRequestSchema } from '../writing/index.ts'

const name = z.string().trim().max(200)
const words = z.strictObject({ de: name.optional(), en: name.optional() })
const source = z.string().trim().min(1).max(200)
const sentence = z.string().trim().max(2_000)

/** A longer newsletter or post is read by nobody. */
const MOST_TOPIC_PRODUCTS = 12
const MOST_OFFERS = 5
const MOST_NOTES = 5

const offer = z.strictObject({
  title: words,
  percent: z.number().int().min(1).max(99).nullable(),
  until: z.iso.date().nullable(),
  code: z.string().trim().min(1).max(40).nullable(),
  source,
})

const topic = z.strictObject({
  title: words,
  products: z.array(z.number().int().positive()).min(1).max(MOST_TOPIC_PRODUCTS),
  /** Of the products those that sell better than expected now. */
  trending: z.array(z.number().int().positive()).max(MOST_TOPIC_PRODUCTS).default([]),
  offers: z.array(offer).max(MOST_OFFERS).default([]),
  /** Sentences taken over as they stand, in both languages. */
  notes: z
    .array(z.strictObject({ text: z.strictObject({ de: sentence, en: sentence }), source }))
    .max(MOST_NOTES)
    .default([]),
})

export const groupBody = groupRequestSchema.extend({
  /** A category's path as the catalogue has it, its products and those below it; or a topic. */
  about: z.union([z.strictObject({ category: z.string().trim().min(1).max(400) }), topic]),
  /** Another number, other texts. */
  seed: z.number().int().min(0).max(1_000_000).default(1),
})
export type GroupBody = z.infer<typeof groupBody>
