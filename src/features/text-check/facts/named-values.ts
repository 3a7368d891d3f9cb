/** Values a text gives by an attribute's name ('Varietät: Bourbon', 'the author is …'), held against what the data has there. */
import type { Lang } from '../../../core/lang.ts'
import { findNoun, singularOf } from '../../../language/grammar/noun.ts'
import type { ReadText, Token } from '../text/tokens.ts'
import type { Known, KnownText } from './known.ts'
import { isCognate, wordsFor } from './naming.ts'
import { negationOf } from './negation.ts'

export interface OtherValue {
  readonly start: number
  readonly end: number
  readonly fact: KnownText
}

/** A value is read so many words far; a longer one is prose, in which other words may say the same. */
const VALUE_WORDS = 6
const SHORT_VALUE = 12
/** A value that no colon sets apart has so many words at most. */
const SAID_WORDS = 3

const LABEL = /^(?:\s+(?:steht|heißt|lautet|says))?\s*:\s*$|^\s[=–]\s$/
const IS = /^(?:ist|lautet|heißt|sind|is|are|reads)$/i
const ARTICLE = /^(?:der|die|das|ein|eine|the|a|an|its|ihr|sein)$/i
const MADE = /^(?:aus|of|made)$/i
const AS = /^(?:als|as)$/i

/** The words a text gives as the value of what a token names; `isSet`: set apart by a colon, whatever they are. */
interface Slot {
  readonly words: readonly Token[]
  readonly isSet: boolean
  /** Behind 'aus': a noun there is what the thing is made of. */
  readonly isMade?: boolean
}

/** Where a text gives an attribute by its name a value the data does not have there. */
export function otherValues(text: ReadText, known: Known): readonly OtherValue[] {
  const facts = known.texts.filter(({ name, stems }) => name.name.stems.size > 0 && stems.size <= SHORT_VALUE)
  if (facts.length === 0) return []
  return text.tokens.flatMap((token, at): OtherValue[] => {
    const slot = slotAt(text, at)
    const [first] = slot?.words ?? []
    const last = slot?.words.at(-1)
    if (slot === null || first === undefined || last === undefined) return []
    // Numbers are held against numbers.
    if (/\d/.test(text.plain.slice(first.start, last.end))) return []
    const lang = text.langs[token.sentence] ?? 'de'
    const fact = facts.find((candidate) => isNamed(text, at, candidate))
    if (fact === undefined || !isReadable(fact, token, slot, lang)) return []
    const isOther = !slot.words.some(({ stem }) => isOfValue(stem, fact))
    const isKnown = slot.words.some(({ stem }) => stem.length > 1 && known.allStems.has(stem))
    const isClaimed = slot.isSet || (!isKnown && (slot.isMade === true || isNameLike(slot.words, lang)))
    const from = text.tokens.indexOf(first)
    const isDenied = negationOf(text, { from, to: from + 1 }) !== null
    return isOther && isClaimed && !isDenied ? [{ start: first.start, end: last.end, fact }] : []
  })
}

/** What is said of the word at a place: 'X: V', 'X is V', 'X aus V', 'V als X', 'V is the X'. */
function slotAt({ tokens, plain, langs }: ReadText, at: number): Slot | null {
  const [token, next, previous] = [tokens[at], tokens[at + 1], tokens[at - 1]]
  if (token === undefined) return null
  for (const from of [at + 1, at + 2]) {
    const first = tokens[from]
    if (first !== undefined && LABEL.test(plain.slice(token.end, first.start)))
      return { words: clauseFrom(tokens, from, VALUE_WORDS), isSet: true }
  }
  // 'Klasse A', 'Region Pfalz', 'the Rheingau region'.
  if (next?.isCapital === true && token.isCapital && plain.slice(token.end, next.start) === ' ')
    return { words: tokens.slice(at + 1, at + 2), isSet: false }
  if (next !== undefined && next.clause === token.clause && IS.test(next.text)) {
    const after = tokens[at + 2]
    return said(clauseFrom(tokens, at + (ARTICLE.test(after?.text ?? '') ? 3 : 2), VALUE_WORDS))
  }
  const from = madeFrom(tokens, at)
  if (from !== null) {
    const noun = tokens
      .slice(from, from + SAID_WORDS)
      .find(({ isCapital, clause }) => isCapital && clause === token.clause)
    return langs[token.sentence] === 'de'
      ? { words: noun === undefined ? [] : [noun], isSet: false, isMade: true }
      : said(clauseFrom(tokens, from, VALUE_WORDS))
  }
  if (previous === undefined || previous.sentence !== token.sentence) return null
  if (langs[token.sentence] === 'en' && previous.isCapital && /^(?:the|a|an)$/i.test(tokens[at - 2]?.text ?? ''))
    return { words: [previous], isSet: false }
  const isAs = AS.test(previous.text)
  const isOf = ARTICLE.test(previous.text) && IS.test(tokens[at - 2]?.text ?? '')
  const to = isAs ? at - 1 : isOf ? at - 2 : -1
  return to < 1 ? null : said(clauseBefore(tokens, to))
}

/** Where what something is made of begins: behind 'aus', 'besteht aus', 'made of'; null: nothing says so. */
function madeFrom(tokens: readonly Token[], at: number): number | null {
  for (const to of [at + 1, at + 2]) {
    const [token, before] = [tokens[to], tokens[to - 1]]
    if (token?.clause !== tokens[at]?.clause || token === undefined) return null
    if (
      MADE.test(token.text) &&
      (to === at + 1 || /^(?:besteht|bestehen|ist|sind|made|is|are)$/i.test(before?.text ?? ''))
    )
      return /^made$/i.test(token.text) ? to + 2 : to + 1
  }
  return null
}

const said = (words: readonly Token[]): Slot | null =>
  words.length === 0 || words.length > SAID_WORDS ? null : { words, isSet: false }

function clauseFrom(tokens: readonly Token[], from: number, most: number): readonly Token[] {
  const clause = tokens[from]?.clause
  return tokens.slice(from, from + most).filter((token) => token.clause === clause)
}

function clauseBefore(tokens: readonly Token[], to: number): readonly Token[] {
  const clause = tokens[to]?.clause
  return tokens
    .slice(Math.max(0, to - SAID_WORDS), to)
    .filter((token) => token.clause === clause && !/^(?:mit|with)$/i.test(token.text))
}

/** Whether the words that end at a place are an attribute's name: all of them, in either language or in a form they share. */
function isNamed({ tokens }: ReadText, at: number, { name }: KnownText): boolean {
  const stems = [...name.name.stems]
  const words = tokens.slice(Math.max(0, at - stems.length + 1), at + 1)
  return stems.every((stem) =>
    words.some((word) => word.stem === stem || wordsFor(stem).has(word.stem) || isCognate(word.stem, stem)),
  )
}

/** A value in one language is held against words of the other only where both are names. */
function isReadable({ written, isTranslated, name }: KnownText, { stem }: Token, { words }: Slot, lang: Lang): boolean {
  if (isTranslated || name.name.stems.has(stem)) return true
  return isNameLike(words, lang) && /^\p{Lu}/u.test(written[lang] ?? '') && findNoun(written[lang] ?? '') === null
}

const LEAST = 4
function isOfValue(stem: string, { stems }: KnownText): boolean {
  if (stems.has(stem)) return true
  for (const known of stems) {
    const [short, long] = known.length < stem.length ? [known, stem] : [stem, known]
    if (short.length >= LEAST && (long.startsWith(short) || long.endsWith(short))) return true
    if (wordsFor(known).has(stem) || isCognate(stem, known)) return true
  }
  return false
}

/** Names, and in German nouns: what is no praise. */
function isNameLike(words: readonly Token[], lang: Lang): boolean {
  return (
    words.every(({ isCapital, text }) => isCapital || /^(?:und|and|von|van|de)$/.test(text)) &&
    (lang === 'en' || !words.some(isPraise))
  )
}

/** A noun of the language by itself may be said of anything: 'Das Material ist Programm'. */
const isPraise = ({ text }: Token): boolean =>
  /(?:heit|keit|ung|schaft|ismus)$/.test(text) || (findNoun(text) ?? singularOf(text)) !== null
