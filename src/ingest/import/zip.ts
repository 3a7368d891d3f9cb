import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { messageOf, systemCodeOf } from '../../core/errors.ts'
import type { InputFile, ReadMeter } from './bytes.ts'
import { fromSystem } from './bytes.ts'
import { fileFault } from './fault.ts'

/** One file inside a zip archive. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly start: number
  readonly packedBytes: number
}

const END_BYTES = 22
const COMMENT_BYTES = 65_535
const HEADER_BYTES = 46
const LOCAL_HEADER_BYTES = 30
const DIRECTORY_LIMIT = 64 << 20

/**
 * The entries of a zip archive, from its directory at the end.
 * @throws AppError  input.invalid when the archive is cut off, damaged or too large
 */
export async function zipEntries(file: InputFile): Promise<Map<string, ZipEntry>> {
  const handle = await open(file.path, 'r')
  try {
    const tailBytes = Math.min(file.size, END_BYTES + COMMENT_BYTES)
    const tail = await readAt(handle, file.size - tailBytes, tailBytes)
    const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
    if (at === -1 || at + END_BYTES > tail.length) {
      throw fileFault(file.path, null, 'the file begins like a workbook but is cut off; copy or export it again.')
    }
    const size = tail.readUInt32LE(at + 12)
    const offset = tail.readUInt32LE(at + 16)
    if (size > DIRECTORY_LIMIT || offset + size > file.size) {
      throw fileFault(file.path, null, 'the workbook is damaged or larger than 4 GB; save it again or as CSV.')
    }
    return parseDirectory(await readAt(handle, offset, size), file)
  } finally {
    await handle.close()
  }
}

type Handle = Awaited<ReturnType<typeof open>>

async function readAt(handle: Handle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

function parseDirectory(directory: Buffer, file: InputFile): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>()
  let at = 0
  while (at + HEADER_BYTES <= directory.length && directory.readUInt32LE(at) === 0x02014b50) {
    const nameBytes = directory.readUInt16LE(at + 28)
    const name = directory.toString('utf8', at + HEADER_BYTES, at + HEADER_BYTES + nameBytes)
    if ((directory.readUInt16LE(at + 8) & 1) === 1) {
      throw fileFault(file.path, null, 'the archive is encrypted; save it without a password.')
    }
    entries.set(name, {
      name,
      method: directory.readUInt16LE(at + 10),
      start: directory.readUInt32LE(at + 42),
      packedBytes: directory.readUInt32LE(at + 20),
    })
    at += HEADER_BYTES + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * The unpacked bytes of one entry.
 * @throws AppError  input.invalid when it is damaged or packed in a way workbooks do not use
 */
export async function* readEntry(file: InputFile, entry: ZipEntry, meter: ReadMeter): AsyncGenerator<Buffer> {
  const handle = await open(file.path, 'r')
  let start: number
  try {
    const header = await readAt(handle, entry.start, LOCAL_HEADER_BYTES)
    if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== 0x04034b50)
      throw damaged(file, entry, 'no header')
    start = entry.start + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    await handle.close()
  }
  if (entry.packedBytes === 0) return
  if (entry.method !== 0 && entry.method !== 8) throw damaged(file, entry, `packing method ${entry.method}`)
  const end = start + entry.packedBytes - 1
  const source = createReadStream(file.path, { start, end, highWaterMark: 1 << 16 })
  const unpack = entry.method === 8 ? createInflateRaw({ chunkSize: 1 << 18 }) : null
  const stream: AsyncIterable<unknown> = unpack === null ? source : pipeline(source, unpack, ignoreHere)
  try {
    for await (const chunk of stream) {
      meter.bytesRead = start + source.bytesRead
      if (Buffer.isBuffer(chunk)) yield chunk
    }
  } catch (error) {
    const code = systemCodeOf(error)
    throw code?.startsWith('Z_') ? damaged(file, entry, messageOf(error)) : fromSystem(file.path, error)
  } finally {
    source.destroy()
    unpack?.destroy()
  }
}

/** The iteration throws the same error; `pipeline` only wants somebody to take it. */
function ignoreHere(): void {
  return
}

function damaged(file: InputFile, entry: ZipEntry, why: string): Error {
  return fileFault(file.path, null, `the workbook is damaged (${entry.name}: ${why}); save or copy it again.`)
}
