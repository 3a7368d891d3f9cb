import { NumberInput } from '@mantine/core'

interface NumberFieldProps {
  readonly label: string
  readonly value: number | null
  readonly disabled: boolean
  /** Whether no number is an answer too. */
  readonly mayBeEmpty?: boolean
  onChange(value: number | null): void
}

/** A number of the guardrails; the workbench says what is out of range. */
export function NumberField({ label, value, disabled, mayBeEmpty = false, onChange }: NumberFieldProps) {
  return (
    <NumberInput
      size="xs"
      label={label}
      min={0}
      disabled={disabled}
      value={value ?? ''}
      onChange={(given) => {
        if (given !== '') onChange(Number(given))
        else if (mayBeEmpty) onChange(null)
      }}
    />
  )
}
