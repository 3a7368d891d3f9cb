import { columnPlaces, headerHint, invalidFile, readCsvFile } from '../../core/csv-file.ts'
import type { AppError } from '../../core/errors.ts'
import { layOut, type Series } from './lay-out.ts'
import type { RawSeries } from './raw-series.ts'
import { parseMoment } from './time-axis.ts'

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
/** What programs write for 'not known', besides nothing. */
const UNKNOWN = new Set(['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None'])

export interface SeriesFile {
  readonly series: readonly Series[]
  /** Names of the further numeric columns. */
  readonly regressors: readonly string[]
  /** Sentences about what was done with the file: columns that were passed over, gaps, doubled hours. */
  readonly notes: readonly string[]
}

/**
 * Reads series (columns id, value and either step or date; further numeric columns are regressors), rows in any order.
 * An empty value is one that is not known; after the last known value it only carries regressors for the time to come.
 * @throws AppError  input.not-found, or input.invalid naming file, line and column and what is expected
 */
export function readSeries(path: string): Promise<SeriesFile> {
  return readCsvFile(path, 'series', async (lines, file) => {
    let rows: SeriesRows | null = null
    for await (const { record, info } of lines) {
      if (rows === null) rows = new SeriesRows(file, record)
      else rows.add(record, info.lines)
    }
    if (rows === null)
      throw invalidFile(`${file} is empty. It needs a first line with the columns id, step, value.`, file)
    return rows.finish()
  })
}

/** A further column: not decided before its first field that is not empty. */
interface FurtherColumn {
  readonly name: string
  readonly place: number
  kind: 'unknown' | 'number' | 'text'
}

class SeriesRows {
  readonly #file: string
  readonly #places: ReadonlyMap<string, number>
  readonly #timeName: 'step' | 'date'
  readonly #further: readonly FurtherColumn[]
  readonly #series = new Map<string, RawSeries>()

  constructor(file: string, header: readonly string[]) {
    this.#file = file
    this.#places = columnPlaces(header, ['id', 'step', 'date', 'value'], file)
    const missing = ['id', 'value'].filter((column) => !this.#places.has(column))
    const hasTime = this.#places.has('step') || this.#places.has('date')
    if (!hasTime) missing.push('step (or date)')
    if (missing.length > 0) {
      const sentence = `${file}, line 1: ${missing.join(', ')} missing; expected are id, step (or date), value.`
      throw invalidFile(`${sentence} ${headerHint(header)}`, file, { line: 1, missing })
    }
    if (this.#places.has('step') && this.#places.has('date')) {
      throw invalidFile(`${file}, line 1: there is a column step and a column date; keep one of them.`, file, {
        line: 1,
      })
    }
    this.#timeName = this.#places.has('step') ? 'step' : 'date'
    const own = new Set(this.#places.values())
    this.#further = header.flatMap((name, place) => (own.has(place) ? [] : [{ name, place, kind: 'unknown' as const }]))
  }

  add(record: readonly string[], line: number): void {
    const id = this.#field(record, 'id')
    if (id === '') throw this.#wrong(line, 'id', 'the field is empty')
    const series = this.#series.get(id) ?? this.#open(id)
    const time = this.#field(record, this.#timeName)
    if (time === '') throw this.#wrong(line, this.#timeName, 'the field is empty')
    if (this.#timeName === 'step') {
      const step = NUMBER.test(time) ? Number(time) : Number.NaN
      if (!Number.isSafeInteger(step)) throw this.#wrong(line, 'step', `'${time}' is no whole number`)
      series.steps.push(step)
    } else {
      const moment = parseMoment(time)
      if (moment === null) {
        throw this.#wrong(line, 'date', `'${time}' is no date; expected is 2024-03-31, 2024-03 or 2024-03-31 14:00`)
      }
      series.moments.push(moment)
    }
    series.values.push(this.#number(this.#field(record, 'value'), 'value', line))
    series.lines.push(line)
    this.#further.forEach((column, i) => {
      series.columns[i]?.push(this.#furtherNumber(record[column.place] ?? '', column, line))
    })
  }

  finish(): SeriesFile {
    if (this.#series.size === 0) {
      throw invalidFile(`${this.#file} has no rows below its first line; it needs rows of id, step, value.`, this.#file)
    }
    const used = this.#further.map(({ kind }) => kind === 'number')
    const raw = [...this.#series.values()].map((series) => ({
      ...series,
      columns: series.columns.filter((_, i) => used[i]),
    }))
    const { series, notes } = layOut(raw, this.#file)
    const texts = this.#further.filter(({ kind }) => kind === 'text').map(({ name }) => name)
    if (texts.length > 0) notes.unshift(`Passed over, as they hold text: ${texts.join(', ')}.`)
    return { series, regressors: this.#further.filter((_, i) => used[i]).map(({ name }) => name), notes }
  }

  #open(id: string): RawSeries {
    const columns = this.#further.map(() => [])
    const series: RawSeries = { id, lines: [], steps: [], moments: [], values: [], columns }
    this.#series.set(id, series)
    return series
  }

  #field(record: readonly string[], column: string): string {
    return record[this.#places.get(column) ?? -1] ?? ''
  }

  #number(text: string, column: string, line: number): number {
    if (UNKNOWN.has(text)) return Number.NaN
    const value = NUMBER.test(text) ? Number(text) : Number.NaN
    if (!Number.isFinite(value)) {
      const hint = 'a decimal point is expected; leave the field empty where nothing is known'
      throw this.#wrong(line, column, `'${text}' is no number (${hint})`)
    }
    return value
  }

  #furtherNumber(text: string, column: FurtherColumn, line: number): number {
    if (column.kind === 'text' || UNKNOWN.has(text)) return Number.NaN
    if (column.kind === 'unknown') column.kind = NUMBER.test(text) ? 'number' : 'text'
    return column.kind === 'text' ? Number.NaN : this.#number(text, column.name, line)
  }

  #wrong(line: number, column: string, what: string): AppError {
    return invalidFile(`${this.#file}, line ${line}, column ${column}: ${what}.`, this.#file, { line, column })
  }
}
