/** One attribute of a product, read for a language: what it is about and how its value is written there. */
import type { Lang, Text } from '../../../core/lang.ts'
import { isAdjective } from '../../../language/grammar/adjective.ts'
import { countryKey, countryName } from '../../../language/grammar/country.ts'
import { englishNounOf, findNoun, singularOf } from '../../../language/grammar/noun.ts'
import { answerOf, type FactAttribute, readName } from '../../text-check/index.ts'
import { cleanLine } from './clean.ts'
import { CONCEPTS, type Concept, type FactKind, NOT_TOLD } from './concepts.data.ts'
import { dimensionOf, isPlausible, type Measure, readMeasure, unitOf, writeMeasure } from './measure.ts'
import { languageOf, translate } from './translate.ts'

/** What is known of a product and can be told in one language. */
export interface Fact {
  /** What it is about: a concept's key, 'has' and 'is' for features, else the attribute's own name. */
  readonly about: string
  readonly kind: FactKind
  readonly rank: number
  readonly sources: readonly string[]
  /** How it is called in the text's language: 'Gewicht', 'Heel height'. */
  readonly label: string
  /** Its value as it is written there; of several the whole list. */
  readonly value: string
  /** The values of a list; one for a single value. */
  readonly items: readonly string[]
  readonly measure: Measure | null
}

const conceptByName = new Map<string, Concept>()
for (const concept of CONCEPTS)
  for (const name of concept.names.split(' ')) if (!conceptByName.has(name)) conceptByName.set(name, concept)

const squeezed = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const EMPTY =
  /^(?:|-+|–|—|n\/?a|k\.? ?a\.?|null|none|undefined|nan|unbekannt|unknown|keine angabe|tbd|\?+|xxx+|lorem ipsum.*)$/i
/** Characters of a name and of a value; more is a text in the wrong place. */
const MOST_NAME = 60
const MOST_VALUE = 300
/** Longer values are no attribute but a text. */
const MOST_WORDS = 14

/** The name of an attribute no concept knows, in the text's language; null where it is of the other and cannot be told. */
function ownLabel(bare: string, lang: Lang, shopLang: Lang | null): string | null {
  if (!/^\p{Script=Latin}/u.test(bare)) return null
  // What a shop writes for its only language it means to be read there, foreign words too ('Slim Fit').
  const written = shopLang === lang ? lang : (languageOf(bare) ?? shopLang)
  const label = bare.charAt(0).toUpperCase() + bare.slice(1)
  if (written === null || written === lang) return label
  const other = (lang === 'en' ? englishNounOf(label) : null) ?? translate(bare, lang)
  return other === null ? null : other.charAt(0).toUpperCase() + other.slice(1)
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The shop's own word for something the writer has a word for too ('Leuchtdauer', 'battery life'), where a form can take it. */
function isOwnWord(bare: string, { lang, shopLang }: AttributePlace): boolean {
  if (lang === 'en') return shopLang === 'en' && /^[A-Za-z][a-z]{2,}(?: [a-z]+)*$/.test(bare)
  return /^\p{Lu}\p{Ll}+$/u.test(bare) && findNoun(bare) !== null && singularOf(bare) === null
}

/** The value as a text of the language; null where it is not known in it. */
function wordsIn(value: FactAttribute['value'], { lang, shopLang }: AttributePlace, inPart: boolean): string | null {
  if (typeof value !== 'object') {
    const text = cleanLine(String(value))
    const written = shopLang === lang ? lang : (languageOf(text) ?? shopLang)
    return written === null || written === lang ? text : knownIn(text, lang, inPart)
  }
  const own = value[lang]
  if (own !== undefined) return cleanLine(own)
  const other = value[lang === 'de' ? 'en' : 'de']
  return other === undefined ? null : knownIn(cleanLine(other), lang, inPart)
}

/**
 * A list in the other language; names ('Gore-Tex', '5.3') are the same in both.
 * @param inPart  whether some of the list can be told without the rest: of features yes, of a fabric's fibres not
 */
function knownIn(text: string, lang: Lang, inPart: boolean): string | null {
  const whole = translate(text, lang)
  if (whole !== null) return whole
  const isName = (item: string): boolean =>
    languageOf(item) === null && item.split(' ').every((word) => /^[\p{Lu}\d]/u.test(word))
  const all = splitList(text)
  const items = all.flatMap((item) => translate(item, lang) ?? (isName(item) ? item : []))
  return items.length === 0 || (items.length < all.length && !inPart) ? null : items.join(', ')
}

/** 'weiß/blau' is one colour of two. */
function colourWords(value: FactAttribute['value'], place: AttributePlace): string | null {
  if (typeof value !== 'string' || !value.includes('/')) return wordsIn(value, place, false)
  const parts = value.split('/').map((part) => wordsIn(part, place, false))
  return parts.includes(null) ? null : parts.join('/')
}

/** Percent as the language writes it. */
function withPercent(text: string, lang: Lang): string {
  return text.replace(/(\d)\s?%/g, lang === 'de' ? '$1\u00A0%' : '$1%')
}

function longest(value: FactAttribute['value']): number {
  const values = typeof value === 'object' ? Object.values(value) : [String(value)]
  return Math.max(0, ...values.map((text) => text.length))
}

export interface AttributePlace {
  readonly lang: Lang
  /** The only language the shop writes in; null: both. */
  readonly shopLang: Lang | null
}

const FEATURES: Text = { de: 'Merkmale', en: 'Features' }

/** A feature that is there ('Kapuze: ja'): as a noun it is what the product has, as an adjective what it is. */
function featureOf(base: Omit<Fact, 'about' | 'kind' | 'value' | 'items' | 'measure'>, lang: Lang): Fact | null {
  const lower = base.label.charAt(0).toLowerCase() + base.label.slice(1)
  const adjective =
    lang === 'de' ? isAdjective(lower) : translate(lower, 'de') !== null && isAdjective(translate(lower, 'de') ?? '')
  const noun = lang === 'de' ? findNoun(base.label) !== null : translate(lower, 'de') !== null && !adjective
  const told = adjective || lang === 'en' ? lower : base.label
  const about = adjective ? 'is' : noun ? 'has' : 'features'
  const kind = adjective || noun ? 'feature' : 'detail'
  return { ...base, label: FEATURES[lang], about, kind, value: told, items: [told], measure: null }
}

function splitList(value: string): readonly string[] {
  const items = value
    .split(/\s*[;|•]\s*|,(?!\d)\s*|\s+(?:und|and)\s+/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
  return items.length === 0 ? [value] : [...new Set(items)]
}

function originOf(value: string, lang: Lang): string | null {
  const place = value.replace(/^(?:made in|hergestellt in|aus|from)\s+/i, '')
  const key = countryKey(place)
  return /^[A-Z]{2}$/.test(key) && countryName(key, lang) !== key ? countryName(key, lang) : null
}

const WOMEN_MEN =
  /^(?:damen|herren|frauen|männer|kinder|jungen|mädchen|babys?|unisex|women|men|ladies|kids|children|boys|girls|adults|erwachsene|female|male|w|m|f)$/i

/** What kind of fact a value of a concept is; a 'Schnitt' may be whom it is for or how it fits. */
function kindOf(concept: Concept, value: string): { kind: FactKind; about: string } {
  if (concept.kind === 'audience' && !splitList(value).every((item) => WOMEN_MEN.test(item)))
    return { kind: 'trait', about: 'fit' }
  return { kind: concept.kind, about: concept.key }
}

const CUT: Text = { de: 'Schnitt', en: 'Cut' }

/**
 * The fact of an attribute; null where there is nothing to tell: numbers of the office, empty values, what is not known in the language,
 * a measure of the wrong dimension. False features are left out too: what a product has not is no reason to buy it.
 */
export function factOf(attribute: FactAttribute, { lang, shopLang }: AttributePlace): Fact | null {
  if (attribute.name.length > MOST_NAME || longest(attribute.value) > MOST_VALUE) return null
  const { words: bare } = readName(cleanLine(attribute.name))
  const name = squeezed(bare)
  if (name === '' || attribute.name.startsWith('_') || /[{}<>[\].!?|\\]/.test(bare) || NOT_TOLD.test(name)) return null
  const concept = conceptByName.get(name)
  const label =
    (isOwnWord(bare, { lang, shopLang }) ? capital(bare) : concept?.label[lang]) ?? ownLabel(bare, lang, shopLang)
  if (label === null) return null
  const base = { rank: concept?.rank ?? 33, sources: [attribute.name], label }

  if (attribute.value === false) return null
  // 'Waschbar: ja' is a feature under the name of a concept.
  const own = concept === undefined || concept.kind === 'care' ? ownLabel(bare, lang, shopLang) : null
  const isThere = (): Fact | null => (own === null ? null : featureOf({ ...base, label: own }, lang))
  if (attribute.value === true) return isThere()
  const raw = typeof attribute.value === 'object' ? Object.values(attribute.value)[0] : attribute.value
  const answer = typeof raw === 'string' ? answerOf(raw) : null
  if (answer !== null) return answer === 'yes' ? isThere() : null

  const measured = measureFact(attribute, concept, { lang, shopLang })
  if (measured !== undefined) return measured === null ? null : { ...base, ...measured }

  const words =
    concept?.kind === 'colour'
      ? colourWords(attribute.value, { lang, shopLang })
      : wordsIn(attribute.value, { lang, shopLang }, concept?.kind === 'feature' || concept?.kind === 'use')
  const value =
    words === null
      ? null
      : withPercent(
          concept?.kind === 'material' ? words.replace(/\s*\/\s*/g, lang === 'de' ? ' und ' : ' and ') : words,
          lang,
        )
  if (
    value === null ||
    EMPTY.test(value) ||
    value.split(' ').length > MOST_WORDS ||
    !/^[\p{Script=Latin}\p{N}\p{P}\p{S}\p{Zs}]+$/u.test(value)
  )
    return null
  if (/[{}<>\\=@]|https?:|www\./i.test(value)) return null
  if (concept?.kind === 'measure') return null
  if (concept?.kind === 'origin') {
    const country = originOf(value, lang)
    return country === null
      ? { ...base, about: concept.key, kind: 'detail', value, items: [value], measure: null }
      : { ...base, about: concept.key, kind: 'origin', value: country, items: [country], measure: null }
  }
  const { kind, about } =
    concept === undefined ? { kind: 'trait' as const, about: `own:${name}` } : kindOf(concept, value)
  const renamed = about === 'fit' && concept?.kind === 'audience' ? { ...base, label: CUT[lang], rank: 71 } : base
  return { ...renamed, about, kind, value, items: splitList(value), measure: null }
}

/** Words a measure can be the value of: 'der Pumpendruck beträgt', but not 'der Wassertank beträgt'. */
const QUANTITY =
  /(?:länge|breite|höhe|tiefe|weite|gewicht|durchmesser|volumen|leistung|druck|spannung|temperatur|dauer|zeit|zahl|größe|kraft|fläche|umfang|stärke|dicke|frequenz|kapazität|reichweite|geschwindigkeit|auflösung|inhalt|menge|wert|maß|last|length|width|height|depth|weight|diameter|volume|power|pressure|voltage|temperature|time|duration|number|size|strength|area|frequency|capacity|range|speed|resolution|amount|value|thickness|count)$/i

function measureKind(name: string, concept: Concept | undefined, dimension: string | null): FactKind {
  if (concept?.kind === 'care' || concept?.kind === 'detail') return concept.kind
  if (concept !== undefined) return 'measure'
  if (dimension === null) return 'detail'
  return QUANTITY.test(readName(name).words) ? 'measure' : 'sized'
}

type Measured = Pick<Fact, 'about' | 'kind' | 'value' | 'items' | 'measure'>

/** The fact of a measure; null: it is one and cannot be right; undefined: it is none. */
function measureFact(
  attribute: FactAttribute,
  concept: Concept | undefined,
  { lang, shopLang }: AttributePlace,
): Measured | null | undefined {
  const { value } = attribute
  if (typeof value === 'boolean') return undefined
  const [raw, written] =
    typeof value === 'object'
      ? value[lang] !== undefined
        ? [value[lang], lang]
        : (Object.entries(value).map(([of, text]) => [text, of as Lang] as const)[0] ?? ['', null])
      : [value, shopLang]
  const text = typeof raw === 'string' ? cleanLine(raw) : raw
  const { unit: name } = readName(attribute.name)
  const hint = name ?? (/temp/i.test(attribute.name) ? unitOf('°C') : null)
  const measure = readMeasure(text, hint, written)
  if (measure === null) return undefined
  const about = concept?.key ?? `own:${squeezed(readName(attribute.name).words)}`
  if (!isPlausible(measure)) return null
  const dimension = dimensionOf(measure)
  if (concept?.dimensions !== undefined && concept.dimensions.length > 0) {
    if (dimension === null && !concept.dimensions.includes('count')) return null
    if (dimension !== null && !concept.dimensions.includes(dimension)) return null
  } else if (
    concept !== undefined &&
    concept.kind !== 'measure' &&
    concept.kind !== 'care' &&
    concept.kind !== 'detail'
  ) {
    return concept.kind === 'size' ? undefined : null
  }
  const isYear = dimension === null && concept === undefined && Number(text) >= 1000 && Number(text) < 3000
  const told = dimension === null && (typeof text === 'string' || isYear) ? String(text) : writeMeasure(measure, lang)
  const kind = measureKind(attribute.name, concept, dimension)
  return { about, kind, value: told, items: [told], measure }
}
