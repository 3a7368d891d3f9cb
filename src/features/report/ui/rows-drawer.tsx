/** The rows behind a statement, beside the report: asked for anew with the query that stands in it. */
import { Button, Code, Drawer } from '@mantine/core'
import { useMemo } from 'react'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { words as uiWords } from '../../../web/ui/words.ts'
import type { EvidenceRows } from '../schema.ts'
import classes from './report.module.css'
import { words } from './report-words.ts'

interface RowsDrawerProps {
  readonly day: string
  /** Of the evidence. */
  readonly id: string
  /** What was clicked in a chart: rows that name it are shown; null: all. */
  readonly picked: string | null
  onAll(): void
  onClose(): void
}

export function RowsDrawer({ day, id, picked, onAll, onClose }: RowsDrawerProps) {
  const t = useText()
  const rows = useRead<EvidenceRows>(`/reports/${day}/evidence/${encodeURIComponent(id)}`)
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(860px, 100vw)"
      title={rows.data === undefined ? t(words.rowsTitle) : t(rows.data.title)}
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': t(uiWords.close) }}
    >
      <Loaded query={rows}>{(data) => <EvidenceView data={data} id={id} picked={picked} onAll={onAll} />}</Loaded>
    </Drawer>
  )
}

interface Row {
  readonly key: string
  readonly cells: EvidenceRows['rows'][number]
}

interface EvidenceViewProps extends Pick<RowsDrawerProps, 'id' | 'picked' | 'onAll'> {
  readonly data: EvidenceRows
}

function EvidenceView({ data, id, picked, onAll }: EvidenceViewProps) {
  const t = useText()
  const format = useFormat()
  const all = useMemo(() => data.rows.map((cells, place): Row => ({ key: String(place), cells })), [data])
  const naming = picked === null ? [] : all.filter(({ cells }) => cells.some((cell) => String(cell) === picked))
  const columns = useMemo(
    () =>
      data.columns.map(
        (name, place): Column<Row> => ({
          key: name,
          label: { de: name, en: name },
          unit: data.rows.every((cells) => typeof (cells[place] ?? 0) === 'number') ? 'number' : 'text',
          value: ({ cells }) => cells[place] ?? null,
          width: 110,
        }),
      ),
    [data],
  )
  return (
    <>
      <p className={classes.prose}>{t(data.source === 'again' ? words.rowsAgain : words.rowsKept)}</p>
      {data.cut && <p className={classes.quiet}>{t(words.rowsCut(format.count(data.rows.length)))}</p>}
      {picked !== null && (
        <p className={classes.prose}>
          {t(
            naming.length > 0
              ? words.picked(format.value(picked, 'date'), format.count(naming.length))
              : words.notNamed(format.value(picked, 'date')),
          )}{' '}
          {naming.length > 0 && (
            <Button size="compact-xs" variant="subtle" onClick={onAll}>
              {t(words.showAll)}
            </Button>
          )}
        </p>
      )}
      <DataTable
        name={id}
        label={t(data.title)}
        columns={columns}
        rows={naming.length > 0 ? naming : all}
        rowKey={({ key }) => key}
        maxHeight="60vh"
      />
      {data.sql !== '' && (
        <details className={classes.query}>
          <summary>{t(words.query)}</summary>
          <Code block>{data.sql}</Code>
          <Code block>{JSON.stringify(data.params, null, 2)}</Code>
        </details>
      )}
    </>
  )
}
