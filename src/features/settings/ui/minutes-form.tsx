/** How long a person needs for one piece by hand, by skill. */
import { Button, Group, NumberInput, Stack } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useSend } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { Settings } from '../schema.ts'
import { words } from './words.ts'

const MOST_MINUTES = 480

export function MinutesForm({ settings, version }: { settings: Settings; version: string | null }) {
  const t = useText()
  const format = useFormat()
  const may = useMay('settings.change')
  const change = useSend<Settings>(['settings'])
  const before = Object.fromEntries(settings.routineMinutes.map(({ skill, minutes }) => [skill, minutes]))
  const [typed, setTyped] = useState(before)
  const isChanged = settings.routineMinutes.some(({ skill, minutes }) => typed[skill] !== minutes)
  const save = () => {
    // What is as usual is not kept: it follows the skill.
    const own = settings.routineMinutes.filter((one) => typed[one.skill] !== one.default)
    const routineMinutes = Object.fromEntries(own.map(({ skill }) => [skill, typed[skill] ?? 0]))
    change.mutate(
      { path: '/settings', method: 'PUT', version, body: { routineMinutes } },
      { onSuccess: () => notify({ message: words.saved, tone: 'good' }) },
    )
  }
  return (
    <Block title={t(words.minutes)}>
      <Stack gap={12} maw={520}>
        <Soft>{t(words.minutesAbout)}</Soft>
        {settings.routineMinutes.map((one) => (
          <NumberInput
            key={one.skill}
            label={t(one.title)}
            description={t(words.usual(format.count(one.default)))}
            min={0}
            max={MOST_MINUTES}
            disabled={!may}
            value={typed[one.skill] ?? 0}
            onChange={(value) => setTyped({ ...typed, [one.skill]: Number(value) })}
          />
        ))}
        {change.error !== null && <Failed error={change.error} />}
        {may && (
          <Group gap={8}>
            <Button size="xs" disabled={!isChanged} loading={change.isPending} onClick={save}>
              {t(words.save)}
            </Button>
          </Group>
        )}
      </Stack>
    </Block>
  )
}
