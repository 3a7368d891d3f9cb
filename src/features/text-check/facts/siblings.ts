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
    const fact = facts.find(
      (candidate) => sharesHead(token, candidate) || isOpposite(text, at, candidate, known.ownNames),
    )
    if (fact === undefined || negationOf(text, { from: at, to: at + 1 }) !== null) return []
    return [{ start: token.start, end: token.end, fact }]
  })
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

/** Whether a word, or the first part of a compound, is the opposite of a value, said of the attribute or of the thing. */
function isOpposite({ tokens }: ReadText, at: number, { stems, name }: KnownText, own: ReadonlySet<string>): boolean {
  const word = tokens[at]?.stem ?? ''
  for (const [first, opposites] of OPPOSITES)
    if (first.length >= ROOT && word.startsWith(first) && word.length > first.length + FIRST)
      for (const opposite of opposites) if (stems.has(opposite) && hasTail(own, word.slice(first.length))) return true
  const opposites = OPPOSITES.get(word)
  if (opposites === undefined || ![...opposites].some((stem) => stems.has(stem))) return false
  if (own.has(tokens[at + 1]?.stem ?? '') && tokens[at + 1]?.clause === tokens[at]?.clause) return true
  const subjects = [...name.name.stems, ...stems].filter((stem) => !opposites.has(stem))
  return tokens
    .slice(Math.max(0, at - NEAR), at + NEAR + 1)
    .some(
      (near) =>
        near !== tokens[at] &&
        near.sentence === tokens[at]?.sentence &&
        subjects.some((stem) => sharesRoot(stem, near.stem)),
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
