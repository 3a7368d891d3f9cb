/** Secrets that are handed out once; the store keeps their digests. */
import { randomBytes } from 'node:crypto'

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** 256 random bits as base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** 80 random bits in letters and digits that cannot be taken for each other: 'K7QM-2XHD-9TWA-B3RE'. */
export function newRecoveryCode(): string {
  const letters = Array.from(randomBytes(16), (byte) => ALPHABET.charAt(byte % ALPHABET.length))
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-')
}

/** As it was made, however it was typed. */
export function readRecoveryCode(typed: string): string {
  const letters = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  return (letters.match(/.{1,4}/g) ?? []).join('-')
}
