/** The live view of what comes in: events, how many a minute, what could not be taken, and who may send. */
import { z } from 'zod'
import { pageOf, pageQuery } from '../../api/page.ts'

const instant = z.iso.datetime({ offset: true })

/** 'visitors': what people did; 'facts': what the shop's systems said. */
const EVENT_KINDS = ['visitors', 'facts'] as const

export const recentQuery = pageQuery.extend({
  kind: z.enum(EVENT_KINDS).optional(),
  type: z.string().max(200).optional(),
  source: z.string().max(200).optional(),
})
export type RecentQuery = z.infer<typeof recentQuery>

const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  /** When it happened, and when it came in. */
  at: instant,
  receivedAt: instant,
  source: z.string(),
  anonymousId: z.string(),
  customerKey: z.string(),
  orderKey: z.string(),
  sku: z.string(),
  path: z.string(),
  device: z.string(),
  browser: z.string(),
  country: z.string(),
  channel: z.string(),
  consent: z.string(),
  agent: z.string(),
  valueCents: z.number(),
  currency: z.string(),
  /** As it was sent, without what must not be kept. */
  properties: z.record(z.string(), z.unknown()),
})
export type LiveEvent = z.infer<typeof eventSchema>
export const recentSchema = pageOf(eventSchema)

export const RATE_MINUTES = 60
/** GET /api/v1/events/rates: the last hour, by minute and by type. */
export const ratesSchema = z.object({
  /** The oldest first; minutes without an event stand with 0. */
  minutes: z.array(z.object({ at: instant, visitors: z.number().int(), facts: z.number().int() })),
  types: z.array(z.object({ type: z.string(), events: z.number().int() })),
})
export type Rates = z.infer<typeof ratesSchema>

export const refusedQuery = pageQuery.extend({ source: z.string().max(200).optional() })
export const refusedSchema = pageOf(
  z.object({
    id: z.string(),
    receivedAt: instant,
    source: z.string(),
    /** Where it came in: 'v1', 'posthog', 'shopify', ... */
    way: z.string(),
    reason: z.string(),
    /** As it came, cut to 32 KB; null: not for the caller's eyes. */
    body: z.string().nullable(),
  }),
)
export type Refused = z.infer<typeof refusedSchema>['items'][number]

export const sendersSchema = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      origins: z.array(z.string()),
      createdAt: instant,
      closedAt: instant.nullable(),
      /** Null: not for the caller's eyes. */
      writeKey: z.string().nullable(),
      /** Of the last 24 hours; null: none came. */
      lastAt: instant.nullable(),
      events: z.number().int(),
    }),
  ),
  /** Address of the tracker as visitors reach it. */
  trackerUrl: z.string(),
  /** Sources cannot be opened while the demo shop is held. */
  isDemo: z.boolean(),
})
export type Senders = z.infer<typeof sendersSchema>
