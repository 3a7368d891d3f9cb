/** Fields that narrow a list: a text that is asked when typing rests, and a choice of one. */
import { NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

/** As long as somebody types, the workbench is not asked. */
const TYPING_MS = 180

interface TextFilterProps {
  readonly label: string
  readonly value: string
  onChange(value: string): void
}

export function TextFilter({ label, value, onChange }: TextFilterProps) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const tell = useDebouncedCallback(onChange, TYPING_MS)
  return (
    <TextInput
      type="search"
      size="xs"
      flex="1 1 190px"
      maw={320}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        tell(currentTarget.value)
      }}
    />
  )
}

interface ChoiceFilterProps {
  readonly label: string
  /** Empty: all. */
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** Word for all of them. */
  readonly all?: string
  onChange(value: string): void
}

export function ChoiceFilter({ label, value, options, all, onChange }: ChoiceFilterProps) {
  const known = value === '' || options.some((option) => option.value === value)
  return (
    <NativeSelect
      size="xs"
      maw={170}
      aria-label={label}
      value={value}
      data={[
        ...(all === undefined ? [] : [{ value: '', label: all }]),
        ...options,
        ...(known ? [] : [{ value, label: value }]),
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
