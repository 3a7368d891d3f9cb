import { describe, expect, it } from 'vitest'
import { isSignedBy, sign } from './signature.ts'

// RFC 4231, test case 2.
const BODY = 'what do ya want for nothing?'
const HEX = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
const BASE64 = Buffer.from(HEX, 'hex').toString('base64')

describe('signatures', () => {
  it('are HMAC-SHA256 as in RFC 4231', () => {
    expect(sign(BODY, 'Jefe', 'hex')).toBe(HEX)
    expect(isSignedBy(BODY, HEX, 'Jefe', 'hex')).toBe(true)
    expect(isSignedBy(Buffer.from(BODY), HEX.toUpperCase(), 'Jefe', 'hex')).toBe(true)
    expect(isSignedBy(BODY, BASE64, 'Jefe', 'base64')).toBe(true)
  })

  it.each([
    HEX.slice(2),
    `${HEX}00`,
    `${HEX}, ${HEX}`,
    `g${HEX.slice(1)}`,
    `${HEX.slice(0, -1)}4`,
    '',
    undefined,
    null,
    [HEX],
    0,
  ])('do not fit where they are %j', (signature) => {
    expect(isSignedBy(BODY, signature, 'Jefe', 'hex')).toBe(false)
    expect(isSignedBy(BODY, signature, 'Jefe', 'base64')).toBe(false)
  })
})
