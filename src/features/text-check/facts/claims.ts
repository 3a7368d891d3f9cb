/** A text taken apart into what it claims about a product: the reader of texts, descriptions and attributes alike. */
import { LANGS, type Lang } from '../../../core/lang.ts'
import { countryKey } from '../../../language/grammar/country.ts'
import { type ReadText, readText, type Token } from '../text/tokens.ts'
import { isAside, isOtherThing, otherNoun } from './asides.ts'
import { CHOICE_CONTEXT } from './choices.data.ts'
import { COLOUR_ENDINGS, COLOURS, type Colour } from './colours.data.ts'
import { FEATURES, type Feature } from './features.data.ts'
import { buildLexicon, findTerms, type Hit } from './lexicon.ts'
import { MATERIAL_FIRSTS, MATERIALS, type Material, NOT_MADE_OF, PARTS } from './materials.data.ts'
import { negationOf } from './negation.ts'
import { DEMONYMS, MADE_THERE, ORIGIN_WORDS } from './origin.data.ts'

interface Place {
  readonly start: number
  readonly end: number
}

export interface MaterialClaim extends Place {
  readonly kind: 'material'
  readonly id: string
  /** The part that is made of it; empty: the thing. */
  readonly part: string
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

export interface FeatureClaim extends Place {
  readonly kind: 'feature'
  readonly id: string
  readonly isDenied: boolean
  /** Place of the word that denies it; null: none. */
  readonly denial: Place | null
}

export interface OriginClaim extends Place {
  readonly kind: 'origin'
  /** ISO 3166-1 alpha-2 code. */
  readonly country: string
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
const countries = buildLexicon(
  Object.entries(DEMONYMS).map(([id, { de, en }]) => ({ id, de, en })),
  { last: 0 },
)

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
  const read = findTerms(text, materials)
    .filter(
      (hit) =>
        !NOT_MADE_OF.test(hit.rest) && !isColourWord(text, hit) && !isAside(text, hit) && !isOtherThing(text, hit),
    )
    .map(
      (hit): MaterialClaim => ({
        kind: 'material',
        id: hit.id,
        start: hit.start,
        end: hit.end,
        part: partOf(text, hit, named),
        isDenied: negationOf(text, hit) !== null,
      }),
    )
  materialsRead.set(text, read)
  return read
}

/** So many words from a material a part may stand. */
const PART_REACH = 6

/** The part of a thing a word belongs to: 'Futter aus Fleece', 'Fleecefutter', 'lined with fleece'; empty: the thing as a whole. */
function partOf({ tokens }: ReadText, hit: Hit, named: ReadonlyMap<number, Hit>): string {
  const clause = tokens[hit.from]?.clause
  const own = named.get(hit.from)?.id ?? (hit.rest === '' ? undefined : partNamed(hit.rest))
  if (own !== undefined) return own
  for (let step = 1; step <= PART_REACH; step++) {
    const [before, behind] = [hit.from - step, hit.to - 1 + step]
    for (const at of [before, behind]) {
      const part = named.get(at)
      if (part !== undefined && tokens[at]?.clause === clause) return part.id
    }
  }
  return ''
}

/** The part an attribute's name is about ('Futter', 'lining material'); empty: the thing as a whole. */
export function partOfName(words: string): string {
  const name = words.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1))
  for (const lang of LANGS) {
    const [hit] = findTerms(readText(name, lang), parts)
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
  /(?:\bfarb\w*|\bcolou?rs?|\bcolou?red|\btöne?n?|\bin|\bshades?|\berhältlich in|,|\bund|\band|\boder|\bor)\s*:?\s*$/iu
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
    if (isAside(text, hit)) continue
    for (let at = hit.from; at < hit.to; at++) taken.add(at)
    found.push(colourClaim(text, hit, { id: hit.id, base: colour?.of ?? hit.id }, named))
  }
  for (const [at, token] of text.tokens.entries()) {
    const shade = taken.has(at) ? null : shadeOf(text, token)
    if (shade === null) continue
    const hit = { id: shade.id, also: [], from: at, to: at + 1, start: token.start, end: token.end, qualifier: '', rest: '' }
    if (!isAside(text, hit)) found.push(colourClaim(text, hit, shade, named))
  }
  return found.sort((a, b) => a.start - b.start)
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
        denial: denial === null ? null : { start: denial.start, end: denial.end },
      }
    })
}

/** 'Wolle aus Neuseeland', 'a wine from Portugal'. */
const FROM: Readonly<Record<Lang, RegExp>> = { de: /(?:^|\s)aus (?:der |dem |den )?$/i, en: /(?:^|\s)from (?:the )?$/i }

/** 'In Japan geschmiedet', 'forged in Japan': whatever was done there. */
const MADE_IN: Readonly<Record<Lang, RegExp>> = {
  de: /^\s+(?:von Hand\s+)?(?:ge\p{L}+(?:t|en)|\p{L}+iert|ver\p{L}+t)(?!\p{L})/iu,
  en: /\p{L}(?:ed|wn|ven|ilt|un)\s+(?:by hand\s+)?in\s+(?:the\s+)?$/iu,
}
const SOLD =
  /(?:verkauf|geliefert|getestet|genutzt|verwendet|versandt|verschickt|gefragt|geliebt|sold|used|deliver|ship|tested|loved|based|located)/i

/** Where a text says the product comes from. */
export function readOrigins(text: ReadText): readonly OriginClaim[] {
  const { tokens, plain, langs } = text
  const found: OriginClaim[] = []
  for (const [at, token] of tokens.entries()) {
    if (!token.isCapital || token.text.length < 3 || token.text.length > 30) continue
    const before = plain.slice(Math.max(0, token.start - 60), token.start)
    const lang: Lang = langs[token.sentence] ?? 'de'
    const sentence = before.slice(before.search(/[^.!?]*$/))
    const behind = /^[^.!?,;]*/.exec(plain.slice(token.end, token.end + 40))?.[0] ?? ''
    const isMadeThere = MADE_IN[lang].test(lang === 'de' ? behind : sentence) && !SOLD.test(`${sentence} ${behind}`)
    if (!isMadeThere && !FROM[lang].test(sentence) && !ORIGIN_WORDS[lang].test(`${sentence} ${behind}`)) continue
    const country = countryAt(text, at)
    if (country !== null) found.push({ kind: 'origin', ...country })
  }
  for (const hit of findTerms(text, countries)) {
    const next = tokens[hit.to]
    if (next !== undefined && MADE_THERE.test(next.stem))
      found.push({ kind: 'origin', country: hit.id, start: hit.start, end: hit.end })
  }
  return found.sort((a, b) => a.start - b.start)
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
