/** Takes a text apart into claims and holds each against what is known of the product. */
import type { Lang } from '../../../core/lang.ts'
import type { ProductFacts, TextFinding } from '../schema.ts'
import type { ReadText } from '../text/tokens.ts'
import { compareClaim, type Outcome } from './compare.ts'
import { extractClaims, type Statement } from './extract.ts'
import { knownOf } from './read-facts.ts'
import { contradictedWords } from './vocabulary.ts'

const RULES = {
  contradicted: { rule: 'facts.contradicted', level: 'error' },
  unproven: { rule: 'facts.unproven', level: 'error' },
  unknown: { rule: 'facts.unknown', level: 'warning' },
} as const

/**
 * What a text says of a product that its data denies (`facts.contradicted`), that is regulated and not in the data
 * (`facts.unproven`, both errors), or that is not in the data (`facts.unknown`, a warning). In order of place.
 */
export function checkFacts(text: ReadText, facts: ProductFacts, lang: Lang): readonly TextFinding[] {
  const known = knownOf(facts)
  const judged = extractClaims(text, lang).map((statement) => ({ statement, outcome: compareClaim(statement, known) }))
  // 'In Terrakotta und Sand': a colour of the product is no material here.
  const shades = new Set(
    judged.flatMap(({ statement: { claim }, outcome }) =>
      claim.kind === 'colour' && outcome.state === 'supported' ? [claim.start] : [],
    ),
  )
  const claimed = judged.filter(({ statement: { claim } }) => claim.kind !== 'material' || !shades.has(claim.start))
  const named = contradictedWords(text, known).map(({ start, end, reason, mend }): TextFinding => {
    const sentence = text.tokens.find((token) => token.start >= start)?.sentence ?? 0
    return {
      kind: 'fact',
      ...RULES.contradicted,
      start,
      end,
      reason,
      mend: mend?.[text.langs[sentence] ?? lang] ?? null,
    }
  })
  return withoutRepeats([...claimed.flatMap(({ statement, outcome }) => findingOf(statement, outcome)), ...named])
}

function findingOf({ claim }: Statement, outcome: Outcome): readonly TextFinding[] {
  if (!('reason' in outcome)) return []
  const isContradicted = outcome.state === 'contradicted'
  const { start, end } = (isContradicted ? outcome.place : undefined) ?? claim
  const mend = isContradicted ? outcome.mend : null
  return [{ kind: 'fact', ...RULES[outcome.state], start, end, reason: outcome.reason, mend }]
}

/** One place, one finding: the graver, then the longer one. */
function withoutRepeats(found: readonly TextFinding[]): readonly TextFinding[] {
  const rank = { error: 0, warning: 1, hint: 2 }
  const sorted = [...found].sort((a, b) => a.start - b.start || rank[a.level] - rank[b.level] || b.end - a.end)
  const kept: TextFinding[] = []
  for (const next of sorted) {
    const last = kept.at(-1)
    if (last === undefined || next.start >= last.end) kept.push(next)
    else if (rank[next.level] < rank[last.level]) kept[kept.length - 1] = next
  }
  return kept
}
