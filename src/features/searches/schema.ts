/** What searches without a result are asked with, and what is answered. */
import { z } from 'zod'

export const LEVEL = 0.95
/** Orders within so many days after a search count as its own. */
export const BUY_DAYS = 7

export const searchesQuery = { limit: z.coerce.number().int().min(1).max(500).default(50) } as const

/** What a visitor did right after a search, within the same visit. */
export const NEXT_ACTIONS = ['left', 'searched', 'product', 'page', 'cart', 'checkout', 'other'] as const
export type NextAction = (typeof NEXT_ACTIONS)[number]

/** A count among `of`, as a share with its interval (Wilson, 95 %); null: of nobody. */
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

export interface Term {
  /** The spelling used most. */
  readonly term: string
  /** Other spellings of it that found nothing either. */
  readonly spellings: readonly string[]
  /** Visitors who searched for it and found nothing; one with two spellings counts with each. */
  readonly visitors: number
  readonly next: readonly ({ readonly action: NextAction } & Share)[]
  /** Ordered within seven days after all. */
  readonly bought: Share
  /** A term like it that finds products; null: none. */
  readonly suggestion: string | null
  /** Its part of the money at stake; null where that cannot be said. */
  readonly worth: Money | null
}

/**
 * After searches without a result: each visitor once per term; after those with one: visitors whose first search in the period found
 * something. What they are worth is always by the first search.
 */
export interface Outcome {
  readonly visitors: number
  readonly next: Term['next']
  readonly bought: Share
  /** What one of them spends on average within seven days; null: too few ordered. */
  readonly value: Money | null
}

export interface Searches {
  /** Visitors who searched, and those of them who were told at least once how much was found. */
  readonly searchers: number
  readonly told: number
  readonly searches: number
  readonly emptySearches: number
  /** Visitors with at least one search without a result, of those told. */
  readonly empty: Share
  /** The same in the period of equal length before; null: nothing known of it. */
  readonly before: Share | null
  /** Two-sided p-value of 'the share is as before'; null: too few to compare. */
  readonly changeP: number | null
  readonly afterEmpty: Outcome
  readonly afterFound: Outcome
  /**
   * What is missing at most, if visitors without a result had spent like those with one: difference of the values times the visitors.
   * The interval shows whether there is a difference at all. Null: too few ordered to say.
   */
  readonly stake: Money | null
  /** The most searched first. */
  readonly terms: readonly Term[]
}
