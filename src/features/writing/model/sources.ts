import { foldText } from '../../../core/fold.ts'
import type { Lang } from '../../../core/lang.ts'
import { wordNgrams } from '../../../ml/text/overlap.ts'
import type { FactAttribute, ProductFacts } from '../../text-check/index.ts'

/** A sentence that shares so many words in a row with the present description was taken from there. */
const QUOTED_WORDS = 5
/** Of a value's words so many must stand in the sentence. */
const MOST_OF = 0.6
/** What inflection may change at the end of a word. */
const ENDING = 3
const SHORTEST_STEM = 4

/**
 * What of a product a sentence rests on, by its words: names of attributes, and 'title', 'brand', 'variants', 'description'. A model
 * does not say; a sentence that matches nothing has no source, and the checks say whether it holds.
 */
export function sourcesOf(sentence: string, facts: ProductFacts, lang: Lang): string[] {
  const said = wordsIn(sentence)
  const names = (value: string) => standsIn(wordsIn(value), said)
  const attributes = facts.attributes.filter((attribute) => names(valueIn(attribute, lang))).map(({ name }) => name)
  const options = facts.variants.flatMap((variant) => Object.values(variant.options))
  const beside = [
    ['title', names(facts.title[lang] ?? facts.title.de ?? facts.title.en ?? '')],
    ['brand', names(facts.brand)],
    ['variants', options.some((value) => value.length > 1 && names(value))],
    ['description', isQuoted(sentence, facts.description[lang] ?? '')],
  ] as const
  return [...new Set([...attributes, ...beside.filter(([, holds]) => holds).map(([name]) => name)])]
}

function valueIn({ value }: FactAttribute, lang: Lang): string {
  // 'true' stands in no sentence; what it affirms is the attribute's name.
  if (typeof value === 'boolean') return ''
  return typeof value === 'object' ? (value[lang] ?? value.de ?? value.en ?? '') : String(value)
}

function wordsIn(text: string): string[] {
  return (text.slice(0, 600).match(/\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]{2,}/gu) ?? []).map(foldText)
}

function standsIn(value: readonly string[], said: readonly string[]): boolean {
  if (value.length === 0) return false
  const found = value.filter((word) => said.some((other) => isSameWord(word, other)))
  return found.length >= MOST_OF * value.length
}

function isSameWord(a: string, b: string): boolean {
  if (a === b) return true
  const stem = Math.min(a.length, b.length) - ENDING
  return stem >= SHORTEST_STEM && Math.abs(a.length - b.length) <= ENDING && a.slice(0, stem) === b.slice(0, stem)
}

function isQuoted(sentence: string, description: string): boolean {
  if (description === '') return false
  const there = wordNgrams(description.slice(0, 20_000), QUOTED_WORDS)
  return [...wordNgrams(sentence, QUOTED_WORDS)].some((gram) => there.has(gram))
}
