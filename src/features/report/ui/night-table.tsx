import { useMemo } from 'react'
import { useText } from '../../../web/lang.tsx'
import { StateBadge } from '../../../web/ui/state-badge.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import type { NightStep, Report } from '../schema.ts'
import classes from './report.module.css'
import { words } from './report-words.ts'

/** How each step of the night went. */
export function NightTable({ report }: { report: Report }) {
  const t = useText()
  const columns = useMemo(
    (): Column<NightStep>[] => [
      { key: 'step', label: words.step, value: ({ title }) => t(title), width: 200, grow: 2 },
      {
        key: 'state',
        label: words.state,
        value: ({ status }) => status,
        cell: ({ status }) => <StateBadge state={status} />,
        width: 130,
      },
      { key: 'seconds', label: words.seconds, unit: 'number', value: ({ seconds }) => seconds },
      { key: 'rows', label: words.rows, unit: 'count', value: ({ rows }) => rows },
      { key: 'cause', label: words.cause, value: ({ error }) => error, width: 160, grow: 3 },
    ],
    [t],
  )
  return (
    <section aria-labelledby="night" className={classes.table}>
      <h2 id="night">{t(words.night)}</h2>
      <DataTable
        name="night"
        label={t(words.night)}
        columns={columns}
        rows={report.night.steps}
        rowKey={({ name }) => name}
      />
    </section>
  )
}
