/** Webhooks through the readers of the shop's own export files: the same order or product gives the same record either way. */
import { AppError } from '../../core/errors.ts'
import type { Adapter, AdapterContext } from '../import/adapter.ts'
import { Sink } from '../import/sink.ts'
import { Zone } from '../import/zone.ts'
import type { ImportRecord } from '../records.ts'
import type { ReadContext } from './reading.ts'

type Columns<K extends string> = Readonly<Record<K, readonly string[]>>
export type Row<K extends string> = Readonly<Partial<Record<K, string>>>

const zones = new Map<string, Zone>()

/** What an export's reader has to know, for rows that are made of a delivery. */
export function adapterContext(columns: readonly string[], { timeZone, lang, currency }: ReadContext): AdapterContext {
  const zone = zones.get(timeZone) ?? new Zone(timeZone)
  zones.set(timeZone, zone)
  return {
    path: 'webhook',
    columns,
    zone,
    dateOrder: 'dmy',
    currency,
    lang,
    excel: false,
    asOf: null,
    notice: () => undefined,
  }
}

/** The name of each column in the newest spelling that the reader knows. */
export function columnNames<K extends string>(columns: Columns<K>): string[] {
  return Object.values<readonly string[]>(columns).map((names) => names[0] ?? '')
}

/** A row's fields in the order of `columnNames`. */
export function fieldsOf<K extends string>(columns: Columns<K>, row: Row<K>): string[] {
  // Keys of `columns`, widened by Object.keys.
  return Object.keys(columns).map((name) => row[name as K] ?? '')
}

/**
 * The one record these rows make.
 * @throws AppError 'input.invalid' with the reader's reason where a row is rejected
 */
export function recordOf(adapter: Adapter, rows: readonly (readonly string[])[]): ImportRecord {
  const sink = new Sink()
  for (const [index, row] of rows.entries()) adapter.take(row, index + 1, index, sink)
  adapter.finish(sink)
  let found: ImportRecord | undefined
  for (const item of sink.drain()) {
    if ('type' in item) throw new AppError('input.invalid', item.reason)
    found = item.record
  }
  if (found === undefined) throw new AppError('input.invalid', 'There is no record in the delivery.')
  return found
}
