/** The checks a text about a product passes before a person reads it. */
import type { Lang } from '../../core/lang.ts'
import { checkFacts } from './facts/check-facts.ts'
import type { ProductFacts, TextFinding } from './schema.ts'
import { readText } from './text/tokens.ts'

export interface CheckContext {
  readonly lang: Lang
  readonly facts: ProductFacts
}

export function checkText(text: string, { lang, facts }: CheckContext): readonly TextFinding[] {
  return checkFacts(text, readText(text, lang), facts, lang)
}
