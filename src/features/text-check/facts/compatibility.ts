/** What a text says the product works with: 'kompatibel mit iPhone 15', 'fits the X200'. */
import { stemOf } from '../text/stem.ts'
import type { ReadText } from '../text/tokens.ts'

export interface CompatibilityClaim {
  readonly start: number
  readonly end: number
  /** Names of attributes that can say so. */
  readonly told: RegExp
  /** Stems of the names it gives. */
  readonly names: readonly string[]
}

const PHRASE =
  /(?<!\p{L})(?:kompatibel (?:mit|zu)|passend (?:für|zu)|passt (?:auf|für|zu|in) (?:das|die|den|alle)?|funktioniert mit|compatible with|works with|fits(?: the| all)?|suitable for(?: the)?|designed for(?: the)?|geeignet für)\s+/giu
const FITTING = /kompat|compat|passend|geeignet|suitable|fits|works/i
const MOST_NAMES = 8
/** Words of a name: with a digit, or written as no ordinary word is ('iPhone', 'MacBook', 'ThinkPad', 'BMW'). */
const NAME = /\d|^\p{Ll}+\p{Lu}|^\p{Lu}\p{Ll}+\p{Lu}|^\p{Lu}{2,}$/u

/** The names a text says the product goes with; where no name is given ('geeignet für Anfänger') it claims nothing. */
export function readCompatibility({ plain, tokens, langs }: ReadText): readonly CompatibilityClaim[] {
  let at = 0
  return [...plain.matchAll(PHRASE)].flatMap((match): CompatibilityClaim[] => {
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
      : [{ start: first.start, end: last.end, told: FITTING, names: names.map(({ stem }) => stem) }]
  })
}

const MADE_BY =
  /(?<!\p{L})(?:geschrieben|verfasst|ersonnen|erdacht|erfunden|entworfen|gestaltet|illustriert|designed|written|created|invented|illustrated|composed)\s+(?:von|by)\s+/giu
const MAKER =
  /autor|author|design|entwurf|gestalt|illustrat|erfinder|inventor|künstler|artist|komponist|verfasser|written by/i

/** The person a text says has made it: 'geschrieben von Ida Lorenzen', 'designed by'. */
export function readMakers({ plain }: ReadText): readonly CompatibilityClaim[] {
  return [...plain.matchAll(MADE_BY)].flatMap((match): CompatibilityClaim[] => {
    const start = match.index + match[0].length
    const [name] = /^\p{Lu}[\p{L}.'-]+(?: \p{Lu}[\p{L}.'-]+){0,2}/u.exec(plain.slice(start, start + 80)) ?? []
    if (name === undefined) return []
    const names = name.match(/[\p{L}']+/gu) ?? []
    return [{ start, end: start + name.replace(/\.$/, '').length, told: MAKER, names: names.map(stemOf) }]
  })
}
