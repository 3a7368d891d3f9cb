/** All that can be told of a product in one language: its attributes and what its variants come in. */
import type { Lang } from '../../../core/lang.ts'
import type { FactVariant, ProductFacts } from '../../text-check/index.ts'
import { type AttributePlace, type Fact, factOf } from './attribute.ts'
import { cleanLine } from './clean.ts'
import { inBaseUnit } from './measure.ts'
import { languageOf, translate } from './translate.ts'

const squeezed = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Two values of one thing that say the same: '0,95 kg' and '950 g'. */
function agree(a: Fact, b: Fact): boolean {
  const first = a.measure === null ? null : inBaseUnit(a.measure)
  const second = b.measure === null ? null : inBaseUnit(b.measure)
  if (first !== null && second !== null) {
    return (
      first.length === second.length &&
      first.every((number, index) => Math.abs(number - (second[index] ?? 0)) <= 0.02 * Math.abs(number))
    )
  }
  return squeezed(a.value) === squeezed(b.value)
}

/** Kinds of which a product may have several values that do not contradict each other. */
const MANY: ReadonlySet<string> = new Set(['feature', 'use', 'care', 'contents', 'colour', 'size', 'audience'])

function merged(facts: readonly Fact[]): Fact | null {
  const [first] = facts
  if (first === undefined) return null
  const sources = [...new Set(facts.flatMap((fact) => fact.sources))]
  if (MANY.has(first.kind)) {
    const items = [...new Set(facts.flatMap((fact) => fact.items))]
    return { ...first, sources, items, value: items.join(', ') }
  }
  // What the data says twice and differently is not told at all: nobody here can know which of the two is right.
  return facts.every((fact) => agree(first, fact)) ? { ...first, sources } : null
}

const COLOUR_NAME = /^(?:farbe|farben|farbton|colou?rs?)$/
const SIZE_NAME = /^(?:größe|groesse|größen|size|sizes|schuhgröße|konfektionsgröße)$/

function optionValues(variants: readonly FactVariant[], name: RegExp): { values: string[]; sources: string[] } {
  const values = new Set<string>()
  const sources = new Set<string>()
  for (const variant of variants) {
    for (const [option, value] of Object.entries(variant.options)) {
      const clean = cleanLine(value.slice(0, 100))
      if (!/^[\p{Script=Latin}\p{N} .,/×+–-]{1,40}$/u.test(clean)) continue
      if (!name.test(option.trim().toLowerCase()) || clean === '') continue
      values.add(clean)
      sources.add(option)
    }
  }
  return { values: [...values], sources: [...sources] }
}

/** A colour of the shop's in the text's language; the word as it is where it is a name ('Petrol'). */
function colourIn(value: string, { lang, shopLang }: AttributePlace): string | null {
  const written = languageOf(value) ?? shopLang
  if (written !== null && written !== lang) return translate(value, lang) ?? (languageOf(value) === null ? value : null)
  // In a German catalogue of two languages, variants stand in one of them only.
  return translate(value, lang) ?? value
}

const LETTER_SIZES = ['XXXS', '3XS', 'XXS', '2XS', 'XS', 'S', 'M', 'L', 'XL', 'XXL', '2XL', 'XXXL', '3XL', '4XL', '5XL']

/** Sizes from the smallest, by letters or numbers; others as they come. */
export function inOrder(sizes: readonly string[]): readonly string[] {
  const places = sizes.map((size) => LETTER_SIZES.indexOf(size.toUpperCase()))
  if (places.every((place) => place >= 0)) {
    return sizes.toSorted((a, b) => LETTER_SIZES.indexOf(a.toUpperCase()) - LETTER_SIZES.indexOf(b.toUpperCase()))
  }
  const numbers = sizes.map((size) => Number.parseFloat(size.replace(',', '.')))
  return numbers.some((number) => Number.isNaN(number))
    ? sizes
    : sizes.toSorted((a, b) => Number.parseFloat(a.replace(',', '.')) - Number.parseFloat(b.replace(',', '.')))
}

function variantFacts({ variants }: ProductFacts, place: AttributePlace): readonly Fact[] {
  const facts: Fact[] = []
  const { lang } = place
  const colours = optionValues(variants, COLOUR_NAME)
  const told = colours.values.map((value) => colourIn(value, place))
  if (told.length > 0 && !told.includes(null)) {
    const items = told.filter((value) => value !== null)
    facts.push({
      about: 'colour',
      kind: 'colour',
      rank: 56,
      sources: ['variants', ...colours.sources],
      label: lang === 'de' ? 'Farbe' : 'Colour',
      value: items.join(', '),
      items,
      measure: null,
    })
  }
  const sizes = optionValues(variants, SIZE_NAME)
  if (sizes.values.length > 0) {
    const items = inOrder(sizes.values)
    facts.push({
      about: 'size',
      kind: 'size',
      rank: 40,
      sources: ['variants', ...sizes.sources],
      label: lang === 'de' ? 'Größe' : 'Size',
      value: items.join(', '),
      items,
      measure: null,
    })
  }
  return facts
}

/** The languages a shop's catalogue has texts in: the only one, or null for both. */
export function shopLanguage({ title, description }: ProductFacts): Lang | null {
  const has = (lang: Lang): boolean => (title[lang] ?? '') !== '' || (description[lang] ?? '') !== ''
  if (has('de') === has('en')) return null
  return has('de') ? 'de' : 'en'
}

/** The language a shop of two languages names its attributes in, and most likely fills them in; null: not to be told. */
function attributeLanguage({ attributes }: ProductFacts): Lang | null {
  const languages = attributes.slice(0, 50).map(({ name }) => languageOf(name.slice(0, 60)))
  const count = (lang: Lang): number => languages.filter((language) => language === lang).length
  if (count('de') === count('en')) return null
  return count('de') > count('en') ? 'de' : 'en'
}

/** The facts of a product, the most telling first; what contradicts itself is left out. */
export function tellableFacts(product: ProductFacts, lang: Lang): readonly Fact[] {
  const place: AttributePlace = { lang, shopLang: shopLanguage(product) ?? attributeLanguage(product) }
  const byTopic = new Map<string, Fact[]>()
  const fromVariants = variantFacts(product, place)
  const all = product.attributes.map((attribute) => factOf(attribute, place)).filter((fact) => fact !== null)
  for (const fact of [...fromVariants, ...all]) {
    // The colours and sizes one can buy are those of the variants.
    if (!fromVariants.includes(fact) && fromVariants.some(({ about }) => about === fact.about)) continue
    byTopic.set(fact.about, [...(byTopic.get(fact.about) ?? []), fact])
  }
  return [...byTopic.values()]
    .map(merged)
    .filter((fact) => fact !== null)
    .toSorted((a, b) => b.rank - a.rank)
}
