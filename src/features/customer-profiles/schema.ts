/** Customers as the workbench shows them: a list, one person with orders and consent, and what happened, in order of time. */
import { z } from 'zod'
import { pageOf, pageQuery } from '../../api/page.ts'

const instant = z.iso.datetime({ offset: true })
const day = z.string()
const text = z.object({ de: z.string(), en: z.string() })

/** RFM segments as the morning report has them; 'none': no purchase in two years, or not counted yet. */
const SEGMENTS = [
  'champions',
  'loyal',
  'promising',
  'new',
  'at-risk',
  'needs-attention',
  'hibernating',
  'none',
] as const
export const segmentSchema = z.enum(SEGMENTS)
export type Segment = z.infer<typeof segmentSchema>

/** 'unknown': known from orders alone, nobody asked. */
const consentSchema = z.enum(['yes', 'no', 'unknown'])

const SORTS = ['last-order', 'value', 'name'] as const
export const customerListQuery = pageQuery.extend({
  /** 'last-order' and 'value': the greatest first. */
  sort: z.enum(SORTS).default('last-order'),
  country: z.string().max(10).optional(),
  segment: segmentSchema.optional(),
  consent: consentSchema.optional(),
  /** Words in name, mail address, key or city. */
  text: z.string().max(200).optional(),
})
export type CustomerListQuery = z.infer<typeof customerListQuery>

const customerRowSchema = z.object({
  key: z.string(),
  /** Empty: not known. */
  name: z.string(),
  email: z.string(),
  country: z.string(),
  city: z.string(),
  /** Orders that were not called off. */
  orders: z.number().int(),
  /** What they add up to, less what was paid back, cents. */
  spentCents: z.number(),
  lastOrderAt: instant.nullable(),
  segment: segmentSchema,
  consent: consentSchema,
})
export type CustomerRow = z.infer<typeof customerRowSchema>

export const customerListSchema = pageOf(customerRowSchema)

/** GET /api/v1/customers-summary: what the list can be filtered by, and from when its segments are. */
export const customerSummarySchema = z.object({
  customers: z.number().int(),
  countries: z.array(z.object({ country: z.string(), customers: z.number().int() })),
  segments: z.array(z.object({ segment: segmentSchema, customers: z.number().int() })),
  /** Last shop day the segments rest on; null: not counted yet. */
  asOf: day.nullable(),
})
export type CustomerSummary = z.infer<typeof customerSummarySchema>

export const orderSchema = z.object({
  id: z.number().int(),
  /** 'shop/1001' */
  key: z.string(),
  number: z.string(),
  /** 'cancellation' and 'adjustment': a booking of its own, not an order. */
  document: z.enum(['order', 'cancellation', 'adjustment']),
  placedAt: instant,
  cancelledAt: instant.nullable(),
  currency: z.string(),
  totalCents: z.number(),
  refundedCents: z.number(),
  channel: z.string(),
  country: z.string(),
  customerKey: z.string().nullable(),
  lines: z.array(
    z.object({
      sku: z.string(),
      title: z.string(),
      kind: z.string(),
      quantity: z.number(),
      unitPriceCents: z.number(),
      totalCents: z.number(),
      /** Page of the product; null: not in the catalogue. */
      productId: z.number().int().nullable(),
    }),
  ),
  refunds: z.array(z.object({ at: instant, amountCents: z.number(), reason: z.string() })),
})
export type Order = z.infer<typeof orderSchema>

export const customerSchema = customerRowSchema.extend({
  source: z.string(),
  externalId: z.string(),
  postcode: z.string(),
  createdAt: instant.nullable(),
  /** Shop day of the first order; null: none. */
  firstOrderAt: instant.nullable(),
  segmentAsOf: day.nullable(),
  /** What the shop's systems say about advertising, and what was said at identify. */
  consentSaid: z.array(z.object({ by: z.string(), purpose: z.string(), value: consentSchema, at: instant.nullable() })),
  /** What the shop's pages said about the person at identify; empty: nothing. */
  traits: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Expected revenue of the next 12 months as the last night reckoned it; null: not among those it names. */
  expected: z.object({ cents: z.number(), purchases: z.number(), asOf: day }).nullable(),
})
export type Customer = z.infer<typeof customerSchema>

export const orderListSchema = pageOf(orderSchema)

/** What happened with a person. Orders and refunds as the shop has them, the rest as the log's visits. */
export const TIMELINE_KINDS = ['order', 'cancelled', 'refund', 'visit', 'event'] as const
export const timelineQuery = pageQuery.extend({
  /** Only these kinds, separated by commas. */
  kinds: z
    .string()
    .regex(
      /^(order|cancelled|refund|visit|event)(,(order|cancelled|refund|visit|event))*$/,
      'kinds separated by commas',
    )
    .optional(),
})
export const timelineEntrySchema = z.object({
  at: instant,
  kind: z.enum(TIMELINE_KINDS),
  /** Unique within the timeline. */
  id: z.string(),
  /** Of an event what it is called, of a visit or an order the channel that brought it. */
  name: text,
  /** Path, product, search term or order number; null: nothing to say. */
  subject: text.nullable(),
  /** Cents, where money is in it. */
  cents: z.number().nullable(),
  /** Of a visit: pages seen, and how long it took. */
  pages: z.number().int().nullable(),
  seconds: z.number().nullable(),
  device: z.string(),
  /** Page of what it is about; null: none. */
  href: z.string().nullable(),
})
export type TimelineEntry = z.infer<typeof timelineEntrySchema>
export const timelineSchema = pageOf(timelineEntrySchema)

export const memberOfSchema = z.object({ items: z.array(z.object({ id: z.number().int(), name: z.string() })) })
export type MemberOf = z.infer<typeof memberOfSchema>

/** POST /api/v1/customers/:key/erase: the key once more, so that nobody is erased by a slip. */
export const eraseBody = z.strictObject({ confirm: z.string().max(300) })
export const erasureSchema = z.object({
  id: z.number().int(),
  isDone: z.boolean(),
  /** 'remember', 'state', 'log', 'reports', 'sweep' */
  stepsDone: z.array(z.string()),
  /** Rows taken away or changed by kind; before it is done, those that were found. */
  counts: z.record(z.string(), z.number()),
})
export type Erasure = z.infer<typeof erasureSchema>
