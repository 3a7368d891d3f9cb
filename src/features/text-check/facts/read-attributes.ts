/** Attributes and variants read into what is known: the strong sources. */
import { LANGS, type Lang } from '../../../core/lang.ts'
import { UNITS } from '../../../language/units.data.ts'
import { answerOf } from '../attribute.ts'
import type { FactAttribute, ProductFacts, Words } from '../schema.ts'
import { nounsOf, type ReadText, readText, type Token } from '../text/tokens.ts'
import { addWords } from './add-words.ts'
import { countryIn, type FeatureClaim, partOfName, readFeatures, readOrigins } from './claims.ts'
import { readDenials } from './denials.ts'
import type { Draft, KnownQuantity, Source } from './known.ts'
import { listOf } from './listed.ts'
import { relatedStems } from './naming.ts'
import { ORIGIN_WORDS } from './origin.data.ts'
import { addMissing, addPresence } from './presence.ts'
import { type Quantity, quantitiesIn } from './quantities.ts'
import { materialsBeside } from './shares.ts'
import { isSizeName, sizesOf } from './sizes.ts'
import { SIDE_LETTERS } from './subjects.data.ts'
import { type AttributeName, type Name, neighboursOf, readAttributeName, surroundingsOf } from './subjects.ts'

const SENSES = /duft|aroma|geschmack|geruch|note|scent|fragrance|flavou?r|taste/i
/** A longer value is no property. */
const VALUE_READ = 20_000
const IS_THERE =
  /^(?:enthalten|included|available|inklusive|inkl\.?|inbegriffen|dabei|erforderlich|required|nötig|needed|möglich|possible|geeignet|suitable)$/i
const IS_MISSING =
  /^(?:keine?r?|none|ohne|(?:nicht|not) (?:vorhanden|included|enthalten|erforderlich|required|nötig|needed|möglich|possible|geeignet|suitable))$/i

/** The wordings of an attribute's value; one without a language is read in both. */
function wordingsOf({ value }: FactAttribute): readonly { text: string; lang: Lang; numbers: Lang | null }[] {
  if (typeof value === 'object')
    return LANGS.flatMap((lang) => {
      const text = value[lang]
      return text === undefined || text === '' ? [] : [{ text, lang, numbers: lang }]
    })
  const text = String(value)
  return LANGS.map((lang) => ({ text, lang, numbers: typeof value === 'number' ? ('en' as const) : null }))
}

/** Adds an attribute. */
export function addAttribute(to: Draft, attribute: FactAttribute): void {
  const name = readAttributeName(attribute.name)
  const source: Source = { kind: 'attribute', name: name.words }
  for (const stem of [...name.name.stems, ...name.name.parts]) to.allStems.add(stem)
  const wordings = wordingsOf(attribute).filter(({ text }) => text.length <= VALUE_READ)
  const [first] = wordings
  if (first === undefined) return
  const [, answer = ''] = /^(ja|nein|yes|no)[,;:(\s]/i.exec(first.text.trim()) ?? []
  if (answerOf(answer) === 'yes') addYes(to, name, source)
  if (answerOf(answer) === 'no') addNo(to, name, source)
  const said = answerOf(first.text)
  if (said === 'yes' || IS_THERE.test(first.text.trim())) addYes(to, name, source)
  else if (said === 'no' || IS_MISSING.test(first.text.trim())) addNo(to, name, source)
  else addValue(to, attribute, name, source)
}

function addValue(to: Draft, attribute: FactAttribute, name: AttributeName, source: Source): void {
  const wordings = wordingsOf(attribute).filter(({ text }) => text.length <= VALUE_READ)
  const part = partOfName(name.words)
  const isMissing = addMissing(to, attribute, source)
  addQuantities(to, attribute, name, source)
  if (isSizeName(attribute.name))
    for (const { text } of wordings)
      if (quantitiesIn(text, null).every(({ unit }) => unit === null))
        for (const size of sizesOf(text)) to.sizes.add(size)
  const written: Words =
    typeof attribute.value === 'object' ? attribute.value : { de: String(attribute.value), en: String(attribute.value) }
  if (!isMissing) addList(to, wordings, { source, name, written })
  const stems = new Set<string>()
  for (const { text, lang } of wordings) {
    const read = readText(text, lang)
    for (const { stem } of read.tokens) stems.add(stem)
    if (!isMissing) addValueWords(to, read, { source, name, part, written })
  }
  for (const stem of stems) to.allStems.add(stem)
  to.texts.push({ source, name, stems, written, isTranslated: written.de !== written.en })
}

/** A value of several members is a list, and there are as many of what it names. */
function addList(
  to: Draft,
  wordings: readonly { readonly text: string; readonly lang: Lang }[],
  { source, name, written }: Pick<KnownQuantity, 'source'> & { readonly name: AttributeName; readonly written: Words },
): void {
  const members = new Set<string>()
  for (const { text } of wordings) {
    const items = text.split(/\s*;\s*|\s*,(?!\d)\s*|\s+(?:und|and|oder|or)\s+/)
    const list = text.length > LONGEST_LIST ? null : listOf(items)
    if (list === null) continue
    for (const stem of list) members.add(stem)
    if (!/\d/.test(text)) addCount(to, items.length, { source, name: name.name, written: text })
  }
  if (members.size > 0) to.lists.push({ source, stems: members, written })
}

/** A longer value is prose. */
const LONGEST_LIST = 160

function addCount(to: Draft, count: number, known: Omit<KnownQuantity, 'quantity'>): void {
  const [quantity] = quantitiesIn(String(count), null)
  const isKnown = to.quantities.some((other) => other.source === known.source && other.quantity.low[0] === count)
  if (quantity !== undefined && !isKnown) to.quantities.push({ ...known, quantity })
}

function addYes(to: Draft, name: AttributeName, source: Source): void {
  for (const lang of LANGS) for (const claim of featuresOfName(name, lang)) to.features.push({ source, claim })
  addPresence(to, name.words, true, source)
  for (const lang of LANGS)
    for (const { country } of readOrigins(readText(name.words, lang)))
      if (country !== '') to.origins.set(country, source)
}

function addNo(to: Draft, name: AttributeName, source: Source): void {
  for (const lang of LANGS)
    for (const claim of featuresOfName(name, lang)) to.features.push({ source, claim: { ...claim, isDenied: true } })
  addPresence(to, name.words, false, source)
}

// The name of an attribute is written with and without capitals.
const featuresOfName = ({ words }: AttributeName, lang: Lang): readonly FeatureClaim[] =>
  readFeatures(readText(words.charAt(0).toUpperCase() + words.slice(1), lang))

function addQuantities(to: Draft, attribute: FactAttribute, name: AttributeName, source: Source): void {
  for (const { text, lang, numbers } of wordingsOf(attribute)) {
    let listed = 0
    const unit = name.unit === null ? '' : ` ${name.unit.en[0] ?? ''}`
    const isBare = /^[\s\d.,+\-−–]+$/.test(text)
    for (const quantity of quantitiesIn(isBare ? text.trim() + unit : text, numbers)) {
      if (PER.test(text.slice(0, quantity.start))) {
        to.references.push(quantity)
        continue
      }
      const written = isBare ? text.trim() + unit : text.slice(quantity.start, quantity.end)
      const own = withNeighbours(sideNamed(name, listed++, quantity), text, lang, quantity)
      const same = to.quantities.findIndex(
        (known) => known.source === source && isSameQuantity(known.quantity, quantity),
      )
      const known = to.quantities[same]
      // The same value read in the other language: its words are names of it as well.
      if (known !== undefined) to.quantities[same] = { ...known, name: joined(known.name, own) }
      else to.quantities.push({ source, name: own, quantity, written })
    }
  }
}

/** 'Pro 100 g' is no measure of the thing. */
const PER = /(?:^|[^\p{L}])(?:pro|per|je)\s+$/iu

const joined = (a: Name, b: Name): Name => ({
  subjects: new Set([...a.subjects, ...b.subjects]),
  stems: new Set([...a.stems, ...b.stems]),
  parts: new Set([...a.parts, ...b.parts]),
})

/** 'Maße (B x H x T)' says which of its numbers is the width. */
function sideNamed({ written, name }: AttributeName, nth: number, { isListed }: Quantity): Name {
  const letters = isListed
    ? /(?<!\p{L})([BWLHTD])\s*[x×*/]\s*([BWLHTD])(?:\s*[x×*/]\s*([BWLHTD]))?(?!\p{L})/u.exec(written)
    : null
  const side = SIDE_LETTERS[letters?.[nth + 1] ?? '']
  return side === undefined ? name : { ...name, subjects: new Set([side]) }
}

const isSameQuantity = (a: Quantity, b: Quantity): boolean =>
  a.low.join() === b.low.join() && a.high.join() === b.high.join() && a.unit === b.unit

/** A value may name what its number is about itself: 'Bluetooth 5.3', '2 Taschen', '80 % Wolle'. */
function withNeighbours(name: Name, text: string, lang: Lang, quantity: Quantity): Name {
  const read = readText(text, lang)
  if (read.tokens.length < 2) return name
  const stems = new Set(name.stems)
  const subjects = new Set(name.subjects)
  const around = surroundingsOf(read, [quantity])
  for (const near of neighboursOf(around, 0)) {
    if (near.distance > 2) break
    if (quantity.unit === null) for (const stem of countedStems(near.token)) stems.add(stem)
    if (near.subject !== '') subjects.add(near.subject)
  }
  for (const id of materialsBeside(read, quantity)) subjects.add(id)
  return { ...name, subjects, stems }
}

/** What a value counts, in both languages: '10 Beutel', 'ten bags'. */
const countedStems = ({ text, stem }: Token): readonly string[] => [stem, ...relatedStems(text).same]

interface Wording {
  readonly source: Source
  readonly name: AttributeName
  /** The part of the thing the attribute is about; empty: the whole. */
  readonly part: string
  readonly written: Words
}

function addValueWords(to: Draft, text: ReadText, { source, name, part, written }: Wording): void {
  addWords(to, text, {
    source,
    part,
    written: (claim) => pieceOf(text, claim, written),
    ...(SENSES.test(name.words) ? { without: new Set(['material', 'colour'] as const) } : {}),
  })
  // 'fit: slim' is 'slim fit'.
  const turned = text.tokens.length > 3 ? '' : `${text.plain.trim()} ${name.words}`
  for (const lang of LANGS) {
    for (const claim of readFeatures(readText(turned, lang))) to.features.push({ source, claim })
    for (const claim of featuresOfName(name, lang)) to.features.push({ source, claim })
  }
  for (const lang of LANGS) for (const { stem } of readDenials(readText(name.words, lang))) to.excepted.add(stem)
  for (const stem of name.name.stems) if (!to.excepted.has(stem)) to.present.set(stem, source)
  for (const stem of nounsOf(text, [...readDenials(text), ...freeOf(text)]))
    if (!to.present.has(stem)) to.present.set(stem, source)
  if (!/liefer|versand|deliver|ship/i.test(name.words)) {
    const isOrigin =
      /origin|country|land|anbau/i.test(name.words) || LANGS.some((lang) => ORIGIN_WORDS[lang].test(name.words))
    const country = isOrigin || text.tokens.length <= 2 ? countryIn(text.plain.trim(), text, isOrigin) : null
    if (country !== null) to.origins.set(country, source)
    if (isOrigin && !to.places.includes(source)) to.places.push(source)
  }
}

/** 'BPA-frei': what there is none of. */
const freeOf = ({ plain }: ReadText): readonly { start: number; end: number }[] =>
  [...plain.matchAll(/\p{L}+(?=-(?:frei|free)(?!\p{L}))/gu)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }))

/** The words of a value that say it: the whole where it is short, else the word itself. */
function pieceOf(
  text: ReadText,
  { start, end }: { readonly start: number; readonly end: number },
  written: Words,
): Words {
  const whole = text.plain.trim()
  if (whole.length <= 40 && !/[,;/%]/.test(whole)) return written
  const piece = text.plain.slice(start, end)
  return { de: piece, en: piece }
}

/** The values of each option. */
function optionsOf(variants: ProductFacts['variants']): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const { options } of variants)
    for (const [option, value] of Object.entries(options))
      found.set(option, (found.get(option) ?? new Set()).add(value))
  return found
}

/** Adds what the variants say: options, sizes, prices. */
export function addVariants(to: Draft, { variants, currency }: ProductFacts): void {
  for (const [option, values] of optionsOf(variants)) {
    const source: Source = { kind: 'variant', name: option }
    const joined = [...values].join(', ')
    const stems = listOf([...values])
    if (stems !== null) to.lists.push({ source, stems, written: { de: joined, en: joined } })
  }
  for (const { options, priceCents, compareAtCents, lowestBeforeCents } of variants) {
    for (const [option, value] of Object.entries(options)) {
      const source: Source = { kind: 'variant', name: option }
      const written: Words = { de: value, en: value }
      if (isSizeName(option)) for (const size of sizesOf(value)) to.sizes.add(size)
      for (const lang of LANGS) {
        const text = readText(value, lang)
        for (const { stem } of text.tokens) to.allStems.add(stem)
        addWords(to, text, {
          source,
          part: partOfName(option),
          written: () => written,
          ...(/farb|colou?r/i.test(option) ? { without: new Set(['material'] as const) } : {}),
        })
      }
      for (const quantity of quantitiesIn(value, null))
        if (quantity.unit !== null || !isSizeName(option))
          to.quantities.push({ source, name: readAttributeName(option).name, quantity, written: value })
    }
    for (const cents of [priceCents, compareAtCents, lowestBeforeCents])
      if (cents !== null) to.quantities.push(priceOf(cents, currency))
  }
}

const PRICE: Name = { subjects: new Set(['price']), stems: new Set(), parts: new Set() }

function priceOf(cents: number, currency: string): KnownQuantity {
  const unit = UNITS.find((candidate) => candidate.currency === currency && candidate.factor === 100) ?? null
  const quantity = {
    start: 0,
    end: 0,
    low: [cents],
    high: [cents],
    half: 0,
    unit,
    bound: 'exact',
    counted: '',
    isListed: false,
    isOne: false,
  } as const
  return { source: { kind: 'variant', name: '' }, name: PRICE, quantity, written: '' }
}
