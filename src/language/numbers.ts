/**
 * Numbers as people write them in German and English. Every function answers `UNKNOWN` for null and for what is no
 * finite number, never writes a minus before zero, and writes the true minus sign (U+2212).
 */
import type { Lang } from '../core/lang.ts'

/** What stands where a value is not known. */
export const UNKNOWN = '–'
/** The one minus sign, in prose and in tables. */
export const MINUS = '\u2212'
/** Keeps a number and its unit on one line. */
export const NBSP = '\u00A0'

const LOCALES: Readonly<Record<Lang, string>> = { de: 'de-DE', en: 'en-GB' }

/** 'changes': plus and minus are shown, nothing before zero; 'negative': only the minus. */
export type SignStyle = 'negative' | 'changes'

export interface NumberStyle {
  readonly lang: Lang
  /** Digits after the separator; default 0 to `maxDigits`. */
  readonly minDigits?: number
  readonly maxDigits?: number
  readonly sign?: SignStyle
}

export interface SignedStyle {
  readonly lang: Lang
  readonly sign?: SignStyle
}

/** A number that may be unknown. */
export type Known = number | null

const formatters = new Map<string, Intl.NumberFormat>()

function formatterFor(lang: Lang, minDigits: number, maxDigits: number, sign: SignStyle): Intl.NumberFormat {
  const key = `${lang}${minDigits}/${maxDigits}${sign}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(LOCALES[lang], {
    minimumFractionDigits: minDigits,
    maximumFractionDigits: maxDigits,
    signDisplay: sign === 'changes' ? 'exceptZero' : 'negative',
  })
  formatters.set(key, made)
  return made
}

/** Whether there is a number to write. */
export function isKnown(value: Known): value is number {
  return value !== null && Number.isFinite(value)
}

/** A number with grouping and between `minDigits` (0) and `maxDigits` (2) digits after the separator: '1.234,5'. */
export function formatDecimal(value: Known, style: NumberStyle): string {
  if (!isKnown(value)) return UNKNOWN
  const maxDigits = style.maxDigits ?? Math.max(2, style.minDigits ?? 0)
  const text = formatterFor(style.lang, style.minDigits ?? 0, maxDigits, style.sign ?? 'negative').format(value)
  return text.replace('-', MINUS)
}

/** A whole number, rounded half away from zero: '1.234'. */
export function formatCount(value: Known, style: SignedStyle): string {
  return formatDecimal(value, { ...style, maxDigits: 0 })
}

/** An expected or average count: one digit after the separator below 10, whole above. */
export function formatMean(value: Known, style: SignedStyle): string {
  const digits = isKnown(value) && Math.abs(value) < 9.95 ? 1 : 0
  return formatDecimal(value, { ...style, maxDigits: digits })
}

export interface PercentStyle extends SignedStyle {
  /**
   * Digits after the separator. 'table' (default): one, aligned; 'prose': one, none where it would be a zero;
   * from 100 % on none, and below 0.1 % as many as the first digit that is not zero needs, at most three.
   */
  readonly digits?: number | 'table' | 'prose'
}

function percentDigits(percent: number, digits: number | 'table' | 'prose'): { min: number; max: number } {
  if (typeof digits === 'number') return { min: digits, max: digits }
  const size = Math.abs(percent)
  if (size >= 99.95) return { min: 0, max: 0 }
  if (size >= 0.095 || size === 0) return { min: digits === 'table' ? 1 : 0, max: 1 }
  const first = Math.min(3, Math.ceil(-Math.log10(size)))
  return { min: 0, max: first }
}

/** A ratio (1 = 100 %) in percent: '6,2 %' with a no-break space in German, '6.2%' in English. */
export function formatPercent(ratio: Known, style: PercentStyle): string {
  if (!isKnown(ratio)) return UNKNOWN
  const percent = ratio * 100
  const { min, max } = percentDigits(percent, style.digits ?? 'table')
  return formatDecimal(percent, { ...style, minDigits: min, maxDigits: max }) + percentSign(style.lang)
}

/** The percent sign with the space German puts before it. */
export function percentSign(lang: Lang): string {
  return lang === 'de' ? `${NBSP}%` : '%'
}

/** Percentage points as they are (1.3 = '1,3 Prozentpunkte' / '1.3 percentage points'). */
export function formatPercentPoints(points: Known, style: SignedStyle): string {
  if (!isKnown(points)) return UNKNOWN
  const number = formatDecimal(points, { ...style, maxDigits: 1 })
  const one = number.replace(/^[+\u2212]/, '') === '1'
  if (style.lang === 'de') return `${number}${NBSP}${one ? 'Prozentpunkt' : 'Prozentpunkte'}`
  return `${number}${NBSP}${one ? 'percentage point' : 'percentage points'}`
}

/** The number of a factor: one digit below 100, none above. */
export function formatFactorNumber(factor: Known, lang: Lang): string {
  const whole = isKnown(factor) && Math.abs(factor) >= 99.95
  return formatDecimal(factor, { lang, minDigits: whole ? 0 : 1, maxDigits: whole ? 0 : 1 })
}

/** A factor: '4,1-mal' / '4.1 times'. */
export function formatFactor(factor: Known, lang: Lang): string {
  if (!isKnown(factor)) return UNKNOWN
  const number = formatFactorNumber(factor, lang)
  return lang === 'de' ? `${number}-mal` : `${number}${NBSP}times`
}

/** An ordinal: '3.' / '3rd'. Whole numbers only; others are rounded. */
export function formatOrdinal(value: Known, lang: Lang): string {
  if (!isKnown(value)) return UNKNOWN
  const number = formatCount(value, { lang })
  if (lang === 'de') return `${number}.`
  const size = Math.abs(Math.round(value))
  if (size % 100 >= 11 && size % 100 <= 13) return `${number}th`
  return number + (['th', 'st', 'nd', 'rd'][size % 10] ?? 'th')
}

/** 'A, B und C' / 'A, B and C'; empty for no items. */
export function joinList(items: readonly string[], lang: Lang, word: 'and' | 'or' = 'and'): string {
  const last = items.at(-1)
  if (last === undefined) return ''
  if (items.length === 1) return last
  const join = lang === 'en' ? word : word === 'and' ? 'und' : 'oder'
  return `${items.slice(0, -1).join(', ')} ${join} ${last}`
}

/** 'a bis b' / 'a to b'; one text where both ends are written alike, unknown where one end is. */
export function joinRange(low: string, high: string, lang: Lang): string {
  if (low === UNKNOWN || high === UNKNOWN) return UNKNOWN
  if (low === high) return low
  return `${low} ${lang === 'de' ? 'bis' : 'to'} ${high}`
}
