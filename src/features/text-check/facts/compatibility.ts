/** What a text says the product works with: 'kompatibel mit iPhone 15', 'fits the X200'. */
import { findNoun } from '../../../language/grammar/noun.ts'
import { stemOf } from '../text/stem.ts'
import type { ReadText } from '../text/tokens.ts'

export interface NameClaim {
  readonly kind: 'name'
  readonly start: number
  readonly end: number
  /** Names of attributes that can say so. */
  readonly told: RegExp
  /** Stems of the names it gives. */
  readonly names: readonly string[]
}

const PHRASE =
  /(?<!\p{L})(?:kompatibel (?:mit|zu)|passend (?:für|zu)|passt (?:auf|für|zu|in)(?: das| die| den| alle)?|funktioniert mit|compatible with|works with|fits(?: the| all)?|suitable for(?: the)?|designed for(?: the)?|geeignet für)\s+/giu
const FITTING = /kompat|compat|passend|geeignet|suitable|fits|works/i
const MOST_NAMES = 8
/** Words of a name: with a digit, or written as no ordinary word is ('iPhone', 'MacBook', 'ThinkPad', 'BMW'). */
const NAME = /\d|^\p{Ll}+\p{Lu}|^\p{Lu}\p{Ll}+\p{Lu}|^\p{Lu}{2,}$/u

/** The names a text says the product goes with; where no name is given ('geeignet für Anfänger') it claims nothing. */
export function readCompatibility({ plain, tokens, langs }: ReadText): readonly NameClaim[] {
  let at = 0
  return [...plain.matchAll(PHRASE)].flatMap((match): NameClaim[] => {
    const from = match.index + match[0].length
    while ((tokens[at]?.start ?? Infinity) < from) at++
    const first = tokens[at]
    const isEnglish = langs[first?.sentence ?? 0] === 'en'
    const names = []
    for (let next = at; next < at + MOST_NAMES; next++) {
      const token = tokens[next]
      if (token === undefined || token.sentence !== first?.sentence) break
      const isBeforeName = token.isCapital && NAME.test(tokens[next + 1]?.text ?? '')
      if (NAME.test(token.text) || isBeforeName || (isEnglish && token.isCapital)) names.push(token)
    }
    const last = names.at(-1)
    return first === undefined || last === undefined
      ? []
      : [{ kind: 'name', start: first.start, end: last.end, told: FITTING, names: names.map(({ stem }) => stem) }]
  })
}

const MADE_BY =
  /(?<!\p{L})(?:geschrieben|verfasst|ersonnen|erdacht|erfunden|entworfen|gestaltet|illustriert|stammt|designed|written|created|invented|illustrated|composed)\s+(?:von|by)\s+/giu
const MAKES =
  /(?<!\p{L})(?:hat\s+(?:[^.!?]{0,40}\s)?(?:geschrieben|verfasst|ersonnen|erdacht|erfunden|entworfen|gestaltet|illustriert)|designed|wrote|created|invented|illustrated|composed)(?!\p{L})/iu
const PERSON = /\p{Lu}[\p{L}'-]+(?: (?:(?:von|van|de|der) )?\p{Lu}(?:[\p{L}'-]+|\.)){0,3}/u
const MAKER =
  /autor|author|design|entwurf|gestalt|illustrat|erfinder|inventor|künstler|artist|komponist|verfasser|written by/i

/** The person a text says has made it: 'geschrieben von Ida Lorenzen', 'Jon Karlsson designed it'. */
export function readMakers({ plain }: ReadText): readonly NameClaim[] {
  const found: NameClaim[] = []
  const add = (start: number, name: string) => {
    // 'Stammt von Hand': a noun of the language is no person.
    const words = name.match(/[\p{L}']+/gu) ?? []
    if (words.length > 1 || words.every((word) => findNoun(word) === null))
      found.push({
        kind: 'name',
        start,
        end: start + name.replace(/\.$/, '').length,
        told: MAKER,
        names: words.filter(({ length }) => length > 1).map(stemOf),
      })
  }
  for (const { index, 0: verb } of plain.matchAll(MADE_BY)) {
    const start = index + verb.length
    const name = PERSON.exec(plain.slice(start, start + 80))
    if (name?.index === 0) add(start, name[0])
  }
  for (const { index, 0: sentence } of plain.matchAll(/[^.!?\n]+(?:\p{Lu}\.[^.!?\n]+)*/gu)) {
    const name = PERSON.exec(sentence)
    if (name?.[0].includes(' ') && MAKES.test(sentence.slice(name.index + name[0].length)))
      add(index + name.index, name[0])
  }
  return found
}
