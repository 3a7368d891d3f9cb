/** What trends are asked with, and what they answer. */
import { z } from 'zod'
import type { Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'

export const METRICS = ['views', 'carts', 'orders'] as const
export type Metric = (typeof METRICS)[number]

export const WINDOWS = ['day', 'week'] as const
/** 'day': the last day against the same weekday before; 'week': the last seven days against the weeks before. */
export type WindowName = (typeof WINDOWS)[number]

/** So many weeks before the last one say what is usual. */
export const HISTORY_WEEKS = 8
/** Fewer weeks before it say too little about how much a product scatters. */
export const LEAST_WEEKS = 3

/** Expected share of false alarms among all that is named. */
export const MAX_Q = 0.05
export const LEVEL = 0.95

/** Fields of the query string; the period's last day is the day that is asked about. */
export const trendingQuery = {
  metric: z.enum(METRICS).optional(),
  window: z.enum(WINDOWS).optional(),
  direction: z.enum(['rising', 'falling']).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
} as const

export interface Trend {
  readonly product: string
  readonly name: Text
  readonly metric: Metric
  readonly window: WindowName
  readonly direction: 'rising' | 'falling'
  /** In the window, and what the weeks before lead one to expect of it. */
  readonly count: number
  readonly expected: number
  /** count to expected, with its interval (95 %); null: without end, as none were expected. */
  readonly ratio: number | null
  readonly low: number
  readonly high: number | null
  readonly p: number
  /** Expected share of false alarms among all trends at least this clear. */
  readonly q: number
}

export interface Trends {
  /** Last day of both windows. */
  readonly day: Day
  /** Weeks before the last one that were compared with; null: fewer than three. */
  readonly weeks: number | null
  /** Products with enough to be tested, per metric; tests in all. */
  readonly products: Readonly<Record<Metric, number>>
  readonly tests: number
  /** The clearest first. */
  readonly trends: readonly Trend[]
}
