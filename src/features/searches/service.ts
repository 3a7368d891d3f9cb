/** Searches from their question: counts, then spellings. */
import type { Evidence } from '../findings/index.ts'
import type { InsightContext, Scope } from '../visits/index.ts'
import { toSearches } from './model.ts'
import type { Searches } from './schema.ts'
import { readFoundTerms, readOutcomes, readTotals } from './store.ts'

export interface Found {
  readonly searches: Searches
  readonly evidence: { readonly totals: Evidence; readonly found: Evidence; readonly outcomes: Evidence }
}

export async function findSearches(
  { ask, compute }: Pick<InsightContext, 'ask' | 'compute'>,
  scope: Scope,
): Promise<Found> {
  const totals = await readTotals(ask, scope)
  const known = await readFoundTerms(ask, scope)
  const outcomes = await readOutcomes(ask, scope)
  const rows = outcomes.rows.filter(({ term }) => term !== '')
  const found = outcomes.rows.filter(({ term }) => term === '')
  const terms = rows.map(({ term }) => term)
  const weights = Float64Array.from(rows, ({ visitors }) => visitors)
  const leaders = await compute('groupSpellings', { terms, weights })
  // A term that finds something only now and then has no suggestion: it would be itself.
  const others = known.rows.filter(({ query }) => !terms.includes(query))
  const nearest = await compute('nearestSpelling', {
    terms,
    known: others.map(({ query }) => query),
    knownWeights: Float64Array.from(others, ({ visitors }) => visitors),
  })
  const suggestions = Array.from(nearest, (place) => others[place]?.query ?? '')
  return {
    searches: toSearches(totals.rows, found, rows, { leaders, suggestions }),
    evidence: { totals: totals.evidence, found: known.evidence, outcomes: outcomes.evidence },
  }
}
