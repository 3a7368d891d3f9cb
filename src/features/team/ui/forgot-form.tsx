/** Asking for a link to set a new password. */
import { Alert, Button, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { explain } from '../../../web/ui/words.ts'
import { EntryFrame, Problem } from './entry-frame.tsx'
import { words } from './entry-words.ts'

interface ForgotFormProps {
  readonly email: string
  /** Whether the workbench can send mail. */
  readonly mail: boolean
  onEmail(email: string): void
  onBack(): void
}

export function ForgotForm({ email, mail, onEmail, onBack }: ForgotFormProps) {
  const t = useText()
  const [isSent, setSent] = useState(false)
  const { mutate, isPending, error } = useSend([])
  const problem =
    error === null ? null : error.status === 429 ? words.tooOften(error.retryAfterSeconds) : explain(error)
  const back = (
    <Button variant="default" onClick={onBack}>
      {t(words.toSignIn)}
    </Button>
  )
  if (!mail || isSent)
    return (
      <EntryFrame title={t(words.forgotTitle)}>
        <Stack mt="md" gap="sm">
          <Alert variant="light" role="status">
            {t(isSent ? words.sent : words.forgotNoMail)}
          </Alert>
          {back}
        </Stack>
      </EntryFrame>
    )
  return (
    <EntryFrame title={t(words.forgotTitle)} about={t(words.forgotAbout)}>
      <Stack
        component="form"
        mt="md"
        gap="sm"
        onSubmit={(event) => {
          event.preventDefault()
          mutate({ path: '/session/forgotten', method: 'POST', body: { email } }, { onSuccess: () => setSent(true) })
        }}
      >
        <Problem>{problem === null ? null : t(problem)}</Problem>
        <TextInput
          label={t(words.email)}
          type="email"
          name="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={(event) => onEmail(event.target.value)}
        />
        <Button type="submit" loading={isPending}>
          {t(words.send)}
        </Button>
        {back}
      </Stack>
    </EntryFrame>
  )
}
