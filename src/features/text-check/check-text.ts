/** The checks a text about a product passes before a person reads it. */
import type { Lang } from '../../core/lang.ts'
import { checkCraft, type LengthRule, type PublishedText } from './craft/craft.ts'
import type { Speller } from './craft/speller.ts'
import { checkSpelling } from './craft/spelling.ts'
import { checkFacts } from './facts/check-facts.ts'
import { dataConflicts } from './facts/conflicts.ts'
import { checkLaw } from './law/law.ts'
import type { ProductFacts, TextFinding } from './schema.ts'
import { readText } from './text/tokens.ts'

export interface CheckContext {
  readonly lang: Lang
  /** Null: a text about no product (a category, a newsletter); nothing is held against data then. */
  readonly facts: ProductFacts | null
  /** Absent: spelling is not looked at. */
  readonly speller?: Speller
  readonly length?: LengthRule
  readonly keywords?: readonly string[]
  readonly published?: readonly PublishedText[]
  readonly competitors?: readonly string[]
  readonly labels?: readonly ('advertising' | 'machine')[]
}

/** No text about a product is longer; what a writer returns beyond it is rubbish, and is not read. */
const LONGEST = 200_000

/**
 * What is wrong with a text, in order of place: facts, law and craft. Never throws, whatever the text is; takes time
 * in proportion to its length.
 */
export function checkText(text: string, context: CheckContext): readonly TextFinding[] {
  if (text.length > LONGEST) return [tooMuch(text.length)]
  const read = readText(text, context.lang)
  const law = checkLaw(read, context)
  const facts =
    context.facts === null
      ? []
      : [...checkFacts(text, read, context.facts, context.lang), ...dataConflicts(context.facts)]
  const craft = checkCraft(text, read, context)
  const spelling = context.speller === undefined ? [] : checkSpelling(read, context.facts, context.speller)
  const all = [...facts.filter((finding) => !isSaidByLaw(finding, law)), ...law, ...craft, ...spelling]
  return all.sort((a, b) => a.start - b.start || a.end - b.end)
}

/** What the law forbids needs no second finding that the data does not have it. */
function isSaidByLaw(finding: TextFinding, law: readonly TextFinding[]): boolean {
  if (finding.rule === 'facts.contradicted') return false
  return law.some(({ start, end }) => start < finding.end && end > finding.start)
}

function tooMuch(length: number): TextFinding {
  return {
    kind: 'craft',
    rule: 'craft.too-long',
    level: 'error',
    start: 0,
    end: length,
    reason: {
      de: `Der Text hat ${length} Zeichen; mehr als ${LONGEST} werden nicht geprüft und nicht veröffentlicht.`,
      en: `The text has ${length} characters; more than ${LONGEST} are neither checked nor published.`,
    },
    mend: null,
  }
}
