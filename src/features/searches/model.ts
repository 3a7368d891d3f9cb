/** From counts to terms with their spellings, what visitors did next, and the money at stake. Pure. */
import { compareProportions } from '../../ml/stats/compare-proportions.ts'
import { differenceInterval } from '../../ml/stats/difference-interval.ts'
import { type Estimate, productInterval } from '../../ml/stats/product-interval.ts'
import { valuePerVisitor } from '../../ml/stats/value-per-visitor.ts'
import { wilsonInterval } from '../../ml/stats/wilson.ts'
import { LEVEL, type Money, NEXT_ACTIONS, type Outcome, type Searches, type Share, type Term } from './schema.ts'
import type { OutcomeRow, TotalRow } from './store.ts'

const SUMS = ['visitors', 'bought', 'firsts', 'first_buyers', 'cents', 'squares'] as const
const NOTHING: OutcomeRow = {
  term: '',
  visitors: 0,
  next_left: 0,
  next_searched: 0,
  next_product: 0,
  next_page: 0,
  next_cart: 0,
  next_checkout: 0,
  next_other: 0,
  bought: 0,
  firsts: 0,
  first_buyers: 0,
  cents: 0,
  squares: 0,
}

function shareOf(count: number, of: number): Share {
  const interval = wilsonInterval(count, of, LEVEL)
  return {
    count,
    of,
    share: of === 0 ? null : count / of,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  }
}

function addUp(rows: readonly OutcomeRow[]): OutcomeRow {
  const sum = { ...NOTHING }
  for (const row of rows) {
    for (const action of NEXT_ACTIONS) sum[`next_${action}`] += row[`next_${action}`]
    for (const key of SUMS) sum[key] += row[key]
  }
  return sum
}

const nextOf = (row: OutcomeRow): Outcome['next'] =>
  NEXT_ACTIONS.map((action) => ({ action, ...shareOf(row[`next_${action}`], row.visitors) })).filter(
    ({ count }) => count > 0,
  )

function estimateOf({ firsts, first_buyers, cents, squares }: OutcomeRow): Estimate | null {
  return valuePerVisitor({ visitors: firsts, buyers: first_buyers, sum: cents, squares, level: LEVEL })
}

const moneyOf = ({ value, low, high }: Estimate): Money => ({
  cents: Math.round(value),
  low: Math.round(low),
  high: Math.round(high),
})

function outcomeOf(row: OutcomeRow): Outcome {
  const value = estimateOf(row)
  return {
    visitors: row.visitors,
    next: nextOf(row),
    bought: shareOf(row.bought, row.visitors),
    value: value === null ? null : moneyOf(value),
  }
}

export interface Spellings {
  /** Place of each term's leader, as the rows stand. */
  readonly leaders: Int32Array
  /** A found term for each, '' where there is none. */
  readonly suggestions: readonly string[]
}

/** @param ofFound of searches that found something; @param rows of terms without a result */
export function toSearches(
  totals: readonly TotalRow[],
  ofFound: readonly OutcomeRow[],
  rows: readonly OutcomeRow[],
  { leaders, suggestions }: Spellings,
): Searches {
  const now = totals.find(({ is_now }) => is_now === 1)
  const before = totals.find(({ is_now }) => is_now === 0)
  const empty = shareOf(now?.empty ?? 0, now?.told ?? 0)
  const [found, none] = [addUp(ofFound), addUp(rows)]
  const each = valueLost(found, none)
  const worthOf = (visitors: number) => (each === null ? null : moneyOf(times(each, visitors)))
  const groups = new Map<number, number[]>()
  for (const [i, leader] of leaders.entries()) groups.set(leader, [...(groups.get(leader) ?? []), i])
  const terms = [...groups].map(([leader, places]): Term => {
    const row = addUp(places.flatMap((i) => rows[i] ?? []))
    return {
      term: rows[leader]?.term ?? '',
      spellings: places.filter((i) => i !== leader).flatMap((i) => rows[i]?.term ?? []),
      visitors: row.visitors,
      next: nextOf(row),
      bought: shareOf(row.bought, row.visitors),
      suggestion: suggestions[leader] || null,
      worth: worthOf(row.visitors),
    }
  })
  const change =
    before === undefined
      ? null
      : compareProportions({ hits: before.empty, of: before.told }, { hits: empty.count, of: empty.of }, LEVEL)
  return {
    searchers: now?.searchers ?? 0,
    told: now?.told ?? 0,
    searches: now?.searches ?? 0,
    emptySearches: now?.empty_searches ?? 0,
    empty,
    before: before === undefined || before.told === 0 ? null : shareOf(before.empty, before.told),
    changeP: change?.p ?? null,
    afterEmpty: outcomeOf(none),
    afterFound: outcomeOf(found),
    stake: worthOf(empty.count),
    terms: terms.sort((a, b) => b.visitors - a.visitors || (a.term < b.term ? -1 : 1)),
  }
}

/** What a visitor without a result spends less than one with: may be below 0, where they spend more. */
function valueLost(found: OutcomeRow, none: OutcomeRow): Estimate | null {
  const [with_, without] = [estimateOf(found), estimateOf(none)]
  return with_ === null || without === null ? null : differenceInterval(with_, without)
}

function times(each: Estimate, visitors: number): Estimate {
  if (each.low >= 0) return productInterval(each, { value: visitors, low: visitors, high: visitors })
  return { value: each.value * visitors, low: each.low * visitors, high: each.high * visitors }
}
