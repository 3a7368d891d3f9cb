import { normalName } from './formats.ts'
import type { CsvMapping } from './mapping.ts'
import type { DecimalStyle } from './numbers.ts'

/** Finds the mapping's columns in the file: by exact name, else without case and punctuation. */
export class MappedColumns {
  readonly #columns: readonly string[]

  constructor(columns: readonly string[]) {
    this.#columns = columns
  }

  /** Where the column is; -1: the mapping names none, or the file has none of that name. */
  at(name: string | undefined): number {
    if (name === undefined) return -1
    const exact = this.#columns.indexOf(name)
    return exact === -1 ? this.#columns.findIndex((column) => normalName(column) === normalName(name)) : exact
  }

  all<K extends string>(
    names: Readonly<Partial<Record<K, string | undefined>>>,
    keys: readonly K[],
  ): Record<K, number> {
    // Every key is given a value.
    return Object.fromEntries(keys.map((key) => [key, this.at(names[key])])) as Record<K, number>
  }
}

/** How amounts are written: in a workbook they are numbers, whatever the mapping says of the CSV. */
export function decimalStyle(mapping: CsvMapping, excel: boolean): DecimalStyle {
  if (excel || mapping.decimalComma === undefined) return 'auto'
  return mapping.decimalComma ? 'comma' : 'point'
}
