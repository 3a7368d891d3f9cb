import { AppError } from '../../core/errors.ts'
import type { Adapter, AdapterContext } from './adapter.ts'
import type { ReadMeter } from './bytes.ts'
import { type DateOrder, orderShown } from './dates.ts'
import { knownNames, locate, normalName, ONLINE_RETAIL, requireColumns, SHOPIFY_ORDERS } from './formats.ts'
import { columnsOf, mappedAdapter, requireMappedColumns } from './mapped.ts'
import { MappedColumns } from './mapped-columns.ts'
import { OnlineRetailAdapter } from './online-retail.ts'
import { ignore, noticeOf, type ReadOptions, stopIfAsked } from './options.ts'
import { isBlank, widthFault } from './row-width.ts'
import { ShopifyOrdersAdapter } from './shopify-orders.ts'
import { ShopifyProductsAdapter } from './shopify-products.ts'
import { openTable, type Table } from './table.ts'
import { WooCommerceProductsAdapter } from './woocommerce-products.ts'
import { Zone } from './zone.ts'

/**
 * Opens the file of an import and checks that it has the columns its format needs.
 * @param skim rows are only told apart, not taken apart
 * @throws AppError  input.not-found, input.invalid; usage.invalid when the mapping is missing
 */
export async function openInput(
  options: ReadOptions,
  meter: ReadMeter,
  notice: (sentence: string) => void,
  skim = false,
): Promise<Table> {
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
    skim,
  })
  try {
    requireColumns(options.path, table.headerLine, options.format, table.columns)
    if (mapping !== undefined) requireMappedColumns(options.path, table.headerLine, mapping, table.columns)
    return table
  } catch (error) {
    await table.blocks.return(undefined)
    throw error
  }
}

/** What turns the rows of this file into records; looks through the file first where the format needs it. */
export async function adapterFor(options: ReadOptions, table: Table): Promise<Adapter> {
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
  return mappedAdapter(mapping, context, given ?? (await firstCurrency(options, currencyColumn)))
}

/** Runs through the rows of the file from the start until `visit` says no. */
async function eachRow(options: ReadOptions, visit: (fields: readonly string[]) => boolean): Promise<void> {
  const { blocks } = await openInput(options, { bytesRead: 0 }, ignore)
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
