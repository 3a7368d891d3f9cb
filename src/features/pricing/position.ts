/** Where a price stands when it is asked about: at night for all of them, and again for one before it is changed. Pure. */
import { addDays, type Day, dayOf, daysBetween } from '../../core/time.ts'
import type { StoredDecision } from './plan-store.ts'
import type { Position } from './schema.ts'

const WEEK_DAYS = 7

/** What was changed lately: of the whole shop, and by article. */
export interface Recent {
  readonly shopChanges: number
  readonly bySku: ReadonlyMap<string, { readonly changes: number; readonly testUntil: Day | null }>
}

/**
 * @param decisions the newest first; what was undone does not count
 */
export function recentOf(
  decisions: readonly StoredDecision[],
  { today, timeZone, testDays }: { today: Day; timeZone: string; testDays: number },
): Recent {
  let shopChanges = 0
  const bySku = new Map<string, { changes: number; testUntil: Day | null }>()
  for (const { decidedAt, undoneAt, decision } of decisions) {
    if (undoneAt !== null) continue
    const day = dayOf(decidedAt, timeZone)
    const isOfWeek = daysBetween(day, today) < WEEK_DAYS
    const until = addDays(day, testDays)
    if (isOfWeek) shopChanges++
    for (const { sku } of decision.refs) {
      const known = bySku.get(sku) ?? { changes: 0, testUntil: null }
      const testUntil = known.testUntil ?? (until >= today ? until : null)
      bySku.set(sku, { changes: known.changes + (isOfWeek ? 1 : 0), testUntil })
    }
  }
  return { shopChanges, bySku }
}

interface Known
  extends Pick<
    Position,
    | 'fromCents'
    | 'perDay'
    | 'competitorCents'
    | 'taxPercent'
    | 'shopChangesPerWeek'
    | 'aboveCents'
    | 'belowCents'
    | 'familyMixed'
  > {
  readonly skus: readonly string[]
  readonly costs: readonly (number | null)[]
  readonly stocks: readonly (number | null)[]
  readonly recent: Recent
}

/** The dearest variant decides about cost; a cost or a stock that is missing for one of them is missing for all. */
export function positionOf({ skus, costs, stocks, recent, ...known }: Known): Position {
  const ofSkus = skus.flatMap((sku) => recent.bySku.get(sku) ?? [])
  return {
    ...known,
    costCents: allOf(costs, (values) => Math.max(...values)),
    stock: allOf(stocks, (values) => values.reduce((sum, value) => sum + value, 0)),
    productChanges: Math.max(0, ...ofSkus.map(({ changes }) => changes)),
    shopChanges: recent.shopChanges,
    testUntil: ofSkus.reduce<Day | null>(
      (latest, { testUntil }) => (testUntil !== null && (latest === null || testUntil > latest) ? testUntil : latest),
      null,
    ),
  }
}

function allOf(values: readonly (number | null)[], join: (known: readonly number[]) => number): number | null {
  const known = values.filter((value) => value !== null)
  return values.length > 0 && known.length === values.length ? join(known) : null
}
