/** What the slots of the sentence forms are filled with: the product, and one fact about it. */
import type { Lang } from '../../../core/lang.ts'
import { isAdjective } from '../../../language/grammar/adjective.ts'
import { article, countPhrase } from '../../../language/grammar/article.ts'
import { fromCountry } from '../../../language/grammar/country.ts'
import { englishCount, indefiniteArticle } from '../../../language/grammar/english.ts'
import { type Case, findNoun, nounForm, singularOf } from '../../../language/grammar/noun.ts'
import { declinePhrase } from '../../../language/grammar/phrase.ts'
import { formatDecimal, joinList } from '../../../language/numbers.ts'
import type { Fact } from './attribute.ts'
import type { Subject } from './subject.ts'
import { languageOf, translate } from './translate.ts'

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const small = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** A value within a sentence: 'Recyceltes Polyamid' loses its capital, 'Leder' and 'Gore-Tex' keep theirs. */
function within(value: string, lang: Lang): string {
  const [first = '', second] = value.split(' ')
  if (lang === 'de') {
    const lower = small(first)
    const inflected =
      second !== undefined && /^\p{Lu}?\p{L}/u.test(second) && /(?:es|er|e)$/.test(first) && findNoun(first) === null
    const isAdverb = isAdjective(lower) && findNoun(first) === null
    return isAdverb || inflected || /^(?:Eine?|Dicht|Leicht)$/.test(first) ? small(value) : value
  }
  if (/^(?:Deutsch|Englisch)$/.test(translate(value, 'de') ?? '')) return value
  const isWord =
    translate(small(first), 'de') !== null ||
    /^(?:a|an|stretch|blended|densely)$/i.test(first) ||
    translate(small(value), 'de') !== null
  const adjective =
    second !== undefined && /^[A-Z][a-z-]+$/.test(first) && /^[a-z]/.test(second) && languageOf(value) !== 'de'
  return isWord || adjective ? small(value) : value
}

/** Slots of the German label: 'das Gewicht', 'einem Gewicht'; undefined where the grammar does not know the noun. */
function germanLabel(label: string, name: string): string | undefined {
  const noun = findNoun(label)
  if (noun === null) return undefined
  const wanted: Readonly<Record<string, readonly ['definite' | 'indefinite', Case]>> = {
    'der l': ['definite', 'nominative'],
    'den l': ['definite', 'accusative'],
    'dem l': ['definite', 'dative'],
    'ein l': ['indefinite', 'nominative'],
    'einen l': ['indefinite', 'accusative'],
    'einem l': ['indefinite', 'dative'],
  }
  const [kind, grammaticalCase] = wanted[name.toLowerCase()] ?? ['definite', 'nominative']
  return `${article(kind, noun.gender, grammaticalCase)} ${nounForm(noun, grammaticalCase, 'singular')}`
}

/** Colours as what something comes in: 'in Schwarz', 'in dunklem Blau'; English in small letters. */
function coloursOf({ items }: Fact, lang: Lang): readonly string[] {
  return items.map((item) => {
    if (lang === 'en') return translate(item.toLowerCase(), 'de') === null ? item : item.toLowerCase()
    const joined = item.replace(/^(matt|hell|dunkel|tief) (?=\p{Ll})/iu, '$1')
    if (joined !== item) return capital(joined)
    return item.includes(' ')
      ? (declinePhrase(within(item, 'de'), 'dative') ?? item)
      : item.split('/').map(capital).join('/')
  })
}

/** 'mit einer Kapuze': German nouns with their article in a case; null where one is not known. */
function withArticles(items: readonly string[], lang: Lang): string | undefined {
  if (lang === 'en') {
    return joinList(
      items.map((item) => (/^[a-z ]+[^s]$/.test(item) ? `${indefiniteArticle(item)} ${item}` : item)),
      'en',
    )
  }
  const phrases = items.map((item) => {
    const noun = findNoun(item)
    if (noun === null && singularOf(item) !== null) return item
    return noun === null
      ? undefined
      : `${article('indefinite', noun.gender, 'accusative')} ${nounForm(noun, 'accusative', 'singular')}`
  })
  return phrases.includes(undefined)
    ? undefined
    : joinList(
        phrases.filter((phrase) => phrase !== undefined),
        'de',
      )
}

const LETTERS = /^\d?X{0,3}(?:S|M|L)$/i

/** 'S bis XL' for four letter sizes and more, else the list; `ends` only the range. */
function sizeRange(items: readonly string[], lang: Lang): { list: string; isRange: boolean } {
  const first = items[0] ?? ''
  const last = items.at(-1) ?? ''
  const isRange = items.length >= 4 && items.every((item) => LETTERS.test(item) || /^\d{1,3}(?:[.,]5)?$/.test(item))
  if (isRange) return { list: `${first} ${lang === 'de' ? 'bis' : 'to'} ${last}`, isRange }
  return { list: items.length > 6 ? items.join(', ') : joinList(items, lang), isRange }
}

function sizeSlot(name: string, { items }: Fact, lang: Lang): string | undefined {
  const { list, isRange } = sizeRange(items, lang)
  if (name === 'bare range') return list
  if (name === 'range ends') return isRange ? list : undefined
  if (items.length === 1) return lang === 'de' ? `Größe ${list}` : `size ${list}`
  return lang === 'de' ? `den Größen ${list}` : `sizes ${list}`
}

/** German nouns made of verbs ('Wandern') and words without article can follow 'für'; others would need one. */
function freeList({ items }: Fact, lang: Lang): string | undefined {
  if (lang === 'en')
    return joinList(
      items.map((item) =>
        translate(small(item), 'de') === null && translate(item, 'de') === null ? item : small(item),
      ),
      'en',
    )
  const free = items.every(
    (item) =>
      (/^\p{Lu}\p{L}+(?:en|ern|eln)$/u.test(item) && findNoun(item) === null && singularOf(item) === null) ||
      /^(?:Trekking|Camping|Outdoor|Alltag|Freizeit|Yoga|Fitness|Reise|Trailrunning|Sport)$/.test(item),
  )
  return free ? joinList(items, 'de') : undefined
}

function count(fact: Fact, word: string): string | undefined {
  const n = fact.measure?.join === 'single' ? fact.measure.numbers[0] : undefined
  if (n === undefined || !Number.isInteger(n)) return undefined
  if (word === 'person') return englishCount(n, 'person')
  if (word === 'part') return englishCount(n, 'part')
  const [noun = '', dative] = word.split(' ')
  return countPhrase(n, noun, { case: dative === undefined ? 'accusative' : 'dative' })
}

function listOf(fact: Fact, lang: Lang): string {
  if (fact.kind === 'colour') return joinList(coloursOf(fact, lang), lang)
  return joinList(
    fact.items.map((item) => (fact.about === 'is' ? small(item) : within(item, lang))),
    lang,
  )
}

/** Words that say whether, not how: 'Fußbodenheizung: geeignet'. */
const WHETHER = /^(?:geeignet|vorhanden|möglich|enthalten|inklusive|suitable|included|possible|available)$/

function adverbOf({ value, items }: Fact, lang: Lang): string | undefined {
  const word = value.toLowerCase()
  if (items.length > 1 || word.includes(' ') || WHETHER.test(word)) return undefined
  if (lang === 'de') return isAdjective(word) ? word : undefined
  const german = translate(word, 'de')
  return german !== null && isAdjective(german) ? word : undefined
}

function colourSlot(name: string, fact: Fact, lang: Lang): string | undefined {
  const colours = coloursOf(fact, lang)
  // Colours of an attribute are those of one thing ('weiß, blau'); a choice is only what variants or the text offer.
  const isChoice =
    colours.length > 1 && fact.sources.some((source) => source === 'variants' || source === 'description')
  if (name === 'one colour') return colours.length === 1 ? colours[0] : undefined
  if (name === 'many colours') return isChoice ? joinList(colours, lang) : undefined
  if (name === 'either colours') return isChoice ? joinList(colours, lang, 'or') : undefined
  return joinList(colours, lang)
}

/** A slot of a fact; undefined where the fact does not have it. */
export function factSlot(name: string, fact: Fact, lang: Lang): string | undefined {
  if (name.endsWith('colours') || name === 'one colour') return colourSlot(name, fact, lang)
  if (name.endsWith('range') || name === 'range ends') return sizeSlot(name, fact, lang)
  if (name.startsWith('count ')) return count(fact, name.slice('count '.length))
  const label = /^(?:\p{Lu}-|\p{Lu}{2})/u.test(fact.label) || lang === 'de' ? fact.label : small(fact.label)
  switch (name) {
    case 'v':
      return fact.items.length > 1 ? listOf(fact, lang) : within(fact.value, lang)
    case 'n':
      return fact.measure?.join === 'single' ? formatDecimal(fact.measure.numbers[0] ?? null, { lang }) : undefined
    case 'w':
      return within(fact.value, lang).replace(/(?<=(?:^|[\s\u00A0])(?:Liter|Jahre|Monate|Tage|Teile))$/, 'n')
    case 'dat':
      return declinePhrase(within(fact.items.length > 1 ? listOf(fact, lang) : fact.value, lang), 'dative') ?? undefined
    case 'list':
      return listOf(fact, lang)
    case 'free list':
      return freeList(fact, lang)
    case 'haves':
      return withArticles(fact.items, lang)
    case 'adverb':
      return adverbOf(fact, lang)
    case 'from':
      return fact.kind === 'origin' ? fromCountry(fact.value, lang) : undefined
    case 'degrees':
      return fact.measure?.unit?.dimension === 'temperature' ? fact.value : undefined
    case 'l':
      return label
    case 'L':
      return capital(fact.label)
    case 'a l':
      return `${indefiniteArticle(label)} ${label}`
    default:
      // 'einen R-Wert von 2,6' would be read as one of something.
      if (/^ein/i.test(name) && fact.measure?.unit === null) return undefined
      return / l$/.test(name) && lang === 'de' ? germanLabel(fact.label, name) : undefined
  }
}

/** 'Regenjacke', of several 'Socken'; undefined where the name says it already. */
function bareNoun({ name, noun, number, lang }: Subject): string | undefined {
  if (noun === null) return undefined
  const word = lang === 'de' && number === 'plural' ? (findNoun(noun)?.plural ?? noun) : noun
  return name.toLowerCase().includes(word.toLowerCase()) ? undefined : word
}

/** A slot of the product that does not depend on what was said before. */
export function subjectSlot(name: string, subject: Subject): string | undefined {
  const { noun, lang, brand } = subject
  const cases: Readonly<Record<string, Exclude<Case, 'genitive'>>> = { N: 'nominative', NA: 'accusative', ND: 'dative' }
  const grammaticalCase = Object.hasOwn(cases, name) ? cases[name] : undefined
  if (grammaticalCase !== undefined) return subject.full(grammaticalCase)
  switch (name) {
    case 'the':
      return subject.short('accusative')
    case 'name':
      return subject.name
    case 'brand':
      return brand === '' ? undefined : brand
    case 'acc pronoun':
      return subject.pronoun('accusative')
    case 'noun':
      return bareNoun(subject)
    default:
      break
  }
  if (!/noun$/.test(name) || noun === null) return undefined
  if (lang === 'en') return subject.number === 'plural' ? noun : `${indefiniteArticle(noun)} ${noun}`
  const found = findNoun(noun)
  if (found === null || subject.number === 'plural') return found?.plural ?? undefined
  return `${article('indefinite', found.gender, name.startsWith('Ein') ? 'nominative' : 'accusative')} ${noun}`
}
