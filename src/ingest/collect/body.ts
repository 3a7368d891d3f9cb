/** The bytes of a request as JSON: unpacked within bounds, whatever its content type says. */
import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { AppError, systemCodeOf } from '../../core/errors.ts'

/** Bytes of a request, packed or unpacked. */
export const MAX_BODY_BYTES = 512_000

const UNPACK = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}
type Encoding = keyof typeof UNPACK

const MAGIC = [0x1f, 0x8b] as const

/**
 * The unpacked bytes. Browsers cannot always say that they packed a body, so gzip is known by its first bytes as well.
 * @returns the same bytes where nothing is to unpack; a promise only where something is
 * @throws AppError 'input.too-large' where they are more than allowed, 'usage.invalid' where they cannot be unpacked
 */
export function unpack(bytes: Buffer, encoding: string | undefined): Buffer | Promise<Buffer> {
  const isGzip = bytes[0] === MAGIC[0] && bytes[1] === MAGIC[1]
  if (encoding === undefined || encoding === '' || encoding === 'identity') {
    return isGzip ? unpackAs('gzip', bytes) : bytes
  }
  if (!isEncoding(encoding)) {
    throw new AppError('usage.invalid', `The content encoding '${encoding.slice(0, 40)}' is not known. Use gzip.`)
  }
  return unpackAs(encoding, bytes)
}

function isEncoding(text: string): text is Encoding {
  return Object.hasOwn(UNPACK, text)
}

async function unpackAs(encoding: Encoding, bytes: Buffer): Promise<Buffer> {
  try {
    return await UNPACK[encoding](bytes, { maxOutputLength: MAX_BODY_BYTES })
  } catch (error) {
    if (systemCodeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
    throw new AppError('usage.invalid', `The body cannot be unpacked as ${encoding}.`)
  }
}

export function tooLarge(): AppError {
  return new AppError('input.too-large', `A request may have ${MAX_BODY_BYTES / 1024} KB. Send fewer events in each.`)
}

/**
 * The text of a body.
 * @throws AppError 'usage.invalid' where it is not UTF-8
 */
export function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new AppError('usage.invalid', 'The body is not UTF-8.')
  const text = bytes.toString('utf8')
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

/** What some browsers' clients post as a form: `data=` and the JSON, as it is or in base64. Anything else as it came. */
export function withoutForm(text: string): string {
  if (!text.startsWith('data=')) return text
  const data = new URLSearchParams(text.slice(0, MAX_BODY_BYTES)).get('data') ?? ''
  if (data.startsWith('{') || data.startsWith('[')) return data
  return Buffer.from(data.replaceAll(' ', '+'), 'base64').toString('utf8')
}

/**
 * @throws AppError 'usage.invalid' where it is no JSON
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('usage.invalid', text === '' ? 'The body is empty.' : 'The body is not JSON.')
  }
}
