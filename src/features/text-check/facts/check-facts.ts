/** Takes a text apart into claims and holds each against what is known of the product. */
import type { Lang, Text } from '../../../core/lang.ts'
import { countryName } from '../../../language/grammar/country.ts'
import type { ProductFacts, TextFinding, Words } from '../schema.ts'
import type { ReadText, Token } from '../text/tokens.ts'
import { colourOf, featureOf, materialOf, readColours, readFeatures, readMaterials, readOrigins } from './claims.ts'
import { codeOf } from './codes.ts'
import { readCompatibility, readMakers } from './compatibility.ts'
import { readDenials } from './denials.ts'
import { judgeQuantity } from './judge-quantity.ts'
import {
  isRegulated,
  judgeColour,
  judgeDenial,
  judgeFeature,
  judgeMaterial,
  judgeOrigin,
  missingSizes,
  wordingIn,
} from './judge-words.ts'
import type { Known } from './known.ts'
import { surplusMembers } from './listed.ts'
import { otherValues } from './named-values.ts'
import { contradictedPresences } from './presence.ts'
import { readQuantities } from './quantities.ts'
import { knownOf } from './read-facts.ts'
import { siblingValues } from './siblings.ts'
import { readSizes } from './sizes.ts'
import { surroundingsOf } from './subjects.ts'
import {
  contradictedBy,
  inflectLike,
  likeCapitals,
  quantityMend,
  quoted,
  UNKNOWN_REASONS,
  writeQuantity,
} from './wording.ts'

/** A claim found false or without ground; the text is read already. */
interface Reading {
  readonly text: ReadText
  /** The text as it was handed in. */
  readonly source: string
  readonly lang: Lang
  readonly known: Known
}

const finding = (
  rule: string,
  level: TextFinding['level'],
  { start, end }: { readonly start: number; readonly end: number },
  reason: Text,
  mend: string | null = null,
): TextFinding => ({ kind: 'fact', rule, level, start, end, reason, mend })

const contradicted = (
  place: { readonly start: number; readonly end: number },
  reason: Text,
  mend: string | null,
): TextFinding => finding('facts.contradicted', 'error', place, reason, mend)
const unknown = (place: { readonly start: number; readonly end: number }, reason: Text): TextFinding =>
  finding('facts.unknown', 'warning', place, reason)
const unproven = (place: { readonly start: number; readonly end: number }): TextFinding =>
  finding('facts.unproven', 'error', place, UNKNOWN_REASONS.regulated)

/**
 * What a text says of a product that its data denies (`facts.contradicted`), that is regulated and not in the data
 * (`facts.unproven`, both errors), or that is not in the data (`facts.unknown`, a warning). In order of place.
 */
export function checkFacts(source: string, text: ReadText, facts: ProductFacts, lang: Lang): readonly TextFinding[] {
  const reading = { text, source, lang, known: knownOf(facts) }
  const words = [
    ...materials(reading),
    ...colours(reading),
    ...features(reading),
    ...origins(reading),
    ...sizes(reading),
  ]
  const found = [...words, ...denials(reading), ...numbers(reading), ...codes(reading), ...others(reading)]
  return withoutRepeats(found)
}

/** One place, one finding: the graver, then the longer one. */
function withoutRepeats(found: readonly TextFinding[]): readonly TextFinding[] {
  const rank = { error: 0, warning: 1, hint: 2 }
  const sorted = [...found].sort((a, b) => a.start - b.start || rank[a.level] - rank[b.level] || b.end - a.end)
  const kept: TextFinding[] = []
  for (const next of sorted) {
    const last = kept.at(-1)
    if (last === undefined || next.start >= last.end) kept.push(next)
    else if (rank[next.level] < rank[last.level]) kept[kept.length - 1] = next
  }
  return kept
}

const langAt = ({ text, lang }: Reading, at: number): Lang => {
  const token = tokenAt(text.tokens, at)
  return token === undefined ? lang : (text.langs[token.sentence] ?? lang)
}

function tokenAt(tokens: readonly Token[], at: number): Token | undefined {
  let [low, high] = [0, tokens.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle]?.end ?? 0) > at) high = middle
    else low = middle + 1
  }
  return tokens[low]
}

function* numbers(reading: Reading): Generator<TextFinding> {
  const { text, lang, known } = reading
  const quantities = readQuantities(text, lang)
  const around = surroundingsOf(text, quantities)
  const sized = readSizes(text.plain)
  let size = 0
  for (const [place, quantity] of quantities.entries()) {
    while ((sized[size]?.end ?? Infinity) <= quantity.start) size++
    if ((sized[size]?.start ?? Infinity) < quantity.end) continue
    const verdict = judgeQuantity(around, place, known)
    if (verdict.state === 'unknown') yield unknown(quantity, UNKNOWN_REASONS.number)
    if (verdict.state !== 'contradicted') continue
    const { fact } = verdict
    const written = { de: writeQuantity(fact, quantity, 'de'), en: writeQuantity(fact, quantity, 'en') }
    const mend = quantityMend(fact, quantity, text.plain, langAt(reading, quantity.start))
    yield contradicted(quantity, contradictedBy(fact.source, written), mend)
  }
}

const textOf = (words: Words): Text => ({ de: wordingIn(words, 'de'), en: wordingIn(words, 'en') })
const nameOf = (
  id: string,
  entry: { readonly de: readonly string[]; readonly en: readonly string[] } | undefined,
): Text => ({
  de: entry?.de[0] ?? id,
  en: entry?.en[0] ?? id,
})

function* materials(reading: Reading): Generator<TextFinding> {
  const shades = readColours(reading.text).filter((claim) => judgeColour(claim, reading.known).state === 'supported')
  for (const claim of readMaterials(reading.text)) {
    // 'In Terrakotta und Sand', 'die Feder': a colour of the product, a part of it that an attribute is about.
    if (shades.some(({ start }) => start === claim.start) || isNamedPart(reading, claim)) continue
    const verdict = judgeMaterial(claim, reading.known)
    if (verdict.state === 'unknown') yield unknown(claim, UNKNOWN_REASONS.word)
    if (verdict.state !== 'contradicted') continue
    const { source, written } = verdict.fact
    const mend = claim.isDenied ? null : nameOf('', materialOf(verdict.fact.claim.id))[langAt(reading, claim.start)]
    yield contradicted(claim, contradictedBy(source, textOf(written)), mend)
  }
}

/** Whether a word is the name of an attribute, and so of a part. */
function isNamedPart(
  { text, known }: Reading,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const token = tokenAt(text.tokens, start)
  if (token === undefined || token.end !== end) return false
  return known.texts.some(
    ({ name, source }) => source.kind === 'attribute' && name.name.stems.has(token.stem) && name.name.stems.size === 1,
  )
}

function* colours(reading: Reading): Generator<TextFinding> {
  for (const claim of readColours(reading.text)) {
    const verdict = judgeColour(claim, reading.known)
    if (verdict.state === 'unknown') yield unknown(claim, UNKNOWN_REASONS.word)
    if (verdict.state !== 'contradicted') continue
    const { source, written } = verdict.fact
    const lang = langAt(reading, claim.start)
    const here = reading.text.plain.slice(claim.start, claim.end)
    const words = colourWords(written, verdict.fact.claim.id)
    yield contradicted(
      claim,
      contradictedBy(source, textOf(written)),
      inflectLike(words, here, colourOf(claim.id)?.de ?? [], lang),
    )
  }
}

/** A colour's own words in both languages, where the data has them in one only. */
function colourWords(written: Words, id: string): Words {
  const entry = colourOf(id)
  if (entry === undefined || written.de !== written.en) return written
  return { de: entry.de[0] ?? '', en: entry.en[0] ?? '' }
}

function* features(reading: Reading): Generator<TextFinding> {
  for (const claim of readFeatures(reading.text)) {
    const verdict = judgeFeature(claim, reading.known)
    if (verdict.state === 'unknown') {
      if (claim.isDenied) continue
      if (isRegulated(claim.id)) yield unproven(claim)
      else if (!reading.known.allStems.has(claim.id)) yield unknown(claim, UNKNOWN_REASONS.word)
    }
    if (verdict.state !== 'contradicted') continue
    const { source, claim: fact } = verdict.fact
    const name = nameOf(fact.id, featureOf(fact.id))
    const written = fact.isDenied ? { de: `nicht ${name.de}`, en: `not ${name.en}` } : name
    const place =
      claim.denial === null
        ? claim
        : { start: Math.min(claim.denial.start, claim.start), end: Math.max(claim.end, claim.denial.end) }
    const lang = langAt(reading, claim.start)
    const here = reading.text.plain.slice(claim.start, claim.end)
    const denied = reading.source.slice(place.start, place.end)
    const opposite = /^(?:ohne|without)/i.test(denied) ? turnedRound(denied) : here
    const mend = fact.id === claim.id ? (claim.isDenied ? opposite : null) : likeCapitals(name[lang], here)
    yield contradicted(place, contradictedBy(source, { de: quoted(written.de).de, en: quoted(written.en).en }), mend)
  }
}

function* origins(reading: Reading): Generator<TextFinding> {
  for (const claim of readOrigins(reading.text)) {
    const verdict = judgeOrigin(claim, reading.known)
    if (verdict.state === 'unknown') yield unproven(claim)
    if (verdict.state !== 'contradicted') continue
    const { country, source } = verdict.fact
    // Where the data has a place that is no country, its attribute says which.
    const name = (lang: Lang) => (country === '' ? source.name : countryName(country, lang))
    const written = { de: name('de'), en: name('en') }
    const mend = country === '' || claim.country === '' ? null : written[langAt(reading, claim.start)]
    yield contradicted(claim, contradictedBy(source, written), mend)
  }
}

function* sizes({ text, known }: Reading): Generator<TextFinding> {
  for (const claim of readSizes(text.plain)) {
    const missing = missingSizes(claim, known)
    if (missing === null) yield unknown(claim, UNKNOWN_REASONS.size)
    if (missing === null || missing.length === 0) continue
    const all = [...known.sizes].join(', ')
    yield contradicted(
      claim,
      {
        de: `Größe ${missing.join(', ')} gibt es nicht; es gibt ${all}.`,
        en: `There is no size ${missing.join(', ')}; there are ${all}.`,
      },
      null,
    )
  }
}

/** 'ohne Kapuze' -> 'mit Kapuze'. */
function turnedRound(denied: string): string {
  return denied.replace(/^(?:ohne|without)/i, (word) => likeCapitals(/^o/i.test(word) ? 'mit' : 'with', word))
}

function* denials({ text, known, source }: Reading): Generator<TextFinding> {
  for (const denial of readDenials(text)) {
    const verdict = judgeDenial(denial, known)
    if (verdict.state !== 'contradicted') continue
    const here = source.slice(denial.start, denial.end)
    const mend = denial.isWithout ? turnedRound(here) : null
    const noun = text.plain.slice(denial.start, denial.end).split(/\s+/).at(-1) ?? ''
    yield contradicted(denial, contradictedBy(verdict.fact.source, quoted(noun)), mend)
  }
  for (const { start, end, presence } of contradictedPresences(text, known)) {
    const { source, isThere } = presence
    const written = isThere ? { de: '„ja“', en: '‘yes’' } : { de: '„nein“', en: '‘no’' }
    yield contradicted({ start, end }, contradictedBy(source, written), null)
  }
}

function* codes({ text, known }: Reading): Generator<TextFinding> {
  for (const token of text.tokens) {
    const code = codeOf(token.text)
    if (code === null || known.ownNames.has(token.stem)) continue
    const numbers = known.codes.get(code[0])
    if (numbers?.has(code[1]) === true) continue
    const [number] = numbers ?? []
    // One letter and a number is more often a name than a grade.
    if (number === undefined && code[0].length === 1) continue
    if (number === undefined) yield unknown(token, UNKNOWN_REASONS.number)
    else {
      const written = code[0] + number
      yield contradicted(token, { de: `In den Daten steht ${written}.`, en: `The data has ${written}.` }, written)
    }
  }
}

function* others(reading: Reading): Generator<TextFinding> {
  for (const { start, end, fact } of [
    ...otherValues(reading.text, reading.known),
    ...siblingValues(reading.text, reading.known),
  ]) {
    const mend = wordingIn(fact.written, langAt(reading, start))
    yield contradicted({ start, end }, contradictedBy(fact.source, textOf(fact.written)), mend)
  }
  for (const { start, end, list } of surplusMembers(reading.text, reading.known))
    yield contradicted({ start, end }, contradictedBy(list.source, textOf(list.written)), null)
  for (const claim of [...readCompatibility(reading.text), ...readMakers(reading.text)]) {
    const missing = claim.names.filter((stem) => !reading.known.allStems.has(stem))
    if (missing.length === 0) continue
    const fact = reading.known.texts.find(({ name }) => claim.told.test(name.words))
    if (fact === undefined) yield unknown(claim, UNKNOWN_REASONS.word)
    else yield contradicted(claim, contradictedBy(fact.source, textOf(fact.written)), null)
  }
}
