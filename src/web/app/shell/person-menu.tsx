/** Who is signed in, and how they want to see the workbench. */
import { Divider, Popover, SegmentedControl, Stack, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useMe } from '../../api/me.ts'
import { useSend } from '../../api/queries.ts'
import { useLocale, useText } from '../../lang.tsx'
import { Initials } from '../../ui/person.tsx'
import { PAGES } from '../pages.ts'
import { useDensity, useKeysSetting } from '../preferences.ts'
import { words } from '../words.ts'
import classes from './shell.module.css'

export function PersonMenu() {
  const t = useText()
  const me = useMe()
  const [opened, setOpened] = useState(false)
  const name = me?.name ?? ''
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus width={288}>
      <Popover.Target>
        <UnstyledButton
          aria-label={`${t(words.settingsOf)}: ${name}`}
          className={classes.person ?? ''}
          onClick={() => setOpened(!opened)}
        >
          <Initials name={name} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t(words.settingsOf)}>
        <PersonSettings onGo={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

export function PersonSettings({ onGo }: { onGo: () => void }) {
  const t = useText()
  const me = useMe()
  const { lang, setLang } = useLocale()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useDensity()
  const [keys, setKeys] = useKeysSetting()
  return (
    <Stack gap="sm">
      <div>
        <Text fw={600}>{me?.name}</Text>
        <Text size="sm" c="var(--ink-soft)">
          {me?.person?.email}
        </Text>
      </div>
      <Choice
        label={t(words.language)}
        value={lang}
        onChange={(value) => setLang(value === 'en' ? 'en' : 'de')}
        data={[
          { value: 'de', label: 'Deutsch' },
          { value: 'en', label: 'English' },
        ]}
      />
      <Choice
        label={t(words.theme)}
        value={colorScheme}
        onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
        data={[
          { value: 'light', label: t(words.light) },
          { value: 'dark', label: t(words.dark) },
          { value: 'auto', label: t(words.system) },
        ]}
      />
      <Choice
        label={t(words.density)}
        value={density}
        onChange={(value) => setDensity(value === 'compact' ? 'compact' : 'comfortable')}
        data={[
          { value: 'comfortable', label: t(words.comfortable) },
          { value: 'compact', label: t(words.compact) },
        ]}
      />
      <Choice
        label={t(words.keys)}
        value={keys}
        onChange={(value) => setKeys(value === 'off' ? 'off' : 'on')}
        data={[
          { value: 'on', label: t(words.on) },
          { value: 'off', label: t(words.off) },
        ]}
      />
      <Divider />
      <Ways onGo={onGo} />
    </Stack>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly data: { readonly value: string; readonly label: string }[]
  onChange(value: string): void
}

function Choice({ label, value, data, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <div>
      <Text size="xs" c="var(--ink-soft)" id={id} mb={2}>
        {label}
      </Text>
      <SegmentedControl size="xs" fullWidth aria-labelledby={id} value={value} onChange={onChange} data={data} />
    </div>
  )
}

/** To the account, and out. */
function Ways({ onGo }: { onGo: () => void }) {
  const t = useText()
  const client = useQueryClient()
  const leave = useSend([])
  const account = PAGES.find(({ path }) => path === '/account')
  const signOut = () =>
    leave.mutate(
      { method: 'DELETE', path: '/session' },
      {
        onSuccess: () => {
          client.clear()
          // A new page, so that nothing of this person stays in memory.
          window.location.assign('/sign-in')
        },
      },
    )
  return (
    <div className={classes.ways}>
      {account !== undefined && (
        <Link to={account.path} className={classes.way} onClick={onGo}>
          {t(words.account)}
        </Link>
      )}
      <button type="button" className={classes.way} onClick={signOut}>
        {t(words.signOut)}
      </button>
    </div>
  )
}
