/** Numbers as people and programs write them, read exactly: money is decimal text, never a float. */

export const INT32_MAX = 2_147_483_647
/** One billion in the currency; more than this in one price or line is a mistake in the file. */
const MAX_CENTS = 100_000_000_000
const EXACT_DIGITS = 15

/** A whole number ('12', '-3', '12.0'); NaN for everything else ('1e3', '12,5', 'Infinity', ''). */
export function parseWhole(text: string): number {
  let at = 0
  let end = text.length
  while (at < end && text.charCodeAt(at) <= 32) at++
  while (end > at && text.charCodeAt(end - 1) <= 32) end--
  const sign = text.charCodeAt(at)
  if (sign === 45 || sign === 43) at++
  const first = at
  let value = 0
  for (; at < end; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
  }
  if (at === first) return Number.NaN
  if (at < end && !/^\.0+$/.test(text.slice(at, end))) return Number.NaN
  return sign === 45 ? 0 - value : value
}

/** Why a text is no quantity; null when it is one. */
export function quantityFault(column: string, text: string): string | null {
  if (text.trim() === '') return `${column} is empty; a whole number is expected.`
  const value = parseWhole(text)
  if (Number.isNaN(value)) return `${column} '${text.slice(0, 40)}' is not a whole number.`
  if (Math.abs(value) > INT32_MAX) return `${column} '${text.slice(0, 40)}' is too large (at most ${INT32_MAX}).`
  return null
}

/** How decimals are written: with a point, with a comma, or as each value shows. */
export type DecimalStyle = 'point' | 'comma' | 'auto'

/** Reads money ('12.50', '1.234,56', '€ 12', '-0.001') and keeps its exact value for `cents` and `timesCents`. */
export class MoneyReader {
  readonly #style: DecimalStyle
  #digits = 0
  #exact: bigint | null = null
  #scale = 0

  constructor(style: DecimalStyle) {
    this.#style = style
  }

  /** Takes the text; false when it is no money. */
  read(text: string): boolean {
    if (this.#style !== 'comma' && this.#readPlain(text)) return true
    const plain = text.length > 60 ? null : plainDecimal(text, this.#style)
    return plain !== null && this.#readPlain(plain)
  }

  /** The value in cents, rounded half away from zero; NaN when it is over a billion. */
  cents(): number {
    return this.timesCents(1)
  }

  /** The exact product with a whole number, in cents, rounded once (half away from zero); NaN when over a billion. */
  timesCents(factor: number): number {
    const product = this.#digits * factor
    if (this.#exact !== null || !Number.isSafeInteger(product * 100)) return this.#timesExactly(factor)
    let cents = product
    if (this.#scale <= 2) cents = this.#scale === 2 ? product : product * (this.#scale === 1 ? 10 : 100)
    else cents = dividedHalfUp(product, 10 ** (this.#scale - 2))
    return Math.abs(cents) <= MAX_CENTS ? cents + 0 : Number.NaN
  }

  /** Why `text` is no money; null when it is. */
  fault(column: string, text: string): string | null {
    const shown = `${column} '${text.slice(0, 40)}'`
    if (text.trim() === '') return `${column} is empty; an amount is expected.`
    if (!this.read(text)) {
      const ambiguous = this.#style === 'auto' && /^\D*[1-9]\d{0,2},\d{3}\D*$/.test(text)
      if (ambiguous) return `${shown} can be read in two ways; write it with cents (1,234.00 or 1,23).`
      return `${shown} is not an amount of money.`
    }
    return Number.isNaN(this.cents()) ? `${shown} is too large (at most 1,000,000,000).` : null
  }

  #readPlain(text: string): boolean {
    let at = 0
    const end = text.length
    const negative = text.charCodeAt(0) === 45
    if (negative) at = 1
    let value = 0
    let digits = 0
    let point = -1
    for (; at < end; at++) {
      const code = text.charCodeAt(at)
      if (code === 46 && point === -1) {
        point = at
        continue
      }
      if (code < 48 || code > 57) return false
      value = value * 10 + (code - 48)
      digits++
    }
    if (digits === 0 || digits > 40) return false
    this.#scale = point === -1 ? 0 : end - point - 1
    this.#digits = negative ? -value : value
    this.#exact = digits > EXACT_DIGITS ? BigInt(text.replace('.', '')) : null
    return true
  }

  #timesExactly(factor: number): number {
    const product = (this.#exact ?? BigInt(this.#digits)) * BigInt(factor) * 100n
    const divisor = 10n ** BigInt(this.#scale)
    const size = product < 0n ? -product : product
    const rounded = (size * 2n + divisor) / (divisor * 2n)
    if (rounded > BigInt(MAX_CENTS)) return Number.NaN
    return Number(product < 0n ? -rounded : rounded)
  }
}

function dividedHalfUp(value: number, divisor: number): number {
  const size = Math.abs(value)
  const rest = size % divisor
  const whole = (size - rest) / divisor + (rest * 2 >= divisor ? 1 : 0)
  return value < 0 ? 0 - whole : whole
}

const SPACES = " \u00a0\u2009\u202f'\u2019"
const POINT = new RegExp(`^(?:\\d*\\.?\\d+|\\d{1,3}([,${SPACES}])\\d{3}(?:\\1\\d{3})*(?:\\.\\d+)?)$`)
const COMMA = new RegExp(`^(?:\\d*,?\\d+|\\d{1,3}([.${SPACES}])\\d{3}(?:\\1\\d{3})*(?:,\\d+)?)$`)

/** The text without currency and thousands separators, with a decimal point; null when it is no amount. */
function plainDecimal(text: string, style: DecimalStyle): string | null {
  const match = /^(-?)(?:\p{Sc}|[A-Z]{3})?\s*(-?)([\d.,\s'\u2019]*\d)\s*(?:\p{Sc}|[A-Z]{3})?$/u.exec(
    text.trim().replace('\u2212', '-'),
  )
  const number = match?.[3]
  if (match === null || number === undefined || (match[1] !== '' && match[2] !== '')) return null
  const decimal = style === 'auto' ? shownStyle(number) : style
  if (decimal === null || !(decimal === 'comma' ? COMMA : POINT).test(number)) return null
  const digits =
    decimal === 'comma' ? number.replaceAll(/[^\d,]/g, '').replace(',', '.') : number.replaceAll(/[^\d.]/g, '')
  return (match[1] === '' && match[2] === '' ? '' : '-') + digits
}

/** Which separator is the decimal one in this number; null when it could be either ('1,234'). */
function shownStyle(number: string): 'point' | 'comma' | null {
  const comma = number.lastIndexOf(',')
  const point = number.lastIndexOf('.')
  if (comma === -1) return number.indexOf('.') === point ? 'point' : 'comma'
  if (point !== -1) return comma > point ? 'comma' : 'point'
  if (number.indexOf(',') !== comma) return 'point'
  return /^[1-9]\d{0,2},\d{3}$/.test(number) ? null : 'comma'
}
