/** The second step of signing in: a code of the app, or a recovery code. */
import { Button, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Text } from '../../../core/lang.ts'
import { useText } from '../../../web/lang.tsx'
import { EntryFrame, Problem } from './entry-frame.tsx'
import { words } from './entry-words.ts'

interface CodeFormProps {
  readonly busy: boolean
  readonly problem: Text | null
  onCode(code: string): void
  onBack(): void
}

export function CodeForm({ busy, problem, onCode, onBack }: CodeFormProps) {
  const t = useText()
  const [code, setCode] = useState('')
  return (
    <EntryFrame title={t(words.signIn)} about={t(words.codeAbout)}>
      <Stack
        component="form"
        mt="md"
        gap="sm"
        onSubmit={(event) => {
          event.preventDefault()
          onCode(code)
        }}
      >
        <Problem>{problem === null ? null : t(problem)}</Problem>
        <TextInput
          label={t(words.code)}
          name="code"
          autoComplete="one-time-code"
          required
          autoFocus
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button type="submit" loading={busy}>
          {t(words.goOn)}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t(words.back)}
        </Button>
      </Stack>
    </EntryFrame>
  )
}
