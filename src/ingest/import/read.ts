import type { Adapter } from './adapter.ts'
import { inspectFile, type ReadMeter } from './bytes.ts'
import { isUnreadable } from './fault.ts'
import { readLines } from './lines.ts'
import { ignore, noticeOf, type ReadOptions, stopIfAsked } from './options.ts'
import { adapterFor, openInput } from './prepare.ts'
import type { RowBlock } from './row-block.ts'
import { isBlank, widthFault } from './row-width.ts'
import { type ReadItem, Sink } from './sink.ts'
import type { Table } from './table.ts'

export type { ReadOptions } from './options.ts'

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
    const request = { path: options.path, skipRows, currency: options.currency, notice: noticeOf(options), meter }
    for await (const { sink, rows } of readLines(request)) {
      stopIfAsked(options)
      report(rows)
      yield { items: sink.drain(), nextRow: rows }
    }
    return
  }
  const table = await openInput(options, meter, noticeOf(options))
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
    const request = { path: options.path, skipRows: Number.POSITIVE_INFINITY, currency: null, notice: ignore, meter }
    for await (const { rows } of readLines(request)) {
      stopIfAsked(options)
      count = rows
    }
    return count
  }
  for await (const block of (await openInput(options, meter, ignore, true)).blocks) {
    stopIfAsked(options)
    for (const fields of block.rows) if (!isBlank(fields)) count++
  }
  return count
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
    const wrong = widthFault(fields, width)
    if (wrong !== null) sink.reject(line, wrong, fields)
    else if (block.suspect && fields.some(isUnreadable))
      sink.reject(line, unreadableFault(fields, table.columns), fields)
    else adapter.take(fields, line, ordinal, sink)
  }
  return row
}

function unreadableFault(fields: readonly string[], columns: readonly string[]): string {
  const at = fields.findIndex(isUnreadable)
  const field = fields[at] ?? ''
  if (field.includes('\0')) return `${columns[at]} holds a NUL byte.`
  return `${columns[at]} '${field.slice(0, 40)}' holds bytes that are not UTF-8; save the file as UTF-8, or give the encoding windows-1252.`
}
