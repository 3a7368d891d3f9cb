/** What denies a word: 'ohne', 'nicht', '-frei', 'fehlt', 'is not included'. */
import type { Lang } from '../../../core/lang.ts'
import type { ReadText, Token } from '../text/tokens.ts'

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '))
const NEGATORS: Readonly<Record<Lang, ReadonlySet<string>>> = {
  de: set('nicht kein keine keinen keinem keiner keines ohne weder noch statt anstelle niemals nie ungeeignet'),
  en: set(
    "not no without neither nor isn't aren't doesn't don't can't never non cannot won't lack lacks out nothing unsuitable",
  ),
}
const ONLY = set('nur only just zuletzt allein bloß')
/** Words after which a denial no longer holds. */
const TURNS = set('mit aber sondern dafür with but plus')
const JOINS = set('und and sowie sondern aber but dafür')
const FREE = /^(?:frei|free)(?:e[nrsm]?)?$/
/** So many words before a term a negation may stand, and behind it. */
const REACH = 4
const LATE_REACH = 7
const LATE: Readonly<Record<Lang, RegExp>> = {
  de: /^(?:nicht|keine[nrms]?|fehlt|fehlen|ungeeignet|verzichtet|verzichten|entfällt)$/i,
  en: /^(?:not|missing|lacking|unsuitable|isn['’]t|aren['’]t|separately)$/i,
}
/** Behind 'nicht' these say no more than that something is there. */
const STATE =
  /^(?:bei|dabei|dazu|enthalten|inbegriffen|mitgeliefert|vorhanden|vorgesehen|inklusive|nötig|notwendig|erforderlich|möglich|geeignet|eingebaut|erlaubt|empfohlen|montiert|included|supplied|provided|present|required|needed|necessary|possible|suitable|available|built|fitted|part)$/i

const lower = ({ text }: Token): string => text.toLowerCase().replace('’', "'")

/** The token that denies the words from a place to another (exclusive); null: none does. */
export function negationOf(
  { tokens, langs, plain }: ReadText,
  { from, to }: { readonly from: number; readonly to: number },
): Token | null {
  const [first, last] = [tokens[from], tokens[to - 1]]
  if (first === undefined || last === undefined) return null
  const lang = langs[first.sentence] ?? 'de'
  for (let at = from - 1; at >= Math.max(0, from - REACH); at--) {
    const token = tokens[at]
    if (token === undefined || token.clause !== first.clause || TURNS.has(lower(token))) break
    if (FREE.test(lower(token)) && /^(?:von|of|from)$/i.test(tokens[at + 1]?.text ?? '')) return token
    const isNegator = NEGATORS[lang].has(lower(token)) && (lower(token) !== 'out' || tokens[at + 1]?.text === 'of')
    if (isNegator && !ONLY.has(tokens[at + 1]?.text.toLowerCase() ?? '')) return token
    if (isNegator) break
  }
  const next = tokens[to]
  const isJoined = next !== undefined && plain.slice(last.end, next.start).trim().replace('-', '') === ''
  if (isJoined && FREE.test(lower(next))) return next
  return lateNegation(tokens, to, { clause: first.clause, lang })
}

/** 'Wasserdicht ist sie nicht', 'Batterien sind nicht nötig', 'the charger is not included': behind what is denied. */
function lateNegation(
  tokens: readonly Token[],
  to: number,
  { clause, lang }: { readonly clause: number; readonly lang: Lang },
): Token | null {
  const sentence = tokens[to - 1]?.sentence
  for (let at = to; at < to + LATE_REACH; at++) {
    const token = tokens[at]
    // 'Auf Parfüm, Silikone und Parabene verzichten wir': of all of them.
    if (token?.sentence === sentence && /^verzicht/i.test(token?.text ?? '')) return token ?? null
  }
  for (let at = to; at < to + LATE_REACH; at++) {
    const token = tokens[at]
    if (token === undefined || token.clause !== clause || JOINS.has(lower(token))) return null
    if (!LATE[lang].test(token.text)) continue
    if (!/^(?:nicht|not|keine|isn|aren)/i.test(token.text)) return token
    const [next, after] = [tokens[at + 1], tokens[at + 2]]
    if (next === undefined || next.clause !== clause) return token
    const isLast =
      after === undefined ||
      after.clause !== clause ||
      JOINS.has(lower(after)) ||
      lang === 'en' ||
      /^(?:werden|wird|sein)$/.test(after.text)
    return STATE.test(next.text) && isLast ? token : null
  }
  return null
}
