/** The fields of a task, for a new one and for changing one. */
import { NativeSelect, Stack, TextInput } from '@mantine/core'
import { ROLES, type Role } from '../../../core/rights.ts'
import { ROLE_WORDS } from '../../../core/role-words.ts'
import { useText } from '../../../web/lang.tsx'
import { GrowingTextarea } from '../../../web/ui/growing-textarea.tsx'
import { words } from './words.ts'

export interface TaskWords {
  readonly title: string
  readonly notes: string
  readonly role: Role
  readonly dueDay: string | null
}

interface TaskFieldsProps {
  readonly value: TaskWords
  onChange(value: TaskWords): void
}

export function TaskFields({ value, onChange }: TaskFieldsProps) {
  const t = useText()
  const set = (part: Partial<TaskWords>) => onChange({ ...value, ...part })
  return (
    <Stack gap="sm">
      <TextInput
        label={t(words.name)}
        required
        data-autofocus
        maxLength={300}
        value={value.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      <GrowingTextarea
        label={t(words.notes)}
        rows={3}
        mostRows={14}
        maxLength={10_000}
        value={value.notes}
        onChange={(event) => set({ notes: event.target.value })}
      />
      <NativeSelect
        label={t(words.role)}
        data={ROLES.map((role) => ({ value: role, label: t(ROLE_WORDS[role].title) }))}
        value={value.role}
        onChange={(event) => set({ role: ROLES.find((role) => role === event.target.value) ?? value.role })}
      />
      <TextInput
        type="date"
        label={t(words.due)}
        value={value.dueDay ?? ''}
        onChange={(event) => set({ dueDay: event.target.value === '' ? null : event.target.value })}
      />
    </Stack>
  )
}
