/** The products a text is about, each with what can be told of it, and what they are called together. */
import type { Lang } from '../../../../core/lang.ts'
import { countPhrase } from '../../../../language/grammar/article.ts'
import { englishCount, englishPlural } from '../../../../language/grammar/english.ts'
import {
  type Case,
  englishNounOf,
  findNoun,
  type Noun,
  nounForm,
  singularOf,
} from '../../../../language/grammar/noun.ts'
import type { ProductFacts } from '../../../text-check/index.ts'
import { cleanName } from '../clean.ts'
import { type Material, type MaterialOptions, materialOf } from '../material.ts'
import { capital } from '../slots.ts'
import { isEnglishNoun, translate } from '../translate.ts'

export interface Member {
  /** The product's `externalId`. */
  readonly id: string
  /** Its name, told apart from the others: 'Regenjacke Dohle (Damen)'. */
  readonly label: string
  /** The same without the words all of them share: 'Dohle' among rain jackets. */
  readonly brief: string
  readonly material: Material
  /** Also where its name says it; empty: none is known. */
  readonly brand: string
  readonly currency: string
  /** Lowest and highest price of its variants, cents; null: not known. */
  readonly priceCents: readonly [low: number, high: number] | null
}

/** How several of the products are spoken of: 'Regenjacken', 'rain jackets'; 'Produkte' where nothing better is known. */
export interface Things {
  /** As a heading: 'Regenjacken', 'Besteck'. */
  readonly name: string
  /** Whether it is said what they are, and not only that they are products. */
  readonly isNamed: boolean
  plural(grammaticalCase: Case): string
  count(n: number, grammaticalCase: Case): string
}

function pricesOf({ variants }: ProductFacts): Member['priceCents'] {
  const prices = variants.flatMap(({ priceCents }) => (priceCents === null || priceCents <= 0 ? [] : [priceCents]))
  return prices.length === 0 ? null : [Math.min(...prices), Math.max(...prices)]
}

/** Those that have a name in the language, in the order handed in. */
export function membersOf(products: readonly ProductFacts[], options: MaterialOptions): readonly Member[] {
  const seen = new Set<string>()
  const known = products.flatMap((facts) => {
    const material = seen.has(facts.externalId) ? null : materialOf(facts, options)
    seen.add(facts.externalId)
    return material === null ? [] : [{ facts, material }]
  })
  const times = new Map<string, number>()
  for (const { material } of known) times.set(material.subject.name, (times.get(material.subject.name) ?? 0) + 1)
  const briefs = withoutShared(known.map(({ material }) => material.subject.name))
  return known.map(({ facts, material }, at) => {
    const { name, audience } = material.subject
    const brand = cleanName(facts.brand)
    const beside = [audience, brand, facts.externalId].find((word) => word !== '') ?? ''
    const apart = (times.get(name) ?? 0) > 1 ? ` (${beside})` : ''
    return {
      id: facts.externalId,
      label: name + apart,
      brief: (briefs[at] ?? name) + apart,
      material,
      brand,
      currency: facts.currency,
      priceCents: pricesOf(facts),
    }
  })
}

/** How many words the names have in common from one end. */
function sharedWords(names: readonly (readonly string[])[], from: 'start' | 'end'): number {
  const [first = []] = names
  const at = (words: readonly string[], n: number) => (from === 'start' ? words[n] : words.at(-1 - n))?.toLowerCase()
  let shared = 0
  while (shared < first.length && names.every((words) => at(words, shared) === at(first, shared))) shared++
  return shared
}

/** 'Regenjacke Dohle' and 'Regenjacke Fjell' -> 'Dohle' and 'Fjell'; as they are where one of them is nothing else. */
function withoutShared(names: readonly string[]): readonly string[] {
  const words = names.map((name) => name.split(' '))
  if (names.length < 2) return names
  const [start, end] = [sharedWords(words, 'start'), sharedWords(words, 'end')]
  const brief = words.map((own) => own.slice(start, own.length - end).join(' '))
  // 'Hut' of 'Hut 2' is a name, a number alone is none.
  return brief.every((name) => /^\p{Lu}\p{L}/u.test(name)) ? brief : names
}

/** The last part of a category's path, as a heading: 'Regenjacken'. */
function leafOf(path: string): string {
  return cleanName(path.split('>').at(-1) ?? '')
}

function germanThings(name: string, noun: Noun | null): Things {
  const known = noun !== null && noun.plural !== null ? noun : null
  const lemma = known?.lemma ?? 'Produkt'
  const own = known ?? findNoun('Produkt')
  return {
    name: name === '' ? (known?.plural ?? '') : name,
    isNamed: known !== null,
    plural: (grammaticalCase) => (own === null ? 'Produkte' : nounForm(own, grammaticalCase, 'plural')),
    count: (n, grammaticalCase) => countPhrase(n, lemma, { case: grammaticalCase }),
  }
}

/** The noun all of them have in common; null where they have none. */
function commonNoun(members: readonly Member[]): string | null {
  const nouns = new Set(members.map(({ material }) => material.subject.noun))
  const [only] = nouns
  return nouns.size === 1 ? (only ?? null) : null
}

function thingsInGerman(path: string, members: readonly Member[]): Things {
  const leaf = leafOf(path)
  const own = singularOf(leaf)
  if (own !== null) return germanThings(leaf, own)
  const translated = translate(leaf.toLowerCase().replace(/s$/, ''), 'de')
  const foreign = translated === null ? null : findNoun(capital(translated))
  if (foreign !== null && foreign.plural !== null) return germanThings(foreign.plural, foreign)
  const common = commonNoun(members)
  return germanThings(leaf, common === null ? null : findNoun(common))
}

function englishThings(name: string, singular: string | null): Things {
  const one = singular ?? 'product'
  const many = /(?:[^s]s|ies)$/.test(one) && singular !== null && !isEnglishNoun(one) ? one : englishPlural(one)
  return {
    name: name === '' ? capital(many) : name,
    isNamed: singular !== null,
    plural: () => many,
    count: (n) => (many === one ? `${n} ${many}` : englishCount(n, one, 'digit')),
  }
}

/** The words all names end in: 'rain jacket' of 'Dohle Rain Jacket' and 'Elster Rain Jacket'. */
function commonEnding(members: readonly Member[]): string | null {
  const names = members.map(({ material }) => material.subject.name.toLowerCase().split(' '))
  const [first] = names
  if (first === undefined || names.length < 2) return null
  const length = Math.min(sharedWords(names, 'end'), ...names.map((words) => words.length - 1))
  const ending = first.slice(first.length - length)
  return length > 0 && isEnglishNoun((ending.at(-1) ?? '').replace(/s$/, '')) ? ending.join(' ') : null
}

/** Nouns of which there are no two. */
const UNCOUNTABLE =
  /(?:clothing|cutlery|equipment|bedding|luggage|jewell?ery|footwear|furniture|fabric|food|fuel|coffee|tea|soap|gear|wear|rice|pasta|wine|honey|oil)$/

function thingsInEnglish(path: string, members: readonly Member[]): Things {
  const leaf = leafOf(path)
  const german = singularOf(leaf)?.lemma
  const own = leaf.toLowerCase().replace(/(?:(?<=[sxz]|ch|sh)es|s)$/, '')
  const known = german === undefined ? null : englishNounOf(german)
  const ending = commonEnding(members) ?? known
  if (ending !== null && UNCOUNTABLE.test(ending)) return englishThings(capital(ending), null)
  if (ending !== null) return englishThings('', ending)
  if (isEnglishNoun(own.split(' ').at(-1) ?? '')) return englishThings(leaf, own)
  const common = commonNoun(members)
  return common === null ? englishThings(leaf, null) : englishThings('', common)
}

/** @param path  the category's path as the shop has it; empty: none */
export function thingsOf(path: string, members: readonly Member[], lang: Lang): Things {
  return lang === 'de' ? thingsInGerman(path, members) : thingsInEnglish(path, members)
}
