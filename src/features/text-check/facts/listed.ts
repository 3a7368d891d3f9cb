/** Enumerations of a text held against the lists of the data: who names two inks of three and a fourth names one too many. */
import { stemOf } from '../text/stem.ts'
import type { ReadText, Token } from '../text/tokens.ts'
import type { Known, KnownList } from './known.ts'
import { negationOf } from './negation.ts'

const JOIN =
  /^(?:,?\s+(?:und|oder|and|or|sowie)|,|\s?[&/])\s+(?:(?:mit|in|für|with|for|the|a|an|der|die|das|den|einem|einer|ein|eine)\s+)?$/i
const ENGLISH_END =
  /^(?:in|for|to|with|of|on|at|from|come|comes|are|is|make|give|or|and|but|replenish|you|that|which|as|by|can|will)$/i
const LEAST = 2

export interface Surplus {
  readonly start: number
  readonly end: number
  readonly list: KnownList
}

const PRONOUNS = /^(?:sie|ihr|ihre|ihren|du|wir|ich|er|es|das|die|der)$/i

/** The members of a text's enumerations that a list of the data does not have, though it has another of them. */
export function surplusMembers(text: ReadText, { lists, allStems }: Known): readonly Surplus[] {
  if (lists.length === 0) return []
  return enumerations(text).flatMap((members): Surplus[] => {
    const list = lists.find(({ stems }) => members.some(({ stem }) => stems.has(stem)))
    const isEnglish = text.langs[text.tokens[members[0]?.at ?? 0]?.sentence ?? 0] === 'en'
    // Colours are translated by their own table.
    if (list === undefined || (isEnglish && /farb|colou?r/i.test(list.source.name))) return []
    return members.flatMap(({ start, end, stem, at }): Surplus[] => {
      const isKnown =
        stem.length < LEAST ||
        allStems.has(stem) ||
        list.stems.has(stem) ||
        isAlike(stem, list.stems) ||
        /^\d/.test(stem)
      return isKnown || negationOf(text, { from: at, to: at + 1 }) !== null ? [] : [{ start, end, list }]
    })
  })
}

interface Member extends Pick<Token, 'start' | 'end' | 'stem'> {
  /** Place among the tokens. */
  readonly at: number
}

/** Runs of single words joined by commas and 'und'; German ones of nouns, English ones that end before a verb or preposition. */
function enumerations({ tokens, plain, langs }: ReadText): readonly (readonly Member[])[] {
  const found: Member[][] = []
  let run: Member[] = []
  let hasConjunction = false
  const close = () => {
    if (run.length >= LEAST && hasConjunction) found.push(run)
    run = []
    hasConjunction = false
  }
  let last: { at: number; end: number } | null = null
  for (const [at, token] of tokens.entries()) {
    const isEnglish = langs[token.sentence] === 'en'
    if (
      isEnglish
        ? ENGLISH_END.test(token.text) || token.text.length < LEAST
        : !/\p{Lu}/u.test(token.text) || PRONOUNS.test(token.text)
    )
      continue
    const between = last === null ? '' : plain.slice(last.end, token.start)
    const isJoined = last !== null && tokens[last.at]?.sentence === token.sentence && JOIN.test(between)
    // Behind 'A und B' a comma begins something else.
    if (!isJoined || (hasConjunction && /^,\s*$/.test(between))) close()
    else if (/und|oder|and|or|sowie|&/i.test(between)) hasConjunction = true
    const next = tokens[at + 1]
    // 'Front and easy care': an adjective before its noun is no member.
    const isWhole = !isEnglish || next === undefined || next.clause !== token.clause || ENGLISH_END.test(next.text)
    if (isWhole || run.length === 0) run.push({ start: token.start, end: token.end, stem: token.stem, at })
    last = { at, end: token.end }
  }
  close()
  return found
}

/** Another form of a member: the beginning or the end is the same ('Tinte', 'Tintenpatrone'). */
function isAlike(stem: string, stems: ReadonlySet<string>): boolean {
  for (const known of stems) {
    const [short, long] = known.length < stem.length ? [known, stem] : [stem, known]
    if (short.length >= 4 && (long.startsWith(short) || long.endsWith(short))) return true
  }
  return false
}

/** The list a value is; null: it is none. */
export function listOf(items: readonly string[]): ReadonlySet<string> | null {
  const stems = items.flatMap((item) => {
    const words = item.trim().match(/[\p{L}\p{N}-]+/gu) ?? []
    return words.length > 3 || words.length === 0 ? [] : words.map(stemOf)
  })
  return items.length < LEAST || stems.length < LEAST ? null : new Set(stems)
}
