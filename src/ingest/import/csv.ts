/**
 * An RFC 4180 tokenizer for chunks of text. Quotes may hold delimiters, line ends and doubled quotes; a quote inside an
 * unquoted field is text. Why not csv-parse: docs/decisions/csv-tokenizer.md.
 */

/** Longer than any row of a real file; a quote that is never closed must not swallow the file into memory. */
const MAX_ROW_CHARS = 16_000_000

export interface CsvRows {
  readonly rows: string[][]
  /** Physical line (1-based) where each row begins. */
  readonly lines: number[]
  /** By index into `rows`: why the row cannot be read as it stands. Null: none. */
  faults: Map<number, string> | null
}

/** A quote that is not closed: nothing after it can be trusted. */
export class OpenQuoteError extends Error {
  override readonly name = 'OpenQuoteError'
  readonly line: number
  readonly atEnd: boolean
  constructor(line: number, atEnd: boolean) {
    super(`The quote opened in the row of line ${line} is not closed`)
    this.line = line
    this.atEnd = atEnd
  }
}

export interface CsvOptions {
  readonly delimiter: string
  /** '\r' only for files of old Macs; '\n' takes '\r\n' as well. */
  readonly newline: '\n' | '\r'
  /** Rows below the first are only told apart: one without quotes is one field, or an empty one where it says nothing. */
  readonly skim?: boolean
}

/**
 * Takes the text of a file in chunks cut anywhere and gives its rows; empty lines are skipped.
 *
 * A row whose quotes are broken costs only its first physical line: it is given with a fault, its fields as they stand,
 * and reading goes on at the next line, so that one stray quote does not take good rows with it.
 */
export class CsvTokenizer {
  readonly #delimiter: string
  readonly #newline: '\n' | '\r'
  #skim = false
  readonly #skimBelow: boolean
  #rest = ''
  #line: number
  #text = ''
  #end = -1

  constructor(options: CsvOptions, firstLine = 1) {
    this.#delimiter = options.delimiter
    this.#newline = options.newline
    this.#skimBelow = options.skim ?? false
    this.#line = firstLine
  }

  /**
   * The rows that end in this chunk; with `last` also the row that ends with the file.
   * @throws OpenQuoteError  a quote is not closed at the end of the file, or for 16 million characters
   */
  push(chunk: string, last = false): CsvRows {
    const text = this.#rest === '' ? chunk : this.#rest + chunk
    const newline = this.#newline
    const out: CsvRows = { rows: [], lines: [], faults: null }
    this.#text = text
    let position = 0
    let quote = indexOrEnd(text, '"', 0)
    while (position < text.length) {
      let eol = text.indexOf(newline, position)
      if (quote < position) quote = indexOrEnd(text, '"', position)
      if (eol === -1) {
        if (!last && quote === text.length) break
        eol = text.length
      }
      if (quote >= eol) {
        const end = this.#lineEnd(position, eol)
        if (end > position) {
          out.rows.push(this.#skim ? this.#whole(position, end) : this.#split(position, end))
          out.lines.push(this.#line)
          this.#skim = this.#skimBelow
        }
        this.#line++
        position = eol + 1
        continue
      }
      const next = this.#quotedRow(position, last, out)
      if (next === -1) break
      position = next
    }
    this.#rest = position >= text.length ? '' : text.slice(position)
    this.#text = ''
    if (last && this.#rest !== '') throw new OpenQuoteError(this.#line, true)
    if (this.#rest.length > MAX_ROW_CHARS) throw new OpenQuoteError(this.#line, false)
    return out
  }

  #lineEnd(start: number, eol: number): number {
    if (this.#newline === '\n' && eol > start && this.#text.charCodeAt(eol - 1) === 13) return eol - 1
    return eol
  }

  #whole(start: number, end: number): string[] {
    for (let at = start; at < end; at++) {
      const char = this.#text.charAt(at)
      if (char !== this.#delimiter && char.trim() !== '') return [this.#text.slice(start, end)]
    }
    return ['']
  }

  #split(start: number, end: number): string[] {
    const text = this.#text
    const delimiter = this.#delimiter
    const fields: string[] = []
    let from = start
    let at = text.indexOf(delimiter, from)
    while (at !== -1 && at < end) {
      fields.push(text.slice(from, at))
      from = at + 1
      at = text.indexOf(delimiter, from)
    }
    fields.push(text.slice(from, end))
    return fields
  }

  /** Reads the row with quotes that begins at `start`; gives where the next row begins, -1 when the row is not whole. */
  #quotedRow(start: number, last: boolean, out: CsvRows): number {
    const text = this.#text
    const fields: string[] = []
    let position = start
    for (;;) {
      if (text.charCodeAt(position) === 34) {
        const value = this.#quotedField(position, last)
        if (value === null) return -1
        position = this.#end
        const follows = this.#afterField(position, last)
        if (follows === 'unknown') return -1
        if (follows === 'text') return this.#brokenRow(start, fields.length + 1, last, out)
        fields.push(value)
        if (follows === 'row') return this.#finishRow(start, fields, out)
      } else {
        const follows = this.#plainFieldEnd(position, last)
        if (follows === -1) return -1
        fields.push(text.slice(position, this.#end))
        position = follows
        if (text.charAt(position) !== this.#delimiter) return this.#finishRow(start, fields, out)
      }
      position++
    }
  }

  /** The value of the quoted field at `start`, with `#end` set behind its closing quote; null: it goes on. */
  #quotedField(start: number, last: boolean): string | null {
    const text = this.#text
    let value = ''
    let from = start + 1
    for (;;) {
      const quote = text.indexOf('"', from)
      if (quote === -1) return null
      if (quote + 1 === text.length && !last) return null
      if (text.charCodeAt(quote + 1) !== 34) {
        this.#end = quote + 1
        return value === '' ? text.slice(from, quote) : value + text.slice(from, quote)
      }
      value += text.slice(from, quote + 1)
      from = quote + 2
    }
  }

  /** What stands behind a closing quote. `#end` is left at the delimiter or at the line end. */
  #afterField(position: number, last: boolean): 'field' | 'row' | 'text' | 'unknown' {
    const text = this.#text
    if (position === text.length) return last ? 'row' : 'unknown'
    const char = text.charAt(position)
    if (char === this.#delimiter) return 'field'
    if (char === this.#newline) return 'row'
    if (char !== '\r') return 'text'
    if (position + 1 === text.length) {
      if (!last) return 'unknown'
      this.#end = position + 1
      return 'row'
    }
    if (text.charAt(position + 1) !== '\n') return 'text'
    this.#end = position + 1
    return 'row'
  }

  /** Where the delimiter or line end behind the unquoted field at `start` is, with `#end` set behind its last character. */
  #plainFieldEnd(start: number, last: boolean): number {
    const text = this.#text
    let eol = text.indexOf(this.#newline, start)
    const delimiter = text.indexOf(this.#delimiter, start)
    if (delimiter !== -1 && (eol === -1 || delimiter < eol)) {
      this.#end = delimiter
      return delimiter
    }
    if (eol === -1) {
      if (!last) return -1
      eol = text.length
    }
    this.#end = this.#lineEnd(start, eol)
    return eol
  }

  #finishRow(start: number, fields: string[], out: CsvRows): number {
    const text = this.#text
    out.rows.push(fields)
    out.lines.push(this.#line)
    let eol = this.#end
    while (eol < text.length && text.charAt(eol) !== this.#newline) eol++
    for (let at = start; ; ) {
      const found = text.indexOf(this.#newline, at)
      this.#line++
      if (found === -1 || found >= eol) break
      at = found + 1
    }
    return eol + 1
  }

  #brokenRow(start: number, field: number, last: boolean, out: CsvRows): number {
    const eol = indexOrEnd(this.#text, this.#newline, start)
    if (eol === this.#text.length && !last) return -1
    out.faults ??= new Map()
    out.faults.set(
      out.rows.length,
      `field ${field} has text behind its closing quote: write a quote inside a field as two quotes`,
    )
    out.rows.push(this.#split(start, this.#lineEnd(start, eol)))
    out.lines.push(this.#line)
    this.#line++
    return eol + 1
  }
}

function indexOrEnd(text: string, search: string, from: number): number {
  const found = text.indexOf(search, from)
  return found === -1 ? text.length : found
}
