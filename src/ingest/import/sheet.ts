import type { InputFile, ReadMeter } from './bytes.ts'
import { fileFault } from './fault.ts'
import type { RowBlock } from './row-block.ts'
import { decodeEscapes, entryText, openWorkbook, pushXml, type Workbook } from './workbook.ts'
import { attribute, type XmlHandler, XmlScanner } from './xml.ts'

const MAX_COLUMNS = 16_384
const DAY_MS = 86_400_000
const EPOCH_DAYS = 25_569

/**
 * The rows of one sheet as text, the header row first: numbers with a decimal point, dates as '2011-12-09 08:26:00'.
 * @param sheet  its name; null: the first one
 * @throws AppError  input.invalid: no such sheet, no workbook, or a damaged one
 */
export async function* readSheet(
  file: InputFile,
  sheet: string | null,
  meter: ReadMeter,
  notice: (sentence: string) => void,
): AsyncGenerator<RowBlock> {
  const workbook = await openWorkbook(file, meter)
  const chosen = sheet === null ? workbook.sheets[0] : workbook.sheets.find(({ name }) => name === sheet)
  const names = workbook.sheets.map(({ name }) => `'${name}'`).join(', ')
  if (chosen === undefined) {
    throw fileFault(
      file.path,
      null,
      `the workbook has no sheet '${sheet ?? ''}'; it has ${names === '' ? 'none' : names}.`,
    )
  }
  if (sheet === null && workbook.sheets.length > 1) {
    notice(`${file.path}: the sheet '${chosen.name}' is read; the workbook has ${names}.`)
  }
  const collector = new SheetRows(workbook)
  const scanner = new XmlScanner(collector)
  for await (const { text, suspect } of entryText(file, chosen.entry, meter)) {
    if (suspect) collector.suspect = true
    pushXml(scanner, text, file)
    if (collector.hasRows()) yield collector.drain()
  }
  if (!collector.ended) throw fileFault(file.path, null, 'the sheet ends too early; save or copy the workbook again.')
}

class SheetRows implements XmlHandler {
  ended = false
  suspect = false
  readonly #workbook: Workbook
  #rows: string[][] = []
  #lines: number[] = []
  #line = 0
  #row: string[] | null = null
  #column = 0
  #type = ''
  #style = 0
  #value: string | null = null
  #collecting = false
  #phonetic = false

  constructor(workbook: Workbook) {
    this.#workbook = workbook
  }

  hasRows(): boolean {
    return this.#rows.length > 0
  }

  drain(): RowBlock {
    const block: RowBlock = { rows: this.#rows, lines: this.#lines, faults: null, suspect: this.suspect }
    this.#rows = []
    this.#lines = []
    return block
  }

  open(name: string, attributes: string): void {
    if (name === 'c') {
      const reference = attribute(attributes, 'r')
      this.#column = reference === null ? this.#column + 1 : columnOf(reference)
      this.#type = attribute(attributes, 't') ?? 'n'
      this.#style = Number(attribute(attributes, 's') ?? 0)
      this.#value = null
    } else if (name === 'v' || (name === 't' && !this.#phonetic)) {
      this.#collecting = true
      this.#value ??= ''
    } else if (name === 'rPh') {
      this.#phonetic = true
    } else if (name === 'row') {
      this.#line = Number(attribute(attributes, 'r') ?? this.#line + 1)
      this.#row = []
      this.#column = -1
    }
  }

  text(text: string): void {
    if (this.#collecting) this.#value = (this.#value ?? '') + text
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#collecting = false
    else if (name === 'rPh') this.#phonetic = false
    else if (name === 'c') this.#endCell()
    else if (name === 'row') this.#endRow()
    else if (name === 'worksheet') this.ended = true
  }

  #endCell(): void {
    if (this.#row === null || this.#value === null || this.#column < 0 || this.#column >= MAX_COLUMNS) return
    while (this.#row.length < this.#column) this.#row.push('')
    this.#row[this.#column] = this.#textOf(this.#value)
    this.#value = null
  }

  #endRow(): void {
    if (this.#row?.some((field) => field !== '')) {
      this.#rows.push(this.#row)
      this.#lines.push(this.#line)
    }
    this.#row = null
  }

  #textOf(value: string): string {
    if (this.#type === 's') return this.#workbook.sharedStrings[Number(value)] ?? ''
    if (this.#type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (this.#type === 'd') return value
    if (this.#type !== 'n') return decodeEscapes(value)
    const number = Number(value)
    if (value.trim() === '' || !Number.isFinite(number)) return value
    if (this.#workbook.dateStyles[this.#style] === true) return dateText(number + this.#workbook.dayShift)
    return plainNumber(number)
  }
}

function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32
    if (letter < 65 || letter > 90) break
    column = column * 26 + (letter - 64)
  }
  return column - 1
}

function dateText(serial: number): string {
  const ms = Math.round((serial - EPOCH_DAYS) * (DAY_MS / 1000)) * 1000
  if (!(Math.abs(ms) < 8e15)) return String(serial)
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}

function plainNumber(number: number): string {
  const text = String(number)
  if (!text.includes('e')) return text
  return number.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
}
