/** A field of a draft while it is edited, by its kind. */
import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useLocale, useText } from '../../../web/lang.tsx'
import { GrowingTextarea } from '../../../web/ui/growing-textarea.tsx'
import { RichText } from '../../../web/ui/rich-text/rich-text.tsx'
import type { DraftField } from '../schema.ts'
import type { FieldValue } from './draft.ts'
import { words } from './words.ts'

interface FieldEditProps {
  readonly field: DraftField
  readonly value: FieldValue
  readonly autoFocus: boolean
  onChange(value: FieldValue): void
}

export function FieldEdit({ field, value, autoFocus, onChange }: FieldEditProps) {
  const t = useText()
  const shared = { label: t(field.label), autoFocus, 'data-autofocus': autoFocus }
  switch (field.kind) {
    case 'line':
      return <TextInput {...shared} value={String(value ?? '')} onChange={(event) => onChange(event.target.value)} />
    case 'text':
      return (
        <GrowingTextarea
          {...shared}
          rows={3}
          mostRows={18}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'markdown':
      return <RichText label={shared.label} autoFocus={autoFocus} value={String(value ?? '')} onChange={onChange} />
    case 'lines':
      return (
        <GrowingTextarea
          {...shared}
          rows={2}
          mostRows={18}
          value={Array.isArray(value) ? value.join('\n') : ''}
          onChange={(event) => onChange(event.target.value === '' ? [] : event.target.value.split('\n'))}
        />
      )
    case 'day':
      return (
        <TextInput
          {...shared}
          type="date"
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        />
      )
    case 'choice':
      return (
        <NativeSelect
          {...shared}
          data={(field.options ?? []).map((option) => ({ value: option.value, label: t(option.label) }))}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'cents':
    case 'count':
    case 'percent':
      return <NumberEdit {...{ field, value, autoFocus, onChange }} />
  }
}

function NumberEdit({ field, value, autoFocus, onChange }: FieldEditProps) {
  const t = useText()
  const { lang, currency } = useLocale()
  const factor = field.kind === 'cents' ? 100 : 1
  const digits = { cents: 2, count: 0, percent: 2 }[
    field.kind === 'cents' || field.kind === 'percent' ? field.kind : 'count'
  ]
  const [wasNumber] = useState(typeof value === 'number')
  // As it is typed: '1,0' is on its way to '1,05', and the field gives it as text until it is.
  const [typed, setTyped] = useState<number | string>(() => {
    if (typeof value !== 'number') return ''
    return field.kind === 'cents' ? (value / factor).toFixed(digits) : value
  })
  const unit = { cents: ` ${currency}`, percent: ' %', count: '' }[
    field.kind === 'cents' || field.kind === 'percent' ? field.kind : 'count'
  ]
  return (
    <NumberInput
      label={t(field.label)}
      autoFocus={autoFocus}
      data-autofocus={autoFocus}
      value={typed}
      decimalScale={digits}
      decimalSeparator={lang === 'de' ? ',' : '.'}
      thousandSeparator={lang === 'de' ? '.' : ','}
      suffix={unit}
      error={typed === '' && wasNumber ? t(words.numberMissing) : undefined}
      onChange={(given) => {
        setTyped(given)
        const number = given === '' ? Number.NaN : Number(given)
        onChange(Number.isNaN(number) ? null : Math.round(number * factor * 100) / 100)
      }}
    />
  )
}
