/** Jobs that were given up: tried again, or discarded. */
import { Button, Group, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { Failed, Loaded } from '../../../web/ui/loaded.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { DeadLetter } from '../schema.ts'
import { JOB_NAMES, words } from './words.ts'

const PATH = '/jobs/dead-letters'

export function LettersView() {
  const t = useText()
  const may = useMay('system.run')
  const query = useRead<{ items: readonly DeadLetter[] }>(PATH)
  const change = useSend(['jobs'])
  const [leaving, setLeaving] = useState<string | null>(null)
  const { mutate } = change
  const columns = useMemo(
    (): readonly Column<DeadLetter>[] => [
      {
        key: 'when',
        label: words.when,
        value: ({ failedAt }) => failedAt,
        cell: ({ failedAt }) => <When at={failedAt} />,
        width: 130,
      },
      { key: 'job', label: words.job, value: ({ job }) => t(JOB_NAMES[job] ?? { de: job, en: job }), width: 150 },
      { key: 'error', label: words.error, value: ({ error }) => error, grow: 4, width: 200 },
      ...(may
        ? [
            {
              key: 'actions',
              label: words.actions,
              sortable: false,
              value: () => null,
              width: 190,
              cell: ({ id }: DeadLetter) => (
                <Group gap={6} wrap="nowrap">
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => mutate({ path: `${PATH}/${id}/retry`, method: 'POST' })}
                  >
                    {t(words.retry)}
                  </Button>
                  <Button size="compact-xs" variant="subtle" onClick={() => setLeaving(id)}>
                    {t(words.discard)}
                  </Button>
                </Group>
              ),
            },
          ]
        : []),
    ],
    [t, may, mutate],
  )
  return (
    <Block title={t(words.letters)}>
      {change.error !== null && <Failed error={change.error} />}
      <Loaded
        query={query}
        lines={2}
        isEmpty={({ items }) => items.length === 0}
        empty={<Soft>{t(words.noLetters)}</Soft>}
      >
        {({ items }) => (
          <DataTable
            name="dead-letters"
            label={t(words.letters)}
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
          />
        )}
      </Loaded>
      <Confirm
        opened={leaving !== null}
        title={t(words.discard)}
        action={t(words.discard)}
        danger
        onConfirm={() => {
          mutate({ path: `${PATH}/${leaving}`, method: 'DELETE' })
          setLeaving(null)
        }}
        onClose={() => setLeaving(null)}
      >
        <Text size="sm">{t(words.discardAbout)}</Text>
      </Confirm>
    </Block>
  )
}
