import type { InputFile, ReadMeter } from './bytes.ts'
import { decodeText } from './decode.ts'
import { fileFault } from './fault.ts'
import { attribute, type XmlHandler, XmlScanner } from './xml.ts'
import { readEntry, type ZipEntry, zipEntries } from './zip.ts'

/** What a workbook's sheets need to be read. */
export interface Workbook {
  readonly sheets: ReadonlyArray<{ readonly name: string; readonly entry: ZipEntry }>
  readonly sharedStrings: readonly string[]
  /** Whether a cell of this style (its index) holds a date. */
  readonly dateStyles: readonly boolean[]
  /** Days between this workbook's day 0 and that of the usual calendar. */
  readonly dayShift: number
}

const MAX_SHARED_CHARS = 512_000_000
/** Excel's own number formats that are dates or times. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47, ...span(27, 36), ...span(50, 58)])

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

/**
 * Opens an .xlsx workbook: its list of sheets, its texts and which styles are dates.
 * @throws AppError  input.invalid when the archive is no workbook
 */
export async function openWorkbook(file: InputFile, meter: ReadMeter): Promise<Workbook> {
  const entries = await zipEntries(file)
  if (!entries.has('xl/workbook.xml')) throw fileFault(file.path, null, whatElse(entries))
  const run = (name: string, handler: XmlHandler) => scanEntry(file, entries.get(name), handler, meter)

  const targets = new Map<string, string>()
  await run('xl/_rels/workbook.xml.rels', {
    open: (name, attributes) => {
      const target = attribute(attributes, 'Target')
      if (name === 'Relationship' && target !== null) targets.set(attribute(attributes, 'Id') ?? '', partName(target))
    },
    text: nothing,
    close: nothing,
  })
  const sheets: Array<{ name: string; entry: ZipEntry }> = []
  let dayShift = 0
  await run('xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr' && /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')) dayShift = 1462
      const entry = entries.get(targets.get(attribute(attributes, 'id') ?? '') ?? '')
      if (name === 'sheet' && entry !== undefined) sheets.push({ name: attribute(attributes, 'name') ?? '', entry })
    },
    text: nothing,
    close: nothing,
  })
  const dateStyles: boolean[] = []
  await run('xl/styles.xml', stylesHandler(dateStyles))
  const sharedStrings: string[] = []
  await run('xl/sharedStrings.xml', sharedStringsHandler(sharedStrings, file))
  return { sheets, sharedStrings, dateStyles, dayShift }
}

function nothing(): void {
  return
}

function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

function whatElse(entries: ReadonlyMap<string, unknown>): string {
  if (entries.has('word/document.xml'))
    return 'this is a Word document, no .xlsx workbook; export the table as .xlsx or CSV.'
  if (entries.has('content.xml')) return 'this is an OpenDocument file, no .xlsx workbook; save it as .xlsx or CSV.'
  if (entries.has('xl/workbook.bin')) return 'this is an .xlsb workbook; save it as .xlsx or CSV.'
  return 'this is a zip archive, no .xlsx workbook; unpack it and name the file in it.'
}

/** Runs the XML of one part through a handler; nothing happens when the workbook has no such part. */
async function scanEntry(
  file: InputFile,
  entry: ZipEntry | undefined,
  handler: XmlHandler,
  meter: ReadMeter,
): Promise<void> {
  if (entry === undefined) return
  const scanner = new XmlScanner(handler)
  for await (const { text } of entryText(file, entry, meter)) pushXml(scanner, text, file)
}

/** Gives the scanner more text; what it cannot take is a fault of the file. */
export function pushXml(scanner: XmlScanner, text: string, file: InputFile): void {
  try {
    scanner.push(text)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw fileFault(file.path, null, `the workbook is damaged (${error.message}); save it again or as CSV.`, error)
  }
}

/** The text of one part of a workbook. */
export function entryText(file: InputFile, entry: ZipEntry, meter: ReadMeter): ReturnType<typeof decodeText> {
  return decodeText(readEntry(file, entry, meter), { path: file.path, encoding: 'utf-8', notice: nothing })
}

function sharedStringsHandler(strings: string[], file: InputFile): XmlHandler {
  let value = ''
  let collecting = false
  let phonetic = false
  let chars = 0
  return {
    open: (name) => {
      if (name === 'si') value = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') collecting = !phonetic
    },
    text: (text) => {
      if (collecting) value += text
    },
    close: (name) => {
      if (name === 't') collecting = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') {
        chars += value.length
        if (chars > MAX_SHARED_CHARS) throw fileFault(file.path, null, 'the workbook is too large; save it as CSV.')
        strings.push(decodeEscapes(value))
      }
    },
  }
}

function stylesHandler(dateStyles: boolean[]): XmlHandler {
  const custom = new Map<number, boolean>()
  let inCellFormats = false
  return {
    open: (name, attributes) => {
      const id = Number(attribute(attributes, 'numFmtId') ?? -1)
      if (name === 'numFmt') custom.set(id, isDateCode(attribute(attributes, 'formatCode') ?? ''))
      else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) dateStyles.push(custom.get(id) ?? DATE_FORMATS.has(id))
    },
    text: nothing,
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false
    },
  }
}

function isDateCode(code: string): boolean {
  return /[ymdhs]/i.test(code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').replaceAll(/general/gi, ''))
}

/** Excel writes characters XML cannot hold as `_xHHHH_`. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
