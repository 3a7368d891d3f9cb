/** What a text says is not there: 'ohne Kapuze', 'kein Futter', 'without a hood'. */
import type { Lang } from '../../../core/lang.ts'
import type { ReadText } from '../text/tokens.ts'

export interface DenialClaim {
  readonly kind: 'denial'
  readonly stem: string
  /** From the denying word to the noun; `end` exclusive. */
  readonly start: number
  readonly end: number
  /** 'ohne' and 'without' can be turned round. */
  readonly isWithout: boolean
}

const DENYING: Readonly<Record<Lang, RegExp>> = { de: /^(?:ohne|kein(?:e[nrsm]?)?)$/i, en: /^(?:without|no|lacks)$/i }
const REACH = 3
const WITHOUT = /^(?:ohne|without)$/i
/** English words between the denial and its noun, and those that end it. */
const ARTICLES = new Set(['a', 'an', 'the', 'any'])
const NO_NOUN = new Set(['matter', 'longer', 'more', 'one', 'doubt', 'problem', 'problems', 'need', 'being', 'having'])

/** 'Das Ladegerät ist nicht enthalten', 'batteries are not included'. */
const NOT_THERE =
  /^(?:bei|dabei|enthalten|inbegriffen|mitgeliefert|vorhanden|vorgesehen|inklusive|included|supplied|provided|present)$/i
const BACK = 6

function notThere({ tokens, langs }: ReadText, at: number): DenialClaim | null {
  const token = tokens[at]
  if (token === undefined || !/^(?:nicht|not)$/i.test(token.text)) return null
  const next = tokens
    .slice(at + 1, at + 1 + REACH)
    .find(({ text, clause }) => clause === token.clause && NOT_THERE.test(text))
  if (next === undefined) return null
  for (let before = at - 1; before >= Math.max(0, at - BACK); before--) {
    const noun = tokens[before]
    if (noun === undefined || noun.clause !== token.clause) return null
    const isNoun =
      langs[noun.sentence] === 'en' ? !/^(?:is|are|a|an|the|does|do|comes?)$/i.test(noun.text) : noun.isCapital
    if (isNoun) return { kind: 'denial', stem: noun.stem, start: noun.start, end: next.end, isWithout: false }
  }
  return null
}

/** The denials of a text in order. */
export function readDenials(text: ReadText): readonly DenialClaim[] {
  const { tokens, langs } = text
  return tokens.flatMap((token, at): DenialClaim[] => {
    const late = notThere(text, at)
    if (late !== null) return [late]
    const lang = langs[token.sentence] ?? 'de'
    if (!DENYING[lang].test(token.text)) return []
    const isWithout = WITHOUT.test(token.text)
    for (let next = at + 1; next <= at + REACH; next++) {
      const noun = tokens[next]
      if (noun === undefined || noun.clause !== token.clause) return []
      if (lang === 'de' ? !noun.isCapital : ARTICLES.has(noun.text)) continue
      if (NO_NOUN.has(noun.text)) return []
      return [{ kind: 'denial', stem: noun.stem, start: token.start, end: noun.end, isWithout }]
    }
    return []
  })
}
