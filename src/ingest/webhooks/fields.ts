/** Reading what a shop sent: JSON of which nothing is certain, into values that the stores can hold. */
import { AppError } from '../../core/errors.ts'
import { MoneyReader } from '../import/numbers.ts'

export type Json = Readonly<Record<string, unknown>>

/** Keys and their source make one index entry, which PostgreSQL bounds. */
const MAX_KEY = 200
const MAX_TEXT = 2_000
const LAST_INSTANT = Date.UTC(2101, 0, 1)
const NO_OBJECT: Json = {}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The body as a JSON object; null where it is no UTF-8, no JSON or no object. */
export function parseObject(body: Buffer): Json | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    return isObject(value) ? value : null
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError) return null
    throw error
  }
}

/** A field of the object itself, never one of its prototype. */
export function field(object: Json, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** A text or number as trimmed text that every store takes; empty where there is none. */
export function text(object: Json, key: string, max = MAX_TEXT): string {
  const value = field(object, key)
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' ? clean(value).slice(0, max).trim() : ''
}

/** A text without what PostgreSQL or UTF-8 cannot hold: characters of code 0 and halves of surrogate pairs. */
export function clean(value: string): string {
  return value
    .replaceAll('\u0000', '')
    .replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
}

/**
 * What something is called in its shop; empty where it is not named.
 * @throws AppError 'input.invalid' where the name is too long to be one
 */
export function key(object: Json, name: string): string {
  const value = text(object, name, MAX_KEY + 1)
  if (value.length > MAX_KEY) throw new AppError('input.invalid', `'${name}' has more than ${MAX_KEY} characters.`)
  return value
}

/** As `key`. @throws AppError 'input.invalid' where it is missing */
export function requiredKey(object: Json, name: string): string {
  const value = key(object, name)
  if (value === '') throw new AppError('input.invalid', `'${name}' is missing.`)
  return value
}

/** The object under a key; an empty one where there is none. */
export function child(object: Json, name: string): Json {
  const value = field(object, name)
  return isObject(value) ? value : NO_OBJECT
}

/** The objects of a list; what is none is left out. */
export function list(object: Json, name: string): Json[] {
  const value = field(object, name)
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** UTC milliseconds of an ISO 8601 instant; without a zone it is UTC. Null where there is none between 1970 and 2100. */
export function instant(object: Json, name: string): number | null {
  const value = text(object, name)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(value)) return null
  const at = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(value) ? value : `${value}Z`)
  return at >= 0 && at < LAST_INSTANT ? at : null
}

/** As `instant`. @throws AppError 'input.invalid' where there is none */
export function requiredInstant(object: Json, name: string): number {
  const at = instant(object, name)
  if (at === null) throw new AppError('input.invalid', `'${name}' is no time: '${text(object, name, 40)}'.`)
  return at
}

/** A decimal as text, exact: numbers give the shortest decimal that is them. Empty where there is none. */
export function decimal(object: Json, name: string): string {
  const value = field(object, name)
  // What is left of adding binary fractions up is nothing.
  if (typeof value === 'number' && Math.abs(value) < 1e-6) return '0'
  return text(object, name, 60)
}

/**
 * Cents of an amount, rounded half away from zero; null where there is none.
 * @throws AppError 'input.invalid' where it is no amount, or over a billion
 */
export function cents(object: Json, name: string): number | null {
  const value = decimal(object, name)
  if (value === '') return null
  const money = new MoneyReader('point')
  const fault = money.fault(`'${name}'`, value)
  if (fault !== null) throw new AppError('input.invalid', fault)
  return money.cents()
}

/** As `cents`. @throws AppError 'input.invalid' where there is no amount */
export function requiredCents(object: Json, name: string): number {
  const value = cents(object, name)
  if (value === null) throw new AppError('input.invalid', `'${name}' is missing; an amount is expected.`)
  return value
}

/** A whole number; @throws AppError 'input.invalid' where it is none that fits into 32 bits */
export function whole(object: Json, name: string): number {
  const value = Number(decimal(object, name) || Number.NaN)
  if (!Number.isInteger(value) || Math.abs(value) > 2_147_483_647)
    throw new AppError('input.invalid', `'${name}' is no whole number: '${text(object, name, 40)}'.`)
  return value
}

/** Three letters; @throws AppError 'input.invalid' */
export function currency(object: Json, name: string): string {
  const value = text(object, name, 40).toUpperCase()
  if (!/^[A-Z]{3}$/.test(value)) throw new AppError('input.invalid', `'${name}' is no currency: '${value}'.`)
  return value
}
