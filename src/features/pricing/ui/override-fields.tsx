/** Overrides, one row for each setting of a category or product. */
import { ActionIcon, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useText } from '../../../web/lang.tsx'
import { Soft } from '../../../web/ui/facts.tsx'
import { NumberField } from './number-field.tsx'
import { NUMBERS, type OverrideRow } from './typed-rules.ts'
import { LIMIT_WORDS, SCOPE_WORDS, words } from './words.ts'

interface OverrideFieldsProps {
  readonly rows: readonly OverrideRow[]
  readonly disabled: boolean
  onChange(rows: readonly OverrideRow[]): void
}

const NEW_ROW: OverrideRow = { scope: 'category', key: '', setting: 'minMarginPercent', value: 20 }

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
            data={NUMBERS.map((value) => ({ value, label: t(LIMIT_WORDS[value]) }))}
            onChange={({ currentTarget: { value } }) =>
              set(place, { setting: NUMBERS.find((name) => name === value) ?? row.setting })
            }
          />
          <NumberField
            label={t(words.value)}
            disabled={disabled}
            value={row.value}
            onChange={(value) => set(place, { value })}
          />
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
