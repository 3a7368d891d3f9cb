/** A text taken apart into what it claims about a product: the reader of texts, descriptions and attributes alike. */
import { LANGS, type Lang } from '../../../core/lang.ts'
import { countryKey } from '../../../language/grammar/country.ts'
import { findNoun, singularOf } from '../../../language/grammar/noun.ts'
import { stemOf } from '../text/stem.ts'
import { type ReadText, readText, type Token } from '../text/tokens.ts'
import { isAside, isOtherThing, isPlaced, madeThing, otherNoun } from './asides.ts'
import { CHOICE_CONTEXT } from './choices.data.ts'
import { COLOUR_ENDINGS, COLOURS, type Colour } from './colours.data.ts'
import { FEATURES, type Feature } from './features.data.ts'
import { buildLexicon, findTerms, type Hit } from './lexicon.ts'
import { MATERIAL_FIRSTS, MATERIALS, type Material, NOT_MADE_OF, PARTS } from './materials.data.ts'
import { negationOf } from './negation.ts'
import { DEMONYMS, MADE_THERE, ORIGIN_WORDS } from './origin.data.ts'

export interface Place {
  readonly start: number
  readonly end: number
}

export interface MaterialClaim extends Place {
  readonly kind: 'material'
  readonly id: string
  /** The part that is made of it; empty: the thing. */
  readonly part: string
  /** Stems of the nouns around it, the nearest first. */
  readonly near: readonly string[]
  /** Stem of the noun that is said to be made of it ('Pullover' of 'Wollpullover'); empty: none is named. */
  readonly thing: string
  readonly isDenied: boolean
}

export interface ColourClaim extends Place {
  readonly kind: 'colour'
  /** Of a table, or the folded name of a shade that is in none ('pfaublau'). */
  readonly id: string
  /** The colour it is a shade of; itself where it is none. */
  readonly base: string
  readonly part: string
  /** Stem of a noun elsewhere that has the colour ('auf der roten Couch'); empty: none. */
  readonly other: string
  readonly isDenied: boolean
}

interface Denial extends Place {
  readonly words: string
  readonly isWithout: boolean
}

export interface FeatureClaim extends Place {
  readonly kind: 'feature'
  readonly id: string
  readonly isDenied: boolean
  /** Place of the word that denies it, and the words from it on; null: none. */
  readonly denial: Denial | null
}

export interface OriginClaim extends Place {
  readonly kind: 'origin'
  /** ISO 3166-1 alpha-2 code; empty: a place that is no country. */
  readonly country: string
  /** Stem of the name of such a place; else empty. */
  readonly place: string
  /** Stem of the noun that is said to come from there; empty: none is named. */
  readonly of: string
}

/** Shortest feature that is looked for at the end of a compound: 'Frontreißverschluss'. */
const LONG_FEATURE = 7
const materials = buildLexicon(MATERIALS, { last: 4, firsts: MATERIAL_FIRSTS, endings: ['', 's', 'es', 'n'] })
const materialsById: ReadonlyMap<string, Material> = new Map(MATERIALS.map((entry) => [entry.id, entry]))
const colours = buildLexicon(COLOURS, { last: 0 })
const coloursById: ReadonlyMap<string, Colour> = new Map(COLOURS.map((entry) => [entry.id, entry]))
const features = buildLexicon(FEATURES, { last: LONG_FEATURE })
const featuresById: ReadonlyMap<string, Feature> = new Map(FEATURES.map((entry) => [entry.id, entry]))
const parts = buildLexicon(PARTS, { last: 4 })
/** In names a part comes first as well: 'Gestellfarbe'. */
const partNames = buildLexicon(PARTS, { last: 4, firsts: Object.fromEntries(PARTS.map(({ id, de }) => [id, de])) })
const countries = buildLexicon(DEMONYMS, { last: 0 })

export const materialOf = (id: string): Material | undefined => materialsById.get(id)
export const colourOf = (id: string): Colour | undefined => coloursById.get(id)
export const featureOf = (id: string): Feature | undefined => featuresById.get(id)

/** A material and all it is a kind of, itself first. */
export function materialLine(id: string): readonly string[] {
  const of = materialsById.get(id)?.of
  return of === undefined ? [id] : [id, ...materialLine(of)]
}

/** The words for parts in a text, by the place of each of their tokens. */
function partsIn(text: ReadText): ReadonlyMap<number, Hit> {
  const found = new Map<number, Hit>()
  for (const hit of findTerms(text, parts)) for (let at = hit.from; at < hit.to; at++) found.set(at, hit)
  return found
}

const materialsRead = new WeakMap<ReadText, readonly MaterialClaim[]>()

/** The materials a text speaks of; 'Lederpflege' and a colour such as 'slate grey' are none. */
export function readMaterials(text: ReadText): readonly MaterialClaim[] {
  const known = materialsRead.get(text)
  if (known !== undefined) return known
  const named = partsIn(text)
  const hits = findTerms(text, materials)
  const others = new Set(hits.map(({ from }) => from))
  const read = hits
    .filter(
      (hit) =>
        !NOT_MADE_OF.test(hit.rest) &&
        (!isPlaced(text, hit) || named.has(hit.to)) &&
        !isColourWord(text, hit) &&
        !isAside(text, hit) &&
        !isOtherThing(text, hit),
    )
    .map(
      (hit): MaterialClaim => ({
        kind: 'material',
        id: hit.id,
        start: hit.start,
        end: hit.end,
        part: partOf(text, hit, named, others),
        near: nearNouns(text, hit, others),
        thing: madeThing(text, hit),
        isDenied: negationOf(text, hit) !== null,
      }),
    )
  materialsRead.set(text, read)
  return read
}

/** So many words from a material a part may stand. */
const PART_REACH = 6

/** The part of a thing a word belongs to: 'Futter aus Fleece', 'Fleecefutter', 'lined with fleece'; empty: the thing as a whole. */
function partOf(text: ReadText, hit: Hit, named: ReadonlyMap<number, Hit>, others: ReadonlySet<number>): string {
  const own = named.get(hit.from)?.id ?? (hit.rest === '' ? undefined : partNamed(hit.rest))
  if (own !== undefined) return own
  for (const at of placesAround(text, hit, others)) {
    const part = named.get(at)
    if (part !== undefined) return part.id
  }
  return ''
}

/** Stems of the nouns around a material, the nearest first: what an attribute may be named after. */
function nearNouns(text: ReadText, hit: Hit, others: ReadonlySet<number>): readonly string[] {
  return placesAround(text, hit, others).flatMap((at) => {
    const token = text.tokens[at]
    return token?.isCapital === true || text.langs[token?.sentence ?? 0] === 'en' ? [token?.stem ?? ''] : []
  })
}

/** The places around a hit within its clause, the nearest first, on each side as far as the next of its kind. */
function placesAround({ tokens }: ReadText, { from, to }: Hit, others: ReadonlySet<number>): readonly number[] {
  const clause = tokens[from]?.clause
  const found: number[] = []
  const isOpen = { before: true, behind: true }
  for (let step = 1; step <= PART_REACH; step++)
    for (const side of ['before', 'behind'] as const) {
      const at = side === 'before' ? from - step : to - 1 + step
      if (tokens[at]?.clause !== clause || others.has(at)) isOpen[side] = false
      if (isOpen[side]) found.push(at)
    }
  return found
}

/** The part an attribute's name is about ('Futter', 'lining material'); empty: the thing as a whole. */
export function partOfName(words: string): string {
  const name = words.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1))
  for (const lang of LANGS) {
    const [hit] = findTerms(readText(name, lang), partNames)
    if (hit !== undefined) return hit.id
  }
  return ''
}

const partNamed = (folded: string): string | undefined => parts.lasts.get(folded)

function isColourWord({ tokens, plain }: ReadText, { from, to }: Hit): boolean {
  const [first, next] = [tokens[from], tokens[to]]
  // 'slate grey', 'stahl-blau': the colour of it.
  const joined = next !== undefined && plain.slice(tokens[to - 1]?.end ?? 0, next.start).length === 1
  return first !== undefined && joined && colours.phrases.en.has(next.stem) && !first.isCapital && from + 1 === to
}

const COLOUR_CONTEXT =
  /(?:\bfarb\w*|\bcolou?rs?|\bcolou?red|\btöne?n?|\bi[nm](?:\s+\p{Ll}+e[nrsm])?|\bshades?|\berhältlich in|,|\bund|\band|\boder|\bor)\s*:?\s*$/iu
/** No colours, though they end like one. */
const NO_COLOUR = /(?:brot|schrot|karot|tarot)$/

/** The colours a text speaks of. */
export function readColours(text: ReadText): readonly ColourClaim[] {
  const named = partsIn(text)
  const found: ColourClaim[] = []
  const taken = new Set<number>()
  for (const hit of findTerms(text, colours)) {
    const colour = coloursById.get(hit.id)
    const before = text.plain.slice(Math.max(0, hit.start - 16), hit.start)
    if (colour?.isThing === true && before.trim() !== '' && !COLOUR_CONTEXT.test(before)) continue
    if (isAside(text, hit) || isAlone(text, hit)) continue
    for (let at = hit.from; at < hit.to; at++) taken.add(at)
    found.push(colourClaim(text, hit, { id: hit.id, base: colour?.of ?? hit.id }, named))
  }
  for (const [at, token] of text.tokens.entries()) {
    const shade = taken.has(at) ? null : shadeOf(text, token)
    if (shade === null) continue
    const hit = {
      id: shade.id,
      also: [],
      from: at,
      to: at + 1,
      start: token.start,
      end: token.end,
      qualifier: '',
      rest: '',
    }
    if (!isAside(text, hit)) found.push(colourClaim(text, hit, shade, named))
  }
  return found.sort((a, b) => a.start - b.start)
}

/** What is said beside a colour that stands for itself: 'ist rot', 'in Rot', 'Farbe: Rot', 'rot oder blau'. */
const SAID_OF =
  /(?:ist|sind|is|are|leuchtet|leuchten|wirkt|comes?|gibt es|farbe|farben|colou?rs?|shades?|:|[-–•/])\s*$/iu
const FEW_WORDS = 2

/** Whether a colour stands alone and nothing says that something has it: 'draußen grau', 'das Grau vergessen'. */
function isAlone({ plain, tokens, langs }: ReadText, { from, to, start, end }: Hit): boolean {
  const sentence = tokens[from]?.sentence ?? 0
  const next = tokens[to]
  const isBeforeNoun =
    next !== undefined &&
    next.clause === tokens[to - 1]?.clause &&
    /^[ -]$/.test(plain.slice(end, next.start)) &&
    (langs[sentence] === 'en' ? !/^(?:is|are|and|or|outside|inside|you|we|it|that)$/i.test(next.text) : next.isCapital)
  // Values and headings are no sentences.
  if (isBeforeNoun || tokens.length <= FEW_WORDS || !/[.!?]\s*$/.test(plain)) return false
  const before = plain.slice(Math.max(0, start - 16), start)
  const isFirst = from === 0 || tokens[from - 1]?.sentence !== sentence
  const isListed = /^\s*(?:,|und|oder|and|or)\s/i.test(plain.slice(end, end + 6))
  return !(COLOUR_CONTEXT.test(before) || SAID_OF.test(before) || (isFirst && isListed))
}

function colourClaim(
  text: ReadText,
  hit: Hit,
  { id, base }: { readonly id: string; readonly base: string },
  named: ReadonlyMap<number, Hit>,
): ColourClaim {
  const token = text.tokens[hit.from]
  // An adjective belongs to the noun behind it: 'weiße Nähte'.
  const part = [hit.to, hit.to + 1]
    .map((at) => (text.tokens[at]?.clause === token?.clause ? named.get(at) : undefined))
    .find(Boolean)
  return {
    kind: 'colour',
    id,
    base,
    start: hit.start,
    end: hit.end,
    part: part?.id ?? '',
    other: part === undefined ? otherNoun(text, hit) : '',
    isDenied: negationOf(text, hit) !== null,
  }
}

function shadeOf({ langs }: ReadText, token: Token): { id: string; base: string } | null {
  if (langs[token.sentence] === 'en' || token.text.length < 6 || token.text.length > 40) return null
  const { folded } = token
  const bare = folded.replace(/e[nrsm]?$/, '')
  for (const [ending, base] of COLOUR_ENDINGS) {
    const word = folded.endsWith(ending) ? folded : bare
    if (word.endsWith(ending) && word.length > ending.length + 1 && !NO_COLOUR.test(word)) return { id: word, base }
  }
  return null
}

/** What is said to be without something is denied by 'nicht' alone: 'ohne Beschichtung und frei von PFAS'. */
function denialOf(text: ReadText, hit: Hit): Token | null {
  const denial = negationOf(text, hit)
  const isFree = /^(?:ohne|frei|free|without|not)|frei|free/i.test(text.plain.slice(hit.start, hit.end))
  return isFree && denial !== null && !/^(?:nicht|not|isn|aren)/i.test(denial.text) ? null : denial
}

/** So far around a word its context is looked for, characters. */
const CONTEXT = 120

function isInContext({ plain, tokens }: ReadText, { id, start, end }: Hit): boolean {
  const context = CHOICE_CONTEXT[featuresById.get(id)?.group ?? '']
  if (context === undefined || tokens.length <= SHORT_TEXT) return true
  return context.test(plain.slice(Math.max(0, start - CONTEXT), end + CONTEXT))
}

/** So many words are a value or a point of a list, which says nothing in passing. */
const SHORT_TEXT = 3

/** What a text says the product has or is, and what it denies. */
export function readFeatures(text: ReadText): readonly FeatureClaim[] {
  // 'Rund 60 Stunden' is about, not round.
  const isAbout = ({ id, end }: Hit) => id === 'round' && /^\s*\d/.test(text.plain.slice(end, end + 3))
  return findTerms(text, features)
    .filter((hit) => !isAbout(hit))
    .flatMap((hit) => [hit, ...hit.also.map((id) => ({ ...hit, id }))])
    .filter((hit) => isInContext(text, hit) && !isAside(text, hit))
    .map((hit) => {
      const denial = hit.qualifier === 'un' ? hit : denialOf(text, hit)
      return {
        kind: 'feature',
        id: hit.id,
        start: hit.start,
        end: hit.end,
        isDenied: denial !== null,
        denial: denial === null ? null : denialWords(text, hit, denial),
      }
    })
}

function denialWords({ plain }: ReadText, hit: Place, { start, end }: Place): Denial {
  const words = plain.slice(Math.min(start, hit.start), Math.max(end, hit.end))
  return { start, end, words, isWithout: /^(?:ohne|without)/i.test(words) }
}

/** 'Wolle aus Neuseeland', 'a wine from Portugal'. */
const FROM: Readonly<Record<Lang, RegExp>> = { de: /(?:^|\s)aus (?:der |dem |den )?$/i, en: /(?:^|\s)from (?:the )?$/i }

/** 'In Japan geschmiedet', 'forged in Japan': whatever was done there. */
const MADE_IN: Readonly<Record<Lang, RegExp>> = {
  de: /^\s+(?:von Hand\s+)?(?:ge\p{L}+(?:t|en)|\p{L}+iert|ver\p{L}+t)(?!\p{L})/iu,
  en: /\p{L}(?:ed|ade|wn|ven|ilt|un)\s+(?:by hand\s+)?in\s+(?:the\s+)?$/iu,
}
/** The name of a place stands behind one of these. */
const BEHIND_WORD = /^(?:in|im|aus|von|vom|der|dem|den|from|the)$/i
/** 'Kommt von der Nahe', 'comes from Tuscany'. */
const COMES_FROM = /(?:kommt|kommen|stammt|stammen|comes?)\s+(?:von|vom|aus|from)\s+(?:(?:der|dem|den|the)\s+)?$/iu
/** 'Aus Brandenburg', 'from Tuscany' at the beginning of a sentence. */
const FIRST_FROM = /^\s*(?:aus|from)\s+(?:(?:der|dem|den|the)\s+)?$/iu
/** 'Handgesiedet im Allgäu'. */
const MADE_BEFORE = /(?:\p{L}*ge\p{L}{3,}(?:t|en)|hergestellt|produziert|made)\s+(?:im|in(?: der| den)?)\s+$/iu
const SOLD =
  /(?:verkauf|geliefert|getestet|genutzt|verwendet|versandt|verschickt|gefragt|geliebt|sold|used|deliver|ship|tested|loved|based|located)/i

/** 'Der Kakao stammt aus', 'Hygge comes from': the noun that does. */
const COMING = /(\p{Lu}\p{L}{2,})\s+(?:kommt|kommen|stammt|stammen|comes?)\s/u

/** Where a text says the product comes from. */
export function readOrigins(text: ReadText): readonly OriginClaim[] {
  const { tokens, plain, langs } = text
  const found: OriginClaim[] = []
  for (const [at, token] of tokens.entries()) {
    if (!token.isCapital || token.text.length < 3 || token.text.length > 30) continue
    const isBehind = BEHIND_WORD.test(tokens[at - 1]?.text ?? '')
    const country = countryAt(text, at)
    if (country === null && !isBehind) continue
    const before = plain.slice(Math.max(0, token.start - 60), token.start)
    const lang: Lang = langs[token.sentence] ?? 'de'
    const sentence = before.slice(before.search(/[^.!?]*$/))
    const behind = /^[^.!?,;]*/.exec(plain.slice(token.end, token.end + 40))?.[0] ?? ''
    const isMade =
      MADE_IN[lang].test(lang === 'de' ? behind : sentence) || (lang === 'de' && MADE_BEFORE.test(sentence))
    const isMadeThere = isMade && !SOLD.test(`${sentence} ${behind}`)
    if (!isMadeThere && !FROM[lang].test(sentence) && !ORIGIN_WORDS[lang].test(`${sentence} ${behind}`)) continue
    const subject = COMING.exec(sentence)?.[1] ?? ''
    const isLast = tokens[at + 1]?.clause !== token.clause
    const isFrom = COMES_FROM.test(sentence) || (isLast && FIRST_FROM.test(sentence))
    const place = country === null && (isMadeThere || isFrom) ? placeAt(text, at) : null
    if (place !== null) found.push(place)
    if (country !== null)
      found.push({ kind: 'origin', ...country, place: '', of: subject === '' ? '' : stemOf(subject) })
  }
  for (const hit of findTerms(text, countries)) {
    const next = tokens[hit.to]
    if (next !== undefined && MADE_THERE.test(next.folded))
      found.push({ kind: 'origin', country: hit.id, place: '', of: '', start: hit.start, end: hit.end })
  }
  return found.sort((a, b) => a.start - b.start)
}

function placeAt({ tokens, langs }: ReadText, at: number): OriginClaim | null {
  const token = tokens[at]
  if (token === undefined || /^\d/.test(token.text)) return null
  // 'In der Manufaktur gefertigt' names no place.
  const isNamed = langs[token.sentence] === 'en' || (findNoun(token.text) === null && singularOf(token.text) === null)
  const next = tokens[at + 1]
  const last =
    next?.isCapital === true && next.sentence === token.sentence && langs[token.sentence] === 'en' ? next : token
  return isNamed ? { kind: 'origin', country: '', place: last.stem, of: '', start: token.start, end: last.end } : null
}

function countryAt({ tokens, plain }: ReadText, at: number): { country: string; start: number; end: number } | null {
  const token = tokens[at]
  // 'Neuseeland', 'New Zealand', 'the Czech Republic': up to two words.
  for (const to of [at + 2, at + 1]) {
    const last = tokens[to - 1]
    if (token === undefined || last === undefined || last.sentence !== token.sentence) continue
    const name = plain.slice(token.start, last.end)
    const key = countryKey(name)
    if (name.length > 2 && /^[A-Z]{2}$/.test(key)) return { country: key, start: token.start, end: last.end }
  }
  return null
}

/** The country an attribute's value names: 'Portugal', 'PT', 'Made in Portugal', 'portugiesisch'; null: none. */
export function countryIn(value: string, text: ReadText, mayBePart: boolean): string | null {
  const whole = countryKey(value)
  // Two letters are a size or a unit as easily as a country.
  if (/^[A-Z]{2}$/.test(whole) && (mayBePart || value.length > 3)) return whole
  if (!mayBePart) return null
  for (const at of text.tokens.keys()) {
    const found = countryAt(text, at)
    if (found !== null) return found.country
  }
  return findTerms(text, countries)[0]?.id ?? null
}
