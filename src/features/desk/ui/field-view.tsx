/** A field of a draft as it is read: what is proposed, and the difference to what is live now. */
import { Text } from '@mantine/core'
import { type Format, useFormat, useText } from '../../../web/lang.tsx'
import { WordDiff } from '../../../web/ui/word-diff.tsx'
import type { CheckFinding, DraftField } from '../schema.ts'
import { CheckLine } from './check-line.tsx'
import classes from './draft.module.css'
import { type FieldValue, sameValue } from './draft.ts'
import { words } from './words.ts'

interface FieldViewProps {
  readonly field: DraftField
  /** Check findings about this field. */
  readonly checks: readonly CheckFinding[]
  /** Whether the difference is shown, or only what is proposed. */
  readonly diff: boolean
}

export function FieldView({ field, checks, diff }: FieldViewProps) {
  const t = useText()
  const { value, before, label } = field
  const isSame = before !== undefined && sameValue(before, value)
  return (
    <div className={classes.field}>
      <dt className={classes.label}>
        {t(label)}
        {isSame && <span className={classes.same}>{t(words.unchanged)}</span>}
      </dt>
      <dd className={classes.value}>
        {diff && before !== undefined && !isSame ? (
          <Changed field={field} before={before} />
        ) : (
          <Value field={field} value={value} />
        )}
        {checks.map((check) => (
          <CheckLine key={`${check.code} ${check.message.en}`} check={check} />
        ))}
      </dd>
    </div>
  )
}

function Changed({ field, before }: { field: DraftField; before: FieldValue }) {
  const t = useText()
  const format = useFormat()
  if (field.kind === 'line' || isLong(field) || field.kind === 'lines')
    return <WordDiff before={plainText(before)} after={plainText(field.value)} />
  return (
    <span className={classes.change}>
      <del title={t(words.live)}>{valueText(field, before, format, t)}</del>
      <span aria-hidden="true">→</span>
      <ins>{valueText(field, field.value, format, t)}</ins>
    </span>
  )
}

function Value({ field, value }: { field: DraftField; value: FieldValue }) {
  const t = useText()
  const format = useFormat()
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return <Text c="var(--ink-faint)">{t(words.empty)}</Text>
  if (Array.isArray(value))
    return (
      <ul className={classes.lines}>
        {value.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines may be equal; their place is what tells them apart
          <li key={place}>{line}</li>
        ))}
      </ul>
    )
  return <span className={isLong(field) ? classes.prose : undefined}>{valueText(field, value, format, t)}</span>
}

const isLong = ({ kind }: DraftField): boolean => kind === 'text' || kind === 'markdown'

/** One line, by the kind of the field. */
export function valueText(
  { kind, options }: DraftField,
  value: FieldValue | undefined,
  format: Format,
  t: (text: { de: string; en: string }) => string,
): string {
  if (value === undefined || value === null || value === '') return t(words.empty)
  if (Array.isArray(value)) return value.join(', ')
  if (kind === 'choice') {
    const option = options?.find((one) => one.value === value)
    return option === undefined ? String(value) : t(option.label)
  }
  if (kind === 'cents') return format.value(value, 'cents')
  if (kind === 'count') return format.value(value, 'count')
  // Percent of a draft is written as people say it: 15 is 15 %.
  if (kind === 'percent') return typeof value === 'number' ? format.value(value / 100, 'ratio') : value
  if (kind === 'day') return format.value(value, 'date')
  return String(value)
}

function plainText(value: FieldValue): string {
  return Array.isArray(value) ? value.join('\n') : String(value ?? '')
}
