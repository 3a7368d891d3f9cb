/** The fields of one condition, by its kind. */
import { Checkbox, Group, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { SEGMENT_NAMES } from '../../../language/sentences/customers.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import type { SegmentName } from '../schema.ts'
import type { Condition } from './rule-form.ts'
import { words } from './words.ts'

const SEGMENTS = [
  'champions',
  'loyal',
  'promising',
  'new',
  'at-risk',
  'needs-attention',
  'hibernating',
] as const satisfies readonly SegmentName[]

interface ConditionFieldsProps {
  readonly condition: Condition
  onChange(condition: Condition): void
}

export function ConditionFields({ condition, onChange }: ConditionFieldsProps) {
  const t = useText()
  switch (condition.kind) {
    case 'segment':
      return (
        <Checkbox.Group
          label={t(words.segments)}
          value={[...condition.segments]}
          onChange={(chosen) =>
            onChange({ ...condition, segments: SEGMENTS.filter((segment) => chosen.includes(segment)) })
          }
        >
          <Group gap="xs" mt={4}>
            {SEGMENTS.map((segment) => (
              <Checkbox key={segment} size="xs" value={segment} label={t(SEGMENT_NAMES[segment])} />
            ))}
          </Group>
        </Checkbox.Group>
      )
    case 'orders':
      return (
        <Pair>
          <Count
            label={words.atLeast}
            value={condition.atLeast}
            onChange={(atLeast) => onChange({ ...condition, atLeast })}
          />
          <Days value={condition.days} onChange={(days) => onChange({ ...condition, days })} />
        </Pair>
      )
    case 'revenue':
      return (
        <Pair>
          <Money value={condition.atLeastCents} onChange={(atLeastCents) => onChange({ ...condition, atLeastCents })} />
          <Days value={condition.days} onChange={(days) => onChange({ ...condition, days })} />
        </Pair>
      )
    case 'quiet':
      return (
        <Count
          label={words.days}
          value={condition.atLeastDays}
          onChange={(atLeastDays) => onChange({ ...condition, atLeastDays })}
        />
      )
    case 'bought':
      return (
        <Pair>
          <Skus value={condition.skus} onChange={(skus) => onChange({ ...condition, skus })} />
          <Days value={condition.days} onChange={(days) => onChange({ ...condition, days })} />
        </Pair>
      )
    case 'event':
      return (
        <>
          <TextInput
            label={t(words.match)}
            description={t(words.matchHint)}
            maxLength={300}
            value={condition.match}
            onChange={(event) => onChange({ ...condition, match: event.target.value })}
          />
          <Pair>
            <Count
              label={words.atLeast}
              value={condition.atLeast}
              onChange={(atLeast) => onChange({ ...condition, atLeast })}
            />
            <Days value={condition.days} required onChange={(days) => onChange({ ...condition, days })} />
          </Pair>
        </>
      )
  }
}

function Pair({ children }: { children: React.ReactNode }) {
  return (
    <Group grow align="flex-start" gap="sm">
      {children}
    </Group>
  )
}

interface NumberProps {
  readonly value: number | null
  onChange(value: number | null): void
}

function Count({ label, value, onChange }: NumberProps & { readonly label: { de: string; en: string } }) {
  const t = useText()
  return (
    <NumberInput
      label={t(label)}
      min={1}
      max={1_000_000}
      allowDecimal={false}
      value={value ?? ''}
      onChange={(given) => onChange(typeof given === 'number' ? given : null)}
    />
  )
}

function Days({ value, required = false, onChange }: NumberProps & { readonly required?: boolean }) {
  const t = useText()
  return (
    <NumberInput
      label={t(words.inDays)}
      placeholder={required ? undefined : t(words.allTime)}
      min={1}
      max={730}
      allowDecimal={false}
      value={value ?? ''}
      onChange={(given) => onChange(typeof given === 'number' ? given : null)}
    />
  )
}

function Money({ value, onChange }: NumberProps) {
  const t = useText()
  const { lang, currency } = useLocale()
  return (
    <NumberInput
      label={t(words.atLeast)}
      min={0}
      decimalScale={2}
      decimalSeparator={lang === 'de' ? ',' : '.'}
      thousandSeparator={lang === 'de' ? '.' : ','}
      suffix={` ${currency}`}
      value={value === null ? '' : value / 100}
      onChange={(given) => onChange(typeof given === 'number' ? Math.round(given * 100) : null)}
    />
  )
}

function Skus({ value, onChange }: { value: readonly string[]; onChange(skus: readonly string[]): void }) {
  const t = useText()
  const [text, setText] = useState(value.join(', '))
  return (
    <TextInput
      label={t(words.skus)}
      description={t(words.skusHint)}
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        onChange(
          event.target.value
            .split(',')
            .map((sku) => sku.trim())
            .filter((sku) => sku !== ''),
        )
      }}
    />
  )
}
