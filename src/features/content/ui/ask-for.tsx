/** What a text is to be: its kind, language, tone, length and how readers are addressed. */
import { NativeSelect } from '@mantine/core'
import type { Text } from '../../../core/lang.ts'
import { useText } from '../../../web/lang.tsx'
import type { WriteBody } from '../schema.ts'
import classes from './texts.module.css'
import { addressWords, kindWords, langWords, lengthWords, toneWords, words } from './words.ts'

interface AskForProps {
  readonly request: WriteBody
  readonly children: React.ReactNode
  onChange(request: WriteBody): void
}

export function AskFor({ request, children, onChange }: AskForProps) {
  const t = useText()
  const choice = <K extends 'kind' | 'lang' | 'tone' | 'length' | 'address'>(
    key: K,
    label: Text,
    options: Readonly<Record<WriteBody[K], Text>>,
  ) => {
    const values = Object.keys(options) as WriteBody[K][] // the record's own keys
    return (
      <NativeSelect
        size="xs"
        label={t(label)}
        value={request[key]}
        data={values.map((value) => ({ value, label: t(options[value]) }))}
        onChange={({ currentTarget }) => {
          const chosen = values.find((value) => value === currentTarget.value)
          if (chosen !== undefined) onChange({ ...request, [key]: chosen })
        }}
      />
    )
  }
  return (
    <form className={classes.ask} aria-label={t(words.ask)} onSubmit={(event) => event.preventDefault()}>
      {choice('kind', words.kind, kindWords)}
      {choice('lang', words.lang, langWords)}
      {choice('tone', words.tone, toneWords)}
      {choice('length', words.length, lengthWords)}
      {request.lang === 'de' && choice('address', words.address, addressWords)}
      {children}
    </form>
  )
}
