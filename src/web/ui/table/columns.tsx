/** Which columns of a table are shown, as this browser remembers it. */
import { ActionIcon, Checkbox, Popover, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { type ReactNode, useMemo } from 'react'
import type { Text } from '../../../core/lang.ts'
import type { ValueUnit } from '../../../language/format.ts'
import { useText } from '../../lang.tsx'
import { useRemembered } from '../../remember.ts'
import { words } from '../words.ts'

export interface Column<Row> {
  readonly key: string
  readonly label: Text
  /** How `value` is written; numbers stand at the right. Default 'text'. */
  readonly unit?: ValueUnit
  /** What is sorted, exported, and shown unless `cell` says otherwise; null: not known. */
  value(row: Row): string | number | null
  cell?(row: Row): ReactNode
  /** Least width in pixels; what is left over goes to the columns by `grow`. */
  readonly width?: number
  /** Share of the space that is left over; default 1. */
  readonly grow?: number
  /** Not shown until it is chosen; 'narrow': shown by itself where the table has the whole page. */
  readonly hidden?: boolean | 'narrow'
  /** Default true. */
  readonly sortable?: boolean
}

export const isNumeric = (unit: ValueUnit | undefined): boolean =>
  unit !== undefined && unit !== 'text' && unit !== 'date'

interface Choice<Row> {
  readonly shown: readonly Column<Row>[]
  toggle(key: string): void
}

/** @param roomy whether the table has the whole page; each of the two is remembered for itself */
export function useColumns<Row>(name: string, columns: readonly Column<Row>[], roomy: boolean): Choice<Row> {
  const [kept, keep] = useRemembered(`columns.${name}${roomy ? '.roomy' : ''}`)
  return useMemo(() => {
    // Kept is what differs from the usual choice, so that columns that are added later are seen.
    const turned = new Set(kept?.split(' ') ?? [])
    const isHidden = ({ hidden = false }: Column<Row>) => (hidden === 'narrow' ? !roomy : hidden)
    const isShown = (column: Column<Row>) => isHidden(column) === turned.has(column.key)
    const shown = columns.filter(isShown)
    return {
      shown: shown.length > 0 ? shown : columns.slice(0, 1),
      toggle(key) {
        if (!turned.delete(key)) turned.add(key)
        keep(turned.size === 0 ? null : [...turned].join(' '))
      },
    }
  }, [kept, keep, columns, roomy])
}

interface ColumnChoiceProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly choice: Choice<Row>
}

export function ColumnChoice<Row>({ columns, choice }: ColumnChoiceProps<Row>) {
  const t = useText()
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t(words.columns)} title={t(words.columns)}>
          <IconColumns3 size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t(words.columns)}>
        <Stack gap={6}>
          {columns.map((column) => (
            <Checkbox
              key={column.key}
              size="xs"
              label={t(column.label)}
              checked={choice.shown.includes(column)}
              disabled={choice.shown.length === 1 && choice.shown.includes(column)}
              onChange={() => choice.toggle(column.key)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
