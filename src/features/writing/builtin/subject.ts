/** How a product is spoken of: its name, its noun, what stands for them later in a text. */
import type { Lang } from '../../../core/lang.ts'
import { article, type Column } from '../../../language/grammar/article.ts'
import { type Case, findNoun, type Noun, nounForm, singularOf } from '../../../language/grammar/noun.ts'
import { thirdPerson } from '../../../language/grammar/pronoun.ts'
import type { ProductFacts } from '../../text-check/index.ts'
import { cleanName } from './clean.ts'
import { type NamingPhrase, namingPhrases } from './description.ts'
import { shopLanguage } from './facts.ts'
import { isEnglishNoun } from './translate.ts'

type SpokenCase = Exclude<Case, 'genitive'>

export interface Subject {
  readonly lang: Lang
  /** As the shop writes it, without what is added to tell variants apart: 'Regenjacke Fjell'. */
  readonly name: string
  readonly number: 'singular' | 'plural'
  /** The noun with nothing known of it but what it is: 'Regenjacke', 'jacket'; null: not known. */
  readonly noun: string | null
  /** Empty where none is known, or the name says it. */
  readonly brand: string
  /** 'Damen', 'women': what the title said and the name leaves out; empty: nothing. */
  readonly audience: string
  /** What the description calls the product, for 'X is ...'. */
  readonly namings: readonly NamingPhrase[]
  /** 'die Regenjacke Fjell', 'den Handschuhen Luchs'. */
  full(grammaticalCase: SpokenCase): string
  /** 'die Regenjacke', 'dem Produkt'. */
  short(grammaticalCase: SpokenCase): string
  /** 'sie', 'ihn', 'it'. */
  pronoun(grammaticalCase: SpokenCase): string
}

const AUDIENCE: Readonly<Record<Lang, RegExp>> = {
  de: /\s+(?:für\s+)?(?:Damen|Herren|Kinder|Jungen|Mädchen|Unisex)$|^(?:Damen|Herren|Kinder)\s+/u,
  en: /^(Women|Men|Kids|Children|Boys|Girls)(?:'s|’s|')\s+/u,
}

/** The name within a title: what is set off behind it ('... - Größe 42', '(30 g)') belongs to a variant or a search engine. */
function nameOf(title: string): string {
  const first = title.split(/\s+[-–|•]\s+|\s*[|•;]\s*|,\s/)[0] ?? title
  const bare = first
    .replace(/\s*[([][^)\]]*[)\]]\s*$/, '')
    .replace(/[\s.!?:,;]+$/, '')
    .trim()
  return bare === '' ? title : bare
}

interface Found {
  readonly noun: Noun
  readonly number: 'singular' | 'plural'
  /** As it stands in the name; empty: it does not. */
  readonly word: string
}

function readNoun(word: string): Found | null {
  if (!/^\p{Lu}[\p{Ll}-]/u.test(word)) return null
  const singular = findNoun(word)
  const plural = singularOf(word)
  // 'Leinen' is a fabric or several lines: not to be told from the word.
  if (singular !== null && plural !== null && plural.lemma !== singular.lemma) return null
  if (singular !== null) return { noun: singular, number: 'singular', word }
  return plural === null ? null : { noun: plural, number: 'plural', word }
}

/**
 * The noun of a German name. Model names are nouns too ('Wanderhose Esche'), so the one that is told elsewhere comes first, then the first;
 * one that only ends the name ('Neck Tee', 'Grödel Esche') is not believed.
 */
function nounInName(name: string, isTold: (noun: string) => boolean): Found | null {
  const words = name.split(' ')
  const found = words.map(readNoun)
  const isAmbiguous = (word: string | undefined): boolean =>
    word !== undefined && findNoun(word) !== null && readNoun(word) === null
  const told = found.findIndex((candidate) => candidate !== null && isTold(candidate.noun.lemma))
  const at = told >= 0 ? told : found.findIndex((candidate) => candidate !== null)
  if (at < 0 || isAmbiguous(words[at - 1]) || isAmbiguous(words[at + 1])) return null
  return told >= 0 || at === 0 || at < words.length - 1 ? (found[at] ?? null) : null
}

function germanNoun(facts: ProductFacts, name: string, namings: readonly NamingPhrase[]): Found | null {
  const path = facts.category.split('>').map((part) => cleanName(part))
  const leaf = path.at(-1) ?? ''
  // A tag that repeats where the product stands in the shop ('Ausrüstung') does not say what it is.
  const tags = facts.tags.map((tag) => cleanName(tag)).filter((tag) => !path.slice(0, -1).includes(tag))
  const told = [leaf, ...tags, ...namings.map(({ noun }) => noun)].flatMap((word) => [
    word,
    singularOf(word)?.lemma ?? '',
  ])
  const inName = nounInName(name, (noun) =>
    told.some((word) => word !== '' && word.toLowerCase().endsWith(noun.toLowerCase())),
  )
  if (inName !== null) return inName
  for (const word of [leaf, namings[0]?.noun ?? '', ...tags]) {
    const found = word.includes(' ') ? null : readNoun(word)
    // A category has the plural of what one buys one of.
    if (found !== null) return { noun: found.noun, number: 'singular', word: '' }
  }
  return null
}

const PRODUCT = 'Produkt'

function germanSubject(base: Pick<Subject, 'name' | 'brand' | 'audience' | 'namings'>, found: Found | null): Subject {
  const { name } = base
  const number = found?.number ?? 'singular'
  const column: Column = number === 'plural' ? 'pl' : (found?.noun.gender ?? 'n')
  const formOf = (grammaticalCase: SpokenCase): string =>
    found === null ? '' : nounForm(found.noun, grammaticalCase, number)
  const the = (grammaticalCase: SpokenCase): string => article('definite', column, grammaticalCase)
  return {
    ...base,
    lang: 'de',
    number,
    noun: found?.noun.lemma ?? null,
    full(grammaticalCase) {
      if (found === null) return name
      const inCase =
        found.word === '' ? `${formOf(grammaticalCase)} ${name}` : name.replace(found.word, formOf(grammaticalCase))
      return `${the(grammaticalCase)} ${inCase}`
    },
    short: (grammaticalCase) => `${the(grammaticalCase)} ${found === null ? PRODUCT : formOf(grammaticalCase)}`,
    pronoun: (grammaticalCase) => thirdPerson(column, grammaticalCase),
  }
}

const ALWAYS_PLURAL =
  /^(?:trousers|jeans|shorts|leggings|tights|glasses|sunglasses|goggles|scissors|pliers|tweezers|headphones|pyjamas|clothes|briefs|chinos)$/

interface EnglishNoun {
  readonly noun: string
  readonly isPlural: boolean
  /** Where it stands in the name; -1: it does not. */
  readonly at: number
}

function readEnglishNoun(word: string, at: number): EnglishNoun | null {
  const lower = word.toLowerCase()
  if (ALWAYS_PLURAL.test(lower)) return { noun: lower, isPlural: true, at }
  if (isEnglishNoun(lower)) return { noun: lower, isPlural: false, at }
  const singular = lower.replace(/(?:(?<=[sxz]|ch|sh)es|s)$/, '')
  return singular !== lower && isEnglishNoun(singular) ? { noun: lower, isPlural: true, at } : null
}

function englishNoun(facts: ProductFacts, name: string, namings: readonly NamingPhrase[]): EnglishNoun | null {
  // Behind a preposition stands something else: 'Jacket with Hood'.
  const words = (name.split(/\s(?:with|for|of|in|and|by)\s/)[0] ?? name).split(' ')
  const nouns = words.map((word, at) => (at > 0 && /^\p{Lu}{3,}$/u.test(word) ? null : readEnglishNoun(word, at)))
  const called = nouns.find((found) => found !== null && namings.some(({ noun }) => noun === found.noun))
  // The last one: 'Rain Jacket', 'Neoprene shoe BALLISTIC', 'Oak Table Bergen'.
  const inName = called ?? nouns.findLast((found) => found !== null)
  if (inName !== undefined && inName !== null) return inName
  const leaf =
    cleanName(facts.category.split('>').at(-1) ?? '')
      .split(' ')
      .at(-1) ?? ''
  const other = readEnglishNoun(namings[0]?.noun ?? leaf, -1)
  return other === null || ALWAYS_PLURAL.test(other.noun)
    ? other
    : { noun: other.noun.replace(/s$/, ''), isPlural: false, at: -1 }
}

function englishSubject(
  base: Pick<Subject, 'name' | 'brand' | 'audience' | 'namings'>,
  found: EnglishNoun | null,
): Subject {
  const { name } = base
  const words = name.split(' ')
  const isPlural = found?.isPlural ?? false
  // 'Harness MADTRIXX' is the 'MADTRIXX harness'; before any other words it stays: 'the Table with Drawer'.
  const moved = found?.at === 0 && words.length > 1 && words.slice(1).every((word) => /^[\p{Lu}\d]/u.test(word))
  const spoken = moved ? [...words.slice(1), words[0]?.toLowerCase()].join(' ') : name
  const full = found === null ? name : `the ${found.at < 0 ? `${name} ${found.noun}` : spoken}`
  const short = `the ${found?.noun ?? 'product'}`
  return {
    ...base,
    lang: 'en',
    number: isPlural ? 'plural' : 'singular',
    noun: found?.noun ?? null,
    full: () => full,
    short: () => short,
    pronoun: (grammaticalCase) => (isPlural ? (grammaticalCase === 'nominative' ? 'they' : 'them') : 'it'),
  }
}

const AUDIENCE_WORDS: Readonly<Record<string, string>> = {
  Women: 'women',
  Men: 'men',
  Kids: 'children',
  Children: 'children',
  Boys: 'boys',
  Girls: 'girls',
}

/** The noun a naming phrase must have to speak of the same thing: 'Damenjeans' of a 'Jeans'. */
function isSame(noun: string, own: string): boolean {
  const [a, b] = [noun.toLowerCase(), own.toLowerCase()]
  return a.endsWith(b) || b.endsWith(a)
}

/**
 * How a product is spoken of in a language; null where it has no title that can be read there.
 * @param accepts  whether a phrase of the description can be taken over
 */
export function subjectOf(facts: ProductFacts, lang: Lang, accepts: (phrase: string) => boolean): Subject | null {
  const own = facts.title[lang] ?? ''
  const other = facts.title[lang === 'de' ? 'en' : 'de'] ?? ''
  const title = cleanName(own === '' ? other : own)
  if (!/\p{Script=Latin}{2}/u.test(title) || title.length > 160 || /[{}<>[\]\\|]/.test(title)) return null
  const told = nameOf(title)
  const audience = AUDIENCE[lang].exec(told)?.[1] ?? AUDIENCE[lang].exec(told)?.[0]?.replace('für ', '').trim() ?? ''
  const name = told.replace(AUDIENCE[lang], '').trim()
  if (name === '') return null
  const brand = cleanName(facts.brand)
  const namings = namingPhrases(facts.description[lang] ?? '', lang).filter(({ text }) => accepts(`${text}.`))
  const isForeign = own === '' && shopLanguage(facts) !== lang
  const base = {
    name,
    brand:
      name.toLowerCase().includes(brand.toLowerCase()) || !/^[\p{Script=Latin}\p{N}&.'’+ /-]{1,60}$/u.test(brand)
        ? ''
        : brand,
    audience: lang === 'de' ? audience.replace('Unisex', '') : (AUDIENCE_WORDS[audience] ?? ''),
  }
  if (lang === 'de') {
    const found = isForeign ? null : germanNoun(facts, name, namings)
    const fitting =
      found === null ? [] : namings.filter(({ noun }) => isSame(noun, found.noun.lemma) && found.number === 'singular')
    return germanSubject({ ...base, namings: fitting }, found)
  }
  const found = isForeign ? null : englishNoun(facts, name, namings)
  return englishSubject(
    { ...base, namings: found === null ? [] : namings.filter(({ noun }) => noun === found.noun) },
    found,
  )
}
