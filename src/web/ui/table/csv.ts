/** A table as CSV (RFC 4180) that a spreadsheet opens as it should: with a byte order mark, in German with semicolons and decimal commas. Pure. */
import type { Lang } from '../../../core/lang.ts'
import type { ValueUnit } from '../../../language/format.ts'

export interface CsvColumn<Row> {
  readonly title: string
  readonly unit: ValueUnit
  value(row: Row): string | number | null
}

export interface CsvStyle {
  readonly lang: Lang
  /** ISO 4217, in the heading of columns of money. */
  readonly currency: string
}

const BOM = '\ufeff'

export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[], style: CsvStyle): string {
  const separator = style.lang === 'de' ? ';' : ','
  const line = (cells: readonly string[]) => cells.map((cell) => quote(cell, separator)).join(separator)
  const head = columns.map(({ title, unit }) => plainText(title + suffixOf(unit, style.currency)))
  const body = rows.map((row) => columns.map(({ unit, value }) => cellOf(value(row), unit, style.lang)))
  return `${BOM}${[head, ...body].map(line).join('\r\n')}\r\n`
}

function suffixOf(unit: ValueUnit, currency: string): string {
  if (unit === 'cents') return ` (${currency})`
  return unit === 'ratio' ? ' (%)' : ''
}

function cellOf(value: string | number | null, unit: ValueUnit, lang: Lang): string {
  if (value === null) return ''
  if (typeof value === 'string') return plainText(value)
  const number = String(unit === 'cents' ? value / 100 : unit === 'ratio' ? Math.round(value * 1e6) / 1e4 : value)
  return lang === 'de' ? number.replace('.', ',') : number
}

/** A text that a spreadsheet would run as a formula is made text (OWASP, CSV injection). */
function plainText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function quote(cell: string, separator: string): string {
  return cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** Hands a file to the browser's downloads. */
export function saveFile(name: string, content: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Some browsers read it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
