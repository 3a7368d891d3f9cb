import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { AppError, messageOf, systemCodeOf } from '../../core/errors.ts'
import { fileFault } from './fault.ts'

/** How much of a file is handled at once. */
export const CHUNK_BYTES = 1 << 18

/** What a file is by its first bytes; its name says nothing reliable. */
export type FileKind = 'plain' | 'gzip' | 'zip' | 'ole'

export interface InputFile {
  readonly path: string
  readonly kind: FileKind
  readonly size: number
}

/** How far a file has been read, for progress displays. */
export interface ReadMeter {
  bytesRead: number
}

/**
 * Looks at a file before it is read.
 * @throws AppError  input.not-found; input.invalid when it is empty, a folder or not readable
 */
export async function inspectFile(path: string): Promise<InputFile> {
  try {
    const info = await stat(path)
    if (info.isDirectory()) throw fileFault(path, null, 'this is a folder; name the file in it.')
    if (info.size === 0) throw fileFault(path, null, 'the file is empty; export it again.')
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)
      return { path, kind: kindOf(buffer.subarray(0, bytesRead)), size: info.size }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fromSystem(path, error)
  }
}

/** The kind of file that begins with these bytes. */
export function kindOf(head: Buffer): FileKind {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  const start = head.subarray(0, 4).toString('latin1')
  if (start === 'PK\x03\x04' || start === 'PK\x05\x06') return 'zip'
  return start === '\xd0\xcf\x11\xe0' ? 'ole' : 'plain'
}

/**
 * The bytes of a plain or gzip file, unpacked.
 * @throws AppError  input.invalid when the gzip is damaged or cut off, or the disk fails
 */
export async function* readBytes(file: InputFile, meter: ReadMeter): AsyncGenerator<Buffer> {
  const source = createReadStream(file.path, { highWaterMark: CHUNK_BYTES })
  const unpack = file.kind === 'gzip' ? createGunzip({ chunkSize: CHUNK_BYTES }) : null
  const stream = unpack === null ? source : pipeline(source, unpack, ignoreHere)
  try {
    for await (const chunk of stream) {
      meter.bytesRead = source.bytesRead
      yield toBuffer(chunk)
    }
  } catch (error) {
    throw fromSystem(file.path, error)
  } finally {
    source.destroy()
    unpack?.destroy()
  }
}

/** The iteration throws the same error; `pipeline` only wants somebody to take it. */
function ignoreHere(): void {
  return
}

function toBuffer(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk
  throw new TypeError('A byte stream gave something that is no buffer')
}

/** The fault a person can act on for what the file system or zlib threw. */
export function fromSystem(path: string, error: unknown): Error {
  if (error instanceof AppError) return error
  const code = systemCodeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError(
      'input.not-found',
      `${path}: there is no such file; check the path.`,
      { file: path },
      { cause: error },
    )
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return fileFault(path, null, 'the file may not be read; give this user the right to read it.', error)
  }
  if (code === 'Z_BUF_ERROR') {
    return fileFault(
      path,
      null,
      'the gzip file ends too early (cut off while copying?); copy or export it again.',
      error,
    )
  }
  if (code?.startsWith('Z_')) {
    return fileFault(path, null, `the gzip file is damaged (${messageOf(error)}); copy or export it again.`, error)
  }
  if (code === 'EIO') return fileFault(path, null, `the disk could not read the file (${messageOf(error)}).`, error)
  return error instanceof Error ? error : new Error(String(error))
}
