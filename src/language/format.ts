/** Values of the report by their unit, in German and English. */
import type { Lang } from '../core/lang.ts'
import { formatDay, formatMonth } from './dates.ts'
import { formatMoney, formatMoneyRange } from './money.ts'
import {
  formatCount,
  formatDecimal,
  formatFactor,
  formatFactorNumber,
  formatMean,
  formatPercent,
  formatPercentPoints,
  isKnown,
  joinRange,
  type Known,
  NBSP,
  percentSign,
  type SignStyle,
  UNKNOWN,
} from './numbers.ts'

/** The units of figures and table columns; the same strings as `UNITS` of the findings, which lie above this folder. */
export const VALUE_UNITS = [
  'cents',
  'count',
  'number',
  'ratio',
  'factor',
  'days',
  'text',
  'date',
  'percent-points',
] as const
export type ValueUnit = (typeof VALUE_UNITS)[number]

export interface ValueStyle {
  readonly lang: Lang
  /** ISO 4217 code for amounts of money. */
  readonly currency: string
  readonly sign?: SignStyle
}

function dayWord(number: string, lang: Lang): string {
  if (lang === 'de') return number === '1' ? 'Tag' : 'Tage'
  return number === '1' ? 'day' : 'days'
}

/** '3 Tage' / '3 days', with one digit where it is not whole. */
export function formatDays(days: Known, style: { readonly lang: Lang; readonly sign?: SignStyle }): string {
  if (!isKnown(days)) return UNKNOWN
  const number = formatDecimal(days, { ...style, maxDigits: 1 })
  return `${number}${NBSP}${dayWord(number.replace(/^[+\u2212]/, ''), style.lang)}`
}

function formatDate(value: string, lang: Lang): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value, 'short', lang)
  if (/^\d{4}-\d{2}$/.test(value)) return formatMonth(value, lang)
  return value
}

/**
 * A value by its unit: cents as money, ratios (1 = 100 %) as percent, percent points as they are, dates from
 * 'YYYY-MM-DD' or 'YYYY-MM'. Null, the empty text and what is no finite number give `UNKNOWN`; a text in a column of
 * numbers stays as it is.
 */
export function formatValue(value: string | number | null, unit: ValueUnit, style: ValueStyle): string {
  if (value === null || value === '') return UNKNOWN
  if (typeof value === 'string') return unit === 'date' ? formatDate(value, style.lang) : value
  const { lang } = style
  switch (unit) {
    case 'cents':
      return formatMoney(value, style)
    case 'count':
      return formatCount(value, style)
    case 'number':
      return formatDecimal(value, { ...style, maxDigits: 2 })
    case 'ratio':
      return formatPercent(value, style)
    case 'factor':
      return formatFactor(value, lang)
    case 'days':
      return formatDays(value, style)
    case 'percent-points':
      return formatPercentPoints(value, style)
    case 'text':
    case 'date':
      return formatDecimal(value, { lang })
  }
}

/** A range counts as many, whatever its ends. */
const MANY = {
  days: { de: 'Tage', en: 'days' },
  'percent-points': { de: 'Prozentpunkte', en: 'percentage points' },
} as const

/** An interval by its unit, the ends in order: '12 bis 15 Tsd. €', '21,1 bis 25,9 %', '3 bis 5 Tage'. */
export function formatRange(low: Known, high: Known, unit: ValueUnit, style: ValueStyle): string {
  if (!isKnown(low) || !isKnown(high)) return UNKNOWN
  const { lang } = style
  const from = Math.min(low, high)
  const to = Math.max(low, high)
  switch (unit) {
    case 'cents':
      return formatMoneyRange(from, to, style)
    case 'ratio': {
      const digits = [from, to].every((ratio) => Number.isInteger(Math.round(ratio * 1000) / 10)) ? 0 : 1
      const number = (ratio: number): string =>
        formatDecimal(ratio * 100, { ...style, minDigits: digits, maxDigits: digits })
      if (lang === 'en') return joinRange(`${number(from)}%`, `${number(to)}%`, lang)
      return joinRange(number(from), number(to), lang) + percentSign(lang)
    }
    case 'factor':
      return joinRange(formatFactorNumber(from, lang), formatFactorNumber(to, lang), lang)
    case 'days':
    case 'percent-points': {
      const number = (value: number): string => formatDecimal(value, { ...style, maxDigits: 1 })
      if (number(from) === number(to)) return formatValue(to, unit, style)
      const word = lang === 'de' ? MANY[unit].de : MANY[unit].en
      return `${joinRange(number(from), number(to), lang)}${NBSP}${word}`
    }
    case 'count':
      return joinRange(formatMean(from, style), formatMean(to, style), lang)
    default:
      return joinRange(formatValue(from, unit, style), formatValue(to, unit, style), lang)
  }
}
