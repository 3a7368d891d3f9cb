import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { CsvError, parse } from 'csv-parse'
import { AppError, messageOf, systemCodeOf } from './errors.ts'

/** One row of a CSV file and the line it ends on, from 1; the first row is the header. */
export interface CsvLine {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

/**
 * Reads a CSV file (comma separated, plain or gzip) as a stream of trimmed rows; empty lines are passed over.
 * @param what     what the file is, for 'Check the path of the ...'
 * @param collect  takes the rows; what it throws as an AppError comes through as it is
 * @throws AppError  input.not-found, or input.invalid with a sentence that says what to do
 */
export async function readCsvFile<T>(
  path: string,
  what: string,
  collect: (lines: AsyncIterable<CsvLine>, file: string) => Promise<T>,
): Promise<T> {
  const file = basename(path)
  const gzip = await isGzip(path, what)
  const parser = parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true })
  // A fault found here tears the streams down, and the pipeline may report that instead of the fault.
  let fault: AppError | null = null
  const sink = async (lines: AsyncIterable<unknown>): Promise<T> => {
    try {
      return await collect(lines as AsyncIterable<CsvLine>, file) // csv-parse types its output as any; `info: true` gives this shape
    } catch (error) {
      if (error instanceof AppError) fault = error
      throw error
    }
  }
  try {
    return gzip
      ? await pipeline(createReadStream(path), createGunzip(), parser, sink)
      : await pipeline(createReadStream(path), parser, sink)
  } catch (error) {
    throw fault ?? inWords(error, path, what)
  }
}

/**
 * Place of each known column in a header; names are taken in any case. What is missing is not in the map.
 * @throws AppError  input.invalid where a column stands there twice
 */
export function columnPlaces(
  header: readonly string[],
  columns: readonly string[],
  file: string,
): ReadonlyMap<string, number> {
  const names = header.map((name) => name.toLowerCase())
  const places = new Map<string, number>()
  for (const column of columns) {
    const place = names.indexOf(column.toLowerCase())
    if (place < 0) continue
    if (names.indexOf(column.toLowerCase(), place + 1) >= 0) {
      throw invalidFile(`${file}, line 1: the column ${column} stands there twice.`, file, { line: 1, column })
    }
    places.set(column, place)
  }
  return places
}

/** What a header without the columns that are needed looks like, to be added to a sentence that says so. */
export function headerHint(header: readonly string[]): string {
  return header.length === 1 && /[;\t|]/.test(header[0] ?? '')
    ? 'The fields seem to be separated by something else than a comma.'
    : `The first line reads: ${header.join(', ').slice(0, 120)}`
}

export function invalidFile(message: string, file: string, details: Record<string, unknown> = {}): AppError {
  return new AppError('input.invalid', message, { file, ...details })
}

async function isGzip(path: string, what: string): Promise<boolean> {
  try {
    const handle = await open(path, 'r')
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw inWords(error, path, what)
  }
}

function inWords(error: unknown, path: string, what: string): AppError {
  if (error instanceof AppError) return error
  const file = basename(path)
  const code = systemCodeOf(error)
  if (code === 'ENOENT') {
    const sentence = `${path} does not exist. Check the path of the ${what}.`
    return new AppError('input.not-found', sentence, { path }, { cause: error })
  }
  if (code === 'EISDIR') return invalidFile(`${path} is a folder; name the CSV file in it.`, file)
  if (code === 'EACCES') return invalidFile(`${path} may not be read by this user; change its permissions.`, file)
  if (code?.startsWith('Z_'))
    return invalidFile(`${file} is damaged: unpacking stopped (${messageOf(error)}). Fetch it again.`, file)
  if (error instanceof CsvError) return invalidFile(`${file} is no proper CSV: ${error.message}.`, file)
  return new AppError('internal', `${file} could not be read: ${messageOf(error)}`, { path }, { cause: error })
}
