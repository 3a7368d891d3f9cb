/** A text taken apart into words with their places; what every check reads. */
import type { Lang } from '../../../core/lang.ts'
import { plainText } from './plain.ts'
import { foldLetters, stemOfFolded } from './stem.ts'

export interface Token {
  readonly text: string
  /** Place in the text, UTF-16 offsets; `end` exclusive. */
  readonly start: number
  readonly end: number
  /** Without capitals and accents. */
  readonly folded: string
  readonly stem: string
  readonly isCapital: boolean
  /** Number of its sentence, and of its clause (parts between commas and dashes) over the whole text. */
  readonly sentence: number
  readonly clause: number
}

export interface ReadText {
  /** Without markup; places are those of the original. */
  readonly plain: string
  readonly tokens: readonly Token[]
  /** Language of each sentence. */
  readonly langs: readonly Lang[]
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:[.,](?=\d)\d+)*(?:['’]\p{L}+)?/gu
const SENTENCE_END = /[.!?…](?:["“”’)»]*)\s|\n|[!?]|[;•|]/
const CLAUSE_END = /,|\s[–—-]\s/
/** An abbreviation's full stop ends no sentence. */
const ABBREVIATED =
  /(?:^|[^\p{L}])(?:ca|bzw|inkl|max|min|z\. ?B|d\. ?h|u\. ?a|Nr|St|Std|approx|incl|e\.g|i\.e|vs|mind|exkl|zzgl|evtl|ggf|Gr)$/iu

const FUNCTION_WORDS: Readonly<Record<Lang, ReadonlySet<string>>> = {
  de: new Set(
    'der die das dem den des ein eine einer einem einen und oder mit von aus für ist sind auf zu im am nicht auch sich wie bei sie er es ihr du dein deine wird werden bis nur ohne kein keine'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the a an and or with of from for is are on to in at not also it its they you your this that these by be will up only without no has have which as'.split(
      ' ',
    ),
  ),
}

/** Reads a text of a language; sentences that are clearly written in the other one are read as such. Linear in its length. */
export function readText(text: string, lang: Lang): ReadText {
  const plain = plainText(text)
  const tokens: Token[] = []
  let [sentence, clause, last] = [0, 0, 0]
  for (const match of plain.matchAll(WORD)) {
    const between = plain.slice(last, match.index)
    if (endsSentence(between, plain, last)) {
      sentence++
      clause++
    } else if (CLAUSE_END.test(between)) clause++
    const [word] = match
    const end = match.index + word.length
    const first = word.charAt(0)
    const isCapital = first !== first.toLowerCase()
    const folded = foldLetters(word)
    tokens.push({
      text: word,
      start: match.index,
      end,
      folded,
      stem: stemOfFolded(folded),
      isCapital,
      sentence,
      clause,
    })
    last = end
  }
  return { plain, tokens, langs: langsOf(tokens, lang) }
}

function endsSentence(between: string, plain: string, last: number): boolean {
  if (last === 0 || !SENTENCE_END.test(between)) return false
  return !(between.startsWith('. ') && ABBREVIATED.test(plain.slice(Math.max(0, last - 8), last)))
}

function langsOf(tokens: readonly Token[], lang: Lang): Lang[] {
  const other: Lang = lang === 'de' ? 'en' : 'de'
  const scores: { own: number; other: number }[] = []
  for (const { sentence, text } of tokens) {
    const score = scores[sentence] ?? { own: 0, other: 0 }
    scores[sentence] = score
    const word = text.toLowerCase()
    if (FUNCTION_WORDS[lang].has(word)) score.own++
    if (FUNCTION_WORDS[other].has(word)) score.other++
  }
  return Array.from(scores, (score) =>
    score !== undefined && score.other >= 2 && score.other > 2 * score.own ? other : lang,
  )
}

interface Place {
  readonly start: number
  readonly end: number
}

/** Stems of the nouns of a text outside of places in order; English does not show which words are, so all of them. */
export function nounsOf({ tokens, langs }: ReadText, without: readonly Place[]): readonly string[] {
  const stems: string[] = []
  let next = 0
  for (const { isCapital, sentence, stem, start } of tokens) {
    while ((without[next]?.end ?? Infinity) <= start) next++
    const isWithin = (without[next]?.start ?? Infinity) <= start
    if (!isWithin && (isCapital || langs[sentence] === 'en')) stems.push(stem)
  }
  return stems
}
