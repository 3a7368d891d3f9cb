/** The book of imports: which file brought how many rows. */
import { useList } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Block } from '../../../web/ui/facts.tsx'
import { Empty, Failed, Waiting } from '../../../web/ui/loaded.tsx'
import { StateBadge } from '../../../web/ui/state-badge.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Import } from '../schema.ts'
import { words } from './words.ts'

const PATH = '/imports'

const COLUMNS: readonly Column<Import>[] = [
  { key: 'file', label: words.file, value: ({ fileName }) => fileName, grow: 2, width: 160 },
  { key: 'format', label: words.format, value: ({ format }) => format },
  { key: 'source', label: words.source, value: ({ source }) => source },
  {
    key: 'status',
    label: words.status,
    value: ({ status }) => status,
    cell: ({ status }) => <StateBadge state={status} />,
  },
  { key: 'rows', label: words.rows, unit: 'count', value: ({ rows }) => rows },
  { key: 'accepted', label: words.accepted, unit: 'count', value: ({ accepted }) => accepted },
  { key: 'rejected', label: words.rejected, unit: 'count', value: ({ rejected }) => rejected },
  {
    key: 'started',
    label: words.started,
    value: ({ startedAt }) => startedAt,
    cell: ({ startedAt }) => <When at={startedAt} />,
  },
]

export function ImportsView() {
  const t = useText()
  const list = useList<Import>(PATH)
  return (
    <Block title={t(words.imports)}>
      {list.error !== null && <Failed error={list.error} again={() => void list.refetch()} />}
      {list.isPending && <Waiting lines={3} />}
      {list.data !== undefined && (
        <DataTable
          name="imports"
          label={t(words.imports)}
          columns={COLUMNS}
          rows={list.items}
          rowKey={({ id }) => String(id)}
          maxHeight={420}
          empty={<Empty title={t(words.noImports)}>{t(words.noImportsAbout)}</Empty>}
          more={list.more}
        />
      )}
    </Block>
  )
}
