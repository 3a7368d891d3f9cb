/** An authenticator in software (WebAuthn, ES256): makes keys and signs what it is asked to, as a phone would. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { z } from 'zod'

const creationOptions = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string() }),
  user: z.object({ id: z.string() }),
})
const requestOptions = z.object({ challenge: z.string(), rpId: z.string() })

interface Signing {
  /** Where the page is, as the browser says it. */
  readonly origin: string
  /** Whether the person was verified (finger, face, PIN). */
  readonly verified?: boolean
}

const PRESENT = 0x01
const VERIFIED = 0x04
const HAS_KEY = 0x40

export class Authenticator {
  readonly #keys: { privateKey: KeyObject; publicKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly id = randomBytes(32).toString('base64url')
  /** How often it was used; a copy of it falls behind. */
  counter = 0
  userHandle = randomBytes(16).toString('base64url')

  /** `navigator.credentials.create()` */
  create(options: unknown, { origin, verified = true }: Signing): Record<string, unknown> {
    const { challenge, rp, user } = creationOptions.parse(options)
    this.userHandle = user.id
    const id = Buffer.from(this.id, 'base64url')
    const authData = Buffer.concat([
      this.#head(rp.id, HAS_KEY | flags(verified)),
      Buffer.alloc(16),
      uint16(id.length),
      id,
      this.#coseKey(),
    ])
    const attestationObject = cborMap([
      ['fmt', cborText('none')],
      ['attStmt', cborMap([])],
      ['authData', cborBytes(authData)],
    ])
    const clientData = JSON.stringify({ type: 'webauthn.create', challenge, origin, crossOrigin: false })
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      response: {
        clientDataJSON: Buffer.from(clientData).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      },
      clientExtensionResults: {},
    }
  }

  /** `navigator.credentials.get()` */
  get(options: unknown, { origin, verified = true }: Signing): Record<string, unknown> {
    const { challenge, rpId } = requestOptions.parse(options)
    this.counter++
    const authData = this.#head(rpId, flags(verified))
    const clientData = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin, crossOrigin: false }))
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData.toString()).digest()])
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', new Uint8Array(signed), this.#keys.privateKey).toString('base64url'),
        userHandle: this.userHandle,
      },
      clientExtensionResults: {},
    }
  }

  #head(rpId: string, bits: number): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([bits]), counter])
  }

  /** {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y} */
  #coseKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    const coordinate = (text: string) => cborBytes(Buffer.from(text, 'base64url'))
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
      Buffer.from([0x21]),
      coordinate(x),
      Buffer.from([0x22]),
      coordinate(y),
    ])
  }
}

const flags = (verified: boolean) => PRESENT | (verified ? VERIFIED : 0)

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

/** The head of a CBOR item (RFC 8949): major type and length. */
function cborHead(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.concat([Buffer.from([(major << 5) | 25]), uint16(length)])
}

const cborBytes = (bytes: Buffer) => Buffer.concat([cborHead(2, bytes.length), bytes])
const cborText = (text: string) => Buffer.concat([cborHead(3, Buffer.byteLength(text)), Buffer.from(text)])
const cborMap = (entries: readonly (readonly [string, Buffer])[]) =>
  Buffer.concat([cborHead(5, entries.length), ...entries.flatMap(([key, value]) => [cborText(key), value])])
