import { useMemo } from 'react'
import { useFormat, useText } from '../../../web/lang.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import type { Claim } from '../../findings/schema.ts'
import type { CheckedClaim, Report } from '../schema.ts'
import classes from './report.module.css'
import { words } from './report-words.ts'

type Row = CheckedClaim

/** What was said earlier for days that have come, beside what came. */
export function ClaimsChecked({ report }: { report: Report }) {
  return <Claims id="held" rows={report.claimsChecked} hasCome />
}

/** What is said now for the days to come. */
export function ClaimsAhead({ report }: { report: Report }) {
  const rows = useMemo(() => report.claims.map((claim): Row => ({ claim, actual: null, inBand: null })), [report])
  return <Claims id="ahead" rows={rows} hasCome={false} />
}

interface ClaimsProps {
  readonly id: 'held' | 'ahead'
  readonly rows: readonly Row[]
  readonly hasCome: boolean
}

function Claims({ id, rows, hasCome }: ClaimsProps) {
  const t = useText()
  const format = useFormat()
  const columns = useMemo(() => {
    const amount = (key: 'value' | 'low' | 'high' | 'naive', label: Column<Row>['label']): Column<Row> => ({
      key,
      label,
      unit: 'number',
      value: ({ claim }) => claim[key],
      cell: ({ claim }) => written(claim[key], claim.metric, format),
    })
    const came: Column<Row>[] = [
      {
        key: 'came',
        label: words.came,
        unit: 'number',
        value: ({ actual }) => actual,
        cell: ({ actual, claim }) => written(actual, claim.metric, format),
      },
      {
        key: 'in-band',
        label: words.inBand,
        value: ({ inBand }) => (inBand === null ? null : t(inBand ? words.yes : words.no)),
      },
    ]
    return [
      { key: 'day', label: words.day, unit: 'date', value: ({ claim }) => claim.day, width: 110 },
      { key: 'metric', label: words.metric, value: ({ claim }) => t(words[claim.metric]), width: 120 },
      amount('value', words.said),
      amount('low', words.low),
      amount('high', words.high),
      ...(hasCome ? came : []),
      amount('naive', words.naive),
    ] satisfies Column<Row>[]
  }, [t, format, hasCome])
  if (rows.length === 0) return null
  return (
    <section aria-labelledby={id} className={classes.table}>
      <h2 id={id}>{t(words[id])}</h2>
      <DataTable
        name={`claims.${id}`}
        label={t(words[id])}
        columns={columns}
        rows={rows}
        rowKey={({ claim }) => `${claim.day} ${claim.metric}`}
        maxHeight={320}
      />
    </section>
  )
}

function written(value: number | null, metric: Claim['metric'], format: ReturnType<typeof useFormat>): string {
  if (metric === 'revenueCents') return format.money(value)
  return format.count(value === null ? null : Math.round(value))
}
