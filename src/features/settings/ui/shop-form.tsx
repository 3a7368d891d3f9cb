/** Name of the shop, readers of the report, its language, and when the night begins. */
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useSend } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Block, Facts, Soft } from '../../../web/ui/facts.tsx'
import { GrowingTextarea } from '../../../web/ui/growing-textarea.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { SaidName, Settings } from '../schema.ts'
import { LANGUAGE_NAMES, saidWords, words } from './words.ts'

interface FormProps {
  readonly settings: Settings
  readonly version: string | null
}

type Typed = Readonly<Record<SaidName, string>>

export function ShopForm({ settings, version }: FormProps) {
  const t = useText()
  const format = useFormat()
  const may = useMay('settings.change')
  const change = useSend<Settings>(['settings'])
  const before = typedOf(settings)
  const [typed, setTyped] = useState(before)
  const changed = settings.said.filter(({ name, locked }) => !locked && typed[name] !== before[name])
  const field = (name: SaidName) => {
    const one = settings.said.find((said) => said.name === name)
    const locked = one?.locked === true
    const description = locked ? words.locked(one.env) : one?.origin === 'shop' ? words.fromShop : null
    return {
      label: t(saidWords[name]),
      disabled: locked || !may,
      ...(description === null ? {} : { description: t(description) }),
      value: typed[name],
      onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
        setTyped({ ...typed, [name]: currentTarget.value }),
    }
  }
  const save = () =>
    change.mutate(
      {
        path: '/settings',
        method: 'PUT',
        version,
        body: Object.fromEntries(changed.map(({ name }) => [name, toSaid(name, typed[name])])),
      },
      { onSuccess: () => notify({ message: words.saved, tone: 'good' }) },
    )
  return (
    <Block title={t(words.shop)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Stack gap={12} maw={520}>
          <TextInput {...field('shopName')} maxLength={120} />
          <GrowingTextarea {...field('reportTo')} rows={2} mostRows={12} placeholder={t(words.readersAbout)} />
          {!settings.hasMail && <Soft>{t(words.noMail)}</Soft>}
          <NativeSelect
            {...field('language')}
            data={Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label }))}
          />
          <TextInput {...field('nightAt')} maxLength={5} placeholder="02:00" />
          {change.error !== null && <Failed error={change.error} />}
          {may ? (
            <Group gap={8}>
              <Button type="submit" size="xs" disabled={changed.length === 0} loading={change.isPending}>
                {t(words.save)}
              </Button>
              {changed.length > 0 && (
                <Button size="xs" variant="default" onClick={() => setTyped(before)}>
                  {t(words.reset)}
                </Button>
              )}
            </Group>
          ) : (
            <Soft>{t(words.notAllowed)}</Soft>
          )}
          <Facts
            items={[
              { label: t(words.currency), value: settings.shop.currency },
              { label: t(words.tax), value: format.value(settings.shop.taxPercent / 100, 'ratio') },
              { label: t(words.timeZone), value: settings.shop.timeZone },
              { label: t(words.holidays), value: settings.shop.holidays },
            ]}
          />
        </Stack>
      </form>
    </Block>
  )
}

function typedOf({ said }: Settings): Typed {
  const text = (name: SaidName) => [said.find((one) => one.name === name)?.value ?? ''].flat().join('\n')
  return {
    shopName: text('shopName'),
    reportTo: text('reportTo'),
    language: text('language'),
    nightAt: text('nightAt'),
  }
}

/** An empty field takes the word back: what holds without it holds again. */
function toSaid(name: SaidName, typed: string): string | string[] | null {
  if (typed.trim() === '') return null
  return name === 'reportTo' ? typed.split(/[\s,;]+/).filter((address) => address !== '') : typed
}
