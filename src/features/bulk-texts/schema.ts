/** Descriptions for many products: first some to look at, then the others, then all that nothing stands against at once. */
import { z } from 'zod'
import { plainText } from '../../api/text.ts'
import { writeRequestSchema } from '../writing/index.ts'

const text = z.object({ de: z.string(), en: z.string() })
const instant = z.iso.datetime({ offset: true })

export const MOST_PRODUCTS = 5_000

/** As every text is asked for. */
const { lang, tone, length, address } = writeRequestSchema.shape

/** As the list of products is filtered. */
const filterSchema = z.strictObject({
  status: z.enum(['active', 'draft', 'archived']).optional(),
  category: plainText(300).optional(),
  brand: plainText(300).optional(),
  stock: z.enum(['out', 'low', 'enough', 'unknown']).optional(),
  text: plainText(200).optional(),
})

/** POST /api/v1/bulk-texts: these products, or those of a filter, the ones with most revenue first. */
export const bulkBody = z
  .strictObject({
    products: z.array(z.number().int().positive()).min(1).max(MOST_PRODUCTS).optional(),
    filter: filterSchema.optional(),
    lang,
    tone,
    length,
    address,
    /** How many are written first and looked at. */
    sample: z.number().int().min(1).max(50).default(10),
  })
  .refine(({ products, filter }) => (products === undefined) !== (filter === undefined), {
    message: 'name either the products or a filter',
  })
export type BulkBody = z.output<typeof bulkBody>

export const BULK_STATES = ['sample', 'review', 'rest', 'done', 'stopped'] as const

export const bulkSchema = z.object({
  id: z.string(),
  /** 'sample': the first ones are being written; 'review': they are on the desk; 'rest': the others are being written. */
  status: z.enum(BULK_STATES),
  lang,
  askedAt: instant,
  endedAt: instant.nullable(),
  /** Why it goes on no further for the moment; null: nothing is wrong. */
  error: z.string().nullable(),
  products: z.number().int(),
  sample: z.number().int(),
  /** How many of the products each thing has become of. */
  items: z.object({
    waiting: z.number().int(),
    /** On the desk. */
    proposed: z.number().int(),
    /** The desk had the same text, or somebody is at work on one. */
    already: z.number().int(),
    /** Exactly this text was rejected not long ago. */
    refused: z.number().int(),
    tooLittle: z.number().int(),
    gone: z.number().int(),
    failed: z.number().int(),
  }),
  /** What became of those on the desk. */
  desk: z.object({
    /** Open, with no error and no warning. */
    clean: z.number().int(),
    /** Open, with one. */
    withFindings: z.number().int(),
    approved: z.number().int(),
    rejected: z.number().int(),
    /** Of the sample, still open. */
    sampleOpen: z.number().int(),
  }),
  /** What stands against single products, the first ones. */
  notes: z.array(z.object({ product: z.number().int(), title: text, note: text })),
})
export type Bulk = z.infer<typeof bulkSchema>
export const bulkListSchema = z.object({ items: z.array(bulkSchema) })

/** POST /api/v1/bulk-texts/:id/approve: some at a time; asked again until none is left. */
export const approvedSchema = z.object({
  approved: z.number().int(),
  /** Could not be approved: something stands against them now. They stay on the desk. */
  refused: z.number().int(),
  left: z.number().int(),
})
export type Approved = z.infer<typeof approvedSchema>
