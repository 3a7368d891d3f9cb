/** What a person may ask for by law: everything that is stored, and that it goes. */
import { Button, Group, Progress, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { Block } from '../../../web/ui/facts.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import { saveFile } from '../../../web/ui/table/csv.ts'
import type { Erasure } from '../schema.ts'
import { words } from './words.ts'

interface PrivacyActionsProps {
  readonly customerKey: string
  readonly path: string
  readonly mayExport: boolean
  readonly mayErase: boolean
}

const LOOK_MS = 2_000
/** Steps of an erasure, for the bar. */
const STEPS = 5

export function PrivacyActions({ customerKey, path, mayExport, mayErase }: PrivacyActionsProps) {
  const t = useText()
  const [asked, setAsked] = useState(false)
  const [typed, setTyped] = useState('')
  const [erasure, setErasure] = useState<number | null>(null)
  const download = useSend<unknown>([])
  const erase = useSend<Erasure>(['customers', 'customers-summary'])
  const save = () =>
    download.mutate(
      { path: `${path}/export`, method: 'POST' },
      { onSuccess: (document) => saveFile('customer.json', JSON.stringify(document, null, 2), 'application/json') },
    )
  const confirm = () =>
    erase.mutate(
      { path: `${path}/erase`, method: 'POST', body: { confirm: typed } },
      {
        onSuccess: ({ id }) => {
          setErasure(id)
          setAsked(false)
        },
      },
    )
  return (
    <Block title={t(words.privacy)}>
      <Stack gap={8}>
        {mayExport && <Text size="sm">{t(words.exportAbout)}</Text>}
        <Group gap={8}>
          {mayExport && (
            <Button size="xs" variant="default" loading={download.isPending} onClick={save}>
              {t(words.export)}
            </Button>
          )}
          {mayErase && erasure === null && (
            <Button size="xs" variant="default" c="var(--bad)" onClick={() => setAsked(true)}>
              {t(words.erase)}
            </Button>
          )}
        </Group>
        {download.error !== null && <Failed error={download.error} />}
        {erasure !== null && <ErasureProgress id={erasure} />}
      </Stack>
      <Confirm
        opened={asked}
        title={t(words.eraseTitle)}
        action={t(words.erase)}
        danger
        busy={erase.isPending}
        disabled={typed.trim() !== customerKey}
        onConfirm={confirm}
        onClose={() => setAsked(false)}
      >
        <Stack gap={12}>
          <Text size="sm">{t(words.eraseAbout)}</Text>
          <TextInput
            label={t(words.eraseType(customerKey))}
            value={typed}
            autoComplete="off"
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          {erase.error !== null && <Failed error={erase.error} />}
        </Stack>
      </Confirm>
    </Block>
  )
}

function ErasureProgress({ id }: { id: number }) {
  const t = useText()
  const format = useFormat()
  const { data } = useRead<Erasure>(`/erasures/${id}`, { refetchMs: LOOK_MS })
  const isDone = data?.isDone === true
  const rows = Object.values(data?.counts ?? {}).reduce((sum, count) => sum + count, 0)
  return (
    <div role="status">
      <Text size="sm">{isDone ? t(words.erased) : t(words.erasing)}</Text>
      {isDone ? (
        <Text size="sm">{t(words.rows(format.count(rows)))}</Text>
      ) : (
        <Progress value={((data?.stepsDone.length ?? 0) / STEPS) * 100} aria-label={t(words.erasing)} />
      )}
    </div>
  )
}
