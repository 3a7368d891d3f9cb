/** Whether a text sounds like the shop: words it does not use, how it speaks to readers, how names are spelt, how long sentences are. */
import type { Text } from '../../../core/lang.ts'
import { isAdjective } from '../../../language/grammar/adjective.ts'
import type { TextFinding } from '../schema.ts'
import { foldLetters } from '../text/stem.ts'
import type { ReadText, Token } from '../text/tokens.ts'

export interface BrandRules {
  /** How readers are spoken to in German; null: either way. */
  readonly address: 'du' | 'sie' | 'neutral' | null
  /** Words it likes to use, in their base form. */
  readonly use: readonly string[]
  /** Words in their base form ('hochwertig'), with what is said instead; null: nothing. */
  readonly avoid: readonly { readonly word: string; readonly instead: string | null }[]
  /** Names as they are spelt: 'iPhone', 'Tannwald & Söhne'. */
  readonly names: readonly string[]
  /** Words a sentence has at most; null: any number. */
  readonly sentenceWords: number | null
}

const finding = (
  rule: 'word' | 'address' | 'name' | 'sentence' | 'use',
  [start, end]: readonly [number, number],
  reason: Text,
  mend: string | null,
): TextFinding => ({
  kind: 'brand',
  rule: `brand.${rule}`,
  level: rule === 'sentence' || rule === 'use' ? 'hint' : 'warning',
  start,
  end,
  reason,
  mend,
})

/** Linear in the text's length for each word and name of the rules. */
export function checkBrand(text: ReadText, rules: BrandRules): readonly TextFinding[] {
  return [
    ...avoided(text, rules.avoid),
    ...unused(text, rules.use),
    ...(rules.address === null ? [] : addressed(text, rules.address)),
    ...misspelt(text, rules.names),
    ...(rules.sentenceWords === null ? [] : longSentences(text, rules.sentenceWords)),
  ]
}

/** Endings of adjectives, with and without comparison, and of nouns, in both languages. */
const ENDING = /^(?:(?:er|st|est)?(?:e|en|em|er|es)|er|n|s|ns|nen|innen)?$/

/** What stands behind a word's base form in a form of it; null where it is another word. */
function endingOf(token: string, base: string): string | null {
  const folded = foldLetters(token)
  const stem = foldLetters(base)
  const bare = stem.length > 4 && folded !== stem ? stem.replace(/e$/, '') : stem
  if (!folded.startsWith(bare)) return null
  const ending = folded.slice(bare.length)
  return ENDING.test(ending) ? ending : null
}

/** What is said instead in the form the word had, where that can be told: adjectives take over the ending. */
function substitute(token: Token, ending: string, instead: string | null): string {
  if (instead === null) return ''
  const inflected = /^(?:e|en|em|er|es)$/.test(ending) && isAdjective(instead) ? instead + ending : instead
  return token.isCapital ? inflected.charAt(0).toUpperCase() + inflected.slice(1) : inflected
}

function* avoided({ tokens }: ReadText, avoid: BrandRules['avoid']): Generator<TextFinding> {
  for (const { word, instead } of avoid) {
    const parts = word.split(/[\s-]+/).filter((part) => part !== '')
    for (const [at, token] of tokens.entries()) {
      const endings = parts.map((part, i) => {
        const own = tokens[at + i]
        return own === undefined || own.sentence !== token.sentence ? null : endingOf(own.text, part)
      })
      const last = tokens[at + parts.length - 1]
      if (parts.length === 0 || last === undefined || endings.includes(null)) continue
      const reason = {
        de: `„${word}“ gehört nicht zur Sprache des Shops.`,
        en: `‘${word}’ is not among the words the shop uses.`,
      }
      yield finding('word', [token.start, last.end], reason, substitute(token, endings[0] ?? '', instead))
    }
  }
}

/** In a shorter text there is no room for them. */
const LEAST_WORDS = 40
const MOST_NAMED = 5

/** Said where a text has none of the words the shop likes to use. */
function* unused({ tokens, plain }: ReadText, use: readonly string[]): Generator<TextFinding> {
  if (use.length === 0 || tokens.length < LEAST_WORDS) return
  const isThere = (word: string) => tokens.some(({ text }) => endingOf(text, word) !== null)
  const there = use.filter((word) =>
    /[\s-]/.test(word) ? foldLetters(plain).includes(foldLetters(word)) : isThere(word),
  )
  if (there.length > 0) return
  const named = use.slice(0, MOST_NAMED).join(', ')
  const reason = {
    de: `Von den Wörtern, die der Shop gern verwendet, steht keines im Text (0 von ${use.length}): ${named}.`,
    en: `None of the words the shop likes to use is in the text (0 of ${use.length}): ${named}.`,
  }
  yield finding('use', [0, 0], reason, null)
}

const DU = /^(?:du|dich|dir|dein(?:e|en|em|er|es)?)$/
const SIE = /^(?:Sie|Ihnen|Ihr(?:e|en|em|er|es)?)$/

const ADDRESS_WORDS = {
  du: { de: 'mit du', en: 'with du' },
  sie: { de: 'mit Sie', en: 'with Sie' },
  neutral: { de: 'nicht direkt', en: 'not directly' },
} as const

/** 'Sie' at the start of a sentence may be she or they; within one its capital tells. */
function addressOf(token: Token, before: Token | undefined): 'du' | 'sie' | null {
  if (DU.test(token.text.toLowerCase())) return 'du'
  return before?.sentence === token.sentence && SIE.test(token.text) ? 'sie' : null
}

/** How often readers are spoken to in German, either way. */
export function countAddress({ tokens, langs }: ReadText): { readonly du: number; readonly sie: number } {
  const found = tokens.flatMap((token, at) =>
    langs[token.sentence] === 'de' ? (addressOf(token, tokens[at - 1]) ?? []) : [],
  )
  return { du: found.filter((one) => one === 'du').length, sie: found.filter((one) => one === 'sie').length }
}

function* addressed({ tokens, langs }: ReadText, wanted: 'du' | 'sie' | 'neutral'): Generator<TextFinding> {
  for (const [at, token] of tokens.entries()) {
    const own = langs[token.sentence] === 'de' ? addressOf(token, tokens[at - 1]) : null
    if (own === null || own === wanted) continue
    const words = ADDRESS_WORDS[wanted]
    const reason = {
      de: `Der Shop spricht seine Leser ${words.de} an, hier steht „${token.text}“.`,
      en: `The shop speaks to its readers ${words.en}; here it says ‘${token.text}’.`,
    }
    yield finding('address', [token.start, token.end], reason, null)
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A name however it is spelt: capitals, spaces and hyphens between its parts do not matter. */
function anySpelling(name: string): RegExp | null {
  const parts = name.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).filter((part) => part !== '')
  return parts.length === 0
    ? null
    : new RegExp(`(?<![\\p{L}\\p{N}])${parts.map(escaped).join("[\\s&.’'-]{0,3}")}(?![\\p{L}\\p{N}])`, 'giu')
}

/** A text with the names in it spelt as they are to be. */
export function spellNames(text: string, names: readonly string[]): string {
  return names.reduce((said, name) => {
    const spelling = anySpelling(name)
    return spelling === null ? said : said.replace(spelling, () => name)
  }, text)
}

function* misspelt({ plain }: ReadText, names: readonly string[]): Generator<TextFinding> {
  for (const name of names) {
    const spelling = anySpelling(name)
    if (spelling === null) continue
    for (const match of plain.matchAll(spelling)) {
      const [found] = match
      if (found.replace(/\s+/g, ' ') === name) continue
      const reason = { de: `Der Name schreibt sich „${name}“.`, en: `The name is spelt ‘${name}’.` }
      yield finding('name', [match.index, match.index + found.length], reason, name)
    }
  }
}

function* longSentences({ tokens }: ReadText, most: number): Generator<TextFinding> {
  for (let first = 0; first < tokens.length; ) {
    const sentence = tokens[first]?.sentence
    let next = first
    while (next < tokens.length && tokens[next]?.sentence === sentence) next++
    const count = next - first
    if (count > most)
      yield finding(
        'sentence',
        [tokens[first]?.start ?? 0, tokens[next - 1]?.end ?? 0],
        {
          de: `Der Satz hat ${count} Wörter; Sätze des Shops haben höchstens ${most}.`,
          en: `The sentence has ${count} words; those of the shop have ${most} at most.`,
        },
        null,
      )
    first = next
  }
}
