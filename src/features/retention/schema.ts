/** What retention is asked with, and what it answers. */
import { z } from 'zod'
import type { Day } from '../../core/time.ts'

export const LEVEL = 0.95
export const DEFAULT_WEEKS = 12

export const retentionQuery = {
  /** Cohorts: the weeks up to the period's last day. */
  weeks: z.coerce.number().int().min(2).max(52).default(DEFAULT_WEEKS),
} as const

/** A count among `of`, as a share with its interval (Wilson, 95 %); null: of nobody. */
export interface Share {
  readonly count: number
  readonly of: number
  readonly share: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Visitors whose first visit lies in one week. */
export interface Cohort {
  /** Its Monday. */
  readonly week: Day
  readonly visitors: number
  /** Who came again in week 1, 2, ... after the first; only weeks that are over. */
  readonly returned: readonly Share[]
}

/** Who came again `age` weeks after the first visit, over all cohorts for which that week is over. */
export interface CurvePoint extends Share {
  readonly age: number
  readonly cohorts: number
}

/** Visitors of the period whose first visit lies in it, or before it. */
export interface Group {
  readonly visitors: number
  readonly sessions: number
  readonly bought: Share
  /** Cents a visitor, with interval; null: too few ordered. */
  readonly value: { readonly cents: number; readonly low: number; readonly high: number } | null
}

export interface RetentionAnswer {
  readonly cohorts: readonly Cohort[]
  readonly curve: readonly CurvePoint[]
  readonly isNew: Share
  readonly newcomers: Group
  readonly returning: Group
  /** First shop day on record: whoever was there before looks new on it. */
  readonly since: Day
}
