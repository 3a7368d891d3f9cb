/** Numbers with their units in a text: '1,2 kg', '−5 bis 7 °C', '30 x 20 x 10 cm', 'zwei Taschen', '20-litre'. */
import type { Lang } from '../../../core/lang.ts'
import type { Unit } from '../../../language/units.data.ts'
import { UNITS_BY_NAME, unitNamed } from '../../../language/units.ts'
import { foldLetters } from '../text/stem.ts'
import { type ReadText, readText, type Token } from '../text/tokens.ts'
import { countingWord, isOne, readNumber, wordNumber } from './numbers.ts'

/** How exactly a number is meant: 'rund', 'über', 'unter'. */
type Bound = 'exact' | 'about' | 'above' | 'below'

export interface Quantity {
  /** Place of number and unit; `end` exclusive. */
  readonly start: number
  readonly end: number
  /** In the base unit of its dimension; more than one where the writing can be read in two ways, the likelier first. */
  readonly low: readonly number[]
  /** Upper end of a range; as `low` where it is none. */
  readonly high: readonly number[]
  /** Half a unit of the last digit written, base unit. */
  readonly half: number
  /** Null: a count, or a number without a unit. */
  readonly unit: Unit | null
  readonly bound: Bound
  /** What it counts where the word says so itself ('dreilagig'), as a stem; else empty. */
  readonly counted: string
  /** One of several values given together ('30 x 20 cm'). */
  readonly isListed: boolean
  /** 'eine', 'one': an article as often as a number. */
  readonly isOne: boolean
}

/** A word farther from a number than this, in words, names it only where no other is nearer. */
export const NEAR = 4

const NUMBER =
  /(?<![\p{L}\p{N}]|\d[.,])(?:\d{1,3}(?:[.,'’\u00a0\u202f\u2009]\d{3})+(?:[.,]\d{1,4})?|\d+(?:[.,]\d+)?[½¼¾]?|[½¼¾])(?!\d)/gu
const SPACE = '[ \\u00a0\\u202f\\u2009-]{0,2}'
const RANGE = /^\s*(?:bis|to|through|–|-|—|−|…|\.\.\.?)\s*(?:zu\s+)?[+−–-]?$/
const BETWEEN = /^\s*(?:und|and)\s*[+−–-]?$/
const LIST = /^\s*[x×*/]\s*$/
const ENUMERATION = /^\s*(?:,|und|oder|and|or|&)\s*$/
const BOUNDS: readonly (readonly [Bound, RegExp])[] = [
  [
    'about',
    /(?:\b(?:ca|circa|etwa|rund|ungefähr|knapp|gut|fast|about|approx|approximately|around|roughly|nearly|almost)\.?|[~≈±])\s*$/i,
  ],
  ['above', /(?:\b(?:über|mehr als|mindestens|mind\.|more than|over|at least|upwards of|ab)|[>≥])\s*$/i],
  ['below', /(?:\b(?:unter|weniger als|less than|under|below|höchstens|at most)|[<≤])\s*$/i],
]
/** '3er-Set', '6er Pack', 'der 2019er'. */
const SERIES = /^er(?:[- ](\p{L}{3,}))?(?!\p{L})/u
/** Turns, not temperatures. */
const TURNS = new Set([45, 120, 180, 270, 360])

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const alternatives = [...UNITS_BY_NAME.keys()]
  .sort((a, b) => b.length - a.length)
  .map((name) =>
    /[\p{L}\p{N}²³]$/u.test(name) ? `${escaped(name)}(?:ige?[nrsm]?)?(?![\\p{L}\\p{N}²³])` : escaped(name),
  )
const UNIT_AFTER = new RegExp(`${SPACE}(${alternatives.join('|')})`, 'uy')
const MONEY_BEFORE = /(€|EUR|\$|USD|£|GBP|CHF)\s?$/

interface Written {
  start: number
  end: number
  /** Of the number alone. */
  numberEnd: number
  readings: readonly number[]
  half: number
  unit: Unit | null
  counted: string
  isOne: boolean
  isListed: boolean
  /** 'Grad' alone: of heat or of a turn. */
  isDegree: boolean
}

/** The quantities of a text in order; `lang` null: not known ('1,200' may be either). Linear in its length. */
export function readQuantities(text: ReadText, lang: Lang | null): readonly Quantity[] {
  const written = [...digits(text.plain, lang), ...words(text, lang)].sort((a, b) => a.start - b.start)
  shareUnits(written, text.plain)
  const found: Quantity[] = []
  for (let i = 0; i < written.length; i++) {
    const first = written[i]
    if (first === undefined) continue
    const second = written[i + 1]
    const isRange = second !== undefined && joins(text.plain, first, second)
    const before = text.plain.slice(Math.max(0, first.start - 16), first.start)
    found.push(
      quantityOf(first, isRange ? second : first, BOUNDS.find(([, words]) => words.test(before))?.[0] ?? 'exact'),
    )
    if (isRange) i++
  }
  return found
}

/** The quantities of a short text, such as a value of a product's attributes. */
export function quantitiesIn(text: string, lang: Lang | null): readonly Quantity[] {
  return readQuantities(readText(text, lang ?? 'en'), lang)
}

function quantityOf(first: Written, last: Written, bound: Bound): Quantity {
  const unit = turning(last)
  const scaled = ({ readings, unit: own }: Written) =>
    readings.map((value) => value * (own?.factor ?? unit?.factor ?? 1) + (own?.offset ?? unit?.offset ?? 0))
  const [low, high] = [scaled(first), scaled(last)]
  const isFalling = (low[0] ?? 0) > (high[0] ?? 0)
  return {
    start: first.start,
    end: last.end,
    low: isFalling ? high : low,
    high: isFalling ? low : high,
    half: first.half * (unit?.factor ?? 1),
    unit,
    bound,
    counted: last.counted,
    isListed: first.isListed,
    isOne: first.isOne,
  }
}

function turning({ unit, readings, isDegree }: Written): Unit | null {
  const isTurn = isDegree && TURNS.has(readings[0] ?? 0)
  return isTurn ? (UNITS_BY_NAME.get('°') ?? unit) : unit
}

function* digits(plain: string, lang: Lang | null): Generator<Written> {
  for (const match of plain.matchAll(NUMBER)) {
    const [text] = match
    const numberEnd = match.index + text.length
    const after = unitAfter(plain, numberEnd)
    const money = MONEY_BEFORE.exec(plain.slice(Math.max(0, match.index - 4), match.index))
    const times = after === null ? /^(?:\s?[x×]|fach)\s+(?!\d)/.exec(plain.slice(numberEnd, numberEnd + 4)) : null
    // '4G', '3D', '2XL': a name with a digit in it.
    const series = after === null ? SERIES.exec(plain.slice(numberEnd, numberEnd + 12)) : null
    if (after === null && times === null && series === null && /^\p{L}/u.test(plain.slice(numberEnd, numberEnd + 2)))
      continue
    const sign =
      /(?:(?<=^|[\s(:])[−–-]|\bminus\s)$/i.exec(plain.slice(Math.max(0, match.index - 7), match.index))?.[0] ?? ''
    const isNegative = sign !== ''
    const start = match.index - (money === null ? sign.length : money[0].length)
    const counting =
      after === null ? /^[ -]?(\p{L}+ig)(?:e[nrsm]?)?(?!\p{L})/u.exec(plain.slice(numberEnd, numberEnd + 20)) : null
    const readings = readNumber(text, lang).map((value) => (isNegative ? -value : value))
    const decimals = /[.,](\d+)$/.exec(text)?.[1]?.length ?? 0
    const isWhole = Number.isInteger(readings[0])
    yield {
      start,
      end: after?.end ?? numberEnd + (times === null ? 0 : times[0].trimEnd().length),
      numberEnd,
      readings,
      half: 0.5 / 10 ** (isWhole ? 0 : decimals),
      unit: after?.unit ?? (money === null ? null : (UNITS_BY_NAME.get(money[1] ?? '') ?? null)),
      counted: foldLetters(counting?.[1] ?? (series === null ? '' : `er${series[1] ?? ''}`)),
      isOne: false,
      isListed: false,
      isDegree: /(?:grad|degrees?)$/i.test(plain.slice(numberEnd, after?.end ?? numberEnd)),
    }
  }
}

function* words({ tokens, plain, langs }: ReadText, lang: Lang | null): Generator<Written> {
  for (const token of tokens) {
    const spoken = langs[token.sentence] ?? lang ?? 'de'
    const counting = countingWord(token.folded)
    const value = counting === null ? wordNumber(token.folded, spoken) : counting[0]
    if (value === null) continue
    // 'Half a litre', 'two and a half hours'.
    const joint = /^(?: and a half| an?(?= \p{L}))/u.exec(plain.slice(token.end, token.end + 12))?.[0] ?? ''
    const numberEnd = token.end + (value === 0.5 || joint.length > 3 ? joint.length : 0)
    const after = counting === null ? unitAfter(plain, numberEnd) : null
    // 'Ein halber Liter' is half of one, but 'die halbe Miete' no number.
    if (value === 0.5 && after === null) continue
    const isHalfMore = joint.startsWith(' and')
    yield {
      start: token.start,
      end: after?.end ?? token.end,
      numberEnd,
      readings: [isHalfMore ? value + 0.5 : value],
      half: 0.5,
      unit: after?.unit ?? null,
      counted: counting?.[1] ?? '',
      isOne: isOne(token.text, spoken),
      isListed: false,
      isDegree: false,
    }
  }
}

function unitAfter(plain: string, at: number): { unit: Unit; end: number } | null {
  UNIT_AFTER.lastIndex = at
  const match = UNIT_AFTER.exec(plain)
  const name = match?.[1]?.replace(/(?<=prozent)ige?[nrsm]?$/, '')
  if (match === null || name === undefined) return null
  // A quotation mark that closes is no sign for inches.
  if (/^["”]$/.test(name) && /["“„][^"“”„]*$/.test(plain.slice(Math.max(0, at - 120), at))) return null
  const unit = unitNamed(name)
  return unit === undefined ? null : { unit, end: at + match[0].length }
}

/** '30 x 20 cm', '5, 6 und 7 mm', '5–10 °C': what has no unit of its own has that of the next. */
function shareUnits(written: Written[], plain: string): void {
  for (let i = written.length - 2; i >= 0; i--) {
    const [first, second] = [written[i], written[i + 1]]
    if (first === undefined || second === undefined) continue
    const between = plain.slice(first.end, second.start)
    const isList = LIST.test(between)
    if (isList) {
      first.isListed = true
      second.isListed = true
    }
    const isShared = isList || RANGE.test(between) || ENUMERATION.test(between)
    if (first.unit === null && second.unit !== null && isShared) first.unit = second.unit
  }
}

function joins(plain: string, first: Written, second: Written): boolean {
  if (first.unit?.dimension !== second.unit?.dimension || first.isOne) return false
  const between = plain.slice(first.end, second.start)
  if (RANGE.test(between)) return true
  return (
    BETWEEN.test(between) && /\b(?:zwischen|between)\s*$/i.test(plain.slice(Math.max(0, first.start - 10), first.start))
  )
}

/** Whether a token lies within a quantity. */
export function isWithin(token: Token, { start, end }: { readonly start: number; readonly end: number }): boolean {
  return token.start < end && token.end > start
}
