/** Asks every kind that the caller may see, and puts the best first. */
import { keepBriefly } from '../../core/briefly.ts'
import { wordsOf } from '../../core/fold.ts'
import type { Right } from '../../core/rights.ts'
import type { Clock } from '../../core/time.ts'
import type { SearchKind } from './kind.ts'
import { rankGroups, rankHits } from './model.ts'
import type { SearchAnswer } from './schema.ts'

/** Long enough for a person who types and deletes, short enough that nobody waits for what they just made. */
const KEPT_MS = 3_000
const KEPT_MOST = 500

export interface Question {
  readonly text: string
  /** Null: all. */
  readonly kinds: readonly string[] | null
  readonly limit: number
  readonly rights: ReadonlySet<Right>
}

export function openSearch({ kinds, clock }: { kinds: readonly SearchKind[]; clock: Clock }) {
  const briefly = keepBriefly<SearchAnswer['groups'][number]>(clock, { ms: KEPT_MS, most: KEPT_MOST })
  return async ({ text, kinds: only, limit, rights }: Question): Promise<SearchAnswer> => {
    const words = wordsOf(text)
    const asked = kinds.filter(({ kind, right }) => rights.has(right) && (only === null || only.includes(kind)))
    const groups = await Promise.all(
      asked.map((one) =>
        briefly(JSON.stringify([one.kind, limit, words]), async () => {
          const found = await one.find({ words, limit: limit + 1 })
          const hits = rankHits(found.map((hit) => ({ kind: one.kind, ...hit })))
          return { kind: one.kind, label: one.label, hits: hits.slice(0, limit), more: hits.length > limit }
        }),
      ),
    )
    return { query: text, groups: rankGroups(groups) }
  }
}
