import type { Text } from '../../core/lang.ts'
import type { Cell, Table, Unit } from './schema.ts'

/** A column with what stands in it, so that heads and cells cannot come apart. */
type Column<R> = readonly [key: string, label: Text, unit: Unit, cell: (row: R) => Cell]

interface TableHead {
  readonly id: string
  readonly title: Text
  readonly note?: Text
  readonly evidenceId: string
  /** Most rows to show; all where it is left out. */
  readonly shown?: number
  /** Rows there are in all, where `rows` are not all of them. */
  readonly rowCount?: number
}

/** One row of the table for each of `rows`, in their order. */
export function tableOf<R>(head: TableHead, rows: readonly R[], columns: readonly Column<R>[]): Table {
  const { id, title, note = null, evidenceId, shown = rows.length, rowCount = rows.length } = head
  return {
    id,
    title,
    note,
    columns: columns.map(([key, label, unit]) => ({ key, label, unit })),
    rows: rows.slice(0, shown).map((row) => columns.map(([, , , cell]) => cell(row))),
    rowCount,
    evidenceId,
  }
}
