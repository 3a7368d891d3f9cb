/** Level and limits of one skill. Each level says what it would mean for this one. */
import { Button, Group, NumberInput, Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import type { SkillInfo } from '../../desk/schema.ts'
import type { AutonomySettings, Level, SkillAutonomy } from '../schema.ts'
import classes from './autonomy.module.css'
import { meaningOf } from './meaning.ts'
import { useSaveSettings } from './use-save-settings.ts'
import { levelWords, words } from './words.ts'

const LEVELS = ['off', 'on-request', 'suggest', 'veto', 'auto'] as const satisfies readonly Level[]

interface SettingsFormProps {
  readonly skill: SkillAutonomy
  readonly info: SkillInfo | null
}

export function SettingsForm({ skill, info }: SettingsFormProps) {
  const t = useText()
  const { currency } = useLocale()
  const may = useMay('autonomy.change')
  const [settings, setSettings] = useState(skill.settings)
  const { save, isSaving } = useSaveSettings(skill)
  const isChanged = JSON.stringify(settings) !== JSON.stringify(skill.settings)
  const set = (part: Partial<AutonomySettings>) => setSettings({ ...settings, ...part })
  const facts = { acts: info?.acts ?? 'outside', mayUndo: info?.mayUndo ?? false }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save(settings)
      }}
    >
      <Stack gap="md">
        <Radio.Group
          label={t(words.level)}
          value={settings.level}
          onChange={(value) => set({ level: LEVELS.find((level) => level === value) ?? settings.level })}
        >
          <Stack gap={6} mt={6}>
            {LEVELS.map((level) => (
              <Radio
                key={level}
                value={level}
                disabled={!may}
                classNames={{ description: classes.meaning ?? '' }}
                label={t(levelWords[level])}
                description={t(meaningOf(level, facts, settings, currency))}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Limits settings={settings} disabled={!may} onChange={set} />
        {may ? (
          <Group gap="xs">
            <Button type="submit" disabled={!isChanged} loading={isSaving}>
              {t(words.save)}
            </Button>
            {isChanged && (
              <Button variant="subtle" onClick={() => setSettings(skill.settings)}>
                {t(words.discard)}
              </Button>
            )}
          </Group>
        ) : (
          <p className={classes.soft}>{t(words.mayNot)}</p>
        )}
      </Stack>
    </form>
  )
}

interface LimitsProps {
  readonly settings: AutonomySettings
  readonly disabled: boolean
  onChange(part: Partial<AutonomySettings>): void
}

function Limits({ settings, disabled, onChange }: LimitsProps) {
  const t = useText()
  const { lang, currency } = useLocale()
  const shared = {
    disabled,
    min: 0,
    placeholder: t(words.noLimit),
    decimalSeparator: lang === 'de' ? ',' : '.',
    thousandSeparator: lang === 'de' ? '.' : ',',
  }
  const time = (text: string) => (text === '' ? null : text)
  return (
    <fieldset className={classes.limits}>
      <legend>{t(words.limits)}</legend>
      <NumberInput
        {...shared}
        label={t(words.dailyActions)}
        max={100_000}
        allowDecimal={false}
        value={settings.dailyActions ?? ''}
        onChange={(given) => onChange({ dailyActions: typeof given === 'number' ? given : null })}
      />
      <NumberInput
        {...shared}
        label={t(words.dailyMoney)}
        max={10_000_000_000}
        decimalScale={2}
        suffix={` ${currency}`}
        value={settings.dailyCents === null ? '' : settings.dailyCents / 100}
        onChange={(given) => onChange({ dailyCents: typeof given === 'number' ? Math.round(given * 100) : null })}
      />
      <NumberInput
        {...shared}
        label={t(words.maxChange)}
        max={1_000}
        decimalScale={2}
        suffix=" %"
        value={settings.maxChangePercent ?? ''}
        onChange={(given) => onChange({ maxChangePercent: typeof given === 'number' ? given : null })}
      />
      <NumberInput
        {...shared}
        label={t(words.veto)}
        min={1}
        max={10_080}
        allowDecimal={false}
        value={settings.vetoMinutes}
        onChange={(given) => typeof given === 'number' && given >= 1 && onChange({ vetoMinutes: given })}
      />
      <TextInput
        type="time"
        label={t(words.quietFrom)}
        disabled={disabled}
        value={settings.quietFrom ?? ''}
        onChange={(event) => onChange({ quietFrom: time(event.target.value) })}
      />
      <TextInput
        type="time"
        label={t(words.quietUntil)}
        disabled={disabled}
        value={settings.quietUntil ?? ''}
        onChange={(event) => onChange({ quietUntil: time(event.target.value) })}
      />
      <p className={classes.soft}>{t(words.quietHint)}</p>
    </fieldset>
  )
}
