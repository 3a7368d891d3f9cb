/** Short numbers for charts and tiles, where the long forms of the language folder have no room. */
import type { Lang } from '../../../core/lang.ts'
import { formatValue } from '../../../language/format.ts'
import { formatMoneyShort } from '../../../language/money.ts'
import { formatDecimal, isKnown, NBSP, percentSign, UNKNOWN } from '../../../language/numbers.ts'
import type { Unit } from '../../findings/index.ts'

/** What a value is written for. */
export interface Writing {
  readonly lang: Lang
  readonly currency: string
}

export const LOCALES: Readonly<Record<Lang, string>> = { de: 'de-DE', en: 'en-GB' }

const SCALES = [
  { size: 1e9, de: 'Mrd.', en: 'billion', short: 'bn' },
  { size: 1e6, de: 'Mio.', en: 'million', short: 'm' },
  { size: 1e3, de: 'Tsd.', en: 'thousand', short: 'k' },
] as const

function symbolOf(writing: Writing): string {
  const style = { style: 'currency', currency: writing.currency } as const
  const parts = new Intl.NumberFormat(LOCALES[writing.lang], style).formatToParts(0)
  return parts.find((part) => part.type === 'currency')?.value ?? writing.currency
}

// Cents are shown in the currency's unit, ratios in percent.
function shown(value: number, unit: Unit): number {
  if (unit === 'cents') return value / 100
  return unit === 'ratio' ? value * 100 : value
}

const AXIS_WORDS: Readonly<Partial<Record<Unit, Readonly<Record<Lang, string>>>>> = {
  days: { de: 'Tage', en: 'days' },
  factor: { de: 'Faktor', en: 'factor' },
  'percent-points': { de: 'Prozentpunkte', en: 'percentage points' },
}

export interface AxisWriting {
  /** Stands once above the axis: 'Tsd. €'; empty where the ticks say it themselves. */
  readonly caption: string
  readonly write: (tick: number) => string
}

/** How the ticks of an axis are written: plain numbers of one scale, with as many digits as their step needs. */
export function axisWriting(ticks: readonly number[], step: number, unit: Unit, writing: Writing): AxisWriting {
  const { lang } = writing
  const size = Math.max(0, ...ticks.map((tick) => Math.abs(shown(tick, unit))))
  const scale = unit === 'ratio' || size < 10_000 ? undefined : SCALES.find((one) => size >= one.size)
  const divisor = scale?.size ?? 1
  const digits = Math.min(4, Math.max(0, -Math.floor(Math.log10(shown(step, unit) / divisor) + 1e-9)))
  const sign = unit === 'ratio' ? percentSign(lang) : ''
  const write = (tick: number): string => {
    const own = tick === 0 ? 0 : digits
    return formatDecimal(shown(tick, unit) / divisor, { lang, minDigits: own, maxDigits: own }) + sign
  }
  const scaleWord = scale === undefined ? '' : scale[lang]
  const unitWord = unit === 'cents' ? symbolOf(writing) : (AXIS_WORDS[unit]?.[lang] ?? '')
  const words = lang === 'de' ? [scaleWord, unitWord] : [unitWord, scaleWord]
  return { caption: words.filter((word) => word !== '').join(NBSP), write }
}

/** A value in about three digits, for labels in charts: '41,3 Tsd. €', '€41.3k', '12,4 %', '4,1×'. */
export function compact(value: number | null, unit: Unit, writing: Writing): string {
  if (!isKnown(value)) return UNKNOWN
  const { lang } = writing
  if (unit === 'cents') return formatMoneyShort(value, writing)
  if (unit === 'factor') return `${formatDecimal(value, { lang, minDigits: 1, maxDigits: 1 })}×`
  if (unit === 'percent-points')
    return `${formatDecimal(value, { lang, maxDigits: 1 })}${NBSP}${lang === 'de' ? 'Pkt.' : 'pts'}`
  if (unit === 'ratio' || unit === 'days') return formatValue(value, unit, writing)
  const scale = Math.abs(value) < 100_000 ? undefined : SCALES.find((one) => Math.abs(value) >= one.size)
  if (scale !== undefined) {
    const number = formatDecimal(value / scale.size, { lang, maxDigits: Math.abs(value) / scale.size >= 100 ? 0 : 1 })
    return lang === 'de' ? `${number}${NBSP}${scale.de}` : `${number}${scale.short}`
  }
  return formatDecimal(value, { lang, maxDigits: Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 1 })
}

/** The same with a plus before what is added. */
export function compactSigned(value: number | null, unit: Unit, writing: Writing): string {
  const text = compact(value, unit, writing)
  return isKnown(value) && value > 0 ? `+${text}` : text
}
