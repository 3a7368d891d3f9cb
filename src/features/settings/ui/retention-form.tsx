/** How long what is kept. */
import { Button, Group, NumberInput, Stack } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { Failed, Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { retentionWords, words } from './words.ts'

type Retention = Readonly<Record<string, number | null>>

const PATH = '/privacy/retention'
const MOST_DAYS = 36_500

export function RetentionForm() {
  const t = useText()
  const query = useRead<Retention>(PATH)
  return (
    <Block title={t(words.retention)}>
      <Loaded query={query} lines={6}>
        {(retention) => <Fields key={JSON.stringify(retention)} before={retention} />}
      </Loaded>
    </Block>
  )
}

function Fields({ before }: { before: Retention }) {
  const t = useText()
  const may = useMay('settings.change')
  const change = useSend<Retention>(['privacy'])
  const [typed, setTyped] = useState(before)
  const changed = Object.entries(typed).filter(([kind, days]) => days !== before[kind])
  return (
    <Stack gap={12} maw={520}>
      <Soft>{t(words.retentionAbout)}</Soft>
      {Object.entries(typed).map(([kind, days]) => (
        <NumberInput
          key={kind}
          label={t(retentionWords[kind] ?? { de: kind, en: kind })}
          suffix={` ${t(words.days)}`}
          min={1}
          max={MOST_DAYS}
          disabled={!may}
          value={days ?? ''}
          onChange={(value) => setTyped({ ...typed, [kind]: value === '' ? null : Number(value) })}
        />
      ))}
      {change.error !== null && <Failed error={change.error} />}
      {may && (
        <Group gap={8}>
          <Button
            size="xs"
            disabled={changed.length === 0}
            loading={change.isPending}
            onClick={() =>
              change.mutate(
                { path: PATH, method: 'PUT', body: Object.fromEntries(changed) },
                { onSuccess: () => notify({ message: words.saved, tone: 'good' }) },
              )
            }
          >
            {t(words.save)}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
