import { type InputFile, inspectFile, type ReadMeter, readBytes } from './bytes.ts'
import { type CsvOptions, CsvTokenizer, OpenQuoteError } from './csv.ts'
import { type DecodeOptions, decodeText } from './decode.ts'
import { fileFault } from './fault.ts'
import { normalName } from './formats.ts'
import type { RowBlock } from './row-block.ts'
import { readSheet } from './sheet.ts'

/** A file of rows with a header. */
export interface Table {
  readonly columns: readonly string[]
  readonly headerLine: number
  /** Numbers may stand for dates, as in workbooks. */
  readonly excel: boolean
  readonly blocks: AsyncGenerator<RowBlock>
}

export interface TableRequest {
  readonly path: string
  readonly encoding: DecodeOptions['encoding']
  /** Null: found by looking at the header. */
  readonly delimiter: string | null
  readonly sheet: string | null
  /** Normal names of the columns one would expect. */
  readonly known: ReadonlySet<string>
  readonly notice: (sentence: string) => void
  readonly meter: ReadMeter
  /** The rows are wanted for their number and their faults alone. */
  readonly skim?: boolean
}

const DELIMITERS = [',', ';', '\t', '|']
const HEADER_CHARS = 65_536

/**
 * Opens a CSV file (plain or gzip) or a workbook and reads its header.
 * @throws AppError  input.not-found, or input.invalid when the file as a whole cannot be read
 */
export async function openTable(request: TableRequest): Promise<Table> {
  const file = await inspectFile(request.path)
  if (file.kind === 'ole') {
    const what = 'this is an old .xls workbook or one with a password; save it as .xlsx without a password, or as CSV.'
    throw fileFault(file.path, null, what)
  }
  if (file.kind === 'zip') {
    return withHeader(file.path, readSheet(file, request.sheet, request.meter, request.notice), true)
  }
  if (/\.xlsx$/i.test(file.path)) {
    throw fileFault(
      file.path,
      null,
      'the name ends in .xlsx but this is no workbook; export it again or rename it to .csv.',
    )
  }
  return withHeader(file.path, csvBlocks(file, request), false)
}

async function withHeader(path: string, blocks: AsyncGenerator<RowBlock>, excel: boolean): Promise<Table> {
  const first = await blocks.next()
  const block = first.done === true ? null : first.value
  const header = block?.rows[0]
  if (block === null || header === undefined) throw fileFault(path, null, 'the file holds no rows; export it again.')
  const headerLine = block.lines[0] ?? 1
  const fault = block.faults?.get(0)
  if (fault !== undefined) throw fileFault(path, headerLine, `the column names cannot be read: ${fault}.`)
  const columns = header.map((name) => name.trim())
  while (columns.length > 1 && columns[columns.length - 1] === '') columns.pop()
  return { columns, headerLine, excel, blocks: dataBlocks(path, headerLine, block, blocks) }
}

async function* dataBlocks(
  path: string,
  headerLine: number,
  first: RowBlock,
  others: AsyncGenerator<RowBlock>,
): AsyncGenerator<RowBlock> {
  try {
    const faults = first.faults === null ? null : new Map([...first.faults].map(([at, why]) => [at - 1, why] as const))
    const rows = first.rows.slice(1)
    let any = rows.length > 0
    if (any) yield { ...first, rows, lines: first.lines.slice(1), faults }
    for await (const block of others) {
      any ||= block.rows.length > 0
      if (block.rows.length > 0) yield block
    }
    if (!any) throw fileFault(path, headerLine, 'there is a header but no row below it; export the file again.')
  } finally {
    await others.return(undefined)
  }
}

async function* csvBlocks(file: InputFile, request: TableRequest): AsyncGenerator<RowBlock> {
  const { encoding, notice, meter } = request
  const texts = decodeText(readBytes(file, meter), { path: file.path, encoding, notice })
  let tokenizer: CsvTokenizer | null = null
  let suspect = false
  try {
    for await (const chunk of texts) {
      // A row may go on for many chunks: once something is suspect, every row from here on is looked at.
      suspect ||= chunk.suspect
      let { text } = chunk
      if (tokenizer === null) {
        const start = beginning(text, request)
        text = start.text
        tokenizer = new CsvTokenizer({ ...start.options, skim: request.skim ?? false }, start.firstLine)
      }
      yield { ...tokenizer.push(text), suspect }
    }
    if (tokenizer !== null) yield { ...tokenizer.push('', true), suspect }
  } catch (error) {
    if (!(error instanceof OpenQuoteError)) throw error
    const where = error.atEnd ? 'to the end of the file' : 'for 16 million characters'
    const sentence = `a quote (") opened in this row is not closed ${where}; close it, or write it as two quotes.`
    throw fileFault(file.path, error.line, sentence, error)
  } finally {
    await texts.return(undefined)
  }
}

interface Beginning {
  /** What follows Excel's own line on the delimiter, if there is one. */
  readonly text: string
  readonly options: CsvOptions
  readonly firstLine: number
}

function beginning(whole: string, request: TableRequest): Beginning {
  const head = whole.slice(0, HEADER_CHARS)
  const newline = !head.includes('\n') && head.includes('\r') ? '\r' : '\n'
  // Excel writes its delimiter into a line of its own when it differs from the country's.
  const told = /^sep=(.)\r?\n/i.exec(head)
  const text = told === null ? whole : whole.slice(told[0].length)
  const delimiter =
    request.delimiter ?? told?.[1] ?? likelyDelimiter(text.slice(0, HEADER_CHARS), newline, request.known)
  return { text, options: { delimiter, newline }, firstLine: told === null ? 1 : 2 }
}

/** The delimiter that finds the most known columns in the header, and among equals the most columns. */
function likelyDelimiter(head: string, newline: '\n' | '\r', known: ReadonlySet<string>): string {
  let best = { delimiter: ',', score: -1 }
  for (const delimiter of DELIMITERS) {
    const columns = headerColumns(head, newline, delimiter)
    const score = columns.filter((name) => known.has(normalName(name))).length * 1000 + columns.length
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function headerColumns(head: string, newline: '\n' | '\r', delimiter: string): readonly string[] {
  const tokenizer = new CsvTokenizer({ delimiter, newline })
  const [row] = tokenizer.push(head).rows
  if (row !== undefined) return row
  try {
    return tokenizer.push('', true).rows[0] ?? []
  } catch (error) {
    if (error instanceof OpenQuoteError) return []
    throw error
  }
}
