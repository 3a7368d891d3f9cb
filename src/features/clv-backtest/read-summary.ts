import { type CsvLine, columnPlaces, headerHint, invalidFile, readCsvFile } from '../../core/csv-file.ts'
import type { AppError } from '../../core/errors.ts'

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

/**
 * Reads a customer summary (comma separated, plain or gzip, columns in any order, others ignored) as a stream.
 * @throws AppError  input.not-found, or input.invalid naming file, line and column and what is expected
 */
export function readSummary(path: string): Promise<CustomerSummary> {
  return readCsvFile(path, 'summary', collectRows)
}

async function collectRows(lines: AsyncIterable<CsvLine>, file: string): Promise<CustomerSummary> {
  let rows: SummaryRows | null = null
  for await (const { record, info } of lines) {
    if (rows === null) rows = new SummaryRows(file, columnsOf(record, file))
    else rows.add(record, info.lines)
  }
  if (rows === null)
    throw invalidFile(`${file} is empty. It needs a first line with the columns ${REQUIRED.join(', ')}.`, file)
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
    return invalidFile(`${this.#file}, line ${line}, column ${column}: ${what}.`, this.#file, { line, column })
  }
}

function columnsOf(header: readonly string[], file: string): ReadonlyMap<string, number> {
  const columns = columnPlaces(header, [...REQUIRED, OPTIONAL], file)
  const missing = REQUIRED.filter((column) => !columns.has(column))
  if (missing.length === 0) return columns
  const sentence = `${file}, line 1: ${missing.join(', ')} missing; expected are ${REQUIRED.join(', ')}. ${headerHint(header)}`
  throw invalidFile(sentence, file, { line: 1, missing })
}
