import { LANGS } from '../../core/lang.ts'
import { DOCUMENT_KINDS, type ImportRecord, LINE_KINDS } from '../records.ts'

/** Why a value read from JSON is no record; null when it is one. Written by hand: it runs for millions of events. */
type Check = (value: unknown) => string | null
type Fields = Readonly<Record<string, Check>>

const text: Check = (value) => (typeof value === 'string' ? null : 'must be a text')
const filled: Check = (value) => (typeof value === 'string' && value !== '' ? null : 'must be a text that is not empty')
const whole: Check = (value) => (Number.isSafeInteger(value) ? null : 'must be a whole number')
const count: Check = (value) => (isWhole(value) && value >= 0 ? null : 'must be a whole number of at least 0')
const flag: Check = (value) => (typeof value === 'boolean' ? null : 'must be true or false')
const object: Check = (value) => (isObject(value) ? null : 'must be an object')
const LAST_INSTANT = Date.UTC(2101, 0, 1)
const instant: Check = (value) =>
  isWhole(value) && value >= 0 && value < LAST_INSTANT ? null : 'must be UTC milliseconds between 1970 and 2100'
const currency: Check = (value) =>
  typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? null : 'must be a currency code such as EUR'

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function orNull(check: Check): Check {
  return (value) => (value === null ? null : check(value))
}

function optional(check: Check): Check {
  return (value) => (value === undefined ? null : check(value))
}

function oneOf(values: readonly string[]): Check {
  return (value) => (typeof value === 'string' && values.includes(value) ? null : `must be one of ${values.join(', ')}`)
}

function listOf(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return 'must be a list'
    for (let at = 0; at < value.length; at++) {
      const fault = check(value[at])
      if (fault !== null) return `entry ${at}: ${fault}`
    }
    return null
  }
}

function mapOf(check: Check): Check {
  return (value) => {
    if (!isObject(value)) return 'must be an object'
    for (const key in value) {
      const fault = check(value[key])
      if (fault !== null) return `'${key}' ${fault}`
    }
    return null
  }
}

function shapeOf(fields: Fields): Check {
  const names = Object.keys(fields)
  const checks = Object.values(fields)
  return (value) => {
    if (!isObject(value)) return 'must be an object'
    for (let at = 0; at < names.length; at++) {
      const name = names[at] ?? ''
      const fault = checks[at]?.(value[name]) ?? null
      if (fault !== null) return value[name] === undefined ? `'${name}' is missing` : `'${name}' ${fault}`
    }
    return null
  }
}

const inLangs: Check = (value) => {
  const fault = mapOf(text)(value)
  if (fault !== null || !isObject(value)) return fault
  const strange = Object.keys(value).find((key) => !LANGS.some((lang) => lang === key))
  return strange === undefined ? null : `has the unknown language '${strange}'`
}

const attribute: Check = (value) => {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return null
  const known = isObject(value) && LANGS.every((lang) => typeof value[lang] === 'string')
  return known ? null : 'must be a text, a number, true, false or a text in each language'
}

const variant = shapeOf({
  sku: filled,
  title: text,
  barcode: optional(text),
  options: mapOf(text),
  priceCents: orNull(count),
  compareAtCents: orNull(count),
  costCents: orNull(count),
  stock: orNull(whole),
})

const orderLine = shapeOf({
  sku: text,
  title: text,
  kind: oneOf(LINE_KINDS),
  quantity: whole,
  unitPriceCents: whole,
  totalCents: whole,
})

const refund = shapeOf({ externalId: filled, refundedAt: instant, amountCents: count, reason: text })

const SHAPES: ReadonlyMap<unknown, Check> = new Map<unknown, Check>([
  [
    'product',
    shapeOf({
      externalId: filled,
      title: inLangs,
      description: inLangs,
      brand: text,
      category: text,
      tags: listOf(text),
      attributes: mapOf(attribute),
      status: oneOf(['active', 'draft', 'archived']),
      variants: listOf(variant),
      currency,
      validFrom: orNull(instant),
    }),
  ],
  [
    'customer',
    shapeOf({
      externalId: filled,
      email: text,
      name: text,
      country: text,
      city: text,
      postcode: text,
      createdAt: orNull(instant),
      acceptsMarketing: flag,
    }),
  ],
  [
    'order',
    shapeOf({
      externalId: filled,
      document: oneOf(DOCUMENT_KINDS),
      placedAt: instant,
      currency,
      customerExternalId: text,
      customerEmail: text,
      country: text,
      channel: text,
      cancelledAt: orNull(instant),
      lines: listOf(orderLine),
      refunds: listOf(refund),
    }),
  ],
  [
    'event',
    shapeOf({
      messageId: filled,
      name: filled,
      at: instant,
      anonymousId: text,
      customerExternalId: text,
      sku: text,
      device: text,
      browser: text,
      country: text,
      channel: text,
      path: text,
      valueCents: whole,
      properties: object,
    }),
  ],
])

/** The record one line of JSON holds, or in `fault` why it holds none. */
export function parseRecord(json: string): { record: ImportRecord; fault: null } | { record: null; fault: string } {
  // No store takes NUL in a text.
  if (json.includes('\\u0000')) return { record: null, fault: 'The line holds the character NUL (\\u0000).' }
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return { record: null, fault: 'The line is not JSON.' }
  }
  if (!isObject(value)) return { record: null, fault: 'The line is not a JSON object.' }
  const check = SHAPES.get(value.type)
  if (check === undefined) return { record: null, fault: "'type' must be one of product, customer, order, event." }
  const fault = check(value)
  if (fault !== null) return { record: null, fault: `The ${String(value.type)} is not valid: ${fault}.` }
  // The check above has looked at every field of the record's type.
  return { record: value as unknown as ImportRecord, fault: null }
}
