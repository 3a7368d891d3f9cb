/** Numbers, days and times as a person of the language writes them; what is not known is an en dash. */
import type { Lang } from '../../../core/lang.ts'
import type { Unit } from '../../findings/index.ts'

/** What a value is written for. */
export interface Writing {
  readonly lang: Lang
  readonly currency: string
}

export const UNKNOWN = '–'

const tags: Readonly<Record<Lang, string>> = { de: 'de-DE', en: 'en-GB' }
const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(lang: Lang, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${lang}${JSON.stringify(options)}`
  const known = numberFormats.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(tags[lang], options)
  numberFormats.set(key, made)
  return made
}

function plain(value: number, lang: Lang, digits: number): string {
  const rounded = numberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
  return minus(/[1-9]/.test(rounded) ? rounded : rounded.replace('-', ''))
}

// The hyphen that Intl writes is shorter than a plus and breaks at a line's end.
function minus(text: string): string {
  return text.replace(/-/g, '−')
}

function symbol(writing: Writing): string {
  const parts = numberFormat(writing.lang, {
    style: 'currency',
    currency: writing.currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  return parts.find((part) => part.type === 'currency')?.value ?? writing.currency
}

function withCurrency(number: string, unitWord: string, writing: Writing): string {
  if (writing.lang === 'de') {
    const gap = unitWord === 'T' || unitWord === '' ? unitWord : `${unitWord}\u00a0`
    return `${number}\u00a0${gap}${symbol(writing)}`
  }
  const sign = number.startsWith('−') ? '−' : ''
  return `${sign}${symbol(writing)}${number.slice(sign.length)}${unitWord}`
}

interface Scale {
  readonly divisor: number
  readonly word: string
}

function scaleOf(size: number, lang: Lang, thousandsFrom: number): Scale {
  if (size >= 1e9) return { divisor: 1e9, word: lang === 'de' ? 'Mrd.' : 'bn' }
  if (size >= 1e6) return { divisor: 1e6, word: lang === 'de' ? 'Mio.' : 'm' }
  if (size >= thousandsFrom) return { divisor: 1e3, word: lang === 'de' ? 'T' : 'k' }
  return { divisor: 1, word: '' }
}

function suffixed(number: string, unit: Unit, scale: Scale, writing: Writing): string {
  const de = writing.lang === 'de'
  if (unit === 'cents') return withCurrency(number, scale.word, writing)
  if (unit === 'ratio') return de ? `${number}\u00a0%` : `${number}%`
  if (unit === 'factor') return `${number}×`
  const gap = de && scale.word !== '' ? '\u00a0' : ''
  // 'T' alone is only read as thousand before a currency sign.
  return `${number}${gap}${de && scale.word === 'T' ? 'Tsd.' : scale.word}`
}

function shown(value: number, unit: Unit): number {
  return unit === 'cents' || unit === 'ratio' ? (unit === 'cents' ? value / 100 : value * 100) : value
}

/** Writes the ticks of an axis, all with the same unit word and as many digits as the step needs. */
export function axisWriter(
  ticks: readonly number[],
  step: number,
  unit: Unit,
  writing: Writing,
): (tick: number) => string {
  const size = Math.max(0, ...ticks.map((tick) => Math.abs(shown(tick, unit))))
  const scale = unit === 'ratio' ? { divisor: 1, word: '' } : scaleOf(size, writing.lang, 10_000)
  const stepShown = shown(step, unit) / scale.divisor
  const digits = Math.min(4, Math.max(0, -Math.floor(Math.log10(stepShown) + 1e-9)))
  return (tick) =>
    tick === 0 && unit !== 'ratio' && unit !== 'cents'
      ? '0'
      : suffixed(plain(shown(tick, unit) / scale.divisor, writing.lang, tick === 0 ? 0 : digits), unit, tick === 0 ? { divisor: 1, word: '' } : scale, writing)
}

/** A value in about three digits, for labels in charts: '41,3 T€', '€41.3k', '12,4 %'. */
export function compact(value: number | null, unit: Unit, writing: Writing): string {
  if (value === null || !Number.isFinite(value)) return UNKNOWN
  const size = Math.abs(shown(value, unit))
  const scale = unit === 'ratio' ? { divisor: 1, word: '' } : scaleOf(size, writing.lang, 10_000)
  const scaled = shown(value, unit) / scale.divisor
  const whole = Number.isInteger(scaled) && unit !== 'cents'
  const digits = whole || Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 10 || unit === 'ratio' ? 1 : 2
  return suffixed(plain(scaled, writing.lang, digits), unit, scale, writing)
}

/** The same with a plus before what is added. */
export function compactSigned(value: number | null, unit: Unit, writing: Writing): string {
  const text = compact(value, unit, writing)
  return value !== null && value > 0 ? `+${text}` : text
}
