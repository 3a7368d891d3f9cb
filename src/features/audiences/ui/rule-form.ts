/** From the few conditions of the form to an audience's rule. Pure. */
import type { Rule, SegmentName } from '../schema.ts'

/** One condition as it stands in the form: numbers as they were typed. */
export type Condition =
  | { readonly kind: 'segment'; readonly segments: readonly SegmentName[] }
  | { readonly kind: 'orders'; readonly atLeast: number | null; readonly days: number | null }
  | { readonly kind: 'revenue'; readonly atLeastCents: number | null; readonly days: number | null }
  | { readonly kind: 'quiet'; readonly atLeastDays: number | null }
  | { readonly kind: 'bought'; readonly skus: readonly string[]; readonly days: number | null }
  | { readonly kind: 'event'; readonly match: string; readonly atLeast: number | null; readonly days: number | null }

export const CONDITIONS = [
  'segment',
  'orders',
  'revenue',
  'quiet',
  'bought',
  'event',
] as const satisfies readonly Condition['kind'][]

export function emptyCondition(kind: Condition['kind']): Condition {
  switch (kind) {
    case 'segment':
      return { kind, segments: [] }
    case 'orders':
      return { kind, atLeast: 2, days: 365 }
    case 'revenue':
      return { kind, atLeastCents: 10_000, days: 365 }
    case 'quiet':
      return { kind, atLeastDays: 90 }
    case 'bought':
      return { kind, skus: [], days: 365 }
    case 'event':
      return { kind, match: 'Product Viewed', atLeast: 1, days: 30 }
  }
}

/** Null: something is missing in it. */
export function ruleOfCondition(condition: Condition): Rule | null {
  switch (condition.kind) {
    case 'segment':
      return condition.segments.length === 0 ? null : { kind: 'segment', segments: [...condition.segments] }
    case 'orders':
      return sales(condition.atLeast, condition.days, (atLeast) => ({ orders: { atLeast } }))
    case 'revenue':
      return sales(condition.atLeastCents, condition.days, (atLeast) => ({ revenueCents: { atLeast } }))
    case 'quiet':
      return sales(condition.atLeastDays, null, (atLeast) => ({ daysSinceOrder: { atLeast } }))
    case 'bought':
      return condition.skus.length === 0
        ? null
        : { kind: 'sales', skus: [...condition.skus], ...period(condition.days) }
    case 'event': {
      const match = condition.match.trim()
      if (match === '' || condition.atLeast === null || condition.days === null) return null
      return {
        kind: 'event',
        match,
        filters: [],
        count: { atLeast: condition.atLeast },
        period: { days: condition.days },
      }
    }
  }
}

/** Null: there is none, or one of them lacks something. */
export function ruleOf(join: 'all' | 'any', conditions: readonly Condition[]): Rule | null {
  const rules = conditions.map(ruleOfCondition)
  const known = rules.filter((rule) => rule !== null)
  if (known.length === 0 || known.length < rules.length) return null
  const [only] = known
  return known.length === 1 && only !== undefined ? only : { kind: join, of: known }
}

function sales(
  atLeast: number | null,
  days: number | null,
  bound: (atLeast: number) => Partial<Rule & { kind: 'sales' }>,
): Rule | null {
  return atLeast === null ? null : { kind: 'sales', ...bound(atLeast), ...period(days) }
}

/** No days: everything that was ever sold. */
const period = (days: number | null) => (days === null ? {} : { period: { days } })
