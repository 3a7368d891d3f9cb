/** What a purchase request is. */
import { z } from 'zod'
import { LANGS } from '../../core/lang.ts'

/** A longer list is no mail any more; what does not fit comes with the next request. */
export const MOST_LINES = 60

const cents = z.number().int().min(0).max(100_000_000)
const lineSchema = z.strictObject({
  sku: z.string().min(1).max(500),
  /** In the language of the request. */
  title: z.string().max(1_000),
  /** 0: not ordered after all. */
  quantity: z.number().int().min(0).max(1_000_000),
  /** Pieces that are left; null: not known. */
  left: z.number().int().min(0).nullable(),
  perDay: z.number().min(0),
  /** What one costs to buy; null: not known. */
  costCents: cents.nullable(),
  /** What one sold at. */
  priceCents: cents,
})
export type OrderLine = z.infer<typeof lineSchema>

export const reorderDraftSchema = z.strictObject({
  /** Brand whose products these are; empty: of no brand. */
  supplier: z.string().max(500),
  lang: z.enum(LANGS),
  currency: z.string().regex(/^[A-Z]{3}$/),
  subject: z.string().trim().min(1).max(300),
  /** Before and after the list of what is wanted. */
  intro: z.string().max(5_000),
  outro: z.string().max(5_000),
  lines: z.array(lineSchema).min(1).max(MOST_LINES),
})
export type ReorderDraft = z.infer<typeof reorderDraftSchema>
