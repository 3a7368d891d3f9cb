/** The rows of a table: placed where they are seen, moved through by the arrow keys, opened by click or Enter. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useFormat } from '../../lang.tsx'
import { useRememberedChoice } from '../../remember.ts'
import { type Column, isNumeric } from './columns.tsx'
import classes from './table.module.css'

interface RowsProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly template: string
  /** What the rows scroll in; null before it is there. */
  readonly scroll: HTMLDivElement | null
  readonly selected: string | null
  rowKey(row: Row): string
  onOpen?(row: Row): void
}

/** Up to here all are there at once. */
const PLACED_FROM = 200
const HEIGHTS = { comfortable: 36, compact: 28 } as const

export function Rows<Row>({ columns, rows, template, scroll, selected, rowKey, onOpen }: RowsProps<Row>) {
  const [density] = useRememberedChoice('density', ['comfortable', 'compact'])
  const [active, setActive] = useState(0)
  const places = useVirtualizer({
    count: rows.length,
    enabled: rows.length > PLACED_FROM,
    getScrollElement: () => scroll,
    estimateSize: () => HEIGHTS[density],
    overscan: 12,
  })
  // One row can be reached by Tab; the arrows move among them.
  const tabStop = Math.min(active, rows.length - 1)
  const go = (index: number) => {
    const target = Math.max(0, Math.min(rows.length - 1, index))
    setActive(target)
    if (rows.length > PLACED_FROM) places.scrollToIndex(target)
    requestAnimationFrame(() => scroll?.querySelector<HTMLElement>(`[data-index="${target}"]`)?.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const place = event.target instanceof HTMLElement ? event.target.dataset.index : undefined
    if (place === undefined) return
    const at = Number(place)
    const target = targetOf(event.key, at, rows.length)
    const row = rows[at]
    if (target !== null) go(target)
    else if (event.key === 'Enter' && row !== undefined && onOpen !== undefined) onOpen(row)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const line = (row: Row, index: number, top: number | null) => {
    const key = rowKey(row)
    return (
      <div
        key={key}
        role="row"
        data-index={index}
        tabIndex={index === tabStop ? 0 : -1}
        aria-rowindex={index + 2}
        aria-selected={selected === key}
        className={`${classes.line} ${classes.row} ${onOpen === undefined ? '' : classes.opens} ${top === null ? '' : classes.placed}`}
        style={{ gridTemplateColumns: template, ...(top === null ? {} : { transform: `translateY(${top}px)` }) }}
        onClick={(event) => {
          setActive(index)
          if (!isControl(event.target)) onOpen?.(row)
        }}
        onKeyDown={onKeyDown}
      >
        {columns.map((column) => (
          <TableCell key={column.key} column={column} row={row} />
        ))}
      </div>
    )
  }
  if (rows.length <= PLACED_FROM) return <div role="rowgroup">{rows.map((row, index) => line(row, index, null))}</div>
  return (
    <div role="rowgroup" className={classes.space} style={{ height: places.getTotalSize() }}>
      {places.getVirtualItems().map(({ index, start }) => {
        const row = rows[index]
        return row === undefined ? null : line(row, index, start)
      })}
    </div>
  )
}

function TableCell<Row>({ column, row }: { column: Column<Row>; row: Row }): ReactNode {
  const format = useFormat()
  const { unit = 'text', value, cell } = column
  const content = cell === undefined ? format.value(value(row), unit) : cell(row)
  return (
    <div
      role="gridcell"
      className={`${classes.cell} ${isNumeric(unit) ? classes.number : ''}`}
      title={typeof content === 'string' ? content : undefined}
    >
      {content}
    </div>
  )
}

function targetOf(key: string, at: number, count: number): number | null {
  const page = 12
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }
  return targets[key] ?? null
}

/** A link or button within a row acts by itself. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label, [role="checkbox"]') !== null
}
