import { isAscii, isUtf8 } from 'node:buffer'
import { CHUNK_BYTES, kindOf } from './bytes.ts'
import { fileFault } from './fault.ts'

type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be'

/** Text of a file, and whether it holds something no row may hold: bytes that are no text, or NUL. */
export interface TextChunk {
  readonly text: string
  readonly suspect: boolean
}

export interface DecodeOptions {
  readonly path: string
  readonly encoding: 'auto' | 'utf-8' | 'windows-1252'
  readonly notice: (sentence: string) => void
}

const PROBE_BYTES = 1 << 20

/** What Windows-1252 has where Latin-1 has control characters (0x80 to 0x9f); undefined places stay as they are. */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

/**
 * The text of a file's bytes. Without a byte order mark the first megabyte decides between UTF-8 and Windows-1252.
 * Bytes that are not UTF-8 become lone surrogates U+DC80 + n, which real text cannot hold, and the chunk is `suspect`:
 * the reader rejects their rows instead of guessing.
 * @throws AppError  input.invalid when the bytes are no text
 */
export async function* decodeText(chunks: AsyncIterable<Buffer>, options: DecodeOptions): AsyncGenerator<TextChunk> {
  const iterator = chunks[Symbol.asyncIterator]()
  try {
    const head = await takeHead(iterator)
    refuseBinary(head, options.path)
    const { encoding, skip } = chooseEncoding(head, options)
    const decoder = new Decoder(encoding)
    for (let at = skip; at < head.length; at += CHUNK_BYTES) {
      yield decoder.decode(head.subarray(at, at + CHUNK_BYTES), false)
    }
    for (;;) {
      const next = await iterator.next()
      if (next.done === true) break
      yield decoder.decode(next.value, false)
    }
    yield decoder.decode(Buffer.alloc(0), true)
  } finally {
    await iterator.return?.()
  }
}

async function takeHead(iterator: AsyncIterator<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  while (length < PROBE_BYTES) {
    const next = await iterator.next()
    if (next.done === true) break
    parts.push(next.value)
    length += next.value.length
  }
  return Buffer.concat(parts)
}

function refuseBinary(head: Buffer, path: string): void {
  if (head.length === 0) throw fileFault(path, null, 'the file is empty; export it again.')
  const kind = kindOf(head)
  if (kind === 'zip' || kind === 'gzip') {
    throw fileFault(path, null, 'the gzip file holds another archive or a workbook; unpack it first.')
  }
  if (markOf(head)?.encoding.startsWith('utf-16') === true || !head.subarray(0, 65_536).includes(0)) return
  const zeros = head.subarray(0, 200).filter((byte) => byte === 0).length
  if (zeros * 3 > Math.min(200, head.length)) {
    throw fileFault(path, null, 'the file seems to be UTF-16 without a byte order mark; save it as UTF-8.')
  }
  throw fileFault(path, null, 'the file is not text (it holds NUL bytes); a CSV, CSV.gz or XLSX export is expected.')
}

function markOf(head: Buffer): { encoding: Encoding; skip: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', skip: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', skip: 2 }
  return null
}

function chooseEncoding(head: Buffer, options: DecodeOptions): { encoding: Encoding; skip: number } {
  const mark = markOf(head)
  if (mark !== null) return mark
  if (options.encoding !== 'auto') return { encoding: options.encoding, skip: 0 }
  if (isUtf8(head.subarray(0, head.length - openTail(head)))) return { encoding: 'utf-8', skip: 0 }
  options.notice(`${options.path}: the file is not UTF-8 and is read as Windows-1252.`)
  return { encoding: 'windows-1252', skip: 0 }
}

/** How many bytes at the end begin a character that is not whole yet (UTF-8). */
function openTail(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < sequenceLength(byte) ? back : 0
  }
  return 0
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4
  return lead >= 0xe0 ? 3 : 2
}

class Decoder {
  readonly #encoding: Encoding
  #carry: Buffer = Buffer.alloc(0)

  constructor(encoding: Encoding) {
    this.#encoding = encoding
  }

  decode(chunk: Buffer, last: boolean): TextChunk {
    const bytes = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk])
    const keep = last ? 0 : this.#unfinished(bytes)
    this.#carry = bytes.subarray(bytes.length - keep)
    const whole = bytes.subarray(0, bytes.length - keep)
    if (this.#encoding === 'utf-16le') return checked(whole.toString('utf16le'))
    if (this.#encoding === 'utf-16be')
      return checked(
        Buffer.from(whole.subarray(0, whole.length & ~1))
          .swap16()
          .toString('utf16le'),
      )
    if (isAscii(whole)) return checked(whole.toString('latin1'))
    if (this.#encoding === 'windows-1252') return checked(windows1252(whole))
    return isUtf8(whole) ? checked(whole.toString('utf8')) : { text: withSurrogates(whole), suspect: true }
  }

  #unfinished(bytes: Buffer): number {
    if (this.#encoding === 'utf-8') return openTail(bytes)
    return this.#encoding === 'windows-1252' ? 0 : bytes.length & 1
  }
}

function checked(text: string): TextChunk {
  return { text, suspect: text.includes('\0') }
}

function windows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (char) => WINDOWS_1252.charAt(char.charCodeAt(0) - 0x80))
}

function withSurrogates(bytes: Buffer): string {
  let text = ''
  let from = 0
  let at = 0
  while (at < bytes.length) {
    const length = wholeSequence(bytes, at)
    if (length > 0) {
      at += length
      continue
    }
    text += bytes.toString('utf8', from, at) + String.fromCharCode(0xdc00 + (bytes[at] ?? 0))
    at++
    from = at
  }
  return text + bytes.toString('utf8', from)
}

/** Length of the valid UTF-8 sequence at `at`; 0 when there is none. */
function wholeSequence(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return 0
  const length = sequenceLength(lead)
  return at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0
}
