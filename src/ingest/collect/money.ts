/** Amounts as shops send them, in cents. */
import { isObject, type JsonObject, Refused } from './json.ts'

/** Ten billion in the currency: beyond it an amount is a mistake that would spoil every sum it is part of. */
const MAX_CENTS = 1_000_000_000_000

const DECIMAL = /^([+-]?)(\d{1,30})(?:[.,](\d{1,30}))?$/
/** '1,234' may be a thousand or one and a bit. */
const AMBIGUOUS = /,\d{3}$/

/**
 * An amount in cents, exact from its decimal digits, rounded half away from zero.
 * @returns null where the value is no amount (a text, NaN, nothing): it is not known
 * @throws Refused beyond ten billion
 */
export function toCents(value: unknown): number | null {
  if (typeof value === 'number') return Number.isInteger(value) ? bounded(value * 100) : decimalCents(numberText(value))
  if (typeof value !== 'string') return null
  const text = value.trim()
  return text.length > 64 || AMBIGUOUS.test(text) ? null : decimalCents(text)
}

/** The digits a program wrote, which are the shortest that read back as this number. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return tooLarge()
  const text = String(value)
  // Exponents stand only where a number that is no integer is smaller than a millionth.
  return text.includes('e') ? '0' : text
}

function decimalCents(text: string): number | null {
  const match = DECIMAL.exec(text)
  if (match === null) return null
  const [, sign, whole = '', fraction = ''] = match
  const roundsUp = fraction.charCodeAt(2) >= 53
  const cents = bounded(Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0')) + (roundsUp ? 1 : 0))
  return sign === '-' ? 0 - cents : cents
}

function bounded(cents: number): number {
  return Math.abs(cents) <= MAX_CENTS ? cents : tooLarge()
}

function tooLarge(): never {
  throw new Refused('an amount is larger than ten billion')
}

/** Where an order's amount is looked for: what was paid, then what shops call it besides. */
const OF_ORDERS = ['total', 'revenue', 'value'] as const
const OF_OTHERS = ['value', 'revenue', 'total'] as const
const ORDERS: ReadonlySet<string> = new Set(['Order Completed', 'Order Updated', 'Order Refunded', 'Order Cancelled'])
/** Events whose products are bought or meant to be: their prices add up. */
const BASKETS: ReadonlySet<string> = new Set([...ORDERS, 'Cart Viewed', 'Checkout Started', 'Checkout Step Viewed'])

/** What an event is worth, in cents; 0 where it does not say. */
export function valueCentsOf(type: string, properties: JsonObject): number {
  for (const key of ORDERS.has(type) ? OF_ORDERS : OF_OTHERS) {
    const cents = toCents(properties[key])
    if (cents !== null) return cents
  }
  const { products } = properties
  if (BASKETS.has(type) && Array.isArray(products)) {
    let sum = 0
    for (const product of products) if (isObject(product)) sum += lineCents(product)
    return bounded(sum)
  }
  return type.startsWith('Product ') ? lineCents(properties) : 0
}

function lineCents({ price, quantity }: JsonObject): number {
  const cents = toCents(price)
  if (cents === null) return 0
  const pieces = quantity === undefined || quantity === null || quantity === '' ? 1 : Number(quantity)
  return Number.isFinite(pieces) ? bounded(Math.round(cents * pieces)) : cents
}
