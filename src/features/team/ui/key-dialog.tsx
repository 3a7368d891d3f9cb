import { Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { RIGHT_WORDS } from '../../../core/right-words.ts'
import type { Right } from '../../../core/rights.ts'
import { send } from '../../../web/api/client.ts'
import { useMe } from '../../../web/api/me.ts'
import { useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { useDelicate } from './delicate.tsx'
import classes from './team.module.css'
import { words } from './team-words.ts'

const TOUCHES = ['keys']
const DAYS = [7, 30, 90, 180, 366]
/** No key manages people or keys. */
const FOR_PEOPLE: readonly Right[] = ['team.manage', 'keys.manage']

interface KeyDialogProps {
  onMade(secret: string): void
  onClose(): void
}

export function KeyDialog({ onMade, onClose }: KeyDialogProps) {
  const t = useText()
  const mine = (useMe()?.rights ?? []).filter((right) => !FOR_PEOPLE.includes(right))
  const [name, setName] = useState('')
  const [days, setDays] = useState(90)
  const [scopes, setScopes] = useState<readonly Right[]>(['reports.read'])
  const { run, busy, dialog } = useDelicate(TOUCHES)
  const make = () =>
    run(async () => {
      const body = { name: name.trim(), days, scopes }
      onMade((await send<{ readonly secret: string }>('/keys', { method: 'POST', body })).secret)
    })
  const turn = (right: Right) =>
    setScopes(scopes.includes(right) ? scopes.filter((scope) => scope !== right) : [...scopes, right])
  return (
    <>
      <Confirm
        opened
        title={t(words.newKey)}
        action={t(words.newKey)}
        busy={busy}
        disabled={name.trim() === '' || scopes.length === 0}
        onConfirm={() => void make()}
        onClose={onClose}
      >
        <Stack gap="sm">
          <TextInput
            label={t(words.keyName)}
            required
            data-autofocus
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <NativeSelect
            label={t(words.keyDays)}
            value={String(days)}
            data={DAYS.map((value) => ({ value: String(value), label: t(words.days(value)) }))}
            onChange={(event) => setDays(Number(event.target.value))}
          />
          <fieldset className={classes.scopes}>
            <legend>{t(words.scopes)}</legend>
            {mine.map((right) => (
              <Checkbox
                key={right}
                size="xs"
                label={t(RIGHT_WORDS[right])}
                checked={scopes.includes(right)}
                onChange={() => turn(right)}
              />
            ))}
          </fieldset>
        </Stack>
      </Confirm>
      {dialog}
    </>
  )
}
