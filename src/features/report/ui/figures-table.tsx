import { useMemo } from 'react'
import { formatRange } from '../../../language/format.ts'
import { useFormat, useLocale, useText } from '../../../web/lang.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import type { Figure } from '../../findings/schema.ts'
import classes from './report.module.css'
import { words } from './report-words.ts'

interface FiguresTableProps {
  readonly name: string
  readonly figures: readonly Figure[]
  onAsk(evidenceId: string): void
}

/** The figures of a step, each with its interval, its n and its first comparison; a row opens what it was reckoned from. */
export function FiguresTable({ name, figures, onAsk }: FiguresTableProps) {
  const t = useText()
  const format = useFormat()
  const style = useLocale()
  const columns = useMemo(
    (): Column<Figure>[] => [
      { key: 'figure', label: words.figure, value: ({ label }) => t(label), width: 220, grow: 3 },
      {
        key: 'value',
        label: words.value,
        unit: 'number',
        value: ({ value }) => value,
        cell: ({ value, unit, missing }) =>
          value === null && missing !== null ? t(missing) : format.value(value, unit),
        width: 110,
      },
      {
        key: 'interval',
        label: words.interval,
        value: ({ interval, unit }) =>
          interval === null ? null : formatRange(interval.low, interval.high, unit, style),
        width: 150,
      },
      { key: 'n', label: { de: 'n', en: 'n' }, unit: 'count', value: ({ n }) => n, width: 70 },
      {
        key: 'with',
        label: words.comparedWith,
        value: ({ comparisons: [first] }) => (first === undefined ? null : t(first.label)),
        width: 180,
        grow: 2,
      },
      { key: 'change', label: words.change, unit: 'ratio', value: ({ comparisons: [first] }) => first?.change ?? null },
    ],
    [t, format, style],
  )
  return (
    <div className={classes.table}>
      <h4>{t(words.figures)}</h4>
      <DataTable
        name={`figures.${name}`}
        label={t(words.figures)}
        columns={columns}
        rows={figures}
        rowKey={({ id }) => id}
        onOpen={({ evidenceId }) => onAsk(evidenceId)}
        maxHeight={420}
      />
    </div>
  )
}
