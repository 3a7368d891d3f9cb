/**
 * A description in the other language, built anew from what is known: attributes, variants and the facts that can be read out of the text. No
 * sentence is translated word by word, so nothing is said that the data does not hold; what has no counterpart is named.
 */
import type { Lang } from '../../../core/lang.ts'
import type { FactAttribute, ProductFacts } from '../../text-check/index.ts'
import { type Fact, factOf } from './attribute.ts'
import { blocksOf } from './clean.ts'
import { describedFacts } from './described.ts'
import { sentencesOf } from './description.ts'
import { tellableFacts } from './facts.ts'
import { repeats } from './material.ts'
import { subjectOf } from './subject.ts'

export interface TranslationSource {
  /** The product without its text in the language that is written; what the other text says is among its attributes. */
  readonly facts: ProductFacts
  /** Names of the attributes that stand for what the other text says. */
  readonly fromText: ReadonlySet<string>
  /** Sentences and attributes of the other language that have no counterpart; at most `MOST_NAMED`. */
  readonly leftOut: readonly string[]
}

const MOST_NAMED = 20
const MOST_CHARACTERS = 300

/** Facts of the text that attributes do not have, as attributes. */
function attributesOf(product: ProductFacts, text: string, from: Lang, known: readonly Fact[]): FactAttribute[] {
  const subject = subjectOf(product, from, () => true)
  if (subject === null) return []
  return describedFacts(text, subject)
    .filter(({ about, label }) => label !== '' && !known.some((fact) => fact.about === about))
    .map(({ label, value }) => ({ name: label, value: { [from]: value } }))
}

/** @param to  the language that is written; null where there is no text in the other one */
export function translationSource(product: ProductFacts, to: Lang): TranslationSource | null {
  const from: Lang = to === 'de' ? 'en' : 'de'
  const text = product.description[from] ?? ''
  const blocks = blocksOf(text)
  if (blocks.length === 0) return null
  const known = tellableFacts(product, from)
  const added = attributesOf(product, text, from, known)
  const facts: ProductFacts = {
    ...product,
    description: { [from]: text },
    attributes: [...product.attributes, ...added],
  }
  const told = facts.attributes.flatMap((attribute) => {
    const source = factOf(attribute, { lang: from, shopLang: from })
    return source === null ? [] : [{ source, isTold: factOf(attribute, { lang: to, shopLang: from }) !== null }]
  })
  const carried = told.filter(({ isTold }) => isTold).map(({ source }) => source)
  const lostValues = told.filter(({ isTold }) => !isTold).map(({ source }) => `${source.label}: ${source.value}`)
  const lostSentences = blocks
    .flatMap(({ text: block }) => sentencesOf(block))
    .filter((sentence) => sentence.includes(' ') && !repeats(sentence, carried))
  return {
    facts,
    fromText: new Set(added.map(({ name }) => name)),
    leftOut: [...new Set([...lostValues, ...lostSentences])]
      .slice(0, MOST_NAMED)
      .map((left) => left.slice(0, MOST_CHARACTERS)),
  }
}
