/** The shape of a body before anything is made of it: how deep it nests, and how large its largest part is. */
import { isObject } from './json.ts'

/** Objects and lists within each other, the event itself counted. */
export const MAX_DEPTH = 32
/** Bytes of one event. */
export const MAX_EVENT_BYTES = 32_768

const QUOTE = 0x22
const BACKSLASH = 0x5c

export interface BodyShape {
  readonly depth: number
  /** Bytes of the largest object or list that stands at the third level, where a batch has its events. */
  readonly largestPart: number
}

/** One pass over the bytes of a JSON text. Of what is no JSON it says nothing sensible, and ends all the same. */
export function shapeOf(bytes: Uint8Array): BodyShape {
  const end = bytes.length
  let depth = 0
  let deepest = 0
  let largestPart = 0
  let partStart = 0
  for (let at = 0; at < end; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) {
      for (at++; at < end && bytes[at] !== QUOTE; at++) if (bytes[at] === BACKSLASH) at++
    } else if (byte === 0x7b || byte === 0x5b) {
      depth++
      if (depth > deepest) deepest = depth
      if (depth === 3) partStart = at
    } else if (byte === 0x7d || byte === 0x5d) {
      if (depth === 3) largestPart = Math.max(largestPart, at + 1 - partStart)
      depth--
    }
  }
  return { depth: deepest, largestPart }
}

/** Whether a value nests deeper than is allowed; needs no stack, however deep it is. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true
    const next: unknown[] = []
    for (const item of level) {
      if (Array.isArray(item)) for (const part of item) next.push(part)
      else if (isObject(item)) for (const part of Object.values(item)) next.push(part)
    }
    level = next
  }
  return false
}
