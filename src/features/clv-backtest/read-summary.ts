import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { CsvError, parse } from 'csv-parse'
import { AppError, messageOf, systemCodeOf } from '../../core/errors.ts'

const REQUIRED = ['ID', 'frequency', 'recency', 'T'] as const
const OPTIONAL = 'monetary_value'
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** A customer summary, one entry per customer; times in the file's own unit. */
export interface CustomerSummary {
  readonly frequency: Float64Array
  readonly recency: Float64Array
  readonly age: Float64Array
  /** Null where the file has no column monetary_value. */
  readonly value: Float64Array | null
}

interface Line {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

/**
 * Reads a customer summary (comma separated, plain or gzip, columns in any order, others ignored) as a stream.
 * @throws AppError  input.not-found, or input.invalid naming file, line and column and what is expected
 */
export async function readSummary(path: string): Promise<CustomerSummary> {
  const file = basename(path)
  const gzip = await isGzip(path, file)
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  })
  // A fault found here tears the streams down, and the pipeline may report that instead of the fault.
  let fault: AppError | null = null
  const collect = async (lines: AsyncIterable<unknown>): Promise<CustomerSummary> => {
    try {
      return await collectRows(lines, file)
    } catch (error) {
      if (error instanceof AppError) fault = error
      throw error
    }
  }
  try {
    return gzip
      ? await pipeline(createReadStream(path), createGunzip(), parser, collect)
      : await pipeline(createReadStream(path), parser, collect)
  } catch (error) {
    throw fault ?? inWords(error, path, file)
  }
}

async function collectRows(lines: AsyncIterable<unknown>, file: string): Promise<CustomerSummary> {
  let rows: SummaryRows | null = null
  for await (const line of lines) {
    const { record, info } = line as Line // csv-parse types its output as any; `info: true` gives this shape
    if (rows === null) rows = new SummaryRows(file, columnsOf(record, file))
    else rows.add(record, info.lines)
  }
  if (rows === null)
    throw invalid(`${file} is empty. It needs a first line with the columns ${REQUIRED.join(', ')}.`, file)
  return rows.finish()
}

/** Collects the rows and holds each against what the model takes. */
class SummaryRows {
  readonly #file: string
  readonly #columns: ReadonlyMap<string, number>
  readonly #lineOfId = new Map<string, number>()
  readonly #frequency: number[] = []
  readonly #recency: number[] = []
  readonly #age: number[] = []
  readonly #value: number[] = []

  constructor(file: string, columns: ReadonlyMap<string, number>) {
    this.#file = file
    this.#columns = columns
  }

  add(record: readonly string[], line: number): void {
    const id = this.#field(record, 'ID', line)
    const before = this.#lineOfId.get(id)
    if (before !== undefined) {
      throw this.#wrong(
        line,
        'ID',
        `customer '${id}' already stands in line ${before}; there must be one line per customer`,
      )
    }
    this.#lineOfId.set(id, line)
    const frequency = this.#number(record, 'frequency', line)
    const recency = this.#number(record, 'recency', line)
    const age = this.#number(record, 'T', line)
    if (!Number.isInteger(frequency)) {
      throw this.#wrong(line, 'frequency', `${frequency} is no whole number; it counts the purchases after the first`)
    }
    if (recency > age) {
      throw this.#wrong(
        line,
        'recency',
        `${recency} is more than T (${age}); the last purchase cannot lie after the end`,
      )
    }
    if ((frequency === 0) !== (recency === 0)) {
      throw this.#wrong(
        line,
        'recency',
        `${recency} does not go with frequency ${frequency}; it is the time from first to last purchase, 0 exactly where frequency is 0`,
      )
    }
    this.#frequency.push(frequency)
    this.#recency.push(recency)
    this.#age.push(age)
    if (this.#columns.has(OPTIONAL)) this.#value.push(this.#number(record, OPTIONAL, line))
  }

  finish(): CustomerSummary {
    return {
      frequency: Float64Array.from(this.#frequency),
      recency: Float64Array.from(this.#recency),
      age: Float64Array.from(this.#age),
      value: this.#columns.has(OPTIONAL) ? Float64Array.from(this.#value) : null,
    }
  }

  #field(record: readonly string[], column: string, line: number): string {
    const text = record[this.#columns.get(column) ?? -1]
    if (text === undefined || text === '') throw this.#wrong(line, column, 'the field is empty')
    return text
  }

  #number(record: readonly string[], column: string, line: number): number {
    const text = this.#field(record, column, line)
    const value = NUMBER.test(text) ? Number(text) : Number.NaN
    if (!Number.isFinite(value)) throw this.#wrong(line, column, `'${text}' is no number (a decimal point is expected)`)
    if (value < 0) throw this.#wrong(line, column, `${text} is negative; 0 or more is expected`)
    return value
  }

  #wrong(line: number, column: string, what: string): AppError {
    return invalid(`${this.#file}, line ${line}, column ${column}: ${what}.`, this.#file, { line, column })
  }
}

/** Place of each known column; names are taken in any case. */
function columnsOf(header: readonly string[], file: string): ReadonlyMap<string, number> {
  const names = header.map((name) => name.toLowerCase())
  const columns = new Map<string, number>()
  for (const column of [...REQUIRED, OPTIONAL]) {
    const place = names.indexOf(column.toLowerCase())
    if (place < 0) continue
    if (names.indexOf(column.toLowerCase(), place + 1) >= 0) {
      throw invalid(`${file}, line 1: the column ${column} stands there twice.`, file, { line: 1, column })
    }
    columns.set(column, place)
  }
  const missing = REQUIRED.filter((column) => !columns.has(column))
  if (missing.length === 0) return columns
  const separator = header.length === 1 && /[;\t|]/.test(header[0] ?? '')
  const hint = separator
    ? 'The fields seem to be separated by something else than a comma.'
    : `The first line reads: ${header.join(', ').slice(0, 120)}`
  throw invalid(`${file}, line 1: ${missing.join(', ')} missing; expected are ${REQUIRED.join(', ')}. ${hint}`, file, {
    line: 1,
    missing,
  })
}

async function isGzip(path: string, file: string): Promise<boolean> {
  try {
    const handle = await open(path, 'r')
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw inWords(error, path, file)
  }
}

function inWords(error: unknown, path: string, file: string): AppError {
  if (error instanceof AppError) return error
  const code = systemCodeOf(error)
  if (code === 'ENOENT') {
    return new AppError(
      'input.not-found',
      `${path} does not exist. Check the path of the summary.`,
      { path },
      { cause: error },
    )
  }
  if (code === 'EISDIR') return invalid(`${path} is a folder; name the CSV file in it.`, file)
  if (code === 'EACCES') return invalid(`${path} may not be read by this user; change its permissions.`, file)
  if (code?.startsWith('Z_'))
    return invalid(`${file} is damaged: unpacking stopped (${messageOf(error)}). Fetch it again.`, file)
  if (error instanceof CsvError) return invalid(`${file} is no proper CSV: ${error.message}.`, file)
  return new AppError('internal', `${file} could not be read: ${messageOf(error)}`, { path }, { cause: error })
}

function invalid(message: string, file: string, details: Record<string, unknown> = {}): AppError {
  return new AppError('input.invalid', message, { file, ...details })
}
