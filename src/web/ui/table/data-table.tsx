/**
 * Every table of the workbench: columns with units, order, as many rows as there are, the keyboard, a choice of columns and CSV.
 * Rows are placed where they are seen; a table of a few hundred is there as a whole, so that the browser's own search finds its words. Roles
 * instead of table elements: those do not allow their rows to be placed.
 */
import { ActionIcon, Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useFormat, useLocale, useText } from '../../lang.tsx'
import { usePhone } from '../../surroundings.tsx'
import { notify } from '../notify.ts'
import { words } from '../words.ts'
import { type Column, ColumnChoice, isNumeric, useColumns } from './columns.tsx'
import { saveFile, toCsv } from './csv.ts'
import { Rows } from './rows.tsx'
import { compareCells, nextSort, type Sort } from './sort.ts'
import classes from './table.module.css'

interface DataTableProps<Row> {
  /** Stable: what is remembered about it, and the name of its file ('customers'). */
  readonly name: string
  /** What the table is, for who cannot see it. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  rowKey(row: Row): string
  /** Click or Enter. */
  onOpen?(row: Row): void
  readonly selected?: string | null
  readonly initialSort?: Sort
  /** Where the workbench sorts ('?sort='): the order in use and what to do when another is wanted. Left out: sorted here. */
  readonly sorting?: { readonly sort: Sort | null; change(sort: Sort): void }
  /** Where the list comes in pieces. `all` reads the rest, for CSV. */
  readonly more?: {
    readonly has: boolean
    readonly loading: boolean
    load(): void
    all(): Promise<readonly Row[]>
  }
  /** Filters and the like, left of the tools. */
  readonly tools?: ReactNode
  /** Whether the table has the whole page: then it shows the columns that are hidden where it is narrow. */
  readonly roomy?: boolean
  /** Greatest height of the rows in view; default 560. */
  readonly maxHeight?: number | string
  /** In place of the rows where there are none. */
  readonly empty?: ReactNode
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { name, label, columns, rows, rowKey, onOpen, selected = null, more, tools, empty } = props
  const { maxHeight = 560 } = props
  const t = useText()
  const format = useFormat()
  const phone = usePhone()
  const choice = useColumns(name, columns, props.roomy === true && phone === false)
  const { sort, sorted, turn } = useSorted(props)
  // As a state: rows that are there at once must be placed again when they have something to scroll in.
  const [scroll, setScroll] = useState<HTMLDivElement | null>(null)
  const template = choice.shown.map(({ width = 96, grow = 1 }) => `minmax(${width}px, ${grow}fr)`).join(' ')
  return (
    <div className={classes.frame}>
      <div className={classes.tools}>
        {tools}
        <span className={classes.count}>
          {t(words.rows(format.count(rows.length), more?.has === true, rows.length === 1))}
        </span>
        <Export {...props} shown={choice.shown} sorted={sorted} />
        <ColumnChoice columns={columns} choice={choice} />
      </div>
      {rows.length === 0 && empty !== undefined ? (
        empty
      ) : (
        <div className={classes.scroll} style={{ maxHeight }} ref={setScroll}>
          <div className={classes.grid} role="grid" aria-label={label} aria-rowcount={rows.length + 1}>
            <Head columns={choice.shown} template={template} sort={sort} onTurn={turn} />
            <Rows
              columns={choice.shown}
              rows={sorted}
              template={template}
              scroll={scroll}
              rowKey={rowKey}
              selected={selected}
              {...(onOpen === undefined ? {} : { onOpen })}
            />
          </div>
          {more?.has === true && (
            <div className={classes.foot}>
              <Button size="compact-sm" variant="subtle" loading={more.loading} onClick={more.load}>
                {t(words.more)}
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  )
}

function useSorted<Row>({ columns, rows, initialSort, sorting }: DataTableProps<Row>) {
  const { lang } = useLocale()
  const [own, setOwn] = useState<Sort | null>(initialSort ?? null)
  const sort = sorting === undefined ? own : sorting.sort
  const sorted = useMemo(() => {
    const column = columns.find(({ key }) => key === own?.key)
    if (sorting !== undefined || own === null || column === undefined) return rows
    const texts = new Intl.Collator(lang, { numeric: true })
    return rows.toSorted((a, b) => compareCells(column.value(a), column.value(b), own, texts))
  }, [rows, columns, own, sorting, lang])
  const turn = ({ key, unit }: Column<Row>) => {
    const next = nextSort(sort, key, isNumeric(unit))
    if (sorting === undefined) setOwn(next)
    else sorting.change(next)
  }
  return { sort, sorted, turn }
}

interface HeadProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly template: string
  readonly sort: Sort | null
  onTurn(column: Column<Row>): void
}

function Head<Row>({ columns, template, sort, onTurn }: HeadProps<Row>) {
  const t = useText()
  return (
    <div
      role="row"
      className={`${classes.line} ${classes.head}`}
      style={{ gridTemplateColumns: template }}
      aria-rowindex={1}
    >
      {columns.map((column) => {
        const order = sort?.key === column.key ? sort.direction : undefined
        const align = isNumeric(column.unit) ? classes.number : ''
        return (
          <div key={column.key} role="columnheader" className={`${classes.cell} ${align}`} aria-sort={order ?? 'none'}>
            {column.sortable === false ? (
              <span className={classes.heading}>{t(column.label)}</span>
            ) : (
              <button type="button" className={classes.heading} onClick={() => onTurn(column)}>
                {t(column.label)}
                {order !== undefined && <span aria-hidden="true">{order === 'ascending' ? '↑' : '↓'}</span>}
              </button>
            )}
          </div>
        )
      })}
    </div>
  )
}

interface ExportProps<Row> extends DataTableProps<Row> {
  readonly shown: readonly Column<Row>[]
  readonly sorted: readonly Row[]
}

function Export<Row>({ name, shown, sorted, more }: ExportProps<Row>) {
  const t = useText()
  const { lang, currency } = useLocale()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const rows = more?.has === true ? await more.all() : sorted
      const columns = shown.map(({ label, unit = 'text', value }) => ({ title: t(label), unit, value }))
      saveFile(`${name}.csv`, toCsv(columns, rows, { lang, currency }), 'text/csv;charset=utf-8')
    } catch {
      notify({ message: words.exportFailed, tone: 'bad' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      loading={busy}
      aria-label={t(words.exportCsv)}
      title={t(words.exportCsv)}
      onClick={() => void save()}
    >
      <IconDownload size={16} />
    </ActionIcon>
  )
}
