/** Who a person is in both stores, what an erasure counts, and how long what is kept. */
import { z } from 'zod'
import type { Clock } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { StateStore } from '../../stores/state/store.ts'

export interface PrivacyDeps {
  readonly state: StateStore
  readonly events: EventStore
  readonly clock: Clock
  readonly timeZone: string
}

const span = z.object({
  id: z.string(),
  /** UTC milliseconds, inclusive and exclusive. */
  since: z.number(),
  until: z.number(),
})

/** A person, as the names under which both stores know them. Kept only while an erasure is under way. */
export const subjectSchema = z.object({
  /** Customer keys: 'shop/4711', 'shop/mail-<digest>'. */
  keys: z.array(z.string()),
  /** In small letters. */
  emails: z.array(z.string()),
  names: z.array(z.string()),
  /** 'shop/1001'. */
  orders: z.array(z.string()),
  /** Anonymous ids that nobody else was known by. */
  devices: z.array(z.string()),
  /** Times at which an id was theirs that others were known by too. */
  spans: z.array(span),
})
export type Subject = z.infer<typeof subjectSchema>
export type Span = z.infer<typeof span>

/** Rows by kind. */
export type Counts = Readonly<Record<string, number>>
export const countsSchema = z.record(z.string(), z.number())

export function addCounts(...parts: readonly Counts[]): Counts {
  const sum: Record<string, number> = {}
  for (const part of parts) for (const [kind, count] of Object.entries(part)) sum[kind] = (sum[kind] ?? 0) + count
  return sum
}

export function totalOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** Days for which each kind is kept where nothing else is set. The audit log and the facts of the shop are kept for ever. */
export const RETENTION_DAYS = {
  /** Events of visitors, and what is computed from them. */
  visits: 400,
  /** Cut addresses of machines and names of browsers at those events: emptied. */
  addresses: 30,
  /** What was sent and could not be taken. The store itself keeps none for longer than 30 days. */
  'dead-letters': 30,
  /** What people said about themselves who never ordered. */
  profiles: 400,
  /** Rows of imported files that were rejected. */
  rejections: 400,
  /** Reports and what the steps of a night brought, and jobs that were given up. */
  nights: 400,
  /** Files with answers to people who asked for their data. */
  exports: 30,
} as const satisfies Record<string, number>

export type RetentionKind = keyof typeof RETENTION_DAYS
export const RETENTION_KINDS = Object.keys(RETENTION_DAYS) as readonly RetentionKind[] // keys of the table just above

const days = z.number().int().min(1).max(36_500)
export const retentionSchema = z.strictObject({
  visits: days.nullable(),
  addresses: days.nullable(),
  'dead-letters': days.max(30),
  profiles: days.nullable(),
  rejections: days.nullable(),
  nights: days.nullable(),
  exports: days.nullable(),
} satisfies Record<RetentionKind, z.ZodType>)
export type Retention = Readonly<z.infer<typeof retentionSchema>>
/** Kinds that are left out stay as they are. */
export const retentionChangeSchema = retentionSchema.partial()
export type RetentionChange = z.infer<typeof retentionChangeSchema>
