/** Words that stand for another value of an attribute by what they share with its value: 'Bügelverschluss' where the data has 'Schraubverschluss', 'dunkel' where it has 'hell'. */
import type { ReadText, Token } from '../text/tokens.ts'
import type { Known, KnownText } from './known.ts'
import type { OtherValue } from './named-values.ts'
import { negationOf } from './negation.ts'
import { OPPOSITES } from './opposites.data.ts'

/** Letters of a common head, and of what stands before it on either side. */
const HEAD = 5
const FIRST = 3
/** A longer value is prose; stems of both languages. */
const MOST_WORDS = 6
/** So many words on either side an opposite belongs to what the attribute is about. */
const NEAR = 2
/** Letters by which two words are about one thing: 'Röstgrad' and 'Röstung'. */
const ROOT = 4

/** The compounds and opposites of a text that exclude what an attribute of words says. */
export function siblingValues(text: ReadText, known: Known): readonly OtherValue[] {
  // Of several members none excludes another; a number beside a word is no member.
  const facts = known.texts.filter(
    ({ stems, written }) => stems.size <= MOST_WORDS && !/[,;]\s*\p{L}/u.test(written.de ?? written.en ?? ''),
  )
  return text.tokens.flatMap((token, at): OtherValue[] => {
    if (known.allStems.has(token.stem) || token.text.length > 40) return []
    const opposites = OPPOSITES.get(token.stem)
    const within = oppositesWithin(token.stem, known.ownNames)
    const fact = facts.find(
      (candidate) =>
        sharesHead(token, candidate) ||
        hasAny(candidate.stems, within) ||
        (hasAny(candidate.stems, opposites) && isSaidOf(text, at, candidate, known.ownNames)),
    )
    if (fact === undefined || negationOf(text, { from: at, to: at + 1 }) !== null) return []
    return [{ start: token.start, end: token.end, fact }]
  })
}

function hasAny(stems: ReadonlySet<string>, wanted: ReadonlySet<string> | undefined): boolean {
  for (const stem of wanted ?? []) if (stems.has(stem)) return true
  return false
}

function sharesHead({ stem, isCapital }: Token, { stems }: KnownText): boolean {
  if (!isCapital || stem.length < HEAD + FIRST) return false
  for (const known of stems) {
    let same = 0
    while (same < known.length && known.at(-1 - same) === stem.at(-1 - same)) same++
    if (same >= HEAD && stem.length - same >= FIRST && known.length - same >= FIRST) return true
  }
  return false
}

/** The opposites of the first part of a compound that names the product: of 'Sommer' in 'Sommerreifen'; undefined: none. */
function oppositesWithin(word: string, own: ReadonlySet<string>): ReadonlySet<string> | undefined {
  for (const [first, opposites] of OPPOSITES) {
    const isFirst = first.length >= ROOT && word.startsWith(first) && word.length > first.length + FIRST
    if (isFirst && hasTail(own, word.slice(first.length))) return opposites
  }
  return undefined
}

/** Whether a word stands before a name of the product, or beside a word for what the attribute is about. */
function isSaidOf({ tokens }: ReadText, at: number, { stems, name }: KnownText, own: ReadonlySet<string>): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]]
  if (next !== undefined && next.clause === token?.clause && own.has(next.stem)) return true
  const opposites = OPPOSITES.get(token?.stem ?? '')
  const subjects = [...name.name.stems, ...stems].filter((stem) => opposites?.has(stem) !== true)
  return tokens
    .slice(Math.max(0, at - NEAR), at + NEAR + 1)
    .some(
      (near) =>
        near !== token && near.sentence === token?.sentence && subjects.some((stem) => sharesRoot(stem, near.stem)),
    )
}

/** Whether one of the product's names ends so: 'Reifen' of 'Winterreifen'. */
function hasTail(own: ReadonlySet<string>, tail: string): boolean {
  for (const name of own) if (name.endsWith(tail)) return true
  return false
}

function sharesRoot(a: string, b: string): boolean {
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  return same >= ROOT || (same >= 3 && same === Math.min(a.length, b.length))
}
