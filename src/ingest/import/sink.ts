import type { ImportRecord, ReadRecord, RejectedRow } from '../records.ts'
import { visible } from './fault.ts'

export type ReadItem = ReadRecord | RejectedRow

/**
 * Where adapters put what they read. Rejected rows inside a record that is still growing wait for it, so that
 * everything before `nextRow` is always complete: an import that is cut off goes on from there.
 */
export class Sink {
  #items: ReadItem[] = []
  #held: RejectedRow[] = []
  #openRow = -1

  /** A record begins with this row. */
  begin(row: number): void {
    this.#openRow = row
  }

  /** The record begun last ends; null: nothing of it is usable. */
  end(record: ImportRecord | null, lastRow: number): void {
    if (record !== null) this.#items.push({ record, firstRow: this.#openRow, lastRow })
    for (const rejected of this.#held) this.#items.push(rejected)
    if (this.#held.length > 0) this.#held = []
    this.#openRow = -1
  }

  /** A record that is one row. */
  single(record: ImportRecord, row: number): void {
    this.#items.push({ record, firstRow: row, lastRow: row })
  }

  reject(line: number, reason: string, fields: readonly string[]): void {
    const rejected: RejectedRow = { type: 'rejected', line, reason: visible(reason), fields: fields.map(visible) }
    if (this.#openRow === -1) this.#items.push(rejected)
    else this.#held.push(rejected)
  }

  /** The first row that is not yet part of what was put in and is complete. */
  nextRow(rowsTaken: number): number {
    return this.#openRow === -1 ? rowsTaken : this.#openRow
  }

  drain(): ReadItem[] {
    const items = this.#items
    this.#items = []
    return items
  }
}
