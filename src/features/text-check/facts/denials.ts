/** What a text says is not there: 'ohne Kapuze', 'kein Futter', 'without a hood'. */
import type { Lang } from '../../../core/lang.ts'
import type { ReadText } from '../text/tokens.ts'

export interface Denial {
  readonly stem: string
  /** From the denying word to the noun; `end` exclusive. */
  readonly start: number
  readonly end: number
  /** 'ohne' and 'without' can be turned round. */
  readonly isWithout: boolean
}

const DENYING: Readonly<Record<Lang, RegExp>> = { de: /^(?:ohne|kein(?:e[nrsm]?)?)$/i, en: /^(?:without|no|lacks)$/i }
const WITHOUT = /^(?:ohne|without)$/i
/** English words between the denial and its noun, and those that end it. */
const ARTICLES = new Set(['a', 'an', 'the', 'any'])
const NO_NOUN = new Set(['matter', 'longer', 'more', 'one', 'doubt', 'problem', 'problems', 'need', 'being', 'having'])
const REACH = 3

/** The denials of a text in order. */
export function readDenials({ tokens, langs }: ReadText): readonly Denial[] {
  return tokens.flatMap((token, at): Denial[] => {
    const lang = langs[token.sentence] ?? 'de'
    if (!DENYING[lang].test(token.text)) return []
    const isWithout = WITHOUT.test(token.text)
    for (let next = at + 1; next <= at + REACH; next++) {
      const noun = tokens[next]
      if (noun === undefined || noun.clause !== token.clause) return []
      if (lang === 'de' ? !noun.isCapital : ARTICLES.has(noun.text)) continue
      if (NO_NOUN.has(noun.text)) return []
      return [{ stem: noun.stem, start: token.start, end: noun.end, isWithout }]
    }
    return []
  })
}
