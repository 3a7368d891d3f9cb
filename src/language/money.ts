/**
 * Money from cents (hundredths of the currency, whatever the currency) in German and English. Unknown amounts are
 * written as `UNKNOWN`; a currency that is no ISO 4217 code throws the RangeError of `Intl`.
 */
import type { Lang } from '../core/lang.ts'
import { formatDecimal, isKnown, joinRange, type Known, MINUS, NBSP, type SignStyle, UNKNOWN } from './numbers.ts'

export interface MoneyStyle {
  readonly lang: Lang
  /** ISO 4217 code. */
  readonly currency: string
  readonly sign?: SignStyle
}

interface Symbols {
  readonly text: string
  /** Digits of the currency's small unit; 0 for yen. */
  readonly digits: number
}

const symbols = new Map<string, Symbols>()

function symbolOf(lang: Lang, currency: string): Symbols {
  const key = lang + currency
  const known = symbols.get(key)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat(lang === 'de' ? 'de-DE' : 'en-GB', { style: 'currency', currency })
  const symbol = format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency
  const spaced = lang === 'en' && /\p{Letter}$/u.test(symbol) ? symbol + NBSP : symbol
  const made = { text: spaced, digits: Math.min(2, format.resolvedOptions().maximumFractionDigits ?? 2) }
  symbols.set(key, made)
  return made
}

interface Scale {
  readonly size: number
  readonly de: string
  readonly en: string
}

const ONE: Scale = { size: 1, de: '', en: '' }
const SCALES: readonly Scale[] = [
  ONE,
  { size: 1e3, de: 'Tsd.', en: 'k' },
  { size: 1e6, de: 'Mio.', en: 'm' },
  { size: 1e9, de: 'Mrd.', en: 'bn' },
]

interface Writing {
  readonly scale: Scale
  readonly minDigits: number
  readonly maxDigits: number
}

function write(amount: number, style: MoneyStyle, writing: Writing): string {
  const { lang } = style
  const { minDigits, maxDigits, scale } = writing
  const number = formatDecimal(amount / scale.size, { lang, minDigits, maxDigits, sign: style.sign ?? 'negative' })
  const signed = number.startsWith(MINUS) || number.startsWith('+')
  const sign = signed ? number.slice(0, 1) : ''
  const digits = signed ? number.slice(1) : number
  const symbol = symbolOf(lang, style.currency).text
  if (lang === 'en') return sign + symbol + digits + scale.en
  const word = scale.de === '' ? '' : NBSP + scale.de
  return sign + digits + word + NBSP + symbol
}

/** All digits: '1.234,56 €' / '€1,234.56'. */
export function formatMoney(cents: Known, style: MoneyStyle): string {
  if (!isKnown(cents)) return UNKNOWN
  const { digits } = symbolOf(style.lang, style.currency)
  return write(cents / 100, style, { scale: ONE, minDigits: digits, maxDigits: digits })
}

/** For prose: whole units from 1,000 up ('41.280 €'), below all digits unless they are zeros ('80,60 €', '120 €'). */
export function formatMoneyProse(cents: Known, style: MoneyStyle): string {
  if (!isKnown(cents)) return UNKNOWN
  const whole = Math.abs(cents) >= 99_999.5 || Math.round(cents) % 100 === 0
  return whole ? formatMoneyWhole(cents, style) : formatMoney(cents, style)
}

/** Without the small unit: '512 €'. */
export function formatMoneyWhole(cents: Known, style: MoneyStyle): string {
  if (!isKnown(cents)) return UNKNOWN
  return write(cents / 100, style, { scale: ONE, minDigits: 0, maxDigits: 0 })
}

/** The scale in which an amount, once rounded, has at most three digits before the separator. */
function scaleOf(amount: number): Scale {
  const size = Math.abs(amount)
  return SCALES.find((scale) => Math.round(size / scale.size) < 1000) ?? SCALES[SCALES.length - 1] ?? ONE
}

/** Digits for amounts that stand side by side: none from 100 up; below, those that are needed by one of them. */
function digitsFor(amounts: readonly number[], scale: Scale, smallDigits: number): number {
  const shown = scale.size === 1 ? smallDigits : 1
  const power = 10 ** shown
  const rounded = amounts.map((amount) => Math.round((Math.abs(amount) / scale.size) * power) / power)
  if (rounded.some((value) => value >= 100)) return 0
  return rounded.every(Number.isInteger) ? 0 : shown
}

/** Two or three digits that count: '41,3 Tsd. €' / '€41.3k', '1,2 Mio. €' / '€1.2m', '512 €', '80,60 €'. */
export function formatMoneyShort(cents: Known, style: MoneyStyle): string {
  if (!isKnown(cents)) return UNKNOWN
  const amount = cents / 100
  const scale = scaleOf(amount)
  const digits = digitsFor([amount], scale, symbolOf(style.lang, style.currency).digits)
  return write(amount, style, { scale, minDigits: digits, maxDigits: digits })
}

/**
 * '12 bis 15 Tsd. €' / '€12k to €15k', the ends in order; one amount where both are written alike. German names the
 * unit once where both ends have the same scale or the low end is zero.
 */
export function formatMoneyRange(lowCents: Known, highCents: Known, style: MoneyStyle): string {
  if (!isKnown(lowCents) || !isKnown(highCents)) return UNKNOWN
  const low = Math.min(lowCents, highCents) / 100
  const high = Math.max(lowCents, highCents) / 100
  const scale = scaleOf(Math.max(Math.abs(low), Math.abs(high)))
  const apart = [low, high].some((end) => end !== 0 && scaleOf(end) !== scale)
  if (apart) {
    return joinRange(formatMoneyShort(low * 100, style), formatMoneyShort(high * 100, style), style.lang)
  }
  const digits = digitsFor([low, high], scale, symbolOf(style.lang, style.currency).digits)
  const end = (amount: number): string =>
    amount === 0
      ? write(0, style, { scale: ONE, minDigits: 0, maxDigits: 0 })
      : write(amount, style, { scale, minDigits: digits, maxDigits: digits })
  const lowText = end(low)
  const highText = end(high)
  if (style.lang === 'en' || lowText === highText) return joinRange(lowText, highText, style.lang)
  const bare = formatDecimal(low / scale.size, {
    lang: style.lang,
    minDigits: low === 0 ? 0 : digits,
    maxDigits: digits,
    sign: style.sign ?? 'negative',
  })
  return joinRange(bare, highText, style.lang)
}
