/** What could not be taken, with the reason. */
import { Drawer, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useList } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Soft } from '../../../web/ui/facts.tsx'
import { Empty, Failed, Waiting } from '../../../web/ui/loaded.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Refused } from '../schema.ts'
import { Code } from './code.tsx'
import { words } from './words.ts'

const PATH = '/events/refused'

const COLUMNS: readonly Column<Refused>[] = [
  {
    key: 'received',
    label: words.received,
    value: ({ receivedAt }) => receivedAt,
    cell: ({ receivedAt }) => <When at={receivedAt} />,
    width: 130,
  },
  { key: 'source', label: words.source, value: ({ source }) => source, width: 90 },
  { key: 'way', label: words.way, value: ({ way }) => way, width: 80 },
  { key: 'reason', label: words.reason, value: ({ reason }) => reason, width: 240, grow: 5 },
]

export function RefusedView() {
  const t = useText()
  const [opened, setOpened] = useState<Refused | null>(null)
  const list = useList<Refused>(PATH)
  if (list.error !== null) return <Failed error={list.error} again={() => void list.refetch()} />
  if (list.isPending) return <Waiting lines={6} />
  return (
    <>
      <DataTable
        name="refused"
        label={t(words.refused)}
        columns={COLUMNS}
        rows={list.items}
        rowKey={({ id }) => id}
        onOpen={(refused) => setOpened(refused)}
        tools={<Soft>{t(words.refusedAbout)}</Soft>}
        empty={<Empty title={t(words.noRefused)} />}
        more={list.more}
      />
      <Drawer
        opened={opened !== null}
        onClose={() => setOpened(null)}
        position="right"
        size="lg"
        title={t(words.body)}
        closeButtonProps={{ 'aria-label': t(words.close) }}
        transitionProps={{ duration: 100 }}
      >
        {opened !== null && (
          <Stack gap={12}>
            <Text size="sm">{opened.reason}</Text>
            {opened.body === null ? <Soft>{t(words.hidden)}</Soft> : <Code text={opened.body} label={t(words.body)} />}
          </Stack>
        )}
      </Drawer>
    </>
  )
}
