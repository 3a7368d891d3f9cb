/** All days that have a report, as a calendar and as a table. */
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { formatDay } from '../../../language/dates.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Empty, Loaded } from '../../../web/ui/loaded.tsx'
import { Page } from '../../../web/ui/page.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { ReportHead } from '../schema.ts'
import { MonthGrid } from './month-grid.tsx'
import { monthsOf } from './months.ts'
import { ReportForms } from './report-forms.tsx'
import { words } from './report-words.ts'
import classes from './reports.module.css'

const MOST_MONTHS = 3

export function ReportsPage() {
  const t = useText()
  const reports = useRead<{ items: readonly ReportHead[] }>('/reports?limit=400')
  return (
    <Page title={t(words.reports)} about={t(words.reportsAbout)}>
      <Loaded
        query={reports}
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty title={t(words.none)}>{t(words.noneAbout)}</Empty>}
      >
        {({ items }) => <Days items={items} />}
      </Loaded>
    </Page>
  )
}

function Days({ items }: { items: readonly ReportHead[] }) {
  const t = useText()
  const { lang } = useLocale()
  const navigate = useNavigate()
  const heads = useMemo(() => new Map(items.map((head) => [head.asOf, head])), [items])
  const months = useMemo(() => monthsOf(items.map(({ asOf }) => asOf)).slice(0, MOST_MONTHS), [items])
  const columns = useMemo(
    (): Column<ReportHead>[] => [
      { key: 'day', label: words.day, unit: 'date', value: ({ asOf }) => asOf, width: 110 },
      { key: 'weekday', label: words.weekday, value: ({ asOf }) => formatDay(asOf, 'weekday', lang), width: 110 },
      { key: 'findings', label: words.findings, unit: 'count', value: ({ findings }) => findings, width: 90 },
      {
        key: 'made',
        label: words.made,
        value: ({ createdAt }) => createdAt,
        cell: ({ createdAt }) => <When at={createdAt} />,
        width: 170,
      },
      {
        key: 'forms',
        label: words.forms,
        value: () => '',
        cell: ({ asOf }) => <ReportForms day={asOf} />,
        sortable: false,
        width: 210,
      },
    ],
    [lang],
  )
  return (
    <div className={classes.days}>
      <section className={classes.months} aria-label={t(words.calendar)}>
        {months.map((month) => (
          <MonthGrid key={month.month} month={month} heads={heads} />
        ))}
      </section>
      <DataTable
        name="reports"
        label={t(words.reports)}
        columns={columns}
        rows={items}
        rowKey={({ asOf }) => asOf}
        onOpen={({ asOf }) => void navigate({ to: '/reports/$day', params: { day: asOf } })}
      />
    </div>
  )
}
