/** Search over everything: what is asked and what is answered. */
import { z } from 'zod'

const text = z.object({ de: z.string(), en: z.string() })

/** Shorter texts are found in everything. */
const SHORTEST_QUERY = 2
const LONGEST_QUERY = 200
const MOST_HITS = 20

export const searchQuery = z.object({
  q: z.string().trim().min(SHORTEST_QUERY).max(LONGEST_QUERY),
  /** Only these kinds, separated by commas; left out: everything the caller may see. */
  kinds: z.string().max(200).optional(),
  /** Hits of each kind. */
  limit: z.coerce.number().int().min(1).max(MOST_HITS).default(6),
})

const hitSchema = z.object({
  /** 'product', 'customer', 'order', ...: that of its group. */
  kind: z.string(),
  /** Unique within its kind. */
  key: z.string(),
  title: text,
  subtitle: text.nullable(),
  /** Address of its page in the workbench: '/products/17'. */
  href: z.string(),
  /** How well it fits: 1 and more for each word that stands in it as typed. */
  score: z.number(),
})
export type Hit = z.infer<typeof hitSchema>

export const searchAnswer = z.object({
  query: z.string(),
  /** The group with the best hit first; groups without a hit are left out. */
  groups: z.array(
    z.object({
      kind: z.string(),
      label: text,
      /** The best first. */
      hits: z.array(hitSchema),
      /** Whether there are more than were asked for. */
      more: z.boolean(),
    }),
  ),
})
export type SearchAnswer = z.infer<typeof searchAnswer>
