import { AppError } from '../../core/errors.ts'
import type { Lang } from '../../core/lang.ts'
import type { Adapter, AdapterContext } from './adapter.ts'
import { inspectFile, type ReadMeter } from './bytes.ts'
import { type DateOrder, orderShown } from './dates.ts'
import { isUnreadable } from './fault.ts'
import {
  type FormatName,
  knownNames,
  locate,
  normalName,
  ONLINE_RETAIL,
  requireColumns,
  SHOPIFY_ORDERS,
} from './formats.ts'
import { readLines } from './lines.ts'
import { columnsOf, mappedAdapter } from './mapped.ts'
import { MappedColumns } from './mapped-columns.ts'
import type { CsvMapping } from './mapping.ts'
import { OnlineRetailAdapter } from './online-retail.ts'
import { ShopifyOrdersAdapter } from './shopify-orders.ts'
import { ShopifyProductsAdapter } from './shopify-products.ts'
import { type ReadItem, Sink } from './sink.ts'
import { openTable, type RowBlock, type Table } from './table.ts'
import { WooCommerceProductsAdapter } from './woocommerce-products.ts'
import { Zone } from './zone.ts'

export interface ReadProgress {
  /** Of the file as it lies on the disk (packed). */
  readonly bytesRead: number
  readonly bytesTotal: number
  /** Data rows seen, skipped ones included. */
  readonly rows: number
}

export interface ReadOptions {
  readonly format: FormatName
  readonly path: string
  /** Where times without a zone are meant. */
  readonly timeZone: string
  /** The shop's currency; null: what the file says, or the format's own (GBP for online-retail, EUR). */
  readonly currency: string | null
  /** The language of texts that do not say theirs; default 'de'. */
  readonly lang?: Lang
  readonly encoding?: 'auto' | 'utf-8' | 'windows-1252'
  readonly delimiter?: string
  /** Needed for the format csv. */
  readonly mapping?: CsvMapping
  /** Name of the workbook's sheet; default: the first. */
  readonly sheet?: string
  /** Data rows taken in an earlier run (`nextRow` of its last batch): parsed but not read into records. */
  readonly skipRows?: number
  /** When WooCommerce's sale prices are looked at, UTC milliseconds; default: they count whatever their dates. */
  readonly asOf?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ReadProgress) => void
  /** Sentences on what was assumed (encoding, order of dates, currency, sheet). */
  readonly onNotice?: (sentence: string) => void
}

/** Records and rejected rows in the order of the file. */
export interface ReadBatch {
  readonly items: readonly ReadItem[]
  /** Every data row before this one is in this batch or an earlier one: what `skipRows` is when reading goes on. */
  readonly nextRow: number
}

/**
 * Reads a file of any import format into records, some thousand rows at a time and in constant memory. An order is one
 * record per run of rows that follow one another; rows of it that stand elsewhere make a record of the same `externalId`.
 * @throws AppError  input.not-found, input.invalid (the file as a whole: what, where, what to do), work.stopped
 */
export async function* readImport(options: ReadOptions): AsyncGenerator<ReadBatch> {
  const meter: ReadMeter = { bytesRead: 0 }
  const skipRows = options.skipRows ?? 0
  const bytesTotal = (await inspectFile(options.path)).size
  const report = (rows: number) => options.onProgress?.({ bytesRead: meter.bytesRead, bytesTotal, rows })
  if (options.format === 'dirigent') {
    const request = { path: options.path, skipRows, notice: noticeOf(options), meter }
    for await (const { sink, rows } of readLines(request)) {
      stopIfAsked(options)
      report(rows)
      yield { items: sink.drain(), nextRow: rows }
    }
    return
  }
  const table = await open(options, meter, noticeOf(options))
  const sink = new Sink()
  try {
    const adapter = await adapterFor(options, table)
    let rows = 0
    for await (const block of table.blocks) {
      stopIfAsked(options)
      rows = takeBlock(block, { table, adapter, sink, skipRows, rows })
      report(rows)
      if (rows > skipRows) yield { items: sink.drain(), nextRow: sink.nextRow(rows) }
    }
    adapter.finish(sink)
    yield { items: sink.drain(), nextRow: rows }
  } finally {
    await table.blocks.return(undefined)
  }
}

/**
 * Reads the whole file without making records, so that faults of the file as such (a cut-off archive, a quote that is
 * never closed, missing columns) come to light before anything is written. Gives the number of data rows.
 * @throws AppError  as `readImport`
 */
export async function checkImport(options: ReadOptions): Promise<number> {
  const meter: ReadMeter = { bytesRead: 0 }
  let count = 0
  if (options.format === 'dirigent') {
    const request = { path: options.path, skipRows: Number.POSITIVE_INFINITY, notice: ignore, meter }
    for await (const { rows } of readLines(request)) {
      stopIfAsked(options)
      count = rows
    }
    return count
  }
  for await (const block of (await open(options, meter, ignore)).blocks) {
    stopIfAsked(options)
    for (const fields of block.rows) if (!isBlank(fields)) count++
  }
  return count
}

function ignore(): void {
  return
}

function noticeOf(options: ReadOptions): (sentence: string) => void {
  return options.onNotice ?? ignore
}

function stopIfAsked({ signal, path }: ReadOptions): void {
  if (signal?.aborted === true)
    throw new AppError('work.stopped', `${path}: reading was stopped before the end.`, { file: path })
}

async function open(options: ReadOptions, meter: ReadMeter, notice: (sentence: string) => void): Promise<Table> {
  const { mapping } = options
  if (options.format === 'csv' && mapping === undefined) {
    throw new AppError('usage.invalid', 'The format csv needs a mapping file that says which column is which.')
  }
  const table = await openTable({
    path: options.path,
    encoding: options.encoding ?? mapping?.encoding ?? 'auto',
    delimiter: options.delimiter ?? mapping?.delimiter ?? null,
    sheet: options.sheet ?? mapping?.sheet ?? null,
    known: mapping === undefined ? knownNames(options.format) : new Set(columnsOf(mapping).map(normalName)),
    notice,
    meter,
  })
  try {
    requireColumns(options.path, table.headerLine, options.format, table.columns)
    return table
  } catch (error) {
    await table.blocks.return(undefined)
    throw error
  }
}

interface Taking {
  readonly table: Table
  readonly adapter: Adapter
  readonly sink: Sink
  readonly skipRows: number
  readonly rows: number
}

function takeBlock(block: RowBlock, { table, adapter, sink, skipRows, rows }: Taking): number {
  const width = table.columns.length
  let row = rows
  for (let at = 0; at < block.rows.length; at++) {
    const fields = block.rows[at] ?? []
    if (isBlank(fields)) continue
    const ordinal = row++
    if (ordinal < skipRows) continue
    const line = block.lines[at] ?? 0
    const fault = block.faults?.get(at)
    if (fault !== undefined) {
      sink.reject(line, `${fault.charAt(0).toUpperCase()}${fault.slice(1)}.`, fields)
      continue
    }
    // Workbooks leave out empty cells at the end of a row.
    if (table.excel) while (fields.length < width) fields.push('')
    const wrong = fields.length === width ? null : widthFault(fields, width)
    if (wrong !== null) sink.reject(line, wrong, fields)
    else if (block.suspect && fields.some(isUnreadable))
      sink.reject(line, unreadableFault(fields, table.columns), fields)
    else adapter.take(fields, line, ordinal, sink)
  }
  return row
}

function isBlank(fields: readonly string[]): boolean {
  return (fields[0] ?? '').trim() === '' && fields.every((field) => field.trim() === '')
}

/** Null where the fields too many are empty: a delimiter at the end of the line does no harm. */
function widthFault(fields: readonly string[], width: number): string | null {
  if (fields.length > width && fields.slice(width).every((field) => field.trim() === '')) return null
  return `The row has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, the header has ${width}; check its delimiters and quotes.`
}

function unreadableFault(fields: readonly string[], columns: readonly string[]): string {
  const at = fields.findIndex(isUnreadable)
  const field = fields[at] ?? ''
  if (field.includes('\0')) return `${columns[at]} holds a NUL byte.`
  return `${columns[at]} '${field.slice(0, 40)}' holds bytes that are not UTF-8; save the file as UTF-8, or give the encoding windows-1252.`
}

async function adapterFor(options: ReadOptions, table: Table): Promise<Adapter> {
  const { format, mapping, path } = options
  const notice = noticeOf(options)
  const context: AdapterContext = {
    path,
    columns: table.columns,
    zone: new Zone(options.timeZone),
    dateOrder: await dateOrderOf(options, table),
    currency: options.currency,
    lang: options.lang ?? 'de',
    excel: table.excel,
    asOf: options.asOf ?? null,
    notice,
  }
  if (format === 'online-retail') return new OnlineRetailAdapter(context)
  if (format === 'shopify-products') return new ShopifyProductsAdapter(context)
  if (format === 'shopify-orders') {
    const column = locate(table.columns, SHOPIFY_ORDERS).currency
    return new ShopifyOrdersAdapter(context, options.currency ?? (await firstCurrency(options, column)))
  }
  if (format === 'woocommerce-products') {
    const adapter = new WooCommerceProductsAdapter(context)
    await eachRow(options, (fields) => {
      if (table.excel || widthFault(fields, table.columns.length) === null) adapter.collect(fields)
      return true
    })
    return adapter
  }
  if (mapping === undefined) throw new AppError('usage.invalid', 'The format csv needs a mapping file.')
  const currencyColumn =
    mapping.target === 'orders' ? new MappedColumns(table.columns).at(mapping.columns.currency) : -1
  const given = options.currency ?? mapping.currency ?? null
  return mappedAdapter(mapping, context, table.headerLine, given ?? (await firstCurrency(options, currencyColumn)))
}

/** Runs through the rows of the file from the start until `visit` says no. */
async function eachRow(options: ReadOptions, visit: (fields: readonly string[]) => boolean): Promise<void> {
  const { blocks } = await open(options, { bytesRead: 0 }, ignore)
  try {
    for await (const block of blocks) {
      stopIfAsked(options)
      for (const fields of block.rows) if (!isBlank(fields) && !visit(fields)) return
    }
  } finally {
    await blocks.return(undefined)
  }
}

/** The currency of the first row that names one: the same on a first run and when an import goes on. */
async function firstCurrency(options: ReadOptions, column: number): Promise<string | null> {
  if (column === -1) return null
  let currency: string | null = null
  await eachRow(options, (fields) => {
    const text = (fields[column] ?? '').trim().toUpperCase()
    if (/^[A-Z]{3}$/.test(text)) currency = text
    return currency === null
  })
  return currency
}

/** Whether dates such as 03/04/2011 begin with the day or the month: the first date that can only be one decides. */
async function dateOrderOf(options: ReadOptions, table: Table): Promise<DateOrder> {
  const { mapping } = options
  if (mapping !== undefined && mapping.target !== 'products' && mapping.dateFormat !== 'auto') {
    return mapping.dateFormat === 'mdy' ? 'mdy' : 'dmy'
  }
  const column = dateColumnOf(options, table.columns)
  if (column === -1) return 'dmy'
  let order: DateOrder | 'undecided' | null = null
  let looked = 0
  await eachRow(options, (fields) => {
    const shown = orderShown(fields[column] ?? '')
    if (shown !== null) order = shown
    looked++
    // Dates that begin with the year need no second look at the whole file.
    return order === null ? looked < 1000 : order === 'undecided'
  })
  if (order === 'dmy' || order === 'mdy') return order
  const assumed = options.timeZone.startsWith('America/') ? 'mdy' : 'dmy'
  if (order === 'undecided') {
    const which = assumed === 'dmy' ? 'day/month/year' : 'month/day/year'
    noticeOf(options)(`${options.path}: no date says whether day or month comes first; they are read as ${which}.`)
  }
  return assumed
}

function dateColumnOf({ format, mapping }: ReadOptions, columns: readonly string[]): number {
  if (format === 'online-retail') return locate(columns, ONLINE_RETAIL).date
  if (format === 'shopify-orders') return locate(columns, SHOPIFY_ORDERS).createdAt
  const mapped = new MappedColumns(columns)
  if (mapping?.target === 'orders') return mapped.at(mapping.columns.placedAt)
  return mapping?.target === 'customers' ? mapped.at(mapping.columns.createdAt) : -1
}
