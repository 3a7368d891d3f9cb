import { useMemo } from 'react'
import { useFormat, useLocale, useText } from '../../../web/lang.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import type { Cell, Table } from '../../findings/schema.ts'
import classes from './report.module.css'
import { words } from './report-words.ts'

interface ReportTableProps {
  readonly table: Table
  onAsk(evidenceId: string): void
}

interface Row {
  readonly key: string
  readonly cells: readonly Cell[]
}

export function ReportTable({ table, onAsk }: ReportTableProps) {
  const t = useText()
  const format = useFormat()
  const { lang } = useLocale()
  const rows = useMemo(() => table.rows.map((cells, place): Row => ({ key: String(place), cells })), [table])
  const columns = useMemo(
    () =>
      table.columns.map(({ key, label, unit }, place): Column<Row> => {
        const value = ({ cells }: Row) => {
          const cell = cells[place] ?? null
          return typeof cell === 'object' && cell !== null ? cell[lang] : cell
        }
        return { key, label, unit, value, width: unit === 'text' ? 160 : 100, grow: unit === 'text' ? 2 : 1 }
      }),
    [table, lang],
  )
  return (
    <div id={table.id} className={classes.table}>
      <h4>{t(table.title)}</h4>
      {table.note !== null && <p className={classes.quiet}>{t(table.note)}</p>}
      <DataTable
        name={table.id}
        label={t(table.title)}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        maxHeight={420}
        tools={
          <button type="button" className={classes.ask} onClick={() => onAsk(table.evidenceId)}>
            {t(words.basis)}
          </button>
        }
      />
      {table.rowCount > table.rows.length && (
        <p className={classes.quiet}>{t(words.cut(format.count(table.rows.length), format.count(table.rowCount)))}</p>
      )}
    </div>
  )
}
