/** What a text is to be: its kind, language, tone, length and how readers are addressed. */
import { NativeSelect } from '@mantine/core'
import type { Text } from '../../../core/lang.ts'
import { useText } from '../../../web/lang.tsx'
import type { WriteBody } from '../schema.ts'
import classes from './texts.module.css'
import { addressWords, langWords, lengthWords, toneWords, words } from './words.ts'

/** What is asked for of any text, about a product or about several. */
interface Asked<Kind extends string> extends Pick<WriteBody, 'lang' | 'tone' | 'length' | 'address'> {
  readonly kind: Kind
}

interface AskForProps<Kind extends string> {
  readonly request: Asked<Kind>
  readonly kinds: Readonly<Record<Kind, Text>>
  /** Beside the fields. */
  readonly children: React.ReactNode
  onChange(part: Partial<Asked<Kind>>): void
}

export function AskFor<Kind extends string>({ request, kinds, children, onChange }: AskForProps<Kind>) {
  const t = useText()
  const choice = <Value extends string>(
    label: Text,
    options: Readonly<Record<Value, Text>>,
    { value, set }: { readonly value: Value; set(value: Value): void },
  ) => {
    const values = Object.keys(options) as Value[] // the record's own keys
    return (
      <NativeSelect
        size="xs"
        label={t(label)}
        value={value}
        data={values.map((one) => ({ value: one, label: t(options[one]) }))}
        onChange={({ currentTarget }) => {
          const chosen = values.find((one) => one === currentTarget.value)
          if (chosen !== undefined) set(chosen)
        }}
      />
    )
  }
  const { kind, lang, tone, length, address } = request
  return (
    <form className={classes.ask} aria-label={t(words.ask)} onSubmit={(event) => event.preventDefault()}>
      {choice(words.kind, kinds, { value: kind, set: (next) => onChange({ kind: next }) })}
      {choice(words.lang, langWords, { value: lang, set: (next) => onChange({ lang: next }) })}
      {choice(words.tone, toneWords, { value: tone, set: (next) => onChange({ tone: next }) })}
      {choice(words.length, lengthWords, { value: length, set: (next) => onChange({ length: next }) })}
      {lang === 'de' &&
        choice(words.address, addressWords, { value: address, set: (next) => onChange({ address: next }) })}
      {children}
    </form>
  )
}
