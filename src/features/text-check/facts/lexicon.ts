/** Finds the words of a table in a text, whatever their ending; the longest first. */
import type { Lang } from '../../../core/lang.ts'
import { foldLetters, stemOf } from '../text/stem.ts'
import type { ReadText } from '../text/tokens.ts'

export interface Entry {
  readonly id: string
  /** Words and phrases. German nouns have their capital: 'Wolle' is not 'wollen'. */
  readonly de: readonly string[]
  readonly en: readonly string[]
}

export interface Hit {
  readonly id: string
  /** Further entries that have the same words: 'takes' holds litres and lasts minutes. */
  readonly also: readonly string[]
  /** First token, and the one after the last. */
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  /** What stands before it in a compound: 'Brust' of 'Brusttasche', folded; else empty. */
  readonly qualifier: string
  /** What stands behind it in a compound: 'schuhe' of 'Lederschuhe'; else empty. */
  readonly rest: string
}

interface Phrase {
  readonly id: string
  /** The first word, without capitals and umlauts. */
  readonly first: string
  /** All capitals ('GOTS'): no other form of it is meant. */
  readonly isAcronym: boolean
  readonly stems: readonly string[]
  readonly isNoun: boolean
}

export interface Lexicon {
  readonly phrases: Readonly<Record<Lang, ReadonlyMap<string, readonly Phrase[]>>>
  /** Single nouns that may be the last part of a German compound, by folded word, and those that may be the first. */
  readonly lasts: ReadonlyMap<string, string>
  readonly firsts: ReadonlyMap<string, string>
  /** How words that are no phrase were taken apart already. */
  readonly seen: Map<string, CompoundParts | null>
}

export interface CompoundRules {
  /** Shortest noun that is looked for as the last part of a compound; 0: none is. */
  readonly last: number
  /** First parts of compounds ('Baumwoll', 'Leder') by id. */
  readonly firsts?: Readonly<Record<string, readonly string[]>>
  /** Endings the last part may have. */
  readonly endings?: readonly string[]
}

/** A table ready for looking up; made once. */
export function buildLexicon(entries: readonly Entry[], rules: CompoundRules): Lexicon {
  const phrases = { de: new Map<string, Phrase[]>(), en: new Map<string, Phrase[]>() }
  const lasts = new Map<string, string>()
  const firsts = new Map<string, string>()
  for (const entry of entries) {
    for (const lang of ['de', 'en'] as const) {
      for (const term of entry[lang]) add(phrases[lang], entry.id, term, lang)
    }
    for (const term of rules.last === 0 ? [] : entry.de) {
      const isLast = term.length >= rules.last && !/[\s-]/.test(term)
      if (isLast) for (const ending of rules.endings ?? ENDINGS) lasts.set(foldLetters(term) + ending, entry.id)
    }
  }
  for (const [id, parts] of Object.entries(rules.firsts ?? {}))
    for (const part of parts) firsts.set(foldLetters(part), id)
  return { phrases, lasts, firsts, seen: new Map() }
}

function add(to: Map<string, Phrase[]>, id: string, term: string, lang: Lang): void {
  const words = term.split(/[\s-]+/)
  const [first = ''] = words
  const stems = words.map(stemOf)
  const key = stems[0] ?? ''
  const isNoun = lang === 'de' && first !== first.toLowerCase()
  const known = to.get(key) ?? []
  to.set(
    key,
    [...known, { id, stems, isNoun, first: foldLetters(first), isAcronym: /^\p{Lu}{2,}$/u.test(first) }].sort(
      (a, b) => b.stems.length - a.stems.length,
    ),
  )
}

const ENDINGS = ['', 'e', 'en', 'n', 's', 'es', 'er', 'ern', 'em']

/** No word of a language is longer. */
const LONGEST = 60

/** The hits of a lexicon in a text, in order, none within another. Linear in the text's length. */
export function findTerms(text: ReadText, lexicon: Lexicon): readonly Hit[] {
  const hits: Hit[] = []
  for (let at = 0; at < text.tokens.length; ) {
    const hit = phraseAt(text, lexicon, at) ?? compoundAt(text, lexicon, at)
    if (hit !== null) hits.push(hit)
    at = hit?.to ?? at + 1
  }
  return hits
}

function phraseAt({ tokens, langs }: ReadText, lexicon: Lexicon, at: number): Hit | null {
  const first = tokens[at]
  if (first === undefined) return null
  const lang = langs[first.sentence] ?? 'de'
  const fits = ({ stems, isNoun, isAcronym, first: written }: Phrase) =>
    (!isNoun || first.isCapital) &&
    // 'Eis' is no form of 'Eisen', nor 'got' of 'GOTS'.
    (isAcronym
      ? first.folded === written
      : first.folded.length >= written.length - 1 || first.stem.length > SHORT_STEM) &&
    stems.every((stem, i) => tokens[at + i]?.stem === stem && tokens[at + i]?.sentence === first.sentence)
  const candidates = lexicon.phrases[lang].get(first.stem)
  const phrase = candidates?.find(fits)
  const last = phrase === undefined ? undefined : tokens[at + phrase.stems.length - 1]
  if (phrase === undefined || last === undefined) return null
  return {
    id: phrase.id,
    also: (candidates?.length ?? 0) < 2 ? NONE : otherIds(candidates?.filter(fits) ?? [], phrase),
    from: at,
    to: at + phrase.stems.length,
    start: first.start,
    end: last.end,
    qualifier: '',
    rest: '',
  }
}

/** So short a stem is shared by words that have nothing to do with each other. */
const SHORT_STEM = 3
const NONE: readonly string[] = []
const otherIds = (fitting: readonly Phrase[], { id, stems }: Phrase): readonly string[] =>
  fitting.flatMap((other) => (other.id !== id && other.stems.length === stems.length ? [other.id] : []))

function compoundAt({ tokens, langs }: ReadText, lexicon: Lexicon, at: number): Hit | null {
  const token = tokens[at]
  if (token === undefined || token.text.length > LONGEST) return null
  const { folded } = token
  const place = { also: NONE, from: at, to: at + 1, start: token.start, end: token.end }
  if (langs[token.sentence] === 'en') {
    const denied = folded.startsWith('un')
      ? lexicon.phrases.en.get(token.stem.slice(2))?.find(({ stems }) => stems.length === 1)
      : undefined
    return denied === undefined ? null : { id: denied.id, ...place, qualifier: 'un', rest: '' }
  }
  const key = token.isCapital ? `${folded}!` : folded
  let parts = lexicon.seen.get(key)
  if (parts === undefined) {
    parts = compoundParts(lexicon, folded, token.isCapital)
    if (lexicon.seen.size >= MOST_SEEN) lexicon.seen.clear()
    lexicon.seen.set(key, parts)
  }
  return parts === null ? null : { ...place, ...parts }
}

/** The same words come in every text of a shop; so many are remembered. */
const MOST_SEEN = 10_000

type CompoundParts = Pick<Hit, 'id' | 'qualifier' | 'rest'>

function compoundParts(lexicon: Lexicon, folded: string, isCapital: boolean): CompoundParts | null {
  // The longest last part: the first start that is a word of the table.
  for (let start = 2; start <= folded.length - 3; start++) {
    const id = lexicon.lasts.get(folded.slice(start))
    if (id !== undefined) return { id, qualifier: folded.slice(0, start).replace(/s$/, ''), rest: '' }
  }
  if (!isCapital) return null
  for (let length = Math.min(14, folded.length - 3); length >= 3; length--) {
    const id = lexicon.firsts.get(folded.slice(0, length))
    if (id !== undefined) return { id, qualifier: '', rest: folded.slice(length) }
  }
  return null
}
