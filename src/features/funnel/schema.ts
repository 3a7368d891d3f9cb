/** What a funnel is asked with, and what it answers. */
import { z } from 'zod'
import { type Dimension, dimensionSchema, type HitMatch } from '../visits/index.ts'

/** Steps where none are asked for. */
export const DEFAULT_STEPS: readonly HitMatch[] = [
  'Product Viewed',
  'Product Added',
  'Checkout Started',
  'Order Completed',
].map((type) => ({ type, step: '', path: '' }))

const MOST_STEPS = 8
export const DEFAULT_WINDOW_HOURS = 24

/** Fields of the query string. */
export const funnelQuery = {
  /** Two to eight, in order. */
  step: z.array(z.string()).min(2).max(MOST_STEPS).optional(),
  /** From the first step to the last. */
  windowHours: z.coerce.number().int().min(1).max(720).default(DEFAULT_WINDOW_HOURS),
  breakdown: dimensionSchema.optional(),
  /** 'false': without what the lost visitors did next, which is most of the work. */
  next: z.enum(['true', 'false']).default('true'),
} as const

export interface FunnelDefinition {
  readonly steps: readonly HitMatch[]
  readonly windowHours: number
  readonly breakdown: Dimension | null
}

/** What a visitor did right after the last step they reached, within the same visit. */
export const NEXT_ACTIONS = [
  'left',
  'searched',
  'other-product',
  'same-product',
  'page',
  'cart',
  'checkout',
  'order',
  'other',
] as const
export type NextAction = (typeof NEXT_ACTIONS)[number]

/** A count among `of`, as a share with its interval (Wilson, 95 %); null share: of nobody. */
export interface Share {
  readonly count: number
  readonly of: number
  readonly share: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Cents with the ends of the interval. */
export interface Money {
  readonly cents: number
  readonly low: number
  readonly high: number
}

/** Visitors who reached a step and not the next one. */
export interface Leak {
  readonly lost: Share
  /** Right after the step; empty where it was not asked for. */
  readonly next: readonly ({ readonly action: NextAction } & Share)[]
  /** In another visit within seven days, among those for whom the seven days are over. */
  readonly cameBack: Share | null
  /** Ordered after all, by the end of what is on record. */
  readonly boughtLater: Share | null
  /** What they did spend after all, in cents. */
  readonly laterCents: number
  /**
   * What they would have spent on top, had they gone on and bought like those who did: the most that can be at stake. Null: too
   * few of those bought to say.
   */
  readonly worth: Money | null
}

export interface FunnelStep {
  readonly name: string
  readonly match: HitMatch
  readonly visitors: number
  /** Of those of the step before, and of those of the first one. */
  readonly fromPrevious: Share
  readonly fromFirst: Share
  /** Null after the last step. */
  readonly leak: Leak | null
}

export interface Funnel {
  /** Of the breakdown; null: all together. */
  readonly value: string | null
  readonly steps: readonly FunnelStep[]
}
