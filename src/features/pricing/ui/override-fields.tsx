/** Overrides, one row for each setting of a category or product. */
import { ActionIcon, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { Text } from '../../../core/lang.ts'
import { useText } from '../../../web/lang.tsx'
import { Soft } from '../../../web/ui/facts.tsx'
import { NumberField } from './number-field.tsx'
import { type OverrideRow, SETTINGS, type Setting } from './typed-rules.ts'
import { OBJECTIVE_WORDS, SCOPE_WORDS, SETTING_WORDS, words, YES_NO_WORDS } from './words.ts'

interface OverrideFieldsProps {
  readonly rows: readonly OverrideRow[]
  readonly disabled: boolean
  onChange(rows: readonly OverrideRow[]): void
}

const NEW_ROW: OverrideRow = { scope: 'category', key: '', setting: 'minMarginPercent', value: 20 }

/** What a setting begins with that is no number. */
const FIRST_VALUES: Partial<Record<Setting, string>> = { endings: '99', objective: 'profit', paused: 'yes' }
const CHOICES: Partial<Record<Setting, Readonly<Record<string, Text>>>> = {
  objective: OBJECTIVE_WORDS,
  paused: YES_NO_WORDS,
}

interface ValueFieldProps {
  readonly row: OverrideRow
  readonly disabled: boolean
  onChange(value: OverrideRow['value']): void
}

function ValueField({ row: { setting, value }, disabled, onChange }: ValueFieldProps) {
  const t = useText()
  const label = t(words.value)
  const choices = CHOICES[setting]
  if (choices !== undefined)
    return (
      <NativeSelect
        size="xs"
        label={label}
        disabled={disabled}
        value={String(value)}
        data={Object.entries(choices).map(([one, word]) => ({ value: one, label: t(word) }))}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    )
  if (setting === 'endings')
    return (
      <TextInput
        size="xs"
        label={label}
        maxLength={200}
        disabled={disabled}
        value={String(value ?? '')}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    )
  const number = typeof value === 'number' ? value : null
  return <NumberField label={label} disabled={disabled} value={number} mayBeEmpty onChange={onChange} />
}

export function OverrideFields({ rows, disabled, onChange }: OverrideFieldsProps) {
  const t = useText()
  const set = (place: number, part: Partial<OverrideRow>) =>
    onChange(rows.map((row, index) => (index === place ? { ...row, ...part } : row)))
  return (
    <Stack gap={8}>
      <Soft>{t(words.overridesAbout)}</Soft>
      {rows.map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else to tell them apart while they are typed
        <Group key={place} gap={6} align="flex-end">
          <NativeSelect
            size="xs"
            label={t(words.scope)}
            disabled={disabled}
            value={row.scope}
            data={Object.entries(SCOPE_WORDS).map(([value, word]) => ({ value, label: t(word) }))}
            onChange={({ currentTarget: { value } }) => set(place, { scope: value === 'product' ? value : 'category' })}
          />
          <TextInput
            size="xs"
            label={t(words.overrideKey)}
            maxLength={500}
            disabled={disabled}
            value={row.key}
            onChange={({ currentTarget }) => set(place, { key: currentTarget.value })}
          />
          <NativeSelect
            size="xs"
            label={t(words.setting)}
            disabled={disabled}
            value={row.setting}
            data={SETTINGS.map((value) => ({ value, label: t(SETTING_WORDS[value]) }))}
            onChange={({ currentTarget: { value } }) => {
              const setting = SETTINGS.find((name) => name === value) ?? row.setting
              set(place, { setting, value: FIRST_VALUES[setting] ?? null })
            }}
          />
          <ValueField row={row} disabled={disabled} onChange={(value) => set(place, { value })} />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t(words.remove)}
            disabled={disabled}
            onClick={() => onChange(rows.filter((_row, index) => index !== place))}
          >
            <IconTrash size={16} aria-hidden="true" />
          </ActionIcon>
        </Group>
      ))}
      {!disabled && (
        <Button size="compact-sm" variant="default" w="fit-content" onClick={() => onChange([...rows, NEW_ROW])}>
          {t(words.addOverride)}
        </Button>
      )}
    </Stack>
  )
}
