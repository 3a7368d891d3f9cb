import { type CsvLine, columnPlaces, headerHint, invalidFile, readCsvFile } from '../../core/csv-file.ts'
import type { AppError } from '../../core/errors.ts'

const REQUIRED = ['product', 'price', 'units'] as const
const OPTIONAL = ['store', 'week', 'promotion'] as const
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const DAY_MS = 86_400_000
const WORDS: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ['false', 0],
  ['no', 0],
  ['nein', 0],
  ['true', 1],
  ['yes', 1],
  ['ja', 1],
])

/** One row: units of a product sold at a price, in a week and a store. */
export interface PriceRow {
  readonly price: number
  readonly units: number
  readonly store: string
  /** Week counted from any start; null where the file has no column week. */
  readonly week: number | null
  readonly promotion: number
}

/**
 * Reads a file of prices and sales (comma separated, plain or gzip, columns in any order, others ignored): its rows by product, in the
 * order of the file.
 * @throws AppError  input.not-found, or input.invalid naming file, line and column and what is expected
 */
export function readPrices(path: string): Promise<ReadonlyMap<string, readonly PriceRow[]>> {
  return readCsvFile(path, 'prices', collectRows)
}

async function collectRows(lines: AsyncIterable<CsvLine>, file: string): Promise<ReadonlyMap<string, PriceRow[]>> {
  const products = new Map<string, PriceRow[]>()
  let reader: RowReader | null = null
  for await (const { record, info } of lines) {
    if (reader === null) {
      reader = new RowReader(file, columnsOf(record, file))
      continue
    }
    const { product, row } = reader.read(record, info.lines)
    const rows = products.get(product)
    if (rows === undefined) products.set(product, [row])
    else rows.push(row)
  }
  if (reader === null)
    throw invalidFile(`${file} is empty. It needs a first line with the columns ${REQUIRED.join(', ')}.`, file)
  if (products.size === 0) throw invalidFile(`${file} has no rows below its first line.`, file)
  return products
}

class RowReader {
  readonly #file: string
  readonly #columns: ReadonlyMap<string, number>

  constructor(file: string, columns: ReadonlyMap<string, number>) {
    this.#file = file
    this.#columns = columns
  }

  read(record: readonly string[], line: number): { product: string; row: PriceRow } {
    const product = this.#field(record, 'product')
    if (product === '') throw this.#wrong(line, 'product', 'the field is empty')
    const price = this.#number(record, 'price', line)
    if (price < 0) throw this.#wrong(line, 'price', `${price} is negative; 0 or more is expected`)
    const units = this.#number(record, 'units', line)
    const week = this.#columns.has('week') ? this.#week(record, line) : null
    return {
      product,
      row: { price, units, store: this.#field(record, 'store'), week, promotion: this.#flag(record, line) },
    }
  }

  /** Empty where the file has no such column or the row ends before it. */
  #field(record: readonly string[], column: string): string {
    return record[this.#columns.get(column) ?? -1] ?? ''
  }

  #number(record: readonly string[], column: string, line: number): number {
    const text = this.#field(record, column)
    if (text === '') throw this.#wrong(line, column, 'the field is empty')
    const value = NUMBER.test(text) ? Number(text) : Number.NaN
    if (!(Math.abs(value) <= 1e12))
      throw this.#wrong(line, column, `'${text}' is no number up to 10^12 (a decimal point is expected)`)
    return value
  }

  #week(record: readonly string[], line: number): number {
    const text = this.#field(record, 'week')
    if (/^[+-]?\d{1,9}(\.0+)?$/.test(text)) return Number(text)
    const iso = /^(\d{4})-?W(\d{2})$/i.exec(text)
    if (iso !== null) {
      const [year, week] = [Number(iso[1]), Number(iso[2])]
      if (week >= 1 && week <= 53) return weekOfDay(Date.UTC(year, 0, 4)) + week - 1
    }
    const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
    const isReal = !Number.isNaN(day) && new Date(day).toISOString().startsWith(text)
    if (isReal) return weekOfDay(day)
    throw this.#wrong(
      line,
      'week',
      `'${text}' is no week; expected is a whole number, 2026-W07 or a day such as 2026-02-09`,
    )
  }

  #flag(record: readonly string[], line: number): number {
    const text = this.#field(record, 'promotion').toLowerCase()
    const word = WORDS.get(text)
    if (word !== undefined) return word
    const value = NUMBER.test(text) ? Number(text) : Number.NaN
    if (value >= 0 && value <= 100) return value > 0 ? 1 : 0
    throw this.#wrong(line, 'promotion', `'${text}' is neither 0 nor 1, yes nor no, nor a reduction of up to 100`)
  }

  #wrong(line: number, column: string, what: string): AppError {
    return invalidFile(`${this.#file}, line ${line}, column ${column}: ${what}.`, this.#file, { line, column })
  }
}

/** Weeks since 1970 that begin on Mondays. */
function weekOfDay(milliseconds: number): number {
  return Math.floor((milliseconds / DAY_MS + 3) / 7)
}

function columnsOf(header: readonly string[], file: string): ReadonlyMap<string, number> {
  const columns = columnPlaces(header, [...REQUIRED, ...OPTIONAL], file)
  const missing = REQUIRED.filter((column) => !columns.has(column))
  if (missing.length === 0) return columns
  const sentence = `${file}, line 1: ${missing.join(', ')} missing; expected are ${REQUIRED.join(', ')}. ${headerHint(header)}`
  throw invalidFile(sentence, file, { line: 1, missing })
}
