/** Name, language and colours: they go with the person to every browser. */
import { Button, NativeSelect, Stack, TextInput, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { useSend } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { Account, Theme } from '../schema.ts'
import { schemeOf } from './enter.ts'
import { Section } from './section.tsx'
import { words } from './words.ts'

const THEMES: readonly Theme[] = ['system', 'light', 'dark']
const THEME_WORDS = { system: words.themeSystem, light: words.themeLight, dark: words.themeDark }

export function ProfileSection({ account }: { account: Account }) {
  const t = useText()
  const { setLang } = useLocale()
  const { setColorScheme } = useMantineColorScheme()
  const [{ name, language, theme }, set] = useState<Pick<Account, 'name' | 'language' | 'theme'>>(account)
  const { mutate, isPending, error } = useSend(['account', 'session', 'team'])
  const save = () =>
    mutate(
      { path: '/account', method: 'PATCH', body: { name, language, theme } },
      {
        onSuccess() {
          setLang(language)
          setColorScheme(schemeOf(theme))
          notify({ message: words.saved, tone: 'good' })
        },
      },
    )
  return (
    <Section title={t(words.you)}>
      <Stack
        component="form"
        gap="sm"
        mt="sm"
        maw={360}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        {error !== null && <Failed error={error} />}
        <TextInput
          label={t(words.name)}
          autoComplete="name"
          required
          maxLength={100}
          value={name}
          onChange={(event) => set({ name: event.target.value, language, theme })}
        />
        <NativeSelect
          label={t(words.language)}
          value={language}
          data={[
            { value: 'de', label: 'Deutsch' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(event) => set({ name, language: event.target.value === 'en' ? 'en' : 'de', theme })}
        />
        <NativeSelect
          label={t(words.theme)}
          value={theme}
          data={THEMES.map((value) => ({ value, label: t(THEME_WORDS[value]) }))}
          onChange={(event) =>
            set({ name, language, theme: THEMES.find((value) => value === event.target.value) ?? 'system' })
          }
        />
        <div>
          <Button type="submit" loading={isPending}>
            {t(words.save)}
          </Button>
        </div>
      </Stack>
    </Section>
  )
}
