/** Everything a text about a product can be made from, in one language. */

import type { Lang } from '../../../core/lang.ts'
import { isAdjective } from '../../../language/grammar/adjective.ts'
import { findNoun, singularOf } from '../../../language/grammar/noun.ts'
import type { ProductFacts } from '../../text-check/index.ts'
import type { Address } from '../schema.ts'
import type { Fact } from './attribute.ts'
import { describedFacts } from './described.ts'
import { type OldSentence, oldSentences } from './description.ts'
import { tellableFacts } from './facts.ts'
import { priceFact } from './price.ts'
import { capital } from './slots.ts'
import { type Subject, subjectOf } from './subject.ts'
import { translate } from './translate.ts'

export interface Material {
  readonly subject: Subject
  readonly facts: readonly Fact[]
  readonly sentences: readonly OldSentence[]
}

/** 'Eigenschaften: wasserdicht, Kapuze' is two facts: what it is and what it has. What is neither stays a list. */
function featureFacts(fact: Fact, lang: Lang): readonly Fact[] {
  if (fact.about !== 'features') return [fact]
  const groups: Record<'is' | 'has' | 'features', string[]> = { is: [], has: [], features: [] }
  for (const item of fact.items) {
    const german = lang === 'de' ? item : (translate(item.toLowerCase(), 'de') ?? '')
    const group = isAdjective(german.toLowerCase())
      ? 'is'
      : findNoun(german) === null && singularOf(german) === null
        ? 'features'
        : 'has'
    groups[group].push(group === 'is' || lang === 'en' ? item.toLowerCase() : item)
  }
  return (['is', 'has', 'features'] as const).flatMap((about) => {
    const items = groups[about]
    const kind = about === 'features' ? 'detail' : 'feature'
    return items.length === 0 ? [] : [{ ...fact, about, kind, items, value: items.join(', ') } as const]
  })
}

/** Facts of the same topic from several attributes become one list. */
function joined(facts: readonly Fact[]): readonly Fact[] {
  const byTopic = new Map<string, Fact>()
  for (const fact of facts) {
    const known = byTopic.get(fact.about)
    const items = known === undefined ? fact.items : [...new Set([...known.items, ...fact.items])]
    const sources = known === undefined ? fact.sources : [...new Set([...known.sources, ...fact.sources])]
    byTopic.set(fact.about, known === undefined ? fact : { ...known, items, sources, value: items.join(', ') })
  }
  return [...byTopic.values()]
}

function audienceFact({ audience, lang }: Subject): Fact | null {
  if (audience === '') return null
  const label = lang === 'de' ? 'Zielgruppe' : 'For'
  return {
    about: 'audience',
    kind: 'audience',
    rank: 72,
    sources: ['title'],
    label,
    value: audience,
    items: [audience],
    measure: null,
  }
}

const NUMBER = /\d+(?:[.,]\d+)?/g

/** Whether an old sentence says what a fact says too, its number or its words: it would be told twice. */
export function repeats(text: string, facts: readonly Fact[]): boolean {
  const numbers = new Set(text.match(NUMBER) ?? [])
  const lower = text.toLowerCase()
  return facts.some(({ measure, value, kind }) =>
    measure === null
      ? kind !== 'audience' && value.length > 3 && lower.includes(value.toLowerCase())
      : (value.match(NUMBER) ?? []).some((number) => numbers.has(number)),
  )
}

export interface MaterialOptions {
  readonly lang: Lang
  readonly address: Address
  /** What else an old sentence must pass to be taken over: spelling, law, the shop's own voice. */
  readonly accepts: (sentence: string, lang: Lang) => boolean
}

/** Null where the product has no name in the language. */
export function materialOf(product: ProductFacts, { lang, address, accepts }: MaterialOptions): Material | null {
  const subject = subjectOf(product, lang, (phrase) => accepts(phrase, lang))
  if (subject === null) return null
  const told = tellableFacts(product, lang).flatMap((fact) => featureFacts(fact, lang))
  const isTold = (about: string): boolean => told.some((fact) => fact.about === about)
  const own = audienceFact(subject)
  const described = describedFacts(product.description[lang] ?? '', subject).filter(
    ({ kind, value }) => kind !== 'behind' || accepts(`${capital(value)}.`, lang),
  )
  const more = [...(own === null ? [] : [own]), ...described.filter(({ about }) => about !== own?.about)].filter(
    ({ about }) => !isTold(about),
  )
  const known = joined([...told, ...more])
  const price = known.length < 3 ? priceFact(product, lang) : null
  const facts = price === null ? known : [...known, price]
  const pronoun = subject.pronoun('nominative')
  const sentences = oldSentences(product.description[lang] ?? '', { lang, address }).filter(
    ({ text, leans }) =>
      !repeats(
        text,
        facts.filter(({ kind }) => kind !== 'naming' && kind !== 'behind'),
      ) &&
      (!leans || text.toLowerCase().startsWith(`${pronoun} `)) &&
      accepts(text, lang),
  )
  return { subject, facts, sentences }
}
