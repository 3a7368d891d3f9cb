import type { Adapter, AdapterContext } from './adapter.ts'
import { fileFault, quoted } from './fault.ts'
import { listed } from './formats.ts'
import { MappedColumns } from './mapped-columns.ts'
import { MappedCustomersAdapter } from './mapped-customers.ts'
import { MappedOrdersAdapter } from './mapped-orders.ts'
import { MappedProductsAdapter } from './mapped-products.ts'
import type { CsvMapping } from './mapping.ts'

/** All columns a mapping names. */
export function columnsOf(mapping: CsvMapping): string[] {
  const named = Object.values(mapping.columns).filter((name) => name !== undefined)
  if (mapping.target === 'products')
    return [...named, ...Object.keys(mapping.attributes), ...Object.keys(mapping.options)]
  if (mapping.target === 'orders')
    return [...named, ...[...mapping.lineKinds, ...mapping.documents].map((rule) => rule.column)]
  return named
}

/**
 * Refuses a file without the columns its mapping names.
 * @throws AppError  input.invalid naming what is missing and what was found
 */
export function requireMappedColumns(
  path: string,
  line: number,
  mapping: CsvMapping,
  columns: readonly string[],
): void {
  const found = new MappedColumns(columns)
  const missing = columnsOf(mapping).filter((name) => found.at(name) === -1)
  if (missing.length === 0) return
  const names = [...new Set(missing)].map(quoted).join(', ')
  const sentence = `the mapping names ${names}, which the file does not have; found ${listed(columns)}. Correct the mapping or its delimiter.`
  throw fileFault(path, line, sentence)
}

/** The adapter for a mapping. */
export function mappedAdapter(mapping: CsvMapping, context: AdapterContext, firstCurrency: string | null): Adapter {
  const columns = new MappedColumns(context.columns)
  if (mapping.target === 'orders') return new MappedOrdersAdapter(mapping, context, columns, firstCurrency)
  if (mapping.target === 'products') return new MappedProductsAdapter(mapping, context, columns)
  return new MappedCustomersAdapter(mapping, context, columns)
}
