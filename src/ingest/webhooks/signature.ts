/** Signatures of shop systems: HMAC-SHA256 over the bytes as they came. */
import { createHmac, timingSafeEqual } from 'node:crypto'

const SHAPES = { base64: /^[A-Za-z0-9+/]{43}=$/, hex: /^[0-9a-f]{64}$/i } as const

/** HMAC-SHA256 of the bytes in the encoding the shop system uses. */
export function sign(content: string | Buffer, secret: string, encoding: keyof typeof SHAPES): string {
  return createHmac('sha256', secret).update(content).digest(encoding)
}

/**
 * Whether this signature was made with the secret. Compared in constant time; what is no signature at all (missing, too
 * short, sent twice) is not compared.
 */
export function isSignedBy(
  content: string | Buffer,
  signature: unknown,
  secret: string,
  encoding: keyof typeof SHAPES,
): boolean {
  if (typeof signature !== 'string' || !SHAPES[encoding].test(signature)) return false
  return timingSafeEqual(
    createHmac('sha256', secret).update(content).digest(),
    new Uint8Array(Buffer.from(signature, encoding)),
  )
}
