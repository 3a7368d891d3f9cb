/** Values of product data from one language into the other, word by word and only where every word is known. */
import type { Lang } from '../../../core/lang.ts'
import { inflect } from '../../../language/grammar/article.ts'
import { englishNounOf, findNoun, singularOf } from '../../../language/grammar/noun.ts'
import { SHOP_NOUN_TABLE } from '../../../language/grammar/shop-noun.ts'
import { ADJECTIVE_WORDS, COLOUR_WORDS, ENGLISH_NOUNS, PLAIN_WORDS } from './words.data.ts'

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Backwards, the first German word of an English one. */
function backwards(tables: readonly Readonly<Record<string, string>>[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>()
  for (const table of tables)
    for (const [german, english] of Object.entries(table))
      if (!map.has(english.toLowerCase())) map.set(english.toLowerCase(), german)
  return map
}

const germanLower = new Map(
  [COLOUR_WORDS, ADJECTIVE_WORDS, PLAIN_WORDS].flatMap((table) =>
    Object.entries(table).map(([german, english]): [string, string] => [german.toLowerCase(), english]),
  ),
)
const toGerman = backwards([COLOUR_WORDS, ADJECTIVE_WORDS, PLAIN_WORDS])
const nounsToGerman = new Map<string, string>()
for (const [german, { english }] of SHOP_NOUN_TABLE) if (!nounsToGerman.has(english)) nounsToGerman.set(english, german)

/** Whether an English noun is one of what shops sell: 'jacket'. */
export function isEnglishNoun(word: string): boolean {
  return nounsToGerman.has(word) || ENGLISH_NOUNS.has(word)
}

function pieceToEnglish(piece: string): string | null {
  const own = germanLower.get(piece.toLowerCase()) ?? englishNounOf(piece) ?? englishNounOf(capital(piece))
  if (own !== null && own !== undefined) return own
  const words = piece.split(' ')
  const noun = words.length > 1 ? englishNounOf(words.at(-1) ?? '') : null
  if (noun === null) return null
  const adjectives = words.slice(0, -1).map((word) => germanLower.get(word.replace(/(?:es|er|e|en|em)$/, '')))
  return adjectives.includes(undefined) ? null : [...adjectives, noun].join(' ')
}

function pieceToGerman(piece: string): string | null {
  const lower = piece.toLowerCase()
  const own = toGerman.get(lower) ?? nounsToGerman.get(lower)
  if (own !== undefined) return own
  const words = lower.split(' ')
  for (let at = 1; at < words.length; at++) {
    const noun = nounsToGerman.get(words.slice(at).join(' '))
    const gender = noun === undefined ? undefined : findNoun(noun)?.gender
    if (noun === undefined || gender === undefined) continue
    const adjectives = words.slice(0, at).map((word) => toGerman.get(word))
    if (adjectives.includes(undefined)) return null
    const place = { article: 'none', column: gender, case: 'nominative' } as const
    return [...adjectives.map((word) => inflect(word ?? '', place)), noun].join(' ')
  }
  return null
}

/** A value in the other language; null where one of its words is not known. Numbers and units are not looked at here. */
export function translate(value: string, to: Lang): string | null {
  const parts = value.split(/(\s*[,;/]\s*|\s+(?:und|and|&)\s+)/)
  const translated = parts.map((part, index) => {
    if (index % 2 === 1) return /und|and|&/.test(part) ? (to === 'de' ? ' und ' : ' and ') : ', '
    const share = /^(\d+(?:[.,]\d+)?\s*%)\s*(.+)$/.exec(part)
    const piece = share?.[2] ?? part
    const word = to === 'en' ? pieceToEnglish(piece) : pieceToGerman(piece)
    if (word === null) return null
    const amount = share?.[1]?.replace(/\s*%/, to === 'de' ? '\u00A0%' : '%')
    return amount === undefined ? word : `${amount} ${word}`
  })
  return translated.includes(null) ? null : translated.join('')
}

/** The language a value is in, by its words; null where it could be either ('Gore-Tex', 'Slim Fit'). */
export function languageOf(value: string): Lang | null {
  if (/[äöüßÄÖÜ]/.test(value)) return 'de'
  for (const item of [value, ...value.split(/\s*[,;/]\s*/)]) {
    const inGerman = translate(item, 'de') !== null
    const inEnglish = translate(item, 'en') !== null
    if (inGerman !== inEnglish) return inEnglish ? 'de' : 'en'
  }
  if (/\b(?:und|mit|aus|der|die|das|für|ohne)\b/.test(value)) return 'de'
  if (/\b(?:and|with|of|the|for|without)\b/.test(value)) return 'en'
  return value.split(/[\s,]+/).some((word) => findNoun(word) !== null || singularOf(word) !== null) ? 'de' : null
}
