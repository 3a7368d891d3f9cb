/** Reading of JSON that anybody may have sent. */

/** An object as `JSON.parse` gives it: every key is its own, whatever its name. */
export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const NOTHING: JsonObject = Object.freeze({})

/** The object under a key; an empty one where there is none. */
export function objectAt(parent: JsonObject, key: string): JsonObject {
  const value = parent[key]
  return isObject(value) ? value : NOTHING
}

/** The text under a key; empty where there is none. */
export function textAt(parent: JsonObject, key: string): string {
  const value = parent[key]
  return typeof value === 'string' ? value : ''
}

/** An event cannot be taken, for a reason its sender is told. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** Ids longer than this are no ids. */
const MAX_ID = 255

/**
 * An id as shops send it, text or number; empty where there is none.
 * @throws Refused where it is of another type or longer than 255 characters
 */
export function idAt(parent: JsonObject, key: string): string {
  const value = parent[key]
  if (value === undefined || value === null) return ''
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value !== 'string') throw new Refused(`${key} must be a text`)
  const id = value.trim()
  if (id.length > MAX_ID) throw new Refused(`${key} is longer than ${MAX_ID} characters`)
  return id
}

/** The first of several keys that holds a text or a number, as text; empty where none does. */
export function firstText(parent: JsonObject, keys: readonly string[]): string {
  for (const key of keys) {
    const value = parent[key]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  }
  return ''
}

/** The first characters of a text, never half of a pair: the stores refuse those. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const last = text.charCodeAt(length - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length)
}
