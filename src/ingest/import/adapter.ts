import type { Lang } from '../../core/lang.ts'
import type { DateOrder } from './dates.ts'
import type { Sink } from './sink.ts'
import type { Zone } from './zone.ts'

/** Turns the rows of one layout into records. Rows have as many fields as there are columns. */
export interface Adapter {
  take(fields: readonly string[], line: number, row: number, sink: Sink): void
  /** The file has ended: the record that is still open is whole. */
  finish(sink: Sink): void
}

/** What an adapter knows besides the columns. */
export interface AdapterContext {
  readonly path: string
  readonly columns: readonly string[]
  readonly zone: Zone
  readonly dateOrder: DateOrder
  /** The shop's currency; null: what the file says, or the layout's own. */
  readonly currency: string | null
  readonly lang: Lang
  /** Workbook: dates may be numbers, decimals have a point. */
  readonly excel: boolean
  /** When sale prices are looked at, UTC milliseconds; null: a sale price counts whatever its dates. */
  readonly asOf: number | null
  readonly notice: (sentence: string) => void
}

/** The field at a column that may be missing. */
export function fieldAt(fields: readonly string[], column: number): string {
  return column === -1 ? '' : (fields[column] ?? '').trim()
}
