import { hash } from 'node:crypto'

/**
 * The same parts give the same id: SHA-256 of the parts, shaped as a UUID of version 8 (RFC 9562).
 * Event ids are made this way, so that what is delivered twice is stored once.
 */
export function idOf(...parts: readonly (string | number)[]): string {
  let text = ''
  for (const part of parts) {
    const said = String(part)
    text += `${said.length}:${said}`
  }
  const hex = sha256(text)
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The first 32 bits of a text's SHA-256 as a whole number, 0 to 2^32 - 1: draws that come out the same each time. */
export function hash32(text: string): number {
  return Number.parseInt(sha256(text).slice(0, 8), 16)
}

/** SHA-256 in hex of a text. */
export function sha256(text: string): string {
  return hash('sha256', text)
}
